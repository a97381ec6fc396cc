import { describe, expect, it, vi } from 'vitest';
import { draftOf } from '../../renderer/drafts.ts';
import {
  addAnnotation,
  beginCard,
  changeAnnotation,
  changeCard,
  choose,
  emptyCard,
  filledCard,
  giveUpCard,
  isWhole,
  keepPlace,
  annotationKey,
  lackingOf,
  removeAnnotation,
  setComment,
  setCurrent,
  setLevel,
} from '../../renderer/quality/card.ts';
import { cardKey, levels, shiftedLevel, steppedLevel } from '../../renderer/quality/card-keys.ts';
import { saysTheSame } from '../../renderer/quality/submitted.ts';
import { type Stage, useStage } from '../../renderer/player/stage.ts';
import type { CardWords } from '../../shared/drafts.ts';
import {
  cardOffice,
  criteria,
  first,
  queuedCard,
  second,
  stretch,
  words,
} from './renderer-quality-card.fixture.ts';
import { queuedOf } from './renderer-quality.fixture.ts';

/** The card of a call while it is filled in. */

const office = cardOffice();

describe('a card', () => {
  it('is nothing to be saved before something is said on it, and is saved with all of it then', async () => {
    setCurrent(4);
    expect(words().current).toBe(4);
    expect(draftOf('card', first)).toBeUndefined();
    setLevel(2, 3);
    setComment('INFORMACJA', 'Pełna lista.');
    await vi.advanceTimersByTimeAsync(2000);
    expect(office.sent).toMatchObject([
      { channel: 'protocol.saveDraft', input: { kind: 'card', about: first } },
    ]);
    expect(words()).toMatchObject({ levels: [null, null, 3, null, null, null], current: 2 });
  });

  it('goes on with what was typed of it before, and not with what another was given', () => {
    setLevel(0, 1);
    beginCard(second, emptyCard(criteria.length));
    expect(words().levels).toEqual([null, null, null, null, null, null]);
    beginCard(first, emptyCard(criteria.length));
    expect(words().levels[0]).toBe(1);
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
    const keyAt = (at: number): string => annotationKey(words().annotations[at] ?? stretch(0));
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

  it('that is given up begins anew: nothing is typed again by leaving it', async () => {
    const { recording } = queuedOf(3);
    beginCard(recording, emptyCard(criteria.length));
    setLevel(0, 3);
    addAnnotation(stretch(5000));
    choose(0);
    await vi.advanceTimersByTimeAsync(2000);
    giveUpCard();
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
