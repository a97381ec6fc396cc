import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openDrawn } from '../../renderer/open-act.ts';
import { aidsOf, changeAids, useAids } from '../../renderer/player/aids.ts';
import { type Player } from '../../renderer/player/player.ts';
import { playerOf, useStage } from '../../renderer/player/stage.ts';
import {
  annotate,
  annotateCurrent,
  annotateStretch,
  changeCriterion,
  chooseAnnotation,
  hearAnnotation,
  moveEdge,
  useAnnotating,
} from '../../renderer/quality/annotate.ts';
import {
  addAnnotation,
  beginCard,
  changeAnnotation,
  emptyCard,
  filledCard,
  mostAnnotations,
} from '../../renderer/quality/card.ts';
import '../../renderer/quality/carry-view-over.ts';
import { firstPreferences } from '../../shared/preferences.ts';
import type { Criterion } from '../../shared/quality.ts';
import { first, id, second } from './renderer-player-opening.fixture.ts';
import { FakeOffice } from './renderer-player-office.fixture.ts';

/** A call is annotated while it is heard. */

let office: FakeOffice;
vi.mock('../../renderer/player/sound.ts', () => ({
  createSound: (token: string) => office.soundOf(token),
}));

const criterion = (code: string): Criterion => ({
  ...{ code, name: code, weight: 1 as const },
  levels: ['', '', '', ''],
});
const position = { plan: id(50), nr: 8 };

async function hear(listed = first, nr = 8): Promise<Player> {
  const opened = { ...office.opened(listed.recording), position: { ...position, nr } };
  office.listen = () => Promise.resolve({ state: 'open', open: opened });
  const opening = openDrawn({ ...position, nr }, listed);
  await office.soundComes();
  await opening;
  const player = playerOf(useStage.getState().stage);
  if (player === null) throw new Error('nothing sounds');
  beginCard(listed.recording, emptyCard(3));
  return player;
}

let player: Player;
beforeEach(async () => {
  office = new FakeOffice();
  useAnnotating.setState({ criteria: ['PRZEDSTAWIENIE', 'POTRZEBA', 'DANE'].map(criterion) });
  player = await hear();
});

const said = () => filledCard()?.words.annotations ?? [];
const at = (ms: number): void => player.seek(ms);

describe('a digit', () => {
  it('annotates what is heard under its criterion, which becomes the current one, and chooses nothing', () => {
    at(30_000);
    annotate(2);
    expect(said()).toEqual([{ from: 28_000, to: 32_000, criterion: 'DANE', text: '' }]);
    expect(filledCard()).toMatchObject({ chosen: null, words: { current: 2 } });
    expect(useAnnotating.getState().made).toEqual(said()[0]);
  });

  it('of no criterion of the plan does nothing', () => {
    annotate(3);
    expect(said()).toEqual([]);
  });

  it('0 leaves the current criterion as it is, for F4 and for what the mouse draws', () => {
    annotate(1);
    at(60_000);
    annotate(null);
    at(90_000);
    annotateCurrent();
    annotateStretch([100_000, 101_000]);
    expect(said().map((one) => one.criterion)).toEqual(['POTRZEBA', null, 'POTRZEBA', 'POTRZEBA']);
  });

  it('pressed twice in one place annotates once', () => {
    at(30_000);
    annotate(0);
    annotate(0);
    expect(said()).toHaveLength(1);
  });

  it('for another call than the one whose card is filled in does nothing', () => {
    beginCard(second.recording, emptyCard(3));
    annotate(0);
    expect(said()).toEqual([]);
  });
});

describe('annotations', () => {
  it('stand in the order of the sound, and what is chosen stays chosen when one comes before it', () => {
    at(60_000);
    annotate(0);
    chooseAnnotation(0);
    at(30_000);
    annotate(1);
    expect(said().map(({ from }) => from)).toEqual([28_000, 58_000]);
    expect(filledCard()?.chosen).toBe(1);
  });

  it('are no more than 500: the next one is refused, and one of them may still get another criterion', () => {
    for (let n = 0; n < mostAnnotations; n += 1)
      addAnnotation({ from: n * 100, to: n * 100 + 50, criterion: 'DANE', text: '' });
    at(60_000);
    annotate(0);
    expect(said()).toHaveLength(mostAnnotations);
    changeCriterion(0, 0);
    expect(said()[0]?.criterion).toBe('PRZEDSTAWIENIE');
  });

  it('keep what is written in them letter by letter: markup, another direction, signs that nobody sees', () => {
    annotate(0);
    const text = '<img src=x onerror=alert(1)> \u202Etxet\u202C \u200Bż';
    changeAnnotation(0, { text });
    expect(said()[0]?.text).toBe(text);
  });

  it('are never without length or beyond the call', () => {
    annotateStretch([5000, 5000]);
    expect(said()).toEqual([]);
    at(191_900);
    annotate(0);
    expect(said()[0]?.to).toBe(192_000);
  });

  it('are played from their beginning', async () => {
    at(60_000);
    annotate(0);
    const [one] = said();
    if (one !== undefined) await hearAnnotation(one);
    expect(player.state.getState().positionMs).toBe(58_000);
  });

  it('have the edge moved that is nearer to the sound', () => {
    at(30_000);
    annotate(0);
    chooseAnnotation(0);
    moveEdge(200);
    at(31_500);
    moveEdge(-200);
    expect(said()).toMatchObject([{ from: 28_200, to: 31_800 }]);
  });
});

describe('the next call', () => {
  it('is balanced as the one before; one that was heard before is as it was left', async () => {
    changeAids(first.recording, { balance: 0.5, muted: [1] });
    await hear(second, 9);
    expect(aidsOf(useAids.getState(), second.recording)).toMatchObject({ balance: 0.5, muted: [] });
    changeAids(second.recording, { balance: -1 });
    await hear(first);
    expect(aidsOf(useAids.getState(), first.recording).balance).toBe(0.5);
  });
});

it('digits are keys at first: whoever reviews wants them', () => {
  expect(firstPreferences.scoreKeys).toBe('on');
});
