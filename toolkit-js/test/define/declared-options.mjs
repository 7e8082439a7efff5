/** @file What the declarations say that builders of states take. */

import {fileURLToPath} from 'node:url';

import ts from 'typescript';

const DECLARATIONS = fileURLToPath(new URL('../../lib/index.d.ts', import.meta.url));

/**
 * The names of options by builder; those of `defineApp` too.
 *
 * @returns {Map<string, string[]>}
 */
export function declaredOptions() {
    const program = ts.createProgram([DECLARATIONS], {strict: true, skipLibCheck: true, types: []});
    const checker = program.getTypeChecker();
    /** @type {Map<string, Set<string>>} */
    const names = new Map();
    program.getSourceFile(DECLARATIONS)?.forEachChild((node) => {
        if (!ts.isFunctionDeclaration(node) || node.name === undefined) {
            return;
        }
        const result = node.type?.getText() ?? '';
        if (!/^(State|App)</.test(result)) {
            return;
        }
        const type = checker.getTypeAtLocation(node.parameters[0]);
        const known = names.get(node.name.text) ?? new Set();
        for (const part of type.isUnion() ? type.types : [type]) {
            checker.getPropertiesOfType(part).forEach((property) => known.add(property.name));
        }
        names.set(node.name.text, known);
    });
    return new Map([...names].map(([name, known]) => [name, [...known].sort()]));
}
