import { sha256 } from '../../shared/node/ledger.ts';

/**
 * A row of a read model that says something else than the ledger; `seq` is the entry that it comes, or ought to come, from. `says` = digest
 * of which row it is and what stands there: another change of it is another fault.
 */
export type WrongRow = { table: string; seq: number; says: string };

/** `row` undefined: there is none. */
export function wrongRow(table: string, seq: number, key: string, row: object | undefined): WrongRow {
  return { table, seq, says: sha256(spelling([key, row ?? null])).toString('hex') };
}

/** One spelling of a value, whatever order its keys came in. */
export function spelling(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Buffer.isBuffer(value)) return JSON.stringify(value.toString('base64'));
  if (Array.isArray(value)) return `[${value.map(spelling).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const known = value as Record<string, unknown>;
  const keys = Object.keys(known).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${spelling(known[key])}`).join(',')}}`;
}
