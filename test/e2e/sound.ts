import type { ElectronApplication, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/**
 * What is heard, asked of the media elements themselves and not of the page's own account. From `watchSound` on every
 * element that is told to play is remembered, also those that are part of no document.
 */
type Watched = {
  elements: Set<HTMLMediaElement>;
  addresses: Set<string>;
  /** Steps of running sound. */
  audible: number;
};
declare global {
  interface Window {
    watched?: Watched;
  }
}

export async function watchSound(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched: Watched = { elements: new Set(), addresses: new Set(), audible: 0 };
    window.watched = watched;
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      watched.addresses.add(this.src);
      if (!watched.elements.has(this)) {
        watched.elements.add(this);
        this.addEventListener('timeupdate', () => {
          if (!this.paused && this.currentTime > 0) watched.audible += 1;
        });
      }
      return play.call(this);
    };
  });
}

/** How often the elements have moved on since `watchSound`, over all of them: about four times a second of sound. */
export async function audible(page: Page): Promise<number> {
  return page.evaluate(() => window.watched?.audible ?? -1);
}

/** Whether any element holds sound that runs or could run on. */
export async function sounding(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    [...(window.watched?.elements ?? [])].some((one) => !one.paused && one.getAttribute('src') !== null),
  );
}

export async function expectSound(page: Page): Promise<void> {
  const before = await audible(page);
  await expect.poll(() => audible(page), { message: 'sound should be running' }).toBeGreaterThan(before + 1);
}

/** The sound has ended: no element runs, and what each of them played is no longer to be had from the main process. */
export async function expectSilence(app: ElectronApplication, page: Page): Promise<void> {
  await expect.poll(() => sounding(page), { message: 'sound should have ended' }).toBe(false);
  expect(await openAddresses(app, page)).toEqual([]);
}

/** Addresses that still yield sound to whoever kept them. */
export async function openAddresses(app: ElectronApplication, page: Page): Promise<string[]> {
  const addresses = await page.evaluate(() => [...(window.watched?.addresses ?? [])]);
  return app.evaluate(async ({ session }, asked) => {
    const there: string[] = [];
    for (const address of asked) {
      // One that waits for a key does not answer at all, and should not be there either.
      const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), 10_000));
      const answer = await Promise.race([session.fromPartition('odsluch').fetch(address), late]);
      if (answer === null) there.push(`${address} (waiting)`);
      else if (answer.ok) there.push(address);
    }
    return there;
  }, addresses);
}
