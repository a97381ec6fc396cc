import { describe, expect, it } from 'vitest';
import { find, seqOf, type Line } from './exported-chain.ts';
import {
  append,
  by,
  drop,
  factsOf,
  forged,
  insert,
  judgement,
  listener,
  put,
  putRow,
  type Case,
} from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';
import { uuidOf } from './vectors-secrets.ts';

const last = 'the files are gone';
const judge = judgement(last);
const young = 'a call of 2026-12-09';
const oldest = uuidOf('a call of 2025-11-20');
/** What is destroyed, without some of it. */
const named = (all: Line[]): string[] => factsOf(find(all, 'destroyed'))['term'] as string[];

/** The order ends before the night. */
const takenBack = (all: Line[], change: Record<string, unknown> = {}): void =>
  insert(all, 'destroyed', 'a revocation', {
    ...{ command: uuidOf('no more'), number: 'WR/6/2026', subject: null, why: 'withdrawn', ...change },
  });

describe('§ 3 ust. 4 what nobody may destroy is found although hash and signature hold:', () => {
  const cases: readonly Case[] = [
    ['by no order', 'destroyed', 'order', (all) => put(all, 'destroyed', { order: 'WR/9/2026' })],
    [
      'under a number of another month',
      'destroyed',
      'destruction-number',
      (all) => put(all, 'destroyed', { protocol: 'PZ/11/2026' }),
    ],
    [
      'with another length',
      'destroyed',
      'destruction-number',
      (all) => put(all, 'destroyed', { durationMs: 1 }),
    ],
    [
      'within its twelve months',
      'destroyed',
      'due',
      (all) => put(all, 'destroyed', { term: [uuidOf(young)], durationMs: 61_000 }),
    ],
    [
      'twice in one entry',
      'destroyed',
      'due',
      (all) => put(all, 'destroyed', { term: [oldest, oldest], durationMs: 122_000 }),
    ],
    [
      'as if it had been held',
      'destroyed',
      'due',
      (all) => put(all, 'destroyed', { term: named(all).slice(1), ended: [oldest] }),
    ],
    [
      'because somebody asked for it',
      'destroyed',
      'due',
      (all) => put(all, 'destroyed', { term: named(all).slice(1), erasure: [oldest] }),
    ],
    [
      'of more than four days that nobody agreed to',
      'destroyed',
      'brake',
      (all) => drop(all, 'a list is agreed to'),
    ],
    [
      'agreed to by a listener',
      'a list is agreed to',
      'not-confirmer',
      (all) => put(all, 'a list is agreed to', by(listener)),
    ],
    [
      'although old copies do not age',
      'the order is confirmed',
      'backup-missing',
      (all) => put(all, 'a backup before the order', { oldestOn: '2026-01-02' }),
    ],
    [
      'by an order without a ground',
      'an order',
      'order',
      (all) => putRow(all, 'an order', { content: { case: 'OR.0153.1.2026', archive: null, ownDisk: true } }),
    ],
    ['by an order that was taken back', 'destroyed', 'order', (all) => takenBack(all)],
    ['an order taken back by a listener', 'no more', 'not-secretary', (all) => takenBack(all, by(listener))],
    [
      'an order taken back from a day on',
      'no more',
      'paper-state',
      (all) => takenBack(all, { until: '2026-12-31' }),
    ],
    ['files of no destruction', last, 'removed', (all) => put(all, last, { of: 3 })],
    ['files that came back before they went', last, 'removed', (all) => put(all, last, { again: true })],
  ];
  it.each(cases)('INV-65 %s', async (_what, where, why, change) => {
    const { fault, seqOf: place } = await judge(change);
    expect(fault).toEqual({ seq: place(where), what: 'unlawful', why });
  });

  it.each<Case>([
    [
      'a list of other days',
      'stopped',
      'impossible',
      (all) => put(all, 'stopped', { days: ['2025-11-20', '2025-11-21'] }),
    ],
    [
      'a list of other recordings',
      'stopped',
      'impossible',
      (all) => put(all, 'stopped', { listSha256: '0'.repeat(64) }),
    ],
    ['once more', 'destroyed 2', 'impossible', (all) => append(all, 'destroyed', {})],
  ])('%s', async (_what, where, what, change) => {
    const { fault, seqOf: place } = await judge(change);
    expect(fault?.seq).toBe(place(where));
    expect([fault?.what, fault?.why]).toContainEqual(
      expect.stringMatching(new RegExp(`^(${what}|due|brake|recording-unknown)$`)),
    );
  });

  /** A recording was lost, and goes with the others. */
  const lost = (all: Line[]): void => {
    insert(all, 'destroyed', 'incident 2', { from: undefined, to: undefined, lost: [oldest] });
    put(all, last, { of: seqOf(all, 'destroyed') });
  };
  it('and not that what was lost ends with its term', async () => {
    expect((await judge(lost)).fault).toBeNull();
  });

  const python = findPython();
  if (python === null) it.skip(`docs/verify.py: ${noPython}`);
  else {
    const verify = ledgerVerifier(python);
    it('nor by docs/verify.py', () => {
      expect(verify(forged(lost, last))).toMatchObject({ code: 0 });
    });
    it.each(cases)('%s: docs/verify.py says so too', (_what, where, _why, change) => {
      const lines = forged(change, last);
      expect(faultOf(verify(lines))[0]).toBe(seqOf(lines, where));
    });
  }
});
