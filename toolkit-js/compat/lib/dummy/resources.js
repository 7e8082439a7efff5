/** @file What doubles of the sandbox's resources have in common. */
'use strict';

const promises = require('../promise');
const {BaseError, Extendable} = require('../utils');

/**
 * A resource for tests refuses a command, or is not used as it should be.
 *
 * @type {typeof import('../types/dummy').DummyResourceError}
 */
const DummyResourceError = BaseError.extend(function (self, message) {
    self.name = 'DummyResourceError';
    self.message = message;
});

/** @param {string} cmd such as `kv.get` */
function parts(cmd) {
    const dot = cmd.indexOf('.');
    return dot < 0 ? {resource: cmd, handler: 'undefined'} : {resource: cmd.slice(0, dot), handler: cmd.slice(dot + 1)};
}

/** @param {any} error whatever was thrown */
function failure(error) {
    return {success: false, reason: error instanceof Error ? error.message : String(error)};
}

/**
 * A resource for tests. `handlers` has a function for each command, by the command's name without the resource's; it
 * gets the command and returns the reply, or a promise of it.
 *
 * @type {typeof import('../types/dummy').DummyResource}
 */
const DummyResource = Extendable.extend(function (self, name) {
    self.name = name;
    self.handlers = {};

    /** A promise of the reply to a command, a failure if the handler throws. */
    self.handle = (cmd) => {
        const handler = parts(cmd.cmd).handler;
        if (!Object.hasOwn(self.handlers, handler)) {
            return promises.resolve(failure(`Resource '${self.name}' has no handler '${handler}'`));
        }
        return /** @type {ReturnType<typeof self.handle>} */ (
            promises.fcall(() => self.handlers[handler].call(self, cmd)).catch(failure));
    };
});

/** The resources of a sandbox for tests. @type {typeof import('../types/dummy').DummyResources} */
const DummyResources = Extendable.extend(function (self) {
    /** @type {Record<string, import('../types/dummy').DummyResource>} */
    const resources = {};

    /** Adds a resource, whose name must be new; otherwise a DummyResourceError is thrown. */
    self.add = (resource) => {
        if (Object.hasOwn(resources, resource.name)) {
            throw new DummyResourceError(`There is a dummy resource '${resource.name}' already`);
        }
        resources[resource.name] = resource;
    };

    /** The resource of a name, undefined if there is none. */
    self.get = (name) => Object.hasOwn(resources, name) ? resources[name] : undefined;

    self.has_resource_for = (cmd) => Object.hasOwn(resources, parts(cmd.cmd).resource);

    /** A promise of the reply to a command, a failure if no resource takes it. */
    self.handle = (cmd) => self.has_resource_for(cmd)
        ? resources[parts(cmd.cmd).resource].handle(cmd)
        : promises.resolve(failure(`Resource '${parts(cmd.cmd).resource}' does not exist`));

    /** Makes each resource the attribute of the api that has its name. */
    self.attach = (api) => {
        Object.assign(api, resources);
    };
});

module.exports = {DummyResource, DummyResources, DummyResourceError};
