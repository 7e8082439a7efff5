/** @file A phone number. */
'use strict';

const {exampleOf, phoneText, planOf, readPhone} = require('../validate/phone');
const {question} = require('./question');
const {answering, ownErrors} = require('./typed');

/**
 * Asks for a phone number. The answer is in E.164: `+254712000001`.
 *
 * @param {Record<string, any>} options see `PhoneOptions`
 */
function phone(options) {
    const {region, mobileOnly = false, abroad = true} = options;
    const plan = region === undefined ? undefined : planOf(region);
    if (plan === undefined && !abroad) {
        throw new TypeError('phone: no region (expected: one, where abroad is false)');
    }
    if (plan?.mobile === null && mobileOnly) {
        throw new TypeError(`phone: mobileOnly in ${region} (expected: false; mobile numbers there look like all others)`);
    }
    const limits = {region, mobileOnly, abroad};
    return question('phone', options, {
        parse: (context, slot, input) => readPhone(input, limits),
        texts: ownErrors(options, {number: phoneText(limits)}),
        sample: answering(() => exampleOf(region)),
    });
}

module.exports = {phone};
