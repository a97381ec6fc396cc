import { describe, expect, it } from 'vitest';
import { find, recommit, seqOf, type Line } from './exported-chain.ts';
import {
  append,
  by,
  command,
  drop,
  factsOf,
  forged,
  insert,
  judgement,
  listener,
  put,
  secretary,
  type Case,
  type Facts,
} from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';
import { nameOf } from './vectors-destruction.ts';
import { uuidOf } from './vectors-secrets.ts';

const [begins, ends, erasure, agreed, night] = [
  ...(['a restriction', 'the end of the restriction', 'an erasure', 'the erasure is confirmed'] as const),
  'destroyed 2',
] as const;
const call = 'a call of 2026-12-11';
const recording = uuidOf(nameOf('2026-12-11'));
const judge = judgement(night);
const held = (all: Line[], before: string): void =>
  insert(all, before, 'a letter of a court', {
    ...{ command: uuidOf('held'), recordings: [recording], number: 'ZB/4/2026' },
  });
/** Another person's restriction of the same recording, which nobody ends. */
const another = (all: Line[], before: string, facts: Facts = {}): void =>
  insert(all, before, begins, { command: uuidOf('another restriction'), ...facts });
const change = (name: string, facts: Facts) => (all: Line[]) => put(all, name, facts);

describe('§ 3 ust. 3 what nobody may restrict, free or erase is found although hash and signature hold:', () => {
  const cases: readonly Case[] = [
    ['by a listener', begins, 'not-secretary', change(begins, by(listener))],
    ['received tomorrow', begins, 'restriction', change(begins, { receivedOn: '2026-12-12' })],
    ['to be looked at today', begins, 'card', change(begins, { review: '2026-12-11' })],
    ['without a day to look at it', begins, 'card', change(begins, { review: null })],
    ['what was never taken in', begins, 'recording-unknown', change(begins, { recordings: [uuidOf('x')] })],
    [
      'the same recording twice',
      begins,
      'restriction',
      change(begins, { recordings: [recording, recording] }),
    ],
    ['its person was not told', ends, 'restriction', change(ends, { told: null })],
    ['its person is told tomorrow', ends, 'restriction', change(ends, { told: '2026-12-12' })],
    [
      'its person was told before it was asked for',
      ends,
      'restriction',
      change(ends, { told: '2026-12-10' }),
    ],
    ['another right than it was', ends, 'restriction', change(ends, { right: 'objection' })],
    ['of another day', ends, 'restriction', change(ends, { receivedOn: '2026-12-10' })],
    [
      'of another recording',
      ends,
      'restriction',
      change(ends, { recordings: [uuidOf(nameOf('2026-12-09'))] }),
    ],
    [
      'what is no restriction ends',
      ends,
      'restriction',
      (all) => put(all, ends, { of: seqOf(all, 'stopped') }),
    ],
    [
      'it ends twice',
      'once more',
      'restriction',
      (all) => insert(all, erasure, ends, { command: uuidOf('once more') }),
    ],
    ['evidence is erased', erasure, 'evidence', (all) => held(all, erasure)],
    [
      'evidence is erased under the id that it has since it was lost and taken in again',
      erasure,
      'evidence',
      (all) => {
        held(all, erasure);
        const again = uuidOf('taken in again');
        const facts = { from: undefined, to: undefined, destroyedAgain: undefined, lost: [recording] };
        insert(all, erasure, 'incident 2', facts);
        insert(all, erasure, call, { command: again, recording: again, call: again });
        put(all, erasure, { recordings: [again] });
      },
    ],
    ['erased with a day to look at it', erasure, 'card', change(erasure, { review: '2027-12-11' })],
    ['evidence is agreed to be erased', agreed, 'evidence', (all) => held(all, agreed)],
    ['by whoever asked for it', agreed, 'one-person', change(agreed, by(secretary))],
    ['by a listener, who agrees', agreed, 'not-confirmer', change(agreed, by(listener))],
    [
      'to what is no erasure',
      agreed,
      'paper-state',
      (all) => put(all, agreed, { entries: [seqOf(all, begins)] }),
    ],
    ['on one person’s word', night, 'due', (all) => drop(all, agreed)],
    ['what another person wants restricted', night, 'due', (all) => another(all, night)],
    ['what is held since', night, 'due', (all) => held(all, night)],
    ['for its term, though it is younger', night, 'due', change(night, { term: [recording], erasure: [] })],
    [
      'of another call with the same sound',
      night,
      'due',
      (all) => {
        const { plainSha256 } = factsOf(find(all, call));
        const other = uuidOf('another silence');
        const startedAt = '2026-12-11T06:20:00.000Z';
        insert(all, night, call, { command: other, recording: other, call: other, plainSha256, startedAt });
        put(all, night, { erasure: [recording, other], durationMs: 122_000 });
      },
    ],
    [
      'taken in again although it is erased',
      'it is back',
      'recording-destroyed',
      (all) => {
        const back = uuidOf('it is back');
        append(all, call, { command: back, recording: back, call: back });
      },
    ],
  ];
  it.each(cases)('%s', async (_what, where, why, forge) => {
    const { fault, seqOf: place } = await judge(forge);
    expect(fault).toEqual({ seq: place(where), what: 'unlawful', why });
  });

  it('and not another call that sounds like the erased one: only its words are missed', async () => {
    const like = uuidOf('it sounds like it');
    const { fault, seqOf: place } = await judge((all) =>
      append(all, call, {
        command: like,
        recording: like,
        call: like,
        startedAt: '2026-12-11T06:20:00.000Z',
      }),
    );
    expect(fault).toEqual({ seq: place('it sounds like it'), what: 'erased' });
  });

  it('erased because somebody asked that it be restricted: it is no payload', async () => {
    const { fault, seqOf: place } = await judge(change(erasure, { right: 'restriction' }));
    expect(fault).toEqual({ seq: place(erasure), what: 'payload' });
  });

  it('opened for anything but the rights of its person', async () => {
    const restrictFirst = (all: Line[]): void =>
      insert(all, 'first listening', begins, {
        ...{ command, recordings: [uuidOf('recording')], receivedOn: '2026-11-25', review: '2027-05-25' },
      });
    const { fault, seqOf: place } = await judge(restrictFirst, { last: 'incident' });
    expect(fault).toEqual({ seq: place('first listening'), what: 'unlawful', why: 'recording-restricted' });
  });

  /** Two people agree that what is to be heard first be erased. */
  const eraseBefore = (name: string) => (all: Line[]) => {
    insert(all, name, erasure, {
      ...{ command: uuidOf('that erasure'), recordings: [uuidOf('recording')], receivedOn: '2026-11-25' },
    });
    insert(all, name, agreed, {
      ...{ command: uuidOf('that consent'), entries: [seqOf(all, 'that erasure')] },
    });
  };
  it.each(['first listening', 'going back'])(
    '%s although two people agreed that it be erased',
    async (name) => {
      const { fault, seqOf: place } = await judge(eraseBefore(name), { last: 'incident' });
      expect(fault).toEqual({ seq: place(name), what: 'unlawful', why: 'recording-erased' });
    },
  );

  it('its decision lies beside it', async () => {
    const { fault, seqOf: place } = await judge((all) => recommit(find(all, begins), '{"request":"6/2026"}'));
    expect(fault).toMatchObject({ seq: place(begins) });
  });

  const python = findPython();
  if (python === null) it.skip(`docs/verify.py: ${noPython}`);
  else {
    const verify = ledgerVerifier(python);
    /** The word of `verify.py` where it is another. */
    const words: Record<string, string> = {
      'one-person': 'papers',
      'paper-state': 'papers',
      due: 'destruction',
    };
    const said = (where: string, why: string): string =>
      words[why] ?? (where === agreed ? 'destruction' : 'restriction');
    it.each(cases)('%s: docs/verify.py says so too', (_what, where, why, forge) => {
      const lines = forged(forge, night);
      expect(faultOf(verify(lines))).toEqual([seqOf(lines, where), said(where, why)]);
    });

    it('and of what is no payload, and of what is opened', () => {
      const lines = forged(change(erasure, { right: 'restriction' }), night);
      expect(faultOf(verify(lines))).toEqual([seqOf(lines, erasure), 'restriction']);
      for (const name of ['first listening', 'going back']) {
        const opened = forged(eraseBefore(name), name);
        expect(faultOf(verify(opened))).toEqual([seqOf(opened, name), 'restriction']);
      }
    });
  }
});
