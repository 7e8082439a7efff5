/** @file What runs an app for one message after another, and what it asks of the sandbox. */

import type { App } from './app';
import type { Awaitable, Class, Promised } from './base';
import type { IMConfig, SandboxConfig } from './config';
import type { ContactStore, GroupStore } from './contacts';
import type { CommonEvents, Emit, Event, Eventable } from './events';
import type { Logger, MetricStore, OutboundHelper } from './services';
import type { Destination, State, StateData, StateEnterEvent, StateExitEvent, StateResumeEvent } from './states';
import type { Translator } from './translate';
import type { User } from './user';

/** A message from a user. */
export interface Message {
    from_addr: string;
    to_addr?: string;
    /** Null where the network sent none, as at the start of a session. */
    content: string | null;
    message_id: string;
    session_event?: 'new' | 'resume' | 'close' | (string & {}) | null;
    transport_type?: string;
    helper_metadata?: Record<string, any>;
    [name: string]: any;
}

/** What a sandbox answers. */
export interface Reply {
    success: boolean;
    reason?: string;
    [name: string]: any;
}

export interface Command {
    cmd?: string;
    msg?: any;
    [name: string]: any;
}

/** What apps find as `api` in a sandbox. The machine gives it the handlers. */
export interface SandboxApi {
    request(name: string, data: Record<string, any>, callback: (reply: Reply) => void): void;
    done(): void;
    log_info?(message: string, callback?: (reply: Reply) => void): void;
    on_inbound_message?: (command: Command) => any;
    on_inbound_event?: (command: Command) => any;
    on_unknown_command?: (command: Command) => any;
}

/** The sandbox refused a request. */
export interface ApiError extends Error {
    reply: Reply;
}

export interface IMEvent extends Event {
    im: InteractionMachine;
}
export declare const IMEvent: Class<IMEvent, [name: string, im: InteractionMachine, data?: Record<string, any>]>;
export interface IMErrorEvent extends IMEvent {
    error: any;
}
export declare const IMErrorEvent: Class<IMErrorEvent, [im: InteractionMachine, error: any]>;
export interface IMShutdownEvent extends IMEvent {}
export declare const IMShutdownEvent: Class<IMShutdownEvent, [im: InteractionMachine]>;
export interface InboundMessageEvent extends IMEvent {
    cmd: Command;
    msg: Message;
}
export declare const InboundMessageEvent: Class<InboundMessageEvent, [im: InteractionMachine, cmd: Command]>;
export interface InboundEventEvent extends IMEvent {
    cmd: Command;
    /** A delivery report, or that a message was sent. */
    event: any;
}
export declare const InboundEventEvent: Class<InboundEventEvent, [im: InteractionMachine, cmd: Command]>;
export interface UnknownCommandEvent extends IMEvent {
    cmd: Command;
}
export declare const UnknownCommandEvent: Class<UnknownCommandEvent, [im: InteractionMachine, cmd: Command]>;
export interface SessionNewEvent extends IMEvent {}
export declare const SessionNewEvent: Class<SessionNewEvent, [im: InteractionMachine]>;
export interface SessionResumeEvent extends IMEvent {}
export declare const SessionResumeEvent: Class<SessionResumeEvent, [im: InteractionMachine]>;
export interface SessionCloseEvent extends IMEvent {
    /** Whether the user or the network ended the session, and no state. */
    user_terminated: boolean;
}
export declare const SessionCloseEvent: Class<SessionCloseEvent, [im: InteractionMachine, user_terminated: boolean]>;
export interface ReplyEvent extends IMEvent {
    content: string;
    continue_session: boolean | undefined;
    helper_metadata: object | null | undefined;
}
export declare const ReplyEvent: Class<ReplyEvent, [
    im: InteractionMachine, content: string, continue_session?: boolean, helper_metadata?: object | null
]>;

export interface MachineEvents extends CommonEvents {
    'inbound_message': InboundMessageEvent;
    'inbound_event': InboundEventEvent;
    'unknown_command': UnknownCommandEvent;
    'session:new': SessionNewEvent;
    'session:resume': SessionResumeEvent;
    'session:close': SessionCloseEvent;
    'reply': ReplyEvent;
    'im:error': IMErrorEvent;
    'im:shutdown': IMShutdownEvent;
    'state:enter': StateEnterEvent;
    'state:resume': StateResumeEvent;
    'state:exit': StateExitEvent;
}

export interface ReplyOptions {
    continue_session?: boolean;
    helper_metadata?: object | null;
}

type Wanted = State<any> | StateData | Destination;

export interface InteractionMachine extends Eventable<MachineEvents> {
    api: SandboxApi;
    app: App;
    /** The message at hand; null until there is one. */
    msg: Message;
    user: User;
    /** Null until the user is in one. */
    state: State<any>;
    next_state: StateData;
    log: Logger;
    sandbox_config: SandboxConfig;
    config: IMConfig;
    metrics: MetricStore;
    contacts: ContactStore;
    groups: GroupStore;
    outbound: OutboundHelper;
    emit: Emit & {
        state: {
            event(event: Event & {state: State<any>}): Promised<any>;
            enter(state: State<any>): Promised<any>;
            resume(state: State<any>): Promised<any>;
            exit(state: State<any>): Promised<any>;
        };
    };
    attach(): void;
    setup: {
        (msg: Message, opts?: {reset?: boolean}): Promised<any>;
        user(reset?: boolean): Promised<any>;
    };
    teardown(): Promised<any>;
    create_state(wanted: Wanted): Promised<State<any>>;
    set_state(state: State<any> | null): void;
    create_and_set_state(wanted: Wanted): Promised<State<any>>;
    enter_state(wanted: Wanted): Promised<State<any>>;
    resume_state(wanted: Wanted): Promised<State<any>>;
    exit_state(): Promised<any>;
    switch_state(wanted: Wanted): Promised<any>;
    fetch_translation(lang: string | null): Promised<Translator>;
    /** A promise of the sandbox's reply; it fails with an {@link ApiError} if that is a failure. */
    api_request(name: string, data: Record<string, any>): Promised<any>;
    reply: {
        (msg: Message): Promised<any>;
        send(msg: Message, opts?: ReplyOptions): Promised<any>;
    };
    /** What happens with a message, by its session event; all may be replaced. */
    handle_message: {
        (msg: Message): Awaitable<any>;
        'new': (msg: Message) => Awaitable<any>;
        resume(msg: Message): Awaitable<any>;
        close(msg: Message): Awaitable<any>;
        fallback(msg: Message): Awaitable<any>;
    };
    done(): Promised<any>;
    err(error: any): Promised<any>;
}
export declare const InteractionMachine: Class<InteractionMachine, [api: SandboxApi, app: App]>;

/** Runs an app in a sandbox. Without one there is nothing to be done, and null is the answer. */
export declare function interact(
    api: SandboxApi | null | undefined,
    app: {new (): App} | ((api: SandboxApi) => App)
): InteractionMachine | null;
