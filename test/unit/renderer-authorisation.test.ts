import { describe, expect, it } from 'vitest';
import {
  newAppointmentDraft,
  officeProblems,
  officeRowOf,
  withOffice,
} from '../../renderer/authorisation/appointment-draft.ts';
import { clashing, endingOf } from '../../renderer/authorisation/papers.ts';
import { nextTerm, prolonged, rowOf } from '../../renderer/authorisation/authorisation-draft.ts';
import type { ListedInstrument } from '../../shared/authorisation.ts';
import { type Appointed, confirmersOf } from '../../renderer/confirmers.ts';

/** Papers that go on, and offices that nobody may hold together, before anything is sent. */

const today = '2026-12-09';
const guidOf = (person: string): string => `11111111-1111-4111-8111-${person.padStart(12, '0')}`;
type Authorised = Extract<ListedInstrument, { what: 'authorisation' }>;

let numbers = 0;
const authorised = (person: string, to: string, change: Partial<Authorised> = {}): Authorised => ({
  ...{ what: 'authorisation', number: `UO/${(numbers += 1)}/2026`, seq: numbers, guid: guidOf(person) },
  person: { displayName: person, post: '', unit: '' },
  ...{ from: '2026-01-02', to, state: 'valid', since: null, endWaits: false },
  account: { state: 'ok', since: null },
  ...{ scope: { purposes: ['SAFETY'], departments: ['Kancelaria Ogólna'], quality: 'no' }, declared: true },
  ...change,
});

describe('what ends soon', () => {
  const named = (rows: readonly ListedInstrument[], own: string | null = null) =>
    endingOf(rows, own === null ? null : guidOf(own), today).map(({ person }) => person.displayName);

  it('is what stands and ends within thirty days, the first to end first', () => {
    const rows = [
      ...[authorised('1', '2027-01-08'), authorised('2', '2026-12-09'), authorised('3', '2027-01-09')],
      ...[
        authorised('4', '2026-12-08', { state: 'expired' }),
        authorised('5', '2026-12-20', { state: 'future' }),
      ],
      authorised('6', '2026-12-20', { state: 'revoked' }),
    ];
    expect(named(rows)).toEqual(['2', '1']);
  });

  it('is not what goes on by another paper, though that waits for a step yet; what is taken back counts for nothing', () => {
    const ends = (state: Authorised['state']) => [
      authorised('1', '2026-12-31'),
      authorised('1', '2027-12-31', { state }),
    ];
    for (const state of ['prepared', 'registered', 'returned', 'future'] as const)
      expect(named(ends(state))).toEqual([]);
    for (const state of ['withdrawn', 'revoked', 'ended'] as const) expect(named(ends(state))).toEqual(['1']);
  });

  it('is not one’s own: another prepares it', () => {
    expect(named([authorised('1', '2026-12-31'), authorised('2', '2026-12-31')], '1')).toEqual(['2']);
  });

  it('goes on as it was, for twelve months from the day after its last', () => {
    expect(nextTerm({ to: '2026-12-31' }, today)).toEqual({ from: '2027-01-01', to: '2027-12-31' });
    expect(nextTerm({ to: '2027-02-28' }, '2027-02-20')).toEqual({ from: '2027-03-01', to: '2028-02-29' });
    const row = authorised('1', '2026-12-19');
    expect(rowOf(prolonged(row, today), today, null)).toEqual({
      ...{ number: null, subjectGuid: row.guid, from: '2026-12-20', to: '2027-12-19', declaredOn: null },
      ...row.scope,
    });
  });
});

it('a paper is compared by whose account stands alone', () => {
  const held = (person: string, change: Partial<Appointed> = {}): Appointed => ({
    ...{ what: 'appointment', number: `PF/${person}/2026`, seq: 1, guid: guidOf(person) },
    ...{ person: { displayName: person, post: '', unit: '' }, from: '2026-01-02', to: null },
    ...{ state: 'valid', since: null, endWaits: false, account: { state: 'ok', since: null } },
    ...{ office: 'secretary', deputy: false, powers: [], ...change },
  });
  const off = held('2', { office: 'mayor', account: { state: 'disabled', since: today } });
  expect(confirmersOf([held('1'), off, held('3')], [guidOf('3')])).toEqual([held('1')]);
});

describe('an office', () => {
  const person = { guid: guidOf('1'), displayName: 'Jan Próbny', post: '', unit: '' };
  const draft = { ...newAppointmentDraft(today), office: 'protection_officer' as const, person };

  it('is not given to whom it may not be given beside what stands, or begins', () => {
    const asked = officeRowOf(draft);
    if (asked === null) throw new Error('the form is not complete');
    const wanted = { ...asked, guid: asked.subjectGuid, role: asked.office };
    const [stands, over] = [authorised('1', '2026-12-31'), authorised('1', '2026-12-31', { state: 'ended' })];
    expect(clashing(wanted, [stands], null)).toBe(stands);
    expect(clashing(wanted, [over, authorised('2', '2026-12-31')], null)).toBeUndefined();
    expect(clashing({ ...wanted, from: '2027-01-01' }, [stands], null)).toBeUndefined();
    // What is entered anew does not stand in its own way.
    expect(clashing(wanted, [stands], stands.number)).toBeUndefined();
  });

  it('has powers of a deputy mayor alone, and without an account a Mayor alone', () => {
    const deputy = { ...draft, office: 'mayor' as const, deputy: true, powers: [4 as const] };
    expect(withOffice(deputy, 'mayor', true).powers).toEqual([4]);
    expect(withOffice(deputy, 'secretary', true).powers).toEqual([]);
    const mayor = { ...draft, office: 'mayor' as const, person: null, name: ' Danuta  Wrona ' };
    expect(officeRowOf(mayor)).toMatchObject({
      subjectGuid: null,
      name: expect.stringMatching(/^Danuta/) as string,
    });
    expect(withOffice(mayor, 'secretary', false).name).toBeNull();
    expect(officeProblems({ ...mayor, name: ' ' }).person).toBe(true);
  });

  it('lasts until further notice, or to a day that is not before its first', () => {
    expect(officeRowOf(draft)?.to).toBeNull();
    expect(officeProblems({ ...draft, to: '08.12.2026' }).to).toBe('order');
    expect(officeProblems({ ...draft, to: '31.02.2027' }).to).toBe('day');
  });
});
