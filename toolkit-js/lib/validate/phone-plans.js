/**
 * @file Numbering plans: which lengths and beginnings a country's numbers have, no more. Nobody can tell from them whether a number is in
 * use.
 *
 * Country codes are those of ITU-T E.164; trunk prefixes, lengths and mobile ranges those of the national plans that regulators notify to
 * the ITU. Ranges are as wide as a whole first digit where a country uses most of it, so that new ones are rarely refused. Compared with
 * the published ranges in November 2026.
 */
'use strict';

/**
 * A country's plan.
 *
 * @typedef {object} PhonePlan
 * @property {string} code the country calling code
 * @property {string} trunk what is dialled before national numbers and left out after the country code; often nothing
 * @property {RegExp} numbers national numbers, without trunk
 * @property {RegExp | null} mobile those of mobile phones; null where they look like all others
 * @property {string} example the national number of a mobile phone
 */

/**
 * @param {string} code
 * @param {string} trunk
 * @param {string} numbers a pattern: an app needs a few of them, and making all takes longer than its first message
 * @param {string | null} mobile
 * @param {string} example
 * @returns {PhonePlan}
 */
const plan = (code, trunk, numbers, mobile, example) => ({
    code,
    trunk,
    get numbers() {
        return new RegExp(numbers);
    },
    get mobile() {
        return mobile === null ? null : new RegExp(mobile);
    },
    example,
});

const r = String.raw;

/** @type {Readonly<Record<string, PhonePlan>>} by ISO 3166 code of the country */
const PLANS = Object.freeze({
    AO: plan('244', '', r`^[29]\d{8}$`, r`^9\d{8}$`, '923000001'),
    BD: plan('880', '0', r`^(?:1\d{9}|[2-9]\d{5,9})$`, r`^1[13-9]\d{8}$`, '1712000001'),
    BF: plan('226', '', r`^\d{8}$`, r`^[04-7]\d{7}$`, '70000001'),
    BI: plan('257', '', r`^\d{8}$`, r`^(?:29|6\d|7\d)\d{6}$`, '79000001'),
    BJ: plan('229', '', r`^01\d{8}$`, r`^01(?:2[5-9]|[4-69]\d)\d{6}$`, '0197000001'),
    BW: plan('267', '', r`^(?:7\d{7}|[2-6]\d{6})$`, r`^7\d{7}$`, '71000001'),
    CD: plan('243', '0', r`^(?:[89]\d{8}|[1-6]\d{6,8})$`, r`^[89]\d{8}$`, '810000001'),
    CG: plan('242', '', r`^[02]\d{8}$`, r`^0\d{8}$`, '060000001'),
    CI: plan('225', '', r`^[02]\d{9}$`, r`^0[157]\d{8}$`, '0700000001'),
    CM: plan('237', '', r`^[236]\d{8}$`, r`^(?:6\d|24)\d{7}$`, '670000001'),
    EG: plan('20', '0', r`^(?:1[0125]\d{8}|[2-9]\d{7,8}|1[35]\d{6,7}|3\d{7})$`, r`^1[0125]\d{8}$`, '1000000001'),
    ET: plan('251', '0', r`^[1-9]\d{8}$`, r`^[789]\d{8}$`, '911000001'),
    GB: plan('44', '0', r`^(?:[1-357-9]\d{9}|[18]\d{8})$`, r`^7\d{9}$`, '7400000001'),
    GH: plan('233', '0', r`^[235]\d{8}$`, r`^[25]\d{8}$`, '241000001'),
    GM: plan('220', '', r`^(?:[2-9]\d{6}|[48]\d{8})$`, r`^(?:[235-79]\d{6}|4[015]\d{5}|8[4-7]\d{5}|8\d{8})$`, '7000001'),
    GN: plan('224', '', r`^(?:6\d{8}|[37]\d{7,8})$`, r`^6\d{8}$`, '620000001'),
    HT: plan('509', '', r`^[2-58]\d{7}$`, r`^[345]\d{7}$`, '34000001'),
    ID: plan('62', '0', r`^(?:8\d{8,11}|[1-79]\d{6,10})$`, r`^8\d{8,11}$`, '81200000001'),
    IN: plan('91', '0', r`^[1-9]\d{9}$`, r`^[6-9]\d{9}$`, '9800000001'),
    KE: plan('254', '0', r`^(?:[17]\d{8}|[2-68]\d{6,8})$`, r`^[17]\d{8}$`, '712000001'),
    LR: plan('231', '0', r`^(?:(?:22|33|55|7\d|88)\d{7}|2\d{7}|[4-6]\d{6})$`, r`^(?:(?:22|33|55|7\d|88)\d{7}|[4-6]\d{6})$`, '770000001'),
    LS: plan('266', '', r`^[2568]\d{7}$`, r`^[56]\d{7}$`, '58000001'),
    MA: plan('212', '0', r`^[5-9]\d{8}$`, r`^[67]\d{8}$`, '612000001'),
    MG: plan('261', '0', r`^[23]\d{8}$`, r`^3\d{8}$`, '341000001'),
    ML: plan('223', '', r`^[2-9]\d{7}$`, r`^[5-9]\d{7}$`, '66000001'),
    MW: plan('265', '0', r`^(?:1\d{6}|[1-9]\d{8})$`, r`^(?:111\d|2[12]\d\d|31\d\d|77\d\d|[89]\d{3})\d{5}$`, '991000001'),
    MZ: plan('258', '', r`^(?:8\d{8}|2\d{7})$`, r`^8\d{8}$`, '841000001'),
    NA: plan('264', '0', r`^(?:8\d{8}|60\d{7}|6\d{7,8})$`, r`^(?:8[1-5]|60)\d{7}$`, '811000001'),
    NE: plan('227', '', r`^[0-9]\d{7}$`, r`^(?:23|[789]\d)\d{6}$`, '96000001'),
    NG: plan('234', '0', r`^(?:20|[789]\d)\d{8}$`, r`^[789]\d{9}$`, '8030000001'),
    NP: plan('977', '0', r`^(?:9\d{9}|[1-9]\d{7})$`, r`^9[06-8]\d{8}$`, '9841000001'),
    PH: plan('63', '0', r`^(?:9\d{9}|8\d{7,9}|[2-8]\d{7,9})$`, r`^(?:9\d|8[19])\d{8}$`, '9171000001'),
    PK: plan('92', '0', r`^(?:3\d{9}|[24-9]\d{7,9})$`, r`^3\d{9}$`, '3001000001'),
    RW: plan('250', '0', r`^(?:7\d{8}|2\d{8}|6\d{7}|06\d{6})$`, r`^7\d{8}$`, '788000001'),
    SD: plan('249', '0', r`^[19]\d{8}$`, r`^(?:1[0-2]|9\d)\d{7}$`, '911000001'),
    SL: plan('232', '0', r`^[2-9]\d{7}$`, r`^(?:25|[36-9]\d)\d{6}$`, '76000001'),
    SN: plan('221', '', r`^[37]\d{8}$`, r`^7\d{8}$`, '771000001'),
    SO: plan('252', '0', r`^[1-9]\d{5,8}$`, r`^(?:[346-9]\d{8}|[679]\d{7}|9\d{6}|15\d{6}|2(?:4\d|8)\d{5})$`, '612000001'),
    SS: plan('211', '0', r`^[19]\d{8}$`, r`^(?:12|9\d)\d{7}$`, '921000001'),
    SZ: plan('268', '', r`^[237]\d{7}$`, r`^7\d{7}$`, '76000001'),
    TD: plan('235', '', r`^[236-9]\d{7}$`, r`^[36-9]\d{7}$`, '66000001'),
    TG: plan('228', '', r`^[279]\d{7}$`, r`^[79]\d{7}$`, '90000001'),
    TZ: plan('255', '0', r`^[267]\d{8}$`, r`^[67]\d{8}$`, '754000001'),
    UG: plan('256', '0', r`^[2347]\d{8}$`, r`^7\d{8}$`, '772000001'),
    US: plan('1', '1', r`^[2-9]\d\d[2-9]\d{6}$`, null, '2025550101'),
    ZA: plan('27', '0', r`^[1-8]\d{8}$`, r`^(?:[67]\d|8[1-5])\d{7}$`, '821000001'),
    ZM: plan('260', '0', r`^[25-9]\d{8}$`, r`^[579]\d{8}$`, '977000001'),
    ZW: plan('263', '0', r`^(?:7\d{8}|[2-68]\d{6,9})$`, r`^7\d{8}$`, '772000001'),
});

module.exports = {PLANS};
