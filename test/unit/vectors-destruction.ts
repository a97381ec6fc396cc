import { listSha256 } from '../../server/entries/destruction.ts';
import type { VersionRow } from '../../shared/ledger/instrument.ts';
import { sha256, textCommitment } from '../../shared/node/ledger.ts';
import {
  backupLogin,
  confirming,
  deputy,
  head,
  ingestLogin,
  keeperLogin,
  later,
  secretary,
  seqOf,
  type ChainParts,
  type VectorEntry,
} from './vectors-head.ts';
import { opening } from './vectors-session.ts';
import { saltOf, uuidOf } from './vectors-secrets.ts';

const seconds = 61;
/** The days of the old calls. */
const oldDays = ['2025-11-20', '2025-11-21', '2025-11-24', '2025-11-25', '2025-11-26'];
export const nameOf = (day: string): string => `a call of ${day}`;
const old = oldDays.map((day) => uuidOf(nameOf(day)));

/** A call; of an old one the words went with the recording later on. */
export function call(day: string, erased: boolean): VectorEntry {
  const name = nameOf(day);
  const recording = uuidOf(name);
  const hash = (of: string): string => sha256(`${of} of ${name}`).toString('hex');
  return {
    ...(erased ? { erased: true as const } : {}),
    words: {
      ...{ callGroup: name, callerTail: '567', line: '227', extension: '214' },
      ...{ answeredBy: 'Barbara Zych', channels: ['mixed'] },
    },
    payload: (text) => ({
      ...head('ingest', ingestLogin, name),
      ...{ recording, call: recording, startedAt: `${day}T07:20:00.000Z`, durationMs: seconds * 1_000 },
      ...{ department: 'Kancelaria', answeredLogin: null, answeredFrom: 'sidecar', announcement: 'yes' },
      ...{ keySha256: hash('the key'), plainSha256: hash('the sound'), plainBytes: 1_000 },
      ...{
        cipherSha256: hash('the file'),
        cipherBytes: 1_100,
        peaksSha256: hash('the peaks'),
        peaksBytes: 90,
      },
      ...{ caller: textCommitment(saltOf(name), JSON.stringify('+48601234567')), text },
    }),
  };
}

/** Recordings are to be destroyed: by an order, not unasked where there are too many, and then with their files. */
export function destroying({ hashOf }: Pick<ChainParts, 'hashOf'>): VectorEntry[] {
  const order: VersionRow = {
    ...{ number: 'WR/8/2026', of: 'destruction', from: '2026-12-09', to: null },
    content: { case: 'OR.0153.1.2026', archive: { of: 'bc', symbol: '0153' }, ownDisk: true },
  };
  return [
    {
      words: null,
      payload: () => {
        later('2026-12-09');
        const payload = head('backup', backupLogin, 'a backup before the order');
        return { ...payload, startedAt: payload.at, oldestOn: '2026-11-25', keys: 2 };
      },
    },
    opening(secretary, 'a session before the order'),
    opening(deputy, 'a session of the deputy before the order'),
    // What the nightly check had found was looked at.
    {
      words: { reason: 'Sprawdzono z informatykiem.' },
      payload: (text) => ({
        ...head('resumed', secretary, 'the end of what was found'),
        ...{ suspension: seqOf('checked 2'), hash: hashOf('checked 2'), text },
      }),
    },
    ...oldDays.map((day) => call(day, true)),
    call('2026-12-09', false),
    {
      words: { names: [], signatory: null },
      payload: (text) => ({
        ...{ ...head('instrument', secretary, 'an order'), what: 'version', rows: [order] },
        signed: {
          ...{ paper: '14/2026', signatory: 'PF/3/2026', signedOn: '2026-12-08', way: 'ezd', scan: null },
        },
        text,
      }),
    },
    confirming('the order is confirmed', ['an order'], hashOf),
    {
      words: null,
      payload: () => ({
        ...{ ...head('stopped', keeperLogin, null), days: oldDays, count: old.length },
        listSha256: listSha256(old),
      }),
    },
    confirming('a list is agreed to', ['stopped'], hashOf),
    {
      words: null,
      payload: () => {
        later('2026-12-10');
        return {
          ...{ ...head('destroyed', keeperLogin, null), protocol: 'PZ/12/2026', order: 'WR/8/2026' },
          ...{ term: old, ended: [], erasure: [], durationMs: old.length * seconds * 1_000 },
        };
      },
    },
    {
      words: null,
      payload: () => ({
        ...head('removed', ingestLogin, 'the files are gone'),
        ...{ of: seqOf('destroyed'), files: 2 * old.length, again: false },
      }),
    },
    // A database that was put back has them once more, and destroys them again.
    {
      words: { reason: 'Awaria dysku bazy danych' },
      payload: (text) => ({
        ...head('incident', secretary, null),
        ...{ what: 'restored', from: seqOf('destroyed'), to: seqOf('the files are gone') },
        ...{ destroyedAgain: old, text },
      }),
    },
  ];
}
