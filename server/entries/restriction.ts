import type { Command, Payload } from '../../shared/ledger/kinds.ts';
import { basesOfRights, type Restriction } from '../../shared/ledger/restriction.ts';
import { isConfirmer, isDesk } from '../../shared/offices.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { isClean, visibleLength } from '../../shared/words.ts';
import type { Part } from '../keeper/connection.ts';
import { begin, callsOf, end, others } from './copies.ts';
import { endsEmergency } from './emergency.ts';
import { found, need, type Decide, type Family } from './entry.ts';
import { isSame } from './registering.ts';
import { answer, nextReview, refuse, type Request } from './request.ts';
import { signingDesk } from './rights.ts';
import { change, put } from './rows.ts';
import type { Act, LedgerState, Person } from './state.ts';

/**
 * §3.3, GDPR 17, 18, 21: what follows from somebody's request. Refuses as `signingDesk`, `malformed-request`, `field-missing`, `final-day-in-future`,
 * and what `checkEnd` and `checkNew` say.
 */
const decideRestrict: Decide<'restrict'> = async (desk, request, body) => {
  const { state } = desk;
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
  const review = facts.effect === 'restricted' ? nextReview(desk, now) : null;
  return answer('restricted', desk, request, now, { ...facts, review }, { request: number, decision });
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

/** SECURITY: what a court wants to hear is not erased because somebody asks for it. Refuses `erase-held`. */
function checkErasable(state: LedgerState, recordings: readonly string[]): void {
  if (isAnyHeld(state, recordings)) refuse('erase-held');
}

function isAnyHeld({ held }: LedgerState, recordings: readonly string[]): boolean {
  return recordings.some((one) => held.has(one));
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

/**
 * §3.3: why a recording is not opened under a basis, nor played on: one that is restricted is only for the rights of its person, and what two people
 * agreed to erase is for nobody.
 * SECURITY: nobody puts an erasure off by opening what is to go.
 */
export function whyClosed(
  state: LedgerState,
  recording: string,
  basis: string,
): 'recording-erased' | 'recording-restricted' | null {
  if (isToErase(state, recording)) return 'recording-erased';
  return basesOfRights.includes(basis) || !state.restricted.has(recording) ? null : 'recording-restricted';
}

/** Whether two people said that a recording be erased, and it is not evidence. */
export function isToErase({ erased, held }: LedgerState, recording: string): boolean {
  return erased.has(recording) && !held.has(recording);
}

/** Whether one of the recordings of an act is to be erased: going back to it would put that off. */
export function hasToErase(state: LedgerState, { openings }: Pick<Act, 'openings'>): boolean {
  return openings.some((id) => isToErase(state, state.openings.get(id)?.recording ?? ''));
}

/** An erasure counts from the entry on by which the second person agrees to it. SECURITY: of the call: a key that came back opens nothing. */
export function foldAgreed(state: LedgerState, recordings: readonly string[]): void {
  for (const one of callsOf(state, recordings)) state.erased.add(one);
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

/** Says in the catalogue by which restriction recordings are restricted now, the newest of each. */
function marked(recordings: readonly string[], newest: (recording: string) => number | null): Part {
  return {
    sql: `UPDATE office.recording r SET restricted_seq = k.seq FROM unnest($1::uuid[], $2::bigint[]) AS k (id, seq) WHERE r.id = k.id`,
    values: [recordings, recordings.map(newest)],
  };
}

/** §3.3: recordings of which somebody whom they concern asked for something. */
export const restriction: Family<'restricted'> = {
  restricted: {
    plural: 'ograniczenia i usunięcia na wniosek osób',
    needsAccount: true,
    urgent: true,
    decide: decideRestrict,
    fold: (state, { effect, of, recordings, right, receivedOn, review, at, login, guid }, seq) => {
      const calls = callsOf(state, recordings);
      if (effect === 'free') {
        const known = found(restrictionOf(state, of ?? 0), seq);
        need(known.ended === null && isOf(known, { recordings, right, receivedOn }), seq);
        known.ended = seq;
        const day = legalDay(new Date(at));
        end({ lasting: state.restricted, ended: state.freed }, calls, known.seq, day);
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
      if (effect === 'restricted') begin(state.restricted, calls, seq);
    },
    mirror: ({ effect, of, recordings, review }, seq, state) => {
      const calls = callsOf(state, recordings);
      if (effect === 'free') {
        const left = (one: string) => others(state.restricted, one, of ?? 0).at(-1) ?? null;
        return [change('restriction', { ended_seq: seq }, { seq: of }), marked(calls, left)];
      }
      const row = put('restriction', { seq, effect, recordings, review });
      if (effect === 'erase') return [row];
      return [row, marked(calls, () => seq)];
    },
  },
};
