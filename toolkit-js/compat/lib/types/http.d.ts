/** @file Requests to web services. */

import type { Class, Promised } from './base';
import type { InteractionMachine } from './machine';

/** A list of values for each name. */
export type Headers = Record<string, string[]>;

export interface Credentials {
    username: string;
    password: string;
}

export interface ClientOptions {
    headers?: Headers;
    auth?: Credentials;
    verify_options?: string[];
    ssl_method?: string;
}

export interface RequestOptions<Data = any> extends ClientOptions {
    params?: Record<string, any>;
    data?: Data;
}

export interface HttpRequest<Data = any> {
    method: string;
    /** Without the query, whose parameters are in `params`; in fixtures of tests it may be a pattern. */
    url: any;
    params: Record<string, any>;
    headers: Headers;
    data: Data | null;
    body: string | null;
    encoder(data: Data): string;
    verify_options: string[] | null;
    ssl_method: string | null;
    encode(): void;
    to_cmd(): {name: string; data: Record<string, any>};
    serialize(): Record<string, any>;
    toJSON(): Record<string, any>;
}
export declare const HttpRequest: Class<HttpRequest, [
    method: string, url: string | RegExp, opts?: RequestOptions & {body?: string; encoder?: (data: any) => string}
]>;

export interface HttpResponse<Data = any> {
    request: HttpRequest;
    code: number;
    body: string | null;
    data: Data;
    decoder(body: string): Data;
    decode(): void;
    serialize(): Record<string, any>;
    toJSON(): Record<string, any>;
}
export declare const HttpResponse: Class<HttpResponse, [
    request: HttpRequest, code: number, opts?: {body?: string | null; data?: any; decoder?: (body: string) => any}
]>;

export interface HttpApiError extends Error {}
export declare const HttpApiError: Class<HttpApiError, []>;
/** There is no response. */
export interface HttpRequestError extends HttpApiError {
    request: HttpRequest;
    reason: string | null;
    serialize(): Record<string, any>;
}
export declare const HttpRequestError: Class<HttpRequestError, [request: HttpRequest, reason?: string]>;
/** The response is none of success, or cannot be decoded. */
export interface HttpResponseError extends HttpApiError {
    response: HttpResponse;
    reason: string | null;
    serialize(): Record<string, any>;
}
export declare const HttpResponseError: Class<HttpResponseError, [response: HttpResponse, reason?: string]>;

/** Makes requests whose data are texts. It fails with an {@link HttpResponseError} or an {@link HttpRequestError}. */
export interface HttpApi<Sent = string, Received = string> {
    im: InteractionMachine;
    /** What requests have unless they are told otherwise; may be changed at any time. */
    defaults: ClientOptions & {headers: Headers};
    get<Data = Received>(url: string, opts?: RequestOptions<Sent>): Promised<HttpResponse<Data>>;
    head<Data = Received>(url: string, opts?: RequestOptions<Sent>): Promised<HttpResponse<Data>>;
    post<Data = Received>(url: string, opts?: RequestOptions<Sent>): Promised<HttpResponse<Data>>;
    put<Data = Received>(url: string, opts?: RequestOptions<Sent>): Promised<HttpResponse<Data>>;
    patch<Data = Received>(url: string, opts?: RequestOptions<Sent>): Promised<HttpResponse<Data>>;
    delete<Data = Received>(url: string, opts?: RequestOptions<Sent>): Promised<HttpResponse<Data>>;
    request<Data = Received>(method: string, url: string, opts?: RequestOptions<Sent>): Promised<HttpResponse<Data>>;
    /** To be overridden. */
    encode_request_data(data: Sent): any;
    /** To be overridden. */
    decode_response_body(body: string): any;
    parse_reply(reply: any, request: HttpRequest): HttpResponse;
    parse_opts(opts?: RequestOptions<Sent>): RequestOptions<Sent>;
    /** To be overridden: the value of the header `Authorization`. */
    make_auth(username: string, password: string): string;
}
export declare const HttpApi: Class<HttpApi, [im: InteractionMachine, opts?: ClientOptions]>;

/** Makes requests whose data are sent and received as JSON. */
export interface JsonApi extends HttpApi<any, any> {}
export declare const JsonApi: Class<JsonApi, [im: InteractionMachine, opts?: ClientOptions]>;
