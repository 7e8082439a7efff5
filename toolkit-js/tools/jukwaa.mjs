#!/usr/bin/env node
/** @file `jukwaa …`: finds the command, reads its options, and turns what it returns into output and an exit code. */

import {createRequire} from 'node:module';
import {parseArgs} from 'node:util';

import {COMMANDS} from './commands/index.mjs';
import {UsageError} from './usage-error.mjs';

/** Exit codes of every command. */
const OK = 0;
const PROBLEMS = 1;
const USAGE = 2;

process.exitCode = await main(process.argv.slice(2));

/** @param {string[]} args */
async function main([name, ...rest]) {
    if (name === '--version') {
        print(createRequire(import.meta.url)('../package.json').version);
        return OK;
    }
    if (name === 'help' && rest.length > 0) {
        return main([...rest, '--help']);
    }
    if (name === undefined || ['--help', '-h', 'help'].includes(name)) {
        print(overview());
        return name === undefined ? USAGE : OK;
    }
    const found = COMMANDS.find((command) => command.name === name);
    if (found === undefined) {
        complain(`jukwaa: '${name}' (expected one of: ${COMMANDS.map((command) => command.name).join(', ')})`);
        return USAGE;
    }
    try {
        return await runCommand(await found.load(), rest);
    } catch (error) {
        return failed(name, error, rest.includes('--json'));
    }
}

/**
 * @param {import('./commands/command.d.ts').Command} command
 * @param {string[]} args
 */
async function runCommand(command, args) {
    const {values, positionals} = read(command, args);
    if (values.help) {
        print(command.help);
        return OK;
    }
    const {json, ...options} = values;
    const outcome = await command.run(options, positionals, {print: json ? () => {} : print, json: Boolean(json)});
    if (json) {
        print(JSON.stringify(outcome.report, null, 2));
    }
    return outcome.ok ? OK : PROBLEMS;
}

/**
 * @param {import('./commands/command.d.ts').Command} command
 * @param {string[]} args
 * @returns {{values: Record<string, any>, positionals: string[]}}
 */
function read(command, args) {
    try {
        return parseArgs({
            args,
            options: {...command.options, help: {type: 'boolean', short: 'h'}, json: {type: 'boolean'}},
            allowPositionals: true,
        });
    } catch (error) {
        throw new UsageError(/** @type {Error} */ (error).message);
    }
}

/**
 * @param {string} name
 * @param {unknown} error
 * @param {boolean} json whether the standard output is read by a program
 */
function failed(name, error, json) {
    const {message, stack} = /** @type {Error} */ (error);
    if (json) {
        print(JSON.stringify({error: message}, null, 2));
    }
    if (error instanceof UsageError) {
        complain(`jukwaa ${name}: ${message}\nTry: jukwaa ${name} --help`);
        return USAGE;
    }
    complain(`jukwaa ${name}: ${process.env.JUKWAA_DEBUG ? stack : message}`);
    return PROBLEMS;
}

function overview() {
    const width = Math.max(...COMMANDS.map(({name}) => name.length));
    return ['Usage: jukwaa COMMAND [OPTION …]', '',
        ...COMMANDS.map(({name, summary}) => `  ${name.padEnd(width)}  ${summary}`), '',
        'jukwaa help COMMAND tells more. Exit codes: 0 fine, 1 something was found, 2 not understood.'].join('\n');
}

/** @param {string} text */
function print(text) {
    process.stdout.write(`${text}\n`);
}

/** @param {string} text */
function complain(text) {
    process.stderr.write(`${text}\n`);
}
