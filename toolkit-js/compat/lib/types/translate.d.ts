/** @file Texts that are translated when it is known for whom. */

import type { Class } from './base';

/** What a language is looked up with: a Jed of version 0.5, or anything with its methods. */
export interface Gettext {
    gettext(key: string): string;
    dgettext(domain: string, key: string): string;
    ngettext(singular: string, plural: string, n: number): string;
    dngettext(domain: string, singular: string, plural: string, n: number): string;
    pgettext(context: string, key: string): string;
    dpgettext(domain: string, context: string, key: string): string;
    npgettext(context: string, singular: string, plural: string, n: number): string;
    dnpgettext(domain: string, context: string, singular: string, plural: string, n: number): string;
}

/** The data of a language: for each domain, a key and its forms. The entry of the empty key has the rule for plurals. */
export interface Catalogues {
    domain?: string;
    locale_data?: Record<string, Record<string, {plural_forms?: string} | (string | null)[]>>;
}

/** A text in no language yet. */
export interface LazyText {
    /** One of a Jed's. */
    method: string;
    args: any[];
    ctx: Record<string, any>;
    /** What its placeholders stand for. A placeholder without a value is an error. */
    context(values: Record<string, any>): this;
    apply_translation(jed: Gettext): string;
}
export declare const LazyText: Class<LazyText, [method: string, args: any[]]>;

/** What apps call `$`: makes texts that are translated later. Only these have their placeholders, `{{ name }}`, filled in. */
export interface LazyTranslator {
    (key: string): LazyText;
    gettext(key: string): LazyText;
    dgettext(domain: string, key: string): LazyText;
    ngettext(singular: string, plural: string, n: number): LazyText;
    dngettext(domain: string, singular: string, plural: string, n: number): LazyText;
    pgettext(context: string, key: string): LazyText;
    dpgettext(domain: string, context: string, key: string): LazyText;
    npgettext(context: string, singular: string, plural: string, n: number): LazyText;
    dnpgettext(domain: string, context: string, singular: string, plural: string, n: number): LazyText;
    /** Adds a method of the same name as one of Jed's. */
    support(method: string): this;
}
export declare const LazyTranslator: {new (): LazyTranslator; readonly prototype: LazyTranslator};

/** Translates lazy texts into one language, and leaves everything else as it is. */
export interface Translator {
    (text: LazyText): string;
    <Value>(text: Value): Value extends LazyText ? string : Value;
    readonly jed: Gettext;
}
export declare const Translator: {new (language?: Gettext | Catalogues | null): Translator; readonly prototype: Translator};

export declare function apply_translation<Value>(jed: Gettext, text: Value): Value extends LazyText ? string : Value;
