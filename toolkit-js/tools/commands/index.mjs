/** All commands, in the order `jukwaa --help` shows them. A command's file is loaded when it is asked for. */
export const COMMANDS = [
    command('new', 'makes a folder with an app that passes its tests'),
    command('import', 'makes an app of a RapidPro flow, a menu of ussd-menu-builder or a Vumi app'),
    command('test', 'runs transcript tests'),
    command('sim', 'a phone in the terminal or in the browser'),
    command('lint', 'finds what would go wrong'),
    command('graph', 'draws the states and the ways between them'),
    command('coverage', 'what of an app its tests have seen'),
    command('i18n', 'takes texts out for translators, and checks what comes back'),
    command('record', 'keeps a session with all its requests in a file'),
    command('replay', 'runs recorded sessions again and shows what differs'),
    command('doctor', 'says whether all is there and the app is fit for a host'),
    command('build', 'makes the one file that is uploaded'),
    command('migrate-check', "runs a Vumi app's own tests with this toolkit in place of vumigo_v02"),
];

/**
 * @param {string} name
 * @param {string} summary
 */
function command(name, summary) {
    return {
        name,
        summary,
        /** @returns {Promise<import('./command.d.ts').Command>} */
        load: async () => (await import(`./${name}.mjs`)).default,
    };
}
