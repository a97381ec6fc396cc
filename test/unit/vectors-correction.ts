import { head, listener, madeOf, seqOf, type ChainParts, type VectorEntry } from './vectors-head.ts';
import { uuidOf } from './vectors-secrets.ts';

const act = uuidOf('act');

/** What the protocol of the first act is made of at first: the basis, the authorisation, the recording, and whatever names the act. */
export const firstMadeOf = [
  ...['instrument 4', 'confirmed', 'its signature', 'a confirmation', 'a recording', 'first listening'],
  ...['the end of the first listening', 'second listening', 'undelivered'],
];

/** The case number and the words of the filed protocol are corrected, and it is filed again. */
export function correcting({ recording }: ChainParts): VectorEntry[] {
  const quotations = [
    { recording, from: 1_000, to: 1_900, text: 'Do piątku.' },
    { recording, from: 1_900, to: null, text: '„Zażółć” gęślą jaźń' },
  ];
  const corrects = () => ({
    ...{ act, corrects: seqOf('completing again'), caseBefore: 'SEK.1510.7.2026', case: 'SEK.1510.8.2026' },
    entries: madeOf(...firstMadeOf, 'completing', 'going back', 'completing again', 'filing'),
  });
  return [
    {
      words: { findings: 'Podano błędny termin.', quotations, remarks: 'Bez uwag.' },
      payload: (text) => ({ ...head('corrected', listener, 'a correction'), ...corrects(), text }),
    },
    {
      words: null,
      payload: () => ({
        ...head('filed', listener, 'filing again'),
        ...{ act, day: '2026-11-25', way: 'ezd', signed: true, instead: false, text: null },
      }),
    },
  ];
}
