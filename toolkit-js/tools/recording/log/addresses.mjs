/** @file Made-up phone numbers in the place of real ones, the same one for the same number, however it is written. */

/** Digits of a number without its country, where it has that many. */
const OWN_DIGITS = 9;
/** A number in a text: digits with what people put between them. */
const WRITTEN = /(?<![\p{L}\p{N}])\+?\d(?:[ ().-]{0,2}\d){8,14}(?![\p{L}\p{N}])/gu;

export class Addresses {
    /** By the last digits of numbers, and by addresses that are none. @type {Map<string, string>} */
    #madeUp = new Map();

    /** @param {string} [own] what the app says of its own: numbers in it are nobody's, unless they are known as somebody's */
    constructor(own = '') {
        this.own = own.replace(/[ ().-]/g, '');
    }

    /**
     * What stands for an address.
     *
     * @param {string} address
     */
    of(address) {
        return /^\+?\d{9,15}$/.test(address) ? this.#number(address) : this.#known(address, () => `user-${this.#madeUp.size + 1}`);
    }

    /**
     * A text with numbers of nine to fifteen digits and known addresses replaced.
     *
     * @param {string} text
     * @param {boolean} [typed] whether users typed it: then all numbers are somebody's
     */
    in(text, typed = false) {
        const others = [...this.#madeUp.keys()].filter((one) => !/^\d+$/.test(one)).sort((one, other) => other.length - one.length);
        return others.reduce((changed, one) => changed.replaceAll(one, /** @type {string} */ (this.#madeUp.get(one))), text)
            .replace(WRITTEN, (number) => typed || this.#isSomebodys(number) ? this.#number(number) : number);
    }

    /** @param {string} number */
    #isSomebodys(number) {
        const own = number.replace(/\D/g, '').slice(-OWN_DIGITS);
        return this.#madeUp.has(own) || !this.own.includes(own);
    }

    /**
     * The number with other digits; country, zeros before it and what stands between digits stay.
     *
     * @param {string} number
     */
    #number(number) {
        const own = number.replace(/\D/g, '').slice(-OWN_DIGITS);
        const digits = [...this.#known(own, () => `${own[0]}${String(this.#madeUp.size + 1).padStart(OWN_DIGITS - 1, '0')}`)];
        return [...number].reverse().map((one) => /\d/.test(one) ? digits.pop() ?? one : one).reverse().join('');
    }

    /**
     * @param {string} key
     * @param {() => string} make
     */
    #known(key, make) {
        const known = this.#madeUp.get(key) ?? make();
        this.#madeUp.set(key, known);
        return known;
    }
}
