import { describe, expect, it } from 'vitest';
import { find, seqOf, type Line } from './exported-chain.ts';
import { confirmInEmergency, going, inJanuary, last, named, oldest, young } from './forged-destruction.ts';
import {
  append,
  by,
  deputy,
  drop,
  forged,
  insert,
  judgement,
  listener,
  put,
  putRow,
  type Case,
} from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';
import { saltOf, uuidOf } from './vectors-secrets.ts';

const judge = judgement(last);
/** What was known of a call stands beside its entry again. */
function wordsBack(all: Line[], name = 'a call of 2025-11-20'): void {
  const line = find(all, name);
  const words = {
    ...{ callGroup: name, callerTail: '567', line: '227', extension: '214' },
    ...{ answeredBy: 'Barbara Zych', channels: ['mixed'] },
  };
  Object.assign(line, { salt: saltOf(`entry ${line.seq}`).toString('hex'), text: JSON.stringify(words) });
}

/** The order ends before the night. */
const takenBack = (all: Line[], change: Record<string, unknown> = {}): void =>
  insert(all, 'destroyed', 'a revocation', {
    ...{ command: uuidOf('no more'), number: 'WR/8/2026', subject: null, why: 'withdrawn', ...change },
  });

/** The same night goes on in a second entry. */
function inTwo(all: Line[], first: number, second: number): void {
  inJanuary(all);
  const names = named(all);
  insert(all, last, 'destroyed', { protocol: 'PZ/1/2027', ...going(names.slice(first, first + second)) });
  put(all, 'destroyed', going(names.slice(0, first)));
}
/** All of them were evidence, and are no more. */
function afterHold(all: Line[]): void {
  inJanuary(all);
  const names = named(all);
  insert(all, 'a call of January', 'a letter of a court', {
    ...{ command: uuidOf('held'), recordings: names, number: 'ZB/4/2026' },
  });
  insert(all, 'a call of January', 'the end of the evidence', {
    ...{ ...by(deputy), command: uuidOf('held no more'), hold: seqOf(all, 'held') },
  });
  put(all, 'destroyed', going(names, 'ended'));
}

/** Four days of calls go later on; of these a night has asked, and nobody has answered. */
function unanswered(all: Line[]): void {
  const names = named(all).slice(0, 4);
  const stop = find(all, 'stopped');
  inJanuary(all);
  all.splice(seqOf(all, 'a call of January') - 1, 0, stop);
  put(all, 'destroyed', going(names));
}

/** Nobody was asked, and one recording alone goes, which began and came in as told. */
function oneAlone(all: Line[], startedAt: string): void {
  inJanuary(all);
  const alone = uuidOf('alone');
  insert(all, 'destroyed', young, { command: alone, recording: alone, call: uuidOf(young), startedAt });
  put(all, 'destroyed', going([alone]));
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
      'more than five hundred in an entry',
      'destroyed',
      'due',
      (all) => put(all, 'destroyed', going(Array.from({ length: 501 }, (_, one) => uuidOf(`call ${one}`)))),
    ],
    ['on its last day', 'destroyed', 'due', (all) => oneAlone(all, '2026-01-15T09:00:00.000Z')],
    [
      'one that was taken in but lately',
      'destroyed',
      'brake',
      (all) => {
        for (const name of ['a list is agreed to', 'stopped']) drop(all, name);
        put(all, 'destroyed', going([oldest]));
      },
    ],
    [
      'where no call came in',
      'destroyed',
      'no-calls',
      (all) => {
        inJanuary(all);
        drop(all, 'a call of January');
        put(all, 'destroyed', going(named(all).slice(0, 4)));
      },
    ],
    [
      'stopped without an order',
      'stopped',
      'order',
      (all) =>
        insert(all, 'stopped', 'a revocation', {
          ...{ command: uuidOf('no more'), number: 'WR/8/2026', subject: null, why: 'withdrawn' },
        }),
    ],
    [
      'after a backup that began later than it was entered',
      'a backup before the order',
      'backup-time',
      (all) => put(all, 'a backup before the order', { startedAt: '2027-12-08T08:00:00.000Z' }),
    ],
    [
      'after a backup that is older than its oldest copy',
      'a backup before the order',
      'backup-time',
      (all) => put(all, 'a backup before the order', { oldestOn: '2026-12-10' }),
    ],
    [
      'after a backup of three days ago',
      'the order is confirmed',
      'backup-missing',
      (all) =>
        put(all, 'a backup before the order', {
          ...{ startedAt: '2026-12-05T08:00:00.000Z', oldestOn: '2026-12-05' },
        }),
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
    ['of a list that nobody agreed to', 'destroyed', 'brake', unanswered],
    [
      'what was held once as if it never was',
      'destroyed',
      'due',
      (all) => {
        afterHold(all);
        put(all, 'destroyed', going([oldest]));
      },
    ],
    ['of more than four days in an entry', 'destroyed', 'brake', inJanuary],
    ['of more than four days in two entries of a night', 'destroyed 2', 'brake', (all) => inTwo(all, 3, 2)],
    ['of more than four days that were held once', 'destroyed', 'brake', afterHold],
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
    [
      'by an order that is over',
      'destroyed',
      'order',
      (all) => putRow(all, 'an order', { to: '2026-12-09' }),
    ],
    ['by an order that was taken back', 'destroyed', 'order', (all) => takenBack(all)],
    ['an order taken back by a listener', 'no more', 'not-secretary', (all) => takenBack(all, by(listener))],
    [
      'an order taken back that was over',
      'again no more',
      'paper-state',
      (all) => {
        takenBack(all);
        takenBack(all, { command: uuidOf('again no more') });
      },
    ],
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
  it('and not four days in two entries', async () => {
    const four = (all: Line[]): void => {
      inTwo(all, 2, 2);
      drop(all, last);
      wordsBack(all, 'a call of 2025-11-26');
    };
    expect((await judge(four)).fault).toBeNull();
  });
  it('INV-65 words that somebody put back beside what was taken in', async () => {
    const { fault, seqOf: place } = await judge((all) => wordsBack(all));
    expect(fault).toEqual({ seq: place('a call of 2025-11-20'), what: 'words' });
  });
  it('and not that what was lost ends with its term', async () => {
    expect((await judge(lost)).fault).toBeNull();
  });

  const python = findPython();
  if (python === null) it.skip(`docs/verify.py: ${noPython}`);
  else {
    const verify = ledgerVerifier(python);
    it('docs/verify.py finds the words too', () => {
      const lines = forged((all) => wordsBack(all), last);
      expect(faultOf(verify(lines))).toEqual([seqOf(lines, 'a call of 2025-11-20'), 'words']);
    });
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
