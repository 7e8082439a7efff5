/** What functions of an app get does on a host what it says. */

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {defineApp, end} from '../../lib/index.mjs';
import {phone} from '../../tools/testing.mjs';

/** Runs work with the context of an app's state, and gives the phone and what it returned. */
async function within(work, options) {
    let returned;
    const app = defineApp({name: 'a', start: 'a', states: {a: end({text: 'Bye', load: async (context) => {
        returned = await work(context);
    }})}});
    const user = phone(app, options);
    assert.equal(await user.dial(), 'Bye', user.run?.logs.map(({text}) => text).join('\n'));
    return {user, returned};
}

describe('context', () => {
    it('saves a contact it was given, with extras, and puts it into groups', async () => {
        const {returned} = await within(async ({contacts}) => {
            await contacts.setExtras({clinic: 'Lumumba'});
            const contact = await contacts.get();
            await contacts.save({...contact, name: 'Ann', extra: {...contact.extra, due: '2026-05-01'}});
            await contacts.addToGroup('Mothers');
            return contacts.addToGroup('Reminders');
        });
        const {name, msisdn, extra, groups} = returned;
        assert.deepEqual([name, msisdn, extra, groups.length], ['Ann', '+254700000001', {clinic: 'Lumumba', due: '2026-05-01'}, 2]);
    });

    it('sends to the user through its own channel, and to others through endpoints', async () => {
        const {user} = await within(async ({send}) => {
            await send({text: 'To you'});
            await send({text: 'To her', to: '+254700000002', endpoint: 'sms'});
        });
        assert.deepEqual(user.host.sent.map(({to, text, endpoint}) => [to, text, endpoint]),
            [['+254700000001', 'To you', 'default'], ['+254700000002', 'To her', 'sms']]);
    });

    it('knows who opted out', async () => {
        const {returned} = await within(async ({optOut}) => {
            await optOut.set();
            const [own, other] = [await optOut.is(), await optOut.is('+254700000002')];
            await optOut.cancel();
            return [own, other, await optOut.is()];
        });
        assert.deepEqual(returned, [true, false, false]);
    });

    it('fires metrics', async () => {
        const {user} = await within(async ({metrics}) => {
            await metrics.count('visits');
            await metrics.gauge('stock', 7);
            await metrics.fire('age', 31, 'avg');
        });
        assert.deepEqual(user.host.account.metrics.map(({metric, aggregation, value}) => [metric, aggregation, value]),
            [['visits', 'sum', 1], ['stock', 'last', 7], ['age', 'avg', 31]]);
    });

    it('stores values for as long as it says', async () => {
        const {user, returned} = await within(async ({kv}) => {
            await kv.set('short', {a: 1}, 60);
            const values = [await kv.get('short'), await kv.get('none'), await kv.increment('count', 3)];
            return [...values, await kv.delete('count'), await kv.delete('count')];
        });
        assert.deepEqual(returned, [{a: 1}, null, 3, true, false]);
        user.wait('61s');
        assert.equal(user.host.record('short'), null);
    });

    it('asks servers, and tells what they refuse', async () => {
        const http = [
            {request: {method: 'POST', url: 'https://a.org/', query: {q: 'x y'}, body: {n: 1}}, response: {status: 201, body: {id: 7}}},
            {request: {url: 'https://a.org/gone'}, response: {status: 404, body: 'no'}},
            {request: {url: 'https://a.org/down'}, response: {fails: 'cannot connect'}},
        ];
        const {returned} = await within(async (context) => {
            const {status, json} = await context.http.post('https://a.org/', {query: {q: 'x y'}, body: {n: 1}}).then((response) =>
                ({status: response.status, json: response.json()}));
            const refused = await context.http.get('https://a.org/gone').catch(({message, response}) => [message, response.body]);
            const down = await context.http.get('https://a.org/down').catch(({message, response}) => [message, response]);
            return [status, json, refused, down];
        }, {http});
        assert.deepEqual(returned,
            [201, {id: 7}, ['GET https://a.org/gone: status 404', 'no'], ['GET https://a.org/down: cannot connect', null]]);
    });
});
