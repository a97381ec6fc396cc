import { describe, expect, it } from 'vitest';
import { seqOf, type Line } from './exported-chain.ts';
import {
  confirmInEmergency,
  enter,
  going,
  inJanuary,
  last,
  named,
  oldest,
  signIn,
  young,
} from './forged-destruction.ts';
import { by, deputy, drop, forged, insert, judgement, listener, put, type Case } from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';
import { uuidOf } from './vectors-secrets.ts';

const judge = judgement(last);

/** What is due is evidence. */
const evidence = (all: Line[]): void =>
  insert(all, 'destroyed', 'a letter of a court', {
    ...{ command: uuidOf('held'), recordings: [oldest], number: 'ZB/4/2026' },
  });
/** It was evidence up to the day before. */
function evidenceTillYesterday(all: Line[]): void {
  evidence(all);
  insert(all, 'destroyed', 'the end of the evidence', {
    ...{ ...by(deputy), command: uuidOf('held no more'), hold: seqOf(all, 'held') },
  });
  put(all, 'destroyed', { term: named(all).slice(1), ended: [oldest] });
}
/** It was restricted up to the day before. */
function restrictedTillYesterday(all: Line[]): void {
  const said = { recordings: [oldest], receivedOn: '2026-12-09' };
  insert(all, 'destroyed', 'a restriction', {
    ...{ ...said, command: uuidOf('restricted once'), review: '2027-06-09' },
  });
  insert(all, 'destroyed', 'the end of the restriction', {
    ...{ ...said, command: uuidOf('free since yesterday'), told: '2026-12-09' },
    of: seqOf(all, 'restricted once'),
  });
}
/** What goes was heard while its year lasted, in an act that nobody has written down, and is evidence no more. */
function unwritten(all: Line[]): void {
  inJanuary(all);
  const heard = uuidOf('lost');
  put(all, 'incident 2', { lost: undefined });
  put(all, 'a recording that is lost', { startedAt: '2025-11-25T09:00:00.000Z', durationMs: 61_000 });
  put(all, 'a listening to a crime', { recording: heard });
  put(all, 'hold 2', { recordings: [heard] });
  insert(all, 'a call of January', 'the end of the evidence', {
    ...{ ...by(deputy), command: uuidOf('held no more'), hold: seqOf(all, 'hold 2') },
  });
  put(all, 'destroyed', going([heard], 'ended'));
}
/** In an emergency somebody ends what a court asked for. */
function endInEmergency(all: Line[], login: string): void {
  confirmInEmergency(all, deputy);
  signIn(all, login, 'a session for an end', '2026-12-16T08:00:05');
  enter(all, 'an end in the emergency', 'the end of the evidence', '2026-12-16T08:00:06', {
    ...{ ...by(login), hold: seqOf(all, 'a letter of a court') },
  });
}

/** In an emergency somebody asks that a recording be erased. */
function eraseInEmergency(all: Line[], login: string): void {
  confirmInEmergency(all, deputy);
  if (login !== deputy) signIn(all, login, 'a session for an erasure', '2026-12-16T08:00:05');
  enter(all, 'an erasure in the emergency', 'an erasure', '2026-12-16T08:00:06', {
    ...by(login),
    ...{ recordings: [uuidOf(young)], receivedOn: '2026-12-16' },
  });
}
/** In an emergency somebody agrees to a list that a night stopped at before. */
function agreeInEmergency(all: Line[]): void {
  for (const name of ['a list is agreed to', 'destroyed', last]) drop(all, name);
  confirmInEmergency(all, deputy);
  signIn(all, listener, 'a session for a list', '2026-12-16T08:00:05');
  enter(all, 'agreed to in the emergency', 'a list is agreed to', '2026-12-16T08:00:06', {
    ...by(listener),
    entries: [seqOf(all, 'stopped')],
  });
}

describe('§ 3 ust. 4 what is not to go yet, and what is gone, is told apart although hash and signature hold:', () => {
  const cases: readonly Case[] = [
    [
      'while listening is suspended',
      'destroyed',
      'suspended',
      (all) => insert(all, 'destroyed', 'a suspension', { command: uuidOf('suspended again') }),
    ],
    [
      'after a restore that the desk has not looked at',
      'destroyed',
      'suspended',
      (all) => insert(all, 'destroyed', 'incident 3', { known: null }),
    ],
    [
      'by a list that is made then',
      'stopped',
      'suspended',
      (all) => insert(all, 'stopped', 'a suspension', { command: uuidOf('suspended again') }),
    ],
    ['what is evidence', 'destroyed', 'due', evidence],
    ['on the day after it was evidence', 'destroyed', 'due', evidenceTillYesterday],
    ['on the day after it was restricted', 'destroyed', 'due', restrictedTillYesterday],
    ['what was heard and is not written down', 'destroyed', 'due', unwritten],
    [
      'after an end by whom an emergency alone gave an office',
      'an end in the emergency',
      'not-confirmer',
      (all) => endInEmergency(all, listener),
    ],
    [
      'because of an erasure by whom an emergency alone gave an office',
      'an erasure in the emergency',
      'not-confirmer',
      (all) => eraseInEmergency(all, listener),
    ],
    [
      'because of one to which somebody like that agrees',
      'that is agreed to',
      'not-confirmer',
      (all) => {
        eraseInEmergency(all, deputy);
        signIn(all, listener, 'a session for a consent', '2026-12-16T08:00:07');
        enter(all, 'that is agreed to', 'the erasure is confirmed', '2026-12-16T08:00:08', {
          ...by(listener),
          entries: [seqOf(all, 'an erasure in the emergency')],
        });
      },
    ],
    [
      'because somebody like that agrees to a list',
      'agreed to in the emergency',
      'not-confirmer',
      agreeInEmergency,
    ],
  ];
  it.each(cases)('INV-65 %s', async (_what, where, why, change) => {
    const { fault, seqOf: place } = await judge(change);
    expect(fault).toEqual({ seq: place(where), what: 'unlawful', why });
  });

  it('and not evidence that somebody ends who was in office before the emergency', async () => {
    expect((await judge((all) => endInEmergency(all, deputy))).fault).toBeNull();
  });

  // Which recordings there are docs/verify.py does not look at.
  it.each<Case>([
    [
      'a release of what is destroyed',
      'heard again',
      'recording-destroyed',
      (all) => {
        signIn(all, listener, 'a session to hear it', '2026-12-10T08:02:00');
        enter(all, 'heard again', 'a listening to a crime', '2026-12-10T08:02:01', {
          ...{ act: uuidOf('an act too late'), protocol: 'PO/4/2026', recording: oldest },
        });
      },
    ],
    [
      'a hold after the twelve months that nobody ordered',
      'held too late',
      'hold-term',
      (all) =>
        insert(all, 'destroyed', 'a letter of a court', {
          ...{ command: uuidOf('held too late'), recordings: [oldest], number: 'ZB/4/2026', order: null },
        }),
    ],
  ])('INV-65 %s', async (_what, where, why, change) => {
    const { fault, seqOf: place } = await judge(change);
    expect(fault).toEqual({ seq: place(where), what: 'unlawful', why });
  });

  const python = findPython();
  if (python === null) it.skip(`docs/verify.py: ${noPython}`);
  else {
    const verify = ledgerVerifier(python);
    it.each(cases)('%s: docs/verify.py says so too', (_what, where, _why, change) => {
      const lines = forged(change, last);
      expect(faultOf(verify(lines))[0]).toBe(seqOf(lines, where));
    });
  }
});
