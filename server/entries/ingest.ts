import { sha256 } from '../../shared/node/ledger.ts';
import { legalDay, legalMonth } from '../../shared/warsaw.ts';
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
import { headOf, refuse, type Desk } from './request.ts';
import { mostParts } from './state.ts';
import { forgetTrial, tryUnwrap } from './trial.ts';

/**
 * A wrapping pair for a Warsaw month: the private half stays in the keystore, the public half goes into the entry.
 * One that was entered under a ledger key which was replaced is signed anew: ingest believes the present key alone. Refuses
 * `ingest-rejected` for a month that has one, and for one that has not begun.
 */
const decideKey: Decide<'key'> = async (desk, request, { month }) => {
  const now = desk.time.now();
  const known = desk.state.keys.get(month);
  const isSigned = known !== undefined && known.seq > desk.state.keeperSince;
  if (isSigned || month > legalMonth(new Date(now))) refuse('ingest-rejected');
  const publicKey = desk.keys.ensureMonthKey(month).toString('base64');
  const head = headOf('key', desk, request, now);
  return { content: { payload: () => ({ ...head, month, public: publicKey }), words: null } };
};

/** A call cannot have begun later than this after now; the exchange's clock may be a little ahead. Milliseconds. */
const ahead = 86_400_000;

/**
 * Vouches for a recording that ingest has put on the share: from this entry on the catalogue's row, the file's hash and
 * the wrapped key are bound together. Refuses `ingest-rejected` for anything that is not a complete pending row, `row-changed` for one
 * that is not what ingest wrote.
 */
const decideIngest: Decide<'ingest'> = async (desk, request, { recording, digest }) => {
  request.about.recording = recording;
  const row = await readRecording(desk.connection, recording, null);
  const manifest = row?.state === 'pending' ? manifestOf(row) : null;
  if (row === null || manifest === null || desk.state.recordings.has(recording))
    return refuse('ingest-rejected');
  // SECURITY: what stands in the table now must be what ingest wrote there: who owns it could have changed the call in between.
  if (rowDigest(row) !== digest) refuse('row-changed');
  const now = desk.time.now();
  const startedAt = Date.parse(manifest.startedAt);
  if (legalMonth(new Date(startedAt)) !== manifest.wrappingKey || startedAt > now + ahead)
    refuse('ingest-rejected');
  const named = row.answered_by !== '' || manifest.answeredLogin !== null;
  if (named !== (manifest.answeredFrom !== null)) refuse('ingest-rejected');
  if (!(await opens(desk, row))) refuse('ingest-rejected');
  const call = await callOf(desk, row);
  const head = headOf('ingest', desk, request, now);
  return {
    content: { payload: (text) => ({ ...head, ...manifest, call, text }), words: catalogueWords(row) },
  };
};

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

/** A recording whose key nobody could unwrap would be a silent loss: it is refused while the source still exists. */
async function opens(desk: Desk, row: RecordingRow): Promise<boolean> {
  const trial = tryUnwrap(desk, row);
  await forgetTrial(trial);
  return 'key' in trial;
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
  const head = headOf('stubs', desk, request, desk.time.now());
  return { content: { payload: () => ({ ...head, ...facts }), words: null } };
};

/** §3: recordings as they come in, and the month's keys that they are wrapped to. */
export const ingest: Family<'key' | 'ingest' | 'stubs', 'key' | 'ingest' | 'stubs'> = {
  commands: {
    key: { ofIngest: true, decide: decideKey },
    ingest: { ofIngest: true, decide: decideIngest },
    stubs: { ofIngest: true, decide: decideStubs },
  },
  entries: {
    key: {
      plural: 'klucze miesięczne',
      fold: (state, { month, public: publicKey }, seq) => {
        const known = state.keys.get(month);
        need(known === undefined || (known.seq < state.keeperSince && known.public === publicKey), seq);
        state.keys.set(month, { public: publicKey, seq });
      },
      mirror: ({ month, public: publicKey }, seq) => [
        {
          sql: `INSERT INTO office.wrapping_key (id, public_key, seq) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET seq = EXCLUDED.seq`,
          values: [month, Buffer.from(publicKey, 'base64'), seq],
        },
      ],
    },
    ingest: {
      plural: 'przyjęte nagrania',
      fold: (state, { recording, call: id, answeredLogin, department }, seq) => {
        need(!state.recordings.has(recording) && !state.lost.has(recording), seq);
        const known = state.calls.get(id);
        need(known === undefined ? id === recording : id === known.id, seq);
        const call = known ?? { id, answered: [], parts: [] };
        if (answeredLogin !== null) call.answered.push(answeredLogin);
        if (call.parts.length < mostParts) call.parts.push(seq);
        state.calls.set(recording, call);
        state.recordings.set(recording, seq);
        state.departments.set(recording, department);
      },
      mirror: ({ recording }, seq) => [
        {
          sql: `UPDATE office.recording SET state = 'available', seq = $2 WHERE id = $1`,
          values: [recording, seq],
        },
      ],
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
      fold: (state, { batch, count, sha256: hash }, seq) => {
        need(!state.batches.has(batch), seq);
        state.batches.set(batch, { seq, count, sha256: hash, lost: false });
      },
      mirror: ({ batch }, seq) => [
        {
          sql: `UPDATE office.recording SET state = 'destroyed', seq = $2 WHERE batch = $1`,
          values: [batch, seq],
        },
      ],
    },
  },
};
