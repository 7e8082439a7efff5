/** @file Answers for HTTP from a recording: by what is asked, whatever the order. */

/** @typedef {import('../host/host.mjs').HttpRequest} HttpRequest */
/** @typedef {import('../host/host.mjs').HttpAnswer} HttpAnswer */
/** @typedef {import('./recording.mjs').Exchange} Exchange */

/** What the answer to a request that was not recorded begins with. */
export const NOT_RECORDED = 'not in the recording: ';

/**
 * A source that answers each request as the same one was answered; where it was sent more than once, one answer after the other, and the
 * last one from then on. The same are requests with the same method, address, query in any order, and body (JSON as a value, other text as
 * text).
 *
 * @param {Exchange[]} exchanges
 * @param {{lenient?: boolean}} [options] lenient: a request that is not there gets the next answer to its method that nobody got yet
 * @returns {(request: HttpRequest) => HttpAnswer}
 */
export function recordedHttp(exchanges, {lenient = false} = {}) {
    /** @type {Map<string, Exchange[]>} */
    const byContent = new Map();
    exchanges.forEach((exchange) => {
        const key = contentOf(exchange.request);
        byContent.set(key, [...byContent.get(key) ?? [], exchange]);
    });
    const left = new Set(exchanges);
    return (request) => {
        const same = byContent.get(contentOf(request)) ?? [];
        const found = same.find((exchange) => left.has(exchange)) ?? same.at(-1)
            ?? (lenient ? [...left].find((exchange) => exchange.request.method === request.method) : undefined);
        if (found === undefined) {
            return {fails: `${NOT_RECORDED}${requestLine(request)}`};
        }
        left.delete(found);
        return found.answer;
    };
}

/** @param {HttpRequest} request */
export function requestLine({method, url, body}) {
    return `${method} ${url}${body === null ? '' : ` ${body}`}`;
}

/** @param {HttpRequest} request */
function contentOf({method, url, body}) {
    const at = url.indexOf('?');
    const [base, query] = at < 0 ? [url, []] : [url.slice(0, at), [...new URLSearchParams(url.slice(at + 1))]];
    return JSON.stringify([method, base, query.map((pair) => JSON.stringify(pair)).sort(), sorted(jsonOf(body))]);
}

/**
 * @param {string | null} body
 * @returns {any}
 */
function jsonOf(body) {
    try {
        return JSON.parse(String(body));
    } catch {
        return body;
    }
}

/**
 * @param {any} value
 * @returns {any} with the keys of objects in order
 */
function sorted(value) {
    if (Array.isArray(value)) {
        return value.map(sorted);
    }
    return Object(value) === value ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])])) : value;
}
