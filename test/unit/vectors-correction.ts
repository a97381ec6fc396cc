import { head, listener, type ChainParts, type VectorEntry } from './vectors-head.ts';
import { uuidOf } from './vectors-secrets.ts';

const act = uuidOf('act');

/** The case number and the words of the filed protocol are corrected, and it is filed again. */
export function correcting({ recording }: ChainParts): VectorEntry[] {
  const quotations = [
    { recording, from: 1_000, to: 1_900, text: 'Do piątku.' },
    { recording, from: 1_900, to: null, text: '„Zażółć” gęślą jaźń' },
  ];
  const entries = [2, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17];
  const corrects = { act, corrects: 16, caseBefore: 'SEK.1510.7.2026', case: 'SEK.1510.8.2026', entries };
  return [
    {
      words: { findings: 'Podano błędny termin.', quotations, remarks: 'Bez uwag.' },
      payload: (text) => ({ ...head('corrected', listener, 'a correction'), ...corrects, text }),
    },
    {
      words: null,
      payload: () => ({
        ...head('filed', listener, 'filing again'),
        ...{ act, day: '2026-11-25', way: 'ezd', signed: true, text: null },
      }),
    },
  ];
}
