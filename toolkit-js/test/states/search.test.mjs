import assert from 'node:assert/strict';
import {test} from 'node:test';

import {defineApp, end, location, search} from 'jukwaa';

import {cannotWork} from './asked.mjs';
import {conversation} from './conversation.mjs';

const towns = {'t1': 'Nairobi', 't2': 'Nakuru', 't3': 'Lake Naivasha', 't4': 'Sao Jose', 't5': 'São Paulo', 't6': 'Kanairo'};

/** @param {any} town @param {any} [more] */
const app = (town, more) => defineApp({
    name: 'towns', start: 'town', navigation: null, states: {town, bye: end({text: 'Bye'})}, ...more,
});

/** @param {any} [options] */
const list = (options) => app(search({question: 'Which town?', from: towns, next: 'bye', ...options}));

test('a few letters, then a choice among what fits', async () => {
    const talk = conversation(list());
    assert.equal(await talk.dial(), 'Which town?');
    assert.equal(await talk.reply('na'), 'Which one?\n1. Nairobi\n2. Nakuru\n3. Lake Naivasha\n4. Kanairo\n5. Search again');
    assert.equal(await talk.reply('3'), 'Bye');
    assert.deepEqual(talk.user.answers, {town: 't3'});
});

test('accents and case do not matter, all words must be there', async () => {
    const talk = conversation(list());
    await talk.dial();
    assert.equal(await talk.reply('SAO'), 'Which one?\n1. Sao Jose\n2. Sao Paulo\n3. Search again');
    assert.equal(await talk.reply('são pa'), 'Which one?\n1. Sao Paulo\n2. Search again',
        'another text is another search; one match is confirmed, too');
    await talk.reply('1');
    assert.deepEqual(talk.user.answers, {town: 't5'});
});

test('search again, nothing found, too few letters', async () => {
    const talk = conversation(list({none: 'No such town.'}));
    await talk.dial();
    assert.equal(await talk.reply('n'), 'Please enter at least 2 letters.\nWhich town?');
    assert.equal(await talk.reply('n.'), 'Please enter at least 2 letters.\nWhich town?');
    assert.equal(await talk.reply('xyz'), 'No such town.\nWhich town?');
    assert.equal(await talk.reply('kan', '2'), 'Which town?');
    assert.equal(await talk.reply('kan', '7'), 'Please choose one of the numbers.\nWhich one?\n1. Kanairo\n2. Search again');
    assert.equal(await talk.reply('xyz'), 'No such town.\nWhich town?', 'and what was found before is gone');
    assert.equal(await talk.reply('1'), 'Please enter at least 2 letters.\nWhich town?');
});

test('many matches come in pages, up to the most', async () => {
    const many = Array.from({length: 100}, (_, at) => ({value: at, label: `Village ${at}`}));
    const talk = conversation(app(search({question: 'Which?', from: many, most: 40, next: 'bye'})));
    await talk.dial();
    let screen = await talk.reply('village');
    const seen = [];
    while (!screen.includes('Search again')) {
        seen.push(...screen.match(/Village \d+/g));
        screen = await talk.reply(screen.match(/(\d+)\. More/)[1]);
    }
    seen.push(...screen.match(/Village \d+/g));
    assert.equal(new Set(seen).size, 40);
    assert.equal((await talk.reply('village 9')).split('\n')[1], '1. Village 9', 'another search starts on its first page');
    await talk.reply('1');
    assert.deepEqual(talk.user.answers, {town: 9});
});

test('a function finds; its labels are shown as they are and not kept', async () => {
    /** @type {any[]} */
    const asked = [];
    const talk = conversation(app(search({
        question: 'Clinic?', least: 3,
        from: async (text, context) => {
            asked.push([text, context.state]);
            return text.startsWith('mat') ? [{value: {id: 7}, label: 'Mathare {{user.address}}'}] : [];
        },
        next: 'bye',
    })));
    await talk.dial();
    assert.equal(await talk.reply('Foo'), 'Nothing found. Please try again.\nClinic?');
    assert.equal(await talk.reply('mat'), 'Which one?\n1. Mathare {{user.address}}\n2. Search again');
    await talk.reply('1');
    assert.deepEqual(talk.user.answers, {town: {id: 7}});
    assert.deepEqual(asked, [['Foo', 'town'], ['mat', 'town']]);
    assert.ok(!JSON.stringify(talk.user).includes('Mathare'));
});

test('labels are searched in the language of the user', async () => {
    const talk = conversation(app(search({question: 'Which?', from: [{value: 'de', label: 'Germany'}], next: 'bye'}),
        {languages: {sw: 'Kiswahili'}, catalogues: {sw: {'Germany': 'Ujerumani', 'Which one?': 'Ipi?'}}}));
    await talk.dial();
    assert.equal(await talk.reply('uje'), 'Ipi?\n1. Ujerumani\n2. Search again');
});

test('attempts count wrong inputs in a row', async () => {
    const talk = conversation(defineApp({
        name: 'towns', start: 'town', navigation: null,
        states: {
            town: search({question: 'Which?', from: towns, attempts: {most: 2, to: 'help'}, next: 'bye'}),
            help: end({text: 'Help'}), bye: end({text: 'Bye'}),
        },
    }));
    await talk.dial();
    assert.match(await talk.reply('xx', 'kan', '2', 'xx'), /^Nothing found/, 'what was found in between starts the count anew');
    assert.equal(await talk.reply('xx'), 'Help');
});

const places = [
    {name: 'Springfield, Illinois', latitude: 39.8, longitude: -89.6},
    {name: 'Springfield, Ohio', latitude: 39.9, longitude: -83.8},
];

test('a place is found by its name, narrowed down, and kept with where it is', async () => {
    /** @type {string[]} */
    const asked = [];
    const talk = conversation(app(location({
        question: 'Where are you?',
        geocode: (text) => {
            asked.push(text);
            return places.filter(({name}) => text.split(' ').every((word) => name.includes(word)))
                .map((place) => ({...place, boundary: 'very long'}));
        },
        next: 'bye',
    })));
    await talk.dial();
    assert.equal(await talk.reply('Springfield'), 'Which one?\n1. Springfield, Illinois\n2. Springfield, Ohio\n3. Search again');
    assert.equal(await talk.reply('Ohio'), 'Which one?\n1. Springfield, Ohio\n2. Search again');
    assert.equal(await talk.reply('1'), 'Bye');
    assert.deepEqual(talk.user.answers, {town: places[1]});
    assert.deepEqual(asked, ['Springfield', 'Springfield Ohio']);
});

test('a URL gives places as Nominatim does, or as the app reads them', async () => {
    const found = [{display_name: 'Kibera', lat: '-1.3125', lon: '36.7878', place_id: 1}];
    const url = 'https://geo.example/?q={{text}}&format=json&c={{config.country}}';
    const talk = conversation(app(location({question: 'Where?', url, next: 'bye'})), {
        config: {country: 'ke'},
        http: [{request: {url: 'https://geo.example/', query: {q: 'Kibera & co', format: 'json', c: 'ke'}}, response: {body: found}}],
    });
    await talk.dial();
    assert.equal(await talk.reply('Kibera & co'), 'Which one?\n1. Kibera\n2. Search again');
    await talk.reply('1');
    assert.deepEqual(talk.user.answers, {town: {name: 'Kibera', latitude: -1.3125, longitude: 36.7878}});

    const own = conversation(app(location({
        question: 'Where?', url: 'https://geo.example/{{text}}', next: 'bye', places: (json) => json.hits,
    })), {http: [{request: {url: 'https://geo.example/aa'}, response: {body: {hits: places}}}]});
    await own.dial();
    assert.match(await own.reply('aa'), /1\. Springfield, Illinois\n2\. Springfield, Ohio/);
});

test('a location needs a way to find places', () => {
    cannotWork(() => location(/** @type {any} */ ({question: 'Where?', next: 'bye'})),
        /location: geocode and url \(expected: one of them\)/);
});

test('back from what was found is the question again', async () => {
    const user = conversation(defineApp({
        name: 'towns', start: 'town', states: {town: search({question: 'Which town?', from: towns, next: 'bye'}), bye: end({text: 'Bye'})},
    }));
    await user.dial();
    assert.equal(await user.reply('nak'), 'Which one?\n1. Nakuru\n2. Search again\n0. Back');
    assert.equal(await user.reply('0'), 'Which town?');
});

/** @param {any} options */
const outside = (options) => defineApp({
    name: 'outside', start: 'place', navigation: null,
    states: {
        place: location({question: 'Where?', url: 'https://geo.example/{{text}}', attempts: {most: 2, to: 'bye'}, next: 'bye', ...options}),
        later: end({text: 'Later: {{failure.message}}'}),
        bye: end({text: 'Bye'}),
    },
});

test('a search that fails is tried again; then the user may, and it counts as no wrong input', async () => {
    let status = 500;
    const talk = conversation(outside({retries: 1}), {http: [() => status === 200
        ? {body: [{display_name: 'Embu', lat: '0', lon: '37'}]} : {status}]});
    await talk.dial();
    for (let times = 0; times < 3; times++) {
        assert.equal(await talk.reply('Embu'), 'The search does not work at the moment. Please try again.\nWhere?');
        assert.equal(talk.run.requests.filter((/** @type {any} */ {name}) => name === 'http.get').length, 2);
    }
    assert.equal(talk.log('warning')[0], "state 'place': attempt 1 failed: GET https://geo.example/Embu: status 500");
    assert.match(talk.log('error')[0], /^state 'place' failed: HttpError: GET https:\/\/geo\.example\/Embu: status 500\n/);
    status = 200;
    assert.equal(await talk.reply('Embu', '1'), 'Bye');
});

test('a search that fails or takes too long leads to the fallback', async () => {
    const slow = conversation(outside({timeout: '2s', fallback: 'later', url: undefined, geocode: () => new Promise(() => {})}));
    await slow.dial();
    assert.equal(await slow.reply('Embu'), 'Later: no answer within 2000 ms');
    assert.deepEqual(slow.left, ['place -fallback-> later']);
    const own = conversation(defineApp({name: 'own', start: 'a', states: {
        a: search({question: 'Q?', from: () => Promise.reject(new Error('down')), fallback: 'b', sensitive: true, next: 'b'}),
        b: end({text: '{{failure.message}}'}),
    }}));
    await own.dial();
    assert.equal(await own.reply('secret'), 'Error (the state is sensitive)');
    assert.throws(() => outside({fallback: 'nowhere'}), /goes to 'nowhere' \(by fallback\)/);
    cannotWork(() => location({question: 'Q?', url: 'https://geo.example/', timeout: 'soon', next: 'bye'}), /duration 'soon'/);
});
