/** @file What all apps of one owner share: records, contacts, groups, opt-outs, metrics; and what the owner may do. */

/**
 * @typedef {object} AccountOptions
 * @property {string} [key] `account` without it
 * @property {boolean} [canManageOptouts] true without it
 * @property {string[] | null} [helperMetadata] keys apps may set on what they send; null, the default, for all
 * @property {number} [maxKeys] records, counted as hosts do: one fewer than this
 * @property {number} [valueBytes] bytes of one record
 * @property {number} [metricNames]
 * @property {string[]} [encryptionKeys] names of keys for encrypted answers; the first one seals, all of them open; `test` without it
 */

export class Account {
    /** @param {AccountOptions} [options] */
    constructor(options = {}) {
        this.key = options.key ?? 'account';
        this.canManageOptouts = options.canManageOptouts ?? true;
        this.helperMetadata = options.helperMetadata ?? null;
        this.maxKeys = options.maxKeys ?? 10_000;
        this.valueBytes = options.valueBytes ?? 262_144;
        this.metricNames = options.metricNames ?? 1_000;
        this.encryptionKeys = options.encryptionKeys ?? ['test'];
        /** Records as JSON text, and when they expire. @type {Map<string, {json: string, expires: number | null}>} */
        this.records = new Map();
        /** @type {import('./resources/contact-fields.mjs').StoredContact[]} */
        this.contacts = [];
        /** @type {import('./resources/groups.mjs').StoredGroup[]} */
        this.groups = [];
        /** @type {Map<string, {created: number, messageId: string}>} */
        this.optOuts = new Map();
        /** Every value that was fired. @type {{store: string, metric: string, aggregation: string, value: number, at: number}[]} */
        this.metrics = [];
        /** Hosts by the key of their app. @type {Map<string, import('./simulated-host.mjs').SimulatedHost>} */
        this.apps = new Map();
        this.stamps = 0;
    }

    /** A key or message id like those hosts make: 32 hexadecimal digits. */
    stamp() {
        this.stamps++;
        return this.stamps.toString(16).padStart(32, '0');
    }
}
