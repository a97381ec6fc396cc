import {
  backupLogin,
  head,
  host,
  ingestLogin,
  keeperLogin,
  listener,
  madeOf,
  secretary,
  seqOf,
  type ChainParts,
  type VectorEntry,
} from './vectors-head.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { sessionKeyOf } from './vectors-asking.ts';
import { uuidOf } from './vectors-secrets.ts';

/** Somebody signs in. */
export function opening(login: string, name: string): VectorEntry {
  return {
    words: host,
    payload: (text) => {
      const payload = head('session', login, name);
      const until = new Date(Date.parse(payload.at) + 36_000_000).toISOString();
      const { publicKey } = sessionKeyOf(uuidOf(name));
      return { ...payload, publicKey, until, pwdLastSet: '133700000000000000', text };
    },
  };
}

/** What takes recordings in asks under a key, its first or another. */
export function sending(
  name: string,
  program: typeof ingestLogin | typeof backupLogin = ingestLogin,
): VectorEntry {
  return {
    words: null,
    payload: () => ({
      ...{ ...head('sender', keeperLogin, name), program },
      publicKey: sessionKeyOf(uuidOf(name)).publicKey,
    }),
  };
}

/**
 * The keeper key is changed after the entry `last`, and a session opens under the `next` one. A kind that comes later is added at the end: so no entry
 * before it gets another number.
 */
export function keyChange(
  { keeper }: Pick<ChainParts, 'keeper'>,
  next: string,
  last: { seq: number; hash: Buffer },
): VectorEntry[] {
  const change = { publicKey: next, former: keeper, upTo: last.seq, hash: last.hash.toString('hex') };
  return [
    { words: null, payload: () => ({ ...head('keeper', secretary, null), ...change }) },
    opening(listener, 'a session after the change'),
  ];
}

/** The second act is gone back to, and completed anew; its listener signs out; somebody asks in another's name; a program's key is renewed. */
export function ending(): VectorEntry[] {
  const act = uuidOf('a second act');
  return [
    {
      words: null,
      payload: () => ({
        ...{ ...head('reopened', listener, 'back to the second act'), act },
        completed: seqOf('the words of the second act'),
      }),
    },
    {
      words: { findings: 'Urzędnik połączył rozmowę z wydziałem; wydział oddzwonił.' },
      payload: (text) => ({
        ...{ ...head('completed', listener, 'other words of the second act'), act },
        entries: madeOf(
          ...[
            'instrument 4',
            'confirmed',
            'a recording',
            'a new one',
            'both confirmed',
            'a listening with somebody present',
            'somebody joins',
          ],
          ...['and leaves', 'the end of that listening', 'evidence'],
          ...['the words of the second act', 'back to the second act'],
        ),
        text,
      }),
    },
    {
      words: null,
      payload: () => ({
        ...head('session-end', listener, 'the end of the session'),
        ...{ session: uuidOf('a session of the listener'), subject: listener, why: 'signed-out' },
      }),
    },
    {
      words: null,
      payload: () => ({ ...head('unsigned-request', keeperLogin, null), claimed: [listener], count: 1 }),
    },
    sending('another sender'),
    {
      words: null,
      payload: () => ({
        ...head('stubs', ingestLogin, 'a list under another key'),
        ...{ batch: uuidOf('another batch'), count: 1, sha256: sha256('another list').toString('hex') },
        ...{ firstDay: '2025-03-12', lastDay: '2025-03-12' },
      }),
    },
    sending('a sender of backups', backupLogin),
    {
      words: null,
      payload: () => {
        const payload = head('backup', backupLogin, 'a backup');
        return { ...payload, startedAt: payload.at, oldestOn: payload.at.slice(0, 10), keys: 1 };
      },
    },
  ];
}
