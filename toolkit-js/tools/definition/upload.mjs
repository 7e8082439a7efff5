/** @file The file that is uploaded, its source map inside. The same files give the same bytes wherever they are. */

/**
 * @param {import('../bundle.mjs').Bundle} bundle
 * @returns {string} the host names places in the app's own files when it logs an error, as seen from the app's folder
 */
export function uploadOf({code, map}) {
    if (map === null) {
        return code;
    }
    const {version, sources, names, mappings} = JSON.parse(map);
    const inside = Buffer.from(JSON.stringify({version, sources, names, mappings})).toString('base64');
    return `${code.trimEnd()}\n//# sourceMappingURL=data:application/json;base64,${inside}\n`;
}
