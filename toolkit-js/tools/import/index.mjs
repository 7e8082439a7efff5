/** @file Apps of other systems as apps of definitions: which format a file has, and who reads it. */

import path from 'node:path';

import {nameOf} from '../scaffold/files.mjs';
import {importFlow} from './flow/index.mjs';
import {importMenu} from './menu/index.mjs';
import {Report} from './report.mjs';

const SCRIPTS = ['.cjs', '.js', '.mjs'];

/**
 * @param {string} text
 * @param {string} file its name, as people typed it
 * @param {{flow?: string}} options flow: which one of an export of flows
 * @returns {Promise<import('./imported.d.ts').Imported>}
 * @throws {import('../usage-error.mjs').UsageError} for what is in none of the formats
 */
export async function importOf(text, file, {flow}) {
    const report = new Report(file);
    return SCRIPTS.includes(path.extname(file))
        ? importMenu(text, report, path.basename(file).replace(/\.\w+$/, ''))
        : importFlow(text, report, {flow, nameOf});
}
