/** @file A sandbox that is only memory, for tests. */

import type { Awaitable, Class, Promised } from './base';
import type { Contact, ContactAttributes, Group, GroupAttributes } from './contacts';
import type { Headers, HttpRequest, HttpResponse } from './http';
import type { Reply, SandboxApi } from './machine';

export declare const DummyResourceError: Class<Error, [message: string]>;

/** A request, as a resource gets it: `cmd` is its name. */
export interface DummyCommand {
    cmd: string;
    [name: string]: any;
}

export interface DummyResource {
    name: string;
    /** By the names of commands, without the resource's. What they throw becomes a failure. */
    handlers: Record<string, (cmd: any) => Awaitable<Reply | Record<string, any>>>;
    handle(cmd: DummyCommand): Promised<Reply>;
}
export declare const DummyResource: Class<DummyResource, [name: string]>;

export interface DummyResources {
    add(resource: DummyResource): void;
    get(name: string): DummyResource | undefined;
    has_resource_for(cmd: DummyCommand): boolean;
    handle(cmd: DummyCommand): Promised<Reply>;
    attach(api: object): void;
}
export declare const DummyResources: Class<DummyResources, []>;

export declare const DummyKvResource: Class<DummyKvResource, [name?: string, store?: Record<string, any>]>;
export interface DummyKvResource extends DummyResource {
    store: Record<string, any>;
    /** Seconds, by key. */
    ttl: Record<string, number>;
    incr(key: string, amount?: number): number;
    set_ttl(key: string, seconds?: number | null): void;
}

export interface DummyConfigResource extends DummyResource {
    store: Record<string, any>;
    /** Whether the value of a key is JSON; it is, unless this says false. */
    json: Record<string, boolean>;
    /** The value of the key `config`. */
    app: Record<string, any>;
}
export declare const DummyConfigResource: Class<DummyConfigResource, [name?: string, store?: Record<string, any>]>;

export interface DummyLogResource extends DummyResource {
    /** By the numbers of levels, 10 to 50. */
    store: Record<string, string[]>;
    debug: string[];
    info: string[];
    warning: string[];
    error: string[];
    critical: string[];
    add(level: number, msg: string): void;
}
export declare const DummyLogResource: Class<DummyLogResource, [name?: string]>;

export interface DummyMetricsResource extends DummyResource {
    stores: Record<string, Record<string, {agg: string; values: number[]}>>;
    record(fired: {store: string; metric: string; agg: string; value: number}): void;
}
export declare const DummyMetricsResource: Class<DummyMetricsResource, [name?: string]>;

/** A reply, or a message that is none. */
export interface SentMessage {
    content: string | null;
    in_reply_to?: string;
    continue_session?: boolean;
    helper_metadata?: Record<string, any>;
    group?: boolean;
    to_addr?: string;
    endpoint?: string;
}
export interface DummyOutboundResource extends DummyResource {
    config: DummyConfigResource | undefined;
    store: SentMessage[];
}
export declare const DummyOutboundResource: Class<DummyOutboundResource, [name?: string, config?: DummyConfigResource]>;

export interface DummyContactsResource extends DummyResource {
    store: Contact[];
    /** Keys, by the query that finds them. */
    search_results: Record<string, string[]>;
    add(contact: Contact | Partial<ContactAttributes>): Contact;
    create(attributes?: Partial<ContactAttributes>): Contact;
    serialize_contact(contact: Contact): Record<string, any>;
}
export declare const DummyContactsResource: Class<DummyContactsResource, [name?: string]>;

export interface DummyGroupsResource extends DummyResource {
    store: Group[];
    search_results: Record<string, string[]>;
    add(group: Group | Partial<GroupAttributes>): Group;
    create(attributes?: Partial<GroupAttributes>): Group;
}
export declare const DummyGroupsResource: Class<DummyGroupsResource, [name: string | undefined, contacts: DummyContactsResource]>;

/** How data become bodies, and bodies data. */
export interface Encoding {
    encoder(data: any): any;
    decoder(body: any): any;
}
export declare const encodings: Record<'none' | 'json', Encoding>;
export declare function infer_encoding(headers?: Record<string, string | string[]>, otherwise?: string): Encoding;

export interface FixtureResponse {
    code?: number;
    data?: any;
    body?: string | null;
}

/** A request that is expected, and what is answered. Headers are not compared. */
export interface FixtureData {
    request: {
        method?: string;
        url: string | RegExp;
        params?: Record<string, any>;
        data?: any;
        body?: string;
        headers?: Headers;
        [name: string]: any;
    };
    response?: FixtureResponse;
    /** One after the other. */
    responses?: FixtureResponse[];
    repeatable?: boolean;
    default_encoding?: 'json' | 'none';
}

export interface HttpFixture {
    repeatable: boolean;
    uses: number;
    request: HttpRequest;
    responses: HttpResponse[];
    use(): HttpResponse;
    serialize(): Record<string, any>;
    toString(): string;
}
export declare const HttpFixture: Class<HttpFixture, [data: FixtureData]>;

export interface HttpFixtures {
    default_encoding: string;
    fixtures: HttpFixture[];
    matchers: Record<string, (request: HttpRequest, fixture: HttpFixture) => boolean>;
    create(data: FixtureData): HttpFixture;
    add(fixture: HttpFixture | FixtureData): HttpFixture;
    filter(request: HttpRequest): HttpFixture[];
    match(request: HttpRequest): HttpFixture;
}
export declare const HttpFixtures: Class<HttpFixtures, [opts?: {default_encoding?: string}]>;

export interface DummyHttpResource extends DummyResource {
    fixtures: HttpFixtures;
    /** What was asked for. */
    requests: HttpRequest[];
    request_from_cmd(cmd: DummyCommand): HttpRequest;
    handle_request(cmd: DummyCommand): Reply;
}
export declare const DummyHttpResource: Class<DummyHttpResource, [name?: string, opts?: {default_encoding?: string}]>;

export interface DummyApiOptions {
    config?: Record<string, any>;
    kv?: Record<string, any>;
    http?: {default_encoding?: 'json' | 'none'};
}

export interface DummyApi extends Required<SandboxApi> {
    /** How often an app said that it was done. */
    done_calls: number;
    resources: DummyResources;
    kv: DummyKvResource;
    config: DummyConfigResource;
    log: DummyLogResource;
    http: DummyHttpResource;
    contacts: DummyContactsResource;
    groups: DummyGroupsResource;
    metrics: DummyMetricsResource;
    outbound: DummyOutboundResource;
    populate_command(name: string, data: Record<string, any>): DummyCommand;
    /** Resources that apps' tests add. */
    [name: string]: any;
}
export declare const DummyApi: Class<DummyApi, [opts?: DummyApiOptions]>;
