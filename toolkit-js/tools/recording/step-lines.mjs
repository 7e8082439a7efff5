/** @file Steps for people, message by message. */

import {logLines, requestLines, sentLines, traceLines} from '../simulator/views.mjs';
import {addressOf, inputOf} from './steps.mjs';

/** @typedef {import('./recording.mjs').Step} Step */

/**
 * @param {Step[]} steps
 * @param {import('../../lib/internal.js').CompiledApp | null} app null for one on vumigo_v02
 * @returns {string[]}
 */
export function stepLines(steps, app) {
    /** @type {Map<string, string | null>} */
    const states = new Map();
    let number = 0;
    return steps.flatMap((step) => {
        if (step.step === 'channel') {
            return [`channel ${step.profile.name}`, ''];
        }
        if (step.step === 'language') {
            return [`language of ${step.address}: ${step.language}`, ''];
        }
        number++;
        const {run, user, at} = step;
        const address = addressOf(step);
        const before = states.get(address) ?? null;
        const after = user?.state ?? null;
        states.set(address, after);
        const entered = app?.states.get(before ?? '')?.options.sensitive ? [inputOf(step)] : [];
        const masked = {answers: user?.answers ?? {}, more: entered};
        return [
            `message ${number}, ${at}, ${address} > ${inputOf(step)}`,
            ...section('state', traceLines(run, {before, after})),
            ...section('requests', requestLines({...run, requests: withoutLog(run)}, app, masked)),
            ...section('log', logLines(run.logs)),
            ...section('sent', sentLines(run.sent)),
            ...section(run.reply?.goesOn === false ? 'screen, and the end' : 'screen', (run.reply?.text ?? '[no reply]').split('\n')),
            '',
        ];
    });
}

/** @param {import('../host/host.mjs').Run} run */
function withoutLog({requests}) {
    return requests.filter(({name}) => !name.startsWith('log.'));
}

/**
 * @param {string} title
 * @param {string[]} lines
 */
function section(title, lines) {
    return lines.length === 0 ? [] : [`  ${title}`, ...lines.map((line) => `    ${line}`)];
}
