import { describe, expect, it } from 'vitest';
import { dueOn, nextOfNight, stoppedOn, waitsFor, type Waiting } from '../../server/entries/destruction.ts';
import { keeping } from '../../server/entries/keeping.ts';
import { emptyState, type LedgerState } from '../../server/entries/state.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { legalDay } from '../../shared/warsaw.ts';

/** A ledger in which one call is known. */
function known(startedAt: string, change: Partial<LedgerState> = {}): LedgerState {
  return {
    ...emptyState(),
    recordings: new Map([['a call', 1]]),
    days: new Map([['a call', legalDay(startedAt)]]),
    takenIn: new Map([['a call', legalDay(startedAt)]]),
    ...change,
  };
}
const isDue = (state: LedgerState, instant: number): boolean => {
  const { term, ended } = dueOn(state, legalDay(new Date(instant)), 3);
  return [...term, ...ended].includes('a call');
};

describe('§ 3 ust. 4: a recording is due from the day after its last, by the calendar of Warsaw:', () => {
  it.each([
    ['a Wednesday', '2026-11-25T08:54:31Z', '2027-11-25T23:00:00Z'],
    ['after midnight in Warsaw, in summer', '2026-06-30T22:30:00Z', '2027-07-01T22:00:00Z'],
    ['after midnight in Warsaw, at New Year', '2026-12-31T23:30:00Z', '2028-01-01T23:00:00Z'],
    ['29 February', '2028-02-29T10:00:00Z', '2029-02-28T23:00:00Z'],
    ['28 February before a leap year', '2027-02-28T10:00:00Z', '2028-02-28T23:00:00Z'],
    ['the last second of a day', '2025-11-25T22:59:59Z', '2026-11-25T23:00:00Z'],
    ['the first of the next', '2025-11-25T23:00:00Z', '2026-11-26T23:00:00Z'],
  ])('%s', (_what, startedAt, from) => {
    const due = Date.parse(from);
    expect([isDue(known(startedAt), due - 1), isDue(known(startedAt), due)]).toEqual([false, true]);
  });
});

describe('§ 3 ust. 4: what is over is not due', () => {
  const startedAt = '2026-11-25T08:54:31Z';
  const over = Date.parse('2027-12-31T12:00:00Z');
  const heard = (state: 'started' | 'completed', isOpen: boolean): Partial<LedgerState> => ({
    acts: new Map([['an act', { state, openings: ['an opening'] } as never]]),
    openings: new Map([['an opening', { recording: 'a call', act: 'an act' } as never]]),
    open: new Set(isOpen ? ['an opening'] : []),
  });
  it.each<[string, Partial<LedgerState>, boolean]>([
    ['while it is evidence', { held: new Map([['a call', [7]]]) }, false],
    ['in the days after its last hold', { holdsEnded: new Map([['a call', '2027-12-28']]) }, false],
    ['and is after these', { holdsEnded: new Map([['a call', '2027-12-27']]) }, true],
    ['while it is restricted', { restricted: new Map([['a call', [7]]]) }, false],
    ['in the days after its last restriction', { freed: new Map([['a call', '2027-12-28']]) }, false],
    ['and is after these, too', { freed: new Map([['a call', '2027-12-27']]) }, true],
    [
      'in the days after what ended last',
      {
        holdsEnded: new Map([['a call', '2027-12-01']]),
        freed: new Map([['a call', '2027-12-28']]),
      },
      false,
    ],
    [
      'in the days after its last hold, whenever a restriction ended before',
      {
        holdsEnded: new Map([['a call', '2027-12-28']]),
        freed: new Map([['a call', '2027-12-01']]),
      },
      false,
    ],
    ['while somebody hears it', heard('completed', true), false],
    ['while what was heard is not written down', heard('started', false), false],
    ['and is once it is', heard('completed', false), true],
    [
      'while nobody has agreed to the list that it is on',
      { stops: new Map([[7, { recordings: ['a call'], confirmed: null }]]) },
      false,
    ],
  ])('%s', (_what, change, due) => {
    expect(isDue(known(startedAt, change), over)).toBe(due);
  });
});

/** An entry of the last night of 2027 by which recordings are destroyed. */
const gone = (term: string[], erasure: string[] = []): Payload<'destroyed'> => ({
  v: 1,
  kind: 'destroyed',
  at: '2027-12-31T01:30:00.000Z',
  command: null,
  login: 'odsluch_keeper',
  guid: null,
  asked: null,
  protocol: 'PZ/12/2027',
  order: 'WR/1/2027',
  ...{ term, ended: [], erasure, durationMs: 0 },
});

describe('§ 3 ust. 4: a night stops, and asks', () => {
  const today = '2027-12-31';
  const calls = (count: number, takenOn: string): LedgerState => {
    const ids = Array.from({ length: count }, (_, n) => `call ${n}`);
    return {
      ...emptyState(),
      recordings: new Map(ids.map((id, n) => [id, n + 1])),
      days: new Map(ids.map((id, n) => [id, `2026-11-0${n + 1}`])),
      takenIn: new Map(ids.map((id) => [id, takenOn])),
    };
  };
  const held = (state: LedgerState, count: number): LedgerState => ({
    ...state,
    holdsEnded: new Map([...state.recordings.keys()].slice(0, count).map((id) => [id, '2027-12-01'])),
  });
  const after = (state: LedgerState, ...days: string[]): LedgerState => afterBoth(state, days, []);
  const afterBoth = (state: LedgerState, term: string[], ended: string[]): LedgerState => ({
    ...state,
    nights: new Map([[90, { day: today, protocol: 'PZ/12/2027', unasked: { term, ended }, removed: false }]]),
  });
  it.each<[string, LedgerState, number]>([
    ['before more than four days of what was held once', held(calls(5, '2026-11-30'), 5), 5],
    ['not before four of that and as many of what was not', held(calls(8, '2026-11-30'), 4), 0],
    ['before a fifth day of one night', after(calls(4, '2026-11-30'), '2026-10-31'), 4],
    [
      'before a fifth day of one night of what was held once',
      afterBoth(held(calls(4, '2026-11-30'), 4), [], ['2026-10-31']),
      4,
    ],
    ['not before more of the same days', after(calls(4, '2026-11-30'), '2026-11-01', '2026-11-02'), 0],
    ['before more than four days of calls', calls(5, '2026-11-30'), 5],
    ['not before four', calls(4, '2026-11-30'), 0],
    [
      'before one that was taken in on one of the last 31 days: its clock may have been wrong',
      calls(1, '2027-11-30'),
      1,
    ],
    ['not before one of a day earlier', calls(1, '2027-11-29'), 0],
  ])('%s', (_what, state, stopped) => {
    expect(stoppedOn(state, today)).toHaveLength(stopped);
  });

  it('counting what it has destroyed unasked by an entry before', () => {
    const act = { state: 'started', openings: ['an opening'] };
    const state: LedgerState = {
      ...calls(5, '2026-11-30'),
      acts: new Map([['an act', act as never]]),
      openings: new Map([['an opening', { recording: 'call 4' } as never]]),
    };
    expect(stoppedOn(state, today)).toEqual([]);
    keeping.destroyed.fold(state, gone(['call 0', 'call 1', 'call 2', 'call 3']), 90, Buffer.alloc(32));
    // What was heard of a fifth day is written down meanwhile.
    act.state = 'completed';
    expect(stoppedOn(state, today)).toEqual(['call 4']);
  });
});

describe('§ 3 ust. 4: whoever signs it, an entry makes no end', () => {
  const fiveHundredAndOne = Array.from({ length: 501 }, (_, n) => `call ${n}`);
  it.each<[string, Partial<LedgerState>, string[], string[]]>([
    ['of evidence', { held: new Map([['a call', [7]]]) }, ['a call'], []],
    ['of what somebody wants restricted', { restricted: new Map([['a call', [7]]]) }, ['a call'], []],
    ['of what was never taken in', {}, ['another'], []],
    ['of one recording twice', {}, ['a call', 'a call'], []],
    ['of nothing', {}, [], []],
    [
      'of more than five hundred',
      { recordings: new Map(fiveHundredAndOne.map((id, n) => [id, n + 1])) },
      fiveHundredAndOne,
      [],
    ],
    ['at somebody’s request that nobody agreed to', {}, [], ['a call']],
  ])('%s', (_what, change, term, erasure) => {
    const state = known('2026-11-25T08:54:31Z', change);
    const fold = (): void => keeping.destroyed.fold(state, gone(term, erasure), 90, Buffer.alloc(32));
    expect(fold).toThrow('impossible');
    expect([...state.destroyed.keys()]).toEqual([]);
  });
});

describe('§ 3 ust. 4: a night does nothing', () => {
  const monday = '2027-11-29';
  const friday = '2027-11-26';
  const standing = (from: string, to: string | null = null): Partial<LedgerState> => ({
    versions: [{ row: { of: 'destruction', number: 'WR/1/2027', from, to }, to } as never],
  });
  it.each<[string, Waiting | null, Partial<LedgerState>, string, boolean]>([
    ['without an order', 'order', {}, monday, false],
    ['under one that begins tomorrow', 'order', standing('2027-11-30'), monday, false],
    ['under one that ended yesterday', 'order', standing('2027-01-01', '2027-11-28'), monday, false],
    ['while listening is suspended', 'suspended', { suspension: { seq: 1 } as never }, monday, false],
    ['where host and database tell another time', 'clock', {}, monday, true],
    ['where the last call began on the working day before the last', 'calls', {}, '2027-11-25', false],
    ['where calls begin tomorrow alone', 'calls', {}, '2027-11-30', false],
    ['and more where one began on the last working day', null, {}, friday, false],
    ['and more where one began today', null, {}, monday, false],
  ])('%s', (_what, waits, change, lastCall, isApart) => {
    const order = waits === 'order' ? {} : standing('2027-01-01');
    const state: LedgerState = { ...known(`${lastCall}T11:00:00Z`), ...order, ...change };
    const time = { isSure: () => !isApart } as never;
    expect(waitsFor({ state, time }, Date.parse(`${monday}T01:30:00Z`))).toBe(waits);
  });
});

describe('§ 3 ust. 4: what a night destroys by one entry', () => {
  it('is five hundred recordings, however many are due', () => {
    const ids = Array.from({ length: 501 }, (_, n) => `call ${n}`);
    const state: LedgerState = {
      ...emptyState(),
      recordings: new Map(ids.map((id, n) => [id, n + 1])),
      days: new Map(ids.map((id) => [id, '2026-11-02'])),
      takenIn: new Map(ids.map((id) => [id, '2026-11-02'])),
      versions: [
        { row: { of: 'destruction', number: 'WR/1/2027', from: '2027-01-01', to: null }, to: null } as never,
      ],
    };
    const time = { now: () => Date.parse('2027-12-31T02:30:00Z') } as never;
    const next = nextOfNight({ state, time, destruction: { hour: 2, graceDays: 3 } });
    expect(next?.payload(null)).toMatchObject({ kind: 'destroyed', term: { length: 500 } });
  });
});
