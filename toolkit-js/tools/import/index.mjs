/** @file Apps of other systems as apps of definitions: which format a file has, and who reads it. */

import path from 'node:path';

import {nameOf} from '../scaffold/files.mjs';
import {importFlow} from './flow/index.mjs';
import {importMenu} from './menu/index.mjs';
import {Report} from './report.mjs';
import {importVumi} from './vumi/index.mjs';

const SCRIPTS = ['.cjs', '.js', '.mjs'];

/**
 * @param {string} text
 * @param {string} file its name, as people typed it
 * @param {{flow?: string, settings?: Record<string, any>}} options flow: which one of an export of flows; settings: what an app on vumigo_v02
 *     is served by `config.get`
 * @returns {Promise<import('./imported.d.ts').Imported>}
 * @throws {import('../usage-error.mjs').UsageError} for what is in none of the formats
 */
export async function importOf(text, file, {flow, settings = {}}) {
    const report = new Report(file);
    if (!SCRIPTS.includes(path.extname(file))) {
        return importFlow(text, report, {flow, nameOf});
    }
    const title = path.basename(file).replace(/\.\w+$/, '');
    return isVumi(text) ? importVumi(text, report, {title, settings}) : importMenu(text, report, title);
}

/** @param {string} code */
function isVumi(code) {
    return /\bvumigo_v0[12]\b|\bstates\s*\.\s*add\b/.test(code);
}
