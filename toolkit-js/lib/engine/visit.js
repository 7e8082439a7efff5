/** @file One message of one user: from what came in to the screen that goes out and the record that is stored. */
'use strict';

const {createContext} = require('./context');
const {StepError, textOf} = require('./errors');
const {receive} = require('./input');
const {notJson} = require('./json');
const {OWN_TEXTS} = require('./own-texts');
const records = require('./record');
const {mustAsk, readyToResume} = require('./resume');
const {withoutSecrets} = require('./secrets');
const {show} = require('./screens');
const {bringUpToDate} = require('./versions');
const {enter} = require('./walk');
const {plainDigits} = require('../validate/digits');

/** @typedef {import('../internal').CompiledApp} CompiledApp */
/** @typedef {import('../internal').Services} Services */
/** @typedef {import('../internal').UserRecord} UserRecord */
/** @typedef {import('../index').UserMessage} UserMessage */

/**
 * What the engine knows while it answers a message.
 *
 * @typedef {object} Visit
 * @property {CompiledApp} app
 * @property {Services} services
 * @property {UserMessage} message
 * @property {Record<string, any>} config
 * @property {UserRecord} record
 * @property {boolean} isNew
 * @property {ReturnType<typeof import('../host/resources').resourcesOf>} [resources]
 * @property {{depth: number, path: string[]}} [detoured] where a detour began that has just ended, and the screens on it
 * @property {number} [passed] states that had nothing to show
 * @property {(state: string) => import('../index').Context} about the context for a state's functions
 * @property {(name: string) => import('../internal').StateDefinition} state
 */

/**
 * What goes out: the screen's text, whether the session goes on, and metadata of the channel.
 *
 * @typedef {{text: string, goesOn: boolean, metadata?: import('../index').JsonObject}} Reply
 */

/**
 * Answers a message: the step function of hosts, simulators and tests. The record is stored before the reply is returned.
 *
 * @param {CompiledApp} app
 * @param {Services} services
 * @param {UserMessage} message
 * @returns {Promise<Reply | null>} null if nothing is to be said: the session is closed
 */
async function step(app, services, message) {
    const config = await readConfig(services);
    const {record, isNew} = await records.load(app, services, message.from);
    const visit = createVisit(app, services, message, config, record, isNew);
    const before = JSON.stringify(record);
    try {
        const reply = await answer(visit);
        record.seen = services.now().getTime();
        refuseWhatIsNotJson(record);
        await records.save(app, services, record);
        return reply;
    } catch (error) {
        return apologise(createVisit(app, services, message, config, JSON.parse(before), isNew), visit, error);
    }
}

/**
 * Functions of the app may have put anything anywhere; it would come back as something else.
 *
 * @param {UserRecord} record
 */
function refuseWhatIsNotJson({answers, data, slot}) {
    const found = [...notJson(answers, 'answers'), ...notJson(data, 'data'), ...notJson(slot.loaded, 'loaded')];
    if (found.length > 0) {
        throw new TypeError(`cannot be stored: ${found.join('; ')}`);
    }
}

/** @param {Services} services */
async function readConfig(services) {
    const {value} = await services.request('config.get', {key: 'config'});
    try {
        return value ? JSON.parse(value) : {};
    } catch (error) {
        throw new Error(`the app's configuration is not JSON: ${textOf(error)}`, {cause: error});
    }
}

/**
 * @param {CompiledApp} app
 * @param {Services} services
 * @param {UserMessage} message
 * @param {Record<string, any>} config
 * @param {UserRecord} record
 * @param {boolean} isNew
 * @returns {Visit}
 */
function createVisit(app, services, message, config, record, isNew) {
    /** @type {Visit} */
    const visit = {
        app, services, message, config, record, isNew,
        about: (state) => createContext(visit, state),
        state: (name) => {
            const found = app.states.get(name);
            if (found === undefined) {
                throw new Error(`there is no state '${name}' (expected one of: ${[...app.states.keys()].filter((known) => !known.includes('$')).join(', ')})`);
            }
            return found;
        },
    };
    return visit;
}

/**
 * @param {Visit} visit
 * @returns {Promise<Reply | null>}
 */
async function answer(visit) {
    const {message, record} = visit;
    await bringUpToDate(visit);
    if (message.session === 'close') {
        await dropped(visit);
        return null;
    }
    if (message.session === 'new') {
        await count(visit, 'sessions');
    }
    if (record.state === null || !visit.app.states.has(record.state)) {
        await begin(visit);
    } else if (message.session === 'new') {
        await dialAgain(visit);
    } else if (message.content !== null) {
        await receive(visit, message.content);
    }
    return show(visit);
}

/**
 * A user without a state, or in one that is gone.
 *
 * @param {Visit} visit
 */
async function begin(visit) {
    const {record, app} = visit;
    if (record.state !== null) {
        records.endFlow(app, record);
    }
    await enter(visit, app.start, 'start');
}

/**
 * A user who dials in the middle of a flow.
 *
 * @param {Visit} visit
 */
async function dialAgain(visit) {
    delete visit.record.slot.error;
    const policy = readyToResume(visit);
    if (policy === 'restart') {
        records.endFlow(visit.app, visit.record);
        await enter(visit, visit.app.start, 'start');
    } else if (policy === 'ask') {
        mustAsk(visit);
    }
}

/**
 * A session that ended before the flow did.
 *
 * @param {Visit} visit
 */
async function dropped(visit) {
    const {app: {options: {drop}}, record} = visit;
    const {state} = record;
    if (state === null) {
        return;
    }
    await count(visit, `drops.${state}`);
    if (drop === undefined || (drop.states !== undefined && !drop.states.includes(state))) {
        return;
    }
    const already = drop.once === 'state' ? record.dropped.includes(state) : record.dropped.length > 0;
    if (!already) {
        record.dropped.push(state);
        await visit.about(state).send({text: drop.sms, endpoint: drop.endpoint ?? 'sms'});
    }
}

/**
 * @param {Visit} visit
 * @param {string} name
 */
async function count(visit, name) {
    const {metrics} = visit.app.options;
    if (metrics) {
        await visit.about('').metrics.count(`${metrics}.${name}`);
    }
}

/**
 * Something went wrong: the owner's log gets everything, the user a screen, and the record stays as it was.
 *
 * @param {Visit} calm a visit with the record as it was
 * @param {Visit} failed
 * @param {unknown} thrown
 * @returns {Promise<Reply | null>}
 */
async function apologise(calm, failed, thrown) {
    const {app, services, message} = calm;
    const {state} = failed.record;
    const {error, stack} = tellable(calm, failed, thrown);
    const context = calm.about(state ?? app.start);
    services.trace({event: 'error', state, message: error.message, stack});
    context.log.error(`${error.message}${error.input === null ? '' : ` (input: ${JSON.stringify(error.input)})`}\n${stack}`);
    await quietly(context, async () => app.options.onError?.(error, context));
    await quietly(context, () => count(calm, 'errors'));
    if (message.session === 'close') {
        return null;
    }
    return {text: await context.translate(app.options.error ?? OWN_TEXTS.apology), goesOn: false};
}

/**
 * An error and its stack as they may be logged: answers of sensitive states are masked.
 *
 * @param {Visit} calm
 * @param {Visit} failed
 * @param {unknown} thrown
 */
function tellable({app, message, record: before}, {record}, thrown) {
    const secret = [record.state, before.state].some((name) => name !== null && app.states.get(name)?.options.sensitive);
    const inputs = secret && message.content !== null ? [message.content.trim(), plainDigits(message.content)] : [];
    const masked = (/** @type {string} */ text) => withoutSecrets(app, record.answers, text, inputs);
    const error = new StepError(record.state, message.id, secret ? null : message.content, thrown, masked(textOf(thrown)));
    return {error, stack: masked(/** @type {any} */ (thrown)?.stack ?? '')};
}

/**
 * @param {import('../index').Context} context
 * @param {() => Promise<void>} work whose failing must not hide the first error
 */
async function quietly(context, work) {
    try {
        await work();
    } catch (error) {
        context.log.error(`after an error: ${textOf(error)}`);
    }
}

/**
 * Tells the app of an ack, a nack or a delivery report.
 *
 * @param {CompiledApp} app
 * @param {Services} services
 * @param {import('../index').JsonObject} event
 */
async function answerEvent(app, services, event) {
    if (app.options.onEvent === undefined) {
        return;
    }
    const message = {id: String(event.user_message_id ?? ''), content: null, from: '', to: '', session: null, transport: '', metadata: {}};
    const visit = createVisit(app, services, message, await readConfig(services), records.fresh(app, ''), true);
    await app.options.onEvent(event, visit.about(''));
}

module.exports = {answerEvent, step};
