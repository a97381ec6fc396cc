import { z } from 'zod';
import { basis } from './recordings.ts';
import { filingWay, presentRemark, quotation } from './protocol.ts';
import { day, hex32, instant, login, ranges, role, uuid } from './values.ts';

/**
 * Payloads of ledger entries, one shape a kind. The order of the keys below IS the order in the signed text.
 * SECURITY: no caller number and nobody's name ever stands here; words go to the entry's text, of which the payload
 * carries only the commitment `text` = SHA-256(salt ‖ text). So a lawful erasure leaves the chain whole.
 */
const head = <K extends string>(kind: K) => ({
  v: z.literal(1),
  kind: z.literal(kind),
  at: instant,
  /** The command that this entry answers; null where the keeper acted by itself. */
  command: uuid.nullable(),
  login: z.string(),
  guid: uuid.nullable(),
});
const text = hex32.nullable();

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

const bytes = z.int().min(0);
const key32 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

export const entries = {
  genesis: z.strictObject({ ...head('genesis'), office: z.string(), keeper: key32 }),
  key: z.strictObject({ ...head('key'), month: z.string(), public: key32 }),
  basis: z.strictObject({
    ...head('basis'),
    position: z.int(),
    content: basis,
    from: day,
    to: day.nullable(),
    /** By the number of the office's own approval; a proposal without it is not loaded. */
    approval: z.string(),
    verifiedOn: day,
  }),
  ingest: z.strictObject({
    ...head('ingest'),
    recording: uuid,
    startedAt: instant,
    durationMs: z.int().min(0),
    answeredLogin: login.nullable(),
    announcement: z.enum(['yes', 'no', 'unknown']),
    wrappingKey: z.string(),
    wrappedSha256: hex32,
    plainSha256: hex32,
    plainBytes: bytes,
    cipherSha256: hex32,
    cipherBytes: bytes,
    peaksSha256: hex32,
    peaksBytes: bytes,
    text,
  }),
  /** `sha256` over the sorted lines `id startedAt durationMs plainSha256 destroyedOn destructionProtocol\n`. */
  stubs: z.strictObject({
    ...head('stubs'),
    batch: uuid,
    count: z.int().min(1),
    sha256: hex32,
    firstDay: day,
    lastDay: day,
  }),
  person: z.strictObject({
    ...head('person'),
    subject: login,
    subjectGuid: uuid,
    roles: z.array(role),
    employee: z.boolean(),
    /** Number of the paper act that appoints the first Secretary; null where a Secretary registers the person. */
    act: z.string().nullable(),
    text,
  }),
  authorise: z.strictObject({
    ...head('authorise'),
    number: z.string(),
    subject: login,
    subjectGuid: uuid,
    act: z.string(),
    signedOn: day,
    from: day,
    to: day,
    scan: hex32.nullable(),
    text,
  }),
  revoke: z.strictObject({ ...head('revoke'), number: z.string(), subject: login, text }),
  release: z.strictObject({
    ...head('release'),
    act: uuid,
    protocol: z.string(),
    recording: uuid,
    case: z.string(),
    basis: z.string(),
    /** Code of the picked sentence; null where own words stand in the text. */
    sentence: z.string().nullable(),
    purpose: z.string(),
    authorisation: z.string(),
    /** Who else hears it: named by the first release of an act, and from then on by `joined` and `left`. */
    present: z.array(login),
    publicKey: key32,
    cipherSha256: hex32,
    cipherBytes: bytes,
    plainBytes: bytes,
    host: z.string(),
    address: z.string().nullable(),
    text,
  }),
  refusal: z.strictObject({
    ...head('refusal'),
    request: z.string(),
    reason: z.string(),
    act: uuid.nullable(),
    recording: uuid.nullable(),
    case: z.string().nullable(),
    basis: z.string().nullable(),
    count: z.int().min(1),
    host: z.string().nullable(),
    address: z.string().nullable(),
    text,
  }),
  /** §4.2: from here on the subject hears what is played in the act, under an authorisation of his own. */
  joined: z.strictObject({
    ...head('joined'),
    act: uuid,
    subject: login,
    subjectGuid: uuid,
    authorisation: z.string(),
    text,
  }),
  /** From here on the subject hears nothing more of the act. */
  left: z.strictObject({ ...head('left'), act: uuid, subject: login }),
  undelivered: z.strictObject({ ...head('undelivered'), act: uuid, opening: uuid, release: z.int() }),
  closed: z.strictObject({
    ...head('closed'),
    act: uuid,
    opening: uuid,
    how: z.string(),
    /** As the program reported; what the server knows is the release. */
    ranges,
    wrongCall: z.boolean(),
  }),
  /**
   * §3.4: the recording is evidence in proceedings, and is kept until they have ended. The listener's word, or the keeper's
   * own where `basis` is one that secures the evidence by being invoked.
   */
  hold: z.strictObject({
    ...head('hold'),
    act: uuid,
    recording: uuid,
    basis: z.string().nullable(),
    /** Of the card, without gaps in each year of Europe/Warsaw. Optional: the first holds were not numbered. */
    number: z.string().optional(),
    /** The day by which somebody asks whether the proceedings still last. */
    review: day.optional(),
    text,
  }),
  completed: z.strictObject({ ...head('completed'), act: uuid, text }),
  /** `corrects` = the entry whose words and case number it replaces; it stays, so that both can be read. */
  corrected: z.strictObject({
    ...head('corrected'),
    act: uuid,
    corrects: z.int(),
    caseBefore: z.string(),
    case: z.string(),
    text,
  }),
  reopened: z.strictObject({ ...head('reopened'), act: uuid, completed: z.int() }),
  filed: z.strictObject({ ...head('filed'), act: uuid, day, way: filingWay, signed: z.boolean(), text }),
  /** From here on nothing is released, and whatever was open is closed. `by` = in which office the person did it. */
  suspended: z.strictObject({ ...head('suspended'), by: z.enum(['secretary', 'administrator']), text }),
  /** `suspension` = seq of the entry that it ends. */
  resumed: z.strictObject({ ...head('resumed'), suspension: z.int(), text }),
  /**
   * How the database is built and who may do what in it, as the keeper found it. `before` = the fingerprint that this one
   * replaces; null in the first such entry. One that replaces another suspends listening.
   */
  schema: z.strictObject({
    ...head('schema'),
    before: hex32.nullable(),
    fingerprint: hex32,
    /** Which parts differ from those before. */
    changed: z.array(schemaPart),
    parts: z.strictObject(schemaParts),
  }),
  /** `restored` alone names a range of entries; its `login` is the Secretary who confirmed that they were written again. */
  incident: z.strictObject({
    ...head('incident'),
    what: z.string(),
    from: z.int().min(1).optional(),
    to: z.int().min(1).optional(),
    text,
  }),
} satisfies Record<string, z.ZodObject>;

export type EntryKind = keyof typeof entries;
export type Payload<K extends EntryKind = EntryKind> = { [P in EntryKind]: z.infer<(typeof entries)[P]> }[K];
export const entryKinds = Object.keys(entries) as EntryKind[];

/** What a protocol says in its author's words; quotations and remarks stand where there are some. */
const protocolText = z.strictObject({
  findings: z.string(),
  quotations: z.array(quotation).optional(),
  /** The listener's own. */
  remarks: z.string().optional(),
  presentRemarks: z.array(presentRemark).optional(),
});

/** JSON shapes of the words behind an entry (`office.entry_text.text`). */
export const texts = {
  ingest: z.strictObject({
    callGroup: z.string(),
    caller: z.string().nullable(),
    line: z.string(),
    extension: z.string(),
    department: z.string(),
    answeredBy: z.string(),
    channels: z.array(z.string()),
  }),
  person: z.strictObject({ displayName: z.string(), post: z.string(), unit: z.string() }),
  authorise: z.strictObject({
    signatory: z.string(),
    scope: z.string(),
    displayName: z.string(),
    post: z.string(),
    unit: z.string(),
  }),
  revoke: z.strictObject({ reason: z.string() }),
  suspended: z.strictObject({ reason: z.string() }),
  resumed: z.strictObject({ reason: z.string() }),
  release: z.strictObject({
    justification: z.string(),
    fields: z.record(z.string(), z.string()),
    person: z.strictObject({ displayName: z.string(), post: z.string(), unit: z.string() }),
    present: z.array(
      z.strictObject({ login, displayName: z.string(), post: z.string(), authorisation: z.string() }),
    ),
  }),
  joined: z.strictObject({ displayName: z.string(), post: z.string(), unit: z.string() }),
  hold: z.strictObject({ proceedings: z.string(), reference: z.string().nullable() }),
  completed: protocolText,
  corrected: protocolText,
  filed: z.strictObject({ missingSignature: z.string() }),
  incident: z.strictObject({ reason: z.string() }),
};
