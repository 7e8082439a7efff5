/** @file What begins with `/`: the simulator's own commands. */

import {channels} from '../../lib/channels.js';
import {millisecondsOf} from '../../lib/define/duration.js';
import {saved} from './save.mjs';
import {clockText} from './screen.mjs';
import {logLines, maskedText, requestLines, sentLines, shownUser, traceLines} from './views.mjs';

/** @typedef {import('./simulator.mjs').Simulator} Simulator */

/**
 * @typedef {object} SimulatorCommand
 * @property {string} [takes] what has to follow it
 * @property {string} summary
 * @property {(simulator: Simulator, given: string) => string[] | Promise<string[]>} run
 */

/** Seconds an operator waits for a user, where the channel does not say. */
const INPUT_WITHIN = 60;
const NOTHING_YET = ['nothing was sent yet'];

/** @type {Map<string, SimulatorCommand>} */
export const COMMANDS = new Map(Object.entries({
    dial: {summary: 'a new session; an empty line does the same where none is open', run: dial},
    drop: {summary: 'hangs up', run: (simulator) => simulator.deliver('drop', (phone) => phone.drop())},
    lose: {summary: 'the network is gone, and nobody tells the app that the session is', run: lose},
    timeout: {summary: 'the user waits too long, and the operator ends the session', run: timeout},
    slow: {takes: 'DURATION', summary: 'the next answer takes so much longer: /slow 12s', run: slow},
    again: {summary: 'the operator delivers the last message a second time', run: again},
    wait: {takes: 'DURATION', summary: 'lets time pass, 30s, 5m, 2h, 7d; the operator ends sessions that wait too long', run: wait},
    sms: {takes: 'TEXT', summary: 'writes a message outside the session', run: sms},
    user: {takes: 'ADDRESS', summary: 'another phone, or back to one', run: user},
    users: {summary: 'all phones', run: users},
    language: {takes: 'CODE', summary: 'changes the stored language', run: language},
    channel: {takes: 'NAME', summary: `another channel: ${Object.keys(channels).join(', ')}`, run: channel},
    state: {summary: 'what is stored of the user', run: state},
    requests: {summary: 'what the app asked the host for, and the replies', run: requests},
    trace: {summary: 'the states the app went through, and why', run: trace},
    log: {summary: "the app's log of the last message; /log all for all of it", run: log},
    sent: {summary: 'messages that went out beside replies', run: (simulator) => orElse(sentLines(simulator.host.sent), 'none were sent')},
    save: {takes: 'FILE', summary: 'writes what was done: NAME.json as a recording, anything else as a transcript', run: saved},
    reload: {summary: 'reads the app again; --watch does so by itself', run: reload},
    help: {summary: 'this list', run: help},
    quit: {summary: 'ends', run: () => []},
}));

/** @param {Simulator} simulator */
function dial(simulator) {
    if (!simulator.profile.sessions) {
        throw new Error(`channel '${simulator.profile.name}' has no sessions (expected: a message)`);
    }
    return simulator.deliver('dial', (phone) => phone.dial());
}

/** @param {Simulator} simulator */
function lose({phone}) {
    if (!phone.open) {
        throw new Error('no session is open (expected: /dial before it)');
    }
    phone.open = false;
    return ['the network is gone: the session is over, and the app does not know'];
}

/** @param {Simulator} simulator */
async function timeout(simulator) {
    const {inputWithin = INPUT_WITHIN} = simulator.profile;
    if (!simulator.phone.open) {
        throw new Error('no session is open (expected: /dial before it)');
    }
    simulator.host.now += inputWithin * 1000;
    const lines = await simulator.deliver('timeout', (phone) => phone.drop());
    return [`${inputWithin} s without an input: the operator has ended the session`, ...lines];
}

/**
 * @param {Simulator} simulator
 * @param {string} duration
 */
function slow(simulator, duration) {
    simulator.slow = millisecondsOf(duration);
    const {name, answerWithin} = simulator.profile;
    return [`the next answer takes ${duration} longer${answerWithin === undefined ? '' : `; ${name} waits ${answerWithin} s`}`];
}

/**
 * @param {Simulator} simulator
 * @param {string} text
 */
function sms(simulator, text) {
    return simulator.deliver(text, (phone) => phone.sms(text));
}

/** @param {Simulator} simulator */
async function again(simulator) {
    const [sent, before] = [simulator.host.sent.length, simulator.shown.at(-1)?.answer];
    const lines = await simulator.deliver('again', (phone) => phone.again());
    const after = simulator.shown.at(-1)?.answer;
    const more = simulator.host.sent.length - sent;
    return [
        ...lines,
        `the same message ran again: ${after === before ? 'the same screen' : 'another screen'}, ${more} more sent`,
        '(our host answers it from its store and does not run the app again; other hosts may)',
    ];
}

/**
 * @param {Simulator} simulator
 * @param {string} duration
 */
async function wait(simulator, duration) {
    const lines = await simulator.pass(millisecondsOf(duration));
    return [...lines, clockText(simulator.host.now)];
}

/**
 * @param {Simulator} simulator
 * @param {string} address
 */
function user(simulator, address) {
    const {open, screen} = simulator.phoneOf(address);
    return [`phone ${address}${open ? `, in a session: ${screen?.split('\n')[0]}` : ', in no session'}`];
}

/** @param {Simulator} simulator */
function users({phones, phone: current}) {
    return [...phones.values()].map((phone) => {
        const where = phone.state === null ? 'in no state' : `in ${phone.state}`;
        return `${phone === current ? '>' : ' '} ${phone.address}  ${phone.open ? 'in a session' : 'in no session'}, ${where}`;
    });
}

/**
 * @param {Simulator} simulator
 * @param {string} code
 */
function language(simulator, code) {
    const known = simulator.app.definition?.options.languages;
    if (known !== undefined && !Object.hasOwn(known, code)) {
        throw new Error(`language '${code}' (expected one of: ${Object.keys(known).join(', ')})`);
    }
    simulator.changeLanguage(code);
    return [`language ${code}, from the next screen on`];
}

/**
 * @param {Simulator} simulator
 * @param {string} name
 */
function channel(simulator, name) {
    if (!Object.hasOwn(channels, name)) {
        throw new Error(`channel '${name}' (expected one of: ${Object.keys(channels).join(', ')})`);
    }
    simulator.changeChannel(channels[name]);
    const {limit, unicodeLimit, sessions, answerWithin} = channels[name];
    return [`channel ${name}: ${limit} units, ${unicodeLimit} where a character is not in GSM-7; ${sessions
        ? `sessions, waits ${answerWithin} s for an answer` : 'no sessions'}`];
}

/** @param {Simulator} simulator */
function state({phone, app: {definition}, masked}) {
    const {user: stored} = phone;
    return stored === null
        ? [`nothing is stored of ${phone.address}`]
        : maskedText(definition, JSON.stringify(shownUser(definition, stored), null, 2), masked).split('\n');
}

/** @param {Simulator} simulator */
function requests({run, app, masked}) {
    return run === null ? NOTHING_YET : orElse(requestLines(run, app.definition, masked), 'no requests');
}

/** @param {Simulator} simulator */
function trace({phone: {last}}) {
    return last === null ? NOTHING_YET : traceLines(last.run, last.states);
}

/**
 * @param {Simulator} simulator
 * @param {string} which
 */
function log({run, host}, which) {
    return run === null ? NOTHING_YET : orElse(logLines(which === 'all' ? host.logged : run.logs), 'nothing in the log');
}

/** @param {Simulator} simulator */
async function reload({app}) {
    await app.load();
    return [`${app.file} was read again`];
}

function help() {
    const rows = [...COMMANDS].map(([name, {takes, summary}]) => [`/${name}${takes === undefined ? '' : ` ${takes}`}`, summary]);
    return [...rows.map(([usage, summary]) => `${usage.padEnd(17)} ${summary}`),
        'Anything else is typed into the phone; //… types /…'];
}

/**
 * @param {string[]} lines
 * @param {string} otherwise
 */
function orElse(lines, otherwise) {
    return lines.length === 0 ? [otherwise] : lines;
}
