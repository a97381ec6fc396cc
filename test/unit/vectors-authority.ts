import type { Payload } from '../../shared/ledger/kinds.ts';
import { anna, beginAnew, head, keeperLogin, secretary, type VectorEntry } from './vectors-head.ts';
import { uuidOf } from './vectors-secrets.ts';

const halina = { displayName: 'Halina Dudek', post: 'Sekretarz Gminy', unit: 'Sekretariat' };
const marek = { displayName: 'Marek Bielak', post: 'kierownik', unit: 'Referat Organizacyjny' };
const danuta = { displayName: 'Danuta Wrona', post: 'Burmistrz', unit: '' };
export const deputy = 'm.bielak';

type Row = Payload<'instrument'>['rows'][number];

/** How an office begins: who holds which office in it, by papers that the keeper confirms itself. */
export function officeEntries(
  { keeper }: { keeper: string },
  hashOf: (seq: number) => string,
): VectorEntry[] {
  beginAnew();
  const office = 'Urząd Gminy w Przykładowie';
  const person = (subject: string, paper: string, words: typeof anna): VectorEntry => ({
    words,
    payload: (text) => ({
      ...{ ...head('person', keeperLogin, null), subject, subjectGuid: uuidOf(subject) },
      ...{ roles: ['secretary'], employee: true, paper, text },
    }),
  });
  const appointment = (paper: string, row: Partial<Row>, name: typeof anna): VectorEntry => ({
    words: { names: [name], signatory: null },
    payload: (text) => ({
      ...{ ...head('instrument', keeperLogin, null), what: 'appointment' },
      rows: [
        {
          ...{ number: '', subject: null, subjectGuid: null, office: 'secretary', deputy: false, powers: [] },
          ...{ employee: true, emergency: false, from: '2026-11-02', to: null },
          ...row,
        },
      ],
      signed: { paper, signatory: null, signedOn: '2026-11-02', way: 'paper', scan: null },
      text,
    }),
  });
  const of = (subject: string) => ({ subject, subjectGuid: uuidOf(subject) });
  return [
    { words: null, payload: () => ({ ...head('genesis', keeperLogin, null), office, keeper }) },
    person(secretary, 'OR.2111.3.2026', halina),
    person(deputy, 'OR.2111.4.2026', marek),
    appointment('OR.2111.3.2026', { number: 'PF/1/2026', ...of(secretary) }, halina),
    appointment('OR.2111.4.2026', { number: 'PF/2/2026', ...of(deputy), deputy: true }, marek),
    appointment('OR.0050.1.2026', { number: 'PF/3/2026', office: 'mayor' }, danuta),
    {
      words: null,
      payload: () => ({
        ...{ ...head('confirmed', keeperLogin, null), entries: [4, 5, 6] },
        hashes: [4, 5, 6].map(hashOf),
      }),
    },
  ];
}
