/** @file The simulator in the browser, from its start to Ctrl-C. */

import {once} from 'node:events';

import {UsageError} from '../../usage-error.mjs';
import {Desk} from './desk.mjs';
import {serve} from './server.mjs';
import {Watcher} from './watcher.mjs';

/** @typedef {import('../simulator.mjs').Simulator} Simulator */

/**
 * @param {Simulator} simulator
 * @param {object} options
 * @param {number} options.port 0 for any that is free
 * @param {string[]} options.script lines that are taken before there is a page
 * @param {(text: string) => void} options.print
 */
export async function inBrowser(simulator, {port, script, print}) {
    const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    const served = await onPage(simulator, port, print);
    for (const line of script) {
        const {lines} = await served.desk.take(simulator.phone.address, line);
        [`> ${line}`, ...lines].forEach(print);
    }
    print(`${simulator.app.name}: ${served.url}\nCtrl-C ends it`);
    await stopped;
    await served.close();
}

/**
 * A desk with its page, which reads the app again whenever its files change.
 *
 * @param {Simulator} simulator
 * @param {number} port
 * @param {(text: string) => void} [print] told of the app's files
 * @returns {Promise<{desk: Desk, url: string, close: () => Promise<void>}>}
 */
export async function onPage(simulator, port, print = () => {}) {
    const {app} = simulator;
    const desk = new Desk(simulator);
    const watcher = new Watcher(async () => {
        if (await desk.reload()) {
            print(app.problem ?? `${app.file} has changed and was read again`);
        }
    });
    const stop = desk.listen(() => watcher.look(app.changes.keys()));
    watcher.look(app.changes.keys());
    const {url, close} = await serve(desk, port).catch((error) => {
        watcher.close();
        const isTaken = error.code === 'EADDRINUSE';
        throw isTaken ? new UsageError(`--port '${port}': is in use (expected: a free one, or 0 for any)`) : error;
    });
    return {
        desk, url,
        close: async () => {
            stop();
            watcher.close();
            await close();
        },
    };
}
