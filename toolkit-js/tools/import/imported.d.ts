import type {Finding} from './report.mjs';

/** A state of the app that is made. */
export interface Draft {
    readonly name: string;
    /** What the toolkit calls it: `choice`, `end` … */
    readonly builder: string;
    /** Values as `printed` takes them, and `ImportedText`. */
    readonly options: Record<string, any>;
    /** What is said above it, behind `TODO`. */
    readonly todos: string[];
    /** What could be typed to take each of its ways, in their order. */
    readonly samples: (string | undefined)[];
}

/** A flow or a menu as an app. */
export interface Imported {
    /** As it was called there. */
    readonly title: string;
    /** The name of its first state. */
    readonly start: string;
    /** By code, with their names; the first one is that of the texts. Empty if there is but one that is not known. */
    readonly languages: Record<string, string>;
    /** What `defineApp` gets beside name, start, languages and states. */
    readonly options: Record<string, unknown>;
    readonly drafts: readonly Draft[];
    /** Functions of `template/matching.mjs` that are called. */
    readonly functions: readonly string[];
    /** Answers for requests, so that tests can pass them. */
    readonly fixtures: readonly {name: string; request: object; response: object}[];
    readonly findings: readonly Finding[];
}
