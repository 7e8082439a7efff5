/** @file Metrics in memory. */
'use strict';

const {DummyResource, DummyResourceError} = require('../dummy/resources');

const NAME = /^[a-zA-Z][a-zA-Z0-9._]{0,100}$/;

/**
 * Metrics for tests. `stores` has `{agg, values}` by the name of the store and of the metric.
 *
 * @type {typeof import('../types/dummy').DummyMetricsResource}
 */
const DummyMetricsResource = DummyResource.extend(function (self, name) {
    DummyResource.call(self, name || 'metrics');
    /** @type {Record<string, Record<string, {agg: string, values: any[]}>>} */
    self.stores = {};

    /** Keeps a value; throws a DummyResourceError if the name is no name, or the aggregation not that of before. */
    self.record = (/** @type {{store: string, metric: string, agg: string, value: any}} */ fired) => {
        if (!NAME.test(fired.metric)) {
            throw new DummyResourceError(
                `Metric name '${fired.metric}' is invalid. It should match '${NAME.source}'.`);
        }
        const store = self.stores[fired.store] || {};
        const metric = store[fired.metric] || {agg: fired.agg, values: []};
        if (metric.agg !== fired.agg) {
            throw new DummyResourceError(`Inconsistent aggregation method for metric '${fired.metric}' in store `
                + `'${fired.store}': found both '${metric.agg}' and '${fired.agg}'`);
        }
        metric.values.push(fired.value);
        store[fired.metric] = metric;
        self.stores[fired.store] = store;
    };

    self.handlers.fire = (cmd) => {
        self.record(cmd);
        return {success: true};
    };
});

module.exports = {DummyMetricsResource};
