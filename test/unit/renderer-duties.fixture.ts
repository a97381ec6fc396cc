import i18next from 'i18next';
import type { DutyReview } from '../../renderer/duties/row.ts';
import { rowsOf } from '../../renderer/duties/rows.ts';
import type { ListedInstrument } from '../../shared/authorisation.ts';
import type { Duties } from '../../shared/duties.ts';
import type { Matter } from '../../shared/matter.ts';
import type { Role } from '../../shared/values.ts';
import { uuidOf } from './vectors-secrets.ts';

/** An office of three, and the rows of its „Pulpit”. */

const { t } = i18next;

const today = '2026-12-09';
export const [secretary, deputy, mayor] = ['h.dudek', 'm.bielak', 'd.wrona'].map(uuidOf);
const named = (displayName: string) => ({ displayName, post: '', unit: '' });

type Appointment = Extract<ListedInstrument, { what: 'appointment' }>;
type Authorisation = Extract<ListedInstrument, { what: 'authorisation' }>;
const common = {
  account: { state: 'ok' as const, since: null },
  seq: 9,
  guid: null,
  from: '2026-01-02',
  to: null,
  since: null,
  endWaits: false,
};
export const appointed = (number: string, name: string, change: Partial<Appointment>): Appointment => ({
  ...{ ...common, what: 'appointment', number, person: named(name), state: 'valid' },
  ...{ office: 'secretary', deputy: false, powers: [], ...change },
});
export const authorised = (number: string, name: string, change: Partial<Authorisation>): Authorisation => ({
  ...{ ...common, what: 'authorisation', number, person: named(name), state: 'valid' },
  ...{ scope: { purposes: ['SAFETY'], departments: null, quality: 'no' }, declared: true },
  ...{ guid: uuidOf(name), to: '2027-06-30', ...change },
});

export const appointments = [
  appointed('PF/1/2026', 'Halina Dudek', { guid: secretary ?? null }),
  appointed('PF/2/2026', 'Marek Bielak', { guid: deputy ?? null, deputy: true }),
  appointed('PF/3/2026', 'Danuta Wrona', { guid: mayor ?? null, office: 'mayor' }),
];

const dutiesOf = (change: Partial<Duties> = {}): Duties => ({
  ...{
    today,
    checked: null,
    checkedOn: today,
    accounts: null,
    suspension: null,
    unsigned: null,
    own: secretary ?? null,
  },
  ...{ emergency: [], accepted: [], gone: [], acts: [], authorisations: [], appointments, authors: {} },
  ...{
    stopped: [],
    destruction: { waits: null, copies: null },
    holds: null,
    restrictions: null,
    erasures: null,
    gaps: null,
    undecided: null,
    versions: [],
    plans: { count: 0, since: null, case: null },
  },
  ...{ yearly: [] },
  ...{ endingDays: 30, ...change },
});
export const rows = (
  change: Partial<Duties> = {},
  roles: Role[] = ['secretary'],
  continued = true,
  matters: Matter[] = [],
  reviews: DutyReview[] = [],
) => rowsOf(t, dutiesOf(change), { roles, continued, matters, reviews });
export const told = (change: Partial<Duties>, roles?: Role[]) =>
  rows(change, roles).map(({ sign, title, second, term, step }) => [
    sign,
    title,
    second,
    term,
    step?.label ?? null,
  ]);
