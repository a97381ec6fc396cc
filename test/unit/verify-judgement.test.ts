import { describe, expect, it } from 'vitest';
import { at, recommit, type Line } from './exported-chain.ts';
import {
  authoriseThird,
  command,
  insert,
  insertPart,
  judgement,
  listener,
  put,
  secretary,
  third,
} from './forged-ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

const faultAfter = judgement();

it('INV-52 a lawful ledger is judged lawful, also with a second person who may listen and is present', async () => {
  expect(await faultAfter(() => undefined)).toBeNull();
  const present = (lines: Line[]) => {
    put(lines, 7, { answeredLogin: null });
    authoriseThird(lines);
    put(lines, 12, { present: ['b.zych'] });
    put(lines, 14, { present: ['b.zych'] });
    for (const seq of [15]) put(lines, seq, { release: 14 });
    put(lines, 17, { completed: 16 });
  };
  expect(await faultAfter(present)).toBeNull();
});

describe('INV-52 an entry that the rules forbid is found although hash and signature hold:', () => {
  it.each<[string, number, string, (lines: Line[]) => void]>([
    ['time goes back', 9, 'time', (all) => put(all, 9, { at: '2026-11-25T08:00:07.999Z' })],
    [
      'a request has two entries',
      12,
      'command-twice',
      (all) => put(all, 12, { command: uuidOf('first listening') }),
    ],
    [
      'an entry for a person under a foreign guid',
      9,
      'author',
      (all) => put(all, 9, { guid: uuidOf('somebody') }),
    ],
    ['an entry for a person without a request', 14, 'author', (all) => put(all, 14, { command: null })],
    [
      'an entry of ingest in a person’s name',
      7,
      'author',
      (all) => put(all, 7, { login: secretary, guid: uuidOf(secretary) }),
    ],
    ['a legal basis that a person entered', 2, 'author', (all) => put(all, 2, { login: listener, command })],
    [
      'findings without words',
      16,
      'words',
      (all) => {
        put(all, 16, { text: null });
        Object.assign(at(all, 16), { salt: null, text: null });
      },
    ],
    [
      'a person registered by a listener',
      7,
      'not-secretary',
      (all) => insert(all, 7, 5, { login: listener, guid: uuidOf(listener), command, subject: 'b.zych' }),
    ],
    ['a role given twice', 5, 'roles', (all) => put(all, 5, { roles: ['listener', 'listener'] })],
    [
      'a call that has yet to begin',
      7,
      'recording-time',
      (all) => put(all, 7, { startedAt: '2026-11-27T08:20:00.000Z' }),
    ],
    ['a second first Secretary', 7, 'author', (all) => insert(all, 7, 3, { subject: 'x.obcy' })],
    [
      'an authorisation by a listener',
      7,
      'not-secretary',
      (all) =>
        insert(all, 7, 6, {
          login: listener,
          guid: uuidOf(listener),
          command,
          number: 'UO/2/2026',
          ...third,
        }),
    ],
    [
      'an authorisation by who is Secretary no more',
      8,
      'not-secretary',
      (all) => {
        insert(all, 7, 5, {
          subject: secretary,
          subjectGuid: uuidOf(secretary),
          roles: ['listener'],
          command,
        });
        insert(all, 8, 6, { number: 'UO/2/2026', command: uuidOf('too late') });
      },
    ],
    [
      'a Secretary authorises herself',
      7,
      'own-authorisation',
      (all) =>
        insert(all, 7, 6, {
          command,
          number: 'UO/2/2026',
          subject: secretary,
          subjectGuid: uuidOf(secretary),
        }),
    ],
    [
      'a Secretary authorises herself under another login',
      8,
      'own-authorisation',
      (all) => {
        insert(all, 7, 5, { subject: 'h.dudek2', subjectGuid: uuidOf(secretary), command });
        insert(all, 8, 6, {
          number: 'UO/2/2026',
          subject: 'h.dudek2',
          subjectGuid: uuidOf(secretary),
          command: uuidOf('herself'),
        });
      },
    ],
    ['an authorisation for a stranger', 6, 'person', (all) => put(all, 6, third)],
    ['an authorisation for who is no employee', 6, 'person', (all) => put(all, 5, { employee: false })],
    [
      'a number of authorisation given twice',
      7,
      'authorisation-twice',
      (all) => insert(all, 7, 6, { command }),
    ],
    [
      'an authorisation for more than twelve months',
      6,
      'authorisation-dates',
      (all) => put(all, 6, { to: '2027-11-26' }),
    ],
    [
      'an authorisation signed tomorrow',
      6,
      'authorisation-dates',
      (all) => put(all, 6, { signedOn: '2026-11-26' }),
    ],
    [
      'a revocation by a listener',
      18,
      'not-secretary',
      (all) => put(all, 18, { login: listener, guid: uuidOf(listener) }),
    ],
    ['a revocation of nothing', 18, 'authorisation-unknown', (all) => put(all, 18, { number: 'UO/9/2026' })],
    ['a second revocation', 19, 'authorisation-revoked', (all) => insert(all, 19, 18, { command })],
    ['a wrapping key of a month to come', 4, 'month', (all) => put(all, 4, { month: '2026-12' })],
    [
      'a recording under another month’s key',
      7,
      'month',
      (all) => put(all, 7, { startedAt: '2026-10-24T08:20:00.000Z' }),
    ],
    ['a part of a call that is not there', 7, 'call', (all) => put(all, 7, { call: uuidOf('no call') })],
    [
      'a part of a call that counts as another call',
      8,
      'call',
      (all) => insertPart(all, 8, { call: uuidOf('another part') }),
    ],
    [
      'a call that counts as part of another',
      8,
      'call',
      (all) => {
        insertPart(all, 8, {});
        recommit(at(all, 8), (at(all, 8).text ?? '').replace('1764057600.41', '1764057600.77'));
      },
    ],
    [
      'a part of a part of a call',
      9,
      'call',
      (all) => {
        insertPart(all, 8, {});
        const third = { recording: uuidOf('a third part'), command: uuidOf('of that part') };
        insertPart(all, 9, { ...third, call: uuidOf('another part') });
      },
    ],
    [
      'who answered on nobody’s word, told by the payload alone',
      7,
      'answered',
      (all) => {
        put(all, 7, { answeredFrom: null });
        Object.assign(at(all, 7), { salt: null, text: null });
      },
    ],
    [
      'a word that names nobody who answered',
      7,
      'answered',
      (all) => {
        put(all, 7, { answeredLogin: null });
        recommit(at(all, 7), (at(all, 7).text ?? '').replace('Barbara Zych', ''));
      },
    ],
    [
      'a refusal in another person’s act',
      12,
      'act-of-another',
      (all) => insert(all, 12, 9, { login: secretary, guid: uuidOf(secretary), command, act: uuidOf('act') }),
    ],
    ['several refusals that are not counted ones', 9, 'count', (all) => put(all, 9, { count: 2 })],
  ])('%s', async (_what, seq, why, change) => {
    expect(await faultAfter(change)).toEqual({ seq, what: 'unlawful', why });
  });
});

describe('words that are gone', () => {
  const lose = (lines: Line[], ...seqs: number[]) => {
    for (const seq of seqs) Object.assign(at(lines, seq), { salt: null, text: null });
  };

  it('INV-32 are accounted for by the incident of a restored database, in its range and nowhere else', async () => {
    expect(await faultAfter((all) => lose(all, 16, 17, 18), 20)).toBeNull();
    expect(await faultAfter((all) => lose(all, 12, 16), 20)).toEqual({ seq: 12, what: 'erased' });
    expect(await faultAfter((all) => lose(all, 16))).toEqual({ seq: 16, what: 'erased' });
  });

  it('INV-52 are not accounted for by an incident that no Secretary confirmed', async () => {
    const byListener = (all: Line[]) => {
      lose(all, 16);
      put(all, 20, { login: listener, guid: uuidOf(listener) });
    };
    expect(await faultAfter(byListener, 20)).toEqual({ seq: 20, what: 'unlawful', why: 'not-secretary' });
  });
});

describe('INV-52 what somebody asks for', () => {
  /** Entry 45 is the key of the program, entry 46 asks under it. */
  const last = 46;
  const putPassword = (all: Line[], seq: number, password: boolean) => {
    const { asked } = JSON.parse(all[seq - 1]?.payload ?? '{}') as { asked: object };
    put(all, seq, { asked: { ...asked, password } });
  };
  it.each<[string, number, string | null, (lines: Line[]) => void]>([
    ['stands under its own signature', last, null, () => undefined],
    ['does not stand without one', 46, 'asked', (all) => put(all, 46, { asked: null })],
    ['is no session without the password', 40, 'session', (all) => putPassword(all, 40, false)],
    ['has no password that it does not need', 42, 'asked', (all) => putPassword(all, 42, true)],
    ['does not stand without one where a person asks', 42, 'asked', (all) => put(all, 42, { asked: null })],
    [
      'does not stand under the key that a newer one ended',
      47,
      'asked',
      (all) => insert(all, 46, 45, { command: uuidOf('another sender') }),
    ],
    [
      'does not stand under a key under which any signature fits',
      45,
      'session',
      (all) => put(all, 45, { publicKey: Buffer.alloc(32).toString('base64') }),
    ],
    ['is no key’s that a person entered', 45, 'author', (all) => put(all, 45, { login: listener })],
  ])('%s', async (_what, seq, why, change) => {
    const fault = why === null ? null : { seq, what: 'unlawful', why };
    expect(await faultAfter(change, last)).toEqual(fault);
  });
});
