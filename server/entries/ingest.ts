import type { Payload } from '../../shared/ledger/kinds.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { keySha256 as keySha256Of } from '../../shared/node/release.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { foldCopy, lostBefore, takenBefore } from './copies.ts';
import { need, type Decide, type Family } from './entry.ts';
import {
  catalogueWords,
  foldedIn,
  manifestOf,
  readRecording,
  rowDigest,
  recordingColumns,
  vouchedManifest,
  type RecordingRow,
} from './recording.ts';
import { answer, headOf, ingestLogin, refuse, type Desk } from './request.ts';
import { change, put } from './rows.ts';
import { mostParts, type LedgerState } from './state.ts';

/** A call cannot have begun later than this after now; the exchange's clock may be a little ahead. Milliseconds. */
const ahead = 86_400_000;
/** Nor before there were such recordings. */
export const earliest = Date.UTC(2000, 0, 1);

/**
 * Vouches for a recording that ingest has put on the share: from this entry on the catalogue's row, the file's hash and the key are bound
 * together, and the key lies in the keystore. Refuses `ingest-rejected` for anything that is not a complete pending row, or is kept already,
 * `recording-destroyed` for what was, `row-changed` for one that is not what ingest wrote, and `key-unusable` where the key was sealed to a door key that is gone.
 */
const decideIngest: Decide<'ingest'> = async (desk, request, { recording, digest }) => {
  request.about.recording = recording;
  const row = await readRecording(desk.connection, recording, null);
  const manifest = row?.state === 'pending' ? manifestOf(row) : null;
  // SECURITY: of whatever id the row that answered is, what was entered once is not entered again, nor its key replaced.
  if (row === null || manifest === null || row.id !== recording || isKnown(desk.state, recording))
    return refuse('ingest-rejected');
  // SECURITY: by entries: whoever owns the tables takes the row of a destroyed or restricted call away, and its original is still there.
  const before = takenBefore(desk.state, manifest);
  if (before !== undefined && desk.state.destroyed.has(before)) refuse('recording-destroyed');
  if (before !== undefined && desk.state.recordings.has(before)) refuse('ingest-rejected');
  // SECURITY: what stands in the table now must be what ingest wrote there: who owns it could have changed the call in between.
  if (rowDigest(row) !== digest) refuse('row-changed');
  const now = desk.time.now();
  const startedAt = Date.parse(manifest.startedAt);
  if (startedAt > now + ahead || startedAt < earliest) refuse('ingest-rejected');
  const named = row.answered_by !== '' || manifest.answeredLogin !== null;
  if (named !== (manifest.answeredFrom !== null)) refuse('ingest-rejected');
  const call = await callOf(desk, row);
  const keySha256 = await takeKey(desk, row);
  const head = { ...headOf('ingest', desk, request, now), ...manifest, call, keySha256 };
  return {
    content: { payload: (text) => ({ ...head, text }), words: catalogueWords(row) },
  };
};

const isKnown = ({ recordings, lost, destroyed }: LedgerState, id: string): boolean =>
  recordings.has(id) || lost.has(id) || destroyed.has(id);

/** Puts the key of a recording away, before the entry that speaks of it; returns what that says. Refuses `key-unusable`. */
async function takeKey({ pulses, keys }: Desk, { id, sealed, started_at }: RecordingRow): Promise<string> {
  const key = (sealed && pulses.openRecordingKey(id, sealed)) ?? refuse('key-unusable');
  try {
    await keys.recordings.keep(id, legalDay(started_at), key);
    return keySha256Of(id, key);
  } finally {
    key.fill(0);
  }
}

/**
 * The call that a recording is a part of: the one of an earlier part with the same group, or itself. The group stays among the words;
 * who answered any part is then told from the entries alone.
 * SECURITY: a row says which group it is of only where the words behind its signed entry do.
 */
async function callOf({ connection, state }: Desk, { id, call_group }: RecordingRow): Promise<string> {
  const parts = await connection.run<RecordingRow>(
    `SELECT ${recordingColumns} FROM office.recording r JOIN office.entry e ON e.seq = r.seq JOIN office.entry_text t ON t.seq = r.seq
      WHERE r.call_group = $1 AND r.state = 'available' ORDER BY r.started_at LIMIT ${mostParts}`,
    [call_group],
  );
  const known = parts.find((part) => vouchedManifest(part, foldedIn(state)) !== null);
  return state.calls.get(known?.id ?? id)?.id ?? id;
}

export type StubRow = {
  id: string;
  state: string;
  started_at: Date;
  duration_ms: number;
  plain_sha256: Buffer;
  destroyed_on: string | null;
  destruction_protocol: string | null;
  call_group: string;
  extension: string;
  department: string;
  /** Whether it says more than what is left of a destroyed call. */
  tells: boolean;
};

export const stubRows = `SELECT id, state, started_at, duration_ms, plain_sha256, destroyed_on::text, destruction_protocol,
    call_group, extension, department, concat(caller, line, answered_by, answered_login, answered_from) <> '' AS tells
  FROM office.recording WHERE batch = $1 ORDER BY id`;

/**
 * SHA-256 in hex over the sorted lines, of each call the JSON list `[id, startedAt, durationMs, plainSha256, destroyedOn,
 * destructionProtocol, callGroup, extension, department]` and a line feed: all that lists show of it.
 */
export function stubListHash(rows: readonly Omit<StubRow, 'tells'>[]): string {
  const lines = rows.map((row) => {
    const { id, started_at, duration_ms, plain_sha256, destroyed_on, destruction_protocol } = row;
    const facts = [id, started_at.toISOString(), duration_ms, plain_sha256.toString('hex')];
    const place = [row.call_group, row.extension, row.department];
    return `${JSON.stringify([...facts, destroyed_on, destruction_protocol, ...place])}\n`;
  });
  return sha256(...lines.sort()).toString('hex');
}

/**
 * Takes over a list of calls that were destroyed before our time: ONE entry with their number and the hash of the list.
 * Refuses `ingest-rejected` unless the batch is new, not empty and every row of it is a destroyed call under a protocol, of
 * which nobody is named any more; `row-changed` where they are not the list that was signed.
 */
const decideStubs: Decide<'stubs'> = async (desk, request, { batch, digest }) => {
  const rows = await desk.connection.run<StubRow>(stubRows, [batch]);
  const fit = ({ state, destroyed_on, destruction_protocol, tells }: StubRow) =>
    state === 'pending' && destroyed_on !== null && destruction_protocol !== null && !tells;
  if (desk.state.batches.has(batch) || rows.length === 0 || !rows.every(fit)) refuse('ingest-rejected');
  if (stubListHash(rows) !== digest) refuse('row-changed');
  const days = rows.map((row) => legalDay(row.started_at)).sort();
  const facts = {
    batch,
    count: rows.length,
    sha256: digest,
    firstDay: days[0] ?? '',
    lastDay: days.at(-1) ?? '',
  };
  return answer('stubs', desk, request, desk.time.now(), facts);
};

/** Whose a call is: the account that had the login of whoever answered when it began; undefined where nobody's was registered by then. */
function speakerOf(
  { holders }: Pick<LedgerState, 'holders'>,
  { answeredLogin, startedAt }: Pick<Payload<'ingest'>, 'answeredLogin' | 'startedAt'>,
): string | undefined {
  const began = Date.parse(startedAt);
  const known = holders.get(answeredLogin ?? '')?.filter((one) => one.at <= began);
  return known?.at(-1)?.guid;
}

/** §3: recordings as they come in. */
export const ingest: Family<'ingest' | 'stubs'> = {
  ingest: {
    plural: 'przyjęte nagrania',
    of: ingestLogin,
    decide: decideIngest,
    fold: (state, payload, seq) => {
      const { at, recording, call: id, startedAt, durationMs, answeredLogin, department } = payload;
      need(!isKnown(state, recording), seq);
      const known = state.calls.get(id);
      need(known === undefined ? id === recording : id === known.id, seq);
      const call = known ?? { id, answered: [], parts: [] };
      if (answeredLogin !== null) call.answered.push(answeredLogin);
      if (call.parts.length < mostParts) call.parts.push(seq);
      state.calls.set(recording, call);
      state.recordings.set(recording, seq);
      state.days.set(recording, legalDay(startedAt));
      state.takenIn.set(recording, legalDay(new Date(at)));
      state.lengths.set(recording, durationMs);
      state.keyHashes.set(recording, payload.keySha256);
      state.departments.set(recording, department);
      const speaker = speakerOf(state, payload);
      if (speaker !== undefined) state.speakers.set(recording, speaker);
      foldCopy(state, payload);
    },
    mirror: (payload, seq, state) => {
      const lost = lostBefore(state, payload) ?? '';
      const [held, restricted] = [state.held.get(lost), state.restricted.get(lost)];
      const decided = state.admissions.get(lost);
      const { recording } = payload;
      const marks = {
        ...{ hold_seq: held?.at(-1) ?? null, restricted_seq: restricted?.at(-1) ?? null },
        speaker: speakerOf(state, payload) ?? null,
      };
      return [
        // SECURITY: from now on its key lies in the keystore alone.
        change('recording', { state: 'available', seq, sealed: null, ...marks }, { id: recording }),
        ...(decided === undefined
          ? []
          : [put('admission', { recording, admitted: decided.admitted, seq: decided.seq })]),
      ];
    },
    refill: (
      { recording, startedAt, durationMs, department, answeredLogin, announcement, plainSha256 },
      seq,
    ) => ({
      sql: `SELECT office.stand_in($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [
        ...[recording, startedAt, durationMs, department, answeredLogin, announcement],
        ...[Buffer.from(plainSha256, 'hex'), seq],
      ],
    }),
  },
  stubs: {
    plural: 'wykazy nagrań zniszczonych',
    of: ingestLogin,
    decide: decideStubs,
    fold: (state, { batch, count, sha256: hash }, seq) => {
      need(!state.batches.has(batch), seq);
      state.batches.set(batch, { seq, count, sha256: hash, lost: false });
    },
    mirror: ({ batch }, seq) => [change('recording', { state: 'destroyed', seq }, { batch })],
  },
};
