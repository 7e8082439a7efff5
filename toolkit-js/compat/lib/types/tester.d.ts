/** @file Tests of apps. */

import type { App } from './app';
import type { Awaitable, Class, Promised } from './base';
import type { DummyApi, DummyApiOptions, SentMessage } from './dummy';
import type { InteractionMachine, Message } from './machine';
import type { StateData, StateDescription } from './states';
import type { LazyTranslator, Translator } from './translate';
import type { User, UserRecord } from './user';

/** What a user sends: a text, nothing at the start of a session, or parts of the message. */
export type Input = string | null | undefined | Partial<Message>;

/** A stored user, or the parts of it that matter. */
export type UserSetup = Partial<Omit<UserRecord, 'state'>> & {state?: Partial<StateDescription>};

export type ExpectedReply = string | RegExp | Partial<SentMessage> | ((this: AppTester, reply: SentMessage) => any);

export interface Setup {
    (prepare: (this: AppTester, api: DummyApi) => any): AppTester;
    user: {
        (user: UserSetup | ((this: AppTester, user: UserSetup) => Awaitable<UserSetup>)): AppTester;
        addr(addr: string): AppTester;
        lang(lang: string | null): AppTester;
        state: {
            (name: string, opts?: Omit<StateDescription, 'name'>): AppTester;
            (state: Partial<StateDescription>): AppTester;
            metadata(metadata: Record<string, any>): AppTester;
            creator_opts(opts: Record<string, any>): AppTester;
        };
        /** If called twice, the answers of the first call win. */
        answers(answers: Record<string, any>): AppTester;
        answer(state_name: string, answer: any): AppTester;
        metadata(metadata: Record<string, any>): AppTester;
    };
    config: {
        (values: Record<string, any>, opts?: {json?: boolean}): AppTester;
        app(values: Record<string, any>): AppTester;
        endpoint(name: string, opts?: {delivery_class?: string}): AppTester;
    };
    kv(values: Record<string, any>): AppTester;
    /** How long replies may be; 160 characters, unless said otherwise. */
    char_limit(limit: number): AppTester;
}

export interface SendInput {
    (input?: Input): AppTester;
    (change: (this: AppTester, msg: Message) => Awaitable<Message>): AppTester;
    content(content: string | null): AppTester;
    session_event(session_event: string): AppTester;
}

export interface SendInputs {
    (...inputs: Input[]): AppTester;
    (change: (this: AppTester, inputs: Input[]) => Awaitable<Input[]>): AppTester;
}

export interface Check {
    (check: (this: AppTester, api: DummyApi, im: InteractionMachine, app: App) => any): AppTester;
    interaction(expected: {
        state?: string | Partial<StateDescription> | ((this: AppTester, state: StateData) => any);
        reply?: ExpectedReply;
        char_limit?: number;
    }): AppTester;
    reply: {
        (expected: ExpectedReply): AppTester;
        content: {
            (expected: string | RegExp): AppTester;
            str(expected: string): AppTester;
            re(expected: RegExp | string): AppTester;
        };
        properties(expected: Partial<SentMessage>): AppTester;
        ends_session(): AppTester;
        char_limit(limit?: number): AppTester;
    };
    no_reply(): AppTester;
    user: {
        (expected: UserRecord | ((this: AppTester, user: User) => any)): AppTester;
        properties(expected: Omit<UserSetup, 'state'> & {state?: string | Partial<StateDescription>}): AppTester;
        answers(expected: Record<string, any>): AppTester;
        answer(state_name: string, expected: any): AppTester;
        lang(expected: string | null): AppTester;
        metadata(expected: Record<string, any>): AppTester;
        state: {
            (expected: string | StateDescription | ((this: AppTester, state: StateData) => any)): AppTester;
            metadata(expected: Record<string, any>): AppTester;
            creator_opts(expected: Record<string, any>): AppTester;
        };
    };
}

export interface AppTesterOptions {
    api?: DummyApiOptions;
    /** Closer to production: what is stored is what JSON makes of it and, if a function makes apps, every message has one of its own. */
    strict?: boolean;
}

/**
 * Calls only say what is to be done: first what is set up, then what is sent, then what is checked. `run` does it, and is a promise that
 * fails with the first error of the app, or the first check that does not hold.
 */
export interface AppTester {
    app: App;
    api: DummyApi;
    im: InteractionMachine;
    data: Record<string, any>;
    tasks: AppTesterTaskSet;
    setup: Setup;
    input: SendInput;
    inputs: SendInputs;
    /** A message that starts a session. */
    start(): AppTester;
    check: Check;
    run(): Promised<AppTester>;
    reset: {
        (): void;
        interaction(): void;
    };
    /** Methods of tasks that have been added. */
    [name: string]: any;
}
export declare const AppTester: Class<AppTester, [app: App | {new (): App} | (() => App), opts?: AppTesterOptions]>;

/** What a call of a tester's method became. */
export interface Task {
    name: string;
    method: Function;
    args: any[];
}

/** Tasks of one kind. What they have beyond this is for themselves. */
export interface AppTesterTasks {
    tester: AppTester;
    app: App;
    api: DummyApi;
    im: InteractionMachine;
    data: Record<string, any>;
    /** A tree of functions: calling `tester.a.b(1)` has `methods.a.b` called with 1 later. */
    methods: Record<string, any>;
    readonly length: number;
    name(): string;
    validate(method: string): void;
    before: {(): any; each?(task: Task): any};
    after: {(): any; each?(task: Task): any};
    schedule(name: string, method: Function, args?: any[]): void;
    run: {(): Promised<any>; task(task: Task): Promised<any>};
    attach(): void;
    yoink(): void;
    reset(): void;
    method_path(parent: string | undefined, name: string): string;
}
export declare const AppTesterTasks: Class<AppTesterTasks, [tester: AppTester]>;

export interface AppTesterTaskSet {
    items: Record<string, AppTesterTasks>;
    list: AppTesterTasks[];
    readonly length: number;
    add(name: string, tasks: AppTesterTasks): this;
    get(name: string): AppTesterTasks | undefined;
    invoke(name: string, args?: any[]): any[];
    run(): Promised<any>;
    attach(): any;
    reset(): any;
    yoink(): any;
}
export declare const AppTesterTaskSet: Class<AppTesterTaskSet, []>;

export declare const TaskError: Class<Error, [message: string]>;
export declare const TaskMethodError: Class<Error & {method: string}, [method: string, reason: string]>;

/** What tests of apps, and of parts of the toolkit, are made with. */
export interface TestUtils {
    /** A machine that has been set up with the sample data. */
    make_im(
        opts?: {app?: App; api?: DummyApi | DummyApiOptions; msg?: Message; setup?: boolean}
    ): Promised<InteractionMachine & {api: DummyApi}>;
    i18n_for(lang?: string): Translator;
    /** What a function throws. */
    catch_err(callee: () => any): any;
    requester(api: DummyApi): (name: string, data?: Record<string, any>) => Promised<any>;
    fail(): never;
    $: LazyTranslator;
}

/** Sample data; every call answers with data of its own. */
export interface Fixtures {
    kv(): Record<string, any>;
    lang(code?: string): {domain: string; locale_data: Record<string, Record<string, any>>};
    msg(id?: string | number): Message;
    config(): Record<string, any>;
}
