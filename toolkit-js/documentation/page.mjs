/** @file A page and its blocks: between ~~~ for the tests in test/documentation, between ``` for those of the host. */

import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

export const HOME = fileURLToPath(new URL('../../', import.meta.url));

/**
 * @typedef {object} Block
 * @property {string} language
 * @property {string | null} name the file it is, named by the line above: `app.js`:
 * @property {string} text
 * @property {number} line where it begins, from 1
 * @property {boolean} fails whether its command has to fail, as a comment above says that readers do not see
 * @property {string | null} typed what is typed into its command, as another such comment says
 */

/**
 * @param {string} page below the repository
 * @param {string} [fence]
 * @returns {Block[]}
 */
export function blocksOf(page, fence = '~~~') {
    const lines = readFileSync(`${HOME}${page}`, 'utf8').split('\n');
    const blocks = [];
    let above = '';
    let [fails, typed] = [false, null];
    for (let at = 0; at < lines.length; at++) {
        if (lines[at].startsWith(fence)) {
            const end = lines.indexOf(fence, at + 1);
            blocks.push({language: lines[at].slice(fence.length), name: /`([^`]+)`:$/.exec(above)?.[1] ?? null,
                text: `${lines.slice(at + 1, end).join('\n')}\n`, line: at + 1, fails, typed});
            [above, fails, typed] = ['', false, null];
            at = end;
        } else if (lines[at].trim() !== '') {
            above = lines[at];
            fails ||= above === '<!-- fails -->';
            typed = /^<!-- types: (.*) -->$/.exec(above)?.[1].split(', ').join('\n') ?? typed;
        }
    }
    return blocks;
}
