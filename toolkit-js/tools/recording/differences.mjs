/** @file What is not as it was recorded. */

import {isDeepStrictEqual} from 'node:util';

import {diff} from '../transcript/diff.mjs';
import {NOT_RECORDED} from './recorded-http.mjs';
import {addressOf, inputOf} from './steps.mjs';
import {Untold} from './untold.mjs';

/** @typedef {import('./recording.mjs').Difference} Difference */
/** @typedef {import('./recording.mjs').MessageStep} MessageStep */
/** @typedef {import('./recording.mjs').Step} Step */
/** @typedef {[what: Difference['what'], lines: string[]]} Found */

const ASTRAY = '? an earlier session of the user goes otherwise now: its own recording says how';

/**
 * @param {Step[]} recorded
 * @param {Step[]} now as many
 * @param {{strict?: boolean, told?: boolean}} [options] strict: every request counts; told: whether the recording tells of more than
 *     messages
 * @returns {Difference[]}
 */
export function differences(recorded, now, {strict = false, told: isTold = true} = {}) {
    return isTold ? allDifferences(recorded, now, strict) : differencesOfMessages(recorded, now);
}

/**
 * What of a log of messages is not as it was, with what the log does not tell where it may be the reason.
 *
 * @param {Step[]} recorded
 * @param {Step[]} now
 * @returns {Difference[]}
 */
function differencesOfMessages(recorded, now) {
    const untold = new Untold();
    /** @type {string[]} */
    const missing = [];
    let isAstray = false;
    let message = 0;
    const found = recorded.flatMap((step, at) => {
        const played = now[at];
        if (step.step !== 'message' || played.step !== 'message') {
            return [];
        }
        missing.push(...untold.in(played.run, played.http));
        if (step.before) {
            isAstray ||= step.run.reply !== null && step.run.reply.text !== (played.run.reply?.text ?? null);
            return [];
        }
        message++;
        const lines = [...isAstray ? [ASTRAY] : [], ...missing.splice(0)];
        isAstray = false;
        const without = {...played, run: {...played.run, reply: played.run.reply === null ? null
            : {...played.run.reply, metadata: {}}}};
        const compared = step.run.reply === null ? [] : inReply(step, without);
        const all = /** @type {Found[]} */ ([...compared, ...changed('sent', sentLines(step), sentLines(without)),
            ...lines.length === 0 ? [] : [['unknown', lines]]]);
        return all.map(([what, shown]) => ({message, input: inputOf(step), address: addressOf(step), what,
            lines: shown}));
    });
    return found.filter(({what, message: at}) => what !== 'unknown'
        || found.some((other) => other.what !== 'unknown' && other.message >= at));
}

/**
 * @param {Step[]} recorded
 * @param {Step[]} now
 * @param {boolean} strict
 * @returns {Difference[]}
 */
function allDifferences(recorded, now, strict) {
    /** Answers that were told of: they stay different. @type {Set<string>} */
    const told = new Set();
    let message = 0;
    return recorded.flatMap((step, at) => {
        const played = now[at];
        if (step.step !== 'message' || played.step !== 'message') {
            return [];
        }
        message++;
        const found = [...inReply(step, played), ...inEffects(step, played, told), ...strict
            ? inRequests(step, played) : []];
        return found.map(([what, lines]) => ({message, input: inputOf(step), address: addressOf(step), what, lines}));
    });
}

/**
 * @param {MessageStep} recorded
 * @param {MessageStep} now
 * @returns {Found[]}
 */
function inReply({run: before}, {run}) {
    /** @type {Found[]} */
    const found = [];
    if (run.finished !== before.finished) {
        const errors = run.logs.filter(({level}) => level === 'error' || level === 'critical')
            .flatMap(({text}) => text.split('\n').map((line) => `  ${line}`));
        found.push(['failure', run.finished
            ? ['- the app does not finish', '+ it does']
            : ['- the app finishes', '+ it does not', ...errors]]);
    }
    if (run.reply?.text !== before.reply?.text) {
        found.push(['screen', diff(screenLines(run), screenLines(before))]);
    }
    if (run.reply !== null && before.reply !== null) {
        if (run.reply.goesOn !== before.reply.goesOn) {
            found.push(['session', run.reply.goesOn ? ['- the session ends', '+ it goes on']
                : ['- the session goes on', '+ it ends']]);
        }
        if (!isDeepStrictEqual(run.reply.metadata, before.reply.metadata)) {
            found.push(['metadata', [`- ${JSON.stringify(before.reply.metadata)}`,
                `+ ${JSON.stringify(run.reply.metadata)}`]]);
        }
    }
    return found;
}

/** @param {import('../host/host.mjs').Run} run */
function screenLines({reply}) {
    return typeof reply?.text === 'string' ? reply.text.split('\n') : ['[no reply]'];
}

/**
 * @param {MessageStep} recorded
 * @param {MessageStep} now
 * @param {Set<string>} told
 * @returns {Found[]}
 */
function inEffects(recorded, now, told) {
    const answers = answersChanged(recorded, now).filter(([line]) => !told.has(line));
    answers.forEach(([line]) => told.add(line));
    const missing = now.http.flatMap(({answer: {fails = ''}}) =>
        fails.startsWith(NOT_RECORDED) ? [`+ ${fails.slice(NOT_RECORDED.length)}`] : []);
    return [
        ...changed('sent', sentLines(recorded), sentLines(now)),
        ...answers.length === 0 ? [] : [/** @type {Found} */ (['answers', answers.flatMap(([, ...lines]) => lines)])],
        ...missing.length === 0 ? [] : [/** @type {Found} */ (['http', missing])],
    ];
}

/**
 * @param {MessageStep} recorded
 * @param {MessageStep} now
 * @returns {string[][]} each: what tells it from others, then its lines
 */
function answersChanged(recorded, now) {
    const [before, after] = [recorded.user?.answers ?? {}, now.user?.answers ?? {}];
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.filter((name) => !isDeepStrictEqual(before[name], after[name])).map((name) => {
        const lines = [...name in before ? [`- ${name}: ${JSON.stringify(before[name])}`] : [],
            ...name in after ? [`+ ${name}: ${JSON.stringify(after[name])}`] : []];
        return [[addressOf(now), ...lines].join('\n'), ...lines];
    });
}

/** @param {MessageStep} step */
function sentLines({run: {sent}}) {
    return sent.flatMap(({to, endpoint, text, metadata}) => {
        const own = Object.keys(metadata).length === 0 ? '' : ` ${JSON.stringify(metadata)}`;
        return `to ${to} (${endpoint}${own}): ${text}`.split('\n');
    });
}

/**
 * @param {MessageStep} recorded
 * @param {MessageStep} now
 * @returns {Found[]}
 */
function inRequests(recorded, now) {
    // Where an error was thrown is not what the app asks for.
    const withoutPlaces = (/** @type {any} */ fields) => ({...fields,
        msg: String(fields.msg).replace(/\n\s+at .*/g, '')});
    const lines = (/** @type {MessageStep} */ {run: {requests}}) => requests.map(({name, fields}) =>
        `${name} ${JSON.stringify(name.startsWith('log.') ? withoutPlaces(fields) : fields)}`);
    return changed('requests', lines(recorded),
        lines(now)).map(([what, both]) => [what, both.filter((line) => !line.startsWith('  '))]);
}

/**
 * @param {Difference['what']} what
 * @param {string[]} before
 * @param {string[]} after
 * @returns {Found[]}
 */
function changed(what, before, after) {
    return isDeepStrictEqual(before, after) ? [] : [[what, diff(after, before)]];
}
