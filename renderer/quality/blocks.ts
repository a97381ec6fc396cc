import type { Annotation } from '../../shared/drafts.ts';
import type { Range } from '../../shared/values.ts';

/** An annotation as it is drawn: its place among all of them, where it lies in pixels, and whether there is room for its digit. */
type Block = { at: number; x: number; width: number; digit: boolean };

/** Pixels that a digit takes with the block around it, and a block without one; between two of them. */
const [withDigit, least, gap] = [14, 3, 1];

/** What of annotations lies in a drawing of `view` that is `width` pixels wide. They stand in the order of the sound. */
export function blocksIn(annotations: readonly Annotation[], [from, to]: Range, width: number): Block[] {
  const placeOf = (ms: number): number => ((ms - from) / Math.max(1, to - from)) * width;
  const shown = annotations.flatMap((one, at) => (one.to < from || one.from > to ? [] : [{ one, at }]));
  return shown.map(({ one, at }, index) => {
    const x = Math.max(0, placeOf(one.from));
    const end = Math.min(width, placeOf(one.to));
    const next = shown[index + 1];
    const room = (next === undefined ? width : Math.min(width, placeOf(next.one.from))) - gap - x;
    const digit = Math.max(end - x, room) >= withDigit;
    return { at, x, width: Math.max(end - x, digit ? withDigit : least), digit };
  });
}
