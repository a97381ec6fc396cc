import { head, secretary, seqOf, type ChainParts, type VectorEntry } from './vectors-head.ts';

/** A court demands a recording; the proceedings in which it is evidence on the listener's word end; others are found to last. */
export function keeping({ recording }: ChainParts): VectorEntry[] {
  const demanded = { reference: 'I C 40/26', case: 'SEK.1510.9.2026', paper: 'RPW/2214/2026, 7.12.2026' };
  return [
    {
      words: { proceedings: 'cywilne, Sąd Rejonowy w Piasecznie', ...demanded },
      payload: (text) => ({
        ...{ ...head('hold', secretary, 'a letter of a court'), act: null, recordings: [recording] },
        ...{ basis: null, number: 'ZB/3/2026', review: '2027-06-08', order: 'court', text },
      }),
    },
    {
      words: { note: 'Policja: dochodzenie trwa.' },
      payload: (text) => ({
        ...head('hold-review', secretary, 'a crime is looked at'),
        ...{ of: seqOf('hold 2'), review: '2027-06-08', text },
      }),
    },
    {
      words: { number: 'II K 123/26', document: 'pismo RPW/2230/2026', note: null },
      payload: (text) => ({
        ...{ ...head('hold-end', secretary, 'the end of the evidence'), hold: seqOf('evidence') },
        ...{ ground: 'judgment', issuedOn: '2026-11-26', finalOn: '2026-12-04', text },
      }),
    },
  ];
}
