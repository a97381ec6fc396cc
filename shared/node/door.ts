import type { KeyObject } from 'node:crypto';
import { isFailureCode, type FailureCode } from '../failure.ts';
import type { Command } from '../ledger/kinds.ts';
import { pulseRow, readPulse, type Pulse } from './pulse.ts';
import { askDoorAnswer, askPulse, submitStatement } from './queries.ts';
import { submitValues, type Signer } from './request.ts';
import { newSession } from './session.ts';
import { rawSigningKey } from './signing-key.ts';
import { verdict, type AnswerRow } from './verdict.ts';

/** One statement over a line; values from `$1`. */
export type Ask = <Row extends object>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

/** The keeper's last pulse, with the least version of the program; null where no keeper has run yet, `untrusted` where the pinned one did not sign it. */
export async function lastPulse(
  ask: Ask,
  keeper: KeyObject,
): Promise<(Pulse & { leastApp: string }) | 'untrusted' | null> {
  const [row] = await ask<{ pulse: unknown }>(askPulse);
  if (!row?.pulse) return null;
  const told = pulseRow.safeParse(row.pulse);
  const pulse = told.success ? readPulse(told.data, keeper) : null;
  return pulse && told.success ? { ...pulse, leastApp: told.data.leastApp } : 'untrusted';
}

/** A session that the keeper entered: what signs in it, and the secret of the person's own lines. */
export type ProvedSession = { signer: Signer; secret: string };

const first = 20;
const most = 250;

/**
 * Has a session proved over a line through the door. `refused` has the keeper's reason, which nobody signed; `late`: it did not answer
 * within `patienceMs`.
 * SECURITY: the password is sealed to the key of a pulse that the pinned keeper signed, and the session counts only when that keeper
 * entered it, for this very request.
 */
export async function proveSession(
  ask: Ask,
  who: { login: string; password: string; host: string },
  { keeper, pulse, patienceMs }: { keeper: KeyObject; pulse: Pulse; patienceMs: number },
): Promise<
  ProvedSession | { state: 'refused'; reason: FailureCode } | { state: 'late' } | { state: 'untrusted' }
> {
  const { request, signer, secret } = newSession(who, pulse, rawSigningKey(keeper));
  await ask(submitStatement, submitValues(request));
  const deadline = performance.now() + patienceMs;
  for (let wait = first; performance.now() < deadline; wait = Math.min(wait * 1.5, most)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const [row] = await ask<Omit<AnswerRow, 'sealed'> & { reason: string | null }>(askDoorAnswer, [
      request.id,
    ]);
    if (row === undefined || row.state === 'pending' || row.state === 'unknown') continue;
    if (row.state === 'refused') {
      const reason = row.reason ?? '';
      return { state: 'refused', reason: isFailureCode(reason) ? reason : 'session-not-proved' };
    }
    const body = JSON.parse(request.body) as Command<'session'>;
    const said = verdict(
      { id: request.id, kind: 'session', login: who.login, body },
      { ...row, sealed: null },
      keeper,
    );
    return said.state === 'entered' ? { signer, secret } : { state: 'untrusted' };
  }
  return { state: 'late' };
}
