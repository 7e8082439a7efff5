import assert from 'node:assert/strict';
import {test} from 'node:test';

import {defineApp, end, xform} from 'jukwaa';

import {cannotWork} from './asked.mjs';
import {conversation} from './conversation.mjs';

/** @param {{binds?: string, body?: string, instance?: string, itext?: string}} parts */
const xmlOf = ({binds = '', body = '', instance = '<name/><age/>', itext = ''}) => `<?xml version="1.0"?>
<!-- exported -->
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
  <h:head><h:title>Visit</h:title><model>${itext}
    <instance><visit id="visit" version="7">${instance}<meta><instanceID/></meta></visit></instance>
    <bind nodeset="/visit/meta/instanceID" type="string" readonly="true()" calculate="concat('uuid:', uuid())"/>
    ${binds}
  </model></h:head>
  <h:body>${body}</h:body>
</h:html>`;

const NAME = '<input ref="/visit/name"><label>What is your name?</label></input>';
const AGE = '<input ref="/visit/age"><label>How old is <output value=" /visit/name "/>?</label><hint>In years</hint></input>';

/** @param {Parameters<typeof xmlOf>[0]} parts @param {any} [options] @param {any} [more] */
const app = (parts, options, more) => defineApp({
    name: 'survey', start: 'survey', navigation: null,
    states: {survey: xform({form: xmlOf(parts), next: 'bye', ...options}), bye: end({text: 'Bye'})},
    ...more,
});

test('questions are asked in order, the completed instance is the answer', async () => {
    const talk = conversation(app({
        body: NAME + AGE,
        binds: '<bind nodeset="/visit/age" type="xsd:int" constraint=". &gt;= 0 and . &lt;= 120" jr:constraintMsg="From 0 to 120."/>',
    }));
    assert.equal(await talk.dial(), 'What is your name?');
    assert.equal(await talk.reply('Asha <O\'Neil> & "co"'), 'How old is Asha <O\'Neil> & "co"?\nIn years');
    assert.match(await talk.reply('121'), /^From 0 to 120\.\nHow old/);
    assert.equal(await talk.reply('30'), 'Bye');
    const {survey, name, age} = talk.user.answers;
    assert.deepEqual([name, age], ['Asha <O\'Neil> & "co"', 30]);
    const start = '<?xml version="1.0"?><visit id="visit" version="7">'
        + '<name>Asha &lt;O\'Neil&gt; &amp; &quot;co&quot;</name><age>30</age><meta><instanceID>';
    assert.equal(survey.slice(0, start.length), start);
    const [, id] = survey.slice(start.length).match(/^uuid:(.*)<\/instanceID><\/meta><\/visit>$/);
    assert.match(id, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

test('choices, groups, relevance, notes and calculations', async () => {
    const talk = conversation(app({
        instance: '<sex/><woman><pregnant/><weeks/></woman><signs/><count/><note/>',
        binds: `<bind nodeset="/visit/woman" relevant="/visit/sex = 'f'"/>
            <bind nodeset="/visit/woman/weeks" type="decimal" relevant="selected(../pregnant, 'y')"/>
            <bind nodeset="/visit/count" type="int" calculate="count-selected(/visit/signs) * 10 + 1"/>
            <bind nodeset="/visit/note" readonly="true()" relevant="/visit/count > 11 or not(/visit/sex = 'f')"/>`,
        body: `<select1 ref="/visit/sex"><label>Sex?</label>
                <item><label>Woman</label><value>f</value></item><item><label>Man</label><value>m</value></item></select1>
            <group ref="/visit/woman"><label>Woman</label>
                <select1 ref="/visit/woman/pregnant"><label>Pregnant?</label>
                    <item><label>Yes</label><value>y</value></item><item><label>No</label><value>n</value></item></select1>
                <input ref="/visit/woman/weeks"><label>Weeks?</label></input>
            </group>
            <select ref="/visit/signs"><label>Signs?</label>
                <item><label>Fever</label><value>fever</value></item><item><label>Cough</label><value>cough</value></item></select>
            <input ref="/visit/note"><label>Score <output value="/visit/count"/></label></input>`,
    }));
    assert.equal(await talk.dial(), 'Sex?\n1. Woman\n2. Man');
    assert.equal(await talk.reply('1'), 'Pregnant?\n1. Yes\n2. No');
    assert.equal(await talk.reply('1'), 'Weeks?');
    assert.equal(await talk.reply('12.5'), 'Signs?\n1. Fever\n2. Cough\n3. Done');
    assert.equal(await talk.reply('1 2'), 'Score 21\n1. Continue');
    assert.equal(await talk.reply('1'), 'Bye');
    const of = () => talk.user.answers.survey.replace(/<meta>.*/, '');
    assert.equal(of(), '<?xml version="1.0"?><visit id="visit" version="7"><sex>f</sex>'
        + '<woman><pregnant>y</pregnant><weeks>12.5</weeks></woman><signs>fever cough</signs><count>21</count><note/>');
    await talk.dial();
    assert.equal(await talk.reply('2'), 'Signs?\n1. Fever\n2. Cough\n3. Done');
    await talk.reply('1', '3', '1');
    assert.match(of(), /<sex>m<\/sex><woman><pregnant\/><weeks\/><\/woman><signs>fever<\/signs><count>11<\/count>/);
    await talk.dial();
    assert.equal(await talk.reply('1', '2', '1', '3'), 'Bye', 'no note below 12');
});

test('texts come in the language of the user, the default one for others', async () => {
    const itext = `<itext>
        <translation lang="English (en)" default="true()">
            <text id="n"><value>Name?</value><value form="audio">n.mp3</value></text></translation>
        <translation lang="Swahili (sw)"><text id="n"><value>Jina?</value></text></translation></itext>`;
    const body = '<input ref="/visit/name"><label ref="jr:itext(\'n\')"/></input>';
    const first = async (/** @type {any} */ languages) => conversation(app({itext, body}, {}, {languages})).dial();
    assert.equal(await first({sw: 'Kiswahili', en: 'English'}), 'Jina?');
    assert.equal(await first({en: 'English'}), 'Name?');
    assert.equal(await first({fr: 'French'}), 'Name?');
});

test('a summary and progress, as in forms; names that are taken get their path', async () => {
    const talk = conversation(app({
        instance: '<name/><a><name/></a><check/>',
        body: `${NAME}<input ref="/visit/a/name"><label>Other?</label></input><input ref="/visit/check"><label>Check?</label></input>`,
    }, {progress: true, confirm: {show: ['name', 'visit_a_name']}, answer: 'xml'}));
    await talk.dial();
    assert.equal(await talk.reply('A', 'B'), '3/3 Check?');
    assert.equal(await talk.reply('C'), 'Is this right?\nName: A\nVisit a name: B\n1. Yes\n2. Change');
    await talk.reply('2', '2', '{{name}}', '1');
    assert.match(talk.user.answers.xml, /<name>A<\/name><a><name>\{\{name\}\}<\/name><\/a><check>C<\/check>/);
});

test('constraints compare numbers, days and texts', async () => {
    /** @param {string} type @param {string} constraint @param {string} input */
    const takes = async (type, constraint, input) => {
        const attribute = constraint.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
        const talk = conversation(app({
            instance: '<name/>', body: NAME, binds: `<bind nodeset="/visit/name" type="${type}" constraint="${attribute}"/>`,
        }));
        await talk.dial();
        return await talk.reply(input) === 'Bye';
    };
    for (const [type, constraint, right, wrong] of [
        ['int', '. > 9', '10', '9'], ['int', '. mod 2 = 0', '4', '3'], ['int', '-. + 1 < 0 - 2', '4', '3'], ['int', '.!=3', '4', '3'],
        ['decimal', '(. = 1.5 or . = 2) and true()', '1.5', '3'], ['int', 'if(. > 5, . div 2 = 4, false())', '8', '2'],
        ['date', '. <= today()', '2026-01-01', '2026-01-02'], ['date', '. > today() - 7', '2025-12-26', '2025-12-25'],
        ['string', 'regex(., "[A-Z]{2}\\d+")', 'KE12', 'xKE12'], ['string', 'string-length(.) >= 3', 'abc', 'ab'],
        ['string', '. != \'no\'', 'yes', 'no'],
    ]) {
        assert.equal(await takes(type, constraint, right), true, `${right} by ${constraint}`);
        assert.equal(await takes(type, constraint, wrong), false, `${wrong} by ${constraint}`);
    }
});

test('what is not known is refused by its name', () => {
    const refused = (/** @type {any} */ parts) => () => app(parts);
    assert.throws(refused({body: '<upload ref="/visit/name"/>'}), /<upload> \(expected one of: input, select1, select, group\)/);
    assert.throws(refused({body: '<group><repeat nodeset="/visit/x"/></group>'}), /<repeat> \(expected one of/);
    assert.throws(refused({body: NAME, binds: '<bind nodeset="/visit/name" type="geopoint"/>'}),
        /\/visit\/name of type 'geopoint' \(expected one of: string/);
    assert.throws(refused({body: NAME, binds: '<bind nodeset="/visit/name" relevant="pulldata(\'a\')"/>'}),
        /\/visit\/name: function 'pulldata'/);
    assert.throws(refused({body: NAME, binds: '<bind nodeset="/visit/name" relevant=". = "/>'}),
        /\/visit\/name: 'the end' in '\. =' \(expected: a value/);
    assert.throws(refused({body: NAME, binds: '<bind nodeset="/visit/name" relevant="1 2"/>'}), /'2' in '1 2' \(expected: an operator\)/);
    assert.throws(refused({body: '<select1 ref="/visit/name"><label>?</label></select1>'}), /<select1> of \/visit\/name without items/);
    assert.throws(refused({body: '<input ref="name"/>'}), /<input> with ref 'name' \(expected: a path that starts with \/\)/);
    assert.throws(refused({body: '<input ref="/visit/name"><label ref="jr:itext(\'x\')"/></input>'}), /there is no text 'x'/);
    assert.throws(refused({body: '<input></wrong>'}), /XML: <\/wrong> \(expected: <\/input>\)/);
    cannotWork(() => xform({form: '<!DOCTYPE x [<!ENTITY a "b">]><x/>', next: 'bye'}), /XML: "<!DOCTYPE x/);
    cannotWork(() => xform({form: '<a><b>', next: 'bye'}), /<b> is not closed/);
    cannotWork(() => xform({form: '<a/>', next: 'bye'}), /<a> without <head>/);
});
