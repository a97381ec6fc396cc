import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchUntouched } from '../../renderer/player/interruptions.ts';

const limitMs = 30 * 60_000;
let playing = true;
const expired = vi.fn();
const page = new EventTarget();
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  playing = true;
  expired.mockReset();
  stop = watchUntouched(page, limitMs, () => playing, expired);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('asks after so much sound that nobody touched, and not before', () => {
  vi.advanceTimersByTime(limitMs - 1);
  expect(expired).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_001);
  expect(expired).toHaveBeenCalledTimes(1);
});

it.each(['keydown', 'pointerdown', 'wheel'])('starts anew at a touch (%s): typing is touching', (touch) => {
  vi.advanceTimersByTime(limitMs - 1000);
  page.dispatchEvent(new Event(touch));
  vi.advanceTimersByTime(limitMs - 1000);
  expect(expired).not.toHaveBeenCalled();
});

it('never asks while nothing plays', () => {
  playing = false;
  vi.advanceTimersByTime(limitMs * 3);
  expect(expired).not.toHaveBeenCalled();
});
