/** @file Writing to the sandbox's log. */
'use strict';

const LEVELS = ['debug', 'info', 'warning', 'error', 'critical'];

/**
 * A log that is called with a message, which it writes as information, and has a method for each level. All answer
 * with the promise of the sandbox's reply.
 *
 * @constructor
 * @param {any} im
 */
function Logger(im) {
    /** @type {any} */
    const logger = (/** @type {string} */ msg) => logger.info(msg);
    Object.setPrototypeOf(logger, Logger.prototype);
    logger.im = im;
    for (const level of LEVELS) {
        logger[level] = (/** @type {string} */ msg) => logger.im.api_request('log.' + level, {msg: msg});
    }
    return logger;
}
Logger.prototype = Object.create(Function.prototype, {constructor: {value: Logger}});

module.exports = {Logger};
