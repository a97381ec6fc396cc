import { beforeEach, expect, it, vi } from 'vitest';
import { openDrawn, useOpenActState } from '../../renderer/open-act.ts';
import { useStage } from '../../renderer/player/stage.ts';
import { act, first, id, refusal } from './renderer-player-opening.fixture.ts';
import { FakeOffice } from './renderer-player-office.fixture.ts';

/** What was drawn for a plan is opened by one click, by its place in the draw. */

let office: FakeOffice;
vi.mock('../../renderer/player/sound.ts', () => ({
  createSound: (token: string) => office.soundOf(token),
}));
beforeEach(() => {
  office = new FakeOffice();
});

const position = { plan: id(50), nr: 8 };

it('opens it in the act of its plan, which is the open one from then on', async () => {
  const opening = openDrawn(position, first);
  await office.soundComes();
  expect(await opening).toBeNull();
  expect(office.calls('playback.listen')).toMatchObject([{ what: { position } }]);
  expect(useOpenActState.getState().act).toBe(act);
  expect(useStage.getState().stage.kind).toBe('open');
});

it('plays it from its first word: what is passed over is not heard, not even before that is known', async () => {
  const opened = { ...office.opened(first.recording), position, firstWord: 37_000 };
  let answer = (): void => undefined;
  office.listen = () =>
    new Promise((resolve) => {
      answer = () => resolve({ state: 'open', open: opened });
    });
  const opening = openDrawn(position, first);
  await vi.waitFor(() => expect(office.calls('playback.listen')).toHaveLength(1));
  const { media } = office.lastSound;
  expect([media.paused, media.muted]).toEqual([false, true]);
  answer();
  await vi.waitFor(() => expect(useStage.getState().coming).not.toBeNull());
  expect([media.muted, media.currentTime]).toEqual([false, 37]);
  media.runTo(37, 37.4);
  await opening;
  const { stage } = useStage.getState();
  expect(stage.kind === 'open' && stage.player.heard()).toEqual([[37_000, 37_400]]);
});

it('asks for it by day, length and department alone: neither extension nor name goes out', async () => {
  const opening = openDrawn(position, first);
  await office.soundComes();
  await opening;
  const asked = JSON.stringify(office.calls('playback.prepare'));
  expect(asked).toContain(first.department);
  for (const hidden of ['extension', 'answeredBy', 'callerTail']) expect(asked).not.toContain(hidden);
});

it('gives back why it is refused; no act is open then, and no sound and no token are left', async () => {
  office.listen = () => Promise.resolve({ ...refusal, reason: 'not-next' } as typeof refusal);
  expect(await openDrawn(position, first)).toMatchObject({ reason: 'not-next' });
  expect(useOpenActState.getState().act).toBeNull();
  expect(useStage.getState().stage.kind).toBe('empty');
  expect(office.calls('playback.discard')).toHaveLength(1);
});
