import type { ElectronApplication, Page } from '@playwright/test';
import { expect } from './app.ts';
import { painted } from './audit.ts';

type Box = { x: number; y: number; width: number; height: number };
type Stop = { words: string; box: Box; covered: boolean };

/**
 * Walks a page with Tab from its first control on and looks at each stop twice, with the focus and without: a person has
 * to see where it is. Counted are pixels whose contrast between the two pictures is 3 : 1 or more (WCAG 2.2, the measure
 * of 2.4.13); a line along the long side of the control is the least. Nothing may lie over it (2.4.11). Returns the
 * stops in words, `most` of them at most.
 */
export async function expectVisibleFocus(
  app: ElectronApplication,
  page: Page,
  where: string,
  most = 80,
): Promise<string[]> {
  const seen: string[] = [];
  await focusFirst(page);
  for (let stop = await focused(page); seen.length < most; stop = await next(page)) {
    if (stop === null || seen.includes(stop.words)) break;
    seen.push(stop.words);
    const { box, words } = stop;
    const least = Math.max(box.width, box.height) * 0.8;
    // A picture may be a frame older than the page: until both are there.
    await expect.soft
      .poll(() => difference(app, page, box), {
        message: `${where}: the focus on ${words}`,
        timeout: 2_000,
        intervals: [0],
      })
      .toBeGreaterThan(least);
    expect.soft(stop.covered, `${where}: ${words} is covered`).toBe(false);
  }
  return seen;
}

async function focusFirst(page: Page): Promise<void> {
  // Fluent draws its rings for whoever has come by Tab.
  await page.keyboard.press('Tab');
  await page.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLElement>('input, textarea, button, [tabindex="0"]')];
    controls
      .find((one) => one.tabIndex === 0 && one.dataset['tabsterDummy'] === undefined && one.checkVisibility())
      ?.focus();
  });
}

async function next(page: Page): Promise<Stop | null> {
  await page.keyboard.press('Tab');
  return focused(page);
}

/** What has the focus; null where it left the page. */
async function focused(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const one = document.activeElement;
    if (!(one instanceof HTMLElement) || one === document.body || one.dataset['tabsterDummy'] !== undefined)
      return null;
    // Radio, tick and slider: the control that is seen stands around the input that takes the focus.
    const drawn = one.matches('input') ? (one.parentElement ?? one) : one;
    const { x, y, width, height } = drawn.getBoundingClientRect();
    const label =
      one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement
        ? one.labels?.[0]?.textContent
        : null;
    const name = one.ariaLabel ?? label ?? one.innerText;
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    const covered = top === null || !(drawn.contains(top) || top.contains(drawn));
    const words = `${one.role ?? one.tagName.toLowerCase()} ${name.trim().replace(/\s+/g, ' ')}`;
    return { words, box: { x, y, width, height }, covered };
  });
}

type Watching = Window & { last?: HTMLElement };
type Remembering = { before?: Buffer };

/** Pixels around a control that differ visibly between having the focus and having lost it. It has it again afterwards. */
async function difference(app: ElectronApplication, page: Page, box: Box): Promise<number> {
  const place = around(box);
  await painted(page);
  await app.evaluate(async ({ BrowserWindow }, area) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage(area);
    (globalThis as Remembering).before = image?.toBitmap() ?? Buffer.alloc(0);
  }, place);
  await page.evaluate(() => {
    (window as Watching).last = document.activeElement as HTMLElement;
    (window as Watching).last?.blur();
  });
  await painted(page);
  const changed = await compare(app, place);
  await page.evaluate(() => (window as Watching).last?.focus({ preventScroll: true }));
  return changed;
}

async function compare(app: ElectronApplication, place: Box): Promise<number> {
  return app.evaluate(async ({ BrowserWindow }, area) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage(area);
    const after = image?.toBitmap() ?? Buffer.alloc(0);
    const before = (globalThis as Remembering).before ?? after;
    const linear = (value: number): number => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    };
    const luminance = (pixels: Buffer, at: number): number =>
      0.0722 * linear(pixels[at] ?? 0) +
      0.7152 * linear(pixels[at + 1] ?? 0) +
      0.2126 * linear(pixels[at + 2] ?? 0);
    let changed = 0;
    for (let at = 0; at < after.length; at += 4) {
      // Nearly all of them: what did not change has no contrast to be reckoned.
      if (after.readInt32LE(at) === before.readInt32LE(at)) continue;
      const [one, other] = [luminance(before, at), luminance(after, at)];
      if ((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) >= 3) changed += 1;
    }
    return changed;
  }, place);
}

function around({ x, y, width, height }: Box): Box {
  const margin = 6;
  const left = Math.max(0, Math.floor(x) - margin);
  const top = Math.max(0, Math.floor(y) - margin);
  return { x: left, y: top, width: Math.ceil(width) + 2 * margin, height: Math.ceil(height) + 2 * margin };
}
