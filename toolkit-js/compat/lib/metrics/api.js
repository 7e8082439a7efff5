/** @file Counting and measuring. */
'use strict';

const {Eventable} = require('../events');

/** @typedef {import('../types/services').Aggregation} Aggregation */

const AGGREGATIONS = ['sum', 'avg', 'min', 'max', 'last'];

/**
 * Where an app's metrics go: `im.metrics`. Its store is what `setup` is told, else what is configured as
 * `metric_store`, else the app's name.
 *
 * @type {typeof import('../types/services').MetricStore}
 */
const MetricStore = Eventable.extend(function (self, im) {
    Eventable.call(self);
    self.im = im;
    self.store_name = undefined;

    self.setup = (/** @type {{store_name?: string}} */ opts) => {
        self.store_name = opts && opts.store_name || self.im.config.metric_store || self.im.config.name;
        return self.emit.setup();
    };

    /** A promise of whether the value was taken. `agg` says how values of a time are made one. */
    self.fire = /** @type {typeof self.fire} */ ((metric, value, agg) => self.im
        .api_request('metrics.fire', {store: self.store_name, metric: metric, value: value, agg: agg})
        .then((reply) => reply.success));

    /** Makes `fire.<agg>(metric, value)` a way to fire. */
    self.support_agg = (agg) => {
        self.fire[/** @type {Aggregation} */ (agg)] = (metric, value) => self.fire(
            metric, value, /** @type {Aggregation} */ (agg));
    };
    AGGREGATIONS.forEach((agg) => self.support_agg(agg));

    /** Counts on in the key-value store, by 1 or `amount`; a promise of the new total, which is fired as the last. */
    self.fire.inc = (/** @type {string} */ metric, /** @type {{amount?: number}} */ opts) => self.im
        .api_request('kv.incr', {
            key: [self.store_name, metric].join('.'),
            amount: opts && opts.amount !== undefined ? opts.amount : 1
        })
        .then((reply) => self.fire.last(metric, reply.value).thenResolve(reply.value));
});

module.exports = {MetricStore};
