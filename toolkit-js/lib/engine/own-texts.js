/** @file Texts the engine and its states show of their own accord, where an app says nothing else. Translators get all of them. */
'use strict';

const OWN_TEXTS = Object.freeze({
    apology: 'Something went wrong. Please try again later.',
    back: 'Back',
    choose: 'Please choose one of the numbers.',
    home: 'Home',
    invalid: 'That is not a valid answer.',
    more: 'More',
    previous: 'Previous',
    shorter: 'Please enter {{shortest}} to {{longest}} characters.',
});

module.exports = {OWN_TEXTS};
