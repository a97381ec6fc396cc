import { texts, type Payload } from '../../shared/ledger/kinds.ts';
import type { Card, Plan } from '../../shared/ledger/quality.ts';
import { addDays, endOfDay } from '../../shared/warsaw.ts';
import { isWorkingDay } from '../../shared/working-days.ts';
import { visibleLength } from '../../shared/words.ts';
import type { Act, LedgerState, Opening } from '../entries/state.ts';
import { must, type Rules, type Scene } from './scene.ts';

/** Whatever an office has set: working days for remarks. */
const remarkDays = { least: 3, most: 30 };
/** Working days after the last remarks of a plan on which what was remarked is heard again. */
const replyDays = 5;

/** The rules of what is said of calls that were heard under a plan. */
export const cards: Rules<'qualityScore' | 'qualityOmission' | 'qualityRemark'> = {
  qualityScore: {
    by: 'people',
    goesWithCall: true,
    words: true,
    check: (scene, payload) => {
      const { state, day } = scene;
      const { position, corrects, heardMs, remarksUntil } = payload;
      const plan = ownPlan(scene, payload);
      const known = plan.cards.get(position.nr);
      const played = openingsAt(state, plan, position.nr);
      must(!played.some(({ closed }) => closed === null), 'act-playing');
      must(
        heardMs > 0 && heardMs === lengthOf(played.flatMap(({ closed }) => closed?.ranges ?? [])),
        'heard',
      );
      must(actOf(state, plan)?.state === 'started', 'quality-card');
      must(known?.state !== 'omitted' && corrects === (known?.score ?? null), 'quality-card');
      must(!isClosed(state, plan, position.nr, day()), 'quality-card');
      must(state.recordings.has(payload.recording), 'quality-card');
      // After remarks there is a reply, and nothing more is said.
      must((known?.state === 'remarked') === (remarksUntil === null), 'remarks-term');
      if (remarksUntil !== null) {
        const days = workingDays(day(), remarksUntil, remarkDays.most);
        must(isWorkingDay(remarksUntil), 'remarks-term');
        must(days >= remarkDays.least && days <= remarkDays.most, 'remarks-term');
      }
    },
    says: checkSaid,
  },
  qualityOmission: {
    by: 'people',
    goesWithCall: true,
    check: (scene, payload) => {
      const { state, day } = scene;
      const { position, why, text } = payload;
      const plan = ownPlan(scene, payload);
      must(!plan.cards.has(position.nr), 'quality-card');
      must((actOf(state, plan)?.state ?? 'started') === 'started', 'quality-card');
      const played = openingsAt(state, plan, position.nr);
      must(!played.some(({ closed }) => closed === null), 'act-playing');
      if (why !== 'unavailable') {
        const before = [...plan.cards.values()].filter((one) => one.state === 'omitted' && one.byHand);
        must(played.length > 0, 'omission');
        must(before.length < Math.max(3, Math.floor(plan.size / 5)), 'omission');
        return;
      }
      // Whether it could not be heard depends on keys and tables as well: of these the ledger does not tell.
      must(text === null, 'omission');
      if (played.length > 0) return;
      must(plan.verdict !== null && plan.verdict.day < day() && day() <= plan.until, 'plan-not-open');
      must(turnOf(state, plan) === position.nr, 'turn');
    },
    asked: saidOrNot,
  },
  qualityRemark: {
    by: 'people',
    goesWithCall: true,
    check: ({ state, day, recordings }, payload) => {
      const { position, score, guid, recording } = payload;
      const plan = state.plans.get(position.plan);
      must(plan?.draw?.recordings[position.nr - 1] === recording, 'sample');
      must(guid !== null && recordings.get(recording)?.speaker === guid, 'evaluated');
      const card = plan.cards.get(position.nr);
      must(card?.state === 'submitted' && card.score === score, 'quality-card');
      must(!isClosed(state, plan, position.nr, day()), 'remarks-term');
    },
    asked: saidOrNot,
  },
};

/** Words that were asked for stand there, and no others. */
function saidOrNot<Body extends { words: string | null }>(
  body: Body,
  { text }: { text: string | null },
): Body {
  must((body.words === null) === (text === null), 'asked-otherwise');
  return body;
}

/** The plan of whoever an entry names, and that what it is about lies there. */
function ownPlan(
  { state }: Scene,
  { position, recording, guid }: Payload<'qualityScore' | 'qualityOmission'>,
): Plan {
  const plan = state.plans.get(position.plan);
  must(plan !== undefined && guid !== null && plan.by.guid === guid, 'plan-of-another');
  must(plan.draw?.recordings[position.nr - 1] === recording, 'sample');
  return plan;
}

const actOf = ({ acts }: LedgerState, { act }: Plan): Act | undefined => acts.get(act ?? '');

function openingsAt(state: LedgerState, plan: Plan, nr: number): Opening[] {
  const recording = plan.draw?.recordings[nr - 1];
  return [...state.openings.values()].filter((one) => one.act === plan.act && one.recording === recording);
}

/** How much stretches cover, each moment once. */
function lengthOf(ranges: readonly (readonly [number, number])[]): number {
  let [length, reached] = [0, 0];
  for (const [from, to] of [...ranges].sort((one, other) => one[0] - other[0])) {
    length += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return length;
}

/** How many working days follow a day up to another, as far as that matters. */
function workingDays(after: string, to: string, most: number): number {
  let count = 0;
  for (let day = addDays(after, 1); day <= to && count <= most; day = addDays(day, 1))
    count += Number(isWorkingDay(day));
  return count;
}

/** Whether a card is changed no more: replied to, said to need no remarks, its days over, or gone with its recording. */
export function isClosed({ destroyed, lost }: LedgerState, plan: Plan, nr: number, day: string): boolean {
  const card = plan.cards.get(nr);
  if (card === undefined || card.state === 'omitted') return false;
  const isPast = card.state === 'submitted' && day > card.until;
  const recording = plan.draw?.recordings[nr - 1] ?? '';
  return card.state === 'closed' || isPast || destroyed.has(recording) || lost.has(recording);
}

/** Positions that were opened, without those that were left out since. */
function heardOf(state: LedgerState, plan: Plan): number[] {
  return (plan.draw?.recordings ?? []).flatMap((_one, at) =>
    plan.cards.get(at + 1)?.state !== 'omitted' && openingsAt(state, plan, at + 1).length > 0 ? [at + 1] : [],
  );
}

/** Whose turn it is: the first position that was neither opened nor left out; null: as many were heard as the plan has, or none is left. */
export function turnOf(state: LedgerState, plan: Plan): number | null {
  const heard = heardOf(state, plan);
  if (heard.length >= plan.size) return null;
  const all = (plan.draw?.recordings ?? []).map((_one, at) => at + 1);
  return all.find((nr) => !heard.includes(nr) && plan.cards.get(nr)?.state !== 'omitted') ?? null;
}

const untilOf = (card: Card): string => (card.state === 'omitted' ? '' : card.until);

/** The last day for remarks on any card of a plan; empty where there is none. */
function lastRemarks({ cards: known }: Plan): string {
  return [...known.values()].map(untilOf).sort().at(-1) ?? '';
}

/** Whether a position may be heard on a day: of the plan, or, where somebody said something of its card, shortly after the last remarks. */
export function isInTime(plan: Plan, nr: number, day: string): boolean {
  if (day <= plan.until) return true;
  if (plan.cards.get(nr)?.state !== 'remarked') return false;
  const last = lastRemarks(plan);
  const count = workingDays(last, day, replyDays);
  return day <= last || count < replyDays || (count === replyDays && isWorkingDay(day));
}

/**
 * Whether nothing is left to open in the act of a plan, and all that was opened has come to its end: of what never sounded that of the plan, for nobody
 * can make a card of it.
 */
export function checkAllClosed({ state, day }: Scene, act: Act): void {
  const plan = state.plans.get(act.plan ?? '');
  if (plan === undefined) return;
  const isPast = plan.until < day();
  must(isPast || turnOf(state, plan) === null, 'cards-open');
  const isSilent = (nr: number): boolean =>
    openingsAt(state, plan, nr).every(({ closed }) => lengthOf(closed?.ranges ?? []) === 0);
  for (const nr of heardOf(state, plan)) {
    const needsNone = isPast && !plan.cards.has(nr) && isSilent(nr);
    must(needsNone || isClosed(state, plan, nr, day()), 'cards-open');
  }
}

/** When nothing more is heard in an act, and of the act of a plan nothing remarked any more. Milliseconds since 1970. */
export function endOf({ plans }: LedgerState, act: Act): number {
  const plan = plans.get(act.plan ?? '');
  const last = plan === undefined ? '' : lastRemarks(plan);
  return last === '' ? act.until : Math.max(act.until, endOfDay(last));
}

/**
 * What a card says: a level of each criterion or that it does not apply, why it is low, and of stretches within the call. After remarks it replies, and
 * is nowhere worse than the card was that was remarked.
 */
function checkSaid(
  { state, recordings, levels: known }: Pick<Scene, 'state' | 'recordings' | 'levels'>,
  { position, recording, corrects, remarksUntil }: Payload<'qualityScore'>,
  text: string,
): void {
  const { levels, comments, annotations, reply } = texts.qualityScore.parse(JSON.parse(text));
  const weights = state.plans.get(position.plan)?.weights ?? [];
  const codes = weights.map(({ code }) => code);
  must(levels.length === codes.length && levels.some((one) => one !== null), 'levels');
  for (const [at, level] of levels.entries())
    must(level === null || level > 1 || visibleLength(comments[codes[at] ?? ''] ?? '') > 0, 'levels');
  const named = [...Object.keys(comments), ...annotations.map(({ criterion }) => criterion)];
  must(
    named.every((one) => one === null || codes.includes(one)),
    'levels',
  );
  const length = recordings.get(recording)?.durationMs ?? 0;
  must(
    annotations.every(({ to }) => to <= length),
    'levels',
  );
  must((reply !== null) === (remarksUntil === null), 'levels');
  const former = remarksUntil === null ? known.get(corrects ?? 0) : undefined;
  if (former !== undefined) {
    const falls = levels.some((one, at) => one !== null && one < (former[at] ?? 0));
    must(!falls && percentOf(levels, weights) >= percentOf(former, weights), 'levels');
  }
  known.set(state.head.seq + 1, levels);
}

/** Σ weight · level of Σ 3 · weight over the criteria that apply, in whole percent, halves up. */
function percentOf(levels: readonly (number | null)[], weights: Plan['weights']): number {
  const counted = weights.flatMap(({ weight }, at) => {
    const level = levels[at] ?? null;
    return level === null ? [] : [{ weight, level }];
  });
  const full = counted.reduce((sum, { weight }) => sum + 3 * weight, 0);
  const reached = counted.reduce((sum, { weight, level }) => sum + weight * level, 0);
  return full === 0 ? 0 : Math.round((100 * reached) / full);
}
