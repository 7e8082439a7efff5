/** @file Writing to the sandbox's log. */
'use strict';

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
    logger.debug = (/** @type {string} */ msg) => logger.im.api_request('log.debug', {msg: msg});
    logger.info = (/** @type {string} */ msg) => logger.im.api_request('log.info', {msg: msg});
    logger.warning = (/** @type {string} */ msg) => logger.im.api_request('log.warning', {msg: msg});
    logger.error = (/** @type {string} */ msg) => logger.im.api_request('log.error', {msg: msg});
    logger.critical = (/** @type {string} */ msg) => logger.im.api_request('log.critical', {msg: msg});
    return logger;
}
Logger.prototype = Object.create(Function.prototype, {constructor: {value: Logger}});

module.exports = {
    /** @type {typeof import('../types/services').Logger} */
    Logger: /** @type {any} */ (Logger)
};
