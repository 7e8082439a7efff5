/** @file The log, metrics and messages that are no replies. */

import type { Class, Promised } from './base';
import type { Contact } from './contacts';
import type { Eventable } from './events';
import type { InteractionMachine, Reply } from './machine';
import type { Text } from './states';

/** Called with a message, it writes that as information. */
export interface Logger {
    (message: string): Promised<Reply>;
    im: InteractionMachine;
    debug(message: string): Promised<Reply>;
    info(message: string): Promised<Reply>;
    warning(message: string): Promised<Reply>;
    error(message: string): Promised<Reply>;
    critical(message: string): Promised<Reply>;
}
export declare const Logger: {new (im: InteractionMachine): Logger; readonly prototype: Logger};

/** How values of one time are made one. */
export type Aggregation = 'sum' | 'avg' | 'min' | 'max' | 'last';

export interface MetricStore extends Eventable {
    im: InteractionMachine;
    /** Undefined until the machine is set up. */
    store_name: string | undefined;
    setup(opts?: {store_name?: string}): Promised<any>;
    support_agg(agg: string): void;
    fire: {
        (metric: string, value: number, agg: Aggregation): Promised<boolean>;
        sum(metric: string, value: number): Promised<boolean>;
        avg(metric: string, value: number): Promised<boolean>;
        min(metric: string, value: number): Promised<boolean>;
        max(metric: string, value: number): Promised<boolean>;
        last(metric: string, value: number): Promised<boolean>;
        /** Counts on, by 1 or the amount; a promise of the new total. */
        inc(metric: string, opts?: {amount?: number}): Promised<number>;
    };
}
export declare const MetricStore: Class<MetricStore, [im: InteractionMachine]>;

export interface SendOptions {
    /** An address; or a contact, whose address for the endpoint is taken. */
    to: string | Contact;
    endpoint: string;
    content: Text | null;
    /** That lazy texts are put into, null for none; the user's, if it is not given. */
    lang?: string | null;
}

export interface OutboundHelper extends Eventable {
    im: InteractionMachine;
    endpoints: Record<string, {delivery_class?: string}>;
    delivery_class: string | undefined;
    setup(opts?: {endpoints?: Record<string, {delivery_class?: string}>; delivery_class?: string}): Promised<any>;
    /** To be overridden. */
    determine_delivery_class(endpoint: string): string | undefined;
    /** To be overridden: the address a message to a contact goes to. */
    addr_for_contact(contact: Contact, endpoint: string): string | undefined;
    send(opts: SendOptions): Promised<Reply>;
    send_to_user(opts: Omit<SendOptions, 'to'>): Promised<Reply>;
}
export declare const OutboundHelper: Class<OutboundHelper, [im: InteractionMachine]>;
