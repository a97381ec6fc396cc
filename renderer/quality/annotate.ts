import { create } from 'zustand';
import type { Annotation } from '../../shared/drafts.ts';
import type { Criterion } from '../../shared/quality.ts';
import type { ChannelName, Range } from '../../shared/values.ts';
import { personal } from '../memory.ts';
import { aidsOf, changeAids, useAids } from '../player/aids.ts';
import type { Player } from '../player/player.ts';
import type { Turn } from '../player/speech.ts';
import { playerOf, useStage } from '../player/stage.ts';
import { showing } from '../player/view.ts';
import { addAnnotation, changeAnnotation, choose, filledCard, setCurrent } from './card.ts';

type Annotating = {
  /** Of the plan whose call is heard, in its order: their digits. */
  criteria: readonly Criterion[];
  /** What the list is narrowed to: a part of a text, or of the name of a criterion. */
  filter: string;
  /** What was made last, for those who do not see it appear. */
  made: Annotation | null;
  /** Pixels of the row under the tracks; 0 until it is laid out. */
  rowWidth: number;
};

export const useAnnotating = personal(
  create<Annotating>()(() => ({ criteria: [], filter: '', made: null, rowWidth: 0 })),
);

const [furthestBackMs, longestMs, justEndedMs, aroundMs] = [6000, 15_000, 1500, 2000];

/**
 * What an annotation is about that is made at `ms`: what is being said, by the clerk before anybody else, or what the clerk has just
 * ended; where nobody speaks what lies around. `turns` in the order of the sound.
 */
export function utteranceOf(
  turns: readonly Turn[],
  channels: readonly ChannelName[],
  ms: number,
  durationMs: number,
): Range {
  const clerk = channels.indexOf('office');
  const isClerk = ({ channel }: Turn): boolean => clerk < 0 || channel === clerk;
  const heard = turns.filter(({ from, to }) => from <= ms && ms < to);
  const ended = turns.filter((turn) => isClerk(turn) && turn.to <= ms && ms - turn.to <= justEndedMs);
  const turn = heard.filter(isClerk).at(-1) ?? ended.at(-1) ?? heard.at(-1);
  const from = turn === undefined ? ms - aroundMs : Math.max(turn.from, ms - furthestBackMs);
  const to = turn === undefined ? ms + aroundMs : Math.min(turn.to, from + longestMs);
  const within = (at: number): number => Math.round(Math.min(Math.max(0, at), durationMs));
  return [within(from), within(to)];
}

/** The player of the card that is being filled in, whether its call is still open or was stopped. */
function playerNow(): Player | null {
  const player = playerOf(useStage.getState().stage);
  return player !== null && player.open.recording === filledCard()?.recording ? player : null;
}

/** Annotates what is being said, while the sound goes on. `at`: the criterion, by its place, which becomes the current one; null: none of them. */
export function annotate(at: number | null): void {
  const player = playerNow();
  if (player === null) return;
  const { open, state } = player;
  // Of a long call what is drawn may be too coarse: the next one is exact.
  player.refine();
  const { positionMs, landmarks } = state.getState();
  put(utteranceOf(landmarks?.turns ?? [], open.channels, positionMs, open.durationMs), at);
}

/** The same for the criterion that is looked at. */
export function annotateCurrent(): void {
  const card = filledCard();
  if (card !== null) annotate(card.words.current);
}

/** A stretch that was drawn with the mouse, of the criterion that is looked at. */
export function annotateStretch(stretch: Range): void {
  const card = filledCard();
  if (card !== null) put(stretch, card.words.current);
}

function put([from, to]: Range, at: number | null): void {
  const { criteria } = useAnnotating.getState();
  const criterion = at === null ? null : criteria[at]?.code;
  if (criterion === undefined) return;
  const place = addAnnotation({ from, to, criterion, text: '' });
  if (at !== null) setCurrent(at);
  if (place !== null) useAnnotating.setState({ made: filledCard()?.words.annotations[place] ?? null });
}

/** Chooses an annotation, by its place; the drawing follows. */
export function chooseAnnotation(place: number): void {
  choose(place);
  const player = playerNow();
  const one = filledCard()?.words.annotations[place];
  if (player === null || one === undefined) return;
  const { recording, durationMs } = player.open;
  const { view } = aidsOf(useAids.getState(), recording);
  if (view !== null) changeAids(recording, { view: showing(view, one.from, durationMs) });
}

/** Plays what an annotation is about; a call that is not open is asked for again. */
export async function hearAnnotation({ from }: Annotation): Promise<void> {
  const { stage, openAgain } = useStage.getState();
  if (stage.kind === 'opening' || stage.kind === 'closing') return;
  if (stage.kind !== 'open' && stage.kind !== 'empty') await openAgain?.(stage.listed);
  const now = useStage.getState().stage;
  if (now.kind !== 'open') return;
  now.player.seek(from);
  now.player.play();
}

/** Another criterion of an annotation; null: none of them. */
export function changeCriterion(place: number, at: number | null): void {
  const { criteria } = useAnnotating.getState();
  const criterion = at === null ? null : criteria[at]?.code;
  if (criterion !== undefined) changeAnnotation(place, { criterion });
}

/** Moves the edge of the chosen annotation that is nearer to the sound. */
export function moveEdge(byMs: number): void {
  const player = playerNow();
  const { chosen = null, words } = filledCard() ?? {};
  const one = chosen === null ? undefined : words?.annotations[chosen];
  if (player === null || chosen === null || one === undefined) return;
  const { positionMs } = player.state.getState();
  const edge = Math.abs(positionMs - one.from) <= Math.abs(positionMs - one.to) ? 'from' : 'to';
  const at = edgeAt(one, edge, one[edge] + byMs, player.open.durationMs);
  if (at !== one[edge]) changeAnnotation(chosen, { [edge]: at });
}

/** Milliseconds that an annotation is long at least. */
const shortestMs = 100;

/** Where an edge comes to lie that was moved to `ms`. */
export function edgeAt(
  { from, to }: Annotation,
  edge: 'from' | 'to',
  ms: number,
  durationMs: number,
): number {
  const [least, most] = edge === 'from' ? [0, to - shortestMs] : [from + shortestMs, durationMs];
  return Math.round(Math.max(least, Math.min(most, ms)));
}
