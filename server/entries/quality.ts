import { parseCaseNumber } from '../../shared/case-number.ts';
import { reviewBasis, type Plan, type Position, type Terms } from '../../shared/ledger/quality.ts';
import { texts, type Command, type Payload } from '../../shared/ledger/kinds.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { isWorkingDay } from '../../shared/working-days.ts';
import { isClean, visibleLength } from '../../shared/words.ts';
import type { Part } from '../keeper/connection.ts';
import { found, need, type Decide, type Family } from './entry.ts';
import type { CheckedGround } from './ground.ts';
import { actOf, isOver, lastDayOf, nextPosition } from './positions.ts';
import { isSame } from './registering.ts';
import type { Vouched } from './recording.ts';
import { answer, ownHead, Refusal, refuse, type Content, type Desk, type Request } from './request.ts';
import { accountOf, coversReviews, findAuthorisation, sameActiveAccount, signingDesk } from './rights.ts';
import { basisOn } from './rules.ts';
import { availability, digestOf, drawFrom, drawnIn, poolOf } from './sample.ts';
import { change, put } from './rows.ts';
import { hasOpened, holderOf, yearOf, type Act, type LedgerState } from './state.ts';

/** A plan covers so many working days at least: of fewer it aims at somebody. */
const leastDays = 5;
/** Plans of one person that the desk has not decided on, at most: it reads each, and entries last for ever. */
const mostUndecided = 5;

/**
 * § 2: somebody who may review quality proposes a plan. Refuses `no-authorisation` and what is wrong with the account, `quality-not-covered`,
 * `malformed-request`, `justification-too-short`, what is wrong with the case number, what `checkTerms` says, and `plan-limit`.
 */
const decidePlan: Decide<'qualityPlan'> = async (desk, request, body) => {
  const account = await accountOf(request);
  const now = desk.time.now();
  const person = desk.state.people.get(request.login) ?? refuse('no-authorisation');
  const { why, criteria, ...terms } = body;
  const departments = reviewer(desk.state, person.guid, now);
  sameActiveAccount(account, person);
  checkForm(body);
  if (visibleLength(why) < desk.words.reasonCharacters) refuse('justification-too-short');
  const parsed = parseCaseNumber(terms.case, { year: Number(yearOf(now)) });
  if (!parsed.ok) return refuse(parsed.reason);
  request.about.case = parsed.value;
  checkTerms(desk, terms, departments, now);
  const waiting = [...desk.state.plans.values()].filter(
    ({ by, verdict }) => verdict === null && isSame(by, person),
  );
  if (waiting.length >= mostUndecided) refuse('plan-limit');
  const weights = criteria.map(({ code, weight }) => ({ code, weight }));
  const { departments: asked, from, to, until, size, perPerson, shortestS, longestMin } = terms;
  const facts = { case: parsed.value, departments: asked, from, to, until };
  const sizes = { size, perPerson, shortestS, longestMin, weights };
  return answer('qualityPlan', desk, request, now, { ...facts, ...sizes }, { why, criteria });
};

/** The departments that somebody may review at `now`; null: all. Refuses `no-authorisation` and what else is wrong with it, `quality-not-covered`. */
function reviewer(state: LedgerState, guid: string | null, now: number): readonly string[] | null {
  const person = holderOf(state, guid ?? '');
  const authorisation = person === undefined ? 'no-authorisation' : findAuthorisation(state, person, now);
  if (typeof authorisation === 'string') return refuse(authorisation);
  if (authorisation.scope.quality === 'no') return refuse('quality-not-covered');
  return authorisation.scope.departments;
}

/** The same of whoever proposed a plan that the desk decides on: what is wrong with that right is told as of the plan, `plan-terms`. */
function covers(...of: Parameters<typeof reviewer>): readonly string[] | null {
  try {
    return reviewer(...of);
  } catch (error) {
    if (error instanceof Refusal) return refuse('plan-terms');
    throw error;
  }
}

function checkForm({ departments, shortestS, longestMin, why, criteria }: Command<'qualityPlan'>): void {
  const codes = criteria.map(({ code }) => code);
  const words = [...departments, ...criteria.flatMap(({ name, levels }) => [name, ...levels])];
  const isOdd =
    new Set(codes).size < codes.length ||
    new Set(departments).size < departments.length ||
    shortestS > longestMin * 60 ||
    !isClean(why, { lines: true }) ||
    words.some((one) => !isClean(one));
  if (isOdd) refuse('malformed-request');
}

/** Whether a plan may be proposed, or approved, today. Refuses `reviews-not-allowed`, `plan-terms`. */
function checkTerms(
  { state, quality }: Desk,
  terms: Terms,
  covered: readonly string[] | null,
  now: number,
): void {
  const today = legalDay(new Date(now));
  const { plan } = basisOn(state, reviewBasis, today) ?? refuse('reviews-not-allowed');
  const { from, to, until, departments } = terms;
  const isLawful =
    plan !== undefined &&
    // KP 22³: employees know of it long before the first call that is drawn.
    addDays(plan.informedOn, quality.noticeDays) <= from &&
    from <= to &&
    to < today &&
    today < until &&
    until <= addDays(today, quality.planDays) &&
    workingDays(from, to) >= leastDays &&
    departments.every((one) => covered === null || covered.includes(one)) &&
    ![...state.plans.values()].some((one) => isOpen(state, one, today) && overlaps(one, terms));
  if (!isLawful) refuse('plan-terms');
}

/** How many working days a period has, as far as that matters. */
function workingDays(from: string, to: string): number {
  let count = 0;
  for (let day = from; day <= to && count < leastDays; day = addDays(day, 1))
    if (isWorkingDay(day)) count += 1;
  return count;
}

function overlaps(one: Terms, other: Terms): boolean {
  return (
    one.from <= other.to &&
    other.from <= one.to &&
    one.departments.some((each) => other.departments.includes(each))
  );
}

/** Whether a plan is approved and can still be heard. */
function isOpen(state: LedgerState, plan: Plan, today: string): boolean {
  return isApproved(plan) && today <= plan.until && goesOn(state, plan);
}

/** Whether the act of a plan is still to come, or open. */
function goesOn(state: LedgerState, plan: Plan): boolean {
  return (actOf(state, plan)?.state ?? 'started') === 'started';
}

function isApproved({ verdict }: Pick<Plan, 'verdict'>): boolean {
  return verdict !== null && verdict.limits !== null;
}

/**
 * The desk approves a plan, or returns it. Refuses as `signingDesk`, `plan-unknown`, `plan-own`, `plan-decided`, `field-missing`, `malformed-request`;
 * of an approval what `reviewer` and `checkTerms` say of today, `plan-too-narrow`, `manifest-mismatch`.
 * SECURITY: another person, by account; and nothing is drawn of so few that a sample is about somebody.
 */
const decideVerdict: Decide<'qualityVerdict'> = async (desk, request, { plan: id, approved, reason }) => {
  const { state, quality } = desk;
  const { person, now } = await signingDesk(desk, request);
  const plan = state.plans.get(id) ?? refuse('plan-unknown');
  if (isSame(plan.by, person)) refuse('plan-own');
  if (plan.verdict !== null) refuse('plan-decided');
  if (!approved) {
    if (visibleLength(reason ?? '') === 0) refuse('field-missing');
    if (!isClean(reason ?? '', { lines: true })) refuse('malformed-request');
    const facts = { plan: id, approved, number: null, limits: null };
    return answer('qualityVerdict', desk, request, now, facts, { reason });
  }
  checkTerms(desk, plan, covers(state, plan.by.guid, now), now);
  const { fewCards, fewPersons, perPersonYear, numbers } = quality;
  const { eligible } = await poolOf(desk, plan);
  const year = yearOf(now);
  const before = drawnIn(state, year);
  // Whose year is full is not drawn.
  const left = eligible.filter(({ person }) => (before.get(person) ?? 0) < perPersonYear);
  const persons = new Set(left.map(({ person }) => person)).size;
  if (persons < fewPersons || plan.perPerson > Math.ceil(plan.size / fewPersons)) refuse('plan-too-narrow');
  const next = (state.planNumbers.get(year) ?? 0) + 1;
  const number = numbers.replace('{n}', String(next)).replace('{rok}', year);
  const facts = { plan: id, approved, number, limits: { fewCards, fewPersons, perPersonYear } };
  return answer('qualityVerdict', desk, request, now, facts);
};

/** Plans that were approved and of which nothing is drawn yet. */
export function undrawn({ plans }: Pick<LedgerState, 'plans'>): Plan[] {
  return [...plans.values()].filter((plan) => isApproved(plan) && plan.draw === null);
}

/**
 * The draw of an approved plan. Null where a row does not say what its entry states: that is put right first.
 * SECURITY: the approval's own hash draws: neither who proposes nor who approves could choose.
 */
export async function dueDraw(desk: Desk, plan: Plan): Promise<Content | null> {
  const { state } = desk;
  const { verdict } = plan;
  if (verdict === null || verdict.limits === null) return null;
  try {
    const { eligible, excluded } = await poolOf(desk, plan);
    const now = desk.time.now();
    const { perPersonYear } = verdict.limits;
    const how = { seed: verdict.hash, year: drawnIn(state, yearOf(now)), perPersonYear };
    const drawn = drawFrom(eligible, plan, how);
    const facts = {
      ...{ plan: plan.id, seed: verdict.hash, eligible: eligible.length, digest: digestOf(eligible) },
      ...{ excluded, recordings: drawn.map(({ recording }) => recording) },
    };
    const head = ownHead('qualityDraw', now);
    return {
      payload: (text) => ({ ...head, ...facts, text }),
      words: { guids: drawn.map(({ person }) => person) },
    };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Notes what a refusal may say of the plan that somebody wants to hear, or to write of: of one's own alone. Returns whether it is. */
export function notePlan(state: LedgerState, { plan: id }: Position, { login, about }: Request): boolean {
  const plan = state.plans.get(id);
  if (plan === undefined || !isOwnPlan(state, plan, login)) return false;
  Object.assign(about, { act: plan.act, case: plan.case, basis: reviewBasis });
  return true;
}

/** One's own plan. Refuses `plan-unknown`, also for another's. */
export function ownPlan(state: LedgerState, { plan: id }: Position, login: string): Plan {
  const plan = state.plans.get(id);
  return plan !== undefined && isOwnPlan(state, plan, login) ? plan : refuse('plan-unknown');
}

/** Whether a position may be heard today, in its turn. Refuses `reviews-not-allowed`, `plan-not-open`. */
export function checkHearable(state: LedgerState, plan: Plan, nr: number, today: string): void {
  if (basisOn(state, reviewBasis, today)?.plan === undefined) refuse('reviews-not-allowed');
  const { verdict, draw } = plan;
  // Whoever is evaluated is to be told today that a review is about them, and is heard from tomorrow on.
  if (draw === null || verdict === null || today <= verdict.day) refuse('plan-not-open');
  if (!goesOn(state, plan) || today > lastDayOf(plan, nr)) refuse('plan-not-open');
}

function isOwnPlan({ people }: LedgerState, { by }: Plan, login: string): boolean {
  return by.guid !== null && people.get(login)?.guid === by.guid;
}

/**
 * §4: on which ground what was drawn is heard. `why`: the words of the plan as they are kept. Refuses `plan-unknown`, `reviews-not-allowed`,
 * `plan-not-open`, `outside-sample`, `card-closed`, `not-next`.
 */
export function groundOfPlan(
  { state }: Desk,
  { login }: Request,
  { recording, position }: { recording: string; position: Position },
  now: number,
  why: string | null,
): CheckedGround & { act: Act | null } {
  const { nr } = position;
  const plan = ownPlan(state, position, login);
  const today = legalDay(new Date(now));
  checkHearable(state, plan, nr, today);
  if (plan.draw?.recordings[nr - 1] !== recording) refuse('outside-sample');
  if (isOver(state, plan, nr, today)) refuse('card-closed');
  const act = actOf(state, plan);
  const isHeard = act !== null && hasOpened(state, act, recording);
  if (!isHeard && nextPosition(state, plan) !== nr) refuse('not-next');
  const justification = why === null ? '' : texts.qualityPlan.parse(JSON.parse(why)).why;
  return {
    ...{ act, case: plan.case, basis: reviewBasis, sentence: null, statement: null },
    ...{ purpose: 'SERVICE_STANDARDS', present: [], justification, fields: {} },
  };
}

/** Refuses `call-unavailable` for what a review of quality hears no more. */
export function checkAvailable(
  state: LedgerState,
  found: { manifest: Vouched | null; row: { line: string } } | null,
  now: number,
): void {
  if (found === null) return refuse('call-unavailable');
  const { manifest, row } = found;
  // What is wrong with the row is said as of every recording.
  if (manifest === null) return;
  if (!availability(state, legalDay(new Date(now)))(manifest, row.line)) refuse('call-unavailable');
}

/** Refuses `quality-not-covered`, `out-of-scope` unless an authorisation covers reviews of a department. */
export function checkCovers(authorisation: Parameters<typeof coversReviews>[0], department: string): void {
  if (authorisation.scope.quality === 'no') refuse('quality-not-covered');
  if (!coversReviews(authorisation, [department])) refuse('out-of-scope');
}

/** The entries that a plan has so far: its own, verdict and draw, and what was said of its calls. */
export function toldOf(plan: Plan | undefined): (number | undefined)[] {
  return plan === undefined ? [] : [plan.seq, plan.verdict?.seq, plan.draw?.seq, ...plan.said];
}

/** What a release under a plan is folded into: its plan. Throws FoldFault where the recording has another place there. */
export function foldPosition(
  state: LedgerState,
  { position, recording, act, guid }: Payload<'release'>,
  seq: number,
): Plan | null {
  if (position === undefined) return null;
  const plan = found(state.plans.get(position.plan), seq);
  need(plan.draw?.recordings[position.nr - 1] === recording && plan.by.guid === guid, seq);
  need(plan.act === null || plan.act === act, seq);
  return plan;
}

/** In which act its plan is heard, as the read model has it from the first release on. */
export function mirrorPosition({ position, act }: Pick<Payload<'release'>, 'position' | 'act'>): Part[] {
  if (position === undefined) return [];
  return [change('quality_plan', { act }, { id: position.plan })];
}

/** § 2: reviews of quality under a plan. */
export const quality: Family<'qualityPlan' | 'qualityVerdict' | 'qualityDraw'> = {
  qualityPlan: {
    plural: 'plany przeglądu jakości',
    needsAccount: true,
    decide: decidePlan,
    fold: (state, payload, seq) => {
      const { command, departments, from, to, until, size, perPerson, shortestS, longestMin } = payload;
      const id = found(command ?? undefined, seq);
      const { case: number, login, guid, weights, text } = payload;
      state.plans.set(id, {
        ...{ departments, from, to, until, size, perPerson, shortestS, longestMin },
        ...{ id, seq, by: { login, guid }, case: number, weights, text, verdict: null, draw: null },
        ...{ act: null, cards: new Map(), said: [] },
      });
    },
    mirror: ({ command, guid }, seq) => [put('quality_plan', { id: command, guid, seq })],
  },
  qualityVerdict: {
    plural: 'rozstrzygnięcia o planach przeglądu jakości',
    needsAccount: true,
    decide: decideVerdict,
    fold: (state, { plan: id, at, limits }, seq, hash) => {
      const plan = found(state.plans.get(id), seq);
      need(plan.verdict === null, seq);
      const day = legalDay(new Date(at));
      plan.verdict = { seq, hash: hash.toString('hex'), day, limits };
      const year = day.slice(0, 4);
      if (limits !== null) state.planNumbers.set(year, (state.planNumbers.get(year) ?? 0) + 1);
    },
    mirror: ({ plan }, seq) => [change('quality_plan', { verdict_seq: seq }, { id: plan })],
  },
  qualityDraw: {
    plural: 'losowania rozmów do przeglądu jakości',
    fold: (state, { plan: id, at, recordings, seed }, seq) => {
      const plan = found(state.plans.get(id), seq);
      need(isApproved(plan) && plan.draw === null && plan.verdict?.hash === seed, seq);
      need(
        recordings.every((one) => state.recordings.has(one) && !state.drawn.has(one)),
        seq,
      );
      const persons = recordings.map((one) => state.speakers.get(one) ?? null);
      plan.draw = { seq, year: yearOf(Date.parse(at)), recordings, persons };
      for (const one of recordings) state.drawn.add(one);
    },
    mirror: ({ plan, recordings }, seq) => [
      change('quality_plan', { draw_seq: seq, recordings }, { id: plan }),
    ],
  },
};
