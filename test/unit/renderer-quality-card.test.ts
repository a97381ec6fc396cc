import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { queryClient } from '../../renderer/api.ts';
import { draftOf } from '../../renderer/drafts.ts';
import { forgetPerson } from '../../renderer/memory.ts';
import {
  addAnnotation,
  beginCard,
  cardAgain,
  changeAnnotation,
  changeCard,
  choose,
  emptyCard,
  filledCard,
  giveUpCard,
  isWhole,
  keepPlace,
  keyOf,
  lackingOf,
  redo,
  removeAnnotation,
  setComment,
  setCurrent,
  setLevel,
  undo,
} from '../../renderer/quality/card.ts';
import { cardKey, levels, shiftedLevel, steppedLevel } from '../../renderer/quality/card-keys.ts';
import { type Stage, useStage } from '../../renderer/player/stage.ts';
import {
  bodyOf,
  forgetEntered,
  saysTheSame,
  sendWaiting,
  submitCard,
  submittedNow,
  takeBack,
  takeBackMs,
  takeBackOf,
  useSubmitted,
} from '../../renderer/quality/submitted.ts';
import { allUnsent, giveBackUnsent } from '../../renderer/unsent.ts';
import type { Result } from '../../shared/contract.ts';
import type { CardWords } from '../../shared/drafts.ts';
import { commands } from '../../shared/ledger/kinds.ts';
import { reviewCriteria } from '../../shared/quality-criteria.ts';
import type { ShownCard } from '../../shared/quality.ts';
import { approvedOf, queuedOf } from './renderer-quality.fixture.ts';

/** The card of a call while it is filled in, and until it is entered. */

const [first, second] = [queuedOf(1).recording, queuedOf(2).recording];
const criteria = [...reviewCriteria];
const plan = approvedOf(3, '2026-11-20').plan;
const words = (): CardWords => filledCard()?.words ?? emptyCard(0);
const stretch = (from: number, text = '') => ({ from, to: from + 1000, criterion: 'DANE', text });

const queuedCard = {
  position: { plan, nr: 1 },
  standing: queuedOf(1).standing,
} satisfies Pick<ShownCard, 'position' | 'standing'>;

let sent: { channel: string; input: unknown }[] = [];
let answer: () => Promise<Result<unknown>>;
const scored = () => sent.filter(({ channel }) => channel === 'quality.score');

beforeEach(() => {
  vi.useFakeTimers();
  forgetPerson();
  sent = [];
  answer = () => Promise.resolve({ ok: true, value: { seq: 5200 } });
  vi.stubGlobal('window', {
    office: {
      call: (channel: string, input: unknown) => {
        sent.push({ channel, input });
        if (channel === 'quality.score') return answer();
        return Promise.resolve({ ok: true, value: { savedAt: '2026-11-26T09:00:00.000Z' } });
      },
      on: () => () => undefined,
    },
  });
  beginCard(first, emptyCard(criteria.length));
});
afterEach(() => vi.useRealTimers());

describe('a card', () => {
  it('is nothing to be saved before something is said on it, and is saved with all of it then', async () => {
    setCurrent(4);
    expect(words().current).toBe(4);
    expect(draftOf('card', first)).toBeUndefined();
    setLevel(2, 3);
    setComment('INFORMACJA', 'Pełna lista.');
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent).toMatchObject([{ channel: 'protocol.saveDraft', input: { kind: 'card', about: first } }]);
    expect(words()).toMatchObject({ levels: [null, null, 3, null, null, null], current: 2 });
  });

  it('goes on with what was typed of it before, and not with what another was given', () => {
    setLevel(0, 1);
    beginCard(second, emptyCard(criteria.length));
    expect(words().levels).toEqual([null, null, null, null, null, null]);
    undo();
    beginCard(first, emptyCard(criteria.length));
    expect(words().levels[0]).toBe(1);
  });

  it('takes back levels and annotations step by step, does them again, and leaves what was typed beside them', () => {
    setLevel(0, 3);
    addAnnotation(stretch(5000));
    changeCard({ summary: 'Rzeczowo.' });
    undo();
    expect(words()).toMatchObject({ annotations: [], levels: [3, null, null, null, null, null] });
    undo();
    expect(words()).toMatchObject({ levels: emptyCard(6).levels, summary: 'Rzeczowo.' });
    redo();
    redo();
    expect(words()).toMatchObject({
      annotations: [stretch(5000)],
      levels: [3, null, null, null, null, null],
    });
  });

  it('forgets what was taken back once something else is done, and steps beyond a hundred', () => {
    setLevel(0, 3);
    undo();
    setLevel(0, 2);
    redo();
    expect(words().levels[0]).toBe(2);
    for (let n = 0; n < 101; n += 1) setLevel(1, n % 2 === 0 ? 0 : 1);
    for (let n = 0; n < 200; n += 1) undo();
    expect(words().levels[0]).toBe(2);
  });

  it('has its annotations in the order of the sound; the chosen one stays chosen wherever it goes', () => {
    expect(addAnnotation(stretch(9000))).toBe(0);
    expect(addAnnotation(stretch(3000))).toBe(0);
    choose(1);
    expect(addAnnotation(stretch(1000))).toBe(0);
    expect(filledCard()?.chosen).toBe(2);
    expect(changeAnnotation(2, { from: 500, to: 900 })).toBe(0);
    expect(filledCard()?.chosen).toBe(0);
    removeAnnotation(0);
    expect(filledCard()?.chosen).toBeNull();
  });

  it('knows an annotation again wherever it goes and whatever is written of it', () => {
    const keyAt = (at: number): string => keyOf(words().annotations[at] ?? stretch(0));
    addAnnotation(stretch(9000));
    const key = keyAt(0);
    addAnnotation(stretch(3000));
    changeAnnotation(1, { text: 'T' });
    expect(keyAt(1)).toBe(key);
    expect(keyAt(0)).not.toBe(key);
  });

  it('takes none twice, none without a length, and no more than five hundred', () => {
    addAnnotation(stretch(0));
    expect(addAnnotation(stretch(0))).toBeNull();
    expect(addAnnotation({ ...stretch(7000), to: 7000 })).toBeNull();
    for (let n = 1; n < 500; n += 1) addAnnotation(stretch(n * 10));
    expect(words().annotations).toHaveLength(500);
    expect(addAnnotation(stretch(9999))).toBeNull();
    expect(words().annotations).toHaveLength(500);
  });

  it('says the same as another, whatever is looked at and however many blanks are typed, until something else is said', () => {
    const isSame = () => saysTheSame(words(), { ...emptyCard(6), base: 5200 }, queuedCard, criteria);
    setCurrent(3);
    changeCard({ summary: ' ' });
    setComment('JEZYK', '  ');
    expect(isSame()).toBe(true);
    changeCard({ summary: 'Rzeczowo.' });
    expect(isSame()).toBe(false);
  });

  it('that is given up begins anew: nothing is undone, nor typed again by leaving it', async () => {
    const { recording } = queuedOf(3);
    beginCard(recording, emptyCard(criteria.length));
    setLevel(0, 3);
    addAnnotation(stretch(5000));
    choose(0);
    await vi.advanceTimersByTimeAsync(2000);
    giveUpCard();
    undo();
    const sound = { open: { recording }, state: { getState: () => ({ positionMs: 5000 }) } };
    useStage.setState({ stage: { kind: 'closing', player: sound } as unknown as Stage });
    keepPlace();
    expect(draftOf('card', recording)).toMatchObject({ words: null });
    expect(filledCard()).toMatchObject({ words: emptyCard(6), chosen: null });
  });

  it('keeps each letter of a text that passes through that of its twin', () => {
    addAnnotation(stretch(0, 'Termin'));
    addAnnotation(stretch(0));
    for (const text of ['T', 'Termin', 'Terminy']) changeAnnotation(1, { text });
    expect(words().annotations).toEqual([stretch(0, 'Termin'), stretch(0, 'Terminy')]);
  });

  it('undoes the letters of a text as a whole', () => {
    addAnnotation(stretch(0));
    for (const text of ['P', 'Po', 'Pot']) changeAnnotation(0, { text });
    undo();
    expect(words().annotations).toEqual([stretch(0)]);
  });

  it('wants a level or n.d. everywhere, not n.d. alone, a word with 0 and 1, and a reply after remarks', () => {
    const lacks = (change: Partial<CardWords>, replies = false) =>
      lackingOf({ ...emptyCard(6), ...change }, criteria, replies);
    expect(lacks({ levels: [3, null, 2, 'nd', 0, 1] })).toMatchObject({ levels: [1], comments: [4, 5] });
    expect(lacks({ levels: Array<'nd'>(6).fill('nd') }).nothing).toBe(true);
    const whole = {
      levels: [3, 3, 3, 3, 'nd', 1] as CardWords['levels'],
      comments: { KROKI: 'Bez terminu.' },
    };
    expect(isWhole(lacks(whole))).toBe(true);
    expect(isWhole(lacks({ ...whole, comments: { KROKI: '  ' } }))).toBe(false);
    expect(isWhole(lacks(whole, true))).toBe(false);
    expect(isWhole(lacks({ ...whole, reply: 'Racja.' }, true))).toBe(true);
    const former = [3, 3, null, 3, 2, 2];
    expect(lackingOf({ ...emptyCard(6), ...whole }, criteria, true, former).levels).toEqual([5]);
  });

  it('comes to no less after remarks than before, also where no level does', () => {
    const reply = { ...emptyCard(6), reply: 'Racja.' };
    const lacks = (levels: CardWords['levels']) =>
      lackingOf({ ...reply, levels }, criteria, true, [3, 2, 2, 2, 2, 2]);
    expect(isWhole(lacks([3, 2, 2, 2, 2, 2]))).toBe(true);
    expect(lacks(['nd', 2, 2, 2, 2, 2])).toMatchObject({ levels: [], lower: true });
    expect(isWhole(lacks(['nd', 2, 2, 2, 2, 2]))).toBe(false);
    expect(isWhole(lacks(['nd', 3, 3, 2, 2, 2]))).toBe(true);
  });
});

describe('keys', () => {
  const key = (name: string, change: Partial<Parameters<typeof cardKey>[0]> = {}) => ({
    ...{ key: name, code: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false },
    ...change,
  });

  it('give levels in the card, and with Shift by the place of the key from anywhere; AltGr writes its letter', () => {
    expect(cardKey(key('2'))).toEqual({ does: 'level', level: 2 });
    expect(cardKey(key('X'))).toEqual({ does: 'level', level: 'nd' });
    expect(cardKey(key('4'))).toBeNull();
    expect(cardKey(key('x', { ctrlKey: true, altKey: true }))).toBeNull();
    expect(shiftedLevel(key('@', { code: 'Digit2', shiftKey: true }))).toBe(2);
    expect(shiftedLevel(key('2', { code: 'Digit2' }))).toBeNull();
    expect(shiftedLevel(key('End', { code: 'Numpad1', shiftKey: true }))).toBeNull();
  });

  it('step over what may not be given', () => {
    expect(steppedLevel(2, 1, levels)).toBe(3);
    expect(steppedLevel(2, -1, [2, 3, 'nd'])).toBe(2);
    expect(steppedLevel(null, 1, levels)).toBe(0);
    expect(steppedLevel(3, 1, levels)).toBe('nd');
  });
});

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
    answer = () => Promise.resolve({ ok: false, failure: { code: 'card-incomplete' } });
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
    answer = () => Promise.resolve({ ok: false, failure: { code: 'card-closed' } });
    submit();
    const [one] = [useSubmitted.getState().waiting];
    expect(Object.values(allUnsent())).toMatchObject([{ words: one?.body }]);
    await sendWaiting();
    answer = () => Promise.resolve({ ok: true, value: { seq: 5200 } });
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
