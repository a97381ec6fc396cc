import { describe, expect, it } from 'vitest';
import { find, recommit, seqOf, type Line } from './exported-chain.ts';
import {
  append,
  asOf,
  by,
  command,
  drop,
  factsOf,
  insert,
  insertPart,
  judgement,
  listener,
  personFacts,
  put,
  putRow,
  secretary,
  type Case,
} from './forged-ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

/** A second act begins, somebody joins it and leaves, and it ends. */
const judge = judgement('the end of that listening');
/** An entry and all after it come about then. */
const later = (name: string, instant: string) => (all: Line[]) => {
  for (const line of all.slice(seqOf(all, name) - 1))
    line.payload = JSON.stringify({ ...factsOf(line), at: instant });
};

/** She who joined has another login, and somebody whom nobody authorised the former one. */
function passOn(all: Line[], before: string): void {
  const registered = (login: string, account: string, name: string): void =>
    insert(all, before, 'another person', {
      ...personFacts(login, uuidOf(account)),
      command: uuidOf(name),
    });
  registered('j.nowa', 'j.maj', 'her new login');
  registered('j.maj', 'a successor', 'her former login');
}

describe('INV-53 a presence that the rules forbid is found although hash and signature hold:', () => {
  it.each<Case>([
    [
      'whom nobody authorised',
      'somebody joins',
      'present',
      (all) => {
        drop(all, 'one of another');
        put(all, 'both confirmed', { entries: [seqOf(all, 'a new one')] });
      },
    ],
    [
      'under an authorisation of the listener’s',
      'somebody joins',
      'authorisation-of-another',
      (all) => put(all, 'somebody joins', { authorisation: 'UO/2/2026' }),
    ],
    [
      'under the login of somebody else before',
      'somebody joins',
      'present',
      (all) => put(all, 'somebody joins', { subjectGuid: uuidOf('a successor') }),
    ],
    [
      'who is the listener',
      'somebody joins',
      'present',
      (all) => put(all, 'somebody joins', { ...asOf(listener), authorisation: 'UO/2/2026' }),
    ],
    [
      'who took part in the call',
      'somebody joins',
      'took-part',
      (all) => put(all, 'a recording', { answeredLogin: 'j.maj' }),
    ],
    [
      'who took part in another part of the call',
      'somebody joins',
      'took-part',
      (all) => insertPart(all, 'a listening with somebody present', { answeredLogin: 'j.maj' }),
    ],
    [
      'who is there already',
      'a further request',
      'present',
      (all) => insert(all, 'and leaves', 'somebody joins', { command }),
    ],
    [
      'who is there already, under another login since hers is somebody else’s',
      'a further request',
      'present',
      (all) => {
        passOn(all, 'and leaves');
        insert(all, 'and leaves', 'somebody joins', { command, subject: 'j.nowa' });
      },
    ],
    [
      'in another person’s act',
      'somebody joins',
      'act-of-another',
      (all) => put(all, 'somebody joins', by(secretary)),
    ],
    ['after seven days', 'somebody joins', 'act-over', later('somebody joins', '2026-12-02T08:01:00.000Z')],
    [
      'in an act that was filed',
      'somebody joins',
      'act-not-open',
      (all) => put(all, 'somebody joins', { act: uuidOf('act') }),
    ],
  ])('somebody joins %s', async (_what, where, why, change) => {
    const { fault, seqOf } = await judge(change);
    expect(fault).toEqual({ seq: seqOf(where), what: 'unlawful', why });
  });

  it.each<Case>([
    ['leaves who was not there', 'and leaves', 'present', (all) => drop(all, 'somebody joins')],
    [
      'leaves twice',
      'a further request',
      'present',
      (all) => insert(all, 'the end of that listening', 'and leaves', { command }),
    ],
    [
      'is made to leave by another',
      'and leaves',
      'act-of-another',
      (all) => put(all, 'and leaves', by(secretary)),
    ],
    [
      'is not named by a release in their presence',
      'a third listening',
      'act-ground',
      (all) =>
        insert(all, 'and leaves', 'a listening with somebody present', {
          command: uuidOf('a third listening'),
        }),
    ],
    [
      'is the listener under another login',
      'a listening with somebody present',
      'present',
      (all) => {
        put(all, 'another person', personFacts('j.maj', uuidOf(listener)));
        putRow(all, 'one of another', { subjectGuid: uuidOf(listener) });
        put(all, 'a listening with somebody present', { present: ['j.maj'] });
      },
    ],
  ])('somebody %s', async (_what, where, why, change) => {
    const { fault, seqOf } = await judge(change);
    expect(fault).toEqual({ seq: seqOf(where), what: 'unlawful', why });
  });
});

it('INV-53 what is heard beside somebody whose login is another’s by now is lawful', async () => {
  const { fault } = await judge((all) => {
    passOn(all, 'and leaves');
    const goesOn = { command: uuidOf('a third listening'), present: ['j.maj'] };
    insert(all, 'and leaves', 'a listening with somebody present', goesOn);
  });
  expect(fault).toBeNull();
});

describe('evidence that the rules forbid to enter is found although hash and signature hold:', () => {
  const keeperSays = { login: 'odsluch_keeper', guid: null, command: null };
  it.each<[string, string, (lines: Line[]) => void, string?]>([
    ['twice', 'hold', (all) => append(all, 'evidence', { command }), 'hold 2'],
    [
      'a recording that was not heard',
      'hold',
      (all) => put(all, 'evidence', { recordings: [uuidOf('no recording')] }),
    ],
    ['by another person', 'act-of-another', (all) => put(all, 'evidence', by(secretary))],
    ['in an act that was filed', 'act-not-open', (all) => put(all, 'evidence', { act: uuidOf('act') })],
    [
      'by a basis that does not secure it',
      'basis',
      (all) => {
        put(all, 'evidence', { ...keeperSays, basis: 'KPA_SKARGA', text: null });
        Object.assign(find(all, 'hold'), { salt: null, text: null });
      },
    ],
    ['by the keeper without a basis', 'words', (all) => put(all, 'evidence', keeperSays)],
    ['with a card that is not the next', 'card', (all) => put(all, 'evidence', { number: 'ZB/2/2026' })],
    ['with a card of another year', 'card', (all) => put(all, 'evidence', { number: 'ZB/1/2025' })],
    ['with a review that is past', 'card', (all) => put(all, 'evidence', { review: '2026-11-01' })],
  ])('%s', async (_what, why, change, where = 'hold') => {
    const { fault, seqOf } = await judge(change, { last: 'evidence' });
    expect(fault).toEqual({ seq: seqOf(where), what: 'unlawful', why });
  });
});

describe('a recording that was the wrong call of its act', () => {
  const last = 'the words of the second act';
  const saysSo = (all: Line[]) => put(all, 'the end of that listening', { wrongCall: true });
  const withoutEvidence = (all: Line[]): void => {
    drop(all, 'evidence');
    // Where it goes on for so long, the card of the keeper's own is the first then.
    if (all.some(({ payload }) => payload.includes('ZB/2/2026'))) put(all, 'hold', { number: 'ZB/1/2026' });
  };
  const openedAgain = (all: Line[]): void => {
    insert(all, 'a correction', 'a listening with somebody present', { command, present: [] });
    const end = { opening: command, command: uuidOf('the end of it'), wrongCall: false };
    insert(all, 'a correction', 'the end of that listening', end);
  };

  it.each<[string, string, string, ((lines: Line[]) => unknown)[]]>([
    ['is no evidence', 'evidence', 'evidence', [saysSo]],
    [
      'was not named as evidence before',
      'evidence',
      'a further request',
      [
        (all) =>
          insert(all, 'a listening to a crime', 'the end of that listening', { command, wrongCall: true }),
      ],
    ],
    ['is quoted nowhere', 'quotation', last, [saysSo, withoutEvidence]],
  ])('%s: otherwise it is found although hash and signature hold', async (_what, why, where, changes) => {
    const { fault, seqOf } = await judge((all) => changes.forEach((change) => change(all)), { last });
    expect(fault).toEqual({ seq: seqOf(where), what: 'unlawful', why });
  });

  it('is both as soon as it was opened again', async () => {
    const both = (all: Line[]) => [saysSo, openedAgain].forEach((change) => change(all));
    expect((await judge(both, { last })).fault).toBeNull();
  });
});

describe('a remark in a protocol', () => {
  /** It completes the second act, with what the person who joined it remarked. */
  const last = 'the words of the second act';
  const remark = (login: string) => (all: Line[]) => {
    const line = find(all, last);
    recommit(line, (line.text ?? '').replace('"login":"j.maj"', `"login":"${login}"`));
  };

  it('of somebody who heard nothing in its act is found although hash and signature hold', async () => {
    for (const login of [secretary, 'b.zych']) {
      const { fault, seqOf } = await judge(remark(login), { last });
      expect(fault).toEqual({ seq: seqOf(last), what: 'unlawful', why: 'remark' });
    }
  });

  it('of somebody who was there, and had left before the text was written, is lawful', async () => {
    expect((await judge(remark('j.maj'), { last })).fault).toBeNull();
  });
});
