import assert from 'node:assert/strict';
import path from 'node:path';
import {describe, it} from 'node:test';

import {HttpFixtures} from '../../tools/host/http-fixtures.mjs';
import {folderOf} from './files.mjs';

const ask = (url, {method = 'GET', body = null} = {}) => ({method, url, headers: [], body, verify: true});
const clinics = {name: 'clinics', request: {url: 'https://a.org/clinics', query: {in: 'Kisumu', page: 1}}, response: {body: ['Lumumba']}};
const report = {
    name: 'report',
    request: {method: 'POST', url: 'https://a.org/reports/*', body: {stock: 5, by: ['x']}},
    response: {status: 201},
};

describe('HTTP fixtures', () => {
    it('find a request by method, address, query in any order, and body as JSON', () => {
        const http = new HttpFixtures([clinics, report]);
        assert.deepEqual(http.answer(ask('https://a.org/clinics?page=1&in=Kisumu')), {body: ['Lumumba']});
        assert.deepEqual(http.answer(ask('https://a.org/reports/7', {method: 'POST', body: '{"by": ["x"], "stock": 5}'})), {status: 201});
        assert.deepEqual(http.unused(), []);
    });

    it('take any query where the address ends with *, unless they say which', () => {
        const fixture = (url, query) => ({request: {url, ...query === undefined ? {} : {query}}, response: {body: url}});
        const answered = (one, url) => new HttpFixtures([one]).answer(ask(url)).fails === undefined;
        assert.equal(answered(fixture('https://a.org/*'), 'https://a.org/clinics?q=1'), true);
        assert.equal(answered(fixture('https://a.org/clinics*'), 'https://a.org/clinics?q=1&r=2'), true);
        assert.equal(answered(fixture('https://a.org/*?q=1&r=*'), 'https://a.org/clinics?s=3&r=2&q=1'), true);
        assert.equal(answered(fixture('https://a.org/*?q=1&r=*'), 'https://a.org/clinics?r=2'), false);
        assert.equal(answered(fixture('https://a.org/*', {q: 1}), 'https://a.org/clinics?q=1&r=2'), false);
        assert.equal(answered(fixture('https://a.org/clinics'), 'https://a.org/clinics?q=1'), false);
    });

    it('tell what is near when nothing answers', () => {
        const http = new HttpFixtures([report, clinics]);
        const {fails} = http.answer(ask('https://a.org/clinics?in=kisumu'));
        assert.deepEqual(fails.split('\n'), [
            'no HTTP fixture for GET https://a.org/clinics?in=kisumu',
            `  'clinics' differs: query in "kisumu" (expected: "Kisumu"); query page missing (expected: "1")`,
            `  'report' differs: method "GET" (expected: "POST"); url "https://a.org/clinics" (expected: "https://a.org/reports/*"); `
                + `body missing (expected: {"stock":5,"by":["x"]})`,
        ]);
        assert.deepEqual(http.unmatched, ['GET https://a.org/clinics?in=kisumu']);
    });

    it('answer as often as they say, and then the next one does', () => {
        const once = {name: 'down', request: {url: 'https://a.org/'}, response: {fails: 'cannot connect'}, times: 2};
        const http = new HttpFixtures([once, {...once, name: 'up', response: {status: 204}, times: undefined}]);
        const answers = [1, 2, 3, 4].map(() => http.answer(ask('https://a.org/')).status ?? 'down');
        assert.deepEqual(answers, ['down', 'down', 204, 204]);
    });

    it('tell which were used too rarely', () => {
        const http = new HttpFixtures([clinics, {...report, times: 2}, {request: {url: 'https://a.org/'}, response: {}}]);
        http.answer(ask('https://a.org/reports/7', {method: 'POST', body: '{"stock":5,"by":["x"]}'}));
        assert.deepEqual(http.unused(), ['clinics', 'report', 'GET https://a.org/']);
    });

    it('may be functions, which pass on what is not theirs', async () => {
        const http = new HttpFixtures([
            ({url}) => url.endsWith('/now') ? {body: 'now'} : undefined,
            async ({url}) => url.endsWith('/later') ? {body: 'later'} : undefined,
            clinics,
        ]);
        assert.deepEqual(http.answer(ask('https://a.org/now')), {body: 'now'});
        assert.deepEqual(await http.answer(ask('https://a.org/later')), {body: 'later'});
        assert.deepEqual(await http.answer(ask('https://a.org/clinics?in=Kisumu&page=1')), {body: ['Lumumba']});
        assert.match((await http.answer(ask('https://b.org/'))).fails, /no HTTP fixture for GET https:\/\/b.org\//);
    });

    it('are read from files', (test) => {
        const folder = folderOf(test, {'good.json': [clinics], 'bad.json': '[', 'wrong.json': [{url: 'https://a.org/'}]});
        assert.deepEqual(new HttpFixtures(path.join(folder, 'good.json')).unused(), ['clinics']);
        assert.throws(() => new HttpFixtures(path.join(folder, 'bad.json')), /bad\.json: .* \(expected: a JSON list of HTTP fixtures\)/);
        assert.throws(() => new HttpFixtures(path.join(folder, 'wrong.json')),
            /HTTP fixture {"url":"https:\/\/a.org\/"} \(expected: {name, request/);
    });
});
