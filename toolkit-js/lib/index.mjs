/** @file The toolkit for ECMAScript modules. */
import toolkit from './index.js';

export const {
    DefinitionError, HttpError, RequestError, StepError,
    assign, buttons, call, channels, choice, confirm, date, decide, defineApp, end, form, freeText, identityNumber, keywords, language,
    location, menu, message, multiSelect, number, oneOf, phone, pin, plural, quiz, rating, search, send, show, start, terms, time,
    validators, voice, xform, yesNo,
} = toolkit;
