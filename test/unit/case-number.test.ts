import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseCaseNumber, parseExternalReference } from '../../shared/case-number.ts';

interface Examples {
  year: number;
  own: { valid: [string][]; invalid: [text: string, reason: string, suggestion?: string][] };
  references: string[];
}

const examples = JSON.parse(readFileSync(new URL('./case-number.json', import.meta.url), 'utf8')) as Examples;
const { year } = examples;

const refusal = (reason: string, suggestion?: string): object =>
  suggestion === undefined ? { ok: false, reason } : { ok: false, reason, suggestion };

describe('examples of filing practice', () => {
  test.each(examples.own.valid)('own %s is accepted', (text) => {
    expect(parseCaseNumber(text, { year })).toEqual({ ok: true, value: text });
  });
  test.each(examples.own.invalid)('own %s is refused: %s', (text, reason, suggestion) => {
    expect(parseCaseNumber(text, { year })).toEqual(refusal(reason, suggestion));
  });
  test.each(examples.references)('%s of another body is kept as it was typed', (text) => {
    expect(parseExternalReference(text)).toEqual({ ok: true, value: text });
  });
});

describe('what is stored', () => {
  test.each([
    ['  SEK.1510.7.2026 ', 'SEK.1510.7.2026'],
    ['SEK.1510.7.2026\u00a0', 'SEK.1510.7.2026'],
    ['WK\u2013I.1510.7.2026', 'WK-I.1510.7.2026'],
    ['WK\u2011I.1510.7.2026', 'WK-I.1510.7.2026'],
    ['WK\u2212I.1510.7.2026', 'WK-I.1510.7.2026'],
    ['OS\u0301R.6220.14.2026', 'O\u015aR.6220.14.2026'],
    ['\uff33\uff25\uff2b.1510.7.2026', 'SEK.1510.7.2026'],
  ])('%j is kept in its normal form', (text, value) => {
    expect(parseCaseNumber(text, { year })).toEqual({ ok: true, value });
  });
  test.each([
    ['II\u00a0K\u00a0123/26', 'II K 123/26'],
    ['II  K   123/26', 'II K 123/26'],
    ['\u2161 K 123/26', 'II K 123/26'],
    ['VI Nc\u2013e 12/26', 'VI Nc-e 12/26'],
  ])('%j of another body is kept in its normal form', (text, value) => {
    expect(parseExternalReference(text)).toEqual({ ok: true, value });
  });
});

test.each([
  ['SEK.15.7.2026', 'case-number-class-unusual'],
  ['SEK.15101.7.2026', 'case-number-class-unusual'],
  ['SEK.151.7.2026', undefined],
  ['SEK.1510.7.2026', undefined],
])('an unusual class is accepted with a question: %s', (text, warning) => {
  expect(parseCaseNumber(text, { year })).toEqual({
    ok: true,
    value: text,
    ...(warning === undefined ? {} : { warning }),
  });
});

test.each([
  ['44051401359', 'pesel'],
  ['sprawa 440514 01359', 'pesel'],
  ['4405\u00ad1401359', 'pesel'],
  ['\uff14\uff14\uff10\uff15\uff11\uff14\uff10\uff11\uff13\uff15\uff19', 'pesel'],
  ['tel. 22 701 75 00', 'phone'],
  ['+48 601 234 567', 'phone'],
  ['601-234-567', 'phone'],
  ['', 'empty'],
  [' \u00a0\u200b ', 'empty'],
  ['–', 'empty'],
  ['brak', 'empty'],
  ['(Brak sygnatury)', 'empty'],
  ['nie dotyczy', 'empty'],
  ['n/d', 'empty'],
  ['nieznana', 'empty'],
  ['A'.repeat(61), 'too-long'],
  ['A'.repeat(100_000), 'too-long'],
])('%j is no reference: %s', (text, reason) => {
  expect(parseExternalReference(text)).toEqual({ ok: false, reason: `reference-${reason}` });
});

describe('the current year', () => {
  test.each([2019, 2026, 2031])('%i is the last that passes', (current) => {
    expect(parseCaseNumber(`SEK.1510.7.${String(current)}`, { year: current }).ok).toBe(true);
    expect(parseCaseNumber(`SEK.1510.7.${String(current + 1)}`, { year: current }).ok).toBe(false);
  });
  test('that is no number lets nothing through', () => {
    expect(parseCaseNumber('SEK.1510.7.2026', { year: Number.NaN }).ok).toBe(false);
  });
});
