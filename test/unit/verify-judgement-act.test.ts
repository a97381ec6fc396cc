import { describe, expect, it } from 'vitest';
import { frozenSeq, seqOf, type Line } from './exported-chain.ts';
import {
  authoriseThird,
  by,
  command,
  drop,
  insert,
  insertPart,
  judgement,
  listener,
  move,
  personFacts,
  put,
  putRow,
  secretary,
  type Case,
  type Facts,
} from './forged-ledger.ts';
import { firstMadeOf } from './vectors-correction.ts';
import { uuidOf } from './vectors-secrets.ts';

const judge = judgement();

describe('INV-52 a listening act that the rules forbid is found although hash and signature hold:', () => {
  const release =
    (facts: Facts, name = 'first listening') =>
    (all: Line[]) =>
      put(all, name, facts);
  /** An entry and all after it come about then. */
  const later = (name: string, instant: string) => (all: Line[]) => {
    for (const line of all.slice(seqOf(all, name) - 1))
      line.payload = JSON.stringify({ ...(JSON.parse(line.payload) as Facts), at: instant });
  };
  const entriesOf = (names: readonly string[]) => names.map(frozenSeq).sort((a, b) => a - b);
  it.each<Case>([
    [
      'who was no employee then',
      'first listening',
      'person',
      (all) =>
        insert(all, 'first listening', 'a person', { ...personFacts(listener, undefined, false), command }),
    ],
    [
      'an authorisation that nobody gave',
      'first listening',
      'authorisation-unknown',
      release({ authorisation: 'UO/7/2026' }),
    ],
    [
      'another person’s authorisation',
      'first listening',
      'authorisation-of-another',
      (all) => {
        authoriseThird(all);
        put(all, 'first listening', { authorisation: 'UO/2/2026' });
      },
    ],
    [
      'the authorisation of who had the login before',
      'first listening',
      'authorisation-of-another',
      (all) => {
        insert(all, 'first listening', 'a person', {
          ...personFacts(listener, uuidOf('a successor')),
          command,
        });
        put(all, 'first listening', { guid: uuidOf('a successor') });
      },
    ],
    [
      'after the revocation',
      'second listening',
      'authorisation-revoked',
      (all) => move(all, 'a revocation', 'second listening'),
    ],
    [
      'before the first day of the authorisation',
      'first listening',
      'authorisation-not-in-force',
      (all) => putRow(all, 'its signature', { from: '2026-11-26' }),
    ],
    [
      'after its last day',
      'first listening',
      'authorisation-not-in-force',
      (all) => putRow(all, 'its signature', { from: '2026-01-01', to: '2026-11-24' }),
    ],
    [
      'on its last day in UTC, which is over in Warsaw',
      'second listening',
      'authorisation-not-in-force',
      (all) => {
        putRow(all, 'its signature', { to: '2026-11-25' });
        later('second listening', '2026-11-25T23:00:00.000Z')(all);
      },
    ],
    [
      'another file than was ingested',
      'first listening',
      'recording-other-file',
      release({ cipherSha256: '00'.repeat(32) }),
    ],
    [
      'a recording that is not there',
      'first listening',
      'recording-unknown',
      (all) => {
        putRow(all, 'its signature', { departments: null });
        put(all, 'first listening', { recording: uuidOf('no recording') });
      },
    ],
    [
      'a recording past its twelve months',
      'first listening',
      'recording-past-term',
      (all) => put(all, 'a recording', { startedAt: '2025-11-24T08:20:00.000Z' }),
    ],
    [
      'a call without announcement',
      'first listening',
      'recording-without-announcement',
      (all) => put(all, 'a recording', { announcement: 'no' }),
    ],
    [
      'a call in which the listener took part',
      'first listening',
      'took-part',
      (all) => put(all, 'a recording', { answeredLogin: listener }),
    ],
    [
      'a call that the listener answered under another login',
      'first listening',
      'took-part',
      (all) => {
        const before = personFacts('a.dawna', uuidOf(listener));
        insert(all, 'a recording', 'a person', { ...before, command: uuidOf('a former login') });
        put(all, 'a recording', { answeredLogin: 'a.dawna' });
      },
    ],
    [
      'a call of which the listener answered another part',
      'first listening',
      'took-part',
      (all) => insertPart(all, 'a list of destroyed calls', { answeredLogin: listener }),
    ],
    ['in the presence of a stranger', 'first listening', 'present', release({ present: ['b.zych'] })],
    [
      'in the presence of who may not listen',
      'first listening',
      'present',
      release({ present: [secretary] }),
    ],
    ['in the own presence', 'first listening', 'present', release({ present: [listener] })],
    [
      'in the presence of who took part in the call',
      'first listening',
      'took-part',
      (all) => {
        authoriseThird(all);
        put(all, 'first listening', { present: ['b.zych'] });
      },
    ],
    ['a number left out', 'first listening', 'number', release({ protocol: 'PO/2/2026' })],
    ['a number of another year', 'first listening', 'number', release({ protocol: 'PO/1/2025' })],
    ['an unknown basis', 'first listening', 'basis', release({ basis: 'KPA_INNA' })],
    ['a purpose that is not the basis’s', 'first listening', 'basis', release({ purpose: 'SAFETY' })],
    ['a sentence that the basis does not have', 'first listening', 'basis', release({ sentence: 'BECAUSE' })],
    [
      'a declaration that the basis does not ask for',
      'first listening',
      'basis',
      release({ statement: 'Oświadczam inaczej.' }),
    ],
    [
      'another declaration than it began with',
      'second listening',
      'act-ground',
      release({ statement: null }, 'second listening'),
    ],
    [
      'a basis that ended the day before',
      'first listening',
      'basis',
      (all) => putRow(all, 'instrument 4', { to: '2026-11-24' }),
    ],
    [
      'a basis that begins the day after',
      'first listening',
      'basis',
      (all) => putRow(all, 'instrument 4', { from: '2026-11-26' }),
    ],
    [
      'another case within the act',
      'second listening',
      'act-ground',
      release({ case: 'SEK.1510.8.2026' }, 'second listening'),
    ],
    [
      'another protocol within the act',
      'second listening',
      'number',
      release({ protocol: 'PO/2/2026' }, 'second listening'),
    ],
    [
      'an act that is seven days old',
      'second listening',
      'act-over',
      later('second listening', '2026-12-02T08:01:00.000Z'),
    ],
    [
      'an act that is completed',
      'a further request',
      'act-not-open',
      (all) => insert(all, 'going back', 'first listening', { command }),
    ],
    [
      'another person’s act',
      'second listening',
      'act-of-another',
      (all) => {
        put(all, 'a recording', { answeredLogin: null });
        authoriseThird(all);
        put(all, 'second listening', { ...by('b.zych'), authorisation: 'UO/2/2026' });
      },
    ],
  ])('a release: %s', async (_what, where, why, change) => {
    const { fault, seqOf } = await judge(change);
    expect(fault).toEqual({ seq: seqOf(where), what: 'unlawful', why });
  });

  it.each<Case>([
    [
      'an opening that was not undelivered but another',
      'undelivered',
      'opening',
      (all) => put(all, 'undelivered', { release: frozenSeq('first listening') }),
    ],
    [
      'an opening that had ended',
      'undelivered 2',
      'opening',
      (all) => insert(all, 'completing', 'undelivered', {}),
    ],
    [
      'an opening of another act',
      'the end of the first listening',
      'opening',
      (all) => put(all, 'the end of the first listening', { act: uuidOf('another act') }),
    ],
    [
      'an end that no program reports',
      'the end of the first listening',
      'opening',
      (all) => put(all, 'the end of the first listening', { how: 'silent' }),
    ],
    [
      'an opening closed twice',
      'a further request',
      'opening',
      (all) => insert(all, 'second listening', 'the end of the first listening', { command }),
    ],
    [
      'an opening closed by another',
      'the end of the first listening',
      'act-of-another',
      (all) => put(all, 'the end of the first listening', by(secretary)),
    ],
    ['findings while a recording was open', 'completing', 'act-playing', (all) => drop(all, 'undelivered')],
    [
      'findings of another person',
      'completing',
      'act-of-another',
      (all) => put(all, 'completing', by(secretary)),
    ],
    [
      'findings of who has the login by now',
      'completing',
      'act-of-another',
      (all) => {
        const somebody = { guid: uuidOf('somebody') };
        insert(all, 'completing', 'a person', { ...personFacts(listener, somebody.guid), command });
        put(all, 'completing', somebody);
      },
    ],
    [
      'findings that leave out a release',
      'completing',
      'entries',
      (all) =>
        put(all, 'completing', {
          entries: entriesOf(firstMadeOf.filter((name) => name !== 'second listening')),
        }),
    ],
    [
      'findings that name another act’s entry',
      'completing',
      'entries',
      (all) =>
        put(all, 'completing', {
          entries: entriesOf([...firstMadeOf.slice(0, -1), 'a refused request']),
        }),
    ],
    ['findings twice', 'completing again', 'act-not-open', (all) => drop(all, 'going back')],
    [
      'back to listening after seven days',
      'going back',
      'act-over',
      later('going back', '2026-12-02T08:01:00.000Z'),
    ],
    [
      'back to listening without an authorisation',
      'going back',
      'authorisation-not-in-force',
      (all) => move(all, 'a revocation', 'going back'),
    ],
    [
      'back from findings that were not the last',
      'going back',
      'not-completed',
      (all) => put(all, 'going back', { completed: frozenSeq('undelivered') }),
    ],
    ['filed by another', 'filing', 'act-of-another', (all) => put(all, 'filing', by(secretary))],
    ['filed unfinished', 'filing', 'not-completed', (all) => drop(all, 'completing again')],
    ['filed on a day to come', 'filing', 'filing-day', (all) => put(all, 'filing', { day: '2026-11-26' })],
    [
      'filed before it was completed',
      'filing',
      'filing-day',
      (all) => put(all, 'filing', { day: '2026-11-24' }),
    ],
    [
      'a missing signature without its reason',
      'filing',
      'signature',
      (all) => put(all, 'filing', { signed: true }),
    ],
  ])('%s', async (_what, where, why, change) => {
    const { fault, seqOf } = await judge(change);
    expect(fault).toEqual({ seq: seqOf(where), what: 'unlawful', why });
  });
});
