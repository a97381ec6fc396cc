import { expect, it } from 'vitest';
import { fannedOut } from '../../renderer/player/Marks.tsx';

/** Places of numbers above a drawing of 400 pixels. */
const fanned = (...wanted: number[]): number[] => fannedOut(wanted, 400);

it('numbers that have room stand where they belong', () => {
  expect(fanned(0, 100, 121, 400)).toEqual([0, 100, 121, 400]);
  expect(fanned()).toEqual([]);
});

it('two at one place stand side by side around it, and push no third out of its order', () => {
  expect(fanned(100, 100)).toEqual([90, 110]);
  expect(fanned(100, 100, 112)).toEqual([84, 104, 124]);
});

it('at an edge they stay within the drawing', () => {
  expect(fanned(0, 1, 2)).toEqual([0, 20, 40]);
  expect(fanned(398, 400)).toEqual([380, 400]);
});
