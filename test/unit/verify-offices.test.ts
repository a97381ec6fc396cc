import { describe, expect, it } from 'vitest';
import { find, frozenSeq, seqOf, type Line } from './exported-chain.ts';
import {
  append,
  asOf,
  by,
  deputy,
  drop,
  endNext,
  factsOf,
  insert,
  judgement,
  listener,
  put,
  putRow,
  secretary,
  type Case,
  type Facts,
} from './forged-ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

/** The papers of Secretary, deputy, Mayor are confirmed by the keeper; of a listener one is prepared, signed, confirmed, and ended. */
const judge = judgement('a revocation');
const madeUp = 'a'.repeat(64);
const putSigned = (lines: Line[], name: string, change: Facts) =>
  put(lines, name, { signed: { ...(factsOf(find(lines, name))['signed'] as Facts), ...change } });
/** The paper is the deputy’s. */
function ofDeputy(lines: Line[]): void {
  for (const name of ['a paper', 'its signature']) putRow(lines, name, asOf(deputy));
}
/** Another paper, „a later paper”, once an authorisation is counted from its first day. */
function appendPaper(lines: Line[], days: Facts): void {
  append(lines, 'a paper', { command: uuidOf('a later paper'), at: '2026-12-10T09:00:00.000Z' });
  putRow(lines, 'a later paper', { number: 'UO/2/2026', ...days });
}
/** The paper is taken back before something. */
const takeBack = (before: string) => (lines: Line[]) =>
  insert(lines, before, 'a revocation', { command: uuidOf('taken back'), why: 'withdrawn', until: null });
const papers = (...names: string[]) => ({ entries: names.map(frozenSeq) });

describe('INV-52 what is not lawful about who holds an office is found although hash and signature hold:', () => {
  it.each<Case>([
    [
      'a number left out',
      'instrument 2',
      'paper-number',
      (all) => putRow(all, 'instrument 2', { number: 'PF/3/2026' }),
    ],
    [
      'a paper entered anew in the place of another',
      'instrument 3',
      'paper-number',
      (all) => putRow(all, 'instrument 2', { number: 'PF/1/2026' }),
    ],
    [
      'a number of another year',
      'instrument',
      'paper-number',
      (all) => putRow(all, 'instrument', { number: 'PF/1/2025' }),
    ],
    [
      'a paper of tomorrow',
      'instrument',
      'paper-dates',
      (all) => putSigned(all, 'instrument', { signedOn: '2026-11-26' }),
    ],
    [
      'a paper that nobody signed',
      'instrument',
      'paper-dates',
      (all) => put(all, 'instrument', { signed: null }),
    ],
    [
      'an end before the beginning',
      'instrument',
      'paper-dates',
      (all) => putRow(all, 'instrument', { to: '2026-11-01' }),
    ],
    [
      'Secretary and Mayor in one',
      'confirmed',
      'offices',
      (all) => putRow(all, 'instrument 3', asOf(secretary)),
    ],
    ['deputy and Mayor in one', 'confirmed', 'offices', (all) => putRow(all, 'instrument 3', asOf(deputy))],
    [
      'an officer who is the deputy',
      'confirmed',
      'offices',
      (all) => putRow(all, 'instrument 3', { office: 'protection_officer', ...asOf(deputy) }),
    ],
    [
      'a paper that the keeper enters by itself, once somebody could ask',
      'instrument 5',
      'author',
      (all) => {
        insert(all, 'a person', 'instrument 3', {});
        putRow(all, 'instrument 5', { number: 'PF/4/2026' });
      },
    ],
    [
      'a Secretary whom the keeper appoints although the desk is there',
      'instrument 5',
      'desk-there',
      (all) => {
        insert(all, 'a person', 'instrument 3', {});
        putRow(all, 'instrument 5', { number: 'PF/4/2026', emergency: true, office: 'secretary' });
      },
    ],
  ])('%s', async (_what, where, why, change) => {
    const { fault, seqOf } = await judge(change);
    expect(fault).toEqual({ seq: seqOf(where), what: 'unlawful', why });
  });

  it.each<[string, string, (lines: Line[]) => unknown]>([
    ['somebody whom nobody knows', 'instrument 2', (all) => putRow(all, 'instrument 2', asOf('x.obcy'))],
    [
      'another account of that login',
      'instrument 2',
      (all) => putRow(all, 'instrument 2', { subjectGuid: uuidOf('another') }),
    ],
    [
      'another paper confirmed',
      'confirmed',
      (all) => put(all, 'confirmed', { hashes: [madeUp, madeUp, madeUp] }),
    ],
    [
      'a paper confirmed twice',
      'confirmed',
      (all) => put(all, 'confirmed', papers('instrument', 'instrument', 'instrument 2')),
    ],
    [
      'a person confirmed',
      'confirmed',
      (all) => put(all, 'confirmed', papers('person', 'instrument', 'instrument 2')),
    ],
    ['a confirmation of what is confirmed', 'confirmed 2', (all) => insert(all, 'roles', 'confirmed', {})],
  ])('%s', async (_what, where, change) => {
    const { fault, seqOf } = await judge(change);
    expect(fault).toEqual({ seq: seqOf(where), what: 'impossible' });
  });
});

it.each([null, '2026-11-30', '2026-12-01'])(
  'INV-80 whoever was to be followed is in office no more from that day on, although the next appointment was ended, with %s as its last day',
  async (until) => {
    const change = (lines: Line[]): void => endNext(lines, until);
    const { fault, seqOf: numberOf } = await judge(change, { last: 'a package' });
    expect(fault).toMatchObject({ seq: numberOf('a third act is judged'), why: 'not-secretary' });
  },
);

it('INV-61 a role that a person is named with, as it once was, has no place in a payload', async () => {
  const { fault, seqOf } = await judge((all) => put(all, 'a person', { roles: ['listener'] }));
  expect(fault).toEqual({ seq: seqOf('a person'), what: 'payload' });
});

describe('INV-61 no right without two people, though hash and signature hold:', () => {
  it.each<Case>([
    ['a listener registers a paper', 'a paper', 'not-secretary', (all) => put(all, 'a paper', by(listener))],
    [
      'the Secretary registers one for herself',
      'a paper',
      'own-paper',
      (all) => putRow(all, 'a paper', asOf(secretary)),
    ],
    [
      'a number left out',
      'a paper',
      'paper-number',
      (all) => putRow(all, 'a paper', { number: 'UO/2/2026' }),
    ],
    [
      'another number when it is entered anew',
      'its signature',
      'paper-number',
      (all) => putRow(all, 'its signature', { number: 'UO/3/2026' }),
    ],
    ['thirteen months', 'a paper', 'paper-dates', (all) => putRow(all, 'a paper', { to: '2027-12-26' })],
    [
      'more than twelve months of one that began a month before',
      'a later paper',
      'paper-dates',
      (all) => appendPaper(all, { from: '2026-11-25', to: '2027-11-26' }),
    ],
    [
      'one from more than a month before its signature',
      'a later paper',
      'paper-dates',
      (all) => appendPaper(all, { from: '2026-10-20', to: '2027-10-20' }),
    ],
    [
      'a signature of tomorrow',
      'its signature',
      'paper-dates',
      (all) => putSigned(all, 'its signature', { signedOn: '2026-11-26' }),
    ],
    [
      'the signature of who is no Mayor',
      'its signature',
      'signatory',
      (all) => putSigned(all, 'its signature', { signatory: 'PF/1/2026' }),
    ],
    [
      'a signature before the Mayor began',
      'its signature',
      'signatory',
      (all) => putSigned(all, 'its signature', { signedOn: '2026-11-01' }),
    ],
    [
      'the signature of a deputy mayor whose paper does not say § 4',
      'its signature',
      'signatory',
      (all) => putRow(all, 'instrument 3', { deputy: true, powers: [5] }),
    ],
    [
      'nobody’s signature',
      'its signature',
      'signatory',
      (all) => putSigned(all, 'its signature', { signatory: null }),
    ],
    ['a number of what was taken back', 'its signature', 'paper-state', takeBack('its signature')],
    ['a confirmation of what was taken back', 'a confirmation', 'paper-unknown', takeBack('a confirmation')],
    [
      'no declaration of confidentiality',
      'its signature',
      'declaration',
      (all) => putRow(all, 'its signature', { declaredOn: null }),
    ],
    [
      'a paper without its scan',
      'its signature',
      'paper-scan',
      (all) => putSigned(all, 'its signature', { scan: null }),
    ],
    [
      'a scan of what lies in the EZD',
      'its signature',
      'paper-scan',
      (all) => putSigned(all, 'its signature', { way: 'ezd' }),
    ],
    [
      'who registered it confirms it',
      'a confirmation',
      'one-person',
      (all) => put(all, 'a confirmation', by(secretary)),
    ],
    [
      'who stands in it confirms it',
      'a confirmation',
      'own-paper',
      (all) => put(all, 'a confirmation', by(listener)),
    ],
    [
      'the keeper confirms it of its own accord',
      'confirmed 2',
      'author',
      (all) => put(all, 'a confirmation', { login: 'odsluch_keeper', guid: null, command: null }),
    ],
    ['the deputy confirms her own', 'a confirmation', 'own-paper', (all) => ofDeputy(all)],
    [
      'somebody without an office confirms it',
      'a confirmation',
      'not-confirmer',
      (all) => {
        ofDeputy(all);
        put(all, 'a confirmation', by(listener));
      },
    ],
    [
      'the deputy approves what nobody signed',
      'a confirmation',
      'signatory',
      (all) => {
        drop(all, 'its signature');
        put(all, 'a confirmation', papers('a paper'));
      },
    ],
    ['a listener ends it', 'a revocation', 'not-secretary', (all) => put(all, 'a revocation', by(listener))],
    [
      'an end in the past',
      'a revocation',
      'paper-dates',
      (all) => put(all, 'a revocation', { until: '2026-11-24' }),
    ],
    [
      'an end after it is over',
      'a revocation',
      'paper-dates',
      (all) => put(all, 'a revocation', { until: '2099-01-01' }),
    ],
    [
      'the end of another’s',
      'a revocation',
      'paper-unknown',
      (all) => put(all, 'a revocation', { subject: deputy }),
    ],
    [
      'a confirmed paper withdrawn',
      'a revocation',
      'paper-state',
      (all) => put(all, 'a revocation', { why: 'withdrawn' }),
    ],
  ])('%s', async (_what, where, why, change) => {
    const { fault, seqOf } = await judge(change);
    expect(fault).toEqual({ seq: seqOf(where), what: 'unlawful', why });
  });

  it.each<[string, string, (lines: Line[]) => unknown]>([
    [
      'what was entered anew meanwhile is confirmed as it was',
      'a confirmation',
      (all) => put(all, 'a confirmation', papers('a paper')),
    ],
    [
      'a paper confirmed twice',
      'again',
      (all) => insert(all, 'a recording', 'a confirmation', { command: uuidOf('again') }),
    ],
    [
      'another person in the paper than the office knows',
      'a paper',
      (all) => putRow(all, 'a paper', { subjectGuid: uuidOf('x') }),
    ],
  ])('%s', async (_what, where, change) => {
    const { fault, seqOf } = await judge(change);
    expect(fault).toMatchObject({ seq: seqOf(where) });
  });
});

describe('INV-61 a deputy of the Secretary accepts the office where nobody else is there who could compare the paper', () => {
  const judgeUpTo = judgement('a confirmation');
  /** The Secretary appoints the listener, who says himself that entry and paper agree. */
  function accepts(lines: Line[], row: Facts): void {
    const office = { office: 'secretary', deputy: true, powers: [], employee: true, emergency: false };
    const term = { from: '2026-11-25', to: null };
    const rows = [{ number: 'PF/4/2026', ...asOf(listener), ...office, ...term, ...row }];
    put(lines, 'its signature', { what: 'appointment', rows });
    put(lines, 'a confirmation', { ...by(listener), entries: [seqOf(lines, 'its signature')] });
  }
  /** The Mayor has no account, and the deputy’s days are over. */
  function alone(lines: Line[]): void {
    putRow(lines, 'instrument 2', { to: '2026-11-24' });
    drop(lines, 'roles 2');
  }

  it('is lawful', async () => {
    const change = (lines: Line[]): void => {
      alone(lines);
      accepts(lines, {});
    };
    expect((await judgeUpTo(change)).fault).toBeNull();
  });

  it.each<[string, (lines: Line[]) => void]>([
    [
      'a friend whom she names Secretary',
      (lines) => {
        alone(lines);
        accepts(lines, { deputy: false });
      },
    ],
    [
      'a friend whom she names officer',
      (lines) => {
        alone(lines);
        accepts(lines, { office: 'protection_officer', deputy: false });
      },
    ],
    ['where the deputy is in office', (lines) => accepts(lines, {})],
  ])('is not: %s', async (_what, change) => {
    const { fault, seqOf: numberOf } = await judgeUpTo(change);
    expect(fault).toEqual({ seq: numberOf('a confirmation'), what: 'unlawful', why: 'own-paper' });
  });
});
