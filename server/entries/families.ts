import {
  answers,
  askingFor,
  type CommandKind,
  type EntryKind,
  type Payload,
} from '../../shared/ledger/kinds.ts';
import type { SealedEntry } from '../../shared/node/ledger.ts';
import type { Part } from '../keeper/connection.ts';
import { announcement } from './announcement.ts';
import { authorisation } from './authorisation.ts';
import { cards } from './cards.ts';
import { completeness } from './completeness.ts';
import type { Asked, Entered, Family } from './entry.ts';
import { hold } from './hold.ts';
import { ingest } from './ingest.ts';
import { instrument } from './instrument.ts';
import { keeping } from './keeping.ts';
import { listening } from './listening.ts';
import { matter } from './matter.ts';
import { office } from './office.ts';
import { presence } from './presence.ts';
import { protocol } from './protocol.ts';
import { quality } from './quality.ts';
import { register } from './register.ts';
import { restriction } from './restriction.ts';
import { review } from './review.ts';
import { heedPace } from './rights.ts';
import { session } from './session.ts';
import { parseBody, programOf, refuse, type Desk, type Grant, type Request } from './request.ts';
import type { LedgerState } from './state.ts';

const kinds: Family<EntryKind> = {
  ...listening,
  ...presence,
  ...protocol,
  ...hold,
  ...restriction,
  ...authorisation,
  ...instrument,
  ...ingest,
  ...office,
  ...session,
  ...review,
  ...matter,
  ...register,
  ...keeping,
  ...completeness,
  ...announcement,
  ...quality,
  ...cards,
};

/** How commands of a kind are dealt with; null for a kind that there is not. */
export function commandOf(kind: string): Asked<CommandKind> | null {
  return Object.hasOwn(answers, kind) ? (kinds[answers[kind as CommandKind]] as Asked<CommandKind>) : null;
}

/**
 * Whether a request of this kind and body is decided for the sender's password alone.
 * SECURITY: then only once the keeper has proved the password that was given for this very request.
 */
export function needsPassword(kind: string, body: string): boolean {
  if (commandOf(kind) === null) return false;
  const { password } = askingFor(kind as CommandKind);
  if (typeof password !== 'function') return password === true;
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null && password(read);
  } catch {
    return false; // It is refused for its form.
  }
}

/** What entries of a kind change. */
export function entryOf(kind: EntryKind): Entered<EntryKind> {
  // The table pairs every kind with what its own payload changes; the compiler cannot follow a pair through a variable.
  return kinds[kind] as Entered<EntryKind>;
}

/** The verdict on one command: what is to be entered, or a Refusal thrown. */
export async function decide(desk: Desk, request: Request): Promise<Grant> {
  const kind = commandOf(request.kind) ?? refuse('malformed-request');
  // SECURITY: nobody's command is decided who may not send its kind, whichever way it came into the queue.
  if ((kind.of ?? null) !== programOf(request.login)) return refuse('malformed-request');
  const body = parseBody(request.kind as CommandKind, request.body);
  kind.note?.(desk, request, body);
  // SECURITY: with a clock put back an ended authorisation would count again, and what is dated by it cannot be dated otherwise later.
  // First: by such a clock any request may look old.
  if (kind.whenApart !== true && desk.time.isApart()) return refuse('clock-apart');
  if (request.asked !== null && !desk.pulses.isFresh(request.asked.seen, desk.time.own()))
    return refuse('stale-request');
  if (needsPassword(request.kind, request.body) && request.asked?.password !== true)
    return refuse(request.unproved ?? 'password-not-proved');
  // Hearing changes nothing of an act: whoever listens all day goes on, whatever was said of it.
  if (request.kind !== 'listen' && 'act' in body && body.act !== null) heedPace(desk, request, body.act);
  return kind.decide(desk, request, body);
}

/** What an entry changes in the read models, in its own transaction. */
export function mirrorOf(
  state: LedgerState,
  payload: Payload,
  { seq, hash }: Pick<SealedEntry, 'seq' | 'hash'>,
  words: unknown,
): Part[] {
  return entryOf(payload.kind).mirror?.(payload, seq, state, words, hash) ?? [];
}
