import type { Knex } from 'knex';
import type { z } from 'zod';
import type { Session } from './current.ts';

type Db = Pick<Session['db'], 'query'>;

/**
 * What a read function of `api` answers: each row is one jsonb in the keys of its contract, and is checked against it here and nowhere
 * else. Fails where the database tells something else than its contract.
 */
export async function readRows<Schema extends z.ZodType>(
  db: Db,
  schema: Schema,
  sql: string,
  values: readonly unknown[] = [],
): Promise<z.infer<Schema>[]> {
  const rows = await db.query(sql, values);
  return rows.map((row) => schema.parse(Object.values(row)[0]));
}

/** The same of a function that answers once. */
export async function read<Schema extends z.ZodType>(
  db: Db,
  schema: Schema,
  sql: string,
  values: readonly unknown[] = [],
): Promise<z.infer<Schema>> {
  const [row] = await db.query(sql, values);
  return schema.parse(Object.values(row ?? {})[0]);
}

/** The same of rows whose calls, order and page are composed; the statement is prepared and fails as every other. */
export async function readComposed<Schema extends z.ZodType>(
  db: Session['db'],
  schema: Schema,
  compose: (knex: Knex) => Knex.QueryBuilder,
): Promise<z.infer<Schema>[]> {
  const { sql, bindings } = compose(await db.knex())
    .toSQL()
    .toNative();
  return readRows(db, schema, sql, bindings);
}
