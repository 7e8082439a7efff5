/** @file JSON values as Python 2 wrote them: reasons and log lines of hosts show them so. */

const STR_DIGITS = 12;
const REPR_DIGITS = 17;
const LONGEST_INT = 9223372036854775807n;

/**
 * @param {any} value
 * @returns {string} `u'abc'`, `None`, `True`, `{u'a': [1, 2.5]}`
 */
export function repr(value) {
    if (typeof value === 'string') {
        return quoted(value);
    }
    if (Array.isArray(value)) {
        return `[${value.map(repr).join(', ')}]`;
    }
    if (Object(value) === value) {
        return `{${Object.entries(value).map(([name, one]) => `${repr(name)}: ${repr(one)}`).join(', ')}}`;
    }
    return typeof value === 'number' ? number(value, REPR_DIGITS) : constant(value);
}

/**
 * As `repr`, but text as it is and fewer digits.
 *
 * @param {any} value
 */
export function str(value) {
    return typeof value === 'string' ? value : typeof value === 'number' ? number(value, STR_DIGITS) : repr(value);
}

/** @param {any} value */
export function typeName(value) {
    if (value === null || value === undefined) {
        return 'NoneType';
    }
    if (typeof value === 'number') {
        return isInteger(value) ? 'int' : 'float';
    }
    return Array.isArray(value) ? 'list' : {string: 'unicode', boolean: 'bool'}[/** @type {string} */ (typeof value)] ?? 'dict';
}

/** @param {any} value */
export function isTrue(value) {
    return Object(value) === value ? Object.keys(value).length > 0 : Boolean(value);
}

/**
 * Whether JSON text of the value has neither fraction nor exponent.
 *
 * @param {any} value
 */
export function isInteger(value) {
    return Number.isInteger(value) && Math.abs(value) < 1e21;
}

/** @param {any} value */
function constant(value) {
    return value === true ? 'True' : value === false ? 'False' : 'None';
}

/**
 * @param {number} value
 * @param {number} digits
 */
function number(value, digits) {
    if (isInteger(value)) {
        const integer = BigInt(value);
        return (integer < 0n ? -integer : integer) > LONGEST_INT && digits === REPR_DIGITS ? `${integer}L` : String(integer);
    }
    const [mantissa, power] = (digits === REPR_DIGITS ? value : Number(value.toPrecision(digits))).toExponential().split('e');
    const exponent = Number(power);
    if (exponent < -4 || exponent >= digits - 1) {
        return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
    }
    const plain = digits === REPR_DIGITS ? String(value) : String(Number(value.toPrecision(digits)));
    return plain.includes('.') ? plain : `${plain}.0`;
}

/** @param {string} text */
function quoted(text) {
    const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
    return `u${quote}${[...text].map((letter) => escaped(letter, quote)).join('')}${quote}`;
}

/**
 * @param {string} letter
 * @param {string} quote
 */
function escaped(letter, quote) {
    const known = {'\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\', [quote]: `\\${quote}`}[letter];
    const point = /** @type {number} */ (letter.codePointAt(0));
    if (known !== undefined || (point >= 32 && point < 127)) {
        return known ?? letter;
    }
    const hex = point.toString(16);
    return point < 0x100 ? `\\x${hex.padStart(2, '0')}` : point < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
