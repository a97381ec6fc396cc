import type { Client } from 'pg';
import {
  foldedIn,
  isStub,
  recordingColumns,
  standsIn,
  vouchedManifest,
  type RecordingRow,
} from '../entries/recording.ts';
import type { LedgerState } from '../entries/state.ts';
import { stubListHash, stubRows, type StubRow } from '../entries/ingest.ts';
import { wrongRow, type WrongRow } from './wrong-row.ts';

const table = 'recording';
const pageSize = 1_000;

/** The catalogue against the entries that vouch for it: each recording, and each list of destroyed calls. */
export async function compareRecordings(client: Client, state: LedgerState): Promise<WrongRow[]> {
  return [...(await compareAvailable(client, state)), ...(await compareBatches(client, state))];
}

async function compareAvailable(client: Client, state: LedgerState): Promise<WrongRow[]> {
  const vouches = foldedIn(state);
  const wrong: WrongRow[] = [];
  const destroyed = [...state.destroyed].map(([id, { ingest }]) => [id, ingest] as const);
  const missing = new Map([...state.recordings, ...state.lost, ...destroyed]);
  for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await client.query<
      RecordingRow & Record<'entered' | 'held' | 'restricted' | 'on' | 'by' | 'speaker', string | null>
    >(
      `SELECT ${recordingColumns}, r.seq AS entered, r.hold_seq AS held, r.restricted_seq AS restricted, r.speaker, r.destroyed_on::text AS on, r.destruction_protocol AS by FROM office.recording r
         LEFT JOIN office.entry e ON e.seq = r.seq LEFT JOIN office.entry_text t ON t.seq = r.seq
        WHERE r.state <> 'pending' AND r.batch IS NULL AND r.id > $1 ORDER BY r.id LIMIT ${pageSize}`,
      [last],
    );
    for (const row of rows) {
      const seq = missing.get(row.id);
      const gone = state.destroyed.get(row.id);
      const night = gone && state.nights.get(gone.seq);
      const stands = gone
        ? isStub(row, vouches)
        : state.lost.has(row.id)
          ? standsIn(row, vouches)
          : row.state === 'available' &&
            // Gone with the entry: what opens a recording lies in no table.
            row.sealed === null &&
            vouchedManifest(row, vouches) !== null;
      const says = stands && row.on === (night?.day ?? null) && row.by === (night?.protocol ?? null);
      if (!says || seq !== Number(row.entered))
        wrong.push(wrongRow(table, seq ?? Number(row.entered ?? 0), row.id, row));
      const held = state.held.get(row.id)?.at(-1);
      if ((held ?? null) !== (row.held === null ? null : Number(row.held)))
        wrong.push(wrongRow(table, held ?? Number(row.held), row.id, { held: row.held }));
      const restricted = state.restricted.get(row.id)?.at(-1) ?? null;
      if (restricted !== (row.restricted === null ? null : Number(row.restricted)))
        wrong.push(
          wrongRow(table, restricted ?? Number(row.restricted), row.id, { restricted: row.restricted }),
        );
      // Of what is gone nothing says whose it was.
      const speaker = state.recordings.has(row.id) ? (state.speakers.get(row.id) ?? null) : null;
      if (speaker !== row.speaker)
        wrong.push(wrongRow(table, seq ?? Number(row.entered ?? 0), row.id, { speaker: row.speaker }));
      missing.delete(row.id);
      last = row.id;
    }
    if (rows.length < pageSize) break;
  }
  return [...wrong, ...[...missing].map(([id, seq]) => wrongRow(table, seq, id, undefined))];
}

async function compareBatches(client: Client, state: LedgerState): Promise<WrongRow[]> {
  const wrong: WrongRow[] = [];
  const { rows } = await client.query<{ batch: string; seq: string | null }>(
    `SELECT batch, min(seq) AS seq FROM office.recording WHERE batch IS NOT NULL AND state <> 'pending' GROUP BY batch`,
  );
  for (const { batch, seq } of rows) {
    if (!state.batches.has(batch)) wrong.push(wrongRow(table, Number(seq ?? 0), batch, {}));
  }
  for (const [batch, { seq, sha256, lost }] of state.batches) {
    const stubs = await client.query<StubRow & { seq: string | null }>(stubRows, [batch]);
    const left = stubs.rows.every((row) => row.state === 'destroyed' && !row.tells);
    const whole = left && stubListHash(stubs.rows) === sha256;
    const holds = whole || (lost && stubs.rows.length === 0);
    if (!holds) wrong.push(wrongRow(table, seq, batch, stubs.rows));
  }
  return wrong;
}
