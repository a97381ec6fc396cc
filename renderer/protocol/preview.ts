import { create } from 'zustand';
import { personal } from '../memory.ts';

/** How a protocol is looked at: its pages, as wide as there is room or at a chosen size, or its text. */
type Look = { zoom: number | 'fit'; text: boolean };

/** Remembered until the person signs out. */
export const useLook = personal(create<Look>()(() => ({ zoom: 'fit', text: false })));

const steps = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/** The next size in a direction; null at the end. */
export function nextStep(zoom: number, direction: 1 | -1): number | null {
  // What fills the width stands between two steps; a hair's breadth beside one it counts as that one.
  const further = steps.filter((step) => (step - zoom) * direction > 0.005);
  return (direction === 1 ? further[0] : further.at(-1)) ?? null;
}
