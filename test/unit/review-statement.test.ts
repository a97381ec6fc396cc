import { expect, it } from 'vitest';
import { statementContent } from '../../electron/review/content.ts';
import type { Entry } from '../../electron/paper/entries.ts';
import type { StatementFacts } from '../../electron/review/statement.ts';
import { durationText } from '../../shared/duration.ts';
import type { AppointmentRow, AuthorisationRow, InstrumentRow } from '../../shared/ledger/instrument.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { entryOf } from './document.fixture.ts';
import { uuidOf } from './vectors-secrets.ts';

/** § 7: parts I and V of the report, which „Zestawienie za okres…” has of any days: who was given and lost what, and how the ledger stands. */

const [desk, mayor, former] = [uuidOf('desk'), uuidOf('mayor'), uuidOf('former')];
const listener = uuidOf('listener');
const moment = (day: string): string => `${day}T09:00:00.000Z`;
const by = <One extends Entry>(one: One, guid: string | null): One => ({
  ...one,
  payload: { ...one.payload, guid },
});
const office = (number: string, change: Partial<AppointmentRow>): AppointmentRow => ({
  ...{ number: `PF/${number}/2026`, subject: 'x', subjectGuid: uuidOf(number), office: 'secretary' },
  ...{ deputy: false, powers: [], employee: true, emergency: false, from: '2026-01-02', to: null, ...change },
});
const listens = (number: string, change: Partial<AuthorisationRow> = {}): AuthorisationRow => ({
  ...{
    number: `UO/${number}/2026`,
    subject: 'x',
    subjectGuid: uuidOf(number),
    quality: 'no',
    declaredOn: null,
  },
  ...{ purposes: ['SAFETY'], departments: null, from: '2026-01-02', to: '2026-12-31', ...change },
});

let seq = 0;
const entries: Entry[] = [];
/** A paper of this day, and who confirmed it. */
function given(day: string, row: InstrumentRow, guid: string | null = mayor): void {
  const what = 'office' in row ? ('appointment' as const) : ('authorisation' as const);
  const paper = entryOf(++seq, 'instrument', moment(day), { what, rows: [row], signed: null, text: null });
  confirmed(day, by(paper, desk), guid);
}
function confirmed(day: string, one: Entry, guid: string | null): void {
  entries.push(one);
  const named = { entries: [one.seq], hashes: [one.hash] };
  entries.push(by(entryOf(++seq, 'confirmed', moment(day), named), guid));
}
/** An end at once, by whom. */
function ended(day: string, number: string, guid: string | null): Entry {
  const facts = { number, subject: 'x', why: 'post', until: null, paper: null, text: null } as const;
  return by(entryOf(++seq, 'revoke', moment(day), facts), guid);
}

given('2026-01-02', office('1', { subjectGuid: desk }));
given('2026-01-02', office('2', { office: 'protection_officer' }));
given('2026-01-02', office('3', { deputy: true }));
given('2026-01-02', office('7', { office: 'mayor', subjectGuid: former }));
given('2026-06-01', office('8', { office: 'mayor', subjectGuid: mayor, from: '2026-06-01' }));
given('2026-06-01', office('9', { deputy: true, subjectGuid: former }));
given('2026-01-02', listens('1', { subjectGuid: listener }));
given('2026-01-02', listens('3'));
given('2026-01-02', listens('4', { to: '2026-11-20' }));
given('2026-11-02', listens('2'));
given('2026-11-03', office('4', { office: 'administrator' }));
given('2026-11-04', office('5', { deputy: true }), uuidOf('5'));
given('2026-11-05', office('6', { emergency: true, deputy: true }), null);
confirmed('2026-11-12', ended('2026-11-10', 'PF/2/2026', desk), mayor);
entries.push(ended('2026-11-15', 'UO/3/2026', desk));
entries.push(ended('2026-11-20', 'PF/4/2026', desk));
// Nobody has confirmed that yet.
entries.push(ended('2026-11-25', 'PF/3/2026', desk));
// Nor that: who was Mayor once ends nothing alone any more, and of the desk has to be confirmed.
entries.push(ended('2026-11-25', 'PF/5/2026', former));
entries.push(ended('2026-11-26', 'PF/6/2026', mayor));
given('2026-12-02', listens('9'));
const known = ++seq;
// What is entered later changes nothing that was stated.
entries.push(ended('2026-11-29', 'UO/1/2026', desk));

const facts: StatementFacts = {
  ...{ from: '2026-11-01', to: '2026-11-30', entries, acts: [], refusals: [], unsigned: [] },
  ...{ end: 40, checked: null },
};
const said = (change: Partial<StatementFacts> = {}) => statementContent({ ...facts, ...change }, known);

it('„Zmiany funkcji”, and what became of authorisations, are those of the days, each with how it came about', () => {
  expect(said().said).toEqual([
    'W tym okresie nie było odsłuchań.',
    'Upoważnienia ważne w dniu 30.11.2026: 2. Nadane: UO/2/2026. Zakończone: UO/3/2026. Wygasłe: UO/4/2026. ' +
      'Zmiany funkcji: PF/4/2026 (informatyk) – powierzono; ' +
      'PF/5/2026 (zastępstwo: Sekretarz) – przyjęta przez osobę, której dotyczy; ' +
      'PF/6/2026 (zastępstwo: Sekretarz) – tryb awaryjny; PF/2/2026 (inspektor ochrony danych) – zakończono; ' +
      // The desk stops an administrator alone.
      'PF/4/2026 (informatyk) – zakończono; PF/6/2026 (zastępstwo: Sekretarz) – zakończono. Które pisma to są, według bazy.',
  ]);
});

it('refusals stand with whose they are, or as those of people whom nobody authorised', () => {
  const refusal = (guid: string, count: number): Entry<'refusal'> =>
    by(entryOf(++seq, 'refusal', moment('2026-11-06'), { request: 'listen', count } as never), guid);
  const refusals = [refusal(listener, 2), refusal(uuidOf('a stranger'), 3)];
  const nothing = ['0', '0', durationText(0)];
  expect(said({ refusals }).rows).toEqual([
    ['anna.nowak (UO/1/2026)', ...nothing, '2'],
    ['bez ważnego upoważnienia', '–', '–', '–', '3'],
    ['Razem', ...nothing, '5'],
  ]);
  expect(said().rows).toEqual([]);
});

it.each<[string, Partial<Payload<'checked'>> | null]>([
  ['Wpisów na koniec okresu: 40. Nocnego sprawdzenia jeszcze nie było.', null],
  ['Wpisów na koniec okresu: 40. Sprawdzono 01.12.2026 o 10:00: zgodna.', { faults: 0, first: null }],
  [
    'Wpisów na koniec okresu: 40. Sprawdzono 01.12.2026 o 10:00: niezgodności 2, pierwsza przy wpisie nr 12.',
    { faults: 2, first: { seq: 12, what: 'table', table: 'act' } },
  ],
])('of the ledger: %s', (ledger, found) => {
  const checked = found && entryOf(41, 'checked', moment('2026-12-01'), found as never);
  expect(said({ checked }).ledger).toBe(ledger);
});
