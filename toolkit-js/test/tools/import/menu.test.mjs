import assert from 'node:assert/strict';
import path from 'node:path';
import {describe, it} from 'node:test';

import {phone} from '../../../tools/testing.mjs';
import {jukwaa, workspace} from '../workspace.mjs';

const MENU = `const UssdMenu = require('ussd-menu-builder');
const menu = new UssdMenu();
menu.startState({
    run: () => {
        menu.con('Welcome. Choose option:' +
            '\\n1. Show balance' +
            '\\n2. Buy airtime');
    },
    next: {'1': 'showBalance', '2': 'buyAirtime'},
});
menu.state('showBalance', {
    run: () => {
        fetchBalance(menu.args.phoneNumber).then(function (balance) {
            menu.end('Your balance is KES ' + balance);
        });
    },
});
menu.state('buyAirtime', {
    run: () => menu.con('Enter amount:'),
    next: {'*^\\\\d+$': 'buyAirtime.amount'},
}).state('buyAirtime.amount', {
    run() { menu.con(\`Pay how?
1. Now
9. Later\`); },
    next: {'*^[a-z]+$': 'nowhere', '9': function () { return 'done'; }, '1': 'done'},
    defaultNext: 'buyAirtime',
});
menu.state('done', {run: () => { menu.end('Airtime bought.'); }});
module.exports = menu;
`;

describe('jukwaa import of a menu', () => {
    it('makes choices, patterns and rules of its keys', async (test) => {
        const folder = workspace(test, {'menu.js': MENU});
        assert.equal(jukwaa(folder, 'import', 'menu.js', '--out', 'app').code, 0);
        const app = path.join(folder, 'app');
        assert.equal(JSON.parse(jukwaa(app, 'lint', '--json').out).errors, 0);
        assert.equal(jukwaa(app, 'test').out, '3 tests, all passed\n');
        const one = phone(path.join(app, 'app.js'));
        assert.equal(await one.dial(), 'Welcome. Choose option:\n1. Show balance\n2. Buy airtime');
        assert.equal(await one.reply('2'), 'Enter amount:');
        assert.match(await one.reply('ten'), /Enter amount:$/);
        assert.equal(await one.reply('10'), 'Pay how?\n1. Now\n9. Later');
        assert.equal(await one.reply('7'), 'Enter amount:');
        await one.reply('10');
        assert.equal(await one.reply('1'), 'Airtime bought.');
        assert.equal(one.open, false);
    });

    it('says what its functions did', (test) => {
        const {out} = jukwaa(workspace(test, {'menu.js': MENU}), 'import', 'menu.js', '--json');
        assert.deepEqual(JSON.parse(out).findings.map(({node, what, instead}) => `${node}: ${what}: ${instead}`), [
            "state 'showBalance': the code fetchBalance(menu.args.phoneNumber).then(function (balanc...: nothing",
            "state 'showBalance': the value of balance: three dots",
            "state 'buyAirtime.amount': the way '9': function () { return 'done'; }: nothing",
            "state 'nowhere': a state that is not there: an end of three dots",
        ]);
    });

    it('begins where a start without a screen leads', (test) => {
        const source = "menu.startState({next: {'': 'first'}}).state('first', {run: () => menu.con('Name?'), next: {'*.+': 'bye'}})"
            + ".state('bye', {run: () => menu.end('Bye')});";
        const folder = workspace(test, {'menu.js': source});
        assert.equal(jukwaa(folder, 'import', 'menu.js', '--out', 'app').out, `app: 2 states, 1 test, everything was taken over
Next: cd app && npm install && npm run lint && npm test
`);
        assert.equal(jukwaa(path.join(folder, 'app'), 'test').code, 0);
    });
});
