/** @file What doubles of the sandbox's resources have in common. */
'use strict';

const promises = require('../promise');
const {BaseError, Extendable} = require('../utils');

/** A resource for tests refuses a command, or is not used as it should be. */
const DummyResourceError = BaseError.extend(function (self, message) {
    self.name = 'DummyResourceError';
    self.message = message;
});

/** @param {string} cmd such as `kv.get` */
function parts(cmd) {
    const dot = cmd.indexOf('.');
    return dot < 0 ? {resource: cmd, handler: ''} : {resource: cmd.slice(0, dot), handler: cmd.slice(dot + 1)};
}

/** @param {any} error whatever was thrown */
function failure(error) {
    return {success: false, reason: error instanceof Error ? error.message : String(error)};
}

/**
 * A resource for tests. `handlers` has a function for each command, by the command's name without the resource's; it
 * gets the command and returns the reply, or a promise of it.
 */
const DummyResource = Extendable.extend(function (self, name) {
    self.name = name;
    /** @type {Record<string, (cmd: any) => any>} */
    self.handlers = {};

    /** A promise of the reply to a command, a failure if the handler throws. */
    self.handle = (/** @type {{cmd: string}} */ cmd) => {
        const handler = parts(cmd.cmd).handler;
        if (!Object.hasOwn(self.handlers, handler)) {
            return promises.resolve(failure(`The dummy resource '${self.name}' has no handler for '${cmd.cmd}'`));
        }
        return promises.resolve(promises.fcall(() => self.handlers[handler].call(self, cmd)).catch(failure));
    };
});

/** The resources of a sandbox for tests. */
const DummyResources = Extendable.extend(function (self) {
    /** @type {Record<string, any>} */
    const resources = {};

    /** Adds a resource, whose name must be new; otherwise a DummyResourceError is thrown. */
    self.add = (/** @type {any} */ resource) => {
        if (Object.hasOwn(resources, resource.name)) {
            throw new DummyResourceError(`There is a dummy resource '${resource.name}' already`);
        }
        resources[resource.name] = resource;
    };

    /** The resource of a name, undefined if there is none. */
    self.get = (/** @type {string} */ name) => Object.hasOwn(resources, name) ? resources[name] : undefined;

    self.has_resource_for = (/** @type {{cmd: string}} */ cmd) => Object.hasOwn(resources, parts(cmd.cmd).resource);

    /** A promise of the reply to a command, a failure if no resource takes it. */
    self.handle = (/** @type {{cmd: string}} */ cmd) => self.has_resource_for(cmd)
        ? self.get(parts(cmd.cmd).resource).handle(cmd)
        : promises.resolve(failure(`There is no dummy resource for '${cmd.cmd}'`));

    /** Makes each resource the attribute of the api that has its name. */
    self.attach = (/** @type {any} */ api) => {
        Object.keys(resources).forEach((name) => {
            api[name] = resources[name];
        });
    };
});

module.exports = {DummyResource, DummyResources, DummyResourceError};
