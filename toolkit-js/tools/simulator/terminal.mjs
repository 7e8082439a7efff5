/** @file Lines from people, a pipe or a script, one after the other into the simulator. */

import {createInterface} from 'node:readline';

/** @typedef {import('./simulator.mjs').Simulator} Simulator */

const PROMPT = '> ';

/**
 * @param {Simulator} simulator
 * @param {string[] | null} script lines; null for the standard input
 * @param {(text: string) => void} print
 * @returns {Promise<boolean>} whether all went well: always in a terminal, where people see what does not
 */
export async function converse(simulator, script, print) {
    return script === null && process.stdin.isTTY
        ? inTerminal(simulator, print)
        : fromLines(simulator, script ?? linesOf(process.stdin), print);
}

/**
 * @param {Simulator} simulator
 * @param {Iterable<string> | AsyncIterable<string>} lines
 * @param {(text: string) => void} print
 */
async function fromLines(simulator, lines, print) {
    let well = true;
    for await (const line of lines) {
        print(`${PROMPT}${line}`);
        const {lines: shown, quit, problem} = await simulator.take(line);
        shown.forEach(print);
        well &&= !problem;
        if (quit) {
            break;
        }
    }
    return well;
}

/** @param {NodeJS.ReadableStream} input */
function linesOf(input) {
    return createInterface({input, crlfDelay: Infinity});
}

/**
 * @param {Simulator} simulator
 * @param {(text: string) => void} print
 */
async function inTerminal(simulator, print) {
    const {profile, app} = simulator;
    const reader = createInterface({input: process.stdin, output: process.stdout, prompt: PROMPT});
    print(`${app.name} on ${profile.name}: ${profile.sessions ? 'Enter dials' : 'write a message'}, /help tells more, /quit ends`);
    reader.prompt();
    for await (const line of reader) {
        const {lines, quit} = await simulator.take(line);
        lines.forEach(print);
        if (quit) {
            break;
        }
        reader.prompt();
    }
    reader.close();
    return true;
}
