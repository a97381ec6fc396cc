import knex from 'knex';
import { DatabaseError, type Client } from 'pg';
import type { z } from 'zod';
import { listedAct, type ListedAct } from '../../shared/protocol.ts';
import { registerRow, type RegisterRow } from '../../shared/register.ts';
import { myActs } from '../../electron/protocol/queries.ts';
import { registerPage } from '../../electron/register/queries.ts';
import type { Session } from '../../electron/session/current.ts';
import { read, readComposed, readRows } from '../../electron/session/read.ts';
import { ask, done } from './asking.ts';

/** Enters that whoever has the line reads the register. */
export const openRegister = (client: Client) => done(ask(client, 'read', { what: 'register' }));

/** A person's connection as the program has it; every answer is held against the program's own contract. */
export function dbOf(client: Client): Session['db'] {
  const run = async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
    (await client.query<Row>(sql, [...values])).rows;
  const query: typeof run = async (sql, values) => {
    try {
      return await run(sql, values);
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== 'OD005') throw error;
    }
    await openRegister(client);
    return run(sql, values);
  };
  return { query, ask: run, knex: () => Promise.resolve(knex({ client: 'pg' })) };
}

export const answer = <Schema extends z.ZodType>(
  client: Client,
  schema: Schema,
  sql: string,
  values: unknown[] = [],
) => read(dbOf(client), schema, sql, values);

export const answers = <Schema extends z.ZodType>(
  client: Client,
  schema: Schema,
  sql: string,
  values: unknown[] = [],
) => readRows(dbOf(client), schema, sql, values);

/** A page of the register, asked for as the program does; the filter may be one that no page sends. */
export const registerRows = (
  client: Client,
  filter: object | null = {},
  before: number | null = null,
  n: number | null = 200,
): Promise<RegisterRow[]> =>
  readComposed(dbOf(client), registerRow, (builder) =>
    registerPage(builder, filter as never, before, n as number),
  );

export const actsOf = (client: Client): Promise<ListedAct[]> => readComposed(dbOf(client), listedAct, myActs);
