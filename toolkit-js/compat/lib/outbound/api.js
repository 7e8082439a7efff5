/** @file Sending messages that are no replies. */
'use strict';

const promises = require('../promise');
const {Eventable} = require('../events');
const {infer_addr_type} = require('../utils');

const DELIVERY_CLASS = 'ussd';

/** Sends messages to whom the app likes: `im.outbound`. @type {typeof import('../types/services').OutboundHelper} */
const OutboundHelper = Eventable.extend(function (self, im) {
    Eventable.call(self);
    self.im = im;
    /** @type {Record<string, {delivery_class?: string}>} */
    self.endpoints = {};
    self.delivery_class = undefined;

    /** What is not given is taken from the configuration. */
    self.setup = (/** @type {{endpoints?: any, delivery_class?: string}} */ opts) => {
        const config = self.im && self.im.config || {};
        self.endpoints = opts && opts.endpoints || config.endpoints || {};
        self.delivery_class = opts && opts.delivery_class || config.delivery_class || DELIVERY_CLASS;
        return self.emit.setup();
    };

    /** @param {any} opts @returns {string | undefined} the address that a message with these options goes to */
    const address = (opts) => {
        if (typeof opts.to !== 'object' || opts.to === null) {
            return opts.to;
        }
        const endpoint = Object.hasOwn(self.endpoints, opts.endpoint) ? self.endpoints[opts.endpoint] : null;
        const type = infer_addr_type(opts.delivery_class || endpoint && endpoint.delivery_class || self.delivery_class);
        return type === undefined ? undefined : opts.to[type];
    };

    /** @param {any} content @param {string} [lang] */
    const translated = (content, lang) => lang
        ? self.im.fetch_translation(lang).then((i18n) => i18n(content))
        : promises.fcall(() => self.im.user.i18n(content));

    /**
     * Sends `content` to the address or contact `to` over `endpoint`. A contact's address is that of `delivery_class`,
     * else of the endpoint's, else of the helper's; lazy texts are put into the language `lang`, else the user's.
     */
    self.send = (opts) => translated(opts.content, opts.lang)
        .then((content) => self.im.api_request('outbound.send_to_endpoint', {
            to_addr: address(opts),
            content: content,
            endpoint: opts.endpoint
        }));

    /** As `send`, to the user, whose address the options get as their `to`. */
    self.send_to_user = (opts) => self.send(Object.assign(opts, {to: self.im.user.addr}));
});

module.exports = {OutboundHelper};
