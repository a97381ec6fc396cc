import type { Page } from '@playwright/test';

/** A key, and what is to have it; null lets a frame pass. */
export type Press = { key: string; control?: boolean; on?: string } | null;

/**
 * Presses keys, each within a frame of its own; milliseconds of work of each frame until it is painted, without the wait for the screen's next
 * one.
 */
export function pressInFrames(page: Page, presses: readonly Press[]): Promise<number[]> {
  return page.evaluate(async (all) => {
    const frame = (press: Press): Promise<number> =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const begun = performance.now();
          if (press !== null) {
            const { key, control: ctrlKey = false, on = 'body' } = press;
            const init = { key, ctrlKey, bubbles: true, cancelable: true };
            document.querySelector(on)?.dispatchEvent(new KeyboardEvent('keydown', init));
          }
          // A message that is sent within a frame comes once that is painted.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - begun);
          port2.postMessage(0);
        });
      });
    const took: number[] = [];
    for (const press of all) took.push(await frame(press));
    return took;
  }, presses);
}

export const sumOf = (frames: readonly number[]): number => frames.reduce((sum, one) => sum + one, 0);
