import { z } from 'zod';
import { ground } from '../playback.ts';
import { purpose } from '../purposes.ts';
import { hex32, login, ranges, uuid } from '../values.ts';
import { head, key32, personName, text } from './head.ts';
import { position } from './quality.ts';
import { own, type Family } from './kind.ts';

/** How an opening ended, as the program reports it; the keeper adds more of its own. */
export const closing = z.enum([
  'listener',
  'finished',
  'locked',
  'suspended',
  'idle',
  'signed-out',
  'connection-lost',
  'recording-failed',
]);

/** §4: a listening act while it is open: recordings are released in it and closed, persons come and go. */
export const listening = {
  release: {
    command: 'listen',
    /**
     * With `act`: another recording, or going on, in an act that is open; its ground is kept. With `ground`: a new act. With `position`:
     * what was drawn for a plan, in its one act. One of the three.
     */
    asks: z.strictObject({
      act: uuid.nullable(),
      recording: uuid,
      ground: ground.nullable(),
      position: position.optional(),
      /** The requester's ephemeral X25519 key, for this request only. */
      publicKey: key32,
      /** Name of the workstation, as the program reports it. */
      host: z.string().max(100),
    }),
    // § 2: under a plan what was drawn for it.
    may: { listener: 'yes', quality: 'own' },
    entry: z.strictObject({
      ...head('release'),
      act: uuid,
      protocol: z.string(),
      recording: uuid,
      case: z.string(),
      basis: z.string(),
      /** Code of the picked sentence; null where own words stand in the text. */
      sentence: z.string().nullable(),
      /** What the listener declared and signed; null where the basis asks for none. */
      statement: z.string().nullable(),
      purpose,
      authorisation: z.string(),
      /** Who else hears it: named by the first release of an act, and from then on by `joined` and `left`. */
      present: z.array(login),
      /** Of the act of a plan: what was drawn there. */
      position: position.optional(),
      publicKey: key32,
      cipherSha256: hex32,
      cipherBytes: z.int().min(0),
      plainBytes: z.int().min(0),
      host: z.string(),
      address: z.string().nullable(),
      text,
    }),
    words: z.strictObject({
      justification: z.string(),
      fields: z.record(z.string(), z.string()),
      person: personName,
      present: z.array(
        z.strictObject({ login, displayName: z.string(), post: z.string(), authorisation: z.string() }),
      ),
    }),
    told: true,
  },
  joined: {
    command: 'join',
    /** Somebody else is to hear what is played in one's own act from now on. */
    asks: z.strictObject({ act: uuid, person: login }),
    may: own,
    /** §4.2: from here on the subject hears what is played in the act, under an authorisation of his own. */
    entry: z.strictObject({
      ...head('joined'),
      act: uuid,
      subject: login,
      subjectGuid: uuid,
      authorisation: z.string(),
      text,
    }),
    words: personName,
    told: true,
  },
  left: {
    command: 'leave',
    /** The person hears nothing more of the act. */
    asks: z.strictObject({ act: uuid, person: login }),
    may: own,
    /** From here on the subject hears nothing more of the act. */
    entry: z.strictObject({ ...head('left'), act: uuid, subject: login }),
  },
  undelivered: {
    entry: z.strictObject({ ...head('undelivered'), act: uuid, opening: uuid, release: z.int() }),
  },
  closed: {
    command: 'close',
    asks: z.strictObject({ opening: uuid, ranges, how: closing, wrongCall: z.boolean() }),
    may: own,
    entry: z.strictObject({
      ...head('closed'),
      act: uuid,
      opening: uuid,
      how: z.string(),
      /** As the program reported; what the server knows is the release. */
      ranges,
      wrongCall: z.boolean(),
    }),
  },
} as const satisfies Family;
