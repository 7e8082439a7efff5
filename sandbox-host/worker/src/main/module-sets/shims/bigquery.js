// `@google-cloud/bigquery` opens its own connections, which a guest may not. Apps that
// load it treat a rejected insert as something to log and go on.
'use strict';

function BigQuery(options) {
    if (!(this instanceof BigQuery)) {
        return new BigQuery(options);
    }
    this.projectId = options && options.projectId;
}

BigQuery.prototype.dataset = function (name) {
    return {id: name, table: table};
};

BigQuery.datetime = BigQuery.prototype.datetime = function (text) {
    return {value: text};
};

function table(name) {
    return {id: name, insert: refuse};
}

function refuse() {
    return Promise.reject(new Error('BigQuery is not reachable from this sandbox'));
}

module.exports = BigQuery;
module.exports.BigQuery = BigQuery;
