/** The tables that hold for the real host hold for the simulated one. */

import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';

import {Account} from '../../tools/host/account.mjs';
import {userMessage} from '../../tools/host/message.mjs';
import {RESOURCES, execute} from '../../tools/host/resources/index.mjs';
import {CommandFailed} from '../../tools/host/resources/refusals.mjs';
import {SimulatedHost} from '../../tools/host/simulated-host.mjs';

const GOLDEN = fileURLToPath(new URL('../../../sandbox-host/resources/src/test/resources/golden', import.meta.url));
const NOW = Date.parse('2026-01-02T03:04:05Z') + 0.006;
/** Rows the simulated host cannot do, and why. */
const CANNOT = new Map([
    ['writes [12345678901234567890] as Python did', 'no number of JavaScript'],
    ['refuses 123456789012345678901234567890 seconds as Redis did', 'no number of JavaScript'],
    ['writes 123456789012.5 as Python did', 'halves are rounded up, not to even'],
    ['refuses 1e+300 seconds', 'the reason shows a number as Java writes it'],
    ['refuses what another tenant sealed, or nobody', 'has no key of the real host'],
    ['refuses what is too short', 'has no key of the real host'],
]);

class TableHost {
    constructor({tenant = {}, app = {}, inbound = null, http = {}, sendFails, messages = []}) {
        const account = new Account({key: 'tenant-a', canManageOptouts: false, helperMetadata: [], ...tenant});
        const other = new Account({key: 'tenant-b', helperMetadata: []});
        this.fetched = [];
        this.sendFails = sendFails;
        const answer = (request) => {
            this.fetched.push({...request, headers: request.headers.map(([name, value]) => `${name}: ${value}`)});
            const body = http.base64 === undefined ? http.body : new TextDecoder().decode(Buffer.from(http.base64, 'base64'));
            return http.fails === undefined ? {status: http.code, body} : {fails: http.fails};
        };
        const {config = {}, endpoints = []} = app;
        const create = (key, owner, own = {}) => new SimulatedHost({key, account: owner, now: NOW, http: answer, endpoints: [], ...own});
        const own = create('app-a', account, {endpoints});
        own.settings = new Map(Object.entries(config));
        this.hosts = {'app-a': own, 'app-a2': create('app-a2', account), 'app-b': create('app-b', other)};
        for (const host of Object.values(this.hosts)) {
            host.settings.delete(host === own ? '' : 'config');
        }
        this.inbound = inbound === null ? null : userMessage(inbound, {id: 'in-1', now: NOW});
        for (const {in: received, out, event, app: key = 'app-a'} of messages) {
            this.hosts[key].messages.push({direction: received ? 'inbound' : out ? 'outbound' : 'event',
                message: event ?? userMessage(received ?? out, {id: 'x', now: NOW})});
        }
        this.runs = new Map();
    }

    run(key) {
        if (!this.runs.has(key)) {
            const run = {
                inbound: this.inbound, logs: [], sent: [],
                log: (level, text) => run.logs.push(`${nameOf(level)} ${text.replace(/\r\n|\r|\n/g, '\n  ')}`),
                send: (message) => {
                    if (this.sendFails !== undefined) {
                        throw new CommandFailed(this.sendFails);
                    }
                    run.sent.push(message);
                },
            };
            this.runs.set(key, run);
        }
        return this.runs.get(key);
    }

    step({as = 'app-a', after = 0, request: {cmd, ...fields}}) {
        for (const host of Object.values(this.hosts)) {
            host.now += after * 1000;
        }
        const host = this.hosts[as];
        const run = this.run(as);
        const fired = host.account.metrics.length;
        Object.assign(run, {logs: [], sent: []});
        this.fetched = [];
        const reply = execute({host, account: host.account, run}, cmd, fields);
        return {reply, log: run.logs, sent: run.sent, fetched: this.fetched, now: host.now,
            fired: host.account.metrics.slice(fired).map(pointOf)};
    }
}

function pointOf({store, metric, aggregation, value}) {
    const number = Number.isInteger(value) ? `${value}.0` : value;
    return `${store} ${metric} ${aggregation.toUpperCase()} ${number} 2026-01-02T03:04:05.000006Z`;
}

function nameOf(level) {
    return {10: 'DEBUG', 20: 'INFO', 30: 'WARNING', 40: 'ERROR', 50: 'CRITICAL'}[level] ?? `Level ${level}`;
}

const json = (value) => JSON.parse(JSON.stringify(value));

function check(host, step) {
    const {reply, log, sent, fetched, fired, now} = host.step(step);
    assert.deepEqual(json(reply), step.reply);
    assert.deepEqual(log, step.log ?? []);
    assert.deepEqual(json(sent), (step.sent ?? []).map((message) => json(userMessage(message, {id: 'missing', now}))));
    assert.deepEqual(fetched, step.fetched ?? []);
    assert.deepEqual(fired, step.fired ?? []);
}

const commands = readdirSync(GOLDEN).flatMap((resource) =>
    readdirSync(`${GOLDEN}/${resource}`).map((file) => `${resource}.${file.slice(0, -'.json'.length)}`));

describe('simulated host', () => {
    it('has every request of the real one and no other', () => {
        const own = Object.entries(RESOURCES).flatMap(([resource, operations]) =>
            Object.keys(operations).map((name) => `${resource}.${name}`));
        assert.deepEqual(own.sort(), commands.sort());
    });

    for (const command of commands) {
        describe(command, () => {
            for (const row of JSON.parse(readFileSync(`${GOLDEN}/${command.replace('.', '/')}.json`, 'utf8'))) {
                it(row.name, {skip: CANNOT.get(row.name) ?? false}, () => {
                    const host = new TableHost(row);
                    for (const request of row.given ?? []) {
                        assert.equal(host.step({request}).reply.success, true, JSON.stringify(request));
                    }
                    [row, ...row.then ?? []].forEach((step) => check(host, step));
                });
            }
        });
    }
});
