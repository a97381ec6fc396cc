import type { Command, Payload } from '../../shared/ledger/kinds.ts';
import { basesOfRights, type Restriction } from '../../shared/ledger/restriction.ts';
import { isConfirmer, isDesk } from '../../shared/offices.ts';
import { addMonths, legalDay } from '../../shared/warsaw.ts';
import { isClean, visibleLength } from '../../shared/words.ts';
import type { Part } from '../keeper/connection.ts';
import { copiesOf } from './copies.ts';
import { endsEmergency } from './emergency.ts';
import { found, need, type Decide, type Family } from './entry.ts';
import { isSame } from './registering.ts';
import { headOf, refuse, type Request } from './request.ts';
import { signingDesk } from './rights.ts';
import type { LedgerState, Person } from './state.ts';

/**
 * §3.3, GDPR 17, 18, 21: what follows from somebody's request. Refuses as `signingDesk`, `malformed-request`, `field-missing`, `final-day-in-future`,
 * and what `checkEnd` and `checkNew` say.
 */
const decideRestrict: Decide<'restrict'> = async (desk, request, body) => {
  const { state, holds } = desk;
  const { person, now } = await signingDesk(desk, request);
  const { request: number, decision, ...facts } = body;
  const today = legalDay(new Date(now));
  if (facts.effect !== 'restricted' && !mayLetGo(state, person, now)) refuse('not-secretary');
  if (new Set(facts.recordings).size < facts.recordings.length) refuse('malformed-request');
  if (facts.effect === 'free') checkEnd(state, body);
  else checkNew(state, request, body);
  if (!isClean(number) || !isClean(decision, { lines: true })) refuse('malformed-request');
  if ([number, decision].some((typed) => visibleLength(typed) === 0)) refuse('field-missing');
  if (facts.receivedOn > today || (facts.told ?? '') > today) refuse('final-day-in-future');
  const review = facts.effect === 'restricted' ? addMonths(today, holds.reviewMonths) : null;
  const head = headOf('restricted', desk, request, now);
  return {
    content: {
      payload: (text) => ({ ...head, ...facts, review, text }),
      words: { request: number, decision },
    },
  };
};

/** SECURITY: what lets a recording go the desk alone says, and nobody whom no one in office appointed. */
function mayLetGo(state: LedgerState, { guid }: Person, now: number): boolean {
  const isInOffice = isDesk(state.appointments, guid, legalDay(new Date(now)));
  return isInOffice && (state.emergency === null || endsEmergency(state, guid, now));
}

/** A restriction ends as it was entered, and once its person knows. Refuses `hold-unknown`, `hold-ended`, `malformed-request`, `field-missing`. */
function checkEnd(
  state: LedgerState,
  { of, recordings, right, receivedOn, told }: Command<'restrict'>,
): void {
  const known = restrictionOf(state, of ?? 0) ?? refuse('hold-unknown');
  if (known.ended !== null) refuse('hold-ended');
  if (!isOf(known, { recordings, right, receivedOn })) refuse('malformed-request');
  if (told === null) refuse('field-missing');
  if (told < receivedOn) refuse('malformed-request');
}

/** Refuses `recording-destroyed`, `recording-unknown`, `erase-held`. */
function checkNew(state: LedgerState, { about }: Request, { recordings, effect }: Command<'restrict'>): void {
  for (const one of recordings) {
    if (state.destroyed.has(one)) refuse('recording-destroyed');
    if (!state.recordings.has(one)) refuse('recording-unknown');
    about.recording = one;
  }
  if (effect === 'erase') checkErasable(state, recordings);
}

/** SECURITY: what a court wants to hear is not erased because somebody asks for it, nor by the id that it had before it was lost. Refuses `erase-held`. */
function checkErasable(state: LedgerState, recordings: readonly string[]): void {
  if (isAnyHeld(state, recordings)) refuse('erase-held');
}

function isAnyHeld(state: LedgerState, recordings: readonly string[]): boolean {
  return recordings.some((one) => copiesOf(state, one).some((copy) => state.held.has(copy)));
}

/** An open or ended restriction by its entry; an erasure is none. */
export function restrictionOf(
  { restrictions }: Pick<LedgerState, 'restrictions'>,
  seq: number,
): Restriction | undefined {
  const known = restrictions.get(seq);
  return known?.effect === 'restricted' ? known : undefined;
}

function isOf(known: Restriction, said: Pick<Restriction, 'recordings' | 'right' | 'receivedOn'>): boolean {
  return (
    known.recordings.join() === said.recordings.join() &&
    known.right === said.right &&
    known.receivedOn === said.receivedOn
  );
}

/** Recordings that are restricted: the entries of the restrictions that last, oldest first; also of what was lost and taken in again. */
export function restrictedIn(state: Pick<LedgerState, 'restrictions' | 'copies'>): Map<string, number[]> {
  const restricted = new Map<string, number[]>();
  for (const { seq, effect, ended, recordings } of state.restrictions.values())
    if (effect === 'restricted' && ended === null)
      for (const one of new Set(recordings.flatMap((each) => copiesOf(state, each))))
        restricted.set(one, [...(restricted.get(one) ?? []), seq]);
  return restricted;
}

/** §3.3: whether a recording is opened under a basis: one that is restricted only for the rights of its person. */
export function opensUnder(state: LedgerState, recording: string, basis: string): boolean {
  return basesOfRights.includes(basis) || !restrictedIn(state).has(recording);
}

/**
 * Recordings of which two people said that they be erased, with what was lost of them: neither evidence nor destroyed yet.
 * SECURITY: by the call, not by one id of it: a key that came back opens nothing, and its original is taken in no more.
 */
export function erasedIn(state: LedgerState): Set<string> {
  const confirmed = [...state.restrictions.values()].filter((one) => one.confirmed !== null);
  const calls = confirmed.flatMap(({ recordings }) => recordings);
  return new Set(calls.filter((one) => !isAnyHeld(state, [one])).flatMap((one) => copiesOf(state, one)));
}

/** Whether one of these entries is an erasure. */
export function areErasures({ restrictions }: LedgerState, entries: readonly number[]): boolean {
  return entries.some((one) => restrictions.get(one)?.effect === 'erase');
}

/**
 * GDPR 17: agrees to erasures. Refuses `not-confirmer`, `malformed-request`, `confirm-outdated`, `nothing-to-confirm`, `not-second-person`, `erase-held`.
 */
export function checkErasures(
  state: LedgerState,
  { entries, hashes }: Command<'confirm'>,
  person: Person,
  today: string,
): void {
  const { restrictions, papers, appointments, destroyed } = state;
  if (!isConfirmer(appointments, person.guid, today)) refuse('not-confirmer');
  for (const [at, entry] of entries.entries()) {
    const erasure = restrictions.get(entry) ?? refuse('malformed-request');
    if (papers.get(entry)?.toString('hex') !== hashes[at]) refuse('confirm-outdated');
    const isOver = erasure.recordings.every((one) => destroyed.has(one));
    if (erasure.effect !== 'erase' || erasure.confirmed !== null || isOver) refuse('nothing-to-confirm');
    // SECURITY: by account: nobody makes a recording go alone, under a second login neither.
    if (isSame(erasure.by, person)) refuse('not-second-person');
    checkErasable(state, erasure.recordings);
  }
}

/** An erasure that waits for the entry `seq`, by which `confirmed` agrees to it; undefined where it is none. */
export function waitingErasure(
  state: LedgerState,
  entered: number,
  { command, login, guid }: Pick<Payload, 'command' | 'login' | 'guid'>,
  seq: number,
): Restriction | undefined {
  const erasure = state.restrictions.get(entered);
  if (erasure?.effect !== 'erase') return undefined;
  need(command !== null && erasure.confirmed === null && !isSame(erasure.by, { login, guid }), seq);
  need(!isAnyHeld(state, erasure.recordings), seq);
  return erasure;
}

/** Says in the catalogue by which restriction recordings are restricted now, the newest of each; `restricted` as it is after the entry. */
function marked(recordings: readonly string[], restricted: ReadonlyMap<string, readonly number[]>): Part {
  return {
    sql: `UPDATE office.recording r SET restricted_seq = k.seq FROM unnest($1::uuid[], $2::bigint[]) AS k (id, seq) WHERE r.id = k.id`,
    values: [recordings, recordings.map((one) => restricted.get(one)?.at(-1) ?? null)],
  };
}

/** §3.3: recordings of which somebody whom they concern asked for something. */
export const restriction: Family<'restrict', 'restricted'> = {
  commands: { restrict: { needsAccount: true, signs: true, decide: decideRestrict } },
  entries: {
    restricted: {
      plural: 'ograniczenia i usunięcia na wniosek osób',
      fold: (state, { effect, of, recordings, right, receivedOn, review, login, guid }, seq) => {
        if (effect === 'free') {
          const known = found(restrictionOf(state, of ?? 0), seq);
          need(known.ended === null && isOf(known, { recordings, right, receivedOn }), seq);
          known.ended = seq;
          return;
        }
        need(new Set(recordings).size === recordings.length, seq);
        need(
          recordings.every((one) => state.recordings.has(one)),
          seq,
        );
        need(effect !== 'erase' || !isAnyHeld(state, recordings), seq);
        const said = { seq, effect, recordings, right, receivedOn, review, by: { login, guid } };
        state.restrictions.set(seq, { ...said, reviewed: null, ended: null, confirmed: null });
      },
      mirror: ({ effect, of, recordings, review }, seq, state) => {
        const calls = [...new Set(recordings.flatMap((one) => copiesOf(state, one)))];
        const restricted = restrictedIn(state);
        if (effect === 'free') {
          for (const one of calls)
            restricted.set(one, restricted.get(one)?.filter((each) => each !== of) ?? []);
          const ended = 'UPDATE office.restriction SET ended_seq = $2 WHERE seq = $1';
          return [{ sql: ended, values: [of, seq] }, marked(calls, restricted)];
        }
        const insert = `INSERT INTO office.restriction (seq, effect, recordings, review) VALUES ($1, $2, $3, $4)`;
        const row = { sql: insert, values: [seq, effect, recordings, review] };
        if (effect === 'erase') return [row];
        return [row, marked(calls, new Map(calls.map((one) => [one, [seq]])))];
      },
    },
  },
};
