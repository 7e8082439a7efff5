/** @file What builders of states and `defineApp` take, by name: a misspelled option must not be taken in silence. */
'use strict';

const COMMON = ['done', 'load', 'note', 'skip'];
const STEP = [...COMMON, 'answer', 'back', 'encrypted', 'keep', 'sensitive'];
const SCREEN = [...STEP, 'footer', 'limit', 'metadata', 'resume'];
const QUESTION = [...SCREEN, 'attempts', 'check', 'error', 'next', 'question', 'repeat'];
const LIMITS = ['fallback', 'pause', 'retries', 'timeout', 'within'];
const CALL = [...LIMITS, 'body', 'cache', 'get', 'headers', 'pick', 'post', 'query', 'run'];
const SEARCH = [...LIMITS, 'again', 'failed', 'least', 'most', 'none', 'pick'];

/**
 * All options by builder, and those without which there is nothing to build.
 *
 * @type {Readonly<Record<string, {takes: readonly string[], needs: readonly string[]}>>}
 */
const OPTIONS = {
    choice: {takes: [...QUESTION, 'choices', 'empty'], needs: ['question', 'choices']},
    menu: {takes: [...without(QUESTION, 'next'), 'choices'], needs: ['question', 'choices']},
    yesNo: {takes: [...QUESTION, 'no', 'yes'], needs: ['question']},
    language: {takes: [...QUESTION, 'choices'], needs: ['question', 'choices']},
    rating: {takes: [...QUESTION, 'labels', 'most'], needs: ['question']},
    terms: {takes: [...QUESTION, 'agree', 'disagree', 'otherwise'], needs: ['question', 'next', 'otherwise']},
    freeText: {takes: [...QUESTION, 'longest', 'pattern', 'shortest'], needs: ['question']},
    show: {takes: [...SCREEN, 'breakAt', 'continue', 'next', 'text'], needs: ['text']},
    end: {takes: [...without(SCREEN, 'answer', 'back', 'resume'), 'breakAt', 'text'], needs: ['text']},
    call: {takes: [...STEP, ...CALL, 'next'], needs: []},
    decide: {takes: [...STEP, 'next', 'run'], needs: []},
    assign: {takes: [...STEP, 'groups', 'next'], needs: ['groups']},
    send: {takes: [...STEP, 'endpoint', 'next', 'text', 'to'], needs: ['text']},
    keywords: {takes: [...STEP, 'keywords', 'otherwise'], needs: ['keywords', 'otherwise']},
    multiSelect: {takes: [...QUESTION, 'choices', 'empty', 'finish', 'least', 'most'], needs: ['question', 'choices']},
    search: {takes: [...QUESTION, ...SEARCH, 'from'], needs: ['question', 'from']},
    location: {takes: [...QUESTION, ...SEARCH, 'geocode', 'places', 'url'], needs: ['question']},
    confirm: {takes: [...SCREEN, 'change', 'next', 'question', 'show', 'which', 'yes'], needs: ['show']},
    form: {takes: ['confirm', 'fields', 'next', 'note', 'progress', 'skip', 'when'], needs: ['fields']},
    quiz: {
        takes: [...COMMON, 'back', 'correct', 'keep', 'next', 'questions', 'score', 'shuffle', 'wrong'],
        needs: ['questions'],
    },
    xform: {takes: ['answer', 'confirm', 'encrypted', 'form', 'keep', 'next', 'note', 'progress', 'skip'], needs: ['form']},
    number: {takes: [...QUESTION, 'decimals', 'least', 'most'], needs: ['question']},
    date: {takes: [...QUESTION, 'from', 'order', 'parts', 'to', 'utcOffset'], needs: ['question']},
    time: {takes: [...QUESTION, 'from', 'to'], needs: ['question']},
    phone: {takes: [...QUESTION, 'abroad', 'mobileOnly', 'region'], needs: ['question']},
    identityNumber: {takes: [...QUESTION, 'kind'], needs: ['question']},
    pin: {takes: [...without(QUESTION, 'sensitive'), 'confirm', 'digits', 'equals', 'store', 'strong'], needs: ['question']},
    defineApp: {
        takes: ['catalogues', 'channel', 'drop', 'error', 'keepUsers', 'keywords', 'labels', 'languages', 'metrics', 'migrate', 'name',
            'navigation', 'onError', 'onEvent', 'resume', 'start', 'states', 'version'],
        needs: [],
    },
};

/** The options of options, where misspelling is as easy. */
const NESTED = {
    resume: ['continue', 'maxAge', 'policy', 'question', 'restart'],
    drop: ['endpoint', 'once', 'sms', 'states'],
    navigation: ['back', 'forget', 'home'],
    labels: ['more', 'previous'],
};

/**
 * @param {readonly string[]} names
 * @param {...string} left those left out
 */
function without(names, ...left) {
    return names.filter((name) => !left.includes(name));
}

/**
 * What is wrong with the options a builder was given, by name; nothing about their values but that they are there.
 *
 * @param {string} builder
 * @param {unknown} options
 * @returns {{missing: string[], unknown: string[]}} lines, those without which nothing can be built apart
 */
function problemsWith(builder, options) {
    if (Object(options) !== options || Array.isArray(options)) {
        return {missing: [`${JSON.stringify(options)} (expected: ${builder}({${OPTIONS[builder].needs.map((name) => `${name}: …`).join(', ')}}))`],
            unknown: []};
    }
    const given = /** @type {Record<string, any>} */ (options);
    const {takes, needs} = OPTIONS[builder];
    const missing = needs.filter((name) => given[name] === undefined).map((name) => `${name} is missing (${builder} needs it)`);
    return {missing: [...missing, ...problemsOfChoices(given.choices)], unknown: unknownIn(given, takes, builder)};
}

/**
 * The nested options of an app.
 *
 * @param {Record<string, any>} options
 * @returns {string[]}
 */
function problemsInside(options) {
    return Object.entries(NESTED).flatMap(([name, takes]) => Object(options[name]) === options[name] ? unknownIn(options[name], takes, name) : []);
}

/**
 * @param {Record<string, any>} given
 * @param {readonly string[]} takes
 * @param {string} owner
 */
function unknownIn(given, takes, owner) {
    return Object.keys(given).filter((name) => !takes.includes(name)).map((name) => {
        const near = takes.find((known) => isNear(known, name));
        return `${owner} takes no '${name}' (${near === undefined ? `expected: ${[...takes].sort().join(', ')}` : `did you mean '${near}'?`})`;
    });
}

/** @param {unknown} choices */
function problemsOfChoices(choices) {
    return !Array.isArray(choices) ? [] : choices.flatMap((choice, at) =>
        Object(choice) === choice && 'value' in choice && 'label' in choice
            ? [] : [`choices.${at}: ${JSON.stringify(choice)} (expected: {value: …, label: …})`]);
}

/**
 * Whether one name is the other but for case, one letter, or two that changed places.
 *
 * @param {string} known
 * @param {string} name
 */
function isNear(known, name) {
    const [one, other] = [known.toLowerCase(), name.toLowerCase()];
    let start = 0;
    while (start < one.length && one[start] === other[start]) {
        start++;
    }
    const [restOfOne, restOfOther] = [one.slice(start), other.slice(start)];
    return restOfOne.slice(1) === restOfOther || restOfOne === restOfOther.slice(1) || restOfOne.slice(1) === restOfOther.slice(1)
        || (restOfOne.slice(2) === restOfOther.slice(2) && restOfOne[0] === restOfOther[1] && restOfOne[1] === restOfOther[0]);
}

module.exports = {OPTIONS, problemsInside, problemsWith};
