/** Tests of apps: a phone, and a host that is only memory. */

import type {AnswersOf, App, Json, JsonObject, StateNamesOf} from '../lib/index';

/** A moment: a Date, ISO 8601 text or milliseconds since 1970. */
export type Moment = Date | string | number;

/** What a host has, and what time it is there. */
export interface HostOptions {
    /** The app's configuration, what `context.config` has. */
    config?: JsonObject | string;
    /** Other keys of the configuration. What is not text is given as JSON text. */
    settings?: Record<string, Json>;
    /** When it is; 2026-01-01T08:00:00Z without it. */
    now?: Moment;
    /** Where chance comes from: a function, or the seed of a fixed sequence; 1 without it. */
    random?: number | (() => number);
    /** HTTP as fixtures, as names of JSON files of fixtures, or as functions, tried in this order. Requests nothing answers fail. */
    http?: HttpSource | HttpSource[];
    /** Names of endpoints beside `default`; without it those of `endpoints` in the configuration, as on hosts, or `sms` if there are none. */
    endpoints?: string[];
    /** Records, contacts, groups, opt-outs and metrics that several hosts share. */
    account?: Account;
}

/** Where answers to HTTP come from: the name of a JSON file of fixtures, a fixture, or a function; undefined from it: not mine. */
export type HttpSource = string | HttpFixture | ((request: HttpRequest) => HttpAnswer | undefined | Promise<HttpAnswer | undefined>);

/** A request of the app as the host gets it. */
export interface HttpRequest {
    method: string;
    url: string;
    headers: [name: string, value: string][];
    body: string | null;
    verify: boolean;
}

/** A request that will come, and what it is answered. */
export interface HttpFixture {
    /** For people; the request's method and URL without it. */
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

/** What a request is answered. */
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

/** A message that went out beside replies. */
export interface SentMessage {
    to: string | null;
    text: string | null;
    /** `default` is the channel of the app. */
    endpoint: string;
    metadata: JsonObject;
}

/** A line of the app's log. */
export interface LogLine {
    level: 'debug' | 'info' | 'warning' | 'error' | 'critical' | string;
    text: string;
}

/** What came of one message. */
export interface Run {
    reply: {text: string | null; goesOn: boolean; metadata: JsonObject} | null;
    sent: SentMessage[];
    /** Every request of the app, in order, with what it was answered. */
    requests: {name: string; fields: JsonObject; reply: JsonObject | null}[];
    logs: LogLine[];
    trace: JsonObject[];
    /** False if the app failed, or stopped without calling `done`. */
    finished: boolean;
}

/**
 * A host in memory for one app. Every request and reply passes through JSON text; time stands still unless it is moved, and jumps to the
 * next timer when an app waits.
 */
export class SimulatedHost {
    constructor(options?: HostOptions);
    /** Milliseconds since 1970. Any moment can be set. */
    get now(): number;
    set now(moment: Moment);
    readonly account: Account;
    /** All messages that went out beside replies. */
    readonly sent: SentMessage[];
    /** The app's log. */
    readonly logged: LogLine[];
    readonly http: {
        add(sources: HttpSource | HttpSource[]): void;
        /** Names of fixtures that were not used, or less often than they say. */
        unused(): string[];
        /** Requests nothing answered, as lines. */
        readonly unmatched: string[];
    };
    /** The value of a record as apps get it; null if there is none. */
    record(key: string): any;
}

/** What the host's operator would set for an owner. */
export interface AccountOptions {
    /** True without it; on hosts accounts may only if it was set for them. */
    canManageOptouts?: boolean;
    /** Keys apps may set on what they send; null, the default, for all. */
    helperMetadata?: string[] | null;
    maxKeys?: number;
    valueBytes?: number;
    metricNames?: number;
    /** Names of keys for encrypted answers: the first one seals, all of them open. `test` without it. */
    encryptionKeys?: string[];
}

/** What all apps of one owner share. */
export class Account {
    constructor(options?: AccountOptions);
    /** As it was set. Another list is what the host has from then on. */
    encryptionKeys: string[];
    /** Every value that was fired, in order; `at` is milliseconds since 1970. */
    readonly metrics: {store: string; metric: string; aggregation: string; value: number; at: number}[];
}

/** The app failed: no reply, or not finished. Its message has the app's error lines. */
export class AppFailure extends Error {
    readonly run: Run;
}

/** Whose phone it is, and its host. */
export interface PhoneOptions extends HostOptions {
    /** `+254700000001` without it. */
    address?: string;
    /** What is dialled or written to. */
    number?: string;
    /** The kind of sessions; `ussd` without it. */
    transport?: string;
    /** A host that is there already: another phone's. No options of hosts beside it. */
    host?: SimulatedHost;
}

/** A phone of one user. One message at a time in each host: wait for each. */
export interface Phone<Answers = Record<string, any>, State extends string = string> {
    readonly host: SimulatedHost;
    readonly address: string;
    /** Dials: a new session, whatever became of the last one. Gives the screen. Rejects with an {@link AppFailure}. */
    dial(): Promise<string>;
    /** Answers the screen. Gives the next one. Rejects with an {@link AppFailure}, and if no session is open. */
    reply(text: string | number): Promise<string>;
    /** The session ends before the app ends it. */
    drop(): Promise<void>;
    /** Writes a message outside sessions. Gives the reply; null if there is none. */
    sms(text: string): Promise<string | null>;
    /** Hands the app an ack, a nack or a delivery report. */
    event(event: JsonObject): Promise<Run>;
    /** Lets time pass: `30s`, `5m`, `2h`, `7d`. */
    wait(duration: string): void;
    /** The text of the last reply; null if there was none. */
    readonly screen: string | null;
    /** Whether a session is open. */
    readonly open: boolean;
    /** What came of the last message. */
    readonly run: Run | null;
    /** What is stored of the user, encrypted answers opened; null if there is nothing. */
    readonly user: Record<string, any> | null;
    readonly answers: Answers;
    readonly state: State | null;
    /** Can be set once something is stored of the user. */
    language: string | null;
    /** Messages to this phone beside replies. */
    readonly sent: SentMessage[];
}

/**
 * A phone on an app. An app that was imported runs as it is; the file of an app is bundled as for a host and evaluated anew for each
 * message, with what hosts give apps and nothing else. The file may be one for `vumigo_v02`.
 */
export function phone<A extends App<any>>(app: A, options?: PhoneOptions): Phone<AnswersOf<A>, StateNamesOf<A>>;
export function phone(file: string, options?: PhoneOptions): Phone;
