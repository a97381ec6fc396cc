import type { Client } from 'pg';
import { expect } from 'vitest';
import type { Command } from '../../shared/ledger/kinds.ts';
import { entriesAfter, headSeq, listen, payloadOf, type Answer } from './asking.ts';
import { refusal } from './office.ts';
import type { TestOffice } from './support.ts';

/** One answer, one entry, nothing released: what every refusal must be. Returns the payload of the entry. */
export async function refusedOnce(
  office: TestOffice,
  reason: string,
  asked: () => Promise<Answer>,
): Promise<Record<string, unknown>> {
  const before = await headSeq(office);
  const answer = await asked();
  expect([answer.state, answer.reason]).toEqual(['refused', reason]);
  expect(answer.sealed).toBeNull();
  // Whose session was over has signed in for it; the keeper looks at the accounts, and opens reviews, when it is time to.
  const own = ['session', 'session-end', 'roles', 'review'];
  const entries = (await entriesAfter(office, before)).filter(({ kind }) => !own.includes(kind));
  expect(entries.map(({ kind, payload }) => [kind, payload['reason'], payload['command']])).toEqual([
    ['refusal', reason, answer.command],
  ]);
  const released = await office.superuser.query('SELECT FROM office.release WHERE command = $1', [
    answer.command,
  ]);
  expect(released.rowCount).toBe(0);
  return payloadOf(answer);
}

export type ListenChange = Partial<Command<'listen'>>;

/** A request to listen that has to be refused, as `refusedOnce`. */
export async function refusedListen(
  office: TestOffice,
  reason: string,
  login: string,
  id: string,
  change: ListenChange = {},
): Promise<Record<string, unknown>> {
  const client = await office.as(login);
  return refusedOnce(office, reason, async () => (await listen(client, id, change)).answer);
}

/** Tries a statement over each connection, by its login; every one has to be refused with `code`. */
export async function refusedToEach(
  clients: ReadonlyMap<string, Client>,
  sql: string,
  code = '42501',
): Promise<void> {
  for (const [login, client] of clients) {
    expect(await refusal(client.query(sql)), `${login}: ${sql}`).toBe(code);
  }
}
