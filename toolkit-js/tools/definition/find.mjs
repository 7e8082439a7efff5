/** @file Which app a command is about, and what its package.json says to these tools. */

import {existsSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';

import {UsageError} from '../usage-error.mjs';

const USUAL = ['app.js', 'app.mjs', 'app.cjs', 'app.ts'];

/**
 * The app's file: the one that was named, else the one `jukwaa.app` in package.json names, else `app.js` and the like.
 *
 * @param {string[]} operands
 * @returns {string}
 */
export function appFile(operands) {
    if (operands.length > 1) {
        throw new UsageError(`'${operands[1]}' (expected: one app)`);
    }
    const {folder, app} = settingsOf('.');
    const named = operands[0] ?? (app === undefined ? undefined : path.relative('.', path.join(folder, app)));
    if (named !== undefined) {
        if (!existsSync(named) || !statSync(named).isFile()) {
            throw new UsageError(`APP: '${named}' is no file (expected: the file that exports the app)`);
        }
        return named;
    }
    const found = USUAL.find((name) => existsSync(name));
    if (found === undefined) {
        throw new UsageError(`APP: none of ${USUAL.join(', ')} is here (expected: the file that exports the app, or `
            + '"jukwaa": {"app": …} in package.json)');
    }
    return found;
}

/**
 * What the nearest package.json from a folder upwards has under `jukwaa`.
 *
 * @param {string} folder
 * @returns {{folder: string, app?: string, lint?: Record<string, any>}} folder: where that package.json is
 */
export function settingsOf(folder) {
    const file = path.join(path.resolve(folder), 'package.json');
    if (existsSync(file)) {
        try {
            return {...JSON.parse(readFileSync(file, 'utf8')).jukwaa, folder: path.dirname(file)};
        } catch (error) {
            throw new UsageError(`${file}: ${/** @type {Error} */ (error).message}`);
        }
    }
    const parent = path.dirname(path.resolve(folder));
    return parent === path.resolve(folder) ? {folder} : settingsOf(parent);
}
