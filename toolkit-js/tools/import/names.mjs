/** @file Names of states and answers. */

/** What texts find before or beside answers; an answer of that name would hide it. */
const TAKEN = ['answers', 'config', 'contact', 'data', 'failure', 'fields', 'load_contact', 'loaded', 'rest', 'user', 'webhook'];
const MOST_WORDS = 3;

/**
 * Letters, digits and `_`, as flows make them of the names of results.
 *
 * @param {string} name
 */
export function keyOf(name) {
    const key = name.trim().toLowerCase().replace(/[^a-z0-9_]+/g, '_');
    return TAKEN.includes(key) ? `${key}_answer` : key;
}

/** @param {string} text */
export function wordsOf(text) {
    const plain = text.replace(/\{\{.*?\}\}/g, ' ').normalize('NFD').replace(/[\u0300-\u036f']/g, '').toLowerCase();
    return (plain.match(/[a-z0-9]+/g) ?? []).slice(0, MOST_WORDS).join('_');
}

export class Names {
    /** @type {Set<string>} */
    #used = new Set(TAKEN);

    /**
     * A name nothing has yet.
     *
     * @param {string} wanted
     * @param {string} otherwise if there is nothing in it to make a name of
     */
    take(wanted, otherwise) {
        const name = /^[a-z_]/i.test(wanted) ? wanted : `${otherwise}${wanted === '' ? '' : `_${wanted}`}`;
        let free = name;
        for (let number = 2; this.#used.has(free); number++) {
            free = `${name}_${number}`;
        }
        this.#used.add(free);
        return free;
    }
}
