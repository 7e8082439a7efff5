/** @file The file that is uploaded, and its source map beside it. The same files give the same bytes wherever they are. */

import path from 'node:path';

/**
 * @param {import('../bundle.mjs').Bundle} bundle
 * @param {string} file the app's
 * @param {string} out where the code is written; the map goes beside it
 * @returns {{code: string, map: string | null}}
 */
export function uploadOf({code, map}, file, out) {
    if (map === null) {
        return {code, map};
    }
    const [from, to] = [path.dirname(path.resolve(file)), path.dirname(path.resolve(out))];
    const {sources, ...rest} = JSON.parse(map);
    const placed = sources.map((/** @type {string} */ source) => path.relative(to, path.resolve(from, source)).split(path.sep).join('/'));
    return {
        code: `${code.trimEnd()}\n//# sourceMappingURL=${path.basename(out)}.map\n`,
        map: `${JSON.stringify({...rest, file: path.basename(out), sources: placed})}\n`,
    };
}
