/** @file Serves the page of a desk to the browser of the person who runs it, and to nobody else. */

import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';

/** @typedef {import('./desk.mjs').Desk} Desk */
/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {(desk: Desk, given: {url: URL, body: Record<string, unknown>}) => Promise<unknown>} Answer */

const ADDRESS = '127.0.0.1';
const NAMES = [ADDRESS, 'localhost'];
const MOST_BYTES = 64 * 1024;

const HEADERS = {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        + "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
};

/** @type {Record<string, [file: string, type: string]>} */
const FILES = {
    '/': ['index.html', 'text/html'],
    '/page.css': ['page.css', 'text/css'],
    '/page.mjs': ['page.mjs', 'text/javascript'],
    '/show.mjs': ['show.mjs', 'text/javascript'],
};

/** @type {Record<string, Answer>} */
const ANSWERS = {
    'GET /view': (desk, {url}) => desk.view(url.searchParams.get('user')),
    'POST /take': (desk, {body}) => desk.take(textIn(body, 'user'), textIn(body, 'line')),
    'POST /transcript': (desk) => desk.transcript(),
};

/** A request that is not answered. */
class Refusal extends Error {
    /**
     * @param {number} status
     * @param {string} message
     */
    constructor(status, message) {
        super(message);
        this.status = status;
    }
}

/**
 * @param {Desk} desk
 * @param {number} port 0 for any that is free
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export async function serve(desk, port) {
    const server = createServer((request, response) => {
        answer(desk, request, response).catch((error) => refuse(response, error));
    });
    server.listen(port, ADDRESS);
    await once(server, 'listening');
    const {port: taken} = /** @type {import('node:net').AddressInfo} */ (server.address());
    return {
        url: `http://${ADDRESS}:${taken}`,
        close: async () => {
            const closed = once(server, 'close');
            server.close();
            server.closeAllConnections();
            await closed;
        },
    };
}

/**
 * @param {Desk} desk
 * @param {Request} request
 * @param {Response} response
 */
async function answer(desk, request, response) {
    refuseForeign(request);
    const url = urlOf(request);
    const file = FILES[url.pathname];
    const route = ANSWERS[`${request.method} ${url.pathname}`];
    if (route !== undefined) {
        const body = request.method === 'POST' ? await bodyOf(request) : {};
        send(response, 200, 'application/json', JSON.stringify(await route(desk, {url, body})));
    } else if (request.method === 'GET' && url.pathname === '/events') {
        tellOfChanges(desk, response);
    } else if (request.method === 'GET' && file !== undefined) {
        send(response, 200, file[1], await readFile(new URL(`page/${file[0]}`, import.meta.url)));
    } else {
        const known = [...Object.keys(FILES).map((one) => `GET ${one}`), 'GET /events', ...Object.keys(ANSWERS)];
        throw new Refusal(404, `${request.method} ${url.pathname} (expected one of: ${known.join(', ')})`);
    }
}

/** @param {Request} request */
function urlOf({url}) {
    const full = `http://${ADDRESS}${url}`;
    if (!URL.canParse(full)) {
        throw new Refusal(400, `path: '${url}' (expected: one such as /view)`);
    }
    return new URL(full);
}

/**
 * Other pages in the same browser reach this address too, by its number or by a name of theirs that leads here. They
 * do not get to the app.
 *
 * @param {Request} request
 */
function refuseForeign({headers: {host, origin}, socket: {localPort}}) {
    const hosts = NAMES.map((name) => localPort === 80 ? name : `${name}:${localPort}`);
    const origins = hosts.map((own) => `http://${own}`);
    if (!hosts.includes(host ?? '')) {
        throw new Refusal(403, `Host: '${host ?? ''}' (expected one of: ${hosts.join(', ')})`);
    }
    if (origin !== undefined && !origins.includes(origin)) {
        throw new Refusal(403, `Origin: '${origin}' (expected one of: ${origins.join(', ')})`);
    }
}

/**
 * @param {Request} request
 * @returns {Promise<Record<string, unknown>>}
 */
async function bodyOf(request) {
    const type = request.headers['content-type'] ?? '';
    if (type.split(';')[0].trim() !== 'application/json') {
        throw new Refusal(415, `Content-Type: '${type}' (expected: application/json)`);
    }
    const chunks = [];
    let bytes = 0;
    for await (const chunk of request) {
        bytes += chunk.length;
        if (bytes > MOST_BYTES) {
            throw new Refusal(413, `body: more than ${MOST_BYTES} bytes`);
        }
        chunks.push(chunk);
    }
    return objectIn(Buffer.concat(chunks).toString('utf8'));
}

/** @param {string} text */
function objectIn(text) {
    let value;
    try {
        value = JSON.parse(text);
    } catch {
        value = null;
    }
    if (Object(value) !== value || Array.isArray(value)) {
        throw new Refusal(400, 'body: (expected: a JSON object)');
    }
    return value;
}

/**
 * @param {Record<string, unknown>} body
 * @param {string} name
 */
function textIn(body, name) {
    const value = body[name];
    if (typeof value !== 'string') {
        throw new Refusal(400, `${name}: ${JSON.stringify(value) ?? 'missing'} (expected: a text)`);
    }
    return value;
}

/**
 * @param {Desk} desk
 * @param {Response} response
 */
function tellOfChanges(desk, response) {
    response.writeHead(200, {...HEADERS, 'content-type': 'text/event-stream'});
    response.write(`retry: 1000\ndata: ${desk.changes}\n\n`);
    response.on('close', desk.listen((changes) => response.write(`data: ${changes}\n\n`)));
}

/**
 * @param {Response} response
 * @param {any} error
 */
function refuse(response, error) {
    // The desk throws a RangeError where a user is not there; any other error is in the simulator's own words.
    const status = error instanceof Refusal ? error.status : error instanceof RangeError ? 404 : 409;
    if (response.headersSent) {
        response.destroy();
        return;
    }
    send(response, status, 'application/json', JSON.stringify({error: error.message}));
}

/**
 * @param {Response} response
 * @param {number} status
 * @param {string} type
 * @param {string | Buffer} body
 */
function send(response, status, type, body) {
    response.writeHead(status, {...HEADERS, 'content-type': `${type}; charset=utf-8`}).end(body);
}
