/** @file Declarations as parts of a page: options as tables, everything else as it is written. */

import ts from 'typescript';

/**
 * @typedef {object} Declaration
 * @property {string} name
 * @property {ts.Statement} statement
 * @property {string} description empty where there is none
 * @property {string | null} heading of the section that begins with it: `// ---- states`
 */

/**
 * What a file of declarations offers, in its order, with interfaces that others extend.
 *
 * @param {string} name of the file
 * @param {string} text
 * @returns {Declaration[]}
 */
export function declarationsOf(name, text) {
    const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true);
    let heading = null;
    const found = [];
    for (const statement of source.statements) {
        const lead = text.slice(statement.getFullStart(), statement.getStart());
        heading = /^\/\/ -{4} (.+)$/m.exec(lead)?.[1] ?? heading;
        const own = nameOf(statement);
        if (own !== undefined && (isExported(statement) || ts.isInterfaceDeclaration(statement))) {
            found.push({name: own, statement, description: descriptionOf(statement), heading});
            heading = null;
        }
    }
    return found;
}

/**
 * Its declaration and, if it has nothing but properties, a table of them.
 *
 * @param {ts.Statement} statement
 * @returns {string[]} lines
 */
export function bodyOf(statement) {
    if (ts.isInterfaceDeclaration(statement) && statement.members.every(ts.isPropertySignature)) {
        return [...heritageOf(statement), '| | type | |', '|---|---|---|', ...statement.members.flatMap((member) => rowsOf(member, '')), ''];
    }
    return ['~~~ts', withoutLinks(statement.getText().replace(/^export (?:declare )?/, '')), '~~~', ''];
}

/**
 * The functions of each section that has several, with the first sentence about each.
 *
 * @param {Declaration[]} declarations
 * @returns {Map<string, string[]>} lines by heading
 */
export function overviewsOf(declarations) {
    /** @type {Map<string, Map<string, string>>} */
    const sections = new Map();
    let section = new Map();
    for (const {name, statement, description, heading} of declarations) {
        if (heading !== null) {
            sections.set(heading, section = new Map());
        }
        if (ts.isFunctionDeclaration(statement) && description !== '') {
            section.set(name, cell(/^.*?[.:](?= |$)/s.exec(oneLine(description))?.[0].replace(/:$/, '.') ?? description));
        }
    }
    return new Map([...sections].filter(([, functions]) => functions.size > 2).map(([heading, functions]) => [heading,
        ['| | |', '|---|---|', ...Array.from(functions, ([name, sentence]) => `| \`${name}\` | ${sentence} |`), '']]));
}

/** @param {ts.Statement} statement */
function nameOf(statement) {
    return ts.isVariableStatement(statement)
        ? statement.declarationList.declarations[0].name.getText()
        : /** @type {any} */ (statement).name?.getText();
}

/** @param {ts.Statement} statement */
function isExported(statement) {
    return ts.canHaveModifiers(statement) && Boolean(ts.getModifiers(statement)?.some(({kind}) => kind === ts.SyntaxKind.ExportKeyword));
}

/** @param {ts.InterfaceDeclaration} statement */
function heritageOf({heritageClauses = /** @type {any} */ ([])}) {
    const bases = heritageClauses.flatMap((clause) => clause.types.map((type) => `\`${oneLine(type.getText())}\``));
    return bases.length === 0 ? [] : [`All of ${bases.join(' and ')}, and:`, ''];
}

/**
 * A row for a property; for one that is an object, the rows of its members behind it.
 *
 * @param {ts.TypeElement} member
 * @param {string} prefix
 * @returns {string[]}
 */
function rowsOf(member, prefix) {
    const {name, type, questionToken} = /** @type {ts.PropertySignature} */ (member);
    const path = `${prefix}${name.getText()}`;
    if (ts.isComputedPropertyName(name)) {
        return [];
    }
    const isObject = type !== undefined && ts.isTypeLiteralNode(type) && type.members.length > 1 && type.members.every(ts.isPropertySignature);
    const shown = isObject ? 'object' : cell(`\`${oneLine(type?.getText() ?? 'any')}\``);
    const own = `| \`${path}\`${questionToken === undefined ? '' : '?'} | ${shown} | ${cell(descriptionOf(member))} |`;
    return [own, ...isObject ? type.members.flatMap((inner) => rowsOf(inner, `${path}.`)) : []];
}

/**
 * What the last comment before a declaration says; the one before a file's first declaration may be the file's.
 *
 * @param {ts.Node} node
 */
function descriptionOf(node) {
    const comment = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
        .findLast(({tags}) => !tags?.some(({tagName}) => tagName.text === 'packageDocumentation'));
    return withoutLinks(comment === undefined ? '' : ts.getTextOfJSDocComment(comment.comment) ?? '');
}

/** @param {string} text */
function withoutLinks(text) {
    return text.replace(/\{@link (\w+)\}/g, '`$1`');
}

/** @param {string} text */
function oneLine(text) {
    return text.replace(/\s+/g, ' ');
}

/** @param {string} text */
function cell(text) {
    return oneLine(text).replaceAll('|', '\\|');
}
