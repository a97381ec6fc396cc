import type { AppointmentRow, AuthorisationRow } from '../../shared/ledger/instrument.ts';
import type { Scan } from '../../shared/scan.ts';
import {
  anna,
  beginAnew,
  deputy,
  head,
  keeperLogin,
  listener,
  secretary,
  type VectorEntry,
} from './vectors-head.ts';

import { uuidOf } from './vectors-secrets.ts';

const halina = { displayName: 'Halina Dudek', post: 'Sekretarz Gminy', unit: 'Sekretariat' };
const marek = { displayName: 'Marek Bielak', post: 'kierownik', unit: 'Referat Organizacyjny' };
const danuta = { displayName: 'Danuta Wrona', post: 'Burmistrz', unit: '' };

type Row = AppointmentRow;

/** How an office begins, and how somebody is authorised in it. */
export function officeEntries(
  { keeper, scan }: { keeper: string; scan: Scan },
  hashOf: (seq: number) => string,
): VectorEntry[] {
  return [...beginning(keeper, hashOf), ...authorising(scan, hashOf)];
}

/** Who holds which office, by papers that the keeper confirms itself. */
function beginning(keeper: string, hashOf: (seq: number) => string): VectorEntry[] {
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

/** A paper is prepared, signed by the Mayor, confirmed by the deputy, and ended. */
function authorising(scan: Scan, hashOf: (seq: number) => string): VectorEntry[] {
  const row: AuthorisationRow = {
    ...{ number: 'UO/1/2026', subject: listener, subjectGuid: uuidOf(listener) },
    ...{ purposes: ['SAFETY', 'SERVICE_STANDARDS'], departments: ['Kancelaria'], quality: 'no' },
    ...{ from: '2026-11-25', to: '2027-11-24', declaredOn: null },
  };
  const words = { names: [anna], signatory: null };
  return [
    {
      words: anna,
      payload: (text) => ({
        ...{ ...head('person', secretary, 'a person'), subject: listener, subjectGuid: uuidOf(listener) },
        ...{ roles: ['listener'], employee: true, paper: null, text },
      }),
    },
    {
      words,
      payload: (text) => ({
        ...{ ...head('instrument', secretary, 'a paper'), what: 'authorisation', rows: [row], signed: null },
        text,
      }),
    },
    {
      words,
      payload: (text) => ({
        ...{ ...head('instrument', secretary, 'its signature'), what: 'authorisation' },
        rows: [{ ...row, declaredOn: '2026-11-24' }],
        signed: {
          ...{ paper: 'OR.077.1.2026', signatory: 'PF/3/2026', signedOn: '2026-11-24', way: 'paper' },
          scan,
        },
        text,
      }),
    },
    {
      words: null,
      payload: () => ({
        ...{ ...head('confirmed', deputy, 'a confirmation'), entries: [10], hashes: [hashOf(10)] },
      }),
    },
    {
      words: null,
      payload: () => ({
        ...{ ...head('revoke', secretary, 'an end'), number: 'UO/1/2026', subject: listener },
        ...{ why: 'mayor', until: '2026-12-31', paper: 'OR.077.2.2026', text: null },
      }),
    },
  ];
}
