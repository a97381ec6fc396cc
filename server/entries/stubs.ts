import { sha256 } from '../../shared/node/ledger.ts';
import { legalDay } from '../../shared/warsaw.ts';
import type { Connection } from '../keeper/connection.ts';
import { headOf, refuse, type Decide } from './request.ts';

export type StubRow = {
  id: string;
  state: string;
  started_at: Date;
  duration_ms: number;
  plain_sha256: Buffer;
  destroyed_on: string | null;
  destruction_protocol: string | null;
};

export const stubRows = `SELECT id, state, started_at, duration_ms, plain_sha256, destroyed_on::text, destruction_protocol
  FROM office.recording WHERE batch = $1 ORDER BY id`;

/** SHA-256 in hex over the sorted lines `id startedAt durationMs plainSha256 destroyedOn destructionProtocol\n`. */
export function stubListHash(rows: readonly StubRow[]): string {
  const lines = rows.map((row) => {
    const { id, started_at, duration_ms, plain_sha256, destroyed_on, destruction_protocol } = row;
    const facts = [id, started_at.toISOString(), duration_ms, plain_sha256.toString('hex')];
    return `${[...facts, destroyed_on, destruction_protocol].join(' ')}\n`;
  });
  return sha256(...lines.sort()).toString('hex');
}

/**
 * Takes over a list of calls that were destroyed before our time: ONE entry with their number and the hash of the list.
 * Refuses `ingest-rejected` unless the batch is new, not empty and every row of it is a destroyed call under a protocol.
 */
export const decideStubs: Decide<'stubs'> = async (desk, request, { batch }) => {
  const rows = await readStubs(desk.connection, batch);
  const fit = ({ state, destroyed_on, destruction_protocol }: StubRow) =>
    state === 'pending' && destroyed_on !== null && destruction_protocol !== null;
  if (desk.state.batches.has(batch) || rows.length === 0 || !rows.every(fit)) refuse('ingest-rejected');
  const days = rows.map((row) => legalDay(row.started_at)).sort();
  const facts = {
    batch,
    count: rows.length,
    sha256: stubListHash(rows),
    firstDay: days[0] ?? '',
    lastDay: days.at(-1) ?? '',
  };
  const head = headOf('stubs', desk, request, desk.time.now());
  return { content: { payload: () => ({ ...head, ...facts }), words: null } };
};

function readStubs(connection: Connection, batch: string): Promise<StubRow[]> {
  return connection.run<StubRow>(stubRows, [batch]);
}
