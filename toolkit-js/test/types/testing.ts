// What the declarations of jukwaa/testing must let through, and what they must not. Checked by tsc only.

import {choice, defineApp, end} from 'jukwaa';
import {Account, SimulatedHost, phone} from 'jukwaa/testing';

const app = defineApp({
    name: 'typed', start: 'age',
    states: {age: choice({question: 'Age?', choices: {young: 'Young', old: 'Old'}, next: 'bye'}), bye: end({text: 'Bye'})},
});

async function test() {
    const host = new SimulatedHost({now: '2026-03-01T08:00:00Z', account: new Account({canManageOptouts: false}), http: [
        {name: 'clinics', request: {url: 'https://example.org/', query: {page: 1}}, response: {body: ['Lumumba'], delay: '2s'}},
        ({method}) => method === 'POST' ? {status: 201} : undefined,
    ]});
    const user = phone(app, {host, address: '+254700000002'});
    const screen: string = await user.dial();
    const age: 'young' | 'old' | undefined = user.answers.age;
    // @ts-expect-error there is no such state
    const wrong: boolean = user.state === 'nowhere';
    // @ts-expect-error a moment is no boolean
    host.now = true;
    const late: boolean = host.now > Date.parse('2026-03-01T08:00:00Z');
    // @ts-expect-error only the address
    phone('app.mjs', {adress: '+254700000001'});
    const answers: Record<string, any> = phone('app.mjs').answers;
    return {screen, age, wrong, late, answers};
}

export {test};
