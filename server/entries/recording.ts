import type { AnsweredFrom } from '../../shared/ledger/ingest.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import {
  hashHolds,
  parsePayload,
  saltLength,
  sha256,
  textCommitment,
  wordsHold,
  type SealedEntry,
} from '../../shared/node/ledger.ts';
import { lastDayOf } from '../../shared/recordings.ts';
import { legalDay } from '../../shared/warsaw.ts';
import type { Connection } from '../keeper/connection.ts';
import { mayBeHeard } from './announced.ts';
import { refuse, type Desk } from './request.ts';
import { whyClosed } from './restriction.ts';
import type { LedgerState, Opening } from './state.ts';

/** A row of the catalogue with the `ingest` entry that vouches for it and the words behind that entry. */
export type RecordingRow = {
  id: string;
  /** `lost`: stands in for a row that went with a database that was put back. */
  state: 'pending' | 'available' | 'destroyed' | 'lost';
  started_at: Date;
  duration_ms: number;
  call_group: string;
  caller: string | null;
  caller_salt: Buffer | null;
  line: string;
  extension: string;
  department: string;
  answered_by: string;
  answered_login: string | null;
  answered_from: AnsweredFrom | null;
  announcement: 'yes' | 'no' | 'unknown';
  channels: string[];
  plain_sha256: Buffer;
  plain_bytes: string | null;
  cipher_sha256: Buffer | null;
  cipher_bytes: string | null;
  peaks_sha256: Buffer | null;
  peaks_bytes: string | null;
  /** Its key, sealed to the keeper's door key, until the keeper has it. */
  sealed: Buffer | null;
  /** Whether ingest's own word on the row stands there still. */
  pledged: boolean;
  /** Whether another part of its call is kept, where this one is destroyed. */
  parted: boolean;
  seq: string | null;
  prev: Buffer | null;
  payload: string | null;
  hash: Buffer | null;
  signature: Buffer | null;
  salt: Buffer | null;
  text: string | null;
};

/** What ingest writes of a recording. */
export type CatalogueRow = Omit<
  RecordingRow,
  'state' | 'pledged' | 'parted' | 'seq' | 'prev' | 'payload' | 'hash' | 'signature' | 'salt' | 'text'
>;

export const recordingColumns = `r.id, r.state, r.started_at, r.duration_ms, r.call_group, r.caller, r.caller_salt, r.line, r.extension, r.department,
  r.answered_by, r.answered_login, r.answered_from, r.announcement, r.channels, r.plain_sha256, r.plain_bytes, r.cipher_sha256, r.cipher_bytes,
  r.peaks_sha256, r.peaks_bytes, r.sealed, r.pledge IS NOT NULL AS pledged, r.state = 'destroyed' AND EXISTS (SELECT FROM office.recording k
    WHERE k.call_group = r.call_group AND k.state IN ('available', 'lost')) AS parted, e.seq, e.prev, e.payload, e.hash, e.signature, t.salt, t.text`;

/** Reads a recording beside entry `seq` (null = none). Null where there is no such row. */
export async function readRecording(
  connection: Connection,
  id: string,
  seq: number | null,
): Promise<RecordingRow | null> {
  const rows = await connection.run<RecordingRow>(
    `SELECT ${recordingColumns} FROM office.recording r
       LEFT JOIN office.entry e ON e.seq = $2 LEFT JOIN office.entry_text t ON t.seq = $2
      WHERE r.id = $1`,
    [id, seq],
  );
  return rows[0] ?? null;
}

/** The facts of a row that an `ingest` entry vouches for. */
export type Manifest = Omit<
  Payload<'ingest'>,
  'v' | 'kind' | 'at' | 'command' | 'login' | 'guid' | 'asked' | 'call' | 'keySha256' | 'text'
>;
/** With what the entry says of the key. */
export type Vouched = Manifest & Pick<Payload<'ingest'>, 'keySha256'>;

/** The facts of a row as its entry has to state them; null where the row is not complete. */
export function manifestOf(row: CatalogueRow): Manifest | null {
  const { plain_bytes, cipher_sha256, cipher_bytes, peaks_sha256, peaks_bytes } = row;
  const { caller, caller_salt: salt } = row;
  if (salt?.length !== saltLength) return null;
  if (plain_bytes === null || cipher_sha256 === null || cipher_bytes === null || peaks_sha256 === null)
    return null;
  if (peaks_bytes === null) return null;
  return {
    recording: row.id,
    startedAt: row.started_at.toISOString(),
    durationMs: row.duration_ms,
    department: row.department,
    answeredLogin: row.answered_login,
    answeredFrom: row.answered_from,
    announcement: row.announcement,
    plainSha256: row.plain_sha256.toString('hex'),
    plainBytes: Number(plain_bytes),
    cipherSha256: cipher_sha256.toString('hex'),
    cipherBytes: Number(cipher_bytes),
    peaksSha256: peaks_sha256.toString('hex'),
    peaksBytes: Number(peaks_bytes),
    // SECURITY: a commitment of its own, so that lists can be held against the words of a call before anybody may read its number.
    caller: textCommitment(salt, JSON.stringify(caller)),
  };
}

/** What else the lists show of a call: it stands in the entry's text, never in its payload. Of the caller's number the last three digits. */
export function catalogueWords(row: CatalogueRow): object {
  return {
    callGroup: row.call_group,
    callerTail: row.caller?.slice(-3) ?? null,
    line: row.line,
    extension: row.extension,
    answeredBy: row.answered_by,
    channels: row.channels,
  };
}

/**
 * What ingest signs of a row: SHA-256 in hex over the JSON of the facts that its entry states, the words behind it, in the order of that
 * entry, and the sealed key in base64; null where the row is not complete. The number is in it by its own commitment.
 */
export function rowDigest(row: CatalogueRow): string | null {
  const manifest = manifestOf(row);
  if (manifest === null || row.sealed === null) return null;
  const signed = { ...manifest, ...catalogueWords(row), sealed: row.sealed.toString('base64') };
  return sha256(JSON.stringify(signed)).toString('hex');
}

/**
 * The manifest of a recording as the keeper once signed it, or null where the row says anything else.
 * SECURITY: whoever can write the table cannot put another call's key, file or participant under this recording.
 */
export function vouchedManifest(row: RecordingRow, vouches: Vouches): Vouched | null {
  const signed = signedIngest(row, vouches);
  const told = manifestOf(row);
  if (signed === null || told === null) return null;
  const keys = Object.keys(told) as (keyof Manifest)[];
  if (!keys.every((key) => signed[key] === told[key])) return null;
  return catalogueHolds(row, signed.text) ? { ...told, keySha256: signed.keySha256 } : null;
}

/** Whether a row that stands in for a lost one says what the entry beside it states, and nothing more. */
export function standsIn(row: RecordingRow, vouches: Vouches): boolean {
  const signed = signedIngest(row, vouches);
  if (signed === null || row.state !== 'lost') return false;
  return (
    signed.recording === row.id &&
    signed.startedAt === row.started_at.toISOString() &&
    signed.durationMs === row.duration_ms &&
    signed.department === row.department &&
    signed.answeredLogin === row.answered_login &&
    signed.announcement === row.announcement &&
    signed.plainSha256 === row.plain_sha256.toString('hex')
  );
}

/**
 * Whether a row says of a destroyed recording what its entry states, and nothing of anybody. The words behind that are gone: of line and extension
 * nobody can tell any more what they were.
 */
export function isStub(row: RecordingRow, vouches: Vouches): boolean {
  const signed = signedIngest(row, vouches);
  if (signed === null || row.state !== 'destroyed') return false;
  const { caller, caller_salt, answered_login, answered_from, answered_by, sealed, salt, text } = row;
  const named = [caller, caller_salt, answered_login, answered_from, sealed, salt, text].some(
    (one) => one !== null,
  );
  return (
    !named &&
    !row.pledged &&
    answered_by === '' &&
    row.channels.join() === 'unknown' &&
    // The exchange's own word for a call stays as long as a part of it does, whose entry has it.
    (row.call_group === signed.call || row.parted) &&
    signed.recording === row.id &&
    signed.startedAt === row.started_at.toISOString() &&
    signed.durationMs === row.duration_ms &&
    signed.department === row.department &&
    signed.announcement === row.announcement &&
    signed.plainSha256 === row.plain_sha256.toString('hex') &&
    filesAgree(row, signed)
  );
}

/** Of one that went with a database and was lost before, nothing is known of its files. */
function filesAgree(row: RecordingRow, signed: Payload<'ingest'>): boolean {
  const { plain_bytes, cipher_sha256, cipher_bytes, peaks_sha256, peaks_bytes } = row;
  const told = [plain_bytes, cipher_sha256, cipher_bytes, peaks_sha256, peaks_bytes];
  if (told.every((one) => one === null)) return true;
  return (
    Number(plain_bytes) === signed.plainBytes &&
    cipher_sha256?.toString('hex') === signed.cipherSha256 &&
    Number(cipher_bytes) === signed.cipherBytes &&
    peaks_sha256?.toString('hex') === signed.peaksSha256 &&
    Number(peaks_bytes) === signed.peaksBytes
  );
}

/** Whether an entry beside a row is the keeper's own. */
export type Vouches = (entry: SealedEntry) => boolean;

/** As whoever folded the whole chain knows it. SECURITY: not by a signature, which whoever stole a former key can still make. */
export function foldedIn({ hashes }: Pick<LedgerState, 'hashes'>): Vouches {
  return (entry) => hashes.get(entry.seq)?.equals(entry.hash) === true && hashHolds(entry);
}

/** The signed `ingest` entry beside a row; null where it is not the keeper's, or none. */
export function signedIngest(row: RecordingRow, vouches: Vouches): Payload<'ingest'> | null {
  const { seq, prev, payload, hash, signature } = row;
  if (seq === null || prev === null || payload === null || hash === null || signature === null) return null;
  const entry: SealedEntry = { seq: Number(seq), prev, payload, hash, signature };
  if (!vouches(entry)) return null;
  const read = parsePayload(payload);
  return read.kind === 'ingest' ? read : null;
}

/**
 * SECURITY: the words of a recording are erased with the recording and not before. Without them anybody who can write the
 * table could give it another caller, another group of legs or other sides.
 */
function catalogueHolds(row: RecordingRow, commitment: string | null): boolean {
  const { salt, text } = row;
  if (salt === null || text === null) return false;
  return wordsHold({ salt, text }, commitment) && text === JSON.stringify(catalogueWords(row));
}

/** A row as it was read, and what of it is vouched for. */
export type Heard = { row: RecordingRow; manifest: Vouched | null };

/** A recording beside its entry. Null where there is none; refuses `recording-destroyed`. */
export async function readVouched(
  { connection, state }: Pick<Desk, 'connection' | 'state'>,
  id: string,
): Promise<Heard | null> {
  // SECURITY: by its entry, whatever the catalogue says by now.
  if (state.destroyed.has(id)) return refuse('recording-destroyed');
  const row = await readRecording(connection, id, state.recordings.get(id) ?? null);
  return row && { row, manifest: vouchedManifest(row, foldedIn(state)) };
}

/** A recording that is there, with its signed manifest; refuses otherwise. */
export function vouchedFor(found: Heard | null): Heard & { manifest: Vouched } {
  const { row, manifest: vouched } = found ?? refuse('recording-unknown');
  // What was lost is not to be had by this id; where it was ingested again, the list has it under its new one.
  if (row.state === 'lost') return refuse('recording-unknown');
  if (row.state === 'pending') refuse('recording-not-ready');
  if (row.state === 'destroyed') refuse('recording-destroyed');
  // SECURITY: read beside the entry that was folded for it; a row that no entry vouches for is a forged one.
  return { row, manifest: vouched ?? refuse('manifest-mismatch') };
}

/** Refuses a recording that may not be heard under a basis on the legal day of `now`. */
export function checkAudible(
  { state }: Pick<Desk, 'state'>,
  { row, manifest }: Heard & { manifest: Vouched },
  basis: string,
  now: number,
): void {
  const { recording } = manifest;
  const closed = whyClosed(state, recording, basis);
  if (closed !== null) refuse(closed);
  // §3.4: evidence is kept, and may be heard, until the proceedings have ended; and what somebody had restricted is kept for that person's own rights.
  const isKept = state.held.has(recording) || state.restricted.has(recording);
  if (legalDay(new Date(now)) > lastDayOf(manifest.startedAt) && !isKept) refuse('recording-past-term');
  // §3.2: without the announcement the caller did not know; such a call is not for listening, unless the desk has admitted it.
  if (!mayBeHeard(state, manifest, row.line)) refuse('recording-without-announcement');
}

/**
 * Whether what plays may be heard still: nothing was decided of it since, by which it would not be opened any more.
 * SECURITY: somebody's request, and the desk's word, count for who listens already.
 */
export async function mayStillPlay(
  desk: Pick<Desk, 'connection' | 'state'>,
  { recording, seq }: Pick<Opening, 'recording' | 'seq'>,
  basis: string,
): Promise<boolean> {
  const { state } = desk;
  if (whyClosed(state, recording, basis) !== null) return false;
  const decided = state.admissions.get(recording);
  if (decided !== undefined) return decided.admitted;
  // On which line a call was, only words tell: asked for where a period was reported since.
  if (![...state.silences.values()].some((silence) => silence.seq > seq)) return true;
  const found = await readVouched(desk, recording);
  return found?.manifest ? mayBeHeard(state, found.manifest, found.row.line) : false;
}
