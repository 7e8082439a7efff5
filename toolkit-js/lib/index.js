/** @file Jukwaa's toolkit. The contract of everything here: `index.d.ts`. */
'use strict';

const {buttons, voice} = require('./channel-metadata');
const {channels} = require('./channels');
const {defineApp} = require('./define/app');
const {DefinitionError, HttpError, RequestError, StepError} = require('./engine/errors');
const {message, plural} = require('./engine/texts');
const {start} = require('./host/start');
const states = require('./states');
const {validators} = require('./validate');

exports.buttons = buttons;
exports.channels = channels;
exports.defineApp = defineApp;
exports.message = message;
exports.plural = plural;
exports.start = start;
exports.validators = validators;
exports.voice = voice;

exports.DefinitionError = DefinitionError;
exports.HttpError = HttpError;
exports.RequestError = RequestError;
exports.StepError = StepError;

/**
 * @param {readonly string[]} targets
 * @param {(context: import('./index').Context) => string | Promise<string>} decide
 */
exports.oneOf = (targets, decide) => ({targets, decide});

exports.assign = states.assign;
exports.call = states.call;
exports.choice = states.choice;
exports.confirm = states.confirm;
exports.date = states.date;
exports.decide = states.decide;
exports.end = states.end;
exports.form = states.form;
exports.freeText = states.freeText;
exports.identityNumber = states.identityNumber;
exports.keywords = states.keywords;
exports.language = states.language;
exports.location = states.location;
exports.menu = states.menu;
exports.multiSelect = states.multiSelect;
exports.number = states.number;
exports.phone = states.phone;
exports.pin = states.pin;
exports.quiz = states.quiz;
exports.rating = states.rating;
exports.search = states.search;
exports.send = states.send;
exports.show = states.show;
exports.terms = states.terms;
exports.time = states.time;
exports.xform = states.xform;
exports.yesNo = states.yesNo;
