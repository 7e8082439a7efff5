/** @file The package as apps require it. Each part is loaded when it is first used. */
'use strict';

/** @type {Record<string, () => any>} */
const PARTS = {
    utils: () => require('./utils'),
    events: () => require('./events'),
    structs: () => require('./structs'),
    translate: () => require('./translate'),
    interaction_machine: () => require('./interaction_machine'),
    app: () => require('./app'),
    states: () => require('./states'),
    user: () => require('./user'),
    config: () => require('./config'),
    contacts: () => require('./contacts'),
    http: () => require('./http'),
    metrics: () => require('./metrics'),
    log: () => require('./log'),
    outbound: () => require('./outbound'),
    dummy: () => require('./dummy'),
    tester: () => require('./tester'),
    test_utils: () => require('./test_utils'),
    fixtures: () => require('./fixtures'),
    InteractionMachine: () => require('./interaction_machine').InteractionMachine,
    interact: () => require('./interaction_machine').interact,
    App: () => require('./app').App,
    AppTester: () => require('./tester').AppTester,
    DummyApi: () => require('./dummy').DummyApi
};

for (const name of Object.keys(PARTS)) {
    Object.defineProperty(module.exports, name, {enumerable: true, configurable: true, get: PARTS[name]});
}
