/** @file What an app is configured with. */

import type { Class, Promised } from './base';
import type { Eventable } from './events';
import type { InteractionMachine } from './machine';
import type { ModelMethods } from './structs';

/** All that is configured, by key. */
export interface SandboxConfig extends Eventable {
    im: InteractionMachine;
    setup(): Promised<any>;
    /** Null if there is nothing. Texts are parsed as JSON unless `json` is false. */
    get(key: string, opts?: {json?: boolean}): Promised<any>;
}
export declare const SandboxConfig: Class<SandboxConfig, [im: InteractionMachine]>;

export type ConfigMethods = ModelMethods & Eventable & {setup(): Promised<any>};

/** The app's settings: those the toolkit reads, and any others. */
export interface IMConfig {
    name: string;
    default_lang?: string;
    user_store?: string;
    /** Seconds that users stay stored; null for ever, a week if there is none. */
    user_ttl?: number | null;
    metric_store?: string;
    delivery_class: string;
    endpoints: Record<string, {delivery_class?: string}>;
    /** Whether every message logs the whole user. */
    log_users?: boolean;
    [name: string]: any;
    do: ConfigMethods;
    cls: ConfigMethods;
}
export declare const IMConfig: Class<IMConfig, [im: InteractionMachine]>;

export interface IMConfigError extends Error {
    config: IMConfig;
}
export declare const IMConfigError: Class<IMConfigError, [config: any, message: string]>;
