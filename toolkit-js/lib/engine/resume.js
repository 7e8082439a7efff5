/** @file A user who dials again in the middle of a flow: goes on, is asked, or starts again. */
'use strict';

const {millisecondsOf} = require('../define/duration');
const {OWN_TEXTS} = require('./own-texts');

/** @typedef {import('./visit').Visit} Visit */

/** The name of the state that asks. Apps cannot use it: it has a `$`. */
const RESUME = '$resume';

/**
 * What the policy of the app and of the state the user is in comes to.
 *
 * @param {Visit} visit its user is in a state
 * @returns {import('../index').ResumePolicy}
 */
function readyToResume(visit) {
    const {app, record, services} = visit;
    const {policy = 'continue', maxAge} = app.options.resume ?? {};
    const name = /** @type {string} */ (record.state);
    if (maxAge !== undefined && services.now().getTime() - record.seen > millisecondsOf(maxAge)) {
        return 'restart';
    }
    if (name === RESUME) {
        return 'continue';
    }
    const own = visit.state(name).options.resume ?? policy;
    // Nothing is lost on the first screen.
    return own === 'ask' && name === app.start ? 'continue' : own;
}

/**
 * Puts the question before the state the user is in.
 *
 * @param {Visit} visit
 */
function mustAsk({record, services}) {
    const {state, slot} = record;
    services.trace({event: 'enter', state: RESUME, reason: 'resume'});
    Object.assign(record, {state: RESUME, slot: {interrupted: /** @type {any} */ ({state, slot})}});
}

/**
 * The state that asks.
 *
 * @param {import('../index').AppOptions} options
 * @returns {import('../internal').StateDefinition}
 */
function resumeState({start, resume = {}}) {
    const {question = 'Continue where you left off?', continue: goOn = 'Continue', restart = 'Start again'} = resume;
    const texts = [
        {text: question, place: 'resume.question'},
        {text: goOn, place: 'resume.continue'},
        {text: restart, place: 'resume.restart'},
    ];
    return {
        kind: 'resume',
        options: {back: true},
        interactive: true,
        texts: () => texts,
        edges: () => [],
        render: async (context) => ({
            text: await context.translate(question),
            entries: [await context.translate(goOn), await context.translate(restart)],
        }),
        receive: (context, slot, input, picked) => {
            if (picked === null) {
                return {outcome: 'refused', error: OWN_TEXTS.choose};
            }
            return picked === 0
                ? {outcome: 'resume', interrupted: /** @type {any} */ (slot.interrupted)}
                : {outcome: 'restart', next: start};
        },
    };
}

module.exports = {RESUME, mustAsk, readyToResume, resumeState};
