import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseCaseNumber, parseExternalReference, type Institution } from '../../shared/case-number.ts';

type Valid = [text: string, kind: string];
type Invalid = [text: string, reason: string, suggestion?: string];

interface Examples {
  year: number;
  own: { valid: [string][]; invalid: Invalid[] };
  external: { valid: Valid[]; invalid: Invalid[] };
  institution: { accepted: [string, Institution, string][]; refused: [string, Institution, string][] };
}

const examples = JSON.parse(readFileSync(new URL('./case-number.json', import.meta.url), 'utf8')) as Examples;
const { year } = examples;

const refusal = (reason: string, suggestion?: string): object =>
  suggestion === undefined ? { ok: false, reason } : { ok: false, reason, suggestion };

describe('examples of filing practice', () => {
  test.each(examples.own.valid)('own %s is accepted', (text) => {
    expect(parseCaseNumber(text, { year })).toEqual({ ok: true, kind: 'ZNAK', value: text });
  });
  test.each(examples.own.invalid)('own %s is refused: %s', (text, reason, suggestion) => {
    expect(parseCaseNumber(text, { year })).toEqual(refusal(reason, suggestion));
  });
  test.each(examples.external.valid)('external %s is accepted as %s', (text, kind) => {
    expect(parseExternalReference(text, { year })).toEqual({ ok: true, kind, value: text });
  });
  test.each(examples.external.invalid)('external %s is refused: %s', (text, reason, suggestion) => {
    expect(parseExternalReference(text, { year })).toEqual(refusal(reason, suggestion));
  });
  test.each(examples.institution.accepted)('%s of %s is accepted as %s', (text, institution, kind) => {
    expect(parseExternalReference(text, { institution, year })).toEqual({ ok: true, kind, value: text });
  });
  test.each(examples.institution.refused)('%s of %s is refused: %s', (text, institution, reason) => {
    expect(parseExternalReference(text, { institution, year })).toEqual(refusal(reason));
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
    expect(parseCaseNumber(text, { year })).toEqual({ ok: true, kind: 'ZNAK', value });
  });
  test.each([
    ['II\u00a0K\u00a0123/26', 'II K 123/26'],
    ['II  K   123/26', 'II K 123/26'],
    ['\u2161 K 123/26', 'II K 123/26'],
    ['I SA/L\u0335d 9/26', undefined],
    ['VI Nc\u2013e 12/26', 'VI Nc-e 12/26'],
  ])('%j of another body is kept in its normal form', (text, value) => {
    const result = parseExternalReference(text, { year });
    expect(result.ok ? result.value : undefined).toBe(value);
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
    kind: 'ZNAK',
    value: text,
    ...(warning === undefined ? {} : { warning }),
  });
});

describe('free text of another kind', () => {
  test.each(['WA1M/GUp-s/12/2026', 'P/26/001', 'SKO.K/41.3/983/2026', 'ab1', 'II Q 5/26'])('%s', (text) => {
    expect(parseExternalReference(text, { year, kind: 'INNE' })).toEqual({
      ok: true,
      kind: 'INNE',
      value: text,
    });
  });
  test.each([
    ['a1', 'reference-other-format'],
    ['bez numeru', 'reference-other-format'],
    ['12345', 'reference-other-format'],
    ['=HYPERLINK(1)', 'reference-other-format'],
    ['<b>12</b>', 'reference-other-format'],
    ['12 marca 2026 r.', 'reference-date'],
    ['tel. 22 701 75 00', 'reference-phone'],
    ['PESEL 85010112345', 'reference-pesel'],
    [`A1${'b'.repeat(59)}`, 'reference-too-long'],
  ])('%s is refused: %s', (text, reason) => {
    expect(parseExternalReference(text, { year, kind: 'INNE' })).toEqual(refusal(reason));
  });
  test('is never found, only chosen', () => {
    expect(parseExternalReference('P/26/001', { year }).ok).toBe(false);
  });
});

describe('the current year', () => {
  test.each([2019, 2026, 2031])('%i is the last that passes', (current) => {
    const short = String(current % 100);
    expect(parseCaseNumber(`SEK.1510.7.${String(current)}`, { year: current }).ok).toBe(true);
    expect(parseCaseNumber(`SEK.1510.7.${String(current + 1)}`, { year: current }).ok).toBe(false);
    expect(parseExternalReference(`II K 7/${short}`, { year: current }).ok).toBe(true);
    expect(parseExternalReference(`II K 7/${String((current % 100) + 1)}`, { year: current }).ok).toBe(false);
  });
  test('that is no number lets nothing through', () => {
    expect(parseCaseNumber('SEK.1510.7.2026', { year: Number.NaN }).ok).toBe(false);
    expect(parseExternalReference('II K 7/26', { year: Number.NaN }).ok).toBe(false);
  });
});
