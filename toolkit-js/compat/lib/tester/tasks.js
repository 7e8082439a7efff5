/** @file Tasks of a tester: they are scheduled by calling its methods, and done when it runs. */
'use strict';

const promises = require('../promise');
const {BaseError, Extendable, maybe_call} = require('../utils');

/** Tasks cannot be done as they were scheduled. @type {typeof import('../types/tester').TaskError} */
const TaskError = BaseError.extend(function (self, message) {
    self.name = 'TaskError';
    self.message = message;
});

/** A task cannot be scheduled. @type {typeof import('../types/tester').TaskMethodError} */
const TaskMethodError = TaskError.extend(function (self, method, reason) {
    TaskError.call(self, `Method '${method}' failed: ${reason}`);
    self.name = 'TaskMethodError';
    self.method = method;
});

/** @param {any} value */
const is_container = (value) => typeof value === 'function' || (typeof value === 'object' && value !== null);

/**
 * Does one thing after another.
 *
 * @param {any[]} things
 * @param {(thing: any) => any} act may return a promise
 * @param {any} [first] a promise of what comes before
 */
function in_turn(things, act, first) {
    return things.reduce((before, thing) => before.then(() => act(thing)), first || promises.resolve());
}

/**
 * Gives an object a function for every method of a tree; each schedules its method.
 *
 * @param {any} tasks
 * @param {any} methods
 * @param {any} target
 * @param {string} [parent] where in the tree
 */
function attach(tasks, methods, target, parent) {
    for (const name of Object.keys(methods)) {
        const method = methods[name];
        const path = tasks.method_path(parent, name);
        if (typeof method === 'function') {
            // Not an assignment: a function has properties, such as its name, that cannot be assigned.
            Object.defineProperty(target, name, {
                value: scheduler(tasks, path, method), configurable: true, enumerable: true, writable: true
            });
        } else if (!is_container(method)) {
            continue;
        } else if (!Object.hasOwn(target, name) || !is_container(target[name])) {
            target[name] = {};
        }
        attach(tasks, method, target[name], path);
    }
}

/**
 * @param {any} tasks
 * @param {string} path
 * @param {Function} method
 */
function scheduler(tasks, path, method) {
    const schedule = (/** @type {any[]} */ ...args) => {
        tasks.schedule(path, method, args);
        return tasks.tester;
    };
    return Object.defineProperty(schedule, '__task_name__', {value: path});
}

/**
 * Adds `schedule`, `run`, `reset` and `length`.
 *
 * @param {import('../types/tester').AppTesterTasks} self
 */
function add_schedule(self) {
    /** @type {import('../types/tester').Task[]} */
    let scheduled = [];
    Object.defineProperty(self, 'length', {get: () => scheduled.length});

    self.schedule = (name, method, args) => {
        self.validate(name);
        scheduled.push({name: name, method: method, args: args || []});
    };

    /** Does what is scheduled, in order, and forgets it, also if something fails. */
    self.run = /** @type {typeof self.run} */ (() => promises.fcall(() => self.before())
        .then(() => in_turn(scheduled, self.run.task))
        .then(() => self.after())
        .finally(() => self.reset()));

    self.run.task = (task) => promises.fcall(() => maybe_call(self.before.each, self, [task]))
        .then(() => task.method.apply(self.tester, task.args))
        .then(() => maybe_call(self.after.each, self, [task]));

    self.reset = () => {
        scheduled = [];
        self.data = {};
        self.yoink();
    };
}

/**
 * Tasks of one kind. `methods` is the tree of functions, nested by properties, that the tester gets as its own: calling
 * `tester.a.b(1)` schedules a call of `methods.a.b` with 1. `before`, `after`, `before.each` and `after.each` may be
 * replaced; they and the methods may return promises. `data` lasts until the tasks have been run or reset.
 *
 * @type {typeof import('../types/tester').AppTesterTasks}
 */
const AppTesterTasks = Extendable.extend(function (self, tester) {
    self.tester = tester;
    self.methods = {};
    self.data = {};
    add_schedule(self);

    self.name = () => 'tasks';

    /** Throws if a method must not be called now; to be overridden. */
    self.validate = () => {};

    self.before = () => {};
    self.before.each = () => {};
    self.after = () => {};
    self.after.each = () => {};

    /** The name of a task, `a.b` for a method `b` of `a`. */
    self.method_path = (/** @type {string | undefined} */ parent, /** @type {string} */ name) => parent
        ? parent + '.' + name
        : name;

    /** Gives the tester this one's methods. */
    self.attach = () => attach(self, self.methods, self.tester);

    /** Takes over what the tester works with at the moment. */
    self.yoink = () => {
        self.app = self.tester.app;
        self.api = self.tester.api;
        self.im = self.tester.im;
    };

    self.yoink();
});

/** Tasks of several kinds, in the order they were added. @type {typeof import('../types/tester').AppTesterTaskSet} */
const AppTesterTaskSet = Extendable.extend(function (self) {
    /** @type {Record<string, any>} by name */
    self.items = {};
    /** @type {any[]} */
    self.list = [];
    Object.defineProperty(self, 'length', {
        get: () => self.list.reduce((/** @type {number} */ sum, tasks) => sum + tasks.length, 0)
    });

    self.add = (/** @type {string} */ name, tasks) => {
        self.list = self.list.filter((other) => other !== self.items[name]).concat([tasks]);
        self.items[name] = tasks;
        return self;
    };

    self.get = (/** @type {string} */ name) => Object.hasOwn(self.items, name) ? self.items[name] : undefined;

    /** What a method answers, for each of the kinds. */
    self.invoke = (/** @type {string} */ name, args) => self.list.map(
        (tasks) => /** @type {Record<string, any>} */ (tasks)[name](...(args || [])));

    self.run = () => in_turn(self.list, (tasks) => tasks.run());
    self.attach = () => self.invoke('attach');
    self.reset = () => self.invoke('reset');
    self.yoink = () => self.invoke('yoink');
});

/**
 * Throws if tasks of another kind, that come later, have been scheduled already.
 *
 * @param {any} tester
 * @param {string} method that was called
 * @param {string} kind of the method, for people
 * @param {Record<string, string>} later names of kinds, and what people call them
 */
function check_order(tester, method, kind, later) {
    for (const name of Object.keys(later)) {
        const tasks = tester.tasks.get(name);
        if (tasks && tasks.length > 0) {
            throw new TaskMethodError(method, `${kind} tasks cannot be scheduled after ${later[name]} tasks`);
        }
    }
}

module.exports = {AppTesterTasks, AppTesterTaskSet, TaskError, TaskMethodError, check_order, in_turn};
