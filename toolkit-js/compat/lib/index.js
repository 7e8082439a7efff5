/** @file The package as apps require it: what messages need is loaded at once, what tests need when it is first used. */
'use strict';

const {InteractionMachine, interact} = require('./interaction_machine');
const {App} = require('./app');

module.exports = {
    utils: require('./utils'),
    events: require('./events'),
    structs: require('./structs'),
    translate: require('./translate'),
    interaction_machine: require('./interaction_machine'),
    app: require('./app'),
    states: require('./states'),
    user: require('./user'),
    config: require('./config'),
    contacts: require('./contacts'),
    http: require('./http'),
    metrics: require('./metrics'),
    log: require('./log'),
    outbound: require('./outbound'),
    InteractionMachine: InteractionMachine,
    interact: interact,
    App: App
};

/** @type {Record<string, () => any>} */
const FOR_TESTS = {
    dummy: () => require('./dummy'),
    tester: () => require('./tester'),
    test_utils: () => require('./test_utils'),
    fixtures: () => require('./fixtures'),
    AppTester: () => require('./tester').AppTester,
    DummyApi: () => require('./dummy').DummyApi
};

for (const name of Object.keys(FOR_TESTS)) {
    Object.defineProperty(module.exports, name, {enumerable: true, configurable: true, get: FOR_TESTS[name]});
}
