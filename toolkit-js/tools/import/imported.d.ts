import type {Entry} from '../../lib/text/po.js';
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
    /** Lines of what it was made of, where nothing could be made of them. */
    readonly was?: readonly string[];
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
    /** Of an app on vumigo_v02: its name, the code before its definition, what that imports, and translations by language. */
    readonly name?: string;
    readonly before?: readonly string[];
    readonly imports?: readonly string[];
    readonly modules?: Readonly<Record<string, string>>;
    readonly catalogues?: Readonly<Record<string, Entry[]>>;
    readonly converted?: readonly Converted[];
}

/** What became of a state of an app on vumigo_v02. */
export interface Converted {
    /** Its name now. */
    readonly node: string;
    /** Where it was added. */
    readonly line: number;
    readonly builder: string;
    /** Options that are functions still. */
    readonly functions: readonly string[];
    /** Whether something is left to do. */
    readonly left: boolean;
}
