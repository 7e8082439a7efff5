/** @file What apps and the toolkit have in common. */

import type { Class } from './base';

/** What can be extended by a function. */
export declare const Extendable: Class<{}, []>;
/** The base of errors that apps extend. */
export declare const BaseError: Class<Error, any[]>;
/** The name is as misspelled as it always was. */
export declare const DeprectationError: Class<Error, [message: string]>;

/** A function is returned as it is, anything else wrapped in one. */
export declare function functor<Value>(object: Value): Value extends (...args: any[]) => any ? Value : () => Value;
/** The object itself, or what it returns if it is a function. */
export declare function maybe_call<Value>(
    object: Value, that?: any, args?: any[]
): Value extends (...args: any[]) => infer Result ? Result : Value;
export declare function inherit<Child>(Parent: Function, Child: Child): Child;
/** The value of an `Authorization` header. */
export declare function basic_auth(username: string, password: string): string;
/** A time as Vumi writes it, in UTC: `2013-04-24 11:14:55.6780`. */
export declare function vumi_utc(date?: Date | string | number | {valueOf(): number}): string;
export declare function uuid(): string;
export declare function starts_with(text: string, start: string): boolean;
export declare function exists<Value>(value: Value): value is NonNullable<Value>;
export declare function is_integer(value: unknown): value is number;
export declare function infer_addr_type(delivery_class: string): string | undefined;
export declare const format_addr: {
    (address: string, type: string): string;
    msisdn(address: string): string;
    gtalk_id(address: string): string;
};
export declare function indent(text: string, options?: {indent?: number}): string;
/** Data for people to read. */
export declare const pretty: {
    (value: any, options?: {indent?: number}): string;
    needs_indentation(value: any): boolean;
    in_array(value: any, options?: {indent?: number}): string;
    in_object(value: any, name: string, options?: {indent?: number}): string;
    array(values: any[], options?: {indent?: number}): string;
    object(values: Record<string, any>, options?: {indent?: number}): string;
};
/** A phone number in international form; null if it cannot be told. */
export declare function normalize_msisdn(number: string, country_code?: string): string | null;
export declare function url_params(url: string): Record<string, string | string[] | undefined>;
export declare function url_with_params(url: string, params: Record<string, any>): string;
export declare function url_without_params(url: string): string;
