import { parseCaseNumber } from '../../shared/case-number.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { isClean, visibleLength } from '../../shared/words.ts';
import { actIn, found, need, type Decide, type Family } from './entry.ts';
import { readWords } from './names.ts';
import { isHeardOut, overAt } from './positions.ts';
import { answer, headOf, refuse, type Desk, type Request } from './request.ts';
import { hasToErase } from './restriction.ts';
import { readResults } from './results.ts';
import { knownPerson, notInReview, ownAct, signingDesk, validAuthorisation } from './rights.ts';
import { citedBy } from './rules.ts';
import { change } from './rows.ts';
import { holderOf, isWrongCall, yearOf, type Act, type ActState, type LedgerState } from './state.ts';

/**
 * §4.3: seals findings, quotations and remarks of one's own act, and of the act of a plan what came out of it. Possible also after the authorisation or
 * the seven days have ended: what was begun is to be written down. Refuses `act-not-open`, `act-still-playing`, what `checkWords` says, `cards-open`.
 */
const decideComplete: Decide<'complete'> = async (desk, request, body) => {
  const { act: id } = body;
  const act = ownAct(desk, request, id);
  request.about.act = act.id;
  if (act.state !== 'started') refuse('act-not-open');
  const { state, time } = desk;
  if (act.openings.some((opening) => state.open.has(opening))) refuse('act-still-playing');
  const words = checkWords(desk, act, body);
  const now = time.now();
  if (!isHeardOut(state, act, legalDay(new Date(now)))) refuse('cards-open');
  const results = await readResults(desk, act);
  const summed = results === undefined ? {} : { results };
  // The numbers are looked at when the entry is made, not at the verdict: so none that was entered in between is left out.
  const head = headOf('completed', desk, request, now);
  return {
    content: {
      payload: (text) => ({ ...head, act: id, entries: madeOf(state, act), ...summed, text }),
      words,
    },
  };
};

/**
 * §4.3: corrects the sealed words or the case number of one's own protocol, completed or filed already: an entry that shows both
 * and leaves what it corrects in place. The protocol is then printed, signed and filed anew. Possible also after the authorisation
 * or the seven days have ended. Refuses `act-not-completed`, `correction-outdated` where `corrects` is not what counts by now,
 * `nothing-corrected`, what `checkWords` and the case number say.
 */
const decideCorrect: Decide<'correct'> = async (desk, request, body) => {
  const { connection, state, time } = desk;
  const act = ownAct(desk, request, body.act);
  request.about.act = act.id;
  const { completed } = act;
  if (completed === null) return refuse('act-not-completed');
  const now = time.now();
  const parsed = parseCaseNumber(body.case, { year: Number(yearOf(now)) });
  if (!parsed.ok) return refuse(parsed.reason);
  request.about.case = parsed.value;
  if (completed.seq !== body.corrects) refuse('correction-outdated');
  // The case is the plan's.
  if (parsed.value !== act.case) notInReview(act);
  const words = checkWords(desk, act, body);
  const before = await readWords(connection, completed.seq, completed.text);
  if (parsed.value === act.case && before === JSON.stringify(words)) refuse('nothing-corrected');
  const facts = { act: act.id, corrects: completed.seq, caseBefore: act.case, case: parsed.value };
  const head = headOf('corrected', desk, request, now);
  return {
    content: { payload: (text) => ({ ...head, ...facts, entries: madeOf(state, act), text }), words },
  };
};

/**
 * Back to listening in one's own completed act; the completed text and its print lose their validity. Needs what
 * listening needs: the authorisation and the seven days. Refuses `not-in-review`, `act-not-completed`, `act-not-open` (filed, or corrected),
 * `act-over`, `listening-suspended`, `recording-erased` where one of its recordings is to go.
 */
const decideReopen: Decide<'reopen'> = (desk, request, { act: id }) => {
  const { state, time } = desk;
  const act = ownAct(desk, request, id);
  request.about.act = act.id;
  notInReview(act);
  // What was corrected may lie in the case file already; only another correction changes it.
  if (act.state === 'filed' || act.corrections > 0) refuse('act-not-open');
  const completed = act.completed?.seq ?? refuse('act-not-completed');
  const now = time.now();
  if (now >= act.until) refuse('act-over');
  if (state.suspension !== null) refuse('listening-suspended');
  validAuthorisation(state, knownPerson(state, request.login), now);
  if (hasToErase(state, act)) refuse('recording-erased');
  return answer('reopened', desk, request, now, { act: id, completed });
};

/**
 * §4.3: the protocol of one's own completed act lies in the case file since `day`; the desk says so of an abandoned one (`instead`). Refuses
 * `act-not-completed`, `day-in-future`, `day-before-completion`, what `abandonedAct` says.
 */
const decideFile: Decide<'file'> = async (desk, request, body) => {
  const { act: id, day, way, missingSignature, reason } = body;
  const instead = reason !== undefined;
  const act = instead ? await abandonedAct(desk, request, id) : ownAct(desk, request, id);
  if (!instead) request.about.act = act.id;
  if (act.state !== 'completed' && !(instead && act.state === 'started')) refuse('act-not-completed');
  if (![missingSignature, reason].every((typed) => isClean(typed ?? '', { lines: true })))
    refuse('malformed-request');
  const now = desk.time.now();
  if (day > legalDay(new Date(now))) refuse('day-in-future');
  if (day < legalDay(new Date(act.completed?.at ?? act.openedAt))) refuse('day-before-completion');
  const signed = missingSignature === null && !instead;
  const words = { ...(missingSignature && { missingSignature }), ...(reason && { reason }) };
  return answer('filed', desk, request, now, { act: id, day, way, signed, instead }, signed ? null : words);
};

/**
 * Somebody else's act that nobody else will end: its listener's account does not stand, or days have passed since listening in it was over.
 * For the desk. Refuses `not-secretary` and what goes with it, `act-unknown`, `act-still-playing`, `act-not-abandoned`.
 */
async function abandonedAct(desk: Desk, request: Request, id: string): Promise<Act> {
  const { person, now } = await signingDesk(desk, request);
  const { state, authority } = desk;
  const act = state.acts.get(id) ?? refuse('act-unknown');
  // SECURITY: §4.3: whoever heard it writes it down, as long as they can, and nobody files the own in the place of another.
  const stands = act.guid !== null && holderOf(state, act.guid)?.account === 'ok';
  const isOver = now >= overAt(state, act) + authority.insteadDays * 86_400_000;
  if (act.guid === person.guid || (stands && !isOver)) refuse('act-not-abandoned');
  if (act.openings.some((opening) => state.open.has(opening))) refuse('act-still-playing');
  return act;
}

/** Numbers of the entries that the protocol of an act is made of so far, ascending: its own, and those of the regulation that it cites. */
function madeOf(state: LedgerState, act: Act): number[] {
  return [...new Set([...act.entries, ...citedBy(state, act)])].sort((one, other) => one - other);
}

/** What the text of the entry says; what is empty is left out. Refuses `malformed-request`, `not-in-review`, `person-not-present`, `findings-missing`. */
function checkWords(
  { state, words: least }: Pick<Desk, 'state' | 'words'>,
  act: Act,
  body: Omit<Command<'complete'>, 'act'>,
): object {
  const { findings, quotations = [], remarks = '', presentRemarks = [], attachments = '' } = body;
  const remarked = presentRemarks.filter(({ text }) => visibleLength(text) > 0);
  const typed = [findings, remarks, attachments, ...presentRemarks.map(({ text }) => text)].every((text) =>
    isClean(text, { lines: true }),
  );
  const concerned = recordingsOf(state, act);
  // SECURITY: a protocol says nothing of a stranger's call, so no words of a recording that does not concern the case.
  const heard = quotations.every(
    ({ recording, text }) =>
      concerned.get(recording) === true && isClean(text, { lines: true }) && visibleLength(text) > 0,
  );
  if (!typed || !heard) refuse('malformed-request');
  // What somebody said in a review of quality is nobody's evidence.
  if (quotations.length > 0) notInReview(act);
  // SECURITY: §4.2: the protocol puts words into nobody's mouth who, by its own entries, heard nothing.
  if (!remarked.every(({ login }) => act.attended.some((one) => one.login === login)))
    refuse('person-not-present');
  if (visibleLength(findings) < least.findingsCharacters && !onlyWrongCalls(concerned))
    refuse('findings-missing');
  return {
    findings,
    ...(quotations.length === 0 ? {} : { quotations }),
    ...(visibleLength(remarks) === 0 ? {} : { remarks }),
    ...(remarked.length === 0 ? {} : { presentRemarks: remarked }),
    ...(visibleLength(attachments) === 0 ? {} : { attachments }),
  };
}

/** Where no recording concerns the case, there is nothing to find. */
function onlyWrongCalls(concerned: ReadonlyMap<string, boolean>): boolean {
  return ![...concerned.values()].includes(true);
}

/** The recordings of an act, and whether each concerns the case. */
function recordingsOf(state: LedgerState, act: Act): Map<string, boolean> {
  const opened = act.openings.flatMap((id) => state.openings.get(id)?.recording ?? []);
  return new Map(opened.map((recording) => [recording, !isWrongCall(state, act, recording)]));
}

/** The case numbers that an act had before, once `now` replaces `before`. */
function formerCases(
  { formerCases: former }: Pick<Act, 'formerCases'>,
  before: string,
  now: string,
): string[] {
  return [...new Set([...former, before])].filter((one) => one !== now);
}

/** What an act becomes once its protocol lies in the case file: without a text it stays unfinished. */
function filedAs(act: Pick<Act, 'state'> | undefined): ActState {
  return act?.state === 'started' ? 'unfinished' : 'filed';
}

/** §4.3: the protocol of an act, from its sealed text to the case file. */
export const protocol: Family<'completed' | 'corrected' | 'reopened' | 'filed'> = {
  completed: {
    plural: 'zakończenia protokołów',
    printed: true,
    decide: decideComplete,
    fold: (state, { act, at, text }, seq) => {
      const known = actIn(state, act, 'started', seq);
      known.state = 'completed';
      known.completed = { seq, at: Date.parse(at), text };
      // Nothing more is heard; whoever is there when listening goes on joins anew.
      known.present = [];
    },
    mirror: ({ act, at }, seq) => [
      change('act', { state: 'completed', completed_seq: seq, completed_at: at }, { id: act }),
      { sql: `DELETE FROM office.draft WHERE about = $1`, values: [act] },
    ],
  },
  corrected: {
    plural: 'sprostowania protokołów',
    printed: true,
    decide: decideCorrect,
    fold: (state, { act, at, corrects, caseBefore, case: now, text }, seq) => {
      const known = found(state.acts.get(act), seq);
      need(known.completed?.seq === corrects && known.case === caseBefore, seq);
      known.formerCases = formerCases(known, caseBefore, now);
      known.case = now;
      known.corrections += 1;
      known.state = 'completed';
      known.completed = { seq, at: Date.parse(at), text };
      known.filed = null;
    },
    mirror: ({ act, at, caseBefore, case: now }, seq, { acts }) => [
      {
        sql: `UPDATE office.act SET state = 'completed', completed_seq = $2, completed_at = $3, case_number = $4, former_cases = $5,
                  corrections = corrections + 1, filed_seq = NULL, filed_on = NULL, way = NULL WHERE id = $1`,
        values: [act, seq, at, now, formerCases(acts.get(act) ?? { formerCases: [] }, caseBefore, now)],
      },
    ],
  },
  reopened: {
    plural: 'powroty do odsłuchania',
    decide: decideReopen,
    fold: (state, { act }, seq) => {
      const known = actIn(state, act, 'completed', seq);
      need(!hasToErase(state, known), seq);
      known.state = 'started';
      known.completed = null;
    },
    mirror: ({ act }) => [
      change('act', { state: 'started', completed_seq: null, completed_at: null }, { id: act }),
    ],
  },
  filed: {
    plural: 'protokoły dołączone do akt',
    needsAccount: true,
    printed: true,
    decide: decideFile,
    fold: (state, { act, day, way, instead }, seq) => {
      const known = found(state.acts.get(act), seq);
      need(known.state === 'completed' || (instead && known.state === 'started'), seq);
      need(!known.openings.some((opening) => state.open.has(opening)), seq);
      known.state = filedAs(known);
      known.filed = { seq, day, way };
    },
    mirror: ({ act, day, way }, seq, { acts }) => [
      change('act', { state: filedAs(acts.get(act)), filed_seq: seq, filed_on: day, way }, { id: act }),
      // One may have been on its way, in an open transaction, while the act was being completed.
      { sql: `DELETE FROM office.draft WHERE about = $1`, values: [act] },
    ],
  },
};
