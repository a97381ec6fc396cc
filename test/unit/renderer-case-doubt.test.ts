import { expect, it } from 'vitest';
import { parseCaseNumber } from '../../shared/case-number.ts';
import { doubtOf, proposalOf } from '../../renderer/CaseNote.tsx';

/** What the page asks about a number that the parser takes. */
function doubt(typed: string): string | null {
  const parsed = parseCaseNumber(typed, { year: 2026 });
  if (!parsed.ok) throw new Error(`„${typed}” is refused: ${parsed.reason}`);
  const found = doubtOf(parsed.value, parsed.warning);
  return found && (found.suggestion ?? found.kind);
}

it.each([
  ['sek.1510.7.2026', 'SEK.1510.7.2026'],
  ['ośr.6220.14.2026', 'OŚR.6220.14.2026'],
  ['abc-a.123.77.2026.JW', 'ABC-A.123.77.2026.JW'],
  ['SEK.15.7.2026', 'unusualClass'],
  ['SEK.1510.7.2026', null],
  // Cells as the instruction itself names them.
  ['A1c.152.9.2026', null],
  ['11d.152.9.2026', null],
  ['b99.152.9.2026', null],
])('%s: %s', (typed, asked) => {
  expect(doubt(typed)).toBe(asked);
});

it('a number that is put right is proposed once, in the spelling that counts', () => {
  for (const typed of [
    'sek.1510 7.2026',
    'sek 1510.7.2026',
    'sek.1510.7.26',
    'sek-1510-7/26',
    'SEK.1510 7.2026',
  ]) {
    const parsed = parseCaseNumber(typed, { year: 2026 });
    expect(parsed.ok ? typed : proposalOf(parsed.suggestion)).toBe('SEK.1510.7.2026');
  }
});
