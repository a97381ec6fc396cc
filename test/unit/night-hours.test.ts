import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { pino } from 'pino';
import type { Desk } from '../../server/entries/request.ts';
import { emptyState } from '../../server/entries/state.ts';
import { Night } from '../../server/keeper/night.ts';
import { markShare } from '../../server/share-mark.ts';

/** The days whose night is over for a keeper that looks at these instants, in an office without an order. */
async function nightsSeenAt(instants: readonly string[]): Promise<unknown[]> {
  const over: unknown[] = [];
  let now = 0;
  // What else a night erases is told of by no day.
  const told = (day: unknown): unknown => typeof day === 'string' && over.push(day);
  const connection = { run: (_sql: string, [day]: unknown[]) => Promise.resolve(told(day)) };
  const desk = {
    ...{ state: emptyState(), time: { now: () => now, isSure: () => true }, connection },
    destruction: { hour: 2, graceDays: 3 },
  } as unknown as Desk;
  const night = new Night('');
  const office = { ledger: {} as never, log: pino({ level: 'silent' }), onStep: () => undefined };
  for (const instant of instants) {
    now = Date.parse(instant);
    await night.step(office, desk);
  }
  return over;
}

it.each<[string, string[], string[]]>([
  [
    'that March takes two o’clock from is at three',
    ['2026-03-28T22:30:00Z', '2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-03-29T01:30:00Z'],
    ['2026-03-29'],
  ],
  [
    'in which October has half past two twice is one',
    ['2026-10-24T23:30:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00Z'],
    ['2026-10-25'],
  ],
  [
    'of a Monday is over for a keeper that was away for a weekend and begins at eight',
    ['2026-11-23T07:00:00Z', '2026-11-23T23:30:00Z', '2026-11-24T00:59:59Z', '2026-11-24T01:00:00Z'],
    ['2026-11-24'],
  ],
  [
    'that a clock which has run ahead had told of comes all the same',
    ['2027-11-23T12:00:00Z', '2026-11-23T12:00:00Z', '2026-11-24T01:00:00Z'],
    ['2026-11-24'],
  ],
])('§ 3 ust. 4: a night %s', async (_what, instants, nights) => {
  expect(await nightsSeenAt(instants)).toEqual(nights);
});

it('§ 3 ust. 4: a night whose entry is refused by the rows is over, has destroyed nothing, and ends no keeper', async () => {
  const told: unknown[][] = [];
  let now = Date.parse('2026-11-23T12:00:00Z');
  const share = mkdtempSync(join(tmpdir(), 'odsluch-share-'));
  onTestFinished(() => rmSync(share, { recursive: true }));
  const order = { of: 'destruction', number: 'WR/1/2026', from: '2026-01-01', to: null };
  const state = {
    ...emptyState(),
    share: await markShare(share),
    recordings: new Map([
      ['due', 1],
      ['of today', 2],
    ]),
    days: new Map([
      ['due', '2025-11-20'],
      ['of today', '2026-11-24'],
    ]),
    takenIn: new Map([['due', '2025-11-20']]),
    versions: [{ row: order, to: null } as never],
  };
  const run = (sql: string, values: unknown[]): Promise<unknown[]> => {
    if (sql.includes('office.pulse')) told.push(values);
    return Promise.resolve([]);
  };
  const destroyed: unknown[] = [];
  const recordings = {
    of: () => null,
    destroyAll: (places: unknown) => Promise.resolve(destroyed.push(places)),
  };
  const desk = {
    ...{ state, time: { now: () => now, isSure: () => true }, connection: { run }, keys: { recordings } },
    destruction: { hour: 2, graceDays: 3 },
  } as unknown as Desk;
  const ledger = {
    prepare: ({ payload }: { payload: () => unknown }) => ({ payload: payload() }),
    commit: () => Promise.reject(new Error('the rows refuse it')),
  };
  const night = new Night(share);
  const office = { ledger: ledger as never, log: pino({ level: 'silent' }), onStep: () => undefined };
  await night.step(office, desk);
  now = Date.parse('2026-11-24T01:00:00Z');
  for (let steps = 0; steps < 2; steps += 1) expect(await night.step(office, desk)).toBe(false);
  expect(told).toEqual([['2026-11-24', 'failed']]);
  expect(destroyed).toEqual([]);
});
