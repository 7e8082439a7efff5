/** @file Plays one random app's random session with both toolkits. */

import { randomFrom } from './random.mjs';
import { randomApp, randomSession } from './describe.mjs';
import { randomRecord } from './records.mjs';
import { handle } from './sandbox.mjs';
import { EXPLANATIONS, adjustPublished, comparable } from './decided.mjs';

/** @typedef {{published: any, ours: any}} Toolkits */
/** @typedef {import('./sandbox.mjs').Store} Store */

/**
 * @typedef {object} Played
 * @property {number} messages
 * @property {number} replies
 * @property {Record<string, number>} explained how often each decided difference was met
 * @property {string | null} difference the first one that nobody decided on, for people to read
 */

/**
 * @param {Toolkits} toolkits
 * @param {number} seed
 * @returns {Promise<Played>}
 */
export async function play(toolkits, seed) {
    const random = randomFrom(seed);
    const app = randomApp(random);
    const commands = randomSession(random, app);
    const sides = {
        published: {toolkit: toolkits.published, adjust: adjustPublished(toolkits.published), store: /** @type {Store} */ ({})},
        ours: {toolkit: toolkits.ours, adjust: () => {}, store: {}}
    };
    const switching = random.chance(0.4);
    if (random.chance(0.4)) {
        const store = storeOf(random, app);
        sides.published.store = {...store};
        sides.ours.store = {...store};
    }
    /** @type {Played} */
    const played = {messages: 0, replies: 0, explained: {}, difference: null};
    for (const [index, command] of commands.entries()) {
        const before = JSON.stringify(sides.published.store);
        const published = await handle(sides.published, app, sides.published.store, command);
        // A user may be handed over at every message, in both directions.
        const side = switching && random.chance(0.5) ? {...sides.published, store: sides.ours.store} : sides.ours;
        const ours = await handle(side, app, side.store, command);
        played.messages++;
        played.replies += published.requests.filter(({name}) => name === 'outbound.reply_to').length;
        const seen = {published: comparable(published), ours: comparable(ours)};
        const difference = differing(seen.published, seen.ours);
        if (difference === null) {
            continue;
        }
        const explanation = EXPLANATIONS.find(({holds}) => holds({app, command, ...seen, thrown: published.thrown, states: ours.states}));
        if (!explanation) {
            played.difference = described(seed, index, command, before, app, difference, [published.thrown, ours.thrown]);
            return played;
        }
        played.explained[explanation.row] = (played.explained[explanation.row] || 0) + 1;
        sides.ours.store = {...sides.published.store};
    }
    return played;
}

/**
 * @param {import('./random.mjs').Random} random
 * @param {import('./describe.mjs').AppDescription} app
 * @returns {Record<string, string>} what may be stored before anything happens
 */
function storeOf(random, app) {
    const users = ['+27001', '+27002'].map((addr) => [
        `users.${app.config.user_store || app.config.name}.${addr}`, JSON.stringify(randomRecord(random, app, addr))]);
    return Object.fromEntries(users);
}

/**
 * @param {ReturnType<typeof comparable>} published
 * @param {ReturnType<typeof comparable>} ours
 */
function differing(published, ours) {
    const length = Math.max(published.requests.length, ours.requests.length);
    for (let index = 0; index < length; index++) {
        if (published.requests[index] !== ours.requests[index]) {
            return {published: published.requests.slice(index, index + 3), ours: ours.requests.slice(index, index + 3)};
        }
    }
    return published.done === ours.done ? null : {published: ['done ' + published.done], ours: ['done ' + ours.done]};
}

/**
 * @param {number} seed
 * @param {number} index
 * @param {import('./describe.mjs').Command} command
 * @param {string} before
 * @param {import('./describe.mjs').AppDescription} app
 * @param {{published: string[], ours: string[]}} difference
 * @param {string[][]} thrown
 */
function described(seed, index, command, before, app, difference, thrown) {
    const states = app.states.filter((state) => before.includes(`"name":${JSON.stringify(state.name)}`));
    return [
        `seed ${seed}, message ${index}: ${JSON.stringify(command)}`,
        `stored before: ${before}`,
        ...states.map((state) => 'state: ' + JSON.stringify(state)),
        ...difference.published.map((request) => 'published: ' + request),
        ...difference.ours.map((request) => 'ours:      ' + request),
        `thrown: ${JSON.stringify(thrown)}`
    ].join('\n');
}
