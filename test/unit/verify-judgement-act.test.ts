import { describe, expect, it } from 'vitest';
import type { Line } from './exported-chain.ts';
import {
  authoriseThird,
  command,
  insert,
  insertPart,
  judgement,
  listener,
  put,
  secretary,
  type Facts,
} from './forged-ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

const faultAfter = judgement();

describe('INV-52 a listening act that the rules forbid is found although hash and signature hold:', () => {
  /** Entry 10 begins the act, 12 goes on in it. */
  const release =
    (facts: Facts, seq = 10) =>
    (all: Line[]) =>
      put(all, seq, facts);
  const later = (seq: number, instant: string) => (all: Line[]) => {
    for (let one = seq; one <= all.length; one += 1) put(all, one, { at: instant });
  };
  it.each<[string, number, string, (lines: Line[]) => void]>([
    ['who was no employee then', 11, 'person', (all) => insert(all, 10, 5, { employee: false, command })],
    [
      'an authorisation that nobody gave',
      10,
      'authorisation-unknown',
      release({ authorisation: 'UO/7/2026' }),
    ],
    [
      'another person’s authorisation',
      12,
      'authorisation-of-another',
      (all) => {
        authoriseThird(all);
        put(all, 12, { authorisation: 'UO/2/2026' });
      },
    ],
    [
      'the authorisation of who had the login before',
      11,
      'authorisation-of-another',
      (all) => {
        insert(all, 10, 5, { subjectGuid: uuidOf('a successor'), command });
        put(all, 11, { guid: uuidOf('a successor') });
      },
    ],
    [
      'after the revocation',
      13,
      'authorisation-revoked',
      (all) => {
        const [revoked] = all.splice(17, 1);
        if (revoked)
          all.splice(11, 0, { ...revoked, payload: revoked.payload.replace(':18.000Z', ':11.500Z') });
      },
    ],
    [
      'before the first day of the authorisation',
      10,
      'authorisation-not-in-force',
      (all) => put(all, 6, { from: '2026-11-26' }),
    ],
    [
      'after its last day',
      10,
      'authorisation-not-in-force',
      (all) => put(all, 6, { from: '2026-01-01', to: '2026-11-24' }),
    ],
    [
      'on its last day in UTC, which is over in Warsaw',
      12,
      'authorisation-not-in-force',
      (all) => {
        put(all, 6, { to: '2026-11-25' });
        later(12, '2026-11-25T23:00:00.000Z')(all);
      },
    ],
    [
      'another file than was ingested',
      10,
      'recording-other-file',
      release({ cipherSha256: '00'.repeat(32) }),
    ],
    [
      'a recording that is not there',
      10,
      'recording-unknown',
      release({ recording: uuidOf('no recording') }),
    ],
    [
      'a recording past its twelve months',
      10,
      'recording-past-term',
      (all) => {
        put(all, 4, { month: '2025-11' });
        put(all, 7, { wrappingKey: '2025-11', startedAt: '2025-11-24T08:20:00.000Z' });
      },
    ],
    [
      'a call without announcement',
      10,
      'recording-without-announcement',
      (all) => put(all, 7, { announcement: 'no' }),
    ],
    [
      'a call in which the listener took part',
      10,
      'took-part',
      (all) => put(all, 7, { answeredLogin: listener }),
    ],
    [
      'a call that the listener answered under another login',
      11,
      'took-part',
      (all) => {
        const before = { subject: 'a.dawna', subjectGuid: uuidOf(listener) };
        insert(all, 7, 5, { ...before, command: uuidOf('a former login') });
        put(all, 8, { answeredLogin: before.subject });
      },
    ],
    [
      'a call of which the listener answered another part',
      11,
      'took-part',
      (all) => insertPart(all, 8, { answeredLogin: listener }),
    ],
    ['in the presence of a stranger', 10, 'present', release({ present: ['b.zych'] })],
    ['in the presence of who may not listen', 10, 'present', release({ present: [secretary] })],
    ['in the own presence', 10, 'present', release({ present: [listener] })],
    [
      'in the presence of who took part in the call',
      12,
      'took-part',
      (all) => {
        authoriseThird(all);
        put(all, 12, { present: ['b.zych'] });
      },
    ],
    ['a number left out', 10, 'number', release({ protocol: 'PO/2/2026' })],
    ['a number of another year', 10, 'number', release({ protocol: 'PO/1/2025' })],
    ['an unknown basis', 10, 'basis', release({ basis: 'KPA_INNA' })],
    ['a purpose that is not the basis’s', 10, 'basis', release({ purpose: 'SAFETY' })],
    ['a sentence that the basis does not have', 10, 'basis', release({ sentence: 'BECAUSE' })],
    [
      'a declaration that the basis does not ask for',
      10,
      'basis',
      release({ statement: 'Oświadczam inaczej.' }),
    ],
    ['another declaration than it began with', 12, 'act-ground', release({ statement: null }, 12)],
    ['a basis that ended the day before', 10, 'basis', (all) => put(all, 2, { to: '2026-11-24' })],
    ['a basis that begins the day after', 10, 'basis', (all) => put(all, 2, { from: '2026-11-26' })],
    ['another case within the act', 12, 'act-ground', release({ case: 'SEK.1510.8.2026' }, 12)],
    ['another protocol within the act', 12, 'number', release({ protocol: 'PO/2/2026' }, 12)],
    ['an act that is seven days old', 12, 'act-over', later(12, '2026-12-02T08:00:10.000Z')],
    ['an act that is completed', 15, 'act-not-open', (all) => insert(all, 15, 10, { command })],
    [
      'another person’s act',
      14,
      'act-of-another',
      (all) => {
        put(all, 7, { answeredLogin: null });
        authoriseThird(all);
        put(all, 14, { login: 'b.zych', guid: uuidOf('b.zych'), authorisation: 'UO/2/2026' });
      },
    ],
  ])('a release: %s', async (_what, seq, why, change) => {
    expect(await faultAfter(change)).toEqual({ seq, what: 'unlawful', why });
  });

  it.each<[string, number, string, (lines: Line[]) => void]>([
    [
      'an opening that was not undelivered but another',
      13,
      'opening',
      (all) => put(all, 13, { release: 10 }),
    ],
    ['an opening that had ended', 14, 'opening', (all) => insert(all, 14, 13, {})],
    ['an opening of another act', 11, 'opening', (all) => put(all, 11, { act: uuidOf('another act') })],
    ['an end that no program reports', 11, 'opening', (all) => put(all, 11, { how: 'silent' })],
    ['an opening closed twice', 12, 'opening', (all) => insert(all, 12, 11, { command })],
    [
      'an opening closed by another',
      11,
      'act-of-another',
      (all) => put(all, 11, { login: secretary, guid: uuidOf(secretary) }),
    ],
    ['findings while a recording was open', 13, 'act-playing', (all) => void all.splice(12, 1)],
    [
      'findings of another person',
      14,
      'act-of-another',
      (all) => put(all, 14, { login: secretary, guid: uuidOf(secretary) }),
    ],
    [
      'findings that leave out a release',
      14,
      'entries',
      (all) => put(all, 14, { entries: [2, 6, 7, 10, 11, 13] }),
    ],
    [
      'findings that name another act’s entry',
      14,
      'entries',
      (all) => put(all, 14, { entries: [2, 6, 7, 9, 10, 11, 12] }),
    ],
    ['findings twice', 15, 'act-not-open', (all) => void all.splice(14, 1)],
    ['back to listening after seven days', 15, 'act-over', later(15, '2026-12-02T08:00:10.000Z')],
    [
      'back to listening without an authorisation',
      16,
      'authorisation-not-in-force',
      (all) => {
        const [revoked] = all.splice(17, 1);
        if (revoked)
          all.splice(14, 0, { ...revoked, payload: revoked.payload.replace(':18.000Z', ':14.500Z') });
      },
    ],
    [
      'back from findings that were not the last',
      15,
      'not-completed',
      (all) => put(all, 15, { completed: 13 }),
    ],
    [
      'filed by another',
      17,
      'act-of-another',
      (all) => put(all, 17, { login: secretary, guid: uuidOf(secretary) }),
    ],
    ['filed unfinished', 16, 'not-completed', (all) => void all.splice(15, 1)],
    ['filed on a day to come', 17, 'filing-day', (all) => put(all, 17, { day: '2026-11-26' })],
    ['filed before it was completed', 17, 'filing-day', (all) => put(all, 17, { day: '2026-11-24' })],
    ['a missing signature without its reason', 17, 'signature', (all) => put(all, 17, { signed: true })],
  ])('%s', async (_what, seq, why, change) => {
    expect(await faultAfter(change)).toEqual({ seq, what: 'unlawful', why });
  });
});
