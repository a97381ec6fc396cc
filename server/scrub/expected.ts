import type { Client } from 'pg';
import type { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { entryHash, genesisPrev, parsePayload } from '../../shared/node/ledger.ts';
import { namedBy } from '../../shared/ledger/keeping.ts';
import {
  isStub,
  recordingColumns,
  signedIngest,
  standsIn,
  vouchedManifest,
  type RecordingRow,
  type Vouches,
} from '../entries/recording.ts';
import { legalMonth } from '../../shared/warsaw.ts';
import { entryOfRow, type EntryRow } from '../database.ts';
import { pagesOfDatabase } from '../verify/source.ts';

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
  keys: KeeperKeys,
): AsyncGenerator<Vouched | { unsigned: number }> {
  const vouches = await vouching(client, keys);
  const destroyed = await destroyedBy(client, vouches);
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
      const entry = signedIngest(row, vouches);
      if (entry === null) {
        yield { unsigned: last };
        continue;
      }
      const { recording, startedAt, cipherBytes, cipherSha256, peaksBytes, peaksSha256 } = entry;
      const place = `${legalMonth(new Date(startedAt)).replace('-', '/')}/${recording}`;
      const about = { recording, seq: last };
      if (destroyed.has(recording)) {
        // Whatever is there of it is foreign now.
        yield { ...about, files: [], rowAgrees: isStub(row, vouches) };
        continue;
      }
      yield {
        ...about,
        files: [
          { ...about, path: `${place}.rec`, bytes: cipherBytes, sha256: cipherSha256 },
          { ...about, path: `${place}.peaks`, bytes: peaksBytes, sha256: peaksSha256 },
        ],
        rowAgrees:
          row.state === 'available' ? vouchedManifest(row, vouches) !== null : standsIn(row, vouches),
      };
    }
    if (rows.length < pageSize) return;
  }
}

/** Recordings that entries name as destroyed which vouch for that. */
async function destroyedBy(client: Client, vouches: Vouches): Promise<Set<string>> {
  const { rows } = await client.query<EntryRow>(
    `SELECT seq, prev, payload, hash, signature FROM office.entry WHERE kind = 'destroyed'`,
  );
  return new Set(
    rows.flatMap((row) => {
      const payload = vouches(entryOfRow(row)) ? parsePayload(row.payload) : null;
      return payload?.kind === 'destroyed' ? namedBy(payload) : [];
    }),
  );
}

/** By its signature; of before a change of the ledger key by its place in the chain that ends where the former key does. */
async function vouching(client: Client, keys: KeeperKeys): Promise<Vouches> {
  const before = new Map<number, Buffer>();
  const end = keys.formerHead;
  let hash = genesisPrev;
  if (end !== null) {
    for await (const page of pagesOfDatabase(client)) {
      for (const { entry } of page) before.set(entry.seq, (hash = entryHash(entry.seq, hash, entry.payload)));
      if (before.has(end.seq)) break;
    }
  }
  const isWhole = end === null || before.get(end.seq)?.equals(end.hash) === true;
  return (entry) =>
    keys.faultOf(entry) === null &&
    (keys.isCurrentAt(entry.seq) || (isWhole && before.get(entry.seq)?.equals(entry.hash) === true));
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
