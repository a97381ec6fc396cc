import { z } from 'zod';
import { hex32, login, uuid } from '../values.ts';
import { head, key32, text, words } from './head.ts';
import { desk, type Family } from './kind.ts';

/** The parts of a fingerprint, each the SHA-256 of its own lines. */
const schemaParts = {
  functions: hex32,
  triggers: hex32,
  tables: hex32,
  constraints: hex32,
  rules: hex32,
  grants: hex32,
  roles: hex32,
};
export const schemaPart = z.enum(Object.keys(schemaParts) as (keyof typeof schemaParts)[]);
export type SchemaPart = z.infer<typeof schemaPart>;

/** So many faults of a nightly check have a digest each. */
export const mostDigests = 100;

/** `what` of the incident with which an office goes on after a restore; the words of its entries `from` to `to` are lost. */
export const restored = 'restored';
/** `what` of the incident by which the office has another share, or marks the one that it has. */
export const otherShare = 'share';
/** `what` of the incident under which an office goes on whose ledger had run ahead with the clocks: from it on times may be earlier. */
export const jumped = 'clock';

/** The office as a whole: its ledger and its database, what stops all listening, what is refused. */
export const office = {
  genesis: {
    /** `share`: SHA-256 of the mark of the share. */
    entry: z.strictObject({
      ...head('genesis'),
      office: z.string(),
      keeper: key32,
      share: hex32.optional(),
    }),
  },
  keeper: {
    /**
     * From here on another ledger key signs, beginning with this entry; `former` counts up to the one before, `upTo`, which has this hash.
     * Its `login` is whoever of the desk confirmed it. All sessions end: requests are signed for the key.
     */
    entry: z.strictObject({
      ...head('keeper'),
      publicKey: key32,
      former: key32,
      upTo: z.int().min(1),
      hash: hex32,
    }),
  },
  refusal: {
    /** Answers a command of any kind. */
    entry: z.strictObject({
      ...head('refusal'),
      request: z.string(),
      reason: z.string(),
      /** Whom the request named as present and who was not admitted; null where no entry registers them, and in every other refusal. */
      subject: login.nullable(),
      subjectGuid: uuid.nullable(),
      /** Why they were not: a code as in `reason`; null in every other refusal. */
      because: z.string().nullable(),
      act: uuid.nullable(),
      recording: uuid.nullable(),
      case: z.string().nullable(),
      basis: z.string().nullable(),
      count: z.int().min(1),
      host: z.string().nullable(),
      address: z.string().nullable(),
      text,
    }),
  },
  suspended: {
    command: 'suspend',
    /** Stops all listening of the office at once; the desk, the Mayor or an administrator. */
    asks: z.strictObject({ reason: words(500) }),
    may: { secretary: 'yes', mayor: 'yes', administrator: 'yes' },
    /** From here on nothing is released, and whatever was open is closed. `by` = in which office the person did it; the keeper where an emergency begins. */
    entry: z.strictObject({
      ...head('suspended'),
      by: z.enum(['secretary', 'mayor', 'administrator', 'keeper']),
      text,
    }),
    words: z.strictObject({ reason: z.string() }),
    told: true,
  },
  resumed: {
    command: 'resume',
    /** Lets people listen again; the desk. `suspension` and `hash` = the entry that stops it, as it was shown. */
    asks: z.strictObject({ suspension: z.int().min(1), hash: hex32, reason: words(500) }),
    may: desk,
    password: true,
    /** `suspension` = seq of the entry that it ends: `suspended`, `schema`, `checked` or `incident`; `hash` = its hash. */
    entry: z.strictObject({ ...head('resumed'), suspension: z.int(), hash: hex32, text }),
    words: z.strictObject({ reason: z.string() }),
    told: true,
  },
  schema: {
    /**
     * How the database is built and who may do what in it, as the keeper found it. `before` = the fingerprint that this one
     * replaces; null in the first such entry. One that replaces another suspends listening.
     */
    entry: z.strictObject({
      ...head('schema'),
      before: hex32.nullable(),
      fingerprint: hex32,
      /** Which parts differ from those before. */
      changed: z.array(schemaPart),
      parts: z.strictObject(schemaParts),
    }),
  },
  checked: {
    /**
     * What the nightly check of ledger, journal and tables found, up to the entry `upTo`, which has the hash `head`: how many faults, the
     * first of them, and a digest of each, of more than `mostDigests` one of all. One that the check before did not have suspends listening.
     */
    entry: z.strictObject({
      ...head('checked'),
      upTo: z.int().min(1),
      head: hex32,
      faults: z.int().min(0),
      first: z
        .strictObject({ seq: z.int().min(0), what: z.string(), table: z.string().nullable() })
        .nullable(),
      digests: z.array(hex32).max(mostDigests),
    }),
  },
  incident: {
    /** `otherShare` alone has a share, `restored` the other fields between; the `login` of these and of `jumped` is whoever of the desk confirmed it. One with `known` stops listening and nights. */
    entry: z.strictObject({
      ...head('incident'),
      what: z.string(),
      from: z.int().min(1).optional(),
      to: z.int().min(1).optional(),
      /** Recordings of which the keystore has no key any more. */
      lost: z.array(uuid).min(1).optional(),
      /** Recordings that entries of the range say are destroyed: they were destroyed in the tables once more. */
      destroyedAgain: z.array(uuid).min(1).optional(),
      /** SHA-256 of the mark of the share from here on. */
      share: hex32.optional(),
      /** The newest entry that paper or workstations knew of; null where nobody had one. */
      known: z
        .strictObject({ seq: z.int().min(1), hash: hex32 })
        .nullable()
        .optional(),
      text,
    }),
    words: z.strictObject({ reason: z.string() }),
    told: true,
  },
} as const satisfies Family;
