import type { KeyObject } from 'node:crypto';
import type { Command } from '../ledger/kinds.ts';
import { pulseRow, readPulse, type Pulse } from './pulse.ts';
import { askDoorAnswer, askPulse, submitStatement } from './queries.ts';
import { submitValues, type Signer } from './request.ts';
import { newSession } from './session.ts';
import { rawPublicKey } from './signing-key.ts';
import { verdict, type AnswerRow } from './verdict.ts';

/** One statement over a line; values from `$1`. */
export type Ask = <Row extends object>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

/** The keeper's last pulse, with the least version of the program; a failure where no keeper has run yet, or the pinned one did not sign it. */
export async function lastPulse(
  ask: Ask,
  keeper: KeyObject,
): Promise<(Pulse & { leastApp: string }) | 'session-unanswered' | 'keeper-unpinned'> {
  const [row] = await ask<{ pulse: unknown }>(askPulse);
  if (!row?.pulse) return 'session-unanswered';
  const told = pulseRow.safeParse(row.pulse);
  const pulse = told.success ? readPulse(told.data, keeper) : null;
  return pulse && told.success ? { ...pulse, leastApp: told.data.leastApp } : 'keeper-unpinned';
}

/** A session that the keeper entered: what signs in it, the secret of the person's own lines, and whose account of the directory it is. */
export type ProvedSession = { signer: Signer; secret: string; guid: string | null };

const first = 20;
const most = 250;
/** The keeper ends lines of the door after ten seconds, and looks every five: by then a place is free. Milliseconds. */
const placePatienceMs = 20_000;
/** SQLSTATEs of a door all whose lines, or all whose places in the queue, are taken. */
const full = { lines: '53300', queue: 'OD002' };
/** Nobody signs why there is no session: one of these is shown, or that the password was not proved, whatever is said. */
const reasons = [
  ...(['session-too-many', 'session-too-often'] as const),
  ...(['stale-request', 'directory-away', 'sign-in-no-role'] as const),
];

/** Opens a line through the door and works over it; waits for one where all are taken. */
export const throughDoor = <Value>(work: () => Promise<Value>): Promise<Value> =>
  whileFull(full.lines, performance.now() + placePatienceMs, work);

/** Tries again while `work` fails with `code`, until `deadline`. */
async function whileFull<Value>(code: string, deadline: number, work: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const isFull = error instanceof Error && 'code' in error && error.code === code;
      if (!isFull || performance.now() >= deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, most));
    }
  }
}

/** Why no session was proved: `answer-untrusted`, `keeper-unpinned` (the pulse is not signed by it), `session-unanswered` (not within `patienceMs`), or what the keeper says. */
export type DoorFailure =
  | 'answer-untrusted'
  | 'keeper-unpinned'
  | 'session-unanswered'
  | 'session-not-proved'
  | (typeof reasons)[number];

/**
 * Has a session proved over a line through the door.
 * SECURITY: the password is sealed to the key of a pulse that the pinned keeper signed, and the session counts only when that keeper
 * entered it, for this very request.
 */
export async function proveSession(
  ask: Ask,
  who: { login: string; password: string; host: string },
  { keeper, pulse, patienceMs }: { keeper: KeyObject; pulse: Pulse; patienceMs: number },
): Promise<ProvedSession | DoorFailure> {
  const { request, signer, secret } = newSession(who, pulse, rawPublicKey(keeper));
  const deadline = performance.now() + patienceMs;
  await whileFull(full.queue, deadline, () => ask(submitStatement, submitValues(request)));
  for (let wait = first; performance.now() < deadline; wait = Math.min(wait * 1.5, most)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const [row] = await ask<Omit<AnswerRow, 'sealed'>>(askDoorAnswer, [request.id]);
    if (row === undefined || row.state === 'pending' || row.state === 'unknown') continue;
    if (row.state === 'refused') return reasons.find((one) => one === row.reason) ?? 'session-not-proved';
    const body = JSON.parse(request.body) as Command<'session'>;
    const said = verdict(
      { id: request.id, kind: 'session', login: who.login, body },
      { ...row, sealed: null },
      keeper,
    );
    return said.state === 'entered' ? { signer, secret, guid: said.payload.guid } : 'answer-untrusted';
  }
  return 'session-unanswered';
}
