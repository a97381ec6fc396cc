import type { KeyObject } from 'node:crypto';
import type { Client } from 'pg';
import {
  recordingColumns,
  signedIngest,
  standsIn,
  vouchedManifest,
  type RecordingRow,
} from '../entries/recording.ts';

/** A file as the signed `ingest` entry of its recording states it. `path` is relative to the share, with `/`. */
export type ExpectedFile = { path: string; recording: string; seq: number; bytes: number; sha256: string };

/** A recording's files, and whether the catalogue says of it what its entry says. */
export type Vouched = { recording: string; seq: number; files: ExpectedFile[]; rowAgrees: boolean };

type Row = RecordingRow & { entry: string };
const pageSize = 500;

/**
 * What the signed `ingest` entries say, in their order. An entry that the pinned keeper did not sign vouches for nothing: of it only
 * the number comes.
 * SECURITY: the table of the catalogue is what somebody may have changed together with the file; the signature is not.
 */
export async function* vouchedRecordings(
  client: Client,
  keeperKey: KeyObject,
): AsyncGenerator<Vouched | { unsigned: number }> {
  for (let last = 0; ;) {
    const { rows } = await client.query<Row>(
      `SELECT ${recordingColumns}, e.seq AS entry FROM office.entry e
         LEFT JOIN office.recording r ON r.id::text = e.payload::jsonb ->> 'recording'
         LEFT JOIN office.entry_text t ON t.seq = e.seq
        WHERE e.kind = 'ingest' AND e.seq > $1 ORDER BY e.seq LIMIT ${pageSize}`,
      [last],
    );
    for (const row of rows) {
      last = Number(row.entry);
      const entry = signedIngest(row, keeperKey);
      if (entry === null) {
        yield { unsigned: last };
        continue;
      }
      const { recording, wrappingKey, cipherBytes, cipherSha256, peaksBytes, peaksSha256 } = entry;
      const place = `${wrappingKey.replace('-', '/')}/${recording}`;
      const about = { recording, seq: last };
      yield {
        ...about,
        files: [
          { ...about, path: `${place}.rec`, bytes: cipherBytes, sha256: cipherSha256 },
          { ...about, path: `${place}.peaks`, bytes: peaksBytes, sha256: peaksSha256 },
        ],
        rowAgrees:
          row.state === 'available' ? vouchedManifest(row, keeperKey) !== null : standsIn(row, keeperKey),
      };
    }
    if (rows.length < pageSize) return;
  }
}

/** How many bytes of recordings and loudness the entries speak of. */
export async function vouchedBytes(client: Client): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `SELECT coalesce(sum((payload::jsonb ->> 'cipherBytes')::bigint + (payload::jsonb ->> 'peaksBytes')::bigint), 0) AS bytes
       FROM office.entry WHERE kind = 'ingest'`,
  );
  return Number(rows[0]?.bytes ?? 0);
}

/** Catalogue rows that have files or ought to have: those that wait for their entry, and those that claim to have one. */
export async function* catalogueRows(client: Client): AsyncGenerator<{ id: string; pending: boolean }> {
  for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await client.query<{ id: string; pending: boolean }>(
      `SELECT id, state = 'pending' AS pending FROM office.recording WHERE batch IS NULL AND id > $1 ORDER BY id LIMIT 5000`,
      [last],
    );
    yield* rows;
    last = rows.at(-1)?.id ?? last;
    if (rows.length < 5000) return;
  }
}
