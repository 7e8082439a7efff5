/** @file What classes and promises of the toolkit have in common. */

/** A value, or a promise of any make of one. */
export type Awaitable<T> = T | PromiseLike<T>;

/** What apps add to objects of the toolkit, and read from them again. */
export type Added = Record<string, any>;

/**
 * A constructor that others are made from by a function: `Parent.extend(function (self, a, b) { Parent.call(self, a); … })`. The function
 * gets the new object, and may give it whatever else it likes; name the members to have them checked:
 * `App.extend<{clinic: string}>(…)`, or annotate `self` where types are comments.
 */
export interface Class<Instance, Args extends any[] = any[]> {
    new (...args: Args): Instance;
    /** For `Parent.call(self, …)` in a function that extends it; not to be called otherwise. */
    (this: any, ...args: Args): void;
    readonly prototype: Instance;
    readonly super_?: unknown;
    extend(): Class<Instance, Args>;
    extend<Members = Added, Given extends any[] = any[]>(
        construct: (this: Instance & Members, self: Instance & Members, ...args: Given) => void
    ): Class<Instance & Members, Given>;
}

/** Words of Q that are rarely used. What answers them is the package `q`, which hosts have; what they return is a promise of Q's. */
export type RareWord = 'timeout' | 'allSettled' | 'allResolved' | 'any' | 'race' | 'join' | 'progress' | 'keys' | 'set' | 'delete' | 'del'
    | 'post' | 'send' | 'mapply' | 'mcall' | 'fbind' | 'nfapply' | 'nfcall' | 'nfbind' | 'denodeify' | 'nbind' | 'npost' | 'nsend'
    | 'nmapply' | 'nmcall' | 'ninvoke' | 'dispatch';

/** A promise with Q's words. All it derives are such promises too. */
export interface Promised<T> extends Record<RareWord, (...args: any[]) => any> {
    then<Fulfilled = T, Rejected = never>(
        fulfilled?: ((value: T) => Awaitable<Fulfilled>) | null,
        rejected?: ((error: any) => Awaitable<Rejected>) | null
    ): Promised<Fulfilled | Rejected>;
    catch<Rejected>(rejected: (error: any) => Awaitable<Rejected>): Promised<T | Rejected>;
    fail<Rejected>(rejected: (error: any) => Awaitable<Rejected>): Promised<T | Rejected>;
    /** The callback is called in either case. What it returns is waited for, and forgotten. */
    finally(callback: () => any): Promised<T>;
    fin(callback: () => any): Promised<T>;
    /** The end of a chain: an error is thrown where nobody can catch it. */
    done(fulfilled?: (value: T) => any, rejected?: (error: any) => any): void;
    /** The callback gets the elements of an array as its arguments. */
    spread<Fulfilled>(
        fulfilled: T extends readonly any[] ? (...values: {[Place in keyof T]: Awaited<T[Place]>}) => Awaitable<Fulfilled> : never,
        rejected?: (error: any) => any
    ): Promised<Fulfilled>;
    tap(callback: (value: T) => any): Promised<T>;
    thenResolve<Value>(value: Value): Promised<Awaited<Value>>;
    thenReject(reason: any): Promised<never>;
    get<Name extends keyof T>(name: Name): Promised<T[Name]>;
    invoke<Name extends keyof T>(
        name: Name, ...args: T[Name] extends (...args: infer Args) => any ? Args : never
    ): Promised<T[Name] extends (...args: any[]) => infer Result ? Awaited<Result> : never>;
    fcall<Args extends any[]>(...args: Args): Promised<T extends (...args: any[]) => infer Result ? Awaited<Result> : never>;
    fapply(args: any[]): Promised<T extends (...args: any[]) => infer Result ? Awaited<Result> : never>;
    all(): Promised<T extends readonly any[] ? {-readonly [Place in keyof T]: Awaited<T[Place]>} : never>;
    /** Goes on after some milliseconds; at once where there are no timers, as on a host. */
    delay(milliseconds?: number): Promised<T>;
    nodeify(callback?: (error: any, value?: T) => void): this;
    isPending(): boolean;
    isFulfilled(): boolean;
    isRejected(): boolean;
    inspect(): {state: 'pending' | 'fulfilled' | 'rejected'; value?: T; reason?: any};
}

/** A promise together with what settles it. */
export interface Deferred<T> {
    promise: Promised<T>;
    resolve(value?: Awaitable<T>): void;
    reject(reason?: any): void;
}

/** What the toolkit makes its promises with. */
export interface Promises {
    VumigoPromise: {new <T = any>(): Promised<T>; readonly prototype: Promised<any>};
    resolve(): Promised<undefined>;
    resolve<T>(value: Awaitable<T>): Promised<T>;
    reject(reason: any): Promised<never>;
    all<Values extends readonly unknown[] | []>(values: Values): Promised<{-readonly [Place in keyof Values]: Awaited<Values[Place]>}>;
    all<Value>(values: Awaitable<readonly Awaitable<Value>[]>): Promised<Value[]>;
    /** Calls a function and answers with a promise, also if it throws. */
    fcall<Args extends any[], Result>(callee: (...args: Args) => Awaitable<Result>, ...args: Args): Promised<Result>;
    /** The callback is called at once if the value is no promise. */
    after<Value, Result>(value: Awaitable<Value>, callback: (value: Value) => Awaitable<Result>): Promised<Result>;
    defer<T = any>(): Deferred<T>;
    fulfil<T>(promise: Promised<T>, value: T): void;
    refuse(promise: Promised<any>, reason: any): void;
}
