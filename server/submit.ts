import type { KeyObject } from 'node:crypto';
import type { Client } from 'pg';
import type { Command, CommandKind } from '../shared/ledger/kinds.ts';
import { lastPulse, type Ask } from '../shared/node/door.ts';
import { submitStatement } from '../shared/node/queries.ts';
import { signRequest, submitValues, type Signer } from '../shared/node/request.ts';
import { type AnswerRow, type Entered, verdict } from '../shared/node/verdict.ts';
import { failures } from '../shared/text/pl/failures.ts';
import { UsageError } from './settings.ts';

/** The keeper's refusal; `seq` is null where it was counted together with others and has no entry. */
export type Refused = { state: 'refused'; reason: string; seq: number | null };

/** The keeper did not answer in time; the command stays in its queue and may still be carried out. */
export class KeeperSilent extends Error {}

const interval = 20;

/** Over which line, for which pinned keeper; `signer` is a person's session, null for the programs of the server room. */
export type Asker = { client: Client; keeper: KeyObject; signer: Signer | null };

/**
 * Hands a command to the keeper as whoever `client` is logged in as, and waits for the answer.
 * Throws the database's error for a malformed or surplus command (OD001–OD003), KeeperSilent after `timeoutMs`, and UsageError for an
 * answer that the pinned keeper did not enter for exactly this command.
 */
export async function submit<K extends CommandKind>(
  { client, keeper, signer }: Asker,
  kind: K,
  body: Command<K>,
  timeoutMs = 30_000,
): Promise<Entered<K> | Refused> {
  const ask = askOver(client);
  const id =
    signer === null ? await handIn(ask, kind, body) : await handInSigned(ask, keeper, signer, kind, body);
  const asked = { id, kind, login: client.user ?? '', body };
  const said = verdict(asked, await answerTo(client, id, timeoutMs), keeper);
  if (said.state === 'untrusted') throw new UsageError(failures['answer-untrusted'].sentence);
  return said.state === 'counted' ? { state: 'refused', reason: 'many-refusals', seq: null } : said;
}

async function handIn(ask: Ask, kind: string, body: object): Promise<string> {
  const [made] = await ask<{ id: string }>('SELECT api.submit($1, $2) AS id', [kind, JSON.stringify(body)]);
  if (made === undefined) throw new Error('submit gave no id');
  return made.id;
}

async function handInSigned(
  ask: Ask,
  keeper: KeyObject,
  signer: Signer,
  kind: string,
  body: object,
): Promise<string> {
  const pulse = await lastPulse(ask, keeper);
  if (pulse === null || pulse === 'untrusted') throw new UsageError(failures['answer-untrusted'].sentence);
  const request = signRequest(signer, { kind, body, seen: pulse.time });
  await ask(submitStatement, submitValues(request));
  return request.id;
}

/** Statements over a client's line. */
export function askOver(client: Client): Ask {
  return async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await client.query<Row>(sql, [...values])).rows;
}

async function answerTo(client: Client, id: string, timeoutMs: number): Promise<AnswerRow> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const { rows } = await client.query<Omit<AnswerRow, 'seq'> & { seq: string | null }>(
      'SELECT * FROM api.answer($1)',
      [id],
    );
    const [row] = rows;
    if (row && row.state !== 'pending') return { ...row, seq: row.seq === null ? null : Number(row.seq) };
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
  throw new KeeperSilent('the keeper did not answer');
}
