import { describe, expect, it } from 'vitest';
import { textCommitment } from '../../shared/node/ledger.ts';
import { at, type Line } from './exported-chain.ts';
import { command, insert, insertPart, judgement, listener, put, secretary } from './forged-ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

const faultAfter = judgement();
/** Entry 29 begins a second act, 30 says that somebody joined it, 31 that they left, 32 ends it. */
const last = 32;
const later = (seq: number, instant: string) => (all: Line[]) => {
  for (let one = seq; one <= all.length; one += 1) put(all, one, { at: instant });
};

describe('INV-53 a presence that the rules forbid is found although hash and signature hold:', () => {
  it.each<[string, number, string, (lines: Line[]) => void]>([
    ['whom nobody authorised', 29, 'present', (all) => void all.splice(27, 1)],
    [
      'under an authorisation of the listener’s',
      30,
      'authorisation-of-another',
      (all) => put(all, 30, { authorisation: 'UO/2/2026' }),
    ],
    [
      'under the login of somebody else before',
      30,
      'present',
      (all) => put(all, 30, { subjectGuid: uuidOf('a successor') }),
    ],
    [
      'who is the listener',
      30,
      'present',
      (all) => put(all, 30, { subject: listener, subjectGuid: uuidOf(listener), authorisation: 'UO/2/2026' }),
    ],
    ['who took part in the call', 30, 'took-part', (all) => put(all, 7, { answeredLogin: 'j.maj' })],
    [
      'who took part in another part of the call',
      31,
      'took-part',
      (all) => insertPart(all, 29, { answeredLogin: 'j.maj' }),
    ],
    ['who is there already', 31, 'present', (all) => insert(all, 31, 30, { command })],
    [
      'in another person’s act',
      30,
      'act-of-another',
      (all) => put(all, 30, { login: secretary, guid: uuidOf(secretary) }),
    ],
    ['after seven days', 30, 'act-over', later(30, '2026-12-02T08:00:29.000Z')],
    ['in an act that was filed', 30, 'act-not-open', (all) => put(all, 30, { act: uuidOf('act') })],
  ])('somebody joins %s', async (_what, seq, why, change) => {
    expect(await faultAfter(change, last)).toEqual({ seq, what: 'unlawful', why });
  });

  it.each<[string, number, string, (lines: Line[]) => void]>([
    ['leaves who was not there', 30, 'present', (all) => void all.splice(29, 1)],
    ['leaves twice', 32, 'present', (all) => insert(all, 32, 31, { command })],
    [
      'is made to leave by another',
      31,
      'act-of-another',
      (all) => put(all, 31, { login: secretary, guid: uuidOf(secretary) }),
    ],
    [
      'is not named by a release in their presence',
      31,
      'act-ground',
      (all) => insert(all, 31, 29, { command: uuidOf('a third listening') }),
    ],
    [
      'is the listener under another login',
      29,
      'present',
      (all) => {
        for (const seq of [26, 28]) put(all, seq, { subjectGuid: uuidOf(listener) });
        put(all, 29, { present: ['j.maj'] });
      },
    ],
  ])('somebody %s', async (_what, seq, why, change) => {
    expect(await faultAfter(change, last)).toEqual({ seq, what: 'unlawful', why });
  });
});

describe('evidence that the rules forbid to enter is found although hash and signature hold:', () => {
  const keeperSays = { login: 'odsluch_keeper', guid: null, command: null };
  const card = { number: 'ZB/1/2026', review: '2027-05-25' };
  /** A payload has it before the commitment to its words. */
  const giveCard = (all: Line[], given: object): void => {
    const { text, ...facts } = JSON.parse(all[34]?.payload ?? '') as Record<string, unknown>;
    Object.assign(all[34] ?? {}, { payload: JSON.stringify({ ...facts, ...given, text }) });
  };
  const takeCard = (all: Line[]): void => {
    const {
      number: _number,
      review: _review,
      ...facts
    } = JSON.parse(all[37]?.payload ?? '') as Record<string, unknown>;
    Object.assign(all[37] ?? {}, { payload: JSON.stringify(facts) });
  };
  /** Entry 35 says that the recording of the second act is evidence. */
  it.each<[string, string, (lines: Line[]) => void, number?]>([
    ['twice', 'hold', (all) => insert(all, 36, 35, { command }), 36],
    ['a recording that was not heard', 'hold', (all) => put(all, 35, { recording: uuidOf('no recording') })],
    [
      'by another person',
      'act-of-another',
      (all) => put(all, 35, { login: secretary, guid: uuidOf(secretary) }),
    ],
    ['in an act that was filed', 'act-not-open', (all) => put(all, 35, { act: uuidOf('act') })],
    [
      'by a basis that does not secure it',
      'basis',
      (all) => {
        put(all, 35, { ...keeperSays, basis: 'KPA_SKARGA', text: null });
        Object.assign(all[34] ?? {}, { salt: null, text: null });
      },
    ],
    ['by the keeper without a basis', 'words', (all) => put(all, 35, keeperSays)],
    ['with a card that is not the next', 'card', (all) => giveCard(all, { ...card, number: 'ZB/2/2026' })],
    ['with a card of another year', 'card', (all) => giveCard(all, { ...card, number: 'ZB/1/2025' })],
    ['with a card that nobody looks at', 'card', (all) => giveCard(all, { number: card.number })],
    ['with a review that is past', 'card', (all) => giveCard(all, { ...card, review: '2026-11-01' })],
  ])('%s', async (_what, why, change, seq = 35) => {
    expect(await faultAfter(change, 35)).toEqual({ seq, what: 'unlawful', why });
  });

  /** Entry 38 is the keeper's own, by the basis of a third act: with a card, as every one after the first that has it. */
  it.each<[string, (lines: Line[]) => void]>([
    [
      'without a card, where one before has it',
      (all) => [giveCard, takeCard].forEach((change) => change(all, card)),
    ],
    ['with the number of a card before it', (all) => giveCard(all, card)],
  ])('%s', async (_what, change) => {
    expect(await faultAfter(change, 38)).toEqual({ seq: 38, what: 'unlawful', why: 'card' });
  });

  it('and the next cards of the year are lawful', async () => {
    const second = (all: Line[]) => put(all, 38, { number: 'ZB/2/2026' });
    expect(
      await faultAfter((all) => [giveCard, second].forEach((change) => change(all, card)), 38),
    ).toBeNull();
  });
});

describe('a recording that was the wrong call of its act', () => {
  /** Entry 32 ends what entry 29 opened, 35 says that it is evidence, 39 quotes it. */
  const saysSo = (all: Line[]) => put(all, 32, { wrongCall: true });
  const withoutEvidence = (all: Line[]) => void all.splice(34, 1);
  const openedAgain = (all: Line[]): void => {
    insert(all, 33, 29, { command, present: [] });
    insert(all, 34, 32, { opening: command, command: uuidOf('the end of it'), wrongCall: false });
  };

  it.each<[string, string, number, ((lines: Line[]) => void)[]]>([
    ['is no evidence', 'evidence', 35, [saysSo]],
    [
      'was not named as evidence before',
      'evidence',
      36,
      [(all) => insert(all, 36, 32, { command, wrongCall: true })],
    ],
    ['is quoted nowhere', 'quotation', 38, [saysSo, withoutEvidence]],
  ])('%s: otherwise it is found although hash and signature hold', async (_what, why, seq, changes) => {
    const fault = await faultAfter((all) => changes.forEach((change) => change(all)), 39);
    expect(fault).toEqual({ seq, what: 'unlawful', why });
  });

  it('is both as soon as it was opened again', async () => {
    expect(await faultAfter((all) => [saysSo, openedAgain].forEach((change) => change(all)), 39)).toBeNull();
  });
});

describe('a remark in a protocol', () => {
  /** Entry 39 completes the second act, with what the person who joined it remarked. */
  const remark = (by: string) => (all: Line[]) => {
    const line = at(all, 39);
    line.text = (line.text ?? '').replace('"login":"j.maj"', `"login":"${by}"`);
    put(all, 39, { text: textCommitment(Buffer.from(line.salt ?? '', 'hex'), line.text) });
  };

  it('of somebody who heard nothing in its act is found although hash and signature hold', async () => {
    for (const by of [secretary, 'b.zych'])
      expect(await faultAfter(remark(by), 39)).toEqual({ seq: 39, what: 'unlawful', why: 'remark' });
  });

  it('of somebody who was there, and had left before the text was written, is lawful', async () => {
    expect(await faultAfter(remark('j.maj'), 39)).toBeNull();
  });
});
