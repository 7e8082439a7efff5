/** @file What could not be taken over, and what is there in its place. */

/**
 * @typedef {object} Finding
 * @property {string} file
 * @property {string} node of a flow; a state's name, of a menu; empty if it is about all of them
 * @property {string} what
 * @property {string} instead what was put in its place
 */

export class Report {
    /** @type {Finding[]} */
    findings = [];

    /** @param {string} file as people typed it */
    constructor(file) {
        this.file = file;
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
export function lineOf({file, node, what, instead}) {
    return `${file}: ${node === '' ? '' : `${node}: `}${what}: ${instead}`;
}
