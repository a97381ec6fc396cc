import { describe, expect, it } from 'vitest';
import { find, type Line } from './exported-chain.ts';
import {
  append,
  by,
  command,
  factsOf,
  insertPart,
  judgement,
  listener,
  put,
  type Case,
  type Facts,
} from './forged-ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

const [day, note, again] = ['a day is reconciled', 'a gap is explained', 'it came after all'] as const;
const judge = judgement(again);
const listed = (all: Line[], name: string): Facts[] => factsOf(find(all, name))['list'] as Facts[];
/** Changes one of what an entry found, from 0. */
const found = (place: number, change: Facts) => (all: Line[]) =>
  put(all, day, { list: listed(all, day).map((one, at) => (at === place ? { ...one, ...change } : one)) });

/** A day of which each entry names as many as it may, all missing, and leaves out three; of its answered calls so many lack a recording. */
const many = (lacking: number) => (all: Line[]) => {
  const [, missing] = listed(all, day);
  const list = Array.from({ length: 200 }, (_, n) => ({
    ...missing,
    call: n === 0 ? missing?.['call'] : `1764057600.${100 + n}`,
  }));
  for (const name of [day, again]) put(all, name, { list, more: 3, answered: 500, recorded: 500 - lacking });
};

/** What is explained is the recording without a call, and not the call without a recording. */
const unexplained = (all: Line[]): void => put(all, note, { calls: [uuidOf('recording')] });
/** The same, and before the call is found no more a recording of its day is taken in. */
const cameLate = (all: Line[]): void => {
  unexplained(all);
  insertPart(all, again, {});
};

describe('§3.1 what is not lawful about a reconciled day is found although hash and signature hold:', () => {
  const cases: readonly Case[] = [
    ['a person says it', day, 'author', (all) => put(all, day, by(listener))],
    [
      'of the day itself',
      day,
      'reconciled',
      (all) => put(all, day, { day: '2026-12-08', list: [], recorded: 2 }),
    ],
    [
      'of a day long past',
      day,
      'reconciled',
      (all) => put(all, day, { day: '2026-11-02', list: [], recorded: 2 }),
    ],
    ['a gap that no number has', day, 'reconciled', (all) => put(all, day, { recorded: 2 })],
    [
      'a number that no gap has',
      day,
      'reconciled',
      (all) => put(all, day, { list: listed(all, day).slice(0, 1) }),
    ],
    ['more than it names, without need', day, 'reconciled', (all) => put(all, day, { more: 1 })],
    ['fewer calls without a recording than it names', day, 'reconciled', many(199)],
    ['more of them than it names and leaves out', day, 'reconciled', many(204)],
    [
      'more that are too short than were recorded',
      day,
      'reconciled',
      (all) =>
        put(all, day, {
          list: [{ ...listed(all, day)[1], kind: 'short', recorded: 100 }],
          ...{ answered: 0, recorded: 0 },
        }),
    ],
    ['a gap of another day', day, 'reconciled', found(1, { startedAt: '2026-11-25T09:42:10.000Z' })],
    ['one gap twice', day, 'reconciled', found(1, { call: uuidOf('recording') })],
    ['out of their order', day, 'reconciled', (all) => put(all, day, { list: listed(all, day).reverse() })],
    ['a recording that there is not', day, 'reconciled', found(0, { call: uuidOf('x') })],
    ['a recording of another length', day, 'reconciled', found(0, { seconds: 9, recorded: 9 })],
    ['a missing one of which there is something', day, 'reconciled', found(1, { recorded: 5 })],
    ['too short by ten seconds', again, 'reconciled', (all) => put(all, again, { list: [short(all, 10)] })],
    ['the desk is asked at once', day, 'reconciled', (all) => put(all, day, { due: '2026-12-08' })],
    ['on a Sunday', day, 'reconciled', (all) => put(all, day, { due: '2026-12-13' })],
    ['in the end of time', day, 'reconciled', (all) => put(all, day, { due: '2026-12-16' })],
    ['nobody explained a gap, no recording came, and it is none any more', again, 'reconciled', unexplained],
    [
      'nobody explained it, no recording came, and it is less',
      again,
      'reconciled',
      (all) => {
        unexplained(all);
        put(all, again, { list: [listed(all, day)[0], short(all, 11)] });
      },
    ],
    ['a listener says why', note, 'not-explainer', (all) => put(all, note, by(listener))],
    ['why of a call that is no gap', note, 'gap', (all) => put(all, note, { calls: ['1764057600.41'] })],
    ['why of a call of another day', note, 'gap', (all) => put(all, note, { day: '2026-11-23' })],
    ['why of what has come', 'a further request', 'gap', (all) => append(all, note, { command })],
  ];
  it.each(cases)('%s', async (_what, where, why, change) => {
    const { fault, seqOf: place } = await judge(change);
    expect(fault).toEqual({ seq: place(where), what: 'unlawful', why });
  });

  it('what lacks eleven seconds of a minute is too short, and may be said so', async () => {
    const { fault } = await judge((all) => put(all, again, { list: [short(all, 11)] }));
    expect(fault).toBeNull();
  });

  it('what nobody explained may be none any more once a recording was taken in', async () => {
    const { fault } = await judge(cameLate);
    expect(fault).toBeNull();
  });

  it.each([200, 203])('all that an entry leaves out may be missing, or nothing: %i lack', async (lacking) => {
    const { fault } = await judge(many(lacking));
    expect(fault).toBeNull();
  });
});

/** The call that came after all, with so many seconds missing. */
const short = (all: Line[], lacks: number): Facts => ({
  ...listed(all, day)[1],
  ...{ kind: 'short', seconds: 60, recorded: 60 - lacks },
});
