/** @file What networks let through. Sources: docs/reference of the networks, collected in field-map and toolkit-api C.6. */
'use strict';

/** @typedef {import('./index').ChannelProfile} ChannelProfile */

/** @type {Readonly<Record<string, ChannelProfile>>} */
const channels = Object.freeze({
    // 182 septets fill the 160 octets of one USSD message (3GPP TS 23.038, TS 24.090).
    'ussd': {name: 'ussd', limit: 182, unicodeLimit: 80, charset: 'gsm-7', sessions: true, answerWithin: 10, inputWithin: 60},
    // What most gateways in South Africa pass on.
    'ussd-160': {name: 'ussd-160', limit: 160, unicodeLimit: 70, charset: 'gsm-7', sessions: true, answerWithin: 10, inputWithin: 60},
    'africas-talking': {name: 'africas-talking', limit: 182, unicodeLimit: 80, charset: 'gsm-7', sessions: true, answerWithin: 15, inputWithin: 30},
    'hubtel': {name: 'hubtel', limit: 182, unicodeLimit: 80, charset: 'gsm-7', sessions: true, answerWithin: 5, inputWithin: 60},
    'clickatell': {name: 'clickatell', limit: 182, unicodeLimit: 80, charset: 'gsm-7', sessions: true, answerWithin: 10, inputWithin: 20},
    // One message; longer ones are sent in parts of 153 septets or 67 characters.
    'sms': {name: 'sms', limit: 160, unicodeLimit: 70, charset: 'gsm-7', sessions: false},
    'sms-long': {name: 'sms-long', limit: 459, unicodeLimit: 201, charset: 'gsm-7', sessions: false},
    'chat': {name: 'chat', limit: 4096, unicodeLimit: 4096, charset: 'unicode', sessions: false},
    'voice': {name: 'voice', limit: 4096, unicodeLimit: 4096, charset: 'unicode', sessions: true, answerWithin: 10, inputWithin: 10},
});

module.exports = {channels};
