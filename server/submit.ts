import type { KeyObject } from 'node:crypto';
import type { Client } from 'pg';
import type { Command, CommandKind, SealedKind, SigningKind } from '../shared/ledger/kinds.ts';
import { lastPulse, type Ask } from '../shared/node/door.ts';
import type { Pulse } from '../shared/node/pulse.ts';
import { submitStatement } from '../shared/node/queries.ts';
import { signRequest, submitValues, type Signer } from '../shared/node/request.ts';
import { sealPassword } from '../shared/node/session.ts';
import { type AnswerRow, type Entered, verdict } from '../shared/node/verdict.ts';
import { failures } from '../shared/text/pl/failures.ts';
import { UsageError } from './settings.ts';

/** The keeper's refusal; `seq` is null where it was counted together with others and has no entry. */
export type Refused = { state: 'refused'; reason: string; seq: number | null };

/** The keeper does not know whoever signed, or no longer takes it for one. */
export class SignerRefused extends UsageError {
  constructor() {
    super(failures['session-over'].sentence);
  }
}

/** The keeper did not answer in time; the command stays in its queue and may still be carried out. */
export class KeeperSilent extends Error {}

const interval = 20;
const patienceMs = 30_000;

/** Over which line, for which pinned keeper; `signer` is a person's session, or a program's own key; `login`: as whom, where not as whom the line logged in. */
export type Asker = { client: Client; keeper: KeyObject; signer: Signer; login?: string };

/**
 * Hands a command to the keeper as whoever `client` is logged in as, and waits for the answer.
 * Throws the database's error for a malformed or surplus command (OD001–OD003), KeeperSilent after `timeoutMs`, and UsageError for an
 * answer that the pinned keeper did not enter for exactly this command, and where the keeper does not take the signer for one.
 */
export async function submit<K extends Exclude<CommandKind, SigningKind>>(
  asker: Asker,
  kind: K,
  body: Command<K>,
  timeoutMs = patienceMs,
): Promise<Entered<K> | Refused> {
  return ask(asker, kind, body, null, timeoutMs);
}

/**
 * The same of an act that the person signs: with the directory password, which the directory has just taken from the caller, and with what lies beside
 * it, `salted` (`scannedPaper`).
 * SECURITY: sealed to the keeper's door key for this one request, so that the server that passes it on cannot use it for another.
 */
export async function sign<K extends SealedKind>(
  asker: Asker,
  password: string,
  kind: K,
  body: Command<K>,
  salted: Buffer | null = null,
): Promise<Entered<K> | Refused> {
  return ask(asker, kind, body, password, patienceMs, salted);
}

async function ask<K extends CommandKind>(
  asker: Asker,
  kind: K,
  body: Command<K>,
  password: string | null,
  timeoutMs: number,
  salted: Buffer | null = null,
): Promise<Entered<K> | Refused> {
  const deadline = performance.now() + timeoutMs;
  const said = await askOnce(asker, kind, body, password, deadline, salted);
  // It lay too long on its way: nothing was decided, and the answer is still waited for.
  return said.state === 'refused' && said.reason === 'stale-request'
    ? askOnce(asker, kind, body, password, deadline, salted)
    : said;
}

/** Signs the command over the newest pulse, hands it in, and judges what comes back. */
async function askOnce<K extends CommandKind>(
  { client, keeper, signer, login = client.user ?? '' }: Asker,
  kind: K,
  body: Command<K>,
  password: string | null,
  deadline: number,
  scan: Buffer | null,
): Promise<Entered<K> | Refused> {
  const over = askOver(client);
  const pulse = await trustedPulse({ client, keeper });
  const seal = (hash: Buffer) => sealPassword(password ?? '', 'sign', hash, pulse.doorKey);
  const request = signRequest(
    signer,
    { kind, body, seen: pulse.time, scan },
    password === null ? null : seal,
  );
  await over(submitStatement, submitValues(request));
  const row = await answerTo(client, request.id, deadline);
  // No entry, and nobody signed why; but a refusal that was counted with others is no reason to believe anything else.
  if (row.state === 'unknown' && row.reason === 'session-over') throw new SignerRefused();
  const said = verdict({ id: request.id, kind, login, body }, row, keeper);
  if (said.state === 'untrusted') throw new UsageError(failures['answer-untrusted'].sentence);
  return said.state === 'counted' ? { state: 'refused', reason: 'many-refusals', seq: null } : said;
}

/** The keeper's last pulse. Throws UsageError where no keeper has run yet, or the pinned one did not sign it. */
export async function trustedPulse({ client, keeper }: Pick<Asker, 'client' | 'keeper'>): Promise<Pulse> {
  const pulse = await lastPulse(askOver(client), keeper);
  if (typeof pulse === 'string') throw new UsageError(failures[pulse].sentence);
  return pulse;
}

/** Statements over a client's line. */
export function askOver(client: Client): Ask {
  return async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await client.query<Row>(sql, [...values])).rows;
}

async function answerTo(client: Client, id: string, deadline: number): Promise<AnswerRow> {
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
