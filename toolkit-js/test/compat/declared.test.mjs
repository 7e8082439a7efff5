import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const require = createRequire(import.meta.url);
const vumigo = require('../../compat');
const DECLARATIONS = fileURLToPath(new URL('../../compat/lib/index.d.ts', import.meta.url));

// What files of the toolkit share with each other.
const INTERNAL = ['events.TeardownEvent', 'structs.deep_copy', 'tester.tasks.check_order', 'tester.tasks.in_turn'];

// No modules, though they hold functions.
const OBJECTS = ['test_utils', 'fixtures', 'encodings'];

const program = ts.createProgram([DECLARATIONS], {
    target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, types: [], strict: true
});
const checker = program.getTypeChecker();
const root = checker.getSymbolAtLocation(/** @type {ts.SourceFile} */ (program.getSourceFile(DECLARATIONS)));

/** @param {ts.Symbol} symbol @returns {ts.Symbol} */
function resolved(symbol) {
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** @param {ts.Symbol} module @returns {ts.Symbol[]} what of it is there when it runs */
function values(module) {
    return checker.getExportsOfModule(module).filter((symbol) => resolved(symbol).flags & ts.SymbolFlags.Value);
}

/** @param {ts.Symbol} module @param {string} path @returns {string[]} */
function declaredPaths(module, path = '') {
    return values(module).flatMap((symbol) => {
        const target = resolved(symbol);
        const isModule = target.flags & ts.SymbolFlags.ValueModule;
        return isModule ? declaredPaths(target, path + symbol.name + '.') : [path + symbol.name];
    });
}

/** @param {any} object @param {string} path @returns {string[]} */
function presentPaths(object, path = '') {
    return Object.keys(object).flatMap((name) => {
        const isModule = typeof object[name] === 'object' && !OBJECTS.includes(name);
        return isModule ? presentPaths(object[name], path + name + '.') : [path + name];
    });
}

/**
 * The members that the type of an exported name declares.
 *
 * @param {string} path
 * @returns {string[]}
 */
function membersOf(path) {
    const exported = (/** @type {ts.Symbol} */ module, /** @type {string} */ name) => resolved(/** @type {ts.Symbol} */ (
        checker.getExportsOfModule(module).find((each) => each.name === name)));
    const symbol = path.split('.').reduce(exported, /** @type {ts.Symbol} */ (root));
    return checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))
        .filter((property) => !(property.flags & ts.SymbolFlags.Optional))
        .map((property) => property.name);
}

test('what is declared is what apps find', () => {
    const declared = declaredPaths(/** @type {ts.Symbol} */ (root));
    const present = presentPaths(vumigo);
    assert.deepEqual(present.filter((path) => !declared.includes(path) && !INTERNAL.includes(path)), [], 'not declared');
    assert.deepEqual(declared.filter((path) => !present.includes(path)), [], 'not there');
    assert.ok(declared.length > 100, `${declared.length} names`);
});

test('objects have the members that are declared', async () => {
    const {App, AppTester, DummyApi} = vumigo;
    const {states} = vumigo;
    const app = new App('start');
    const im = await vumigo.test_utils.make_im({app: app});
    const tester = new AppTester(new App('start'));
    const http = vumigo.http.api;
    const request = new http.HttpRequest('get', 'http://example.com');
    const choices = {question: 'q', choices: []};
    /** @type {Record<string, any>} */
    const objects = {
        'App': app,
        'app.AppStates': app.states,
        'InteractionMachine': im,
        'user.User': im.user,
        'config.api.SandboxConfig': im.sandbox_config,
        'config.api.IMConfig': im.config,
        'contacts.api.ContactStore': im.contacts,
        'contacts.api.GroupStore': im.groups,
        'contacts.api.Contact': new vumigo.contacts.api.Contact({key: 'k', user_account: 'u', msisdn: '+1'}),
        'log.api.Logger': im.log,
        'metrics.api.MetricStore': im.metrics,
        'outbound.api.OutboundHelper': im.outbound,
        'http.api.HttpApi': new http.HttpApi(im),
        'http.api.JsonApi': new http.JsonApi(im),
        'http.api.HttpRequest': request,
        'http.api.HttpResponse': new http.HttpResponse(request, 200),
        'http.api.HttpResponseError': new http.HttpResponseError(new http.HttpResponse(request, 500)),
        'translate.LazyTranslator': app.$,
        'translate.LazyText': app.$('text'),
        'translate.Translator': im.user.i18n,
        'states.StateData': im.next_state,
        'states.Choice': new states.Choice('value', 'label'),
        'states.State': new states.State('name'),
        'states.StateInvalidError': new states.StateInvalidError(new states.State('name'), 'no'),
        'states.FreeText': new states.FreeText('name', {question: 'q'}),
        'states.ChoiceState': new states.ChoiceState('name', choices),
        'states.MenuState': new states.MenuState('name', choices),
        'states.LanguageChoice': new states.LanguageChoice('name', choices),
        'states.PaginatedChoiceState': new states.PaginatedChoiceState('name', choices),
        'states.PaginatedState': new states.PaginatedState('name', {text: 't'}),
        'states.BookletState': new states.BookletState('name', {pages: 1, page_text: () => 't'}),
        'states.EndState': new states.EndState('name', {text: 't'}),
        'AppTester': tester,
        'tester.tasks.AppTesterTaskSet': tester.tasks,
        'tester.tasks.AppTesterTasks': tester.tasks.get('checks'),
        'DummyApi': new DummyApi(),
        'dummy.resources.DummyResources': new DummyApi().resources,
        'http.dummy.DummyHttpResource': new DummyApi().http,
        'http.dummy.HttpFixtures': new DummyApi().http.fixtures,
        'http.dummy.HttpFixture': new vumigo.http.dummy.HttpFixture({request: {url: 'http://example.com'}}),
        'log.dummy.DummyLogResource': new DummyApi().log,
        'outbound.dummy.DummyOutboundResource': new DummyApi().outbound,
        'contacts.dummy.DummyContactsResource': new DummyApi().contacts
    };
    // Handlers are given to an api by the machine that is attached to it.
    const later = ['on_inbound_message', 'on_inbound_event', 'on_unknown_command', 'stack', 'cause'];
    for (const path of Object.keys(objects)) {
        const missing = membersOf(path).filter((name) => !(name in objects[path]) && !later.includes(name));
        assert.deepEqual(missing, [], path);
    }
    assert.ok(membersOf('InteractionMachine').includes('switch_state') && membersOf('states.FreeText').includes('question_text'));
});
