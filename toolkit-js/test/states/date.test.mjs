import assert from 'node:assert/strict';
import {test} from 'node:test';

import {confirm, date, defineApp, end} from 'jukwaa';
import {phone as dialFrom} from 'jukwaa/testing';

import {NOW, asked, cannotWork, refuses, takes, takesItsSample} from './asked.mjs';

/** @param {object} [options] */
const ask = (options) => () => date({question: 'Q?', next: 'bye', ...options});

const DMY = 'Please enter the date as day/month/year, for example 25/12/2019.';
const NO_SUCH_DAY = 'That day is not in the calendar.';

test('dates as people type them', () => takes(ask(), [
    '12/3/2019', '12-3-2019', '12.3.2019', '12.03.2019', '12 3 2019', '12/03/19', '12-3-19', '12 . 3 . 2019', '12032019', '120319',
    '12 March 2019', '12 march 19', '12 Mar 2019', '12-mar-2019', '12mar2019', '12th March 2019', '12th of March, 2019', 'March 12, 2019',
    'MARCH 12 2019', '2019-03-12', '2019/3/12', '2019 March 12', '١٢/٣/٢٠١٩', ' 12/3/2019 ',
].map((input) => [input, '2019-03-12'])));

test('a month may be shortened to three letters or more', () => takes(ask(), [
    ['1 sept 2020', '2020-09-01'], ['1 may 2020', '2020-05-01'], ['1 June 2020', '2020-06-01'], ['1 jul 2020', '2020-07-01'],
]));

test('other orders', async () => {
    await takes(ask({order: 'mdy'}), [['3/12/2019', '2019-03-12'], ['03122019', '2019-03-12'], ['12 March 2019', '2019-03-12'],
        ['2019-03-12', '2019-03-12']]);
    await takes(ask({order: 'ymd'}), [['2019-3-12', '2019-03-12'], ['20190312', '2019-03-12'], ['190312', '2019-03-12'],
        ['19/3/12', '2019-03-12'], ['12 March 2019', '2019-03-12']]);
    await refuses(ask({order: 'mdy'}), {
        'Please enter the date as month/day/year, for example 12/25/2019.': ['x'], [NO_SUCH_DAY]: ['25/12/2019'],
    });
    await refuses(ask({order: 'ymd'}), {'Please enter the date as year-month-day, for example 2019-12-25.': ['12', '12/3/2019']});
});

test('what is no date', () => refuses(ask(), {
    [DMY]: ['', '12', '12/3', 'x', 'tomorrow', '12 Marsh 2019', '12 ma 2019', '2019 12 March', '1/2/3/4', '12/3/019', '12/003/2019',
        '1232019', '12319', '12+3+2019', '12/3/20199', '123/3/2019', 'March March 2019', '12\\3\\2019', '/12/3/2019'],
    'Please enter a date from 1/1/1900 to 31/12/2099.': ['1/1/1899', '1/1/2100'],
    [NO_SUCH_DAY]: ['31/4/2019', '29/2/2019', '29/2/1900', '30/2/2020', '0/1/2019', '1/0/2019', '1/13/2019',
        '32/1/2019', '31 June 2019', '320119'],
}));

test('leap years', () => takes(ask(), [['29/2/2020', '2020-02-29'], ['29/2/2000', '2000-02-29'], ['290200', '2000-02-29']]));

test('years of two digits: the latest that is allowed and not far ahead', async () => {
    await takes(ask(), [['1/1/26', '2026-01-01'], ['1/1/46', '2046-01-01'], ['1/1/47', '1947-01-01'], ['1/1/99', '1999-01-01'],
        ['1/1/00', '2000-01-01']]);
    await takes(ask({to: 'today'}), [['21/11/26', '2026-11-21'], ['22/11/26', '1926-11-22'], ['1/1/30', '1930-01-01']]);
    await takes(ask({from: '1990-01-01', to: '2089-12-31'}), [['1/1/90', '1990-01-01'], ['1/1/60', '2060-01-01']]);
    await takes(ask(), [['1/1/99', '1999-01-01'], ['1/1/05', '2005-01-01']], '2019-06-01T00:00:00Z');
});

test('limits by the calendar', async () => {
    const limited = ask({from: '2018-02-28', to: '2019-03-12'});
    await takes(limited, [['28/2/2018', '2018-02-28'], ['12/3/19', '2019-03-12']]);
    await refuses(limited, {'Please enter a date from 28/2/2018 to 12/3/2019.': ['27/2/2018', '13/3/2019', '12/3/1019']});
    await refuses(ask({from: '2018-02-28'}), {'Please enter a date, 28/2/2018 or later.': ['27/2/2018']});
    await refuses(ask({to: '2018-02-28', order: 'mdy'}), {'Please enter a date, 2/28/2018 or earlier.': ['3/1/2018']});
    await refuses(ask({to: '2018-02-28', order: 'ymd'}), {'Please enter a date, 2018-02-28 or earlier.': ['2018-03-01']});
});

test('limits from today', async () => {
    await takes(ask({from: '-5y', to: 'today'}), [['21/11/2021', '2021-11-21'], ['21/11/2026', '2026-11-21']]);
    await refuses(ask({from: '-5y', to: 'today'}), {'Please enter a date from 21/11/2021 to 21/11/2026.': ['20/11/2021', '22/11/2026']});
    await takes(ask({from: 'today', to: '+40w'}), [['28/8/27', '2027-08-28']]);
    await refuses(ask({from: 'today', to: '+40w'}), {'Please enter a date from 21/11/2026 to 28/8/2027.': ['29/8/27']});
    await refuses(ask({from: '-30d'}), {'Please enter a date, 22/10/2026 or later.': ['21/10/2026']});
    await refuses(ask({from: '-9m'}), {'Please enter a date, 28/2/2026 or later.': ['27/2/2026']}, '2026-11-30T10:00:00Z');
    await refuses(ask({to: '+1y'}), {'Please enter a date, 28/2/2025 or earlier.': ['1/3/2025']}, '2024-02-29T10:00:00Z');
});

test('today is that of the users, where it is said how far their clocks are ahead', async () => {
    const late = '2026-11-21T22:30:00Z';
    await refuses(ask({to: 'today'}), {'Please enter a date, 21/11/2026 or earlier.': ['22/11/2026']}, late);
    await takes(ask({to: 'today', utcOffset: 3}), [['22/11/2026', '2026-11-22']], late);
});

test('limits may come from other answers; answers are shown as people write them', async () => {
    const app = defineApp({
        name: 'dates',
        start: 'last',
        states: {
            last: date({question: 'Last?', to: 'today', next: 'due'}),
            due: date({question: 'Due?', from: ({answers}) => answers.last, next: 'sure'}),
            sure: confirm({show: ['last', 'due'], next: 'bye'}),
            bye: end({text: 'Bye'}),
        },
    });
    const user = dialFrom(app, {now: NOW});
    await user.dial();
    await user.reply('1/9/2026');
    assert.equal((await user.reply('31/8/2026')).split('\n')[0], 'Please enter a date, 1/9/2026 or later.');
    const screen = await user.reply('08.06.2027');
    assert.match(screen, /Last: 1\/9\/2026\nDue: 8\/6\/2027/);
    assert.deepEqual(user.answers, {last: '2026-09-01', due: '2027-06-08'});
});

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
    .map((name, at) => `${at + 1}. ${name}`).join('\n');

test('year, month and day one after the other', async () => {
    const user = await asked(ask({parts: true, to: 'today'})());
    assert.equal(user.screen, 'Q?\nWhich year? For example 2026.');
    assert.equal(await user.reply('2019'), `Which month?\n${MONTHS}\n0. Back`);
    assert.equal(await user.reply('3'), 'Which day of the month?\n0. Back');
    assert.equal(await user.reply('0'), `Which month?\n${MONTHS}\n0. Back`);
    assert.equal(await user.reply('0'), 'Q?\nWhich year? For example 2026.');
    await user.reply('2019');
    await user.reply('3');
    assert.equal(await user.reply('12'), 'Bye');
    assert.equal(user.answers.ask, '2019-03-12');
});

test('each part is checked, and the date as a whole', async () => {
    const user = await asked(ask({parts: true, from: '2018-03-15', to: 'today'})());
    for (const input of ['2017', '2027', '201', 'x', '', '20190', '17']) {
        assert.equal(await user.reply(input), 'Please enter a year from 2018 to 2026.\nQ?\nWhich year? For example 2026.', input);
    }
    assert.equal(await user.reply('19'), `Which month?\n${MONTHS}\n0. Back`);
    for (const input of ['13', 'Marsh', '']) {
        assert.equal(await user.reply(input), `Please choose one of the numbers.\nWhich month?\n${MONTHS}\n0. Back`, input);
    }
    await user.reply('feb');
    for (const input of ['29', '00', '30', 'x', '']) {
        assert.equal(await user.reply(input), 'Please enter a day from 1 to 28.\nWhich day of the month?\n0. Back', input);
    }
    assert.equal(await user.reply('28'), 'Bye');
    assert.equal(user.answers.ask, '2019-02-28');
});

test('a date outside the limits starts again with the year', async () => {
    const user = await asked(ask({parts: true, from: '2018-03-15', to: 'today'})());
    await user.reply('2018');
    await user.reply('3');
    assert.equal(await user.reply('14'), 'Please enter a date from 15/3/2018 to 21/11/2026.\nQ?\nWhich year? For example 2026.');
    await user.reply('2018');
    await user.reply('3');
    assert.equal(await user.reply('15'), 'Bye');
});

test("so does one that the app's own check refuses", async () => {
    const user = await asked(ask({parts: true, check: (value) => value !== '2018-03-14' || 'We were closed.'})());
    await user.reply('2018');
    await user.reply('3');
    assert.equal(await user.reply('14'), 'We were closed.\nQ?\nWhich year? For example 2026.');
});

test('a whole date is taken where the year is asked', async () => {
    const user = await asked(ask({parts: true})());
    assert.equal(await user.reply('12/3/2019'), 'Bye');
    assert.equal(user.answers.ask, '2019-03-12');
});

test('own texts for the parts; all of them in the language of the user', async () => {
    const own = await asked(ask({parts: {year: 'YYYY', month: 'MM', day: 'DD'}})());
    assert.equal(own.screen, 'Q?\nYYYY');
    assert.equal((await own.reply('2019')).split('\n')[0], 'MM');
    assert.equal(await own.reply('3'), 'DD\n0. Back');
    const marked = await asked(ask({parts: true})());
    marked.language = 'xx';
    assert.equal(await marked.reply('x'), '~Please enter a year from 1900 to 2099.\n~Q?\n~Which year? For example 2026.');
    assert.match(await marked.reply('2019'), /^~Which month\?\n1\. ~January\n2\. ~February/);
    assert.equal(await marked.reply('~march'), '~Which day of the month?\n0. Back', 'a name as it is shown');
    assert.equal(await marked.reply('32'), '~Please enter a day from 1 to 31.\n~Which day of the month?\n0. Back');
});

test('a session that is dropped between two parts goes on there', async () => {
    const user = await asked(ask({parts: true})());
    await user.reply('2019');
    await user.drop();
    assert.match(await user.dial(), /^Which month\?/);
});

test('the months fit on one screen of USSD', () => {
    const screen = `Which month?\n${MONTHS}\n0. Back\n00. Home`;
    assert.ok(screen.length <= 182, `${screen.length}`);
});

test('an input for generated tests', async () => {
    for (const options of [{}, {from: '2018-03-15'}, {to: '2018-03-15'}, {from: 'today', to: '+40w'},
        {from: '-5y', to: 'today', order: 'mdy'}, {parts: true, to: 'today'}, {order: 'ymd'}]) {
        await takesItsSample(ask(options)());
    }
    assert.equal(ask({to: 'today'})().sample({to: 'bye', by: ''}), undefined, 'without knowing what today is');
});

test('definitions that cannot work', () => {
    for (const limit of ['yesterday', '2019-02-29', '12/3/2019', '5y', '-5', '']) {
        cannotWork(ask({from: limit}), `date '${limit}' (expected: YYYY-MM-DD, today, or a distance from today such as -5y, +9m, +40w or -30d)`);
    }
    cannotWork(ask({order: 'dym'}), "date: order 'dym' (expected one of: dmy, mdy, ymd)");
});
