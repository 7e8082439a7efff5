/** @file Sees when files of an app change. */

import {watch} from 'node:fs';
import path from 'node:path';

/** Editors write a file in several steps. */
const QUIET_MILLISECONDS = 50;

export class Watcher {
    /** @type {Map<string, import('node:fs').FSWatcher>} */
    #folders = new Map();
    /** @type {NodeJS.Timeout | undefined} */
    #timer;

    /** @param {() => void} changed called when something in one of the folders has changed */
    constructor(changed) {
        this.changed = changed;
    }

    /**
     * Looks at these files from then on, and at no others. Folders are watched, as editors put new files in the place
     * of old ones.
     *
     * @param {Iterable<string>} files those of packages are left out
     */
    look(files) {
        const isOwn = (/** @type {string} */ folder) => !folder.split(path.sep).includes('node_modules');
        const folders = new Set([...files].map((file) => path.dirname(file)).filter(isOwn));
        for (const [folder, watcher] of this.#folders) {
            if (!folders.has(folder)) {
                watcher.close();
                this.#folders.delete(folder);
            }
        }
        for (const folder of folders) {
            if (!this.#folders.has(folder)) {
                this.#watch(folder);
            }
        }
    }

    close() {
        clearTimeout(this.#timer);
        this.look([]);
    }

    /** @param {string} folder */
    #watch(folder) {
        try {
            const watcher = watch(folder, () => this.#soon());
            this.#folders.set(folder, watcher.on('error', () => this.#folders.delete(folder)));
        } catch {
            // It is gone, or the system watches no more of them. The simulator looks at the files before each message.
        }
    }

    #soon() {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(this.changed, QUIET_MILLISECONDS);
    }
}
