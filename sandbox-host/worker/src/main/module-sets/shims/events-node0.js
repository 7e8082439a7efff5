// Up to Node 6 `listeners()` returned the wrappers made by `once()`, which take
// themselves off when called. Toolkit 0.2 calls what `listeners()` returns, so with
// today's meaning its `once` handlers would run on every event.
'use strict';

var events = require('./events');
var util = require('./util');

function EventEmitter() {
    events.EventEmitter.call(this);
}
util.inherits(EventEmitter, events.EventEmitter);

EventEmitter.prototype.listeners = EventEmitter.prototype.rawListeners;

module.exports = EventEmitter;
module.exports.EventEmitter = EventEmitter;
