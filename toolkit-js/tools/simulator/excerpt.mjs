/** @file Where in the app's own files an error came from. */

import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';

const AROUND = 2;

/**
 * The lines around the first place of a stack that is in a file of the app.
 *
 * @param {string} stack with places as `file:line:column`
 * @param {string} folder files are seen from
 * @returns {string[]} none if no place is
 */
export function excerpt(stack, folder) {
    for (const [, file, line, column] of stack.matchAll(/([^\s():]+\.[cm]?[jt]s):(\d+):(\d+)/g)) {
        const full = path.resolve(folder, file);
        const isOwn = full.startsWith(path.resolve(folder) + path.sep) && !file.split(/[\\/]/).includes('node_modules');
        if (isOwn && existsSync(full)) {
            return linesAround(full, file, Number(line), Number(column));
        }
    }
    return [];
}

/**
 * @param {string} file
 * @param {string} name
 * @param {number} line from 1
 * @param {number} column from 1
 */
function linesAround(file, name, line, column) {
    const lines = readFileSync(file, 'utf8').split('\n');
    const first = Math.max(1, line - AROUND);
    const width = String(line + AROUND).length;
    const shown = lines.slice(first - 1, line + AROUND).flatMap((text, at) => {
        const number = first + at;
        const row = `${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${text}`;
        return number === line ? [row, `${' '.repeat(width + 3)}| ${' '.repeat(column - 1)}^`] : [row];
    });
    return [`${name}:${line}`, ...shown];
}
