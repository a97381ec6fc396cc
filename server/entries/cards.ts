import { resultOf } from '../../shared/ledger/cards.ts';
import { texts, type Command, type Payload } from '../../shared/ledger/kinds.ts';
import { spareOf, type Plan, type Position } from '../../shared/ledger/quality.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { workingDayAfter } from '../../shared/working-days.ts';
import { isClean, visibleLength } from '../../shared/words.ts';
import { FoldFault, found, need, type Decide, type Family } from './entry.ts';
import type { Part } from '../keeper/connection.ts';
import type { PersonName } from '../../shared/ledger/head.ts';
import { readWords } from './names.ts';
import { actOf, heardMs, isOver, nextPosition } from './positions.ts';
import { checkHearable, notePlan, ownPlan } from './quality.ts';
import { readVouched, type Heard } from './recording.ts';
import { answer, refuse, type Desk, type Request } from './request.ts';
import { heedPace } from './rights.ts';
import { availability } from './sample.ts';
import { noteChange, openingsOf, type LedgerState } from './state.ts';
import { forgetTrial, tryKey } from './trial.ts';

type About = { position: Position };

/** Notes what a refusal may say of the position of one's own plan. */
function notePosition({ state }: Desk, request: Request, { position }: About): void {
  if (!notePlan(state, position, request)) return;
  request.about.recording = state.plans.get(position.plan)?.draw?.recordings[position.nr - 1] ?? null;
}

/** What lies at a position of one's own plan. Refuses `plan-unknown`, `card-unknown`. */
function ownPosition(
  { state }: Desk,
  { login }: Request,
  position: Position,
): { plan: Plan; recording: string } {
  const plan = ownPlan(state, position, login);
  return { plan, recording: plan.draw?.recordings[position.nr - 1] ?? refuse('card-unknown') };
}

/** How often a recording was opened in the act of a plan, and how much of it was played, each moment once. Refuses `act-still-playing`. */
function heardIn(state: LedgerState, plan: Plan, recording: string): { opened: number; heardMs: number } {
  const act = actOf(state, plan);
  const openings = act === null ? [] : openingsOf(state, act, recording);
  if (openings.some(({ closed }) => closed === null)) refuse('act-still-playing');
  return { opened: openings.length, heardMs: heardMs(openings) };
}

/**
 * § 2: the card of a call that was heard in one's own plan, or another instead of the one that counts, as long as that is not closed; after remarks
 * with a reply to them. Possible also after the authorisation or the plan have ended: what was begun is to be written down. Refuses `plan-unknown`,
 * `card-unknown`, `card-outdated`, `act-still-playing`, `not-heard`, `card-closed`, what `checkForm` and `checkReply` say, and a correction as any
 * other change of an act (`heedPace`).
 */
const decideScore: Decide<'qualityScore'> = async (desk, request, body) => {
  const { connection, state, quality, time } = desk;
  const { position, corrects, ...words } = body;
  const { plan, recording } = ownPosition(desk, request, position);
  const known = plan.cards.get(position.nr);
  const person = await evaluatedName(desk, plan, position);
  const before = known?.state === 'remarked' ? await readWords(connection, known.score, known.text) : null;
  const now = time.now();
  const today = legalDay(new Date(now));
  if (known?.state === 'omitted') refuse('card-outdated');
  const { heardMs: played } = heardIn(state, plan, recording);
  if (played === 0) refuse('not-heard');
  // Of a review that was broken off nothing more is written.
  if (actOf(state, plan)?.state !== 'started' || isOver(state, plan, position.nr, today))
    refuse('card-closed');
  // Of a call that is destroyed, or lost, nobody could say anything any more: it is left out.
  if (!state.recordings.has(recording)) refuse('card-closed');
  if (corrects !== (known?.score ?? null)) refuse('card-outdated');
  if (corrects !== null) heedPace(desk, request, plan.act ?? '');
  checkForm(plan, body, state.lengths.get(recording) ?? 0);
  if (known?.state === 'remarked') checkReply(plan, body, before);
  else if (body.reply !== null) refuse('malformed-request');
  const remarksUntil = known?.state === 'remarked' ? null : workingDayAfter(today, quality.remarkWorkingDays);
  const facts = { position, corrects, recording, heardMs: played, remarksUntil };
  return answer('qualityScore', desk, request, now, facts, { person, ...words });
};

/** Who is evaluated, as their newest `person` entry has it. Refuses `card-unknown` of whom none names. */
async function evaluatedName(
  { connection, names, state }: Desk,
  { draw }: Plan,
  { nr }: Position,
): Promise<PersonName> {
  const guid = draw?.persons[nr - 1] ?? '';
  // Also of whoever has no login any more: it is somebody else's by now.
  const entered = [...state.holders]
    .flatMap(([login, all]) => all.map((one) => ({ login, ...one })))
    .filter((one) => one.guid === guid)
    .sort((one, other) => one.seq - other.seq);
  return names.of(connection, entered.at(-1) ?? refuse('card-unknown'));
}

/** What stands on a card goes by its plan and its call. Refuses `malformed-request`, `card-incomplete`. */
function checkForm(
  { weights }: Plan,
  { levels, comments, summary, annotations, reply }: Command<'qualityScore'>,
  lengthMs: number,
): void {
  const codes = weights.map(({ code }) => code);
  const named = [...Object.keys(comments), ...annotations.flatMap(({ criterion }) => criterion ?? [])];
  const typed = [
    ...[summary, reply ?? '', ...Object.values(comments)],
    ...annotations.map(({ text }) => text),
  ];
  const isOdd =
    !named.every((one) => codes.includes(one)) ||
    annotations.some(({ to }) => to > lengthMs) ||
    !typed.every((one) => isClean(one, { lines: true }));
  if (isOdd) refuse('malformed-request');
  const isSaid = (level: number | null, at: number): boolean =>
    level === null || level > 1 || visibleLength(comments[codes[at] ?? ''] ?? '') > 0;
  const isWhole = levels.length === codes.length && levels.some((level) => level !== null);
  if (!isWhole || !levels.every(isSaid)) refuse('card-incomplete');
}

/**
 * What comes after remarks: a reply, and nothing that is worse than before. `before`: the words of the card that was remarked; null: they are gone.
 * Refuses `card-incomplete`, `card-closed`, `level-lowered`.
 * SECURITY: whoever says something of the own card has nothing to fear from it.
 */
function checkReply(
  { weights }: Plan,
  { levels, reply }: Command<'qualityScore'>,
  before: string | null,
): void {
  if (visibleLength(reply ?? '') === 0) refuse('card-incomplete');
  // Nobody could tell any more whether it is worse.
  if (before === null) return refuse('card-closed');
  const { levels: former } = texts.qualityScore.parse(JSON.parse(before));
  const falls = levels.some((level, at) => level !== null && level < (former[at] ?? 0));
  if (falls || (resultOf(levels, weights) ?? 0) < (resultOf(former, weights) ?? 0)) refuse('level-lowered');
}

/**
 * § 2: no card of a call, and why: on the rater's word of few that were opened, or because the keeper finds that it cannot be heard any more, in its
 * turn or opened before. Refuses `plan-unknown`, `card-unknown`, `card-outdated`, `plan-not-open`, `act-still-playing`, `malformed-request`,
 * `not-heard`, `omissions-used`, and of what was not opened `reviews-not-allowed`, `not-next`.
 * SECURITY: nobody leaves out calls until one comes that suits.
 */
const decideOmission: Decide<'qualityOmission'> = async (desk, request, { position, why, words }) => {
  const { state, time } = desk;
  const { plan, recording } = ownPosition(desk, request, position);
  const isGone = why === 'unavailable';
  const usable = isGone ? await readUsable(desk, recording) : null;
  const now = time.now();
  const today = legalDay(new Date(now));
  if (plan.cards.has(position.nr)) refuse('card-outdated');
  if ((actOf(state, plan)?.state ?? 'started') !== 'started') refuse('plan-not-open');
  const { opened } = heardIn(state, plan, recording);
  if (isGone) {
    if (opened === 0) {
      checkHearable(state, plan, position.nr, today);
      if (nextPosition(state, plan) !== position.nr) refuse('not-next');
    }
    const isAvailable = usable?.manifest && availability(state, today)(usable.manifest, usable.row.line);
    if (words !== null || isAvailable) refuse('malformed-request');
  } else {
    if (opened === 0) refuse('not-heard');
    if (omittedByHand(plan) >= spareOf(plan)) refuse('omissions-used');
    if (!isClean(words ?? '', { lines: true })) refuse('malformed-request');
  }
  const facts = { position, why, recording };
  return answer('qualityOmission', desk, request, now, facts, words === null ? null : { words });
};

function omittedByHand({ cards }: Plan): number {
  return [...cards.values()].filter((card) => card.state === 'omitted' && card.byHand).length;
}

/** A recording as hearing it would need it: with its row, its manifest and its key; null where one of them is not to be had. */
async function readUsable(desk: Desk, recording: string): Promise<Heard | null> {
  if (desk.state.destroyed.has(recording)) return null;
  const read = await readVouched(desk, recording);
  const trial = tryKey(desk, read?.manifest ?? null);
  await forgetTrial(trial);
  return 'key' in trial ? read : null;
}

/** The plan whose position is of a call that somebody answered; undefined where it is another's, or gone. */
function evaluatedIn(
  { plans, destroyed }: LedgerState,
  { plan: id, nr }: Position,
  guid: string | null,
): Plan | undefined {
  const plan = plans.get(id);
  const person = plan?.draw?.persons[nr - 1] ?? null;
  const isTheirs = person !== null && person === guid && !destroyed.has(plan?.draw?.recordings[nr - 1] ?? '');
  return isTheirs ? plan : undefined;
}

/**
 * § 2: whoever answered a call says something of its card, once, or that there is nothing to say. Refuses `card-unknown` alike for what there is not and
 * what is another's, `card-closed`, `card-outdated`, `malformed-request`.
 */
const decideRemark: Decide<'qualityRemark'> = (desk, request, { position, score, words }) => {
  const { state, time } = desk;
  const now = time.now();
  const plan = evaluatedIn(state, position, state.people.get(request.login)?.guid ?? null);
  const card = plan?.cards.get(position.nr);
  if (plan === undefined || card === undefined || card.state === 'omitted') return refuse('card-unknown');
  const today = legalDay(new Date(now));
  if (card.state !== 'submitted' || isOver(state, plan, position.nr, today)) refuse('card-closed');
  if (card.score !== score) refuse('card-outdated');
  if (!isClean(words ?? '', { lines: true })) refuse('malformed-request');
  const recording = plan.draw?.recordings[position.nr - 1] ?? '';
  const facts = { position, score, recording, remarked: words !== null };
  return answer('qualityRemark', desk, request, now, facts, words === null ? null : { words });
};

function noteRemark({ state }: Desk, request: Request, { position }: About): void {
  const plan = evaluatedIn(state, position, state.people.get(request.login)?.guid ?? null);
  if (plan !== undefined) request.about.recording = plan.draw?.recordings[position.nr - 1] ?? null;
}

type Placed = Pick<Payload<'qualityScore'>, 'position' | 'recording'>;

/** What was typed of a card serves no more. */
const withoutDraft = ({ recording }: Placed): Part[] => [
  { sql: `DELETE FROM office.draft WHERE about = $1 AND kind = 'card'`, values: [recording] },
];

/** The plan that an entry is of. Throws FoldFault where the recording has another place there. */
function planOf({ plans }: LedgerState, { position, recording }: Placed, seq: number): Plan {
  const plan = found(plans.get(position.plan), seq);
  need(plan.draw?.recordings[position.nr - 1] === recording, seq);
  return plan;
}

/** Its report is made of it as well. */
function noteSaid(state: LedgerState, plan: Plan, seq: number): void {
  plan.said.push(seq);
  actOf(state, plan)?.entries.add(seq);
}

/** Cards whose words went with a database that was put back, from the entry `first` on, are closed: nobody could hold anything against them. */
export function loseCards({ plans }: LedgerState, first: number): void {
  for (const { cards: known } of plans.values())
    for (const [nr, card] of known)
      if (card.state !== 'omitted' && card.score >= first) known.set(nr, { ...card, state: 'closed' });
}

/** § 2: what is said of calls that were heard under a plan. */
export const cards: Family<'qualityScore' | 'qualityOmission' | 'qualityRemark'> = {
  qualityScore: {
    plural: 'karty oceny rozmów',
    note: notePosition,
    decide: decideScore,
    fold: (state, payload, seq) => {
      const { position, corrects, remarksUntil, guid, text, at } = payload;
      const plan = planOf(state, payload, seq);
      const act = found(actOf(state, plan) ?? undefined, seq);
      const known = plan.cards.get(position.nr);
      if (known?.state === 'omitted' || known?.state === 'closed') throw new FoldFault(seq, 'impossible');
      need(plan.by.guid === guid && (known?.score ?? null) === corrects, seq);
      need((known?.state === 'remarked') === (remarksUntil === null), seq);
      const card = { score: seq, text, until: remarksUntil ?? known?.until ?? '' };
      plan.cards.set(position.nr, { state: remarksUntil === null ? 'closed' : 'submitted', ...card });
      noteSaid(state, plan, seq);
      if (corrects !== null) noteChange(act, at);
    },
    mirror: withoutDraft,
  },
  qualityOmission: {
    plural: 'pominięcia rozmów w przeglądach jakości',
    note: notePosition,
    decide: decideOmission,
    fold: (state, payload, seq) => {
      const { position, why, guid } = payload;
      const plan = planOf(state, payload, seq);
      need(plan.by.guid === guid && !plan.cards.has(position.nr), seq);
      plan.cards.set(position.nr, { state: 'omitted', byHand: why !== 'unavailable' });
      noteSaid(state, plan, seq);
    },
    mirror: withoutDraft,
  },
  qualityRemark: {
    plural: 'uwagi do kart oceny rozmów',
    note: noteRemark,
    decide: decideRemark,
    fold: (state, payload, seq) => {
      const { position, score, remarked, guid } = payload;
      const plan = planOf(state, payload, seq);
      const known = found(plan.cards.get(position.nr), seq);
      need(guid !== null && plan.draw?.persons[position.nr - 1] === guid, seq);
      if (known.state !== 'submitted' || known.score !== score) throw new FoldFault(seq, 'impossible');
      plan.cards.set(position.nr, { ...known, state: remarked ? 'remarked' : 'closed' });
      noteSaid(state, plan, seq);
    },
  },
};
