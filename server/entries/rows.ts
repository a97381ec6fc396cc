import type { Part } from '../keeper/connection.ts';

type Columns = Readonly<Record<string, unknown>>;

/** A new row of a read model; with `key` it takes the place of the one that has the same values in these columns. */
export function put(table: string, row: Columns, key: readonly string[] = []): Part {
  const columns = Object.keys(row);
  const places = columns.map((_column, at) => `$${at + 1}`);
  const others = columns.filter((column) => !key.includes(column));
  const instead = others.map((column) => `${column} = excluded.${column}`).join(', ');
  const conflict = key.length === 0 ? '' : ` ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${instead}`;
  return {
    sql: `INSERT INTO office.${table} (${columns.join(', ')}) VALUES (${places.join(', ')})${conflict}`,
    values: Object.values(row),
  };
}

/** Changes the rows that have these values; of a list, any of them. */
export function change(table: string, to: Columns, where: Columns): Part {
  const set = Object.keys(to).map((column, at) => `${column} = $${at + 1}`);
  const place = (at: number): string => `$${set.length + at + 1}`;
  const has = Object.entries(where).map(([column, value], at) =>
    Array.isArray(value) ? `${column} = ANY (${place(at)})` : `${column} = ${place(at)}`,
  );
  return {
    sql: `UPDATE office.${table} SET ${set.join(', ')} WHERE ${has.join(' AND ')}`,
    values: [...Object.values(to), ...Object.values(where)],
  };
}
