import { packagesMissing, sameInBoth } from './as-published.mjs';

/**
 * @param {string} what
 * @param {string} text
 * @param {Record<string, any> | ((toolkit: any) => any)} context
 * @param {string | object} expected
 * @param {{skip?: string | false}} [options]
 */
const shows = (what, text, context, expected, options) => sameInBoth(`a text shows ${what}`, (toolkit) => {
    const {LazyTranslator, Translator} = toolkit.translate;
    return new LazyTranslator()(text).context(context).apply_translation(new Translator().jed);
}, expected, options);

const AMOUNT = {toString: () => '5 sheep', valueOf: () => 5};

shows('names and members of its context', '{{ a }} {{b.c}}', {a: 1, b: {c: 2}}, '1 2');
shows('its context as obj', '{{ obj.a }} {{ obj.b }}', {a: 1}, '1 ');
shows('constants', '{{ true }}, {{ null }}, {{ undefined }}', {}, 'true, , ');
shows('members of what is there everywhere', '{{ Math.PI }} {{ a }}', {a: 'b'}, '3.141592653589793 b');
shows('what is added to a text, as a moment is', '{{ a }} {{ a + 1 }}', {a: AMOUNT}, '5 6');
shows('what is printed', '{% if (a) { print(a, 1); } %}!', {a: 'z'}, 'z1!');
shows('what lodash makes', '{{ _.capitalize(a) }}', {a: 'amina'}, 'Amina', {skip: packagesMissing});
shows('nothing of its own making', '{{ out + 1 }}', {}, {throws: 'ReferenceError: out is not defined'});
shows('no name it does not know', '{{ a }} {{ nobody }}', {a: 1}, {throws: 'ReferenceError: nobody is not defined'});
shows('no member of what is not there', '{{ a.b.c }}', {a: {}},
    {throws: "TypeError: Cannot read properties of undefined (reading 'c')"});

sameInBoth('helpers take what they always took', ({utils}) => {
    utils.format_addr.pager = (/** @type {string} */ address) => 'pager ' + address;
    return [
        utils.starts_with(undefined, 'a'), utils.starts_with('a', undefined), utils.starts_with('ab', 'a'),
        utils.format_addr('5', 'pager'), utils.format_addr('0+82', 'msisdn'),
        utils.indent('a\nb', {indent: null}), utils.normalize_msisdn('0821234567', '+2+7')
    ].concat(delete utils.format_addr.pager);
}, [false, true, true, 'pager 5', '+082', 'a\nb', '+27821234567', true]);

sameInBoth('hosts of URLs are in ASCII', ({utils}) => [
    utils.url_without_params('http://münchen.de/ü?x=1'), utils.url_with_params('http://MÜNCHEN.de:80/', {a: 1})
], ['http://xn--mnchen-3ya.de/ü', 'http://xn--mnchen-3ya.de:80/?a=1']);

/** @param {string} what @param {any[]} dates @param {string[]} expected @param {{skip?: string | false}} [options] */
const times = (what, dates, expected, options) => sameInBoth(`times of ${what} are written as Vumi writes them`, ({utils}) => dates.map(
    (date) => utils.vumi_utc(date)), expected, options);

times('dates and numbers', [new Date(5), 1398337295000, new Date(NaN), '2013-04-24T13:14:55.678+02:00'],
    ['1970-01-01 00:00:00.0050', '2014-04-24 11:01:35.0000', 'Invalid date', '2013-04-24 11:14:55.6780']);
times('whatever else moment takes', [null, '20130424T111455Z'],
    ['Invalid date', '2013-04-24 11:14:55.0000'], {skip: packagesMissing});
