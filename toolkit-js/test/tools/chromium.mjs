/**
 * @file A Chromium without a window, told what to do through two pipes:
 * https://chromedevtools.github.io/devtools-protocol/.
 */

import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const COMPLAINTS = ['Runtime.exceptionThrown', 'Runtime.consoleAPICalled', 'Log.entryAdded'];
const installed = NAMES.find((name) => spawnSync(name, ['--version']).status === 0);

/** The command; undefined if there is none. Where everything has to be there, the tests fail instead. */
export const CHROMIUM = installed ?? (process.env.CI ? NAMES[0] : undefined);

export class Browser {
    #calls = 0;
    #rest = '';
    #waiting = new Map();
    /** @type {string | undefined} */
    #session;

    /** What the page wrote to its console, and what it threw. */
    complaints = [];

    static async start() {
        const folder = mkdtempSync(path.join(tmpdir(), 'jukwaa-browser-'));
        // What confines pages needs rights that a container's root does not have. The page is ours.
        const options = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run',
            `--user-data-dir=${folder}`, '--remote-debugging-pipe', 'about:blank'];
        const child = spawn(CHROMIUM, options, {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
        const browser = new Browser(child, folder);
        const {targetInfos: [{targetId}]} = await browser.call('Target.getTargets', {filter: [{type: 'page'}]});
        browser.#session = (await browser.call('Target.attachToTarget', {targetId, flatten: true})).sessionId;
        await Promise.all(['Page.enable', 'Runtime.enable', 'Log.enable'].map((method) => browser.call(method)));
        return browser;
    }

    /**
     * @param {import('node:child_process').ChildProcess} child
     * @param {string} folder what it keeps
     */
    constructor(child, folder) {
        const [, , , write, read] = child.stdio;
        this.child = child;
        this.folder = folder;
        this.exited = once(child, 'exit');
        this.write = write;
        read.setEncoding('utf8').on('data', (chunk) => this.#read(chunk));
        child.once('error', (error) => this.#fail(error));
        read.once('close', () => this.#fail(new Error('the browser has ended')));
    }

    async close() {
        await this.call('Browser.close', {}, null).catch(() => this.child.kill('SIGKILL'));
        await this.exited;
        rmSync(this.folder, {recursive: true, force: true, maxRetries: 5});
    }

    /**
     * @param {string} method of the protocol
     * @param {object} [params]
     * @param {string | null} [sessionId] null for the browser itself
     * @returns {Promise<any>}
     */
    call(method, params = {}, sessionId = this.#session) {
        const id = ++this.#calls;
        this.write.write(`${JSON.stringify({id, method, params, ...sessionId && {sessionId}})}\0`);
        return new Promise((resolve, reject) => this.#waiting.set(id, {resolve, reject, method}));
    }

    /** @param {string} url */
    async open(url) {
        await this.call('Page.navigate', {url});
        this.complaints = [];
    }

    /**
     * What a function returns in the page, or its promise.
     *
     * @param {(...given: any[]) => unknown} run it sees nothing of the test
     * @param {...unknown} given JSON
     */
    async run(run, ...given) {
        const expression = `(${run})(...${JSON.stringify(given)})`;
        const {result, exceptionDetails} = await this.call('Runtime.evaluate',
            {expression, awaitPromise: true, returnByValue: true, userGesture: true});
        if (exceptionDetails !== undefined) {
            throw new Error(`${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
        }
        return result.value;
    }

    /**
     * Waits until an element shows a text.
     *
     * @param {string} selector
     * @param {string} text some of it
     * @returns {Promise<string>} all of it
     */
    async shows(selector, text) {
        return this.run((where, some) => new Promise((resolve, reject) => {
            const look = () => {
                const found = document.querySelector(where);
                const is = found?.checkVisibility() ? found.textContent : null;
                if (is?.includes(some)) {
                    observer.disconnect();
                    resolve(is);
                }
                return is;
            };
            const observer = new MutationObserver(look);
            observer.observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
            setTimeout(() => reject(new Error(`${where} shows '${look()}' (expected: '${some}')`)), 10_000);
            look();
        }), selector, text);
    }

    /**
     * Presses keys as people do.
     *
     * @param {string} text `\n` for Enter
     */
    async press(text) {
        for (const letter of text) {
            const enter = {key: 'Enter', windowsVirtualKeyCode: 13, text: '\r'};
            const event = letter === '\n' ? enter : {key: letter, text: letter};
            await this.call('Input.dispatchKeyEvent', {...event, type: 'keyDown'});
            await this.call('Input.dispatchKeyEvent', {...event, type: 'keyUp', text: undefined});
        }
    }

    /** @param {string} chunk */
    #read(chunk) {
        const messages = (this.#rest + chunk).split('\0');
        this.#rest = messages.pop();
        for (const {id, result, error, method, params} of messages.map((text) => JSON.parse(text))) {
            const waiting = this.#waiting.get(id);
            this.#waiting.delete(id);
            if (error !== undefined) {
                waiting?.reject(new Error(`${waiting.method}: ${error.message}`));
            } else {
                waiting?.resolve(result);
            }
            if (COMPLAINTS.includes(method)) {
                this.complaints.push(JSON.stringify(params));
            }
        }
    }

    /** @param {Error} error */
    #fail(error) {
        this.#waiting.forEach(({reject}) => reject(error));
        this.#waiting.clear();
    }
}
