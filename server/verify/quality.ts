import { createHash } from 'node:crypto';
import { texts, type Payload } from '../../shared/ledger/kinds.ts';
import type { Plan } from '../../shared/ledger/quality.ts';
import type { Basis } from '../../shared/recordings.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import { isWorkingDay } from '../../shared/working-days.ts';
import { visibleLength } from '../../shared/words.ts';
import { holderOf, type LedgerState } from '../entries/state.ts';
import { isUntold, mayBeHeard } from './announcement.ts';
import { isClosed, isInTime, turnOf } from './cards.ts';
import { isErased, isRestricted } from './keeping.ts';
import {
  authorisationOf,
  byDesk,
  isNumbered,
  must,
  tookPartIn,
  withCase,
  type Rules,
  type Scene,
  type Vouched,
} from './scene.ts';

/** Whatever an office has set: days from when employees were told, and a plan, at most; days that are left of what is drawn. */
const [minNoticeDays, maxPlanDays, minDaysLeft] = [14, 120, 30];
/** Working days of a period, at least; plans of one person that nobody has decided on, at most. */
const [leastDays, mostUndecided] = [5, 5];
/** §3.4: a recording may be heard for so many months. */
const term = 12;

/** The rules of reviews of quality: what is proposed, approved and drawn. */
export const quality: Rules<'qualityPlan' | 'qualityVerdict' | 'qualityDraw'> = {
  qualityPlan: {
    by: 'people',
    words: true,
    check: (scene, payload) => {
      must(scene.state.people.get(payload.login)?.employee === true, 'person');
      checkTerms(scene, payload, payload.login);
      const waiting = [...scene.state.plans.values()].filter(
        ({ by, verdict }) => verdict === null && (by.guid === payload.guid || by.login === payload.login),
      );
      must(waiting.length < mostUndecided, 'plan-limit');
      const codes = payload.weights.map(({ code }) => code);
      must(new Set(codes).size === codes.length, 'plan');
      must(payload.shortestS <= payload.longestMin * 60, 'plan');
    },
    says: (_scene, { weights }, text) => {
      const { why, criteria } = texts.qualityPlan.parse(JSON.parse(text));
      must(visibleLength(why) >= 10, 'plan');
      const same = criteria.map(({ code, weight }) => ({ code, weight }));
      must(JSON.stringify(same) === JSON.stringify(weights), 'plan');
    },
    asked: withCase,
  },
  qualityVerdict: {
    by: 'people',
    password: true,
    check: (scene, payload) => {
      const { state, day } = scene;
      const { plan: id, number, limits, login, guid } = payload;
      byDesk(scene, payload);
      const plan = state.plans.get(id);
      must(plan !== undefined && plan.verdict === null, 'plan-decided');
      // SECURITY: nobody approves the own plan, under a second login neither.
      must(plan.by.guid !== guid && plan.by.login !== login, 'one-person');
      if (number === null || limits === null) return;
      checkTerms(scene, plan, holderOf(state, plan.by.guid ?? '')?.login ?? '');
      const year = day().slice(0, 4);
      must(isNumbered(number, state.planNumbers.get(year) ?? 0, year), 'plan-number');
      must(plan.perPerson * limits.fewPersons <= plan.size + limits.fewPersons - 1, 'narrow');
      const { eligible, sure } = poolOf(scene, plan);
      const before = drawnIn(scene);
      const isLeft = ({ person }: Eligible): boolean =>
        before.filter((one) => one === person).length < limits.perPersonYear;
      const persons = new Set(eligible.filter(isLeft).map(({ person }) => person));
      must(!sure || persons.size >= limits.fewPersons, 'narrow');
    },
  },
  qualityDraw: {
    by: 'keeper',
    words: true,
    check: (scene, payload) => {
      const plan = scene.state.plans.get(payload.plan);
      must(plan !== undefined && plan.verdict !== null && plan.draw === null, 'draw');
      const { hash, limits } = plan.verdict;
      must(limits !== null && payload.seed === hash, 'draw');
      const { eligible, counts, sure } = poolOf(scene, plan);
      // On which line a call was only words tell: where they are gone, nobody can draw again.
      if (!sure) return;
      must(JSON.stringify(counts) === JSON.stringify(payload.excluded), 'draw');
      must(payload.eligible === eligible.length && payload.digest === digestOf(eligible), 'draw');
      const drawn = drawnOf(scene, eligible, plan, limits.perPersonYear);
      must(JSON.stringify(drawn) === JSON.stringify(payload.recordings), 'draw');
    },
    says: ({ recordings }, payload, text) => {
      const { guids } = texts.qualityDraw.parse(JSON.parse(text));
      const persons = payload.recordings.map((one) => recordings.get(one)?.speaker);
      must(JSON.stringify(guids) === JSON.stringify(persons), 'draw');
    },
  },
};

/** What lets a review be proposed, and approved: the office, whoever reviews, and days that nobody could pick. */
function checkTerms({ state, day }: Scene, terms: Terms, login: string): void {
  const { from, to, until, departments } = terms;
  const allowed = allowedOn(state, day());
  must(allowed !== null, 'reviews');
  must(isCovered(state, login, departments, day()), 'scope');
  must(addDays(allowed.informedOn, minNoticeDays) <= from && from <= to && to < day(), 'plan');
  must(day() < until && until <= addDays(day(), maxPlanDays), 'plan');
  must(new Set(departments).size === departments.length, 'plan');
  let working = 0;
  for (let one = from; one <= to && working < leastDays; one = addDays(one, 1))
    working += Number(isWorkingDay(one));
  must(working === leastDays, 'plan');
  const beside = [...state.plans.values()].some(
    (other) =>
      isOpen(state, other, day()) &&
      other.from <= to &&
      from <= other.to &&
      other.departments.some((one) => departments.includes(one)),
  );
  must(!beside, 'plan');
}
type Terms = Pick<Plan, 'from' | 'to' | 'until' | 'departments'>;

/** KP 22³ § 4: what allows reviews of quality: a basis that asks for nothing more, and says of its plans what they rest on. */
export function isOfReviews({ code, purpose, statement, fields, sentences, hold }: Basis): boolean {
  const asks = statement !== null || fields.length + sentences.length > 0 || hold !== undefined;
  return code === 'JAKOSC' && purpose === 'SERVICE_STANDARDS' && !asks;
}

/** Whether what plans rest on stands in their basis, and in no other. */
export function isWhole({ code, plan }: Basis): boolean {
  return (plan !== undefined) === (code === 'JAKOSC');
}

/** Whether employees were told of it by a day, and not before it was so. */
export function isToldBy({ plan }: Basis, day: string): boolean {
  return plan === undefined || (plan.actDay <= plan.informedOn && plan.informedOn <= day);
}

/** What allows reviews of quality on a day: the version of their basis. */
function allowedOn({ versions }: LedgerState, day: string): { informedOn: string } | null {
  const holds = versions.flatMap(({ row, to }) =>
    row.of === 'basis' && row.content.basis.code === 'JAKOSC' && row.from <= day && (to === null || day <= to)
      ? [row.content.basis.plan]
      : [],
  );
  return holds.at(-1) ?? null;
}

/** §4.2: whether the newest authorisation of somebody covers reviews of quality of these departments. */
export function isCovered(
  state: LedgerState,
  login: string,
  departments: readonly string[],
  day: string,
): boolean {
  const scope = authorisationOf(state, state.people.get(login), day)?.scope;
  if (scope === undefined || scope.quality === 'no') return false;
  return scope.departments === null || departments.every((one) => scope.departments?.includes(one));
}

function isOpen(state: LedgerState, plan: Plan, day: string): boolean {
  return goesOn(state, plan) && day <= plan.until;
}

/** Whether a plan was approved, and its act is to come or not over. */
function goesOn({ acts }: LedgerState, { verdict, act }: Plan): boolean {
  return verdict !== null && verdict.limits !== null && (act === null || acts.get(act)?.state === 'started');
}

/** A recording that could be drawn. */
type Eligible = { recording: string; call: string; person: string };

/** What could be drawn of the period and the departments of a plan; `sure`: words tell all that this depends on. */
function poolOf({ state, recordings }: Scene, plan: Plan) {
  const counts = { length: 0, unregistered: 0, drawn: 0, unavailable: 0 };
  const eligible: Eligible[] = [];
  let sure = true;
  const needed = neededIn(state, recordings);
  const rater = holderOf(state, plan.by.guid ?? '');
  for (const [recording, vouched] of recordings) {
    const day = legalDay(new Date(vouched.startedAt));
    const isOf = plan.from <= day && day <= plan.to && plan.departments.includes(vouched.department);
    if (!isOf || !state.recordings.has(recording)) continue;
    const { durationMs, speaker } = vouched;
    if (durationMs < plan.shortestS * 1_000 || durationMs > plan.longestMin * 60_000) counts.length += 1;
    else if (speaker === null) counts.unregistered += 1;
    else if (isDrawn(state, recording)) counts.drawn += 1;
    else {
      sure &&=
        state.admissions.has(recording) || isUntold(state, vouched, true) === isUntold(state, vouched, false);
      const goesOn = addDays(plan.until, minDaysLeft) <= addMonths(day, term);
      const free = goesOn && isFree(state, recording, vouched, needed) && !tookPartIn(state, vouched, rater);
      if (!free) counts.unavailable += 1;
      else eligible.push({ recording, call: vouched.call.first, person: speaker });
    }
  }
  return { eligible, counts, sure };
}

/** Once in its life. */
function isDrawn({ plans }: LedgerState, recording: string): boolean {
  return [...plans.values()].some(({ draw }) => draw?.recordings.includes(recording) === true);
}

/** Whether nobody needs a call for anything else, its caller was told, and whoever answered is there. */
function isFree(
  state: LedgerState,
  recording: string,
  vouched: Vouched,
  needed: ReadonlySet<string>,
): boolean {
  return (
    !isRestricted(state, recording) &&
    !isErased(state, recording) &&
    !needed.has(vouched.call.first) &&
    mayBeHeard(state, recording, vouched) &&
    vouched.speaker !== null &&
    holderOf(state, vouched.speaker)?.account === 'ok'
  );
}

/** Calls of which a part is evidence, or was released on another basis. */
function neededIn({ held, openings, acts }: LedgerState, recordings: Scene['recordings']): Set<string> {
  const elsewhere = [...openings.values()].filter(({ act }) => acts.get(act)?.basis !== 'JAKOSC');
  const all = [...held.keys(), ...elsewhere.map(({ recording }) => recording)];
  return new Set(all.map((one) => recordings.get(one)?.call.first ?? one));
}

/** Whose calls the draws of this year have, one for each call. */
function drawnIn({ state, day }: Scene): (string | null)[] {
  const year = day().slice(0, 4);
  return [...state.plans.values()].flatMap(({ draw }) => (draw?.year === year ? draw.persons : []));
}

/** The positions, by SHA-256 of the label, the seed and each recording, ascending. */
function drawnOf(scene: Scene, eligible: readonly Eligible[], plan: Plan, mostYear: number): string[] {
  const seed = Buffer.from(plan.verdict?.hash ?? '', 'hex');
  const lots = eligible
    .map((one) => ({ ...one, lot: hex(Buffer.from('odsluch-draw-v1\0'), seed, rawOf(one.recording)) }))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1));
  const before = drawnIn(scene);
  const taken: Eligible[] = [];
  for (const one of lots) {
    const own = taken.filter(({ person }) => person === one.person).length;
    const inYear = own + before.filter((person) => person === one.person).length;
    const isFull = own >= plan.perPerson || inYear >= mostYear;
    if (!isFull && !taken.some(({ call }) => call === one.call)) taken.push(one);
  }
  return taken.slice(0, plan.size + Math.max(3, Math.floor(plan.size / 5))).map(({ recording }) => recording);
}

const rawOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

function hex(...parts: Buffer[]): string {
  return createHash('sha256').update(Buffer.concat(parts)).digest('hex');
}

function digestOf(eligible: readonly Eligible[]): string {
  const ids = eligible.map(({ recording }) => recording).sort();
  return hex(...ids.map(rawOf));
}

/**
 * § 4, § 2: what is heard under a plan was drawn for it, in its turn, from the day after the approval to the last day of the plan, by whoever
 * proposed it; what somebody remarked on a card, a little longer; what was left out, or whose card is closed, no more.
 */
export function checkPosition({ state, day, recordings }: Scene, payload: Payload<'release'>): void {
  const { position, recording, act: id, guid, login, case: number } = payload;
  const plan = state.plans.get(position?.plan ?? '');
  must(plan !== undefined && plan.by.guid === guid && plan.case === number, 'plan-of-another');
  must(allowedOn(state, day()) !== null, 'reviews');
  must(plan.verdict !== null && plan.verdict.day < day(), 'plan-not-open');
  must(goesOn(state, plan) && isInTime(plan, position?.nr ?? 0, day()), 'plan-not-open');
  const drawn = plan.draw?.recordings ?? [];
  must(position !== undefined && drawn[position.nr - 1] === recording, 'sample');
  must(plan.act === null ? !state.acts.has(id) : plan.act === id, 'act-of-another');
  const heard = new Set(
    state.acts.get(id)?.openings.map((opening) => state.openings.get(opening)?.recording ?? ''),
  );
  must(plan.cards.get(position.nr)?.state !== 'omitted', 'turn');
  must(heard.has(recording) || turnOf(state, plan) === position.nr, 'turn');
  must(!isClosed(state, plan, position.nr, day()), 'quality-card');
  const vouched = recordings.get(recording);
  must(vouched !== undefined && isCovered(state, login, [vouched.department], day()), 'scope');
  must(isFree(state, recording, vouched, neededIn(state, recordings)), 'unavailable');
}
