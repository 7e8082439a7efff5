/** Shapes of the simulated host. */

import type {Json, JsonObject} from '../../lib/index.js';
import type {TraceEvent} from '../../lib/internal.js';

/** A moment: a Date, ISO 8601 text or milliseconds since 1970. */
export type Moment = Date | string | number;

export interface HostOptions {
    /** The app's configuration, what `context.config` has: the value of the key `config`. */
    config?: JsonObject | string;
    /** Other keys of the configuration, such as `translation.sw`. What is not text is given as JSON text. */
    settings?: Record<string, Json>;
    /** When it is; 2026-01-01T08:00:00Z without it. */
    now?: Moment;
    /** Where chance comes from: a function, or the seed of a fixed sequence; 1 without it. */
    random?: number | (() => number);
    /** HTTP as fixtures, as names of JSON files of fixtures, or as functions. Requests nothing answers fail. */
    http?: HttpSource | HttpSource[];
    /** Names of endpoints beside `default`; without it those of `endpoints` in the configuration, as on hosts, or `sms` if there are none. */
    endpoints?: string[];
    /** The app's key, which other apps of the account know it by; `app` without it. */
    key?: string;
    /** Shared by several hosts: the same records, contacts, groups, opt-outs and metrics. */
    account?: import('./account.mjs').Account;
}

export type HttpSource = string | HttpFixture | ((request: HttpRequest) => HttpAnswer | undefined | Promise<HttpAnswer | undefined>);

export interface HttpRequest {
    method: string;
    url: string;
    headers: [name: string, value: string][];
    body: string | null;
    verify: boolean;
}

/** A request that will come, and what is answered. */
export interface HttpFixture {
    /** For people; the request's line without it. */
    name?: string;
    request: {
        /** `GET` without it. */
        method?: string;
        /** `*` in it stands for any text; at its end for any query too, unless `query` says which. */
        url: string;
        /** Compared as text, in any order; `*` stands for any text. Without it no query but the URL's own. */
        query?: Record<string, string | number | boolean>;
        /** Compared as JSON where it is no text. Any body without it. */
        body?: Json;
    };
    response: HttpAnswer;
    /** How often it may be used; any number of times without it. */
    times?: number;
}

export interface HttpAnswer {
    /** 200 without it. */
    status?: number;
    /** What is not text is given as JSON text. */
    body?: Json;
    /** How long it takes on the host's clock, such as `12s`. */
    delay?: string;
    /** Nobody answers, for this reason. */
    fails?: string;
}

/** What an app's `on_inbound_message` or `on_inbound_event` is called with. */
export interface InboundCommand {
    cmd: 'inbound-message' | 'inbound-event';
    msg: JsonObject;
}

/** Gives the app its `api`. Called anew for every message. */
export interface Attach {
    (api: any): void;
    /** A stack of the app with the places in its own files. */
    readonly mapped?: (text: string) => string;
}

/** A message that went out beside the reply. */
export interface SentMessage {
    to: string | null;
    text: string | null;
    endpoint: string;
    metadata: JsonObject;
}

export interface LogLine {
    level: 'debug' | 'info' | 'warning' | 'error' | 'critical' | string;
    text: string;
}

/** A request of the app and what it was answered; `reply` is null while there is none. */
export interface RequestRecord {
    name: string;
    fields: JsonObject;
    reply: JsonObject | null;
}

/** What came of one message or event. */
export interface Run {
    reply: {text: string | null; goesOn: boolean; metadata: JsonObject} | null;
    sent: SentMessage[];
    requests: RequestRecord[];
    logs: LogLine[];
    trace: TraceEvent[];
    /** Whether the app called `done`. */
    finished: boolean;
}

/** What a resource's operations get beside their fields. */
export interface Caller {
    host: import('./simulated-host.mjs').SimulatedHost;
    account: import('./account.mjs').Account;
    run: RunState;
}

/** The part of a run that resources see. */
export interface RunState {
    /** The message the run is for; null for events. Replies leave what they add to it for later replies. */
    inbound: JsonObject | null;
    send(message: JsonObject): void;
}

export type Fields = Record<string, any>;
/** An operation: the reply's fields, or a promise of them. Throws a Refused or a CommandFailed. */
export type Operation = (caller: Caller, fields: Fields) => Fields | Promise<Fields>;
