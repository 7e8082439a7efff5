/** @file What an app is configured with: by key, and the settings the machine itself needs. */
'use strict';

const {BaseError, exists} = require('../utils');
const {Eventable} = require('../events');
const {Model} = require('../structs');

/** The configuration cannot be used. @type {typeof import('../types/config').IMConfigError} */
const IMConfigError = BaseError.extend(function (self, config, message) {
    self.config = config;
    self.name = 'IMConfigError';
    self.message = message;
});

/**
 * All that is configured, each key asked for when it is needed: `im.sandbox_config`.
 *
 * @type {typeof import('../types/config').SandboxConfig}
 */
const SandboxConfig = Eventable.extend(function (self, im) {
    Eventable.call(self);
    self.im = im;

    self.setup = () => self.emit.setup();

    /**
     * A promise of the value of a key, null if there is none. Texts are parsed as JSON unless `json` is false.
     */
    self.get = (/** @type {string} */ key, /** @type {{json?: boolean}} */ opts) => self.im
        .api_request('config.get', {key: key})
        .then((reply) => {
            const value = exists(reply.value) ? reply.value : null;
            return typeof value === 'string' && !(opts && opts.json === false) ? JSON.parse(value) : value;
        });
});

/** @type {any} what the methods of a model inherit from if they announce events too */
const EVENTFUL_METHODS = Object.create(/** @type {any} */ (Model).methods);
for (const name of Object.getOwnPropertyNames(Eventable.prototype)) {
    if (name !== 'constructor') {
        Object.defineProperty(EVENTFUL_METHODS, name,
            /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(Eventable.prototype, name)));
    }
}

/**
 * The settings under the key `config` as attributes: `im.config`. It is empty until `do.setup()` is done.
 *
 * @type {typeof import('../types/config').IMConfig}
 */
const IMConfig = Model.extend(function (self, im) {
    const methods = Object.create(EVENTFUL_METHODS);
    Eventable.call(methods);
    methods.self = self;
    methods.defaults = () => ({delivery_class: 'ussd', endpoints: {}});
    self.cls = methods;
    self.do = methods;

    /** Takes over what is configured, which must have a name. */
    methods.setup = () => im.sandbox_config.get('config').then((/** @type {Record<string, any>} */ config) => {
        methods.reset(config);
        return methods.emit.setup();
    });

    methods.validate = () => {
        if (!exists(self.name)) {
            throw new IMConfigError(self, "No 'name' config property found");
        }
    };
});

module.exports = {SandboxConfig, IMConfig, IMConfigError};
