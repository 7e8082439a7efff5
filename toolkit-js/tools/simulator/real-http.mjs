/** @file HTTP that really goes out. */

/** @typedef {import('../host/host.mjs').HttpSource} HttpSource */

const MOST_MILLISECONDS = 30_000;
const WITHOUT_BODY = ['GET', 'HEAD'];

/**
 * Sends requests; answers take on the host's clock as long as they really took.
 *
 * @param {typeof fetch} send
 * @param {() => number} now milliseconds, for how long an answer took
 * @returns {Extract<HttpSource, Function>}
 */
export function realHttp(send = fetch, now = () => performance.now()) {
    return async ({method, url, headers, body}) => {
        const began = now();
        try {
            const response = await send(url, {method, headers, body: WITHOUT_BODY.includes(method) ? null : body,
                signal: AbortSignal.timeout(MOST_MILLISECONDS)});
            const text = await response.text();
            return {status: response.status, body: text, delay: `${Math.round(now() - began)}ms`};
        } catch (error) {
            const {message, cause} = /** @type {Error} */ (error);
            return {fails: cause instanceof Error ? `${message}: ${cause.message}` : message};
        }
    };
}
