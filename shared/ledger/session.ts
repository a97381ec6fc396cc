import { z } from 'zod';
import { instant, login, uuid } from '../values.ts';
import { head, key32, text } from './head.ts';
import { own, type Family } from './kind.ts';

/** The exact form of a SCRAM-SHA-256 verifier; anything else would be taken for a plain password. */
const verifierPattern = /^SCRAM-SHA-256\$4096:[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$/;

/** Programs of the server room that ask, each by its role in the database. */
export const programs = ['odsluch_ingest', 'odsluch_backup'] as const;

/** Why a session ended; `signed-out` by the person, all others by the keeper. */
const sessionEnding = z.enum(['signed-out', 'account', 'too-many']);

/** Who asks: a person's session at a workstation, proved with the directory password, and the programs of the server room. */
export const session = {
  session: {
    command: 'session',
    /** Sent through the door by whoever has no session yet. `login` is whom the sender claims to be; the password is sealed beside it. */
    asks: z.strictObject({
      login,
      publicKey: key32,
      verifier: z.string().regex(verifierPattern),
      /** Name of the workstation, as the program reports it. */
      host: z.string().max(100),
    }),
    may: own,
    /** From here on `login` asks under this key; the entry's command is the session's id. */
    entry: z.strictObject({
      ...head('session'),
      publicKey: key32,
      until: instant,
      /** The directory's own count of when the password was set, as it was when the password was proved. */
      pwdLastSet: z.string(),
      text,
    }),
    words: z.strictObject({ host: z.string(), address: z.string().nullable() }),
    told: true,
  },
  sender: {
    /** From here on `program` asks under this key and no former one; the entry's command is what it asks under, and nobody's request. */
    entry: z.strictObject({
      ...head('sender'),
      program: z.enum(programs),
      publicKey: key32,
    }),
  },
  'session-end': {
    command: 'session-end',
    /** Ends one's own session. */
    asks: z.strictObject({ session: uuid }),
    may: own,
    entry: z.strictObject({
      ...head('session-end'),
      session: uuid,
      subject: login,
      why: sessionEnding,
    }),
  },
  'unsigned-request': {
    /** Requests that no session stands behind: they were put into the queue by somebody else. At most one such entry a minute. */
    entry: z.strictObject({
      ...head('unsigned-request'),
      /** In whose name, as far as the rows said; at most ten of them. */
      claimed: z.array(z.string()).max(10),
      count: z.int().min(1),
    }),
  },
} as const satisfies Family;
