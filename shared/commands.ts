import { z } from 'zod';
import { ground } from './playback.ts';
import { filingWay, findings, presentRemarks, quotations, remarks } from './protocol.ts';
import { day, hex32, login, ranges, role, uuid } from './values.ts';

/**
 * Commands: what may be asked of the keeper through `api.submit(kind, body)`. The body is the JSON of one of these.
 * The sender checks before it asks, the keeper checks again: the sender is not trusted.
 */
const base64Key = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const words = (most: number) => z.string().trim().min(1).max(most);

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

export const commands = {
  /** With `act`: another recording, or going on, in an act that is open; its ground is kept. Without: a new act. */
  listen: z.strictObject({
    act: uuid.nullable(),
    recording: uuid,
    ground: ground.nullable(),
    /** The requester's ephemeral X25519 key, for this request only. */
    publicKey: base64Key,
    /** Name of the workstation, as the program reports it. */
    host: z.string().max(100),
  }),
  /** Somebody else is to hear what is played in one's own act from now on. */
  join: z.strictObject({ act: uuid, person: login }),
  /** The person hears nothing more of the act. */
  leave: z.strictObject({ act: uuid, person: login }),
  close: z.strictObject({ opening: uuid, ranges, how: closing, wrongCall: z.boolean() }),
  /** „Nagranie stanowi dowód w postępowaniu”: a recording of one's own act is kept until those proceedings have ended. */
  hold: z.strictObject({
    act: uuid,
    recording: uuid,
    proceedings: words(300),
    reference: words(60).nullable(),
  }),
  /** Quotations and remarks are left out where there are none. */
  complete: z.strictObject({
    act: uuid,
    findings,
    quotations: quotations.optional(),
    remarks: remarks.optional(),
    presentRemarks: presentRemarks.optional(),
  }),
  /** Another case number or other words for a protocol that is completed or filed: all of it as it is to read from now on. */
  correct: z.strictObject({
    act: uuid,
    corrects: z.int().min(1),
    case: z.string().max(60),
    findings,
    quotations: quotations.optional(),
    remarks: remarks.optional(),
    presentRemarks: presentRemarks.optional(),
  }),
  /** Back to listening: the completed text and its print lose their validity. */
  reopen: z.strictObject({ act: uuid }),
  file: z.strictObject({ act: uuid, day, way: filingWay, missingSignature: words(500).nullable() }),
  person: z.strictObject({
    login,
    guid: uuid,
    displayName: words(200),
    post: words(200),
    unit: words(200),
    roles: z.array(role).max(6),
    employee: z.boolean(),
  }),
  /** § 4 ust. 2: the Mayor's act, registered by the Secretary. `scan` = SHA-256 of the scanned paper. */
  authorise: z.strictObject({
    number: words(40),
    login,
    act: words(100),
    signedOn: day,
    signatory: words(200),
    scope: words(500),
    from: day,
    to: day,
    scan: hex32.nullable(),
  }),
  revoke: z.strictObject({ number: words(40), reason: words(500) }),
  /** Stops all listening of the office at once; a Secretary or an administrator. */
  suspend: z.strictObject({ reason: words(500) }),
  /** Lets people listen again; a Secretary. */
  resume: z.strictObject({ reason: words(500) }),
  /** From ingest only: a wrapping key for this Warsaw month, please. */
  key: z.strictObject({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
  /** From ingest only: the catalogue row `recording` is complete and its file lies on the share. */
  ingest: z.strictObject({ recording: uuid }),
  /** From ingest only: the catalogue rows of `batch` are calls destroyed before our time. */
  stubs: z.strictObject({ batch: uuid }),
};

export type CommandKind = keyof typeof commands;
export type Command<K extends CommandKind> = z.infer<(typeof commands)[K]>;
export const commandKinds = Object.keys(commands) as CommandKind[];
