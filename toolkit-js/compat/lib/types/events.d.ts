/** @file Objects that announce what happens. */

import type { Class, Promised } from './base';

/** What happened. Its other properties are those of the data it was made with. */
export interface Event {
    name: string;
}
export declare const Event: Class<Event, [name: string, data?: Record<string, any>]>;

export interface SetupEvent<Instance = any> extends Event {
    instance: Instance;
}
export declare const SetupEvent: Class<SetupEvent, [instance: any]>;

export interface TeardownEvent<Instance = any> extends Event {
    instance: Instance;
}
export declare const TeardownEvent: Class<TeardownEvent, [instance: any]>;

/** The events of every Eventable, by name. */
export interface CommonEvents {
    setup: SetupEvent;
    teardown: TeardownEvent;
}

export type Listener<Happened = any> = (this: any, event: Happened) => any;

/**
 * Listeners by the names of events. A name with a space is a path to the object whose event it is: in an app, `'im.user user:new'`.
 * Listeners may return promises, which are waited for.
 */
export type Listeners<Events> = {[Name in keyof Events]?: Listener<Events[Name]>} & {[name: string]: Listener | undefined};

/** Ways to listen, which can be chained. */
export interface Listen<Events, Self> {
    <Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>): Self;
    (name: string, listener: Listener): Self;
    (listeners: Listeners<Events>): Self;
}

export interface ListenOnce<Events, Self> extends Listen<Events, Self> {
    /** A promise of the next such event. */
    resolved<Name extends keyof Events & string>(name: Name): Promised<Events[Name]>;
    resolved(name: string): Promised<any>;
}

/**
 * Announces an event, which is an object and not a name. All listeners are called at once; the promise is one of what all of them return,
 * and fails with the first error.
 */
export interface Emit {
    (event: Event): Promised<any[]>;
    setup(): Promised<any[]>;
    teardown(): Promised<any[]>;
}

/** Something that announces events. Besides these it has the methods of Node's EventEmitter. */
export interface Eventable<Events = CommonEvents> {
    on: Listen<Events, this>;
    addListener: Listen<Events, this>;
    once: ListenOnce<Events, this>;
    emit: Emit;
    /** Forgets all listeners but those that wait for the end. */
    teardown_listeners(): void;
    listeners(name: string): Function[];
    rawListeners(name: string): Function[];
    listenerCount(name: string): number;
    eventNames(): (string | symbol)[];
    removeListener(name: string, listener: Function): this;
    off(name: string, listener: Function): this;
    removeAllListeners(name?: string): this;
}
export declare const Eventable: Class<Eventable, []>;
