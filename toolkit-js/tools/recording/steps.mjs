/** @file What a session is made of: steps as recordings keep them. */

import {HttpFixtures} from '../host/http-fixtures.mjs';
import {Phone} from '../host/phone.mjs';
import {withoutPlainTexts} from '../host/resources/encryption.mjs';
import {SimulatedHost} from '../host/simulated-host.mjs';
import {onChannel} from '../simulator/app.mjs';

/** @typedef {import('./recording.mjs').Recording} Recording */
/** @typedef {import('./recording.mjs').Step} Step */
/** @typedef {import('./recording.mjs').MessageStep} MessageStep */
/** @typedef {import('./recording.mjs').Exchange} Exchange */
/** @typedef {import('../host/host.mjs').HttpSource} HttpSource */

/**
 * A host that keeps what HTTP went outside.
 *
 * @param {Recording['host']} options
 * @param {HttpSource[]} sources
 * @returns {{host: SimulatedHost, exchanges: Exchange[]}} exchanges: whoever reads them empties the list
 */
export function listeningHost({now, random, settings: {config, ...settings}}, sources) {
    /** @type {Exchange[]} */
    const exchanges = [];
    const fixtures = new HttpFixtures(sources);
    const http = async (/** @type {import('../host/host.mjs').HttpRequest} */ request) => {
        const exchange = {request, answer: /** @type {import('../host/host.mjs').HttpAnswer} */ ({})};
        exchanges.push(exchange);
        exchange.answer = await fixtures.answer(request);
        return exchange.answer;
    };
    return {host: new SimulatedHost({now, random, config: /** @type {any} */ (config ?? {}), settings, http}), exchanges};
}

/**
 * @param {{at: number, run: import('../host/host.mjs').Run, phone: Phone, exchanges: Exchange[]}} delivered `at`: when the message came
 * @returns {MessageStep}
 */
export function messageStep({at, run, phone, exchanges}) {
    const {host} = phone;
    const message = host.messages.findLast(({direction}) => direction === 'inbound')?.message;
    const {user} = phone;
    return {
        step: 'message',
        at: new Date(at).toISOString(),
        until: new Date(host.now).toISOString(),
        message,
        http: exchanges.splice(0),
        run: recordable(run),
        user: user === null ? null : {address: phone.address, state: user.state, language: user.language, answers: user.answers ?? {}},
    };
}

/**
 * A run without texts that the app wants encrypted, in whose stacks only the app's own places are left: others are of one machine, and of one
 * version of the toolkit.
 *
 * @param {import('../host/host.mjs').Run} run
 * @returns {import('../host/host.mjs').Run}
 */
function recordable(run) {
    const own = (/** @type {any} */ text) => typeof text !== 'string' ? text
        : text.split('\n').filter((line) => !/^\s+at (?:.*[\s(])?(?:file:\/\/)?(?:\/|[A-Za-z]:[\\/]|node:)/.test(line)).join('\n');
    return {
        ...run,
        logs: run.logs.map((line) => ({...line, text: own(line.text)})),
        requests: run.requests.map((request) => request.name.startsWith('log.')
            ? {...request, fields: {...request.fields, msg: own(request.fields.msg)}} : withoutPlainTexts(request)),
        trace: run.trace.map((event) => event.event === 'error' ? {...event, stack: own(event.stack)} : event),
    };
}

/**
 * Does again what users did.
 *
 * @param {Recording} recording
 * @param {import('../host/host.mjs').Attach} attach the app
 * @param {HttpSource[]} http
 * @returns {Promise<Step[]>} the steps with what comes of them now
 */
export async function play(recording, attach, http) {
    const {host, exchanges} = listeningHost(recording.host, http);
    /** @type {import('../../lib/index.js').ChannelProfile | null} */
    let profile = null;
    const played = [];
    for (const step of recording.steps) {
        if (step.step === 'channel') {
            profile = step.profile;
            played.push(step);
        } else if (step.step === 'language') {
            changeLanguage(new Phone({host, address: step.address, attach: () => attach}), step.language);
            played.push(step);
        } else {
            const at = Date.parse(step.at);
            host.now = at;
            const run = await host.message(onChannel(attach, profile), step.message);
            const phone = new Phone({host, address: addressOf(step), attach: () => attach});
            played.push(messageStep({at, run, phone, exchanges}));
        }
    }
    return played;
}

/**
 * @param {Phone} phone
 * @param {string} language
 */
function changeLanguage(phone, language) {
    // Of a user the app does not store any more there is nothing to change; the screens tell.
    if (phone.user !== null) {
        phone.language = language;
    }
}

/** @param {MessageStep} step */
export function addressOf({message}) {
    return String(message.from_addr);
}

/**
 * What the user did, as people say it.
 *
 * @param {MessageStep} step
 */
export function inputOf({message: {session_event: event, content}}) {
    return event === 'new' ? 'dial' : event === 'close' ? 'drop' : String(content);
}
