/** @file Data that knows its rules, and sets of options. */

import type { Class } from './base';

export interface ModelMethods<Attributes = Record<string, any>> {
    defaults: Partial<Attributes> | (() => Partial<Attributes>);
    init(attributes?: Record<string, any>): void;
    reset(attributes?: Record<string, any>): void;
    parse(attributes: Record<string, any>): Record<string, any>;
    clear(): void;
    /** Throws a {@link ValidationError}. */
    validate(): void;
    serialize(): Attributes;
}

/** Attributes, with methods beside them. */
export interface Model<Attributes = Record<string, any>> {
    do: ModelMethods<Attributes>;
    cls: ModelMethods<Attributes>;
}
export declare const Model: Class<Model & Record<string, any>, [attributes?: Record<string, any>]>;

export interface ValidationError extends Error {
    model: unknown;
}
export declare const ValidationError: Class<ValidationError, [model: unknown, message: string]>;

/** A set of options, each a function that answers its value, or sets it. */
export interface Opts {
    do: {
        get(name: string, ...args: any[]): any;
        set(name: string, value: any): any;
        update(values: Record<string, any>): any;
    };
    [name: string]: any;
}
export declare const Opts: OptsClass;
export interface OptsClass {
    new (values?: Record<string, any>): Opts;
    (this: any, values?: Record<string, any>): void;
    readonly prototype: Opts;
    extend(construct?: (self: Opts, ...args: any[]) => void): OptsClass;
    support(name: string, options?: {default?: any}): this;
}
