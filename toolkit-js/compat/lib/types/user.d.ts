/** @file Who an app talks to. */

import type { Class, Promised } from './base';
import type { CommonEvents, Event, Eventable } from './events';
import type { InteractionMachine } from './machine';
import type { StateData, StateDescription } from './states';
import type { Translator } from './translate';

export interface UserEvent extends Event {
    user: User;
}
export declare const UserEvent: Class<UserEvent, [name: string, user: User]>;
export interface UserNewEvent extends UserEvent {}
export declare const UserNewEvent: Class<UserNewEvent, [user: User]>;
export interface UserLoadEvent extends UserEvent {}
export declare const UserLoadEvent: Class<UserLoadEvent, [user: User]>;
export interface UserResetEvent extends UserEvent {}
export declare const UserResetEvent: Class<UserResetEvent, [user: User]>;
export interface UserSaveEvent extends UserEvent {}
export declare const UserSaveEvent: Class<UserSaveEvent, [user: User]>;

export interface UserEvents extends CommonEvents {
    'user:new': UserNewEvent;
    'user:load': UserLoadEvent;
    'user:reset': UserResetEvent;
    'user:save': UserSaveEvent;
}

/** What is stored of a user, under `users.<store>.<address>`. */
export interface UserRecord {
    addr: string;
    lang: string | null;
    /** What was answered, by the names of states. */
    answers: Record<string, any>;
    metadata: Record<string, any>;
    in_session: boolean;
    state: StateDescription;
}

export type UserOptions = Partial<Omit<UserRecord, 'addr' | 'state'>> & {
    store_name?: string;
    state?: string | Partial<StateDescription> | null;
};

export interface User extends Eventable<UserEvents> {
    im: InteractionMachine;
    addr: string;
    lang: string | null;
    answers: Record<string, any>;
    metadata: Record<string, any>;
    in_session: boolean;
    state: StateData;
    store_name: string;
    i18n: Translator;
    /** What is emitted when the app is set up. */
    creation_event: UserNewEvent | UserLoadEvent | UserResetEvent;
    /** Whether nothing was known of the user before this message. */
    readonly created: boolean;
    defaults: Record<string, any>;
    setup(addr: string, opts?: UserOptions): Promised<any>;
    create(addr: string, opts?: UserOptions): Promised<any>;
    /** Forgets everything. */
    reset(addr: string, opts?: UserOptions): Promised<any>;
    load(addr: string, opts?: UserOptions): Promised<any>;
    load_or_create(addr: string, opts?: UserOptions): Promised<any>;
    fetch(addr: string, store_name?: string): Promised<UserRecord | null>;
    default_ttl(): number | null;
    /** Stores the user for so many seconds; with null, for ever. */
    save(opts?: {seconds?: number | null}): Promised<any>;
    key(): string;
    set_lang(lang: string | null): Promised<any>;
    refresh_i18n(): Promised<any>;
    set_answer(state_name: string, value: any): void;
    get_answer(state_name: string): any;
    is_in_state(name?: string): boolean;
    serialize(): UserRecord;
    toJSON(): UserRecord;
}
export declare const User: Class<User, [im: InteractionMachine]> & {make_key(addr: string, store_name?: string): string};
