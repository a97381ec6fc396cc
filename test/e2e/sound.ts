import type { ElectronApplication, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import '../../build/window/hand.ts';

declare global {
  interface Window {
    sides?: AnalyserNode[];
  }
}

/** What is heard, asked of the media elements themselves and not of the page's own account. */

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

/** The sound is gone, the bar says why, and „Odtwarzaj” is where it was. */
export async function expectStopped(app: ElectronApplication, page: Page, why: string): Promise<void> {
  await expect(page.getByRole('alert').filter({ hasText: why })).toBeVisible();
  await expect(page.getByText(/Dźwięk zatrzymano na [\d:]+, klucz usunięto z pamięci\./)).toBeVisible();
  await expectSilence(app, page);
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeVisible();
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

/** How loud each side is, from 0 to 1: the loudest of the last moments on the way to the output, once the page mixes the sound itself. */
export async function watchSides(page: Page): Promise<() => Promise<[left: number, right: number]>> {
  await page.evaluate(() => {
    const sides: AnalyserNode[] = [];
    window.sides = sides;
    type Connect = (this: AudioNode, to: AudioNode | AudioParam, ...rest: number[]) => AudioNode;
    const connect = AudioNode.prototype.connect as Connect;
    AudioNode.prototype.connect = function (this: AudioNode, to: AudioNode | AudioParam, ...rest: number[]) {
      if (to instanceof AudioDestinationNode) {
        const splitter = new ChannelSplitterNode(this.context, { numberOfOutputs: 2 });
        connect.call(this, splitter);
        for (const side of [0, 1]) {
          const analyser = new AnalyserNode(this.context, { fftSize: 32_768 });
          connect.call(splitter, analyser, side);
          sides.push(analyser);
        }
      }
      return connect.call(this, to, ...rest);
    };
  });
  return () =>
    page.evaluate(() => {
      const loudest = (side: number): number =>
        Math.max(
          ...(window.sides ?? [])
            .filter((_, index) => index % 2 === side)
            .map((analyser) => {
              const wave = new Float32Array(analyser.fftSize);
              analyser.getFloatTimeDomainData(wave);
              return wave.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
            }),
        );
      return [loudest(0), loudest(1)] as [number, number];
    });
}
