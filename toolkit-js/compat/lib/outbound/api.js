/** @file Sending messages that are no replies. */
'use strict';

const promises = require('../promise');
const {Eventable} = require('../events');
const {Contact} = require('../contacts/api');
const {format_addr, infer_addr_type} = require('../utils');

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

    /** The delivery class of an endpoint, else the helper's. */
    self.determine_delivery_class = (endpoint) => Object.hasOwn(self.endpoints, endpoint)
        && self.endpoints[endpoint].delivery_class || self.delivery_class;

    /** The address a contact has on an endpoint, in the form that networks take it. */
    self.addr_for_contact = (contact, endpoint) => {
        const type = infer_addr_type(/** @type {string} */ (self.determine_delivery_class(endpoint)));
        return type === undefined ? undefined : format_addr(contact[type], type);
    };

    /** @param {any} content @param {string | null} [lang] */
    const translated = (content, lang) => lang === undefined
        ? promises.fcall(() => self.im.user.i18n(content))
        : self.im.fetch_translation(lang).then((i18n) => i18n(content));

    /**
     * Sends `content` to the address or contact `to` over `endpoint`, whose delivery class says which of a contact's
     * addresses is meant. Lazy texts are put into the language `lang`, into none if that is null, else into the user's.
     */
    self.send = (opts) => translated(opts.content, opts.lang)
        .then((content) => self.im.api_request('outbound.send_to_endpoint', {
            to_addr: opts.to instanceof Contact ? self.addr_for_contact(opts.to, opts.endpoint) : opts.to,
            content: content,
            endpoint: opts.endpoint
        }));

    /** As `send`, to the user, whose address the options get as their `to`. */
    self.send_to_user = (opts) => self.send(Object.assign(opts, {to: self.im.user.addr}));
});

module.exports = {OutboundHelper};
