import type { Payload } from '../../shared/ledger/kinds.ts';
import { isDesk } from '../../shared/offices.ts';
import type { Part } from '../keeper/connection.ts';
import { addMonths, legalDay } from '../../shared/warsaw.ts';
import { found, need, type Decide, type Family } from './entry.ts';
import { headOf, isoOf, ownHead, refuse, type Grant, type Request } from './request.ts';
import { unreviewedAt, type LedgerState, type Session } from './state.ts';

/** A session lasts a working day. Milliseconds. */
export const sessionLength = 36_000_000;
/** More sessions of one person at once end the oldest. */
export const mostSessions = 8;

/** The sessions of a login under which somebody may ask at `now`, oldest first. */
export function liveSessions(
  { sessions }: Pick<LedgerState, 'sessions'>,
  login: string,
  now: number,
): Session[] {
  return [...sessions.values()].filter((one) => one.login === login && isLive(one, now));
}

/** For so long it is kept from where somebody signed in; by the day of the newest entry, as `verify` knows it too. Months. */
const wordsLast = 24;

/** Numbers of the sessions whose words, and what was asked for, are to be gone by the night after the newest entry. */
export function forgottenSessions({ sessions, worked }: Pick<LedgerState, 'sessions' | 'worked'>): number[] {
  if (worked.hour === '') return [];
  const first = addMonths(legalDay(new Date(`${worked.hour}:00Z`)), -wordsLast);
  return [...sessions.values()]
    .filter(({ account, until }) => account !== null && legalDay(new Date(until - sessionLength)) < first)
    .map(({ seq }) => seq);
}

/** Whether somebody may ask under the session at `now`. */
export function isLive({ ended, until }: Session, now: number): boolean {
  return !ended && now < until;
}

/** What makes a proved session: its entry, and in the same transaction what the person's lines prove themselves by. */
export function sessionGrant(
  desk: { state: LedgerState },
  request: Request,
  { publicKey, verifier, host }: { publicKey: string; verifier: string; host: string },
  pwdLastSet: string,
  now: number,
): Grant {
  const head = headOf('session', desk, request, now);
  const until = isoOf(now + sessionLength);
  return {
    content: {
      payload: (text) => ({ ...head, publicKey, until, pwdLastSet, text }),
      words: { host, address: request.address },
    },
    call: {
      sql: `SELECT office.set_secret($1, $2, $3 * interval '1 millisecond')`,
      values: [request.login, verifier, sessionLength],
    },
  };
}

/** The end of a session that the keeper makes. */
export function sessionEnd(
  state: LedgerState,
  session: Session,
  why: Payload<'session-end'>['why'],
  now: number,
): Grant {
  const payload = { ...ownHead('session-end', now), session: session.id, subject: session.login, why };
  return { content: { payload: () => payload, words: null }, call: endOf(state, session, now, why) };
}

/**
 * The secret goes with the last session, and so do the lines that it opened.
 * SECURITY: nobody sees of a line which session it came by. Whoever knew a password that was changed goes on reading over the lines of then,
 * though a newer session has a secret of its own: all of the login end, and the person's own program comes back by that secret.
 */
function endOf(
  state: LedgerState,
  { id, login }: Session,
  now: number,
  why: Payload<'session-end'>['why'],
): Part | undefined {
  const others = liveSessions(state, login, now).some((other) => other.id !== id);
  // Who signs out hears the answer over the own line.
  if (!others) return { sql: 'SELECT office.end_secret($1, $2)', values: [login, why !== 'signed-out'] };
  return why === 'account' ? { sql: 'SELECT office.end_lines($1)', values: [login] } : undefined;
}

/** Ends one's own session. Refuses `malformed-request` for any other. */
const decideSessionEnd: Decide<'session-end'> = ({ state, time }, request, { session: id }) => {
  const session = state.sessions.get(id);
  const now = time.now();
  if (session?.login !== request.login || !isLive(session, now)) return refuse('malformed-request');
  const head = headOf('session-end', { state }, request, now);
  const why = 'signed-out';
  const payload: Payload<'session-end'> = { ...head, session: id, subject: session.login, why };
  return { content: { payload: () => payload, words: null }, call: endOf(state, session, now, why) };
};

/** Who asks. */
export const session: Family<'session' | 'sender' | 'session-end' | 'unsigned-request'> = {
  // Through the door alone, where it is proved.
  session: {
    plural: 'zalogowania',
    decide: () => refuse('malformed-request'),
    fold: (state, { command, at, login, guid, publicKey, until, pwdLastSet, text }, seq) => {
      const id = found(command ?? undefined, seq);
      const day = legalDay(new Date(at));
      if (isDesk(state.appointments, guid, day)) state.deskSeen = day;
      need(state.people.get(login)?.guid === guid && !state.sessions.has(id), seq);
      const account = { guid: found(guid ?? undefined, seq), pwdLastSet };
      state.sessions.set(id, {
        ...{ id, login, account, publicKey, text, until: Date.parse(until), seq, ended: false },
      });
    },
  },
  sender: {
    plural: 'klucze programów',
    fold: (state, { command, program: login, publicKey }, seq) => {
      const id = found(command ?? undefined, seq);
      need(!state.sessions.has(id), seq);
      for (const former of state.sessions.values()) if (former.login === login) former.ended = true;
      state.sessions.set(id, {
        ...{ id, login, account: null, publicKey, text: null, until: Infinity, seq, ended: false },
      });
    },
  },
  'session-end': {
    plural: 'zakończenia sesji',
    decide: decideSessionEnd,
    fold: (state, { session: id, subject }, seq) => {
      const known = found(state.sessions.get(id), seq);
      need(known.login === subject && !known.ended, seq);
      known.ended = true;
    },
  },
  'unsigned-request': {
    plural: 'żądania bez podpisu',
    fold: (state, { at, count }, seq) => {
      state.unsignedAt = Date.parse(at);
      state.alarms.add(seq);
      unreviewedAt(state, state.unsignedAt).unsigned += count;
    },
  },
};
