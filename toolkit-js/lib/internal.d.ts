/**
 * Shapes the engine, the states and the tools share. Not public: apps see `index.d.ts`.
 */

import type {Json, JsonObject, Screen, UserMessage} from './index';

/** The way to the host: a request by name, and the reply's fields. Rejects with a {@link RequestError} when refused. */
export interface Services {
    request(name: string, fields: Record<string, unknown>): Promise<Record<string, any>>;
    /** The present moment. */
    now(): Date;
    /** At least 0, below 1. */
    random(): number;
    /** Calls back after some milliseconds; returns what stops that. */
    after(milliseconds: number, callback: () => void): () => void;
    /** Told of every step, for simulators, recordings and coverage. */
    trace(event: TraceEvent): void;
    /** Told of answers of sensitive states, so that what shows the app's work can mask them. */
    conceal(value: Json): void;
}

/** What is stored of a user between two messages, as JSON. */
export interface UserRecord {
    /** The shape of this record, 1. */
    format: 1;
    address: string;
    language: string;
    /** Answers by name. */
    answers: Record<string, Json>;
    /** Labels of answers chosen from lists that functions made, by the names of the answers. */
    labels?: Record<string, Label[]>;
    /** When answers were given that are kept for a time only: milliseconds since 1970 by the names of the answers. */
    given?: Record<string, number>;
    /** Encrypted answers as they are stored. While a message is answered, only those that cannot be opened. */
    sealed?: string;
    /** Whether they could not be opened when the last message came. */
    unopened?: true;
    /** What the app keeps beside answers. */
    data: JsonObject;
    /** The state whose screen the user saw last; null before the first and after an end. */
    state: string | null;
    /** What that state keeps for itself: page, attempts, loaded data. */
    slot: Slot;
    /** States to go back to, the last one last. */
    history: string[];
    /** While one answer is changed: the state asked again, where to go after it, and how many states could be gone back to before. */
    detour: {state: string; then: string; depth: number} | null;
    /** The states for which a dropped session was already answered. */
    dropped: string[];
    /** The version of the flow that wrote this. */
    version: number;
    /** The hash of the definition that wrote this; null if that is not known. */
    definition: string | null;
    /** Milliseconds since 1970 of the user's last message. */
    seen: number;
}

/** A state's own memory while the user is in it. JSON. */
export interface Slot {
    /** The page shown, from 0. */
    page?: number;
    /** Wrong inputs in a row. */
    attempts?: number;
    /** What was wrong with the last one. */
    error?: string;
    /** The entries on the page the user sees: the first one, counted from 0 over all pages, and how many; the inputs that turn pages. */
    shown?: {first: number; count: number; more: string | null; previous: string | null};
    /** What `load` returned. */
    loaded?: Json;
    [own: string]: any;
}

/** What was chosen from a list that only the running app knows, as it was shown. */
export interface Label {
    value: Json;
    label: import('./index').Text;
}

/** What came of an input. `labels` are those of the answer, for summaries. */
export type Outcome =
    /** The user answered; `next` is where to go if the state decides that itself. Without a value nothing is kept. */
    | {outcome: 'answered'; value?: Json; next?: string; labels?: Label[]}
    /** The input is wrong: the screen is shown again under this text. */
    | {outcome: 'refused'; error: import('./index').Text}
    /** The state shows another screen: next page, search results. */
    | {outcome: 'stay'}
    /** Go somewhere without an answer. */
    | {outcome: 'go'; next: string; by?: string}
    /** Ask that state again, then go somewhere. */
    | {outcome: 'change'; state: string; then: string}
    /** Back to where the user was interrupted. */
    | {outcome: 'resume'; interrupted: {state: string; slot: Slot}}
    /** All over again. */
    | {outcome: 'restart'; next: string};

/** A way out of a state, as the graph shows it. */
export interface Edge {
    /** A state's name; null if only the running app knows. */
    to: string | null;
    /** What takes it: a choice's value, a rule, `fallback` … Empty for the only way. */
    by: string;
}

/** A text of a definition: what a translator sees and where it stands. */
export interface TextUse {
    /** The text as it was written, or the function that makes it. */
    text: import('./index').Text;
    /** Where: `question`, `choices.yes`, `error` … */
    place: string;
}

/** What states of the toolkit get beside the context. The app's own functions do not. */
export interface Engine {
    readonly app: CompiledApp;
    readonly services: Services;
    /** Of the user; not there where a screen is only measured. */
    readonly record?: UserRecord;
}

/** A screen, or with `instead` where to go without showing it; null if there is nothing to choose and nowhere to go. */
export type Made = Screen & {instead?: {to: string; by: string} | null};

/** What builders make and the engine runs. `Options` are kept as they were given. */
export interface StateDefinition {
    /** The builder's name: `choice`, `number` … */
    readonly kind: string;
    /** What the builder was given. */
    readonly options: Record<string, any>;
    /** Whether it shows a screen and waits. States that do not are passed through within one message. */
    readonly interactive: boolean;
    /** Whether its screen ends the session. */
    readonly ends?: boolean;
    /** What is wrong with the options it was built from, as lines. */
    readonly problems?: readonly string[];
    /** All texts of it, for lint and translators. */
    texts(): TextUse[];
    /** All ways out that its data tell. */
    edges(): Edge[];
    /** States it brings with it, by what follows the dot in their names; under `''` the state itself as it is under this name. */
    children?(name: string): Record<string, StateDefinition>;
    /** The screen; interactive states only. */
    render?(context: import('./index').Context, slot: Slot, engine?: Engine): Promise<Made> | Made;
    /**
     * What an input means; interactive states only. `picked` is the entry the input's number stands for, counted from 0 over all pages; null if
     * it is no entry's.
     */
    receive?(context: import('./index').Context, slot: Slot, input: string, picked: number | null,
        engine: Engine): Promise<Outcome> | Outcome;
    /** For states of several screens: what their memory was one screen ago; null on their first one. */
    undo?(slot: Slot): Slot | null;
    /** What a state without a screen does. */
    pass?(context: import('./index').Context, slot: Slot, engine: Engine): Promise<Outcome> | Outcome;
    /** An answer as people read it; as it is stored without this. `shown` has the labels that were stored with it. */
    describe?(context: import('./index').Context, value: Json, shown?: readonly Label[]): Promise<string> | string;
    /**
     * An input the state takes for a way out, for tests that are generated; undefined when not known. Dates that depend on the present
     * moment need `now`.
     */
    sample?(edge: Edge, now?: Date): string | undefined;
    /** Whether an input that goes back or home elsewhere is an answer here: 0 where a number is asked. */
    claims?(input: string): boolean;
}

/** A definition with everything in place: defaults, children, navigation. */
export interface CompiledApp {
    readonly name: string;
    readonly version: number;
    /** The hash of what it says about stored users, computed when it is asked for. */
    readonly definition: () => string;
    readonly start: string;
    readonly states: ReadonlyMap<string, StateDefinition>;
    readonly options: import('./index').AppOptions;
    readonly profile: import('./index').ChannelProfile;
    /** By language. `get` throws for one that cannot be read. */
    readonly catalogues: {get(language: string): Catalogue | undefined; keys(): string[]};
}

/** Translations into one language. */
export interface Catalogue {
    /** The translation of a message; undefined if there is none. */
    find(message: string, context?: string): string | undefined;
    /** The translation of a message with a number; undefined if there is none. */
    findPlural(message: string, count: number, context?: string): string | undefined;
}

export type {UserMessage};

/** One thing that happened while a message was answered. */
export type TraceEvent =
    /** The user came into a state, for a reason: `start`, `next`, `back`, `home`, `resume`, `change`, `keyword`. */
    | {event: 'enter'; state: string; reason: string}
    /** A way out was taken. `by` is the answer's text, or a word such as `fallback`. */
    | {event: 'leave'; from: string; to: string; by: string}
    | {event: 'input'; state: string; input: string}
    | {event: 'answer'; state: string; name: string; value: Json}
    | {event: 'refused'; state: string; input: string; text: string}
    /** A screen was made, cut into pages of which this is one. */
    | {event: 'screen'; state: string; page: number; pages: number; text: string; units: number; limit: number; language: string}
    | {event: 'error'; state: string | null; message: string; stack: string}
    | {event: 'end'; state: string};
