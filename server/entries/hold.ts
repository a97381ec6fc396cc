import { parseCaseNumber, parseExternalReference } from '../../shared/case-number.ts';
import { complaintDays, earliestIssue, endFields, isRuling, leastEndNote } from '../../shared/ledger/hold.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { lastDayOn } from '../../shared/recordings.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { isClean, visibleLength } from '../../shared/words.ts';
import { begin, callsOf, end, endedOn, others } from './copies.ts';
import { endsEmergency } from './emergency.ts';
import { found, need, type Decide, type Family } from './entry.ts';
import { isSame } from './registering.ts';
import {
  answer,
  nextReview,
  ownHead,
  refuse,
  type Content,
  type Desk,
  type Grant,
  type Request,
} from './request.ts';
import { restrictionOf } from './restriction.ts';
import { notInReview, ownAct, signingDesk } from './rights.ts';
import { change, put } from './rows.ts';
import {
  hasOpened,
  isWrongCall,
  yearOf,
  type Act,
  type DueHold,
  type Hold,
  type LedgerState,
} from './state.ts';

/**
 * §3.4: secures recordings as evidence in the named proceedings: of one's own act, or by the desk. Refuses `malformed-request`, `field-missing`,
 * `recording-destroyed`, `hold-after-term`, what is wrong with the number of the other body, and what `checkAct` and `checkDesk` say.
 */
const decideHold: Decide<'hold'> = async (desk, request, body) => {
  const { recordings, proceedings, order } = body;
  if (new Set(recordings).size < recordings.length) refuse('malformed-request');
  if (recordings.some((one) => desk.state.destroyed.has(one))) refuse('recording-destroyed');
  const now = body.act === null ? await checkDesk(desk, request, body) : desk.time.now();
  const act = body.act === null ? null : checkAct(desk, request, body, body.act);
  const today = legalDay(new Date(now));
  if (order === null && recordings.some((one) => !isKept(desk, one, today))) refuse('hold-after-term');
  if (![proceedings, body.paper ?? ''].every((typed) => isClean(typed))) refuse('malformed-request');
  if (visibleLength(proceedings) === 0) refuse('field-missing');
  if (order !== null && visibleLength(body.paper ?? '') === 0) refuse('field-missing');
  const words = {
    proceedings,
    reference: checkReference(body.reference),
    case: act === null ? checkCase(request, body.case, now) : null,
    paper: body.paper,
  };
  const facts = { act: act?.id ?? null, recordings, basis: null, ...cardOf(desk, now), order };
  return answer('hold', desk, request, now, facts, words);
};

/**
 * Recordings of one's own act, until its text is sealed, since the protocol says so. Refuses `act-unknown`, `act-not-yours`, `not-in-review`, `act-not-open`,
 * `recording-unknown`, `recording-held`, `malformed-request` where one does not concern the case.
 */
function checkAct(desk: Desk, request: Request, body: Command<'hold'>, id: string): Act {
  const { state } = desk;
  const act = ownAct(desk, request, id);
  request.about.act = act.id;
  notInReview(act);
  if (act.state !== 'started') refuse('act-not-open');
  for (const recording of body.recordings) {
    if (!hasOpened(state, act, recording)) refuse('recording-unknown');
    request.about.recording = recording;
    if (act.held.includes(recording)) refuse('recording-held');
    if (isWrongCall(state, act, recording)) refuse('malformed-request');
  }
  // What somebody demands comes by letter, to the desk.
  if (body.case !== null || body.order !== null || body.paper !== null) refuse('malformed-request');
  return act;
}

/** The desk holds what was taken in, whoever heard it. Returns when it was found in office. Refuses as `signingDesk`, and `recording-unknown`. */
async function checkDesk(desk: Desk, request: Request, body: Command<'hold'>): Promise<number> {
  const { now } = await signingDesk(desk, request);
  for (const recording of body.recordings) {
    if (!desk.state.recordings.has(recording)) refuse('recording-unknown');
    request.about.recording = recording;
  }
  if (body.order === null && body.paper !== null) refuse('malformed-request');
  return now;
}

/** Whether a recording is kept without anybody's order: within its twelve months, or for the days after its last hold or restriction ended in which it is not destroyed yet. */
function isKept(
  { state, destruction }: Pick<Desk, 'state' | 'destruction'>,
  id: string,
  today: string,
): boolean {
  const ended = endedOn(state, id);
  const last = lastDayOn(state.days.get(id) ?? refuse('recording-unknown'));
  return today <= last || (ended !== null && today <= addDays(ended, destruction.graceDays));
}

function checkCase(request: Request, typed: string | null, now: number): string {
  const parsed = parseCaseNumber(typed ?? '', { year: Number(yearOf(now)) });
  if (!parsed.ok) return refuse(parsed.reason);
  request.about.case = parsed.value;
  return parsed.value;
}

function checkReference(typed: string | null): string | null {
  if (typed === null) return null;
  if (!isClean(typed)) refuse('malformed-request');
  const parsed = parseExternalReference(typed);
  return parsed.ok ? parsed.value : refuse(parsed.reason);
}

/** The desk found that the proceedings last, or why a recording is restricted: the next review is a term later. Refuses as `signingDesk`, and `hold-unknown`, `hold-ended`, `malformed-request`, `field-missing`. */
const decideReview: Decide<'hold-review'> = async (desk, request, { of, note }) => {
  const { now } = await signingDesk(desk, request);
  if (reviewable(desk.state, of).ended !== null) refuse('hold-ended');
  if (!isClean(note, { lines: true })) refuse('malformed-request');
  if (visibleLength(note) === 0) refuse('field-missing');
  const review = nextReview(desk, now);
  return answer('hold-review', desk, request, now, { of, review }, { note });
};

/**
 * §3.4: the proceedings have ended. By the desk or the Mayor; refuses as `signingDesk`, `hold-unknown`, `hold-ended`, and what `checkGround` says.
 * SECURITY: not by whoever set it, under whichever login: nobody makes evidence go on one person's word.
 */
const decideEnd: Decide<'hold-end'> = async (desk, request, body): Promise<Grant> => {
  const { person, now } = await signingDesk(desk, request);
  const { hold: seq, ground, issuedOn, finalOn, number, document, note } = body;
  if (isSame(openHold(desk.state, seq).by, person)) refuse('not-second-person');
  // SECURITY: whom nobody in office appointed ends no evidence.
  if (desk.state.emergency !== null && !endsEmergency(desk.state, person.guid, now))
    refuse('not-second-person');
  checkGround(body, legalDay(new Date(now)));
  const facts = { hold: seq, ground, issuedOn, finalOn };
  return answer('hold-end', desk, request, now, facts, { number, document, note });
};

/**
 * That an end says what its ground needs and nothing else. A decision that no authority changes any more may still be taken to a court: only the
 * day from which on it cannot counts (art. 16 § 3 KPA). Refuses `malformed-request`, `field-missing`, `ruling-not-final`, `final-before-ruling`,
 * `final-day-in-future`, `notice-too-recent`.
 */
function checkGround(body: Command<'hold-end'>, today: string): void {
  const { ground, issuedOn, finalOn, number, document, note } = body;
  const said = { issuedOn, finalOn, number, document, note };
  const needed = endFields[ground];
  for (const field of ['issuedOn', 'finalOn', 'number', 'document', 'note'] as const) {
    const value = said[field];
    if (value === null) continue;
    if (!needed.includes(field) || !isClean(value, { lines: field === 'note' })) refuse('malformed-request');
  }
  if (issuedOn !== null && issuedOn < earliestIssue) refuse('malformed-request');
  if (isRuling(ground) && finalOn === null) refuse('ruling-not-final');
  if (needed.some((field) => visibleLength(said[field] ?? '') === 0)) refuse('field-missing');
  if (needed.includes('note') && visibleLength(note ?? '') < leastEndNote) refuse('field-missing');
  if (finalOn !== null) {
    if (issuedOn === null || issuedOn > finalOn) refuse('final-before-ruling');
    if (finalOn > today) refuse('final-day-in-future');
  }
  // A day far ahead has a year of five digits thirty days later: it is looked at by itself.
  const noticeOn = issuedOn ?? today;
  if (ground === 'complaint' && (noticeOn > today || addDays(noticeOn, complaintDays) > today))
    refuse('notice-too-recent');
}

/** A hold or a restriction by its entry. Refuses `hold-unknown`. */
function reviewable(state: LedgerState, seq: number): Pick<Hold, 'ended'> {
  return state.holds.get(seq) ?? restrictionOf(state, seq) ?? refuse('hold-unknown');
}

function openHold({ holds }: Pick<LedgerState, 'holds'>, seq: number): Hold {
  const known = holds.get(seq) ?? refuse('hold-unknown');
  if (known.ended !== null) refuse('hold-ended');
  return known;
}

/** What the keeper enters by itself after a release under a basis that secures the recording. */
export function dueHold(desk: Pick<Desk, 'state' | 'time' | 'holds'>, due: DueHold): Content {
  const { act, recording, basis } = due;
  const now = desk.time.now();
  const facts = { act, recordings: [recording], basis, ...cardOf(desk, now), order: null };
  return { words: null, payload: () => ({ ...ownHead('hold', now), ...facts, text: null }) };
}

/** The same after „To nie ta rozmowa” of a recording that such a basis had secured: the listener's word on the call ends what nobody had asked for. */
export function dueEnd({ time }: Pick<Desk, 'time'>, hold: number): Content {
  const facts = { hold, ground: 'wrong-call', issuedOn: null, finalOn: null } as const;
  return { words: null, payload: () => ({ ...ownHead('hold-end', time.now()), ...facts, text: null }) };
}

/** The card of what is kept: its number, and the day by which somebody asks whether the proceedings still last. */
function cardOf(desk: Pick<Desk, 'state' | 'holds'>, now: number) {
  const year = yearOf(now);
  const number = (desk.state.cards.get(year) ?? 0) + 1;
  return {
    number: desk.holds.numbers.replace('{n}', String(number)).replace('{rok}', year),
    review: nextReview(desk, now),
  };
}

/** §3.4: recordings that are kept as evidence. */
export const hold: Family<'hold' | 'hold-review' | 'hold-end'> = {
  hold: {
    plural: 'zabezpieczenia nagrań',
    needsAccount: true,
    decide: decideHold,
    fold: (state, { act: id, recordings, basis, at, number, review, login, guid }, seq) => {
      const act = id === null ? null : found(state.acts.get(id), seq);
      need(!recordings.some((one) => state.destroyed.has(one)), seq);
      for (const one of recordings)
        need(
          act === null ? state.recordings.has(one) : hasOpened(state, act, one) && !act.held.includes(one),
          seq,
        );
      if (act !== null) {
        act.held = [...act.held, ...recordings];
        if (basis === null) act.named = [...act.named, ...recordings];
      }
      // What follows from the basis of an act follows from whoever invoked it.
      const by = act !== null && basis !== null ? { login: act.login, guid: act.guid } : { login, guid };
      state.holds.set(seq, {
        seq,
        number,
        act: id,
        recordings,
        basis,
        by,
        review,
        reviewed: null,
        ended: null,
      });
      // SECURITY: whichever id of a call somebody heard, what is kept is the call.
      begin(state.held, callsOf(state, recordings), seq);
      const year = yearOf(Date.parse(at));
      state.cards.set(year, (state.cards.get(year) ?? 0) + 1);
      state.dueHolds = state.dueHolds.filter((due) => due.act !== id || !recordings.includes(due.recording));
    },
    mirror: ({ act: id, recordings, basis, number, review, guid }, seq, state) => [
      put('hold', {
        ...{ seq, number, act: id, recordings, review },
        setter: basis === null ? guid : (state.acts.get(id ?? '')?.guid ?? null),
      }),
      change('recording', { hold_seq: seq }, { id: callsOf(state, recordings) }),
    ],
  },
  'hold-review': {
    plural: 'przeglądy zabezpieczeń',
    needsAccount: true,
    decide: decideReview,
    fold: (state, { of, review }, seq) => {
      const known = found(state.holds.get(of) ?? restrictionOf(state, of), seq);
      need(known.ended === null, seq);
      Object.assign(known, { review, reviewed: seq });
    },
    mirror: ({ of, review }, seq) =>
      ['hold', 'restriction'].map((table) => change(table, { review, reviewed_seq: seq }, { seq: of })),
  },
  'hold-end': {
    plural: 'zakończenia zabezpieczeń',
    needsAccount: true,
    decide: decideEnd,
    fold: (state, { hold: of, at }, seq) => {
      const known = found(state.holds.get(of), seq);
      need(known.ended === null, seq);
      known.ended = seq;
      const day = legalDay(new Date(at));
      end({ lasting: state.held, ended: state.holdsEnded }, callsOf(state, known.recordings), of, day);
      state.dueEnds = state.dueEnds.filter((one) => one !== of);
      const act = state.acts.get(known.act ?? '');
      if (act === undefined) return;
      act.held = act.held.filter((one) => !known.recordings.includes(one));
      act.named = act.named.filter((one) => !known.recordings.includes(one));
    },
    mirror: ({ hold: of }, seq, state) => {
      const recordings = callsOf(state, state.holds.get(of)?.recordings ?? []);
      const newest = recordings.map((one) => others(state.held, one, of).at(-1) ?? null);
      return [
        change('hold', { ended_seq: seq }, { seq: of }),
        {
          sql: `UPDATE office.recording r SET hold_seq = k.seq FROM unnest($1::uuid[], $2::bigint[]) AS k (id, seq) WHERE r.id = k.id`,
          values: [recordings, newest],
        },
      ];
    },
  },
};
