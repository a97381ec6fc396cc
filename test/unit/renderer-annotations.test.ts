import { describe, expect, it } from 'vitest';
import type { Annotation } from '../../shared/drafts.ts';
import type { Turn } from '../../renderer/player/speech.ts';
import { edgeAt, utteranceOf } from '../../renderer/quality/annotate.ts';
import { annotationKey } from '../../renderer/quality/annotation-keys.ts';
import { afterRemoval, listedOf } from '../../renderer/quality/AnnotationList.tsx';
import { blocksIn } from '../../renderer/quality/blocks.ts';

const sides = ['caller', 'office'] as const;
const turn = (channel: number, from: number, to: number): Turn => ({ channel, from, to });

describe('what an annotation is about', () => {
  const turns = [turn(1, 10_000, 13_000), turn(0, 13_500, 18_000), turn(1, 20_000, 60_000)];
  const at = (ms: number, channels: Parameters<typeof utteranceOf>[1] = sides) =>
    utteranceOf(turns, channels, ms, 90_000);

  it('is what is being said, up to its end', () => expect(at(12_000)).toEqual([10_000, 13_000]));
  it('is what the clerk has just ended, though the caller answers already', () => {
    expect(at(14_400)).toEqual([10_000, 13_000]);
    expect(at(14_600)).toEqual([13_500, 18_000]);
  });
  it('is nothing that the caller has ended: what lies around', () =>
    expect(at(18_500)).toEqual([16_500, 20_500]));
  it('begins six seconds back at most, and is fifteen seconds long at most', () =>
    expect(at(40_000)).toEqual([34_000, 49_000]));
  it('lies within the call where nobody speaks at its ends', () => {
    expect(at(500)).toEqual([0, 2500]);
    expect(at(89_500)).toEqual([87_500, 90_000]);
  });
  it('is whoever spoke, where sides are not known apart', () => {
    expect(utteranceOf([turn(0, 1000, 3000)], ['mixed'], 4000, 90_000)).toEqual([1000, 3000]);
  });
  it('is two seconds around before the drawing is there', () =>
    expect(utteranceOf([], sides, 30_000, 90_000)).toEqual([28_000, 32_000]));
});

describe('an edge that is moved', () => {
  const one: Annotation = { from: 5000, to: 8000, criterion: null, text: '' };
  it.each([
    ['from', 4800, 4800],
    ['from', -200, 0],
    ['from', 9000, 7900],
    ['to', 95_000, 90_000],
    ['to', 1000, 5100],
  ] as const)('%s to %i lies at %i: within the call, and never over the other one', (edge, ms, place) => {
    expect(edgeAt(one, edge, ms, 90_000)).toBe(place);
  });
});

describe('keys beside a call that is annotated', () => {
  const press = (key: string, change: Partial<KeyboardEvent> = {}) => ({
    ...{ key, code: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false },
    ...change,
  });
  const player = { text: false, player: true, chosen: false };
  const text = { text: true, player: false, chosen: false };
  const card = { text: false, player: false, chosen: false };

  it('a digit annotates beside the player alone, and where digits are keys', () => {
    expect(annotationKey(press('5'), player, true)).toEqual({ does: 'annotate', at: 4 });
    expect(annotationKey(press('0'), player, true)).toEqual({ does: 'annotate', at: null });
    for (const where of [text, card]) expect(annotationKey(press('5'), where, true)).toBeNull();
    expect(annotationKey(press('5'), { ...player, chosen: true }, true)).toBeNull();
    expect(annotationKey(press('5'), player, false)).toBeNull();
    expect(annotationKey(press('5', { shiftKey: true }), player, true)).toBeNull();
  });
  it('F4 annotates in text fields too', () =>
    expect(annotationKey(press('F4'), text, false)).toEqual({ does: 'current' }));
  it('Alt with an arrow moves an edge by a fifth of a second', () => {
    expect(annotationKey(press('ArrowLeft', { altKey: true }), player, true)).toEqual({
      does: 'edge',
      byMs: -200,
    });
    expect(annotationKey(press('ArrowRight', { altKey: true }), text, true)).toBeNull();
    expect(annotationKey(press('ArrowRight'), player, true)).toBeNull();
  });
});

describe('blocks under the lanes', () => {
  const annotation = (from: number, to: number): Annotation => ({ from, to, criterion: null, text: '' });
  const all = [
    annotation(0, 10_000),
    annotation(10_500, 11_000),
    annotation(11_000, 12_000),
    annotation(90_000, 99_000),
  ];

  it('have a digit where there is room for it up to the next one, and are seen where there is none', () => {
    const blocks = blocksIn(all, [0, 60_000], 600);
    expect(blocks.map(({ at, digit }) => [at, digit])).toEqual([
      [0, true],
      [1, false],
      [2, true],
    ]);
    expect(blocks.every(({ width }) => width >= 3)).toBe(true);
  });
  it('are those in view alone', () => {
    expect(blocksIn(all, [60_000, 120_000], 600).map(({ at }) => at)).toEqual([3]);
  });
});

describe('the list of annotations', () => {
  const criteria = [
    { code: 'POTRZEBA', name: 'Ustalenie potrzeby' },
    { code: 'DANE', name: 'Ochrona danych' },
  ];
  const of = (criterion: string | null, text: string): Annotation => ({ from: 0, to: 1000, criterion, text });
  const all = [of('DANE', '<b>znak</b>'), of(null, 'Adres'), of('POTRZEBA', ''), of('GONE', 'dane')];
  const places = (filter: string, written: number | null = null) =>
    listedOf(all, criteria, 'Inne', filter, written).map(({ at }) => at);

  it('names each by the digit of its criterion; one of no criterion is „Inne”', () =>
    expect(listedOf(all, criteria, 'Inne', '').map(({ digit, name }) => `${digit} ${name}`)).toEqual([
      '2 Ochrona danych',
      '0 Inne',
      '1 Ustalenie potrzeby',
      '0 Inne',
    ]));
  it('is narrowed by words of the text or of the criterion, and keeps the places of what is left', () => {
    expect(places('DANYCH')).toEqual([0]);
    expect(places('<b>')).toEqual([0]);
    expect(places('inne')).toEqual([1, 3]);
    // The field that is typed into stays, whatever is typed.
    expect(places('danych', 2)).toEqual([0, 2]);
    expect(places('  ')).toEqual([0, 1, 2, 3]);
  });
  it('goes on after a removal with the next that it shows, else with the one before', () => {
    const shown = listedOf(all, criteria, 'Inne', 'inne');
    expect(afterRemoval(shown, 1)).toBe(2);
    expect(afterRemoval(shown, 3)).toBe(1);
    expect(afterRemoval(shown.slice(0, 1), 1)).toBeNull();
  });
});
