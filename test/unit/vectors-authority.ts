import type { AppointmentRow, AuthorisationRow } from '../../shared/ledger/instrument.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import {
  anna,
  confirming,
  deputy,
  halina,
  head,
  keeperLogin,
  listener,
  secretary,
  seqOf,
  type ChainParts,
  type VectorEntry,
} from './vectors-head.ts';
import { basing } from './vectors-rules.ts';
import { uuidOf } from './vectors-secrets.ts';

const marek = { displayName: 'Marek Bielak', post: 'kierownik', unit: 'Referat Organizacyjny' };
const danuta = { displayName: 'Danuta Wrona', post: 'Burmistrz', unit: '' };

/** Who holds which office when the ledger begins, and which legal bases it has, by papers that the keeper confirms itself. */
export function appointing({ hashOf }: Pick<ChainParts, 'hashOf'>): VectorEntry[] {
  const person = (login: string, words: typeof anna): VectorEntry => ({
    words: { names: [words] },
    payload: (text) => ({
      ...head('person', keeperLogin, null),
      ...{ people: [{ login, guid: uuidOf(login), employee: true }], text },
    }),
  });
  const appointment = (paper: string, row: Partial<AppointmentRow>, name: typeof anna): VectorEntry => ({
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
  const papers = ['instrument 1', 'instrument 2', 'instrument 3', 'instrument 4'];
  return [
    person(secretary, halina),
    person(deputy, marek),
    appointment('OR.2111.3.2026', { number: 'PF/1/2026', ...of(secretary) }, halina),
    appointment('OR.2111.4.2026', { number: 'PF/2/2026', ...of(deputy), deputy: true }, marek),
    appointment('OR.0050.1.2026', { number: 'PF/3/2026', office: 'mayor' }, danuta),
    basing(),
    {
      words: null,
      payload: () => ({
        ...{ ...head('confirmed', keeperLogin, null), entries: papers.map(seqOf) },
        hashes: papers.map(hashOf),
      }),
    },
    ...[secretary, deputy].map((login) => has(login, { roles: ['secretary'], account: 'ok' })),
  ];
}

/** What a login has in the database. */
const has = (login: string, facts: Pick<Payload<'roles'>, 'roles' | 'account'>): VectorEntry => ({
  words: null,
  payload: () => ({
    ...{ ...head('roles', keeperLogin, null), subject: login, subjectGuid: uuidOf(login) },
    ...facts,
  }),
});

/** What the listener's login has: nothing while the account is disabled, and once it stands again what the paper gives. */
export function rights(): VectorEntry[] {
  return [
    has(listener, { roles: [], account: 'disabled' }),
    has(listener, { roles: ['listener'], account: 'ok' }),
  ];
}

/** A paper is prepared, signed by the Mayor, and confirmed by the deputy. */
export function authorising({ hashOf, scan }: Pick<ChainParts, 'hashOf' | 'scan'>): VectorEntry[] {
  const row: AuthorisationRow = {
    ...{ number: 'UO/1/2026', subject: listener, subjectGuid: uuidOf(listener) },
    ...{ purposes: ['SAFETY', 'SERVICE_STANDARDS'], departments: ['Kancelaria'], quality: 'no' },
    ...{ from: '2026-11-25', to: '2027-11-24', declaredOn: null },
  };
  const words = { names: [anna], signatory: null };
  return [
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
    confirming('a confirmation', ['its signature'], hashOf),
  ];
}
