import type { Client } from 'pg';
import type { CommandKind, Command } from '../shared/ledger/kinds.ts';

/** The keeper's word on one command; `payload` is the exact signed text. */
export type KeeperAnswer = {
  state: 'refused' | 'done' | 'released' | 'undelivered' | 'expired' | 'unknown';
  reason: string | null;
  seq: number | null;
  payload: string | null;
};

/** The keeper did not answer in time; the command stays in its queue and may still be carried out. */
export class KeeperSilent extends Error {}

const interval = 20;

/**
 * Hands a command to the keeper as whoever `client` is logged in as, and waits for the answer.
 * Throws the database's error for a malformed or surplus command (OD001–OD003), KeeperSilent after `timeoutMs`.
 */
export async function submit<K extends CommandKind>(
  client: Client,
  kind: K,
  body: Command<K>,
  timeoutMs = 30_000,
): Promise<KeeperAnswer> {
  const { rows } = await client.query<{ id: string }>('SELECT api.submit($1, $2) AS id', [
    kind,
    JSON.stringify(body),
  ]);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('submit gave no id');
  return awaitAnswer(client, id, timeoutMs);
}

async function awaitAnswer(client: Client, id: string, timeoutMs: number): Promise<KeeperAnswer> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const { rows } = await client.query<{
      state: string;
      reason: string | null;
      seq: string | null;
      payload: string | null;
    }>('SELECT state, reason, seq, payload FROM api.answer($1)', [id]);
    const [row] = rows;
    if (row && row.state !== 'pending') {
      return {
        state: row.state as KeeperAnswer['state'],
        reason: row.reason,
        seq: row.seq === null ? null : Number(row.seq),
        payload: row.payload,
      };
    }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
  throw new KeeperSilent('the keeper did not answer');
}
