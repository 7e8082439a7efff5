import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {SimulatedHost} from '../../tools/host/simulated-host.mjs';

const MESSAGE = {from_addr: '+254700000001', to_addr: '*120*1#', session_event: 'new', transport_type: 'ussd'};

/** An app from what it does with a message: `ask` gives the replies of requests. */
function appOf(work) {
    return (api) => {
        const ask = (name, fields = {}) => new Promise((resolve) => api.request(name, fields, resolve));
        api.on_inbound_message = ({msg}) => work({api, ask, msg, reply: (content, goesOn = true) =>
            ask('outbound.reply_to', {content, in_reply_to: msg.message_id, continue_session: goesOn})});
    };
}

const deliver = (work, options) => new SimulatedHost({now: '2026-03-01T08:00:00Z', ...options}).message(appOf(work), MESSAGE);

describe('simulated host', () => {
    it('tells what was replied, sent, asked and logged', async () => {
        const run = await deliver(async ({api, ask, reply}) => {
            await ask('log.warning', {msg: 'careful'});
            await ask('outbound.send_to', {content: 'Later', to_addr: '+254700000002', endpoint: 'sms'});
            await reply('Hello', false);
            api.done();
        });
        assert.deepEqual(run.reply, {text: 'Hello', goesOn: false, metadata: {}});
        assert.deepEqual(run.sent, [{to: '+254700000002', text: 'Later', endpoint: 'sms', metadata: {}}]);
        assert.deepEqual(run.logs, [{level: 'warning', text: 'careful'}]);
        assert.deepEqual(run.requests.map(({name, reply}) => [name, reply]), [
            ['log.warning', {success: true}], ['outbound.send_to', {success: true}], ['outbound.reply_to', {success: true}]]);
        assert.equal(run.finished, true);
    });

    it('gives messages all fields of the format', async () => {
        let seen;
        await deliver(({api, msg}) => {
            seen = msg;
            api.done();
        });
        assert.equal(seen.content, null);
        assert.equal(seen.message_type, 'user_message');
        assert.equal(seen.timestamp, '2026-03-01 08:00:00.000000');
        assert.equal(seen.provider, null);
        assert.deepEqual(seen.helper_metadata, {});
    });

    it('shares nothing with the app', async () => {
        const host = new SimulatedHost();
        const value = {list: [1]};
        await host.message(appOf(async ({api, ask}) => {
            const stored = ask('kv.set', {key: 'k', value});
            value.list.push(2);
            await stored;
            (await ask('kv.get', {key: 'k'})).value.list.push(3);
            api.done();
        }), MESSAGE);
        assert.deepEqual(host.record('k'), {list: [1]});
    });

    it('answers later, in order, with the api as this', async () => {
        const order = [];
        await deliver(({api}) => {
            for (const key of ['a', 'b']) {
                api.request('kv.get', {key}, function (reply) {
                    order.push([key, this === api, reply.cmd, reply.reply]);
                });
            }
            api.request('kv.get', {key: 'c'}, () => api.done());
            order.push('returned');
        });
        assert.deepEqual(order, ['returned', ['a', true, 'kv.get', true], ['b', true, 'kv.get', true]]);
    });

    it('moves its clock to where an app waits for', async () => {
        const host = new SimulatedHost({now: 0});
        const times = [];
        const run = await host.message(appOf(({api}) => {
            const stop = api.after(9000, () => times.push('stopped'));
            api.after(2000, () => {
                times.push(api.now().getTime());
                stop();
                api.after(500, () => {
                    times.push(api.now().getTime());
                    api.done();
                });
            });
        }), MESSAGE);
        assert.deepEqual(times, [2000, 2500]);
        assert.equal(host.now, 2500);
        assert.equal(run.finished, true);
    });

    it('keeps a slow answer back by its clock', async () => {
        let order = [];
        const http = [{request: {url: 'http://a/'}, response: {body: 'late', delay: '3s'}}];
        const run = await deliver(({api}) => {
            api.after(2999, () => order.push('timer'));
            api.request('http.get', {url: 'http://a/'}, ({body}) => {
                order.push(body);
                api.done();
            });
        }, {http});
        assert.deepEqual(order, ['timer', 'late']);
        assert.equal(run.finished, true);
    });

    it('waits for an answer from outside, which takes no time of its clock', async () => {
        const http = async ({url}) => {
            await new Promise((later) => setImmediate(later));
            return {body: url};
        };
        const host = new SimulatedHost({now: 0, http});
        let body;
        const run = await host.message(appOf(async ({api, ask}) => {
            api.after(1000, () => api.done());
            ({body} = await ask('http.get', {url: 'http://a/'}));
            api.done();
        }), MESSAGE);
        assert.deepEqual([body, run.finished, host.now], ['http://a/', true, 0]);
    });

    it('stops an app that waits for longer than hosts allow', async () => {
        const run = await deliver(({api}) => api.after(10_001, () => api.done()));
        assert.equal(run.finished, false);
        assert.deepEqual(run.logs, [{level: 'error', text: 'wall milliseconds: 10001 (limit: 10000)'}]);
    });

    it('sees that an app has nothing to do and did not call done', async () => {
        const run = await deliver(({ask}) => ask('kv.get', {key: 'k'}));
        assert.deepEqual([run.finished, run.reply, run.logs], [false, null, []]);
    });

    it('fails an app that throws, and one that leaves a rejection to nobody', async () => {
        const thrown = await deliver(() => {
            throw new TypeError('no such thing');
        });
        assert.equal(thrown.finished, false);
        assert.match(thrown.logs[0].text, /^TypeError: no such thing/);
        const rejected = await deliver(({api, ask}) => {
            Promise.reject(new Error('unawaited'));
            ask('kv.get', {key: 'k'}).then(() => api.done());
        });
        assert.equal(rejected.finished, false);
        assert.match(rejected.logs[0].text, /nobody handled it: Error: unawaited/);
    });

    it('refuses what is asked for after done', async () => {
        const host = new SimulatedHost();
        const run = await host.message(appOf(({api, reply}) => {
            api.done();
            reply('too late');
            api.request('kv.set', {key: 'k', value: 1});
        }), MESSAGE);
        assert.equal(run.reply, null);
        assert.equal(host.record('k'), null);
        assert.deepEqual(run.requests.map(({reply}) => reply.reason), ['the app has called done', 'the app has called done']);
    });

    it('answers what nobody knows as hosts do', async () => {
        const run = await deliver(async ({api, ask}) => {
            await ask('weather.get');
            api.done();
        });
        assert.deepEqual(run.requests[0].reply, {success: false, reason: 'unknown command: weather.get'});
        assert.deepEqual(run.logs, [{level: 'error', text: 'unknown command: weather.get'}]);
    });

    it('hands over events, and leaves those alone that an app does not take', async () => {
        const host = new SimulatedHost();
        const event = {event_type: 'ack', user_message_id: 'm1'};
        let seen;
        const taken = await host.event((api) => {
            api.on_inbound_event = ({msg}) => {
                seen = msg.event_type;
                api.done();
            };
        }, event);
        assert.deepEqual([seen, taken.finished], ['ack', true]);
        assert.equal((await host.event(() => {}, event)).finished, false);
    });

    it('draws the same numbers from the same seed', () => {
        const drawn = (random) => {
            const host = new SimulatedHost({random});
            return [host.random(), host.random()];
        };
        assert.deepEqual(drawn(7), drawn(7));
        assert.notDeepEqual(drawn(7), drawn(8));
        assert.ok(drawn(7).every((one) => one >= 0 && one < 1));
    });

    it('says what a moment looks like', () => {
        assert.throws(() => new SimulatedHost({now: 'yesterday'}), /now: 'yesterday' \(expected: a moment such as 2026-03-01T08:00:00Z\)/);
    });
});
