import { useMemo } from 'react';
import { create } from 'zustand';
import type { Annotation, CardWords, Scored } from '../../shared/drafts.ts';
import { mostSaid, resultOf } from '../../shared/ledger/cards.ts';
import type { CardVersion, Criterion } from '../../shared/quality.ts';
import { visibleLength } from '../../shared/words.ts';
import { draftOf, typeDraft, useDraft } from '../drafts.ts';
import { personal } from '../memory.ts';
import { playerOf, useStage } from '../player/stage.ts';

type Filling = {
  /** The call whose card is filled in; null: none is. */
  recording: string | null;
  /** What it begins with, as long as nothing was typed. */
  beginning: CardWords;
  /** The criterion that is looked at, once one was; saved with the next word. */
  current: number | null;
  /** The annotation that is chosen, by its place in the order of the sound. */
  chosen: number | null;
  /** Whether the text of the chosen one is written. */
  writing: boolean;
};

/** A card on which nothing was said yet; `criteria`: how many there are. */
export const emptyCard = (criteria: number): CardWords => ({
  levels: new Array<Scored>(criteria).fill(null),
  ...{ comments: {}, summary: '', annotations: [], reply: '', base: null, current: 0, place: 0 },
});

const noCard: Filling = {
  recording: null,
  beginning: emptyCard(0),
  ...{ current: null, chosen: null, writing: false },
};

/** The card that is being filled in: the one on the page, and one at a time. */
const useFillingState = personal(create<Filling>()(() => noCard));

/** The card as it is entered becomes what another is begun with. */
export function cardAgain(words: NonNullable<CardVersion['words']>, base: number): CardWords {
  const { levels, comments, summary, annotations, reply } = words;
  return {
    levels: levels.map((level) => level ?? 'nd'),
    annotations: inOrder(annotations),
    ...{ comments, summary, reply: reply ?? '', base, current: 0, place: 0 },
  };
}

/** The card of a call is filled in from now on; words that were typed of it before go on, else it begins with these. */
export function beginCard(recording: string, beginning: CardWords): void {
  const before = useFillingState.getState();
  const isSame =
    draftOf('card', recording) !== undefined ||
    JSON.stringify(before.beginning) === JSON.stringify(beginning);
  if (before.recording === recording && isSame) useFillingState.setState({ beginning });
  else useFillingState.setState({ ...noCard, recording, beginning });
}

type FilledCard = {
  recording: string;
  words: CardWords;
  chosen: number | null;
  writing: boolean;
  /** When it was saved last; null: nothing of it was. */
  savedAt: string | null;
};

/** The card that is being filled in, with what was typed of it so far; null while there is none. */
export function useFilledCard(): FilledCard | null {
  const { recording, beginning, current, chosen, writing } = useFillingState();
  const draft = useDraft('card', recording);
  return useMemo(
    () =>
      recording === null
        ? null
        : {
            ...{ recording, words: lookedAt(draft?.words ?? beginning, current), chosen, writing },
            savedAt: draft?.savedAt ?? null,
          },
    [recording, beginning, current, chosen, writing, draft],
  );
}

const lookedAt = (words: CardWords, current: number | null): CardWords =>
  current === null ? words : { ...words, current };

/** The same outside of what is drawn. */
export function filledCard(): { recording: string; words: CardWords; chosen: number | null } | null {
  const { recording, beginning, current, chosen } = useFillingState.getState();
  if (recording === null) return null;
  return { recording, words: lookedAt(draftOf('card', recording)?.words ?? beginning, current), chosen };
}

/** Something on the card changes; it is saved soon, by itself, together with the place of the sound. */
export function changeCard(change: Partial<Pick<CardWords, 'comments' | 'summary' | 'reply'>>): void {
  const now = filledCard();
  if (now !== null) type(now.recording, { ...now.words, ...change });
}

function type(recording: string, words: CardWords): void {
  typeDraft('card', recording, { ...words, place: placeOf(recording) ?? words.place });
}

/** What was typed is given up: the card begins anew. */
export function giveUpCard(): void {
  const { recording, beginning } = useFillingState.getState();
  if (recording === null) return;
  typeDraft('card', recording, null);
  useFillingState.setState({ ...noCard, recording, beginning });
}

/** Keeps where the sound is of a card of which something was typed, and was not given up. */
export function keepPlace(): void {
  const now = filledCard();
  if (now === null || !draftOf('card', now.recording)?.words) return;
  if (now.words.place !== (placeOf(now.recording) ?? now.words.place)) type(now.recording, now.words);
}

/** Where the sound of a recording is, where it is on the stage. */
function placeOf(recording: string): number | null {
  const player = playerOf(useStage.getState().stage);
  return player?.open.recording === recording ? Math.round(player.state.getState().positionMs) : null;
}

/** The criterion that is looked at, by its place from 0: nothing to be saved by itself, nor what begins a card. */
export const setCurrent = (current: number): void => useFillingState.setState({ current });

/** What is said of a criterion. */
export function setComment(code: string, words: string): void {
  const now = filledCard();
  if (now !== null) changeCard({ comments: { ...now.words.comments, [code]: words } });
}

/** A level of a criterion, by its place from 0; it becomes the current one. */
export function setLevel(at: number, level: Scored): void {
  const now = filledCard();
  if (now === null) return;
  setCurrent(at);
  const { levels } = now.words;
  if (levels[at] !== level)
    type(now.recording, {
      ...now.words,
      levels: levels.map((given, place) => (place === at ? level : given)),
    });
}

/** The chosen annotation, by its place in the order of the sound; null: none. */
export const choose = (chosen: number | null): void => useFillingState.setState({ chosen, writing: false });

/** The text of the chosen one is written from now on, wherever it goes; or no longer. */
export const write = (writing: boolean): void => useFillingState.setState({ writing });

/**
 * Adds an annotation, which is not chosen. Gives back its place in the order of the sound; null where the card has no room for it, or has the
 * very same.
 */
export function addAnnotation(annotation: Annotation): number | null {
  const added = rounded(annotation);
  const isThere = filledCard()?.words.annotations.some((one) => isTheSame(one, added)) === true;
  return isThere ? null : putAnnotations((before) => [...before, added]);
}

export const isTheSame = (one: Annotation, other: Annotation): boolean =>
  (['from', 'to', 'criterion', 'text'] as const).every((part) => one[part] === other[part]);

/**
 * Changes an annotation, by its place in the order of the sound. Gives back its new place, null where that does not fit.
 */
export function changeAnnotation(at: number, change: Partial<Annotation>): number | null {
  return putAnnotations((before) => before.map((one, place) => (place === at ? changed(one, change) : one)));
}

const keys = new WeakMap<Annotation, string>();
let made = 0;

/** An annotation is the same wherever it goes and whatever it becomes: its row, and the field in it, stay. */
export function annotationKey(one: Annotation): string {
  const key = keys.get(one) ?? String((made += 1));
  keys.set(one, key);
  return key;
}

function changed(one: Annotation, change: Partial<Annotation>): Annotation {
  const next = rounded({ ...one, ...change });
  keys.set(next, annotationKey(one));
  return next;
}

/** Takes one away, by its place in the order of the sound; none is chosen then. */
export function removeAnnotation(at: number): void {
  putAnnotations((before) => before.filter((_, place) => place !== at));
}

const rounded = (one: Annotation): Annotation => ({
  ...one,
  from: Math.round(one.from),
  to: Math.round(one.to),
});

/** Gives back where the one is that was not there before; null also where the change does not fit. */
function putAnnotations(change: (before: readonly Annotation[]) => Annotation[]) {
  const now = filledCard();
  if (now === null) return null;
  const { annotations: before } = now.words;
  const annotations = inOrder(change(before));
  if (!fits(annotations)) return null;
  const chosen = now.chosen === null ? undefined : before[now.chosen];
  const put = annotations.findIndex((one) => !before.includes(one));
  type(now.recording, { ...now.words, annotations });
  // What was chosen stays chosen wherever it has moved to.
  const kept = chosen === undefined ? -1 : annotations.indexOf(chosen);
  const isChanged = chosen !== undefined && kept < 0 && annotations.length === before.length;
  const next = isChanged && put >= 0 ? put : kept < 0 ? null : kept;
  useFillingState.setState(({ writing }) => ({ chosen: next, writing: writing && next !== null }));
  return put < 0 ? null : put;
}

/** So many fit on a card. */
export const mostAnnotations = 500;

/** Annotations in the order of the sound. */
const inOrder = (annotations: readonly Annotation[]): Annotation[] =>
  [...annotations].sort((one, other) => one.from - other.from || one.to - other.to);

/** Whether a card takes them: as the keeper judges it. Two may become the same while one is typed; they are entered as one. */
function fits(annotations: readonly Annotation[]): boolean {
  const length = annotations.reduce((sum, { text }) => sum + text.length, 0);
  return (
    annotations.length <= mostAnnotations &&
    length <= mostSaid &&
    annotations.every(({ from, to }) => from < to)
  );
}

/** What a card lacks before it can be entered; criteria by their places. */
type Lacking = {
  levels: readonly number[];
  /** Said of 0 and 1 always. */
  comments: readonly number[];
  /** Whether nothing applies at all. */
  nothing: boolean;
  reply: boolean;
  /** Whether all of it together comes to less than before the remarks, though no level does: as the keeper judges it. */
  lower: boolean;
};

/** `replies`: whether something was remarked that waits for a reply; below the `former` levels, and their result, nothing is given then. */
export function lackingOf(
  { levels, comments, reply }: CardWords,
  criteria: readonly Pick<Criterion, 'code' | 'weight'>[],
  replies: boolean,
  former: readonly (number | null)[] = [],
): Lacking {
  const places = [...criteria.keys()];
  const isCommented = (at: number): boolean => visibleLength(comments[criteria[at]?.code ?? ''] ?? '') > 0;
  const missing = places.filter((at) => isMissing(levels[at] ?? null, former[at] ?? 0));
  const given = levels.map((one) => (one === 'nd' ? null : one));
  const [result, before] = [resultOf(given, criteria), resultOf(former, criteria)];
  return {
    levels: missing,
    comments: places.filter((at) => needsComment(levels[at]) && !isCommented(at)),
    nothing: places.every((at) => levels[at] === 'nd'),
    reply: replies && visibleLength(reply) === 0,
    lower: replies && missing.length === 0 && result !== null && result < (before ?? 0),
  };
}

export const isMissing = (level: Scored, floor: number): boolean =>
  level === null || (level !== 'nd' && level < floor);

export const needsComment = (level: Scored | undefined): boolean => level === 0 || level === 1;

export const isWhole = ({ levels, comments, nothing, reply, lower }: Lacking): boolean =>
  levels.length + comments.length === 0 && !nothing && !reply && !lower;
