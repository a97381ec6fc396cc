import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { untouchedLimitMs, watchUntouched } from '../../renderer/playback/untouched.ts';

let playing = true;
const expired = vi.fn();
const page = new EventTarget();
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  playing = true;
  expired.mockReset();
  stop = watchUntouched(page, () => playing, expired);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('asks after 30 minutes of sound that nobody touched, and not before', () => {
  vi.advanceTimersByTime(untouchedLimitMs - 1);
  expect(expired).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_001);
  expect(expired).toHaveBeenCalledTimes(1);
});

it.each(['keydown', 'pointerdown', 'wheel'])('starts anew at a touch (%s): typing is touching', (touch) => {
  vi.advanceTimersByTime(untouchedLimitMs - 1000);
  page.dispatchEvent(new Event(touch));
  vi.advanceTimersByTime(untouchedLimitMs - 1000);
  expect(expired).not.toHaveBeenCalled();
});

it('never asks while nothing plays', () => {
  playing = false;
  vi.advanceTimersByTime(untouchedLimitMs * 3);
  expect(expired).not.toHaveBeenCalled();
});
