/** @file What could not be taken over, and what is there in its place. */

/**
 * @typedef {object} Finding
 * @property {string} file
 * @property {number} [line] of source code
 * @property {string} node of a flow; a state's name, of a menu; empty if it is about all of them
 * @property {string} what
 * @property {string} instead what was put in its place; what to do, where that is to do
 * @property {'todo' | 'look'} [kind] of an app on vumigo_v02: left to do, or done and worth a look
 */

export class Report {
    /** @type {Finding[]} */
    findings = [];

    /** @param {string} file as people typed it */
    constructor(file) {
        this.file = file;
    }

    /**
     * Whether something was found already.
     *
     * @param {string} node
     * @param {string} what
     * @param {number} line
     */
    isKnown(node, what, line) {
        return this.findings.some((one) => one.node === node && one.what === what && one.line === line);
    }

    /**
     * Keeps what is found, once.
     *
     * @param {string} node
     * @param {string} what
     * @param {string} instead
     * @returns {string} the comment for the place in the app
     */
    add(node, what, instead) {
        const known = this.findings.some((one) => one.node === node && one.what === what && one.instead === instead);
        if (!known) {
            this.findings.push({file: this.file, node, what, instead});
        }
        return `${what}: ${instead}`;
    }
}

/** @param {Finding} finding */
export function lineOf({file, line, node, what, instead}) {
    return `${file}${line === undefined ? '' : `:${line}`}: ${node === '' ? '' : `${node}: `}${what}: ${instead}`;
}
