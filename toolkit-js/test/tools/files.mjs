/** Temporary folders of files, for tests of tools. */

import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

/**
 * A folder with these files, removed when the test is over.
 *
 * @param {import('node:test').TestContext} test
 * @param {Record<string, string | object>} files what is not text becomes JSON
 * @returns {string}
 */
export function folderOf(test, files) {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'jukwaa-test-')));
    test.after(() => rmSync(folder, {recursive: true, force: true}));
    for (const [name, content] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(folder, name)), {recursive: true});
        writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return folder;
}

/** Runs a command as the command line does; gives what it prints and what came of it. */
export async function ran(command, options, operands) {
    const lines = [];
    const outcome = await command.run(options, operands, {print: (text) => lines.push(text), json: false});
    return {...outcome, text: lines.join('\n')};
}

export const CLINIC = `
    import {choice, defineApp, end, freeText, menu} from 'jukwaa';
    export default defineApp({
        name: 'clinic', start: 'menu', languages: {en: 'English', sw: 'Kiswahili'},
        catalogues: {sw: {'Enough?': 'Inatosha?'}},
        drop: {sms: 'Dial again to go on.', states: ['district']},
        states: {
            menu: menu({question: 'Welcome. What do you need?', choices: {district: 'Find a clinic', stock: 'Report stock'}}),
            district: freeText({question: 'Which district?', next: 'found', shortest: 3}),
            found: end({text: 'Your clinic in {{district}}: {{loaded.name}}.',
                load: async ({http, answers: {district}}) =>
                    (await http.get('https://api.example.org/clinics', {query: {in: district}})).json()}),
            stock: choice({question: 'Enough?', choices: {yes: 'Yes', no: 'No'}, next: {yes: 'thanks', no: 'broken'}}),
            thanks: end({text: 'Thank you'}),
            broken: end({text: () => { throw new Error('Out of order'); }}),
        },
    });
`;

export const CLINIC_HTTP = [{
    name: 'clinics of Kisumu',
    request: {url: 'https://api.example.org/clinics', query: {in: 'Kisumu'}},
    response: {body: {name: 'Lumumba'}},
}];
