import { describe, expect, it, vi } from 'vitest';
import { queryClient } from '../../renderer/api.ts';
import { draftOf, flushAll } from '../../renderer/drafts.ts';
import { forgetPerson } from '../../renderer/memory.ts';
import {
  addAnnotation,
  beginCard,
  cardAgain,
  emptyCard,
  setComment,
  setLevel,
} from '../../renderer/quality/card.ts';
import {
  bodyOf,
  forgetEntered,
  sendWaiting,
  submitCard,
  submittedNow,
  takeBack,
  takeBackMs,
  takeBackOf,
  useSubmitted,
} from '../../renderer/quality/submitted.ts';
import { allUnsent, giveBackUnsent } from '../../renderer/unsent.ts';
import { commands } from '../../shared/ledger/kinds.ts';
import {
  cardOffice,
  criteria,
  first,
  plan,
  queuedCard,
  second,
  stretch,
  words,
} from './renderer-quality-card.fixture.ts';
import { queuedOf } from './renderer-quality.fixture.ts';

/** The card of a call until it is entered. */

const office = cardOffice();
const scored = () => office.sent.filter(({ channel }) => channel === 'quality.score');

describe('a card that was submitted', () => {
  const card = queuedCard;
  const submit = (): void => {
    for (const at of [0, 1, 2, 3, 4]) setLevel(at, 3);
    setLevel(5, 'nd');
    setComment('DANE', ' Sprawdzono.\t');
    setComment('JEZYK', '  ');
    const listed = {
      ...{ recording: first, startedAt: '2026-11-05T08:14:00.000Z', durationMs: 192_000 },
      ...{ extension: null, department: '', answeredBy: null, part: 1, parts: 1, position: card.position },
    };
    submitCard({ body: bodyOf(words(), card, criteria), listed });
  };

  it('is sent once its time to be taken back is over, once, as the keeper takes it; its draft goes with the entry', async () => {
    submit();
    await vi.advanceTimersByTimeAsync(takeBackMs - 1);
    expect(scored()).toEqual([]);
    expect(draftOf('card', first)).toBeDefined();
    await vi.advanceTimersByTimeAsync(1);
    await sendWaiting();
    await vi.advanceTimersByTimeAsync(takeBackMs);
    expect(scored()).toHaveLength(1);
    const [{ input } = { input: null }] = scored();
    expect(commands.qualityScore.parse(input)).toEqual(input);
    expect(input).toMatchObject({ levels: [3, 3, 3, 3, 3, null], comments: { DANE: 'Sprawdzono.' } });
    expect(draftOf('card', first)).toBeUndefined();
    expect(submittedNow()).toEqual([]);
  });

  it('that is taken back is not sent, and is as it was', async () => {
    submit();
    expect(takeBack()?.listed.recording).toBe(first);
    await vi.advanceTimersByTimeAsync(takeBackMs);
    await sendWaiting();
    expect(scored()).toEqual([]);
    expect(words().levels).toEqual([3, 3, 3, 3, 3, 'nd']);
  });

  it('is taken back by whoever goes back to its call, and by nobody who goes to another', () => {
    submit();
    takeBackOf({ plan, nr: 2 });
    expect(submittedNow()).toEqual([{ plan, nr: 1 }]);
    takeBackOf({ plan, nr: 1 });
    expect(submittedNow()).toEqual([]);
  });

  it('that is refused is there again, and the refusal is said', async () => {
    office.answer = () => Promise.resolve({ ok: false, failure: { code: 'card-incomplete' } });
    submit();
    await sendWaiting();
    expect(useSubmitted.getState().refused).toMatchObject([{ failure: { code: 'card-incomplete' } }]);
    expect(draftOf('card', first)?.words?.levels).toEqual([3, 3, 3, 3, 3, 'nd']);
  });

  it('is sent by nobody once its person has left', async () => {
    submit();
    forgetPerson();
    await vi.advanceTimersByTimeAsync(takeBackMs);
    expect(scored()).toEqual([]);
  });

  it('is told to whoever leaves until it is entered, and its refusal until somebody goes back to it', async () => {
    office.answer = () => Promise.resolve({ ok: false, failure: { code: 'card-closed' } });
    submit();
    const [one] = [useSubmitted.getState().waiting];
    expect(Object.values(allUnsent())).toMatchObject([{ words: one?.body }]);
    await sendWaiting();
    office.answer = () => Promise.resolve({ ok: true, value: { seq: 5200 } });
    if (one !== null) submitCard({ ...one, body: { ...one.body, position: { plan, nr: 2 } } });
    await sendWaiting();
    expect(useSubmitted.getState().refused).toHaveLength(1);
    expect(Object.keys(allUnsent())).toHaveLength(1);
    takeBackOf({ plan, nr: 1 });
    expect([useSubmitted.getState().refused, allUnsent()]).toEqual([[], {}]);
  });

  it('is told no longer once the queue has its entry, where the session ended on its way', () => {
    submit();
    const kept = allUnsent();
    forgetEntered(card.position, 5200);
    expect(allUnsent()).toEqual(kept);
    forgetPerson();
    giveBackUnsent(kept);
    forgetEntered(card.position, null);
    expect(allUnsent()).toEqual(kept);
    forgetEntered(card.position, 5200);
    expect(allUnsent()).toEqual({});
  });

  it('is told as long as the queue has no newer entry than the one that it corrects', () => {
    beginCard(queuedOf(4).recording, { ...emptyCard(criteria.length), base: 5200 });
    submit();
    const kept = allUnsent();
    forgetPerson();
    giveBackUnsent(kept);
    forgetEntered(card.position, 5200);
    expect(allUnsent()).toEqual(kept);
    forgetEntered(card.position, 5300);
    expect(allUnsent()).toEqual({});
  });

  it('is not shown as it was before its entry', async () => {
    queryClient.setQueryData(['quality.card', plan, 1], 'before');
    submit();
    await sendWaiting();
    expect(queryClient.getQueryData(['quality.card', plan, 1])).toBeUndefined();
  });

  it('names the version that it was begun with, whatever was entered since', () => {
    beginCard(second, { ...emptyCard(6), base: 5200 });
    setLevel(0, 3);
    beginCard(second, { ...emptyCard(6), base: 5300 });
    expect(bodyOf(words(), card, criteria).corrects).toBe(5200);
  });

  it('has an annotation once that is typed twice but for a space', () => {
    addAnnotation(stretch(5000, 'Termin'));
    addAnnotation(stretch(5000, 'Termin '));
    expect(bodyOf(words(), card, criteria).annotations).toEqual([stretch(5000, 'Termin')]);
  });

  it('is not sent in the name of whoever signs in while its words are still being saved', async () => {
    submit();
    const work = sendWaiting();
    forgetPerson();
    await work;
    expect(scored()).toEqual([]);
  });

  it('is refused to whoever submitted it, and not to whoever has signed in since', async () => {
    office.answer = () => {
      forgetPerson();
      return Promise.resolve({ ok: false, failure: { code: 'card-closed' } });
    };
    submit();
    await sendWaiting();
    expect(scored()).toHaveLength(1);
    expect(useSubmitted.getState().refused).toEqual([]);
  });

  it('comes after its draft, and after what was heard of its call', async () => {
    const order = () =>
      office.sent.map(({ channel }) => channel).filter((one) => /saveDraft|score/.test(one));
    submit();
    await sendWaiting();
    expect(order()).toEqual(['protocol.saveDraft', 'quality.score']);
  });

  it('is sent as soon as another is submitted, or its person leaves', async () => {
    submit();
    submit();
    await vi.advanceTimersByTimeAsync(1);
    expect(scored()).toHaveLength(1);
    await flushAll();
    expect(scored()).toHaveLength(2);
  });

  it('is what a correction begins with', () => {
    setLevel(0, 'nd');
    const { levels: said, ...rest } = bodyOf(words(), card, criteria);
    expect(said[0]).toBeNull();
    expect(cardAgain({ levels: [null, 2, 3], ...rest }, 5200)).toMatchObject({
      levels: ['nd', 2, 3],
      base: 5200,
    });
  });
});
