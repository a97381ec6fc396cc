import { describe, expect, it } from 'vitest';
import { find, seqOf, type Line } from './exported-chain.ts';
import {
  append,
  asOf,
  by,
  deputy,
  drop,
  factsOf,
  forged,
  insert,
  judgement,
  listener,
  put,
  putRow,
  secretary,
  type Case,
  type Facts,
} from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';
import { sessionKeyOf } from './vectors-asking.ts';
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

/** Entered later: of the kind and words that `like` has, by its own name. */
function enter(all: Line[], name: string, like: string, at: string, facts: Facts): void {
  append(all, like, { command: uuidOf(name), at: `${at}.000Z`, ...facts });
}

function signIn(all: Line[], login: string, name: string, at: string): void {
  const { publicKey } = sessionKeyOf(uuidOf(name));
  const until = `${at.replace('T08', 'T18')}.000Z`;
  enter(all, name, 'a session before the order', at, { ...by(login), publicKey, until });
}

const keeperSays = { login: 'odsluch_keeper', guid: null, command: null };
const laterOrder = 'a later order';

/**
 * Another order is entered; then for three working days nobody of the desk comes, the keeper appoints somebody who listened until then,
 * and that order is confirmed, by whom is told.
 */
function confirmInEmergency(all: Line[], login: string): void {
  signIn(all, secretary, 'a last session of the desk', '2026-12-10T08:02:00');
  enter(all, laterOrder, 'an order', '2026-12-10T08:02:01', {});
  putRow(all, laterOrder, { number: 'WR/7/2026', from: '2026-12-17' });
  for (const day of ['2026-12-11', '2026-12-14', '2026-12-15']) {
    const at = `${day}T08:00:00`;
    enter(all, `a backup of ${day}`, 'a backup before the order', at, {
      startedAt: `${at}.000Z`,
      oldestOn: '2026-11-25',
    });
  }
  append(all, 'a suspension', { ...keeperSays, at: '2026-12-16T08:00:00.000Z', by: 'keeper' });
  append(all, 'instrument', { at: '2026-12-16T08:00:01.000Z' });
  const appointed = all.length;
  const [row] = factsOf(all[appointed - 1] as Line)['rows'] as Facts[];
  const change = { ...asOf(listener), number: 'PF/4/2026', from: '2026-12-16', emergency: true };
  Object.assign(all[appointed - 1] as Line, {
    payload: JSON.stringify({ ...factsOf(all[appointed - 1] as Line), rows: [{ ...row, ...change }] }),
  });
  append(all, 'confirmed', { at: '2026-12-16T08:00:02.000Z', entries: [appointed] });
  signIn(all, login, 'a session in the emergency', '2026-12-16T08:00:03');
  enter(all, 'the later order is confirmed', 'the order is confirmed', '2026-12-16T08:00:04', {
    ...by(login),
    entries: [seqOf(all, laterOrder)],
  });
}

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
    [
      'by an order that somebody confirmed who has an office by an emergency alone',
      'the later order is confirmed',
      'not-confirmer',
      (all) => confirmInEmergency(all, listener),
    ],
    ['files of no destruction', last, 'removed', (all) => put(all, last, { of: 3 })],
    ['files that came back before they went', last, 'removed', (all) => put(all, last, { again: true })],
  ];
  it.each(cases)('INV-65 %s', async (_what, where, why, change) => {
    const { fault, seqOf: place } = await judge(change);
    expect(fault).toEqual({ seq: place(where), what: 'unlawful', why });
  });

  const inOfficeBefore = (all: Line[]): void => confirmInEmergency(all, deputy);
  it('by an order that somebody confirmed who was in office before the emergency is lawful', async () => {
    expect((await judge(inOfficeBefore)).fault).toBeNull();
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
    it('who was in office before the emergency confirms an order: docs/verify.py has nothing against it', () => {
      expect(verify(forged(inOfficeBefore, last)).out).toMatch(/^OK /);
    });
  }
});
