import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCaseNumber, parseExternalReference } from '../../shared/case-number.ts';
import { isFailureCode } from '../../shared/failure.ts';

const year = 2026;
const runs = 20_000;

const number = fc.integer({ min: 1, max: 9_999_999 });
const shortYear = fc.integer({ min: 0, max: 26 }).map((value) => String(value).padStart(2, '0'));
const longYear = fc.integer({ min: 2016, max: 2026 });

/** Numbers that are right, one shape of each kind. */
const right = fc.oneof(
  fc.tuple(number, longYear).map(([n, y]) => `SEK-A.1510.${String(n)}.${String(y)}.JK`),
  fc.tuple(number, shortYear).map(([n, y]) => `XIV 2 GC ${String(n)}/${y}`),
  fc.tuple(number, shortYear).map(([n, y]) => `II SAB/Łd ${String(n)}/${y}`),
  fc.tuple(number, longYear).map(([n, y]) => `PR 1 Ds. ${String(n)}.${String(y)}`),
  fc.tuple(number, longYear).map(([n, y]) => `4098-0.Ds.${String(n)}.${String(y)}`),
  fc.tuple(number, shortYear).map(([n, y]) => `KPP-PI-RSD-${String(n)}/${y}`),
  fc.tuple(number, shortYear).map(([n, y]) => `L.dz. PI-${String(n)}/${y}`),
);

/** The characters in which people and attackers go wrong. */
const slip = fc.constantFrom(
  ...' .,/-_()O0oIl1\u00a0\u200b\u202e\u2013\n9KkŁ"\ud83d'.split(''),
  '85010112345',
);

const damaged = fc
  .tuple(right, fc.nat(60), fc.constantFrom('insert', 'delete', 'replace'), slip)
  .map(([text, where, how, character]) => {
    const at = where % (text.length + 1);
    const rest = text.slice(how === 'insert' ? at : at + 1);
    return text.slice(0, at) + (how === 'delete' ? '' : character) + rest;
  });

const anything = fc.oneof(
  damaged,
  right,
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: fc.constantFrom(...'IVXKCabDsRPO0123456789./- -'.split('')), maxLength: 70 }),
);

const birth = fc.tuple(
  fc.integer({ min: 0, max: 99 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 28 }),
);
const pesel = fc
  .tuple(birth, fc.boolean(), fc.integer({ min: 0, max: 99_999 }))
  .map(
    ([[y, m, d], thisCentury, serial]) =>
      [y, thisCentury ? m + 20 : m, d].map((part) => String(part).padStart(2, '0')).join('') +
      String(serial).padStart(5, '0'),
  );

describe('whatever is typed', () => {
  test('as own number: no exception, what is accepted or suggested parses to itself', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const result = parseCaseNumber(text, { year });
        if (!result.ok) expect(isFailureCode(result.reason)).toBe(true);
        const kept = result.ok ? result.value : result.suggestion;
        if (kept !== undefined)
          expect(parseCaseNumber(kept, { year })).toMatchObject({ ok: true, value: kept });
      }),
      { numRuns: runs },
    );
  });

  test('as a reference: no exception, what is accepted parses to itself', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const result = parseExternalReference(text);
        if (result.ok) expect(parseExternalReference(result.value)).toEqual(result);
        else expect(isFailureCode(result.reason)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  test('an own number that is accepted shows every character it has', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const result = parseCaseNumber(text, { year });
        if (result.ok) expect(result.value).toMatch(/^[\p{Script=Latin} -~]{3,60}$/u);
      }),
      { numRuns: runs },
    );
  });
});

test('a PESEL comes back in no answer, wherever it stands', () => {
  const front = fc.constantFrom('', ' ', 'PESEL ', 'SEK.', 'II K ', 'nr ', '\u200b', 'Kowalski, ');
  const back = fc.constantFrom('', ' ', '/26', '.7.2026', '\u200b', ', Kowalski');
  const gap = fc.constantFrom('', ' ', '-', '\u200b', '\u00a0');
  fc.assert(
    fc.property(pesel, front, back, gap, (secret, before, after, apart) => {
      const typed = `${before}${secret.slice(0, 6)}${apart}${secret.slice(6)}${after}`;
      const answers = [parseCaseNumber(typed, { year }), parseExternalReference(typed)];
      expect(answers.map((answer) => (answer.ok ? 'accepted' : answer.reason))).toEqual([
        'case-number-pesel',
        'reference-pesel',
      ]);
      expect(answers.every((answer) => !('suggestion' in answer))).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});
