/** @file Everything that lint finds in an app, with the severities its package.json wants. */

import {codeFindings} from './code.mjs';
import {conditionFindings} from './conditions.mjs';
import {flowFindings} from './flow.mjs';
import {functionFindings} from './functions.mjs';
import {legacyFindings} from './legacy.mjs';
import {RULES} from './rules.mjs';
import {screenFindings} from './screens.mjs';
import {textFindings} from './texts.mjs';
import {versionFindings} from './versions.mjs';

/** @typedef {import('../definition/load.mjs').Loaded} Loaded */
/** @typedef {import('./rules.mjs').Finding} Finding */
/** @typedef {import('./rules.mjs').Found} Found */

const ORDER = ['error', 'warning', 'info'];

/**
 * @param {Loaded} loaded
 * @param {object} options
 * @param {import('../definition/screens.mjs').Samples} options.samples
 * @param {number} options.mostPages a screen may take without a warning
 * @param {Record<string, string>} options.severities by rule: `error`, `warning`, `info` or `off`
 * @param {import('../../lib/internal.d.ts').CompiledApp} [options.before] what users may have been stored by
 * @returns {Promise<Finding[]>} by file, line, severity
 */
export async function lint(loaded, {severities, ...options}) {
    const found = loaded.bundle.legacy ? legacyFindings(loaded.source) : await definitionFindings(loaded, options);
    return found.flatMap((one) => finished(one, loaded, severities)).sort(inOrder);
}

/**
 * @param {Loaded} loaded
 * @param {{samples: import('../definition/screens.mjs').Samples, mostPages: number,
 *     before?: import('../../lib/internal.d.ts').CompiledApp}} options
 * @returns {Promise<Found[]>}
 */
async function definitionFindings({app, source, problems}, {before, ...options}) {
    const ofCode = [...codeFindings(source), ...functionFindings(source)];
    return app === null ? [...problems.map(problemFound), ...ofCode] : [
        ...flowFindings(app, source), ...conditionFindings(app, source), ...await screenFindings(app, options),
        ...textFindings({app, source}), ...ofCode, ...before === undefined ? [] : versionFindings(app, before),
    ];
}

/**
 * A line of a DefinitionError as a finding.
 *
 * @param {string} problem
 * @returns {Found}
 */
function problemFound(problem) {
    const [, state, message] = /^states\.([^:]+): (.*)$/s.exec(problem) ?? [];
    return {rule: /which is not there/.test(problem) ? 'unknown-target' : 'definition', state: state ?? null, message: message ?? problem};
}

/**
 * @param {Found} found
 * @param {Loaded} loaded
 * @param {Record<string, string>} severities
 * @returns {Finding[]}
 */
export function finished({rule, state, place = null, message, language, severity, position}, {source, file}, severities) {
    const wanted = severities[rule];
    if (wanted === 'off') {
        return [];
    }
    const at = position ?? source.positionOfState(state);
    return [{
        rule,
        severity: /** @type {import('./rules.mjs').Severity} */ (wanted ?? severity ?? RULES[rule].severity),
        state, place, message,
        ...language === undefined ? {} : {language},
        ...at === null ? {file} : {file: at.file, line: at.line},
    }];
}

/**
 * @param {Finding} a
 * @param {Finding} b
 */
function inOrder(a, b) {
    return compare(a.file ?? '', b.file ?? '') || (a.line ?? 0) - (b.line ?? 0)
        || ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || compare(a.rule, b.rule) || compare(a.language ?? '', b.language ?? '');
}

/**
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
    return Number(a > b) - Number(a < b);
}
