/** @file Values apps fire. */

import {repr} from './python-text.mjs';
import {Refused} from './refusals.mjs';

const NAME = /^[a-zA-Z][a-zA-Z0-9._-]{0,100}$/;
const NUMBER = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$/;
const AGGREGATIONS = ['sum', 'avg', 'min', 'max', 'last'];

/** @type {Record<string, import('../host.mjs').Operation>} */
export const metrics = {
    fire({host, account}, fields) {
        const store = nameOf('store', 'store' in fields ? fields.store : 'default');
        const metric = nameOf('metric', fields.metric);
        const value = valueOf(fields.value);
        const aggregation = aggregationOf(fields.agg);
        const names = new Set(account.metrics.map((one) => `${one.store} ${one.metric}`));
        if (!names.has(`${store} ${metric}`) && names.size >= account.metricNames) {
            throw new Refused(`Too many metrics: more than ${account.metricNames}`);
        }
        account.metrics.push({store, metric, aggregation, value, at: host.now});
        return {};
    },
};

/**
 * @param {string} kind
 * @param {any} name
 */
function nameOf(kind, name) {
    if (name === undefined || name === null) {
        throw new Refused(`Missing ${kind} name.`);
    }
    if (typeof name !== 'string') {
        throw new Refused(`Invalid type for ${kind} name: ${repr(name)}`);
    }
    if (!NAME.test(name)) {
        throw new Refused(`Invalid ${kind} name: ${repr(name)}.`);
    }
    return name;
}

/** @param {any} value */
function valueOf(value) {
    const number = typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && NUMBER.test(value))
        ? Number(value) : NaN;
    if (!Number.isFinite(number)) {
        throw new Refused(`Invalid metric value ${repr(value)}.`);
    }
    return number;
}

/** @param {any} name */
function aggregationOf(name) {
    if (typeof name !== 'string') {
        throw new Refused(`Invalid metric aggregator ${repr(name)}`);
    }
    if (!AGGREGATIONS.includes(name)) {
        throw new Refused(`Invalid metric aggregator ${repr(name)}.`);
    }
    return name;
}
