/** @file Two runs of the same tests, side by side. */

/** @typedef {import('./suite.mjs').SuiteOutcome} SuiteOutcome */
/** @typedef {import('./suite.mjs').TestOutcome} TestOutcome */

/**
 * @typedef {object} Differing
 * @property {string} title
 * @property {string | null} file
 * @property {string} before passed, failed, pending or missing
 * @property {string} now
 * @property {TestOutcome['error']} error of the one that failed; ours if both did
 * @property {TestOutcome['error']} errorBefore null unless both failed
 *
 * @typedef {object} Comparison
 * @property {number} passing in both; in ours where there is nothing to compare with
 * @property {number} pending in both
 * @property {{title: string, file: string | null, message: string, error: TestOutcome['error']}[]} failing in both, alike
 * @property {Differing[]} differing also those that fail in both, but not alike
 */

/** What is another at every run: identifiers. */
const RANDOM = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

/**
 * @param {SuiteOutcome | null} before null where there is nothing to compare with: every test is expected to pass
 * @param {SuiteOutcome} now
 * @returns {Comparison}
 */
export function compare(before, now) {
    const keys = [...new Set([...before?.tests.keys() ?? [], ...now.tests.keys()])];
    const pairs = keys.map((key) => {
        const ours = now.tests.get(key);
        return {key, before: before === null ? asExpected(ours) : before.tests.get(key), now: ours};
    });
    const both = (/** @type {TestOutcome['outcome']} */ outcome) => pairs.filter((pair) =>
        pair.now?.outcome === outcome && isAlike(pair));
    return {
        passing: both('passed').length,
        pending: both('pending').length,
        failing: both('failed').map(({key, now: ours}) => (
            {title: key, file: ours?.file ?? null, message: ours?.error?.message ?? '', error: ours?.error ?? null})),
        differing: pairs.filter((pair) => !isAlike(pair)).map(differing),
    };
}

/**
 * Whether the same came of a test, for the same reason.
 *
 * @param {{before?: TestOutcome, now?: TestOutcome}} pair
 */
function isAlike({before, now}) {
    return before?.outcome === now?.outcome && (before?.outcome !== 'failed' || reasonOf(before) === reasonOf(now));
}

/** @param {TestOutcome | undefined} test */
function reasonOf(test) {
    const {message, expected, actual} = test?.error ?? {};
    return JSON.stringify([message, expected, actual]).replace(RANDOM, 'id');
}

/**
 * @param {TestOutcome | undefined} test
 * @returns {TestOutcome | undefined}
 */
function asExpected(test) {
    return test?.outcome === 'failed' ? {...test, outcome: 'passed', error: null} : test;
}

/**
 * @param {{key: string, before?: TestOutcome, now?: TestOutcome}} pair
 * @returns {Differing}
 */
function differing({key, before, now}) {
    return {
        title: key,
        file: (now ?? before)?.file ?? null,
        before: before?.outcome ?? 'missing',
        now: now?.outcome ?? 'missing',
        error: now?.error ?? before?.error ?? null,
        errorBefore: now?.error ? before?.error ?? null : null,
    };
}
