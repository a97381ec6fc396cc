import i18next from 'i18next';
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Input } from '../../shared/contract.ts';
import type { CardWords } from '../../shared/drafts.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Position } from '../../shared/ledger/quality.ts';
import type { Criterion, Queue, ShownCard } from '../../shared/quality.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call, failureOf, queryClient } from '../api.ts';
import { flushDrafts, forgetDraft, whenLeaving } from '../drafts.ts';
import { personal } from '../memory.ts';
import { allTold, type Listed } from '../player/stage.ts';
import { queuePage } from '../shown-page.ts';
import { keepUnsent, unsentForm } from '../unsent.ts';
import { isTheSame } from './card.ts';
import { refreshPlans } from './plans.ts';

type Body = Input<'quality.score'>;

/** A card that was submitted: what is sent, and the call that it is of. */
export type Submitted = { body: Body; listed: Listed };

type State = {
  /** Waits to be taken back; its words are still the draft's. */
  waiting: Submitted | null;
  /** On their way to the keeper. */
  sending: readonly Submitted[];
  /** What was not entered, and why, until somebody goes back to it. */
  refused: readonly Refused[];
};
type Refused = Submitted & { failure: Failure };

/**
 * Cards between „Przekaż” and their entries. SECURITY: none is sent twice, for one leaves `waiting` before it is sent, and the keeper takes none over
 * another that it does not name. None is lost either: what was typed stays saved as a draft until the entry is there.
 */
export const useSubmitted = personal(create<State>()(() => ({ waiting: null, sending: [], refused: [] })));

/** So long a card can be taken back. Milliseconds. */
export const takeBackMs = 10_000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Submits a card, which is sent in a while. One before it is sent now. */
export function submitCard(one: Submitted): void {
  void sendWaiting();
  forgetRefused(one.body.position);
  const { nr } = one.body.position;
  const name = i18next.t('quality.submitted.unsent', { nr: String(nr) });
  keepUnsent(placeOf(one.body.position), { name, words: one.body, page: queuePage });
  useSubmitted.setState({ waiting: one });
  timer = setTimeout(() => void sendWaiting(), takeBackMs);
}

/** Takes back the card that waits: it is as it was. Null where it has gone. */
export function takeBack(): Submitted | null {
  const waiting = takeWaiting();
  if (waiting !== null) forgetUnsent(waiting.body.position);
  return waiting;
}

function takeWaiting(): Submitted | null {
  const { waiting } = useSubmitted.getState();
  clearTimeout(timer);
  useSubmitted.setState({ waiting: null });
  return waiting;
}

/** Until it is entered, or somebody goes back to it, whoever leaves is told of a card that was submitted. */
const placeOf = ({ plan, nr }: Position): string => `card ${plan} ${String(nr)}`;
const forgetUnsent = (position: Position): void =>
  keepUnsent(placeOf(position), { name: '', words: '', page: queuePage });

const isAt = ({ plan, nr }: Position, { body: { position } }: Submitted): boolean =>
  position.plan === plan && position.nr === nr;

/** Whoever goes back to a call takes its card back: while its sound is open nothing could be entered. */
export function takeBackOf(position: Position): void {
  const { waiting, sending } = useSubmitted.getState();
  if (waiting !== null && isAt(position, waiting)) takeBack();
  if (!sending.some((one) => isAt(position, one))) forgetRefused(position);
}

/** Whoever goes back to a card that was not entered knows of it. */
export function forgetRefused(position: Position): void {
  forgetUnsent(position);
  useSubmitted.setState(({ refused }) => ({ refused: refused.filter((one) => !isAt(position, one)) }));
}

/**
 * Forgets what is kept of a card that was entered, once the queue has it: where the session ended on its way, no answer came. `score`: the entry
 * of the card that the queue has.
 */
export function forgetEntered(position: Position, score: number | null): void {
  const { waiting, sending, refused } = useSubmitted.getState();
  const isKnown = [waiting, ...sending, ...refused].some((one) => one !== null && isAt(position, one));
  const body = unsentForm(placeOf(position)) as Body | null;
  if (!isKnown && body !== null && score !== null && score > (body.corrects ?? 0)) forgetUnsent(position);
}

/** The same of all that a queue has. */
export function useForgetEntered(plan: string, queue: Queue | undefined): void {
  useEffect(() => {
    for (const { nr, standing } of queue?.positions ?? []) forgetEntered({ plan, nr }, standing.score);
  }, [plan, queue]);
}

/** Sends what waits, and resolves once all that is on its way has arrived, or was refused. */
export async function sendWaiting(): Promise<void> {
  const one = takeWaiting();
  if (one !== null) {
    useSubmitted.setState(({ sending }) => ({ sending: [...sending, one] }));
    work = Promise.all([work, send(one)]);
  }
  await work;
}
let work: Promise<unknown> = Promise.resolve();
whenLeaving(sendWaiting);

async function send(one: Submitted): Promise<void> {
  // A draft that is still on its way would arrive after the entry, and stay.
  await flushDrafts();
  // Nothing of the call is open any more once the keeper knows what was heard of it.
  await allTold();
  // SECURITY: whoever has signed in meanwhile sends nothing of it in their name.
  if (!useSubmitted.getState().sending.includes(one)) return;
  let failure: Failure | null = null;
  try {
    await call('quality.score', one.body);
    forgetDraft('card', one.listed.recording);
    forgetUnsent(one.body.position);
    const { plan, nr } = one.body.position;
    // Whoever opens its call again is not shown what stood there before the entry.
    queryClient.removeQueries({ queryKey: ['quality.card', plan, nr], type: 'inactive' });
  } catch (error) {
    failure = failureOf(error);
  }
  await refreshPlans();
  useSubmitted.setState(({ sending, refused }) =>
    // SECURITY: whoever has signed in meanwhile hears nothing of it.
    !sending.includes(one)
      ? {}
      : {
          sending: sending.filter((other) => other !== one),
          refused: failure === null ? refused : [...refused, { ...one, failure }],
        },
  );
}

/** Where cards are that were submitted and of which nobody knows more yet. */
export function submittedPositions({ waiting, sending }: Pick<State, 'waiting' | 'sending'>): Position[] {
  return [...(waiting === null ? [] : [waiting]), ...sending].map(({ body }) => body.position);
}

export const submittedNow = (): Position[] => submittedPositions(useSubmitted.getState());

/** A card as the keeper takes it. */
export function bodyOf(
  { levels, comments, summary, annotations, reply, base }: CardWords,
  { position, standing }: Pick<ShownCard, 'position' | 'standing'>,
  criteria: readonly Criterion[],
): Body {
  const said = (words: string): string => tidy(words, { lines: true }).trim();
  const commented = criteria.flatMap(({ code }) => {
    const words = said(comments[code] ?? '');
    return visibleLength(words) === 0 ? [] : [[code, words] as const];
  });
  return {
    position,
    // SECURITY: what was begun before another version is refused, not put in its place.
    corrects: base,
    levels: levels.map((level) => (level === 'nd' ? null : level)),
    comments: Object.fromEntries(commented),
    summary: said(summary),
    // Two that differed by a space alone are one.
    annotations: annotations
      .map((one) => ({ ...one, text: said(one.text) }))
      .filter((one, at, all) => all.findIndex((other) => isTheSame(one, other)) === at),
    reply: standing.state === 'remarked' ? said(reply) : null,
  };
}

/** Whether two fillings of a card would be entered as the same, whatever they correct. */
export function saysTheSame(
  one: CardWords,
  other: CardWords,
  ...of: [Parameters<typeof bodyOf>[1], readonly Criterion[]]
): boolean {
  const said = (words: CardWords): string => JSON.stringify({ ...bodyOf(words, ...of), corrects: null });
  return said(one) === said(other);
}
