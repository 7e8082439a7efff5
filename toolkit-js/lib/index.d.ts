/**
 * Jukwaa's toolkit: conversations over USSD, SMS and other text channels, as definitions of states.
 *
 * @packageDocumentation
 */

/** What can be stored. */
export type Json = null | boolean | number | string | Json[] | {[key: string]: Json};
/** An object of what can be stored. */
export type JsonObject = {[key: string]: Json};

// ---- texts

/** A text with what a translator needs to know. Made by {@link message} and {@link plural}. */
export interface Message {
    readonly message: string;
    /** Tells equal messages apart. */
    readonly context?: string;
    /** The message for numbers other than one. */
    readonly plural?: string;
    /** The path of the number that chooses between both. */
    readonly count?: string;
    /** Values for placeholders beside answers and data. */
    readonly values?: Record<string, unknown>;
}

/**
 * A text people see. Strings and messages are looked up in the catalogue of the user's language; placeholders such as
 * `{{name}}` or `{{clinic.name}}` are names and paths, never code. A function is called each time the text is shown.
 * What it returns is looked up too.
 */
export type Text = string | Message | ((context: Context) => string | Message | Promise<string | Message>);

/** A text with values for its placeholders, and a context for translators. */
export function message(text: string, values?: Record<string, unknown>, options?: {context?: string}): Message;

/** A text that depends on a number: `plural('children', 'one child', '{{children}} children')`. */
export function plural(count: string, one: string, other: string, values?: Record<string, unknown>): Message;

// ---- where to go

/** Something about an answer, or a part of it (`'score.right'`): equal to a value, or every one of these. */
export type Condition = Json | {
    is?: Json; not?: Json; in?: Json[]; below?: number; atMost?: number; above?: number; atLeast?: number;
    matches?: RegExp; answered?: boolean;
};

/** Goes to a state when all conditions on answers hold, or when the function says so. */
export interface Rule<Target extends string = string> {
    /** Conditions by the name of an answer, all of which must hold. */
    readonly when: Record<string, Condition> | ((context: Context) => boolean | Promise<boolean>);
    readonly to: Target;
}

/** A function that chooses, with the states it can choose. Made by {@link oneOf}. */
export interface Decision<Target extends string = string> {
    readonly targets: readonly Target[];
    readonly decide: (context: Context) => Target | Promise<Target>;
}

/** Where a state goes: a name, a name for each answer, rules tried in order (the last one a name), or a function. */
export type Next<Target extends string = string> =
    | Target
    | {readonly [value: string]: Target}
    | readonly (Rule<Target> | Target)[]
    | Decision<Target>
    | ((context: Context) => Target | Promise<Target>);

/** States a function chooses from: the graph, lint and coverage know them then. */
export function oneOf<const Target extends string>(
    targets: readonly Target[], decide: (context: Context) => NoInfer<Target> | Promise<NoInfer<Target>>): Decision<Target>;

// ---- what functions of an app get

/** What came in. */
export interface UserMessage {
    readonly id: string;
    /** The text; null when a session starts or ends. */
    readonly content: string | null;
    readonly from: string;
    readonly to: string;
    /** `new`, `resume` or `close`; null outside sessions. */
    readonly session: 'new' | 'resume' | 'close' | null;
    /** The transport's kind: `ussd`, `sms` … */
    readonly transport: string;
    readonly metadata: JsonObject;
}

/** What a server answered. */
export interface HttpResponse {
    readonly status: number;
    readonly body: string;
    /** The body read as JSON; throws an error that says what is wrong with it. */
    json(): any;
}

/** What a request has beside its URL. */
export interface HttpRequestOptions {
    headers?: Record<string, string>;
    /** Put into the URL. */
    query?: Record<string, string | number | boolean>;
    /** Sent as the body: text as it is, everything else as JSON. */
    body?: string | Json;
}

/** HTTP through the host. A status of 400 or more, or no answer at all, rejects with a {@link HttpError}. */
export interface Http {
    get(url: string, options?: HttpRequestOptions): Promise<HttpResponse>;
    post(url: string, options?: HttpRequestOptions): Promise<HttpResponse>;
    put(url: string, options?: HttpRequestOptions): Promise<HttpResponse>;
    patch(url: string, options?: HttpRequestOptions): Promise<HttpResponse>;
    delete(url: string, options?: HttpRequestOptions): Promise<HttpResponse>;
    head(url: string, options?: HttpRequestOptions): Promise<HttpResponse>;
}

/** The store that all users share, of all apps of one owner: begin keys with the name of the app. */
export interface KeyValue {
    /** Null if there is nothing. */
    get(key: string): Promise<any>;
    /** `seconds` is how long the value is kept, for ever without it. */
    set(key: string, value: Json, seconds?: number): Promise<void>;
    increment(key: string, by?: number): Promise<number>;
    /** Whether there was something. */
    delete(key: string): Promise<boolean>;
}

/** Somebody in the contacts of the app's owner. Other fields are kept too. */
export interface Contact {
    key: string;
    name?: string | null;
    surname?: string | null;
    msisdn?: string | null;
    groups?: string[];
    extra?: Record<string, string>;
    [field: string]: any;
}

/** The contacts of the app's owner. */
export interface Contacts {
    /** The contact of the user, or of an address; made if there is none. */
    get(address?: string): Promise<Contact>;
    save(contact: Contact): Promise<Contact>;
    /** Sets extra fields of the contact of the user. */
    setExtras(fields: Record<string, string>): Promise<Contact>;
    /** Puts the contact of the user into the group of that name, which is made if there is none. */
    addToGroup(name: string): Promise<Contact>;
}

/** Who wants no messages of the app's owner. */
export interface OptOut {
    /** Whether the user, or an address, wants no messages. */
    is(address?: string): Promise<boolean>;
    set(address?: string): Promise<void>;
    cancel(address?: string): Promise<void>;
}

/** Numbers over time, in the store of the app's owner. */
export interface Metrics {
    /** One more. */
    count(name: string, by?: number): Promise<void>;
    /** The value now; the last of an interval counts. */
    gauge(name: string, value: number): Promise<void>;
    /** `aggregation` is `avg`, `last`, `max`, `min` or `sum`. */
    fire(name: string, value: number, aggregation: string): Promise<void>;
}

/** The app's log, which its owner reads. */
export interface Log {
    debug(text: string): void;
    info(text: string): void;
    warn(text: string): void;
    error(text: string): void;
}

/**
 * What every function of an app gets. It lives for one message. Say what the answers are, and misspelled ones are errors:
 * `(context: Context<{age?: number}>) => …`.
 */
export interface Context<Answers = Record<string, any>> {
    readonly user: {
        readonly address: string;
        /** A key of the app's `languages`. Set it to change the language of everything shown from now on. */
        language: string;
        /** Whether this is the user's first message ever. */
        readonly isNew: boolean;
    };
    /** Answers by name. JSON; may be changed. */
    readonly answers: Answers;
    /** What the app keeps of the user beside answers. JSON; may be changed. */
    readonly data: Record<string, any>;
    readonly message: UserMessage;
    /** The state this is about. */
    readonly state: string;
    /** What the state's `load` returned. */
    readonly loaded: any;
    /** The app's configuration: what its owner set under the key `config`, read as JSON. */
    readonly config: Record<string, any>;
    readonly http: Http;
    readonly kv: KeyValue;
    readonly contacts: Contacts;
    readonly optOut: OptOut;
    readonly metrics: Metrics;
    readonly log: Log;
    /** The present moment. Tests choose it. */
    now(): Date;
    /** At least 0, below 1. Tests choose it. */
    random(): number;
    /**
     * Whether the user is among so many percent of all users, 0 to 100, which are always the same ones: for what is new, a part of the users
     * first. Who is in at 10 is in at 20, too. Another name is another choice; nothing is stored. It goes by the address as it comes in.
     */
    canary(name: string, percent: number): boolean;
    /** The text in the user's language, placeholders filled. */
    translate(text: Text, values?: Record<string, unknown>): Promise<string>;
    /** Sends a message beside the reply: to the user if no address is given. */
    send(message: {text: Text; to?: string; endpoint?: string}): Promise<void>;
    /** Any request of the host by name, for what has no method here. Rejects with a {@link RequestError}. */
    request(name: string, fields?: Record<string, unknown>): Promise<Record<string, any>>;
}

// ---- screens and channels

/** What a state wants shown; the engine numbers entries, adds navigation and cuts it into pages. */
export interface Screen {
    text: string;
    /** Numbered from 1 on each page, followed by those that turn pages; without entries, where an answer is typed, `#` and `*` turn them. */
    entries?: string[];
    /** Lines after the entries, on every page. */
    footer?: string[];
    /** Where a long text is cut. */
    breakAt?: 'word' | 'line';
    /** Sent with the reply: voice prompts, buttons … */
    metadata?: JsonObject;
}

/** What a network lets through. */
export interface ChannelProfile {
    readonly name: string;
    /** Units one screen may have. A unit is a septet where all of the text is GSM-7, else a UTF-16 code unit. */
    readonly limit: number;
    /** The limit where one character is not in GSM-7. The same as `limit` on channels that do not mind. */
    readonly unicodeLimit: number;
    /** Characters that can be shown. Others are transliterated where that can be done. */
    readonly charset: 'gsm-7' | 'unicode';
    /** Whether it keeps sessions. */
    readonly sessions: boolean;
    /** Seconds the operator waits for the app; for the simulator. */
    readonly answerWithin?: number;
    /** Seconds the operator waits for the user; for the simulator. */
    readonly inputWithin?: number;
}

/** The profiles that are known by name. */
export const channels: Readonly<Record<string, ChannelProfile>>;

// ---- states

declare const answer: unique symbol;
declare const answerName: unique symbol;
declare const brought: unique symbol;
declare const inner: unique symbol;
declare const targets: unique symbol;

/**
 * A state of an app. `Answer` is the type of its answer, `Target` the names of states it goes to, `Name` what its answer is called; never where
 * that is the state's own name.
 */
export interface State<Answer = any, Target extends string = string, Name extends string = string> {
    readonly kind: string;
    readonly [answer]?: Answer;
    readonly [targets]?: Target;
    readonly [answerName]?: Name;
}

/** The option `answer`, whose text types know. */
interface Named<Name extends string> {
    answer?: Name;
}

/** What all states take. */
export interface CommonOptions {
    /** Called once when the user enters, before the screen is made. Its result (JSON) is kept while the user is there. */
    load?: (context: Context) => Json | Promise<Json> | undefined | Promise<undefined>;
    /** Called once when the user leaves with an answer, before `next` is decided. */
    done?: (context: Context, answer: any) => void | Promise<void>;
    /** Passes the state by without showing it. */
    skip?: Record<string, Condition> | ((context: Context) => boolean | Promise<boolean>);
    /** A note for people: shown in graphs. */
    note?: string;
}

/**
 * When an answer is forgotten: `flow`, when the flow ends; `2h`, `30d`: once it is older, when the user's next message
 * comes. Users who do not come back are forgotten as `keepUsers` says.
 */
export type Keep = 'flow' | `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

/** What all states that show a screen take. */
export interface ScreenOptions extends CommonOptions {
    /** The name its answer is kept under; the state's name without it. */
    answer?: string;
    /** False: nobody can go back from here. For states after something that cannot be undone. */
    back?: boolean;
    /** What happens when the user dials again while here; the app's policy without it. */
    resume?: ResumePolicy;
    /**
     * The answer is not shown in logs, traces and metrics, wherever it is used; nor is the message of an error that `check` throws.
     */
    sensitive?: boolean;
    /**
     * The answer is stored encrypted, by the host, which has the key; the app gets it as it is. It is sensitive, too. What cannot be opened
     * any more is not given, and the log tells.
     */
    encrypted?: boolean;
    /** Sent with the reply, for voice, buttons and other things of one channel. */
    metadata?: JsonObject | ((context: Context, screen: Screen) => JsonObject | Promise<JsonObject>);
    /** Lines after the entries. */
    footer?: Text[];
    /** Units one screen may have, where less than the channel's. */
    limit?: number;
    /** When the answer is forgotten; with the user without it. */
    keep?: Keep;
}

/** What states that ask take. */
export interface QuestionOptions<Answer, Target extends string> extends ScreenOptions {
    question: Text;
    /** Shown above the question after a wrong input. */
    error?: Text;
    /** False: after a wrong input the error stands in place of the question, not above it. */
    repeat?: boolean;
    /** Says what is wrong with an answer: true or undefined if nothing is, else the text to show; false for `error`. */
    check?: (value: Answer, context: Context) => boolean | Text | undefined | Promise<boolean | Text | undefined>;
    /** Wrong inputs after which the user is sent elsewhere. */
    attempts?: {most: number; to: Target};
    /** Where an answer leads. Without it every choice must say so itself. */
    next?: Next<Target>;
}

/** What happens when a user dials again: goes on, is asked whether to go on, or starts again. */
export type ResumePolicy = 'continue' | 'ask' | 'restart';

/** One way to answer. */
export interface Choice<Value extends Json = string, Target extends string = string> {
    /** What is kept as the answer. */
    readonly value: Value;
    /** What is shown. */
    readonly label: Text;
    /** Where it goes; the state's `next` without it. */
    readonly next?: Target;
    /** Whether it is there. */
    readonly when?: Record<string, Condition> | ((context: Context) => boolean | Promise<boolean>);
    /** Words that choose it too, in any case. */
    readonly words?: readonly string[];
}

/** Choices as `{value: label}`, as a list, or as a function that makes the list. */
export type Choices<Value extends Json, Target extends string> =
    | {readonly [V in Value & string]: Text}
    | readonly Choice<Value, Target>[]
    | ((context: Context) => readonly Choice<Value, Target>[] | Promise<readonly Choice<Value, Target>[]>);

/** The states a list or an object of choices names itself. */
type TargetsOf<C> = C extends readonly (infer One)[] ? One extends {readonly next: infer T extends string} ? T : never : never;
type ValuesOf<C> = C extends readonly {readonly value: infer V}[] ? V
    : C extends (...none: any[]) => any ? any
    : C extends object ? keyof C & string : string;

/** What {@link choice} takes. */
export interface ChoiceOptions<Value extends Json, Target extends string, C = Choices<Value, Target>>
    extends QuestionOptions<Value, Target> {
    choices: C;
    /** Where to go when there is nothing to choose. Without it the question is shown all the same, and the log tells. */
    empty?: Target;
}

/**
 * One of several choices. The answer is the choice's value. Takes the number of a choice, its label in any case, and its words.
 */
export function choice<const C extends Choices<any, string>, const Target extends string = never, const Name extends string = never>(
    options: Omit<ChoiceOptions<any, Target>, 'choices'> & {choices: C} & Named<Name>): State<ValuesOf<C>, Target | TargetsOf<C>, Name>;

/** A choice whose choices are states: `menu({question, choices: {stock: 'Report stock', find: 'Find a clinic'}})`. */
export function menu<const C extends {readonly [state: string]: Text} | readonly Choice<any, string>[], const Name extends string = never>(
    options: Omit<QuestionOptions<string, string>, 'next'> & {choices: C} & Named<Name>): State<ValuesOf<C>, MenuTargets<C>, Name>;

type MenuTargets<C> = C extends readonly (infer One)[]
    ? One extends {readonly next: infer T extends string} ? T : One extends {readonly value: infer V extends string} ? V : never
    : keyof C & string;

/** Yes or no. `next` may be `{yes: …, no: …}`. The answer is true or false. */
export function yesNo<const Target extends string, const Name extends string = never>(
    options: QuestionOptions<boolean, Target> & {yes?: Text; no?: Text} & Named<Name>): State<boolean, Target, Name>;

/** Chooses the language of everything shown from then on. The answer is its code. */
export function language<const C extends Choices<string, string>, const Target extends string = never, const Name extends string = never>(
    options: QuestionOptions<string, Target> & {choices: C} & Named<Name>): State<ValuesOf<C>, Target | TargetsOf<C>, Name>;

/** A number from 1 to `most` (5 without it). The answer is that number. */
export function rating<const Target extends string, const Name extends string = never>(
    options: QuestionOptions<number, Target> & {most?: number; labels?: Record<number, Text>} & Named<Name>): State<number, Target, Name>;

/** Terms to agree to; those who do not go to `otherwise`. The answer is whether the user agreed. */
export function terms<const Target extends string, const Other extends string, const Name extends string = never>(
    options: Omit<QuestionOptions<boolean, Target>, 'next'> & {next: Target; otherwise: Other; agree?: Text; disagree?: Text} & Named<Name>
): State<boolean, Target | Other, Name>;

/** A free text. The answer is the text without spaces around it. */
export function freeText<const Target extends string, const Name extends string = never>(
    options: QuestionOptions<string, Target> & {shortest?: number; longest?: number; pattern?: RegExp} & Named<Name>
): State<string, Target, Name>;

/** A text to read, in as many pages as it needs. There is no answer. */
export function show<const Target extends string>(
    options: ScreenOptions & {text: Text; continue?: Text; breakAt?: 'word' | 'line'; next: Next<Target>}): State<never, Target>;

/** The last screen of a flow. The session ends; the next message starts the flow again. */
export function end(options: Omit<ScreenOptions, 'back' | 'resume' | 'answer'> & {text: Text; breakAt?: 'word' | 'line'}): State<never, never>;

// ---- steps: states without a screen, passed through within one message

/** What all steps take. */
export interface StepOptions extends CommonOptions {
    /** The name its answer is kept under; the state's name without it. */
    answer?: string;
    /** False: nobody can go back past here. */
    back?: boolean;
    /** The answer is not shown in logs, traces and metrics; nor are messages of errors, which may have answers in them. */
    sensitive?: boolean;
    /** The answer is stored encrypted, and is sensitive. */
    encrypted?: boolean;
    /** When the answer is forgotten; with the user without it. */
    keep?: Keep;
}

/** How long and how often something outside is tried, and what comes then. */
export interface Limits<Other extends string> {
    /** For each attempt. `5s` without it. */
    timeout?: string;
    /** For all attempts and pauses together. `8s` without it: operators wait 10 seconds or less. */
    within?: string;
    /** Attempts after the first one. 0 without it. There is none after a status from 400 to 499, but for 408, 425 and 429. */
    retries?: number;
    /** Before the second attempt; twice as long before each one after that. `0s` without it. */
    pause?: string;
    /**
     * Where to go when the last attempt failed. The error is logged, an earlier answer forgotten, and `data.failure` is `{state, message}`
     * until the state succeeds. Without it the message of a {@link call} fails.
     */
    fallback?: Other;
}

/** How long and how often {@link call} tries, and what comes then. */
export interface CallLimits<Other extends string> extends Limits<Other> {
    /** Keeps results in the app's store, for all users. `key` tells them apart: put into it all that the result depends on. */
    cache?: {for: string; key: (context: Context) => string | Promise<string>};
}

/** What {@link call} takes for work of one's own. */
export interface CallOptions<Result, Target extends string, Other extends string> extends StepOptions, CallLimits<Other> {
    /** Does the work; throws if it fails. `attempt` counts from 1. The result has to be JSON. */
    run: (context: Context, about: {attempt: number}) => Result | Promise<Result>;
    /** Where a result leads. */
    next?: Next<Target>;
}

/** A value, or what makes it. Placeholders in texts are filled, at any depth: `{code: '{{code}}'}`. */
export type Filled<Value> = Value | ((context: Context) => Value | Promise<Value>);

/** What {@link call} takes for a request. */
export interface HttpCallOptions<Result, Target extends string, Other extends string> extends StepOptions, CallLimits<Other> {
    /** The URL. Values of its placeholders are URL-encoded, but of one it begins with: `{{config.clinics}}/{{code}}`. */
    get?: Filled<string>;
    /** The URL of a POST request; `get` or `post`, not both. */
    post?: Filled<string>;
    headers?: Filled<Record<string, string>>;
    query?: Filled<Record<string, string | number | boolean>>;
    /** Text is sent as it is, everything else as JSON. */
    body?: Filled<Json>;
    /** Makes the result of the body, read as JSON; null if there is no body. The result is the body without it. */
    pick?: (json: any, context: Context) => Result;
    /** Where a result leads. */
    next?: Next<Target>;
}

/** Does something outside, within a time. The answer is the result. */
export function call<const Target extends string = never, const Other extends string = never, Result = any, const Name extends string = never>(
    options: CallOptions<Result, Target, Other> & Named<Name>): State<Awaited<Result>, Target | Other, Name>;
export function call<const Target extends string = never, const Other extends string = never, Result = any, const Name extends string = never>(
    options: HttpCallOptions<Result, Target, Other> & Named<Name>): State<Result, Target | Other, Name>;

/**
 * Decides where to go, sets answers and data, or both: `decide({run: ({answers}) => answers.age < 18 ? 'child' : 'adult', next: {child:
 * 'stop', adult: 'name'}})`. The answer is what `run` returns, which has to be JSON; nothing is kept if it returns nothing. For what is done
 * outside there is {@link call}.
 */
export function decide<const Target extends string, Result = any, const Name extends string = never>(
    options: StepOptions & {run?: (context: Context) => Result | Promise<Result>; next: Next<Target>} & Named<Name>
): State<Awaited<Result>, Target, Name>;

/** Puts the user into one of several groups, by weight, and leaves them there. The answer is the group's name. */
export function assign<const Groups extends Record<string, number>, const Target extends string = never, const Name extends string = never>(
    options: StepOptions & {groups: Groups; next?: Next<Target>} & Named<Name>): State<keyof Groups & string, Target, Name>;

/** Sends a message beside the reply: to the user if no address is given, by the endpoint `sms` if none is. There is no answer. */
export function send<const Target extends string = never>(options: StepOptions & {
    text: Text; to?: string | ((context: Context) => string | Promise<string>); endpoint?: string; next?: Next<Target>;
}): State<never, Target>;

/**
 * Chooses by the first words of the message, whatever their case, accents and punctuation; of several keywords the one with most words. The
 * rest of the message is `data.rest`; all of it if no keyword fits. The answer is the keyword. For the start of apps for SMS.
 */
export function keywords<const Targets extends {readonly [keyword: string]: string}, const Other extends string,
    const Name extends string = never>(
    options: StepOptions & {keywords: Targets; otherwise: Other} & Named<Name>
): State<keyof Targets & string, Targets[keyof Targets] | Other, Name>;

// ---- states of several screens

/** What {@link multiSelect} takes beside choices. */
export interface MultiSelectOptions<Value, Target extends string> extends QuestionOptions<Value[], Target> {
    /** How many have to be chosen. 0 without it. */
    least?: number;
    /** How many can be chosen. All without it. */
    most?: number;
    /** Where to go when there is nothing to choose. Without it only the last entry is shown. */
    empty?: Target;
    /** The label of the last entry, `Done` without it. Not `done`, which is called when the user leaves. */
    finish?: Text;
}

/**
 * Several of several choices. A number marks a choice or takes the mark away, until the user chooses the last entry; several numbers at
 * once (`1 3 4`, `1,3`) are the answer where all choices are on one page, marks where they are not. The answer is the list of values, in the
 * order of the choices.
 */
export function multiSelect<const C extends Choices<any, string>, const Target extends string = never, const Name extends string = never>(
    options: MultiSelectOptions<any, Target> & {choices: C} & Named<Name>): State<ValuesOf<C>[], Target, Name>;

/** One thing a search found. */
export interface Match<Value = Json> {
    readonly value: Value;
    /** Shown as it is. */
    readonly label: string;
}

/**
 * What {@link search} and {@link location} take. Where a function or a service finds things, {@link Limits} say how long and how often it is
 * tried, and where to go when it fails; without `fallback` the question is asked again under `failed`, and the log tells.
 */
export interface SearchTexts {
    /** Letters to type. 2 without it. */
    least?: number;
    /** Matches shown. 30 without it. */
    most?: number;
    /** Shown above what was found. */
    pick?: Text;
    /** The entry after what was found. */
    again?: Text;
    /** Shown above the question when nothing was found. */
    none?: Text;
    /** Shown when the search failed. */
    failed?: Text;
}

/**
 * One of many things, found by a few letters. In a list of one's own, accents and case do not matter, and starts of words come first. A
 * function gets the text as it was typed. Another text typed beside what was found is another search. The answer is the value.
 */
export function search<const C extends {readonly [value: string]: Text} | readonly {readonly value: Json; readonly label: Text}[]
    | ((text: string, context: Context) => readonly Match[] | Promise<readonly Match[]>), const Target extends string = never,
    const Name extends string = never, const Other extends string = never>(
    options: QuestionOptions<any, Target> & SearchTexts & Limits<Other> & {from: C} & Named<Name>
): State<ValuesOf<C>, Target | Other, Name>;

/** A place, in degrees. */
export interface Place {
    readonly name: string;
    readonly latitude: number;
    readonly longitude: number;
}

/**
 * A place, found by its name. A text typed beside what was found is added to the one before, to narrow it down. `geocode` finds places, or
 * `url` gives them, with the text in `{{text}}`: as Nominatim's JSON does, or as `places` reads them.
 */
export function location<const Target extends string = never, const Name extends string = never, const Other extends string = never>(
    options: QuestionOptions<Place, Target> & SearchTexts & Limits<Other> & Named<Name> & (
    | {geocode: (text: string, context: Context) => readonly Place[] | Promise<readonly Place[]>}
    | {url: string; places?: (json: any) => readonly Place[]})): State<Place, Target | Other, Name>;

/** What stands for an answer in a summary: a label, or a label and what is shown instead of the answer. */
export type Summary = Text | {label: Text; value: Text};

/** What a summary takes beside the answers it shows. */
export interface ConfirmTexts extends ScreenOptions {
    /** `Is this right?` without it. */
    question?: Text;
    /** `Yes` without it. */
    yes?: Text;
    /** `Change` without it. */
    change?: Text;
    /** Above the answers to choose from for a change. */
    which?: Text;
}

/**
 * Shows answers and asks whether they are right; if not, asks for one of them again and comes back. `show` has the states whose answers are
 * shown, with labels; labels are made of the names where there are none. Answers that are not there are left out, those of sensitive states
 * masked, choices shown by their labels. The answer is true.
 */
export function confirm<const Shown extends string, const Target extends string = never, const Name extends string = never>(
    options: ConfirmTexts & {show: readonly Shown[] | {readonly [State in Shown]: Summary}; next?: Next<Target>} & Named<Name>
): State<true, Target | Shown, Name>;

/** What {@link form} takes. */
export interface FormOptions<Fields, Target extends string> extends Pick<CommonOptions, 'skip' | 'note'> {
    /** States that ask, by name, in the order they are asked. */
    fields: Fields;
    /** Fields that are asked only under conditions. The others' answers are forgotten. */
    when?: {readonly [Field in keyof Fields]?: Rule['when']};
    /** A summary at the end. A change that makes other fields necessary is followed by their questions. */
    confirm?: ConfirmTexts & {show?: readonly (keyof Fields & string)[] | {readonly [Field in keyof Fields]?: Summary}};
    /** Puts `2/4` before the question. */
    progress?: boolean;
    /** Where the last field leads, or the summary. */
    next?: Next<Target>;
}

/**
 * Asks one thing after the other. The field `age` of the form `register` is the state `register.age`, and its answer is called `age`. A
 * field leads to the one after it if it has no `next` of its own. Fields can be forms.
 */
export function form<const Fields extends Record<string, State>, const Target extends string = never>(options: FormOptions<Fields, Target>
): State<never, Target | OwnTargets<Fields[keyof Fields]>> & Bringing<AnswersOfStates<Fields>, InnerOfFields<Fields> | ['confirm', true]>;

/**
 * Answers a state brings beside its own, and states: what follows the dot in their names, and the type of the answer that has the same name, or
 * never.
 */
export interface Bringing<Answers, Inner extends [string, any] = never> {
    readonly [brought]?: Answers;
    readonly [inner]?: Inner;
}

type OwnTargets<One> = One extends State<any, infer Target> ? string extends Target ? never : Target : never;

/** The answers of states by their names. */
type AnswersOfStates<States> =
    & {[Name in keyof States as NameOfAnswer<States[Name], Name>]?: States[Name] extends State<infer Answer, any> ? Answer : never}
    & BroughtBy<States[keyof States]>;
type NameOfAnswer<One, Own> = One extends State<infer Answer, any, infer Name>
    ? [Answer] extends [never] ? never : string extends Name ? Own : [Name] extends [never] ? Own : Name
    : never;
type BroughtBy<One> = (One extends Bringing<infer Answers, any> ? (answers: Answers) => void : never) extends (answers: infer All) => void
    ? All : never;

/** The states that states bring, as in {@link Bringing}. */
type InnerOf<One> = One extends {readonly [inner]?: infer Inner} ? Inner extends [string, any] ? Inner : never : never;
type InnerOfFields<Fields> = {[Field in keyof Fields & string]: [Field, never] | Under<Field, InnerOf<Fields[Field]>>}[keyof Fields & string];
type Under<Name extends string, Inner> = Inner extends [infer Rest extends string, infer Answer] ? [`${Name}.${Rest}`, Answer] : never;

/** A question with a right answer. */
export interface QuizQuestion {
    readonly question: Text;
    /** Labels by value, or a list. */
    readonly choices: {readonly [value: string]: Text} | readonly Choice<Json, never>[];
    /** The value of the right choice. */
    readonly right: Json;
    /** Shown after the answer, behind whether it was right. There is no way back to a question with it. */
    readonly explain?: Text;
}

/**
 * Questions with right answers. The answer says how many were right, and of how many: `{right: 2, of: 3}`; conditions can be about
 * `'score.right'`. The first question of the quiz `malaria` is the state `malaria.1`; its answer has the same name.
 */
export function quiz<const Target extends string = never, const Name extends string = never>(options: CommonOptions & {
    questions: readonly QuizQuestion[];
    /** Another order for each user. */
    shuffle?: boolean;
    /** False: nobody goes back to a question. */
    back?: boolean;
    /** Before `explain`: `That is right.` and `That is not right.` without it. */
    correct?: Text;
    wrong?: Text;
    /** The name the answer is kept under; the state's name without it. */
    score?: Name;
    /** When the score and the answers to the questions are forgotten; with the user without it. */
    keep?: Keep;
    next?: Next<Target>;
}): State<{right: number; of: number}, Target, Name> & Bringing<unknown, [`${number}`, Json] | [`${number}.explain` | 'score', never]>;

/** What {@link xform} takes. */
export interface XFormOptions<Target extends string> extends Pick<StepOptions, 'answer' | 'skip' | 'note'> {
    /** The XForm's XML. */
    form: string;
    /** A summary at the end, as a {@link form} has. */
    confirm?: ConfirmTexts & {show?: readonly string[] | {readonly [field: string]: Summary}};
    /** Puts `2/4` before the question. */
    progress?: boolean;
    /** When the instance and the answers to the questions are forgotten; with the user without it. */
    keep?: Keep;
    /** The instance and the answers to the questions are stored encrypted, and are sensitive. */
    encrypted?: boolean;
    next?: Next<Target>;
}

/**
 * Asks what an XForm asks, as survey tools export it, and answers with the completed instance, as XML. The question `/survey/age` of the state
 * `visit` is the state `visit.age`, and its answer is called `age`; on the way it is a {@link form}. All questions need an answer, `required` or
 * not. What it does not know is named when the app is defined: repeats, item sets, uploads, geopoints, functions of XPath that are rare.
 */
export function xform<const Target extends string = never, const Name extends string = never>(options: XFormOptions<Target> & Named<Name>
): State<string, Target, Name> & Bringing<Record<string, any>, [string, any]>;

// ---- what channels take beside the text

/** What a caller hears and how digits are read: `metadata: voice({speech_url: 'https://example.org/welcome.mp3'})`. */
export interface VoicePrompt {
    /** Played instead of the text being read; several are played one after the other. */
    speech_url?: string | string[];
    /** The digit that ends an input, such as `#`. Every digit is an input without it. */
    wait_for?: string;
    /** Whether a digit stops the prompt. */
    barge_in?: boolean;
    /** How often the prompt is played. */
    tries?: number;
    /** Milliseconds between tries. */
    time_gap?: number;
}

/** For the option `metadata`. The host has to let the app set `voice`. */
export function voice(prompt: VoicePrompt): JsonObject;

/**
 * For the option `metadata`: entries as buttons in Facebook Messenger, if there are no more than 3, of no more than 20 characters. The host
 * has to let the app set `messenger`.
 */
export function buttons(): (context: Context, screen: Screen) => JsonObject;

// ---- states with a typed answer

/** A limit, or a function that gives it: another answer, for example. */
export type Limit<Value> = Value | ((context: Context) => Value | undefined | Promise<Value | undefined>);

/** What {@link number} takes. */
export interface NumberOptions<Target extends string> extends QuestionOptions<number, Target> {
    /** Without it, negative numbers are taken too. */
    least?: Limit<number>;
    /** The largest number that counts. */
    most?: Limit<number>;
    /** Digits after the point, 0 to 10. 0 without it: whole numbers. */
    decimals?: number;
}

/**
 * A number. The answer is that number. Takes blanks and commas for thousands, a comma for the point where there are `decimals`, and the
 * digits of other scripts. Where 0 is an answer, the key 0 does not go back.
 */
export function number<const Target extends string, const Name extends string = never>(
    options: NumberOptions<Target> & Named<Name>): State<number, Target, Name>;

/**
 * A day: `2019-03-12`, `today`, or so many days, weeks, months or years from today: `-30d`, `+40w`, `-9m`, `-5y`.
 */
export type Day = string;

/** Which dates count, and how they are read. */
export interface DateLimits {
    /** The first day that counts. */
    from?: Limit<Day>;
    /** The last day that counts. */
    to?: Limit<Day>;
    /** What people write first where digits do not tell; `dmy` without it. */
    order?: 'dmy' | 'mdy' | 'ymd';
    /** Hours that the users' clocks are ahead of UTC, for what is today. 0 without it. */
    utcOffset?: number;
}

/** What {@link date} takes. */
export interface DateOptions<Target extends string> extends QuestionOptions<string, Target>, DateLimits {
    /** Asks year, month and day one after the other, with these texts under the question (year) and instead of it (month, day). */
    parts?: true | {year?: Text; month?: Text; day?: Text};
}

/**
 * A date. The answer is `YYYY-MM-DD`, so that conditions can compare answers. Takes `12/3/2019`, `12-3-19`, `12032019`, `120319`,
 * `12 March 2019`, `2019-03-12`. Of years with two digits, the latest one within the limits is meant that is at most 20 years ahead.
 * Without limits, dates from 1900 to 2099 are taken.
 */
export function date<const Target extends string, const Name extends string = never>(
    options: DateOptions<Target> & Named<Name>): State<string, Target, Name>;

/** What {@link time} takes. */
export interface TimeOptions<Target extends string> extends QuestionOptions<string, Target> {
    /** `HH:MM`. Later than `to`: the time goes over midnight. */
    from?: Limit<string>;
    /** The last time that counts. */
    to?: Limit<string>;
}

/** A time of day. The answer is `HH:MM`. Takes `14:30`, `1430`, `2:30 pm`, `2pm`. */
export function time<const Target extends string, const Name extends string = never>(
    options: TimeOptions<Target> & Named<Name>): State<string, Target, Name>;

/** Which phone numbers count. */
export interface PhoneLimits {
    /** The ISO code of the country whose national numbers are taken: `KE`. Without it, only numbers with `+` or `00` are. */
    region?: string;
    /** Only numbers that begin as those of mobile phones do there. */
    mobileOnly?: boolean;
    /** False: only numbers of the region. */
    abroad?: boolean;
}

/** What {@link phone} takes. */
export interface PhoneOptions<Target extends string> extends QuestionOptions<string, Target>, PhoneLimits {}

/**
 * A phone number. The answer is in E.164: `+254712000001`. Length and beginning are those of a number in its country; whether it is in use
 * is not known. Numbers of countries the toolkit has no plan of are taken with any length that E.164 allows.
 */
export function phone<const Target extends string, const Name extends string = never>(
    options: PhoneOptions<Target> & Named<Name>): State<string, Target, Name>;

/**
 * Identity numbers by country. `za` (birth date and Luhn digit) and `in` (Aadhaar, Verhoeff digit) have something to check; of the others
 * only length and form are known. Or a pattern for the number without blanks, dashes and slashes, in upper case, with a check.
 */
export type IdentityKind = 'gh' | 'in' | 'ke' | 'ng-bvn' | 'ng-nin' | 'rw' | 'tz' | 'ug' | 'za' | 'zm'
    | {pattern: RegExp; check?: 'luhn' | 'mod97' | 'verhoeff'; example?: string};

/** What {@link identityNumber} takes. */
export interface IdentityNumberOptions<Target extends string> extends QuestionOptions<string, Target> {
    /** A country's, or a pattern. */
    kind: IdentityKind;
}

/** An identity number. The answer has no blanks, dashes and slashes. It is sensitive unless `sensitive` is false. */
export function identityNumber<const Target extends string, const Name extends string = never>(
    options: IdentityNumberOptions<Target> & Named<Name>): State<string, Target, Name>;

/** What {@link pin} takes for PINs of both kinds. */
interface PinCommon<Target extends string> extends Omit<QuestionOptions<string, Target>, 'attempts' | 'check' | 'sensitive'> {
    /** How many it has, 3 to 12. 4 without it. */
    digits?: number;
}

type PinVerdict = boolean | Text | Promise<boolean | Text>;

/** For a PIN the user has. */
export type KnownPinOptions<Target extends string> = PinCommon<Target> & {
    /**
     * Wrong PINs (3 without `most`) after which the user is sent to `to`, and again whenever they come here until `within` (`1h` without it) has
     * passed since the last one. They are counted in `context.data`, so that dialling or coming here again gives no new attempts. What does
     * not have as many digits is no PIN and does not count.
     */
    attempts: {most?: number; to: Target; within?: string};
    store?: never;
} & (
    | {
        /** Whether the PIN is right: nothing but true is. A text is shown in place of the usual one. */
        check: (pin: string, context: Context) => PinVerdict;
        equals?: never;
    }
    | {
        /** The right PIN, as a string of digits. */
        equals: (context: Context) => string | Promise<string>;
        check?: never;
    });

/** For a new PIN, which is asked twice. */
export interface NewPinOptions<Target extends string> extends PinCommon<Target> {
    /** Keeps the PIN where the app keeps PINs. Called once it was entered twice. */
    store: (pin: string, context: Context) => void | Promise<void>;
    /** Asks for it again. */
    confirm?: Text;
    /** Refuses the PINs that people try first: 0000, 1234, 4321, 1212. */
    strong?: boolean;
    /** What else is wrong with a PIN. */
    check?: Check;
    attempts?: {most: number; to: Target};
    equals?: never;
}

/**
 * A PIN: one the user proves (`check` or `equals`), or a new one (`store`). The answer is true. The PIN is given to these functions only;
 * it is in no answer and in no log of the toolkit. Between the two times a new PIN is entered, its remainder of 97 is stored: enough to
 * notice one wrong digit or a swap of neighbours, while a hundred PINs of four digits have the same one.
 *
 * Who dials again in the middle of a flow goes on where they were, behind the PIN too: give `resume: 'restart'` to the states it protects.
 */
export function pin<const Target extends string, const Name extends string = never>(
    options: (KnownPinOptions<Target> | NewPinOptions<Target>) & Named<Name>): State<true, Target, Name>;

// ---- validators

/** Says what is wrong with an answer, as the `check` of a state does. Made by {@link validators}. */
export interface Check<Value = string> {
    (value: Value, context: Context): boolean | Text | undefined | Promise<boolean | Text | undefined>;
    /** All texts it can return, for translators. */
    readonly texts?: readonly Text[];
}

/** Checks for the `check` of any state: `check: validators.all(validators.letters, validators.length(2, 30))`. */
export interface Validators {
    /** Passes what passes all of them; else what the first one says. */
    all<Value = string>(...checks: Check<Value>[]): Check<Value>;
    /** The same check with another text. */
    saying<Value = string>(error: Text, check: Check<Value>): Check<Value>;
    /** Characters; any number from `least` without `most`. */
    length(least: number, most?: number): Check;
    /** Digits only, and how many; exactly `least` without `most`. */
    digits(least: number, most?: number): Check;
    matches(pattern: RegExp, error?: Text): Check;
    /** One of these, in any case. */
    among(values: readonly (string | number)[], error?: Text): Check;
    /** What {@link number} takes: a text or a number within limits. */
    number(limits?: {least?: number; most?: number; decimals?: number}): Check<string | number>;
    /** What {@link date} takes. */
    date(limits?: {from?: Day; to?: Day; order?: 'dmy' | 'mdy' | 'ymd'; utcOffset?: number}): Check;
    /** What {@link time} takes. */
    time(limits?: {from?: string; to?: string}): Check;
    /** What {@link phone} takes. */
    phone(limits?: PhoneLimits): Check;
    /** What {@link identityNumber} takes. */
    identityNumber(kind: IdentityKind): Check;
    /** Names in any script, with blanks, hyphens, apostrophes and points. */
    readonly letters: Check;
    /** The check digit of bank cards, after Luhn. Blanks and dashes do not count, here and below. */
    readonly luhn: Check;
    /** The check digit after Verhoeff. */
    readonly verhoeff: Check;
    /** The two check digits of ISO 7064 MOD 97-10, at the end; letters count as 10 to 35. */
    readonly mod97: Check;
    /** International bank account numbers. */
    readonly iban: Check;
    /** No PIN that people try first. */
    readonly strongPin: Check;
    /** The birth date in a South African identity number, `YYYY-MM-DD`, the latest not after `now`; null if it is no such number. */
    birthDateOf(number: string, now: Date): string | null;
    /** The sex in a South African identity number; null if it is no such number. */
    sexOf(number: string): 'female' | 'male' | null;
}

/** The checks. */
export const validators: Validators;

// ---- apps

/** What `migrate` gets of a user. */
export interface StoredUser {
    /** May be changed, as `data`. */
    readonly answers: Record<string, any>;
    readonly data: Record<string, any>;
    /** The state the user is in; null after an end. Another one starts there, with no way back; null starts again. */
    state: string | null;
    /** The hash of the definition that wrote the record, as `jukwaa build` tells it; null if that is not known. */
    readonly definition: string | null;
    /** The states that the user is in, or could go back to, and that are not there any more. */
    readonly gone: readonly string[];
    /** A state or an answer is called otherwise now: moves the answer, and leaves the user where they are. States of forms go along. */
    rename(before: string, now: string): void;
}

/** What {@link defineApp} takes beside states, whose names are `Name`. */
export interface AppOptions<Name extends string = string> {
    /** Letters, digits, `-` and `_`; users are stored under it. */
    name: string;
    /** Counted up when stored users have to be changed for a new flow, or what they answered is gone. 1 without it. */
    version?: number;
    /** Brings what an older version stored up to date. Called once for each user, with the version that stored it. */
    migrate?: (user: StoredUser, from: number, context: Context) => void | Promise<void>;
    /** The first state of the flow. */
    start: Name;
    /** Languages by code (`en`, `sw`, `eng_ZA`), with their names. The first one is the language texts are written in. */
    languages?: Readonly<Record<string, string>>;
    /** Translations by language: JSON catalogues, or the text of `.po` files. */
    catalogues?: Readonly<Record<string, object | string>>;
    /** A name of {@link channels}, or a profile. `ussd` without it. */
    channel?: string | ChannelProfile;
    /** What happens when a user dials again in the middle of a flow. */
    resume?: {
        /** `continue` without it. */
        policy?: ResumePolicy;
        /** Older than this: restart. `30s`, `5m`, `2h`, `7d`. */
        maxAge?: string;
        /** `Continue where you left off?` without it. */
        question?: Text;
        continue?: Text;
        restart?: Text;
    };
    /** What happens when a session ends before the flow does. */
    drop?: {
        /** Sent by SMS to the user. */
        sms: Text;
        /** The states it is sent from; all without it. */
        states?: readonly Name[];
        /** `flow`, as without it: once until the flow ends; `state`: once for each state. */
        once?: 'flow' | 'state';
        /** `sms` without it. The app's configuration has to name it. */
        endpoint?: string;
    };
    /** Keys for going back and home; null for none. `0` and `00` without it. */
    navigation?: {
        back?: Key | null;
        home?: Key | null;
        /** Whether answers are forgotten when the user goes back to their questions. They are kept without it, until there are others. */
        forget?: boolean;
    } | null;
    /** Texts the engine adds. */
    labels?: {more?: Text; previous?: Text};
    /**
     * Where the first words of a message outside sessions lead in the middle of a flow: `{STOP: 'leave'}`. The rest is `data.rest`. For the start of
     * a flow there is {@link keywords}.
     */
    keywords?: Readonly<Record<string, Name>>;
    /** Shown when something went wrong in the app; the user is left where they were. */
    error?: Text;
    /** Told of every error, after it was logged. */
    onError?: (error: StepError, context: Context) => void | Promise<void>;
    /** Told of acks, nacks and delivery reports, where the app's configuration says `process_events: true`. */
    onEvent?: (event: JsonObject, context: Context) => void | Promise<void>;
    /** Counts sessions, states, drops and errors under names that start with this; false for none. */
    metrics?: string | false;
    /** Seconds a user is kept after the last message; 7 days without it, null for ever. */
    keepUsers?: number | null;
}

/** A key of the phone and the line that tells of it. */
export interface Key {
    /** What is typed. */
    key: string;
    /** What it does, for the line that tells of it. */
    label: Text;
}

/** The names of states, with those that others bring. */
type NamesOf<States> = {[Name in keyof States & string]: Name | Under<Name, InnerOf<States[Name]>>[0]}[keyof States & string];
type WithKnownTargets<States> = {
    [Name in keyof States]: States[Name] extends State<any, infer Target>
        ? [Target] extends [NamesOf<States>] ? States[Name] : State<any, NamesOf<States>>
        : State<any, NamesOf<States>>;
};

/** An app. Give it to the host with {@link start}. */
export interface App<States = Record<string, State>> {
    readonly options: AppOptions;
    readonly states: States;
}

/** The names of an app's states. */
export type StateNamesOf<A> = A extends App<infer States> ? NamesOf<States> : never;

/** The answers of an app by their names, each of the type its state makes. */
export type AnswersOf<A> = A extends App<infer States>
    ? AnswersOfStates<States> & AnswersUnder<{[Name in keyof States & string]: Under<Name, InnerOf<States[Name]>>}[keyof States & string]>
    : never;
type AnswersUnder<Inner extends [string, any]> = {[One in Inner as [One[1]] extends [never] ? never : One[0]]?: One[1]};

/** Checks the definition and throws a {@link DefinitionError} that names all that is wrong with it. */
export function defineApp<const States extends Record<string, State>>(
    app: AppOptions<NamesOf<States>> & {states: States & WithKnownTargets<States>}): App<States>;

/**
 * Hands an app to the host it runs in: `start(api, app)`. What `jukwaa build` writes at the end of an app's file, with the
 * definition's hash, which need not be computed then. Does nothing without an `api`.
 */
export function start(api: object | undefined, app: App<any>, definition?: string): void;

// ---- errors

/** A definition that cannot work. `problems` has one line for each thing wrong with it. */
export class DefinitionError extends Error {
    readonly problems: readonly string[];
}

/** The host refused a request. */
export class RequestError extends Error {
    readonly request: string;
    readonly reason: string;
}

/** An HTTP request failed. */
export class HttpError extends Error {
    readonly method: string;
    readonly url: string;
    /** Null when there was no answer. */
    readonly response: HttpResponse | null;
}

/**
 * Something in the app went wrong while it answered a message. `cause` is what was thrown. Answers of sensitive states are masked in the message,
 * not in that of `cause`.
 */
export class StepError extends Error {
    readonly state: string | null;
    readonly messageId: string;
    /** The input; null if there was none or the state is sensitive. */
    readonly input: string | null;
}
