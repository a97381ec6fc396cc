import { z } from 'zod';
import { day, hex32, instant, login, uuid } from '../values.ts';
import { head, text } from './head.ts';
import type { Family } from './kind.ts';

const bytes = z.int().min(0);

const answeredFrom = z.enum(['sidecar', 'directory']);
export type AnsweredFrom = z.infer<typeof answeredFrom>;

/** §3.2: whether the caller was told that the call is recorded. */
export const announcement = z.enum(['yes', 'no', 'unknown']);

/** §3: recordings as they come in. Asked for by ingest alone. */
export const ingest = {
  ingest: {
    command: 'ingest',
    /** The catalogue row `recording` is complete and its file lies on the share; `digest` of the whole row: `rowDigest` in server/entries. */
    asks: z.strictObject({ recording: uuid, digest: hex32 }),
    may: {},
    entry: z.strictObject({
      ...head('ingest'),
      recording: uuid,
      /** The call that it is a part of, by the first part of it that was taken in: its own id, where it is that one. */
      call: uuid,
      startedAt: instant,
      durationMs: z.int().min(0),
      department: z.string(),
      answeredLogin: login.nullable(),
      /** Who says who answered, by login or by name: the sidecar, or the extension directory of that day; null: nobody. */
      answeredFrom: answeredFrom.nullable(),
      announcement,
      /** Of the recording's key, which lies in the keystore alone: `keySha256` in shared/node/release. */
      keySha256: hex32,
      plainSha256: hex32,
      plainBytes: bytes,
      cipherSha256: hex32,
      cipherBytes: bytes,
      peaksSha256: hex32,
      peaksBytes: bytes,
      /** Commitment to the caller's number, null too: SHA-256(salt ‖ its JSON). Salt and number stand in the catalogue. */
      caller: hex32,
      text,
    }),
    words: z.strictObject({
      callGroup: z.string(),
      /** The last three digits of the number. */
      callerTail: z.string().nullable(),
      line: z.string(),
      extension: z.string(),
      answeredBy: z.string(),
      channels: z.array(z.string()),
    }),
    goesWithCall: true,
  },
  stubs: {
    command: 'stubs',
    /** The catalogue rows of `batch` are calls destroyed before our time; `digest` of the list, as its entry has it. */
    asks: z.strictObject({ batch: uuid, digest: hex32 }),
    may: {},
    /** `sha256` over the sorted lines, of each call a JSON list and a line feed: `stubListHash` in server/entries. */
    entry: z.strictObject({
      ...head('stubs'),
      batch: uuid,
      count: z.int().min(1),
      sha256: hex32,
      firstDay: day,
      lastDay: day,
    }),
  },
} as const satisfies Family;
