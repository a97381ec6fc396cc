import type { Locator, Page } from '@playwright/test';
import { lookAround } from '../measure.ts';

/** What a page remembers for us; times are those of `performance.now()`. */
type Ear = {
  clickedAt: number;
  media: HTMLMediaElement | null;
  heard: ((at: number) => void) | null;
};
declare global {
  interface Window {
    ear?: Ear;
  }
}

/**
 * From now on the page notes each click, and when an element that was told to play can be heard: it says `playing`, and is not muted. The same for
 * every program that is measured; nothing is polled, so that looking costs nothing.
 */
export async function listenToPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    const ear: Ear = { clickedAt: 0, media: null, heard: null };
    window.ear = ear;
    // The instant of the input itself, not that of a handler that had to wait for the page.
    document.addEventListener('click', (event) => (ear.clickedAt = event.timeStamp), true);
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      ear.media = this;
      const look = (): void => {
        const runs = !this.paused && !this.seeking && this.readyState >= this.HAVE_FUTURE_DATA;
        if (runs && !this.muted) ear.heard?.(performance.now());
      };
      for (const event of ['playing', 'volumechange']) this.addEventListener(event, look);
      return play.call(this);
    };
  });
}

/** One click that led to sound: how long it took, and when the sound came (milliseconds since 1970). */
export type Heard = { ms: number; at: number };

/** Presses a control with the mouse, as a person does, and waits for the first sound after it. */
export async function clickToSound(page: Page, control: Locator): Promise<Heard> {
  const box = await control.boundingBox();
  if (box === null) throw new Error('there is nothing to click on');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await lookAround();
  const heard = page.evaluate(
    () =>
      new Promise<Heard>((resolve) => {
        const { ear } = window;
        if (ear === undefined) throw new Error('nobody listens');
        ear.heard = (at) => {
          ear.heard = null;
          resolve({ ms: at - ear.clickedAt, at: performance.timeOrigin + at });
        };
      }),
  );
  await page.mouse.down();
  await page.mouse.up();
  return heard;
}

/** Pauses whatever plays. */
export async function hush(page: Page): Promise<void> {
  await page.evaluate(() => window.ear?.media?.pause());
}

/** Jumps to a place while the sound runs; milliseconds until the sound has moved on from there. */
export async function seek(page: Page, seconds: number): Promise<number> {
  return page.evaluate(async (to) => {
    const media = window.ear?.media;
    if (!media || media.paused) throw new Error('nothing plays');
    const begun = performance.now();
    media.currentTime = to;
    const channel = new MessageChannel();
    return new Promise<number>((resolve) => {
      // As often as the page can: timers and frames are too coarse for what takes some ten milliseconds.
      channel.port1.onmessage = () => {
        if (!media.seeking && media.currentTime > to) resolve(performance.now() - begun);
        else channel.port2.postMessage(0);
      };
      channel.port2.postMessage(0);
    });
  }, seconds);
}
