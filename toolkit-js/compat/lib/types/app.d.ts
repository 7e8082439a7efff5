/** @file Apps. */

import type { Awaitable, Class, Promised } from './base';
import type { CommonEvents, Emit, Event, Eventable, Listener } from './events';
import type { InteractionMachine, MachineEvents } from './machine';
import type { State } from './states';
import type { LazyTranslator } from './translate';
import type { UserEvents } from './user';

export interface AppEvent extends Event {
    app: App;
}
export declare const AppEvent: Class<AppEvent, [name: string, app: App, data?: Record<string, any>]>;

export interface AppErrorEvent extends AppEvent {
    error: any;
}
export declare const AppErrorEvent: Class<AppErrorEvent, [app: App, error: any]>;

export interface AppError extends Error {
    app: App;
}
export declare const AppError: Class<AppError, [app: App, message: string]>;

export interface AppStateError extends AppError {}
export declare const AppStateError: Class<AppStateError, [app: App, message: string]>;

export interface AppEvents extends CommonEvents {
    'app:error': AppErrorEvent;
}

/** Listeners of an app, by the names of its own events and, after `im ` and `im.user `, of its machine's and its user's. */
export type AppListeners = {[Name in keyof AppEvents]?: Listener<AppEvents[Name]>}
    & {[Name in keyof MachineEvents as `im ${Name}`]?: Listener<MachineEvents[Name]>}
    & {[Name in keyof UserEvents as `im.user ${Name}`]?: Listener<UserEvents[Name]>}
    & {[name: string]: Listener | undefined};

/**
 * Makes a state when a user comes to it, and again when the user's answer arrives. It may return what `states.create(…)` of another name
 * returns: the user is then in that other state.
 */
export type Creator<Self = any> = (this: Self, name: string, opts: Record<string, any>) => Awaitable<State<any>>;

/** The states of an app, by name. */
export interface AppStates extends Eventable {
    app: App;
    im: InteractionMachine;
    /** `__start__` and `__error__`, which is shown when a creator fails, may be replaced. */
    creators: Record<string, Creator>;
    add: {
        (state: State<any>): void;
        (name: string, creator: Creator): void;
        state(state: State<any>): void;
        creator(name: string, creator: Creator): void;
    };
    remove(name: string): void;
    check(state: unknown, name: string): void;
    create(name: string, opts?: Record<string, any>): Promised<State<any>>;
    /** To be overridden. */
    init(): any;
    setup(): Promised<any>;
}
export declare const AppStates: Class<AppStates, [app: App]>;

export interface AppOptions {
    events?: AppListeners;
    AppStates?: {new (app: App): AppStates};
}

export interface App extends Eventable<AppEvents> {
    /** Null until a machine runs the app. */
    im: InteractionMachine;
    /** Makes texts that are translated when they are shown. */
    $: LazyTranslator;
    states: AppStates;
    start_state_name: string;
    events: AppListeners;
    AppStates: {new (app: App): AppStates};
    emit: Emit & {
        error(error: any): Promised<any>;
        app_error(message: string): Promised<any>;
        state_error(message: string): Promised<any>;
    };
    /** To be overridden: called before a message is handled. */
    init(): any;
    /** To be overridden: called when a message has been answered, before the user is stored. */
    exit(): any;
    attach_im(im: InteractionMachine): void;
    setup(): Promised<any>;
    teardown(): Promised<any>;
}

/** `App.extend(function (self) { App.call(self, 'start'); self.states.add('start', …); })` */
export declare const App: Class<App, [start_state_name: string, opts?: AppOptions]>;
