/** @file Reads the source of an app on vumigo_v02: its states, its own functions, and all that is beside them. */

import {isFunction, keyOf, literalOf, parse, propertyOf, walk} from '../../definition/syntax.mjs';
import {UsageError} from '../../usage-error.mjs';

/** @typedef {import('../../definition/syntax.mjs').Node} Node */

/**
 * @typedef {object} Added a state
 * @property {string} name
 * @property {Node} node the call that adds it
 * @property {Node} creator a function, or the `new` of a state
 * @property {string | null} by the app's own function that adds it, if it is not `states.add`
 *
 * @typedef {object} VumiApp
 * @property {string} code
 * @property {Set<string>} selves names of the app within its functions
 * @property {string | null} start the name of its first state
 * @property {string} dollar the function that marks texts
 * @property {Added[]} added
 * @property {Map<string, Node>} functions functions of the app, by name: `self.check_name = function …`
 * @property {Map<string, Node>} values other things of the app, by name
 * @property {Node[]} statements those of the file, and those within the app that are neither of it
 * @property {Node | null} error the creator of `__error__`
 * @property {Map<string, Node>} clients what `new JsonApi(self.im)` was put into
 * @property {string | null} contact what `init` puts the user's contact into
 * @property {Node[]} left what has no place in the new face
 * @property {Map<string, string>} modules names of what the file requires
 */

const HTTP_CLIENTS = ['HttpApi', 'JsonApi'];

/**
 * @param {string} code
 * @param {string} file for errors
 * @returns {Promise<VumiApp>}
 */
export async function readVumiApp(code, file) {
    const program = await programOf(code, file);
    const definition = definitionIn(program);
    if (definition === null) {
        throw new UsageError(`${file}: no App.extend(function(self) {…}) that adds states (expected: the source of an app on vumigo_v02)`);
    }
    const {body, self, around} = definition;
    /** @type {VumiApp} */
    const app = {
        code, selves: new Set([self]), start: null, dollar: '$', added: [], functions: new Map(), values: new Map(),
            statements: [],
        error: null, clients: new Map(), contact: null, left: [], modules: new Map(),
    };
    around.forEach((statement) => readOutside(app, statement));
    body.forEach((statement) => readInside(app, statement));
    return app;
}

/**
 * @param {string} code
 * @param {string} file
 * @returns {Promise<Node>}
 */
async function programOf(code, file) {
    try {
        return await parse(code, 'script');
    } catch (error) {
        throw new UsageError(`${file} is no JavaScript: ${/** @type {Error} */ (error).message} (expected: an app on vumigo_v02)`);
    }
}

/**
 * The function that makes the app, and the statements around it: of the file, and of a function the app stands in.
 *
 * @param {Node} program
 * @returns {{body: Node[], self: string, around: Node[]} | null}
 */
function definitionIn(program) {
    /** @type {{body: Node[], self: string, around: Node[]} | null} */
    let found = null;
    walk(program, (node, ancestors) => {
        const made = node.type === 'CallExpression' && node.callee.type === 'MemberExpression'
            && propertyOf(node.callee) === 'extend'
            ? node.arguments.find(isFunction) : undefined;
        if (found !== null || made === undefined
            || !/\bstates\s*\.\s*add\b|\bApp\b/.test(JSON.stringify(namesIn(made)))) {
            return;
        }
        const blocks = ancestors.filter((one) => Array.isArray(one.body));
        const around = blocks.flatMap((block) => block.body.filter((/** @type {Node} */ one) => !contains(one, node)));
        found = {body: made.body.body, self: made.params[0]?.name ?? 'self', around};
    });
    return found;
}

/** @param {Node} node */
function namesIn(node) {
    /** @type {string[]} */
    const names = [];
    walk(node, (one) => {
        if (one.type === 'MemberExpression' && one.object.type === 'MemberExpression') {
            names.push(`${propertyOf(one.object)}.${propertyOf(one)}`);
        } else if (one.type === 'Identifier') {
            names.push(one.name);
        }
    });
    return names;
}

/**
 * @param {Node} outer
 * @param {Node} inner
 */
export function contains(outer, inner) {
    return outer.start <= inner.start && inner.end <= outer.end;
}

/**
 * @param {VumiApp} app
 * @param {Node} statement around the app
 */
function readOutside(app, statement) {
    const expression = statement.expression;
    const isPlumbing = statement.type === 'ExpressionStatement'
        && (expression.type === 'AssignmentExpression' || expression.type === 'Literal'
        || (expression.type === 'CallExpression'
            && /interact|InteractionMachine/.test(app.code.slice(expression.start, expression.end))));
    if (isPlumbing || statement.type === 'ReturnStatement' || statement.type === 'EmptyStatement'
        || startsItself(statement)) {
        return;
    }
    readStatement(app, statement);
}

/**
 * Whether it is `if (typeof api !== 'undefined') …`, `new InteractionMachine(api, …)` or the like.
 *
 * @param {Node} statement
 */
function startsItself(statement) {
    return namesIn(statement).includes('InteractionMachine')
        || (statement.type === 'IfStatement' && namesIn(statement.test).includes('api'));
}

/**
 * @param {VumiApp} app
 * @param {Node} statement
 */
function readStatement(app, statement) {
    if (statement.type !== 'VariableDeclaration') {
        app.statements.push(statement);
        return;
    }
    for (const one of statement.declarations) {
        if (!isOfToolkit(app, one)) {
            app.statements.push({...statement, declarations: [one], start: one.start, end: one.end});
        }
    }
}

/**
 * Whether a declaration only names something of the old toolkit, or a module.
 *
 * @param {VumiApp} app
 * @param {Node} declaration
 */
function isOfToolkit(app, {id, init}) {
    const root = rootOf(init);
    if (init === null || id.type !== 'Identifier' || root === null) {
        return false;
    }
    if (root.type === 'CallExpression' && root.callee.name === 'require') {
        app.modules.set(id.name, literalOf(root.arguments[0]) ?? '');
        return true;
    }
    if (root.type === 'ThisExpression' || app.selves.has(root.name ?? '')) {
        if (init.type === 'MemberExpression' && propertyOf(init) === '$') {
            app.dollar = id.name;
            return true;
        }
        if (init === root) {
            app.selves.add(id.name);
            return true;
        }
        return false;
    }
    const known = app.modules.get(root.name ?? '');
    if (known !== undefined && init.type === 'MemberExpression') {
        app.modules.set(id.name, known);
        return true;
    }
    return id.name === 'go' || (init.type === 'LogicalExpression' && namesIn(init).includes('go'));
}

/**
 * The outermost object of `a.b.c`.
 *
 * @param {Node | null} node
 * @returns {Node | null}
 */
export function rootOf(node) {
    return node?.type === 'MemberExpression' ? rootOf(node.object) : node;
}

/**
 * @param {VumiApp} app
 * @param {Node} statement within the app
 */
function readInside(app, statement) {
    const expression = statement.type === 'ExpressionStatement' ? statement.expression : null;
    if (expression?.type === 'CallExpression') {
        readCall(app, statement, expression);
    } else if (expression?.type === 'AssignmentExpression' && expression.left.type === 'MemberExpression') {
        readAssignment(app, statement, expression);
    } else if (statement.type === 'VariableDeclaration' || statement.type === 'FunctionDeclaration') {
        readStatement(app, statement);
    } else if (statement.type !== 'EmptyStatement' && statement.type !== 'ReturnStatement') {
        app.left.push(statement);
    }
}

/**
 * @param {VumiApp} app
 * @param {Node} statement
 * @param {Node} call
 */
function readCall(app, statement, call) {
    const method = call.callee.type === 'MemberExpression' ? propertyOf(call.callee) : null;
    const [first] = call.arguments;
    if (method === 'call' && literalOf(call.arguments[1]) !== undefined) {
        app.start = literalOf(call.arguments[1]) ?? null;
        return;
    }
    const path = pathFrom(app, call.callee) ?? [];
    const isAdd = path[0] === 'states' && path[1] === 'add';
    const creator = isAdd && first?.type === 'NewExpression' ? first : call.arguments.findLast(isFunction);
    const name = literalOf(first?.type === 'NewExpression' ? first.arguments[0] : first);
    const own = path.length === 1 && addsStates(app.functions.get(path[0]) ?? app.values.get(path[0])) ? path[0] : null;
    if (name !== undefined && creator !== undefined && (isAdd || own !== null)) {
        app.added.push({name, node: call, creator, by: own});
    } else {
        app.left.push(statement);
    }
}

/** @param {Node | undefined} node of a function */
function addsStates(node) {
    return node !== undefined && namesIn(node).includes('states.add');
}

/**
 * @param {VumiApp} app
 * @param {Node} statement
 * @param {Node} assignment to something of the app
 */
function readAssignment(app, statement, {left, right}) {
    const path = pathFrom(app, left);
    if (path?.join('.') === 'states.creators.__error__' && isFunction(right)) {
        app.error = right;
    } else if (path?.length === 1 && path[0] === 'init' && isFunction(right)) {
        right.body.body.forEach((/** @type {Node} */ one) => readInit(app, one));
    } else if (path?.length === 1 && path[0] !== 'exit') {
        (isFunction(right) ? app.functions : app.values).set(path[0], right);
    } else {
        app.left.push(statement);
    }
}

/**
 * @param {VumiApp} app
 * @param {Node} statement of `init`, which is called for every message
 */
function readInit(app, statement) {
    const expression = statement.expression ?? statement.argument;
    const path = expression?.type === 'AssignmentExpression' ? pathFrom(app, expression.left) : null;
    if (path?.length === 1 && expression.right.type === 'NewExpression' && expression.right.arguments.length === 1
        && HTTP_CLIENTS.includes(lastName(expression.right.callee) ?? '')) {
        app.clients.set(path[0], expression.right);
        return;
    }
    const contact = contactOf(app, expression);
    if (contact === null) {
        app.left.push(statement);
    } else {
        app.contact = contact;
    }
}

/**
 * What `self.im.contacts.for_user().then(function(found) { self.contact = found; })` puts it into.
 *
 * @param {VumiApp} app
 * @param {Node | null | undefined} call
 */
function contactOf(app, call) {
    const callee = call?.type === 'CallExpression' && call.callee.type === 'MemberExpression' ? call.callee : null;
    const asked = callee !== null && propertyOf(callee) === 'then' && callee.object.type === 'CallExpression'
        ? pathFrom(app, callee.object.callee)?.join('.') : undefined;
    const [only, ...more] = call?.arguments[0]?.body?.body ?? [];
    const into = only?.expression?.type === 'AssignmentExpression' && only.expression.right.type === 'Identifier'
        ? pathFrom(app, only.expression.left) : null;
    return asked === 'im.contacts.for_user' && more.length === 0 && into?.length === 1 ? into[0] : null;
}

/**
 * The last name of `a.b.name`, or of `name`.
 *
 * @param {Node} node
 * @returns {string | null}
 */
export function lastName(node) {
    return node.type === 'MemberExpression' ? propertyOf(node) : node.name ?? null;
}

/**
 * The properties that lead to something of the app: `['im', 'user']` for `self.im.user`; null if it is none of the app's.
 *
 * @param {{selves: Set<string>}} app
 * @param {Node} node
 * @returns {string[] | null}
 */
export function pathFrom(app, node) {
    if (node.type === 'ThisExpression' || (node.type === 'Identifier' && app.selves.has(node.name))) {
        return [];
    }
    if (node.type !== 'MemberExpression') {
        return null;
    }
    const path = pathFrom(app, node.object);
    const name = propertyOf(node);
    return path === null || name === null ? null : [...path, name];
}

/**
 * The options of a `new ChoiceState(name, {…})` by name; null if they are no literal object.
 *
 * @param {Node} made
 * @returns {Map<string, Node> | null}
 */
export function optionsOf(made) {
    const given = made.arguments.at(-1);
    if (given?.type !== 'ObjectExpression'
        || given.properties.some((/** @type {Node} */ one) => one.type !== 'Property' || keyOf(one) === null)) {
        return null;
    }
    return new Map(given.properties.map((/** @type {Node} */ one) => [keyOf(one), one.value]));
}
