/** @file An app in the hands of its host: messages and events come in, replies go out. */
'use strict';

const {compiledOf} = require('../define/app');
const {textOf} = require('../engine/errors');
const {OWN_TEXTS} = require('../engine/own-texts');
const {answerEvent, step} = require('../engine/visit');
const {servicesOf} = require('./services');

/**
 * @param {any} api the host's, in which a simulator may put the profile of another channel; undefined outside a host
 * @param {import('../index').App<any>} app
 * @param {string} [hash] of its definition, where the build knows it: no message has to compute it
 */
function start(api, app, hash) {
    const compiled = compiledOf(app);
    if (api === undefined) {
        return;
    }
    const {profile = compiled.profile} = api;
    const definition = {...compiled, profile, definition: hash === undefined ? compiled.definition : () => hash};
    const services = servicesOf(api);
    api.on_inbound_message = (/** @type {any} */ command) => {
        reply(services, definition, command.msg).then(() => api.done());
    };
    api.on_inbound_event = (/** @type {any} */ command) => {
        logged(services, () => answerEvent(definition, services, command.msg)).then(() => api.done());
    };
    api.on_unknown_command = () => api.done();
}

/**
 * @param {import('../internal').Services} services
 * @param {import('../internal').CompiledApp} app
 * @param {any} received a Vumi user message
 */
async function reply(services, app, received) {
    const message = messageOf(received);
    await logged(services, async () => {
        const answer = await step(app, services, message)
            .catch(async (error) => {
                await logged(services, () => Promise.reject(error));
                // Not even the user could be loaded, so the language is not known.
                return {text: OWN_TEXTS.apology, goesOn: false, metadata: undefined};
            });
        if (answer !== null) {
            await services.request('outbound.reply_to', {
                content: answer.text,
                in_reply_to: message.id,
                continue_session: answer.goesOn,
                ...answer.metadata === undefined ? {} : {helper_metadata: answer.metadata},
            });
        }
    });
}

/**
 * What fails here is the owner's to know; there is nobody else to tell.
 *
 * @param {import('../internal').Services} services
 * @param {() => Promise<unknown>} work
 */
async function logged(services, work) {
    try {
        await work();
    } catch (error) {
        const msg = String(/** @type {any} */ (error)?.stack ?? textOf(error));
        await services.request('log.error', {msg}).catch(() => undefined);
    }
}

/**
 * @param {any} received a Vumi user message
 * @returns {import('../index').UserMessage}
 */
function messageOf(received) {
    const {session_event: event} = received;
    return {
        id: received.message_id,
        content: event === 'new' || event === 'close' ? null : received.content ?? null,
        from: received.from_addr,
        to: received.to_addr,
        session: ['new', 'resume', 'close'].includes(event) ? event : null,
        transport: received.transport_type ?? '',
        metadata: received.helper_metadata ?? {},
    };
}

module.exports = {start};
