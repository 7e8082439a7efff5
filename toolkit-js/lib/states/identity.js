/** @file An identity number. */
'use strict';

const {identityTexts, kindOf, readIdentity} = require('../validate/identity');
const {question} = require('./question');
const {answering, ownErrors} = require('./typed');

/**
 * Asks for an identity number. The answer has no blanks, dashes and slashes, and letters in upper case. Sensitive unless it says otherwise.
 *
 * @param {Record<string, any>} options see `IdentityNumberOptions`
 */
function identityNumber(options) {
    const kind = kindOf(options.kind);
    return question('identityNumber', {sensitive: true, ...options}, {
        parse: (context, slot, input) => readIdentity(input, kind),
        texts: ownErrors(options, identityTexts(kind)),
        sample: answering(() => kind.example),
    });
}

module.exports = {identityNumber};
