/** @file All kinds of states, by name. */
'use strict';

const {call} = require('./call');
const {choice, language, menu, rating, terms, yesNo} = require('./choice');
const {confirm} = require('./confirm');
const {date} = require('./date');
const {form} = require('./form');
const {identityNumber} = require('./identity');
const {keywords} = require('./keywords');
const {multiSelect} = require('./multi-select');
const {number} = require('./number');
const {phone} = require('./phone');
const {pin} = require('./pin');
const {quiz} = require('./quiz');
const {location, search} = require('./search');
const {assign, decide, send} = require('./steps');
const {end, freeText, show} = require('./text');
const {time} = require('./time');
const {xform} = require('./xform');

module.exports = {
    assign, call, choice, confirm, date, decide, end, form, freeText, identityNumber, keywords, language, location, menu, multiSelect,
    number, phone, pin, quiz, rating, search, send, show, terms, time, xform, yesNo,
};
