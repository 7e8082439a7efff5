import assert from 'node:assert/strict';
import {test} from 'node:test';

import {time} from 'jukwaa';

import {cannotWork, refuses, takes, takesItsSample} from './asked.mjs';

/** @param {object} [options] */
const ask = (options) => () => time({question: 'Q?', next: 'bye', ...options});

const FORMAT = 'Please enter a time, for example 14:30.';

test('times as people type them', () => takes(ask(), [
    ['14:30', '14:30'], ['14.30', '14:30'], ['14h30', '14:30'], ['14H30', '14:30'], ['1430', '14:30'], ['14 : 30', '14:30'],
    ['9:05', '09:05'], ['905', '09:05'], ['0905', '09:05'], ['00:00', '00:00'], ['0000', '00:00'], ['23:59', '23:59'],
    ['2:30 pm', '14:30'], ['2.30pm', '14:30'], ['230pm', '14:30'], ['0230 PM', '14:30'], ['2:30 p.m.', '14:30'], ['2pm', '14:00'],
    ['2 am', '02:00'], ['12am', '00:00'], ['12pm', '12:00'], ['12:15 a.m.', '00:15'], ['11:59pm', '23:59'], ['١٤:٣٠', '14:30'],
]));

test('what is no time, or could be two', () => refuses(ask(), {
    [FORMAT]: ['', '9', '14', '24:00', '2400', '12:60', '1260', '14:3', '14:300', '13pm', '0am', '14:30 pm', '2 xm', '2p', 'noon',
        '14:30:00', '-1:30', '14,30', 'pm', '2:pm', '14:30 m'],
}));

test('limits, also over midnight', async () => {
    const opening = ask({from: '08:00', to: '16:30'});
    await takes(opening, [['8:00', '08:00'], ['4:30pm', '16:30']]);
    await refuses(opening, {'Please enter a time from 08:00 to 16:30.': ['7:59', '16:31', '20:00']});
    const night = ask({from: '20:00', to: '06:00'});
    await takes(night, [['20:00', '20:00'], ['23:59', '23:59'], ['0:00', '00:00'], ['6am', '06:00']]);
    await refuses(night, {'Please enter a time from 20:00 to 06:00.': ['19:59', '6:01', '12:00']});
    await refuses(ask({from: '08:00'}), {'Please enter a time, 08:00 or later.': ['7:59']});
    await refuses(ask({to: () => '16:00'}), {'Please enter a time, 16:00 or earlier.': ['16:01']});
});

test('an input for generated tests', async () => {
    for (const options of [{}, {from: '20:00', to: '06:00'}, {to: '06:00'}]) {
        await takesItsSample(ask(options)());
    }
    assert.equal(ask({to: () => '16:00'})().sample({to: 'bye', by: ''}), undefined);
});

test('definitions that cannot work', () => {
    cannotWork(ask({from: '8:00'}), "time: from '8:00' (expected: HH:MM from 00:00 to 23:59)");
});
