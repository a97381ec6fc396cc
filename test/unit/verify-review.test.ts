import { describe, expect, it } from 'vitest';
import { at as atLine, find, seqOf, type Line } from './exported-chain.ts';
import {
  append,
  asOf,
  by,
  command,
  deputy,
  factsOf,
  insert,
  judgement,
  listener,
  personFacts,
  put,
  secretary,
  type Case,
  type Facts,
} from './forged-ledger.ts';
import { sessionKeyOf } from './vectors-asking.ts';
import { uuidOf } from './vectors-secrets.ts';

const last = 'the review is concluded';
const judge = judgement(last);
const flag = (act: string, flag: string, other: string | null = null): Facts => ({
  ...{ act: uuidOf(act), flag },
  other: other === null ? null : uuidOf(other),
});

describe('§ 7 what is not lawful about a review is found although hash and signature hold:', () => {
  it.each<Case>([
    [
      'it is opened a day early',
      'review',
      'review',
      (all) => put(all, 'review', { at: '2026-12-07T22:59:59.000Z' }),
    ],
    ['an act left out', 'review', 'review-items', (all) => put(all, 'review', { acts: 2 })],
    ['refusals that there were not', 'review', 'review-items', (all) => put(all, 'review', { refusals: 2 })],
    [
      'requests left out that nobody signed',
      'review',
      'review-items',
      (all) => put(all, 'review', { unsigned: 0 }),
    ],
    ['a smaller sample', 'review', 'review-items', (all) => put(all, 'review', { take: 1 })],
    [
      'a flag that nothing speaks for',
      'review',
      'flags',
      (all) => put(all, 'review', { flags: [...flagsOf(all), flag('act', 'hours')] }),
    ],
    [
      'a flag left out, by other hours',
      'review',
      'flags',
      (all) => put(all, 'review', { rules: { ...rulesOf(all), hours: { from: 10, to: 18 } } }),
    ],
    [
      'the same number in a later act',
      'review',
      'flags',
      (all) =>
        put(all, 'review', { flags: [...flagsOf(all), flag('act', 'number', 'a third act')], take: 1 }),
    ],
    [
      'a listener judges',
      'a first act is judged',
      'not-secretary',
      (all) => put(all, 'a first act is judged', by(listener)),
    ],
    [
      'what is no item is judged',
      'a first act is judged',
      'review-item',
      (all) => put(all, 'a first act is judged', { item: uuidOf('a recording') }),
    ],
    [
      'an irregularity without a word',
      'a third act is judged',
      'words',
      (all) => {
        put(all, 'a third act is judged', { text: null });
        Object.assign(find(all, 'a third act is judged'), { salt: null, text: null });
      },
    ],
    [
      'INV-67 the Secretary judges what was refused to herself',
      'refusals are judged',
      'own-item',
      (all) => ofSecretary(all, by(secretary)),
    ],
    [
      'INV-67 the deputy judges what was refused to the Secretary',
      'refusals are judged',
      'own-item',
      (all) => ofSecretary(all, by(deputy)),
    ],
    [
      'INV-67 the desk takes back by a referral what the officer found about it',
      'what was not signed is judged',
      'own-item',
      (all) => {
        appointOfficer(all);
        ofSecretary(all, by(officer));
        put(all, 'what was not signed is judged', { item: uuidOf(secretary), verdict: 'referred' });
      },
    ],
    ['another count of verdicts', last, 'review-counts', (all) => put(all, last, { ok: 5, irregular: 0 })],
    ['another number of the report', last, 'report', (all) => put(all, last, { number: 'RP/2/2026' })],
    ['a listener ends it', last, 'not-secretary', (all) => put(all, last, by(listener))],
    [
      'a verdict after the end',
      'a further request',
      'review-over',
      (all) => append(all, 'it is judged anew', { command }),
    ],
  ])('%s', async (_what, where, why, change) => {
    const { fault, seqOf: numberOf } = await judge(change);
    expect(fault).toEqual({ seq: numberOf(where), what: 'unlawful', why });
  });

  it.each<[string, (all: Line[]) => unknown]>([
    ['as it was', () => undefined],
    [
      'the Secretary judges what somebody heard whose login is hers by now',
      (all) => {
        const facts = { ...personFacts('j.maj', uuidOf(secretary)), command: uuidOf('a login passed on') };
        insert(all, 'review', 'another person', facts);
      },
    ],
  ])('what is lawful has no fault: %s', async (_what, change) => {
    expect((await judge(change)).fault).toBeNull();
  });
});

const flagsOf = (all: Parameters<typeof find>[0]): Facts[] =>
  factsOf(find(all, 'review'))['flags'] as Facts[];
const rulesOf = (all: Parameters<typeof find>[0]): Facts => factsOf(find(all, 'review'))['rules'] as Facts;

/** What was refused to the Secretary is an item, and judged by that person. */
function ofSecretary(all: Line[], judged: Facts): void {
  put(all, 'a refused request', by(secretary));
  put(all, 'refusals are judged', { item: uuidOf(secretary), ...judged });
}

const officer = 'o.inspektor';
function appointOfficer(all: Line[]): void {
  const before = 'review';
  insert(all, before, 'a person', { ...personFacts(officer), command: uuidOf('a person more') });
  const row = { number: 'PF/4/2026', ...asOf(officer), office: 'protection_officer', deputy: false };
  const rows = [
    { ...row, ...{ powers: [], employee: true, emergency: false, from: '2026-11-25', to: null } },
  ];
  insert(all, before, 'its signature', { what: 'appointment', rows, command: uuidOf('an office') });
  const entries = [seqOf(all, 'an office')];
  insert(all, before, 'a confirmation', { entries, command: uuidOf('an office confirmed') });

  const session = uuidOf('a session more');
  const { publicKey } = sessionKeyOf(session);
  const judged = 'a third act is judged';
  const at = String(factsOf(atLine(all, seqOf(all, judged) - 1))['at']);
  const until = new Date(Date.parse(at) + 36_000_000).toISOString();
  const signsIn = { ...by(officer), publicKey, at, until, command: session };
  insert(all, judged, 'session', signsIn);
}
