import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, NodeResult, RunOptions } from 'axe-core';
import type { ElectronApplication, Page } from '@playwright/test';
import { resizeTo } from '../../build/window/looks.ts';
import { expect } from './app.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How Windows may be set; Chromium tells the page of each as the system would. */
const themes = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
} as const;
type Theme = keyof typeof themes;
export const themeNames = Object.keys(themes) as Theme[];

/** A workstation's screen, and the smallest one that the program must fit at 200 %: 640 × 400 CSS pixels are left. */
export const sizes = {
  '100 %': { width: 1366, height: 768, zoom: 1 },
  '200 %': { width: 1280, height: 800, zoom: 2 },
} as const;
type Size = keyof typeof sizes;

/** WCAG 2.2 A and AA, and of the good practices those about headings and landmarks. */
const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: {
    'target-size': { enabled: true },
    // Lists and menus that open over the page are part of no landmark, and need none: the focus is in them.
    region: { enabled: false },
  },
  resultTypes: ['violations', 'incomplete'],
};
/** What a theme can spoil. All else is the same in every theme, and is looked for in one. */
const ofColours: RunOptions = {
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
  resultTypes: ['violations', 'incomplete'],
};
/** Fluent's fences around a menu or dialog: they hand the focus on at once and are never where it stays. */
const context = { exclude: ['[data-tabster-dummy]'] };

/**
 * What axe cannot decide and people have looked at: text under an open list or scrolled half out of sight, arrows and single
 * figures beside words, the figure in a badge, an empty field, and the page behind a dialog, which the dialog's fences keep the focus out of.
 */
const lookedAt: Readonly<Record<string, readonly string[]>> = {
  'color-contrast': [
    'bgOverlap',
    'elmPartiallyObscured',
    'elmPartiallyObscuring',
    'nonBmp',
    'pseudoContent',
    'shortTextContent',
    'emptyValue',
  ],
  'aria-hidden-focus': ['#root'],
};

type AxeWindow = Window & {
  axe?: { run(context: object, options: RunOptions): Promise<Pick<AxeResults, 'violations' | 'incomplete'>> };
};

export async function wear(page: Page, theme: Theme): Promise<void> {
  // Without motion: nothing is looked at half-way, and this is how it looks to those who ask for none.
  await page.emulateMedia({ ...themes[theme], reducedMotion: 'reduce' });
  await painted(page);
}

export async function resize(app: ElectronApplication, page: Page, size: Size): Promise<void> {
  await resizeTo(app, page, sizes[size]);
  await painted(page);
}

/** Two frames: what was changed is laid out and on the screen. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** Waits until nothing is half-way: no colour or panel of the page is still on its way to what it will be. */
async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // What goes round for ever is waited for by nobody.
    const moving = document
      .getAnimations()
      .filter(
        ({ effect, playState }) =>
          playState === 'running' && effect?.getComputedTiming().iterations !== Infinity,
      );
    // A change that is taken back ends its animation by a rejection: it is over as well.
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });
  await painted(page);
}

/** What is wrong with the page as it stands, one line each; empty for a good page. `colours`: what its theme could spoil, no more. */
export async function faults(page: Page, only: 'all' | 'colours' = 'all'): Promise<string[]> {
  const there = await page.evaluate(() => (window as AxeWindow).axe !== undefined);
  // Through the tools of the browser, as a person would from its console: the page's own policy stays as it is.
  if (!there) await page.evaluate(axeSource);
  await still(page);
  const { violations, incomplete } = await page.evaluate(
    async ([within, how]) => {
      const found = await (window as AxeWindow).axe?.run(within, how);
      return { violations: found?.violations ?? [], incomplete: found?.incomplete ?? [] };
    },
    [context, only === 'all' ? options : ofColours] as const,
  );
  const wrong = violations.flatMap(({ id, nodes }) => nodes.map((node) => line(id, node)));
  const unknown = incomplete.flatMap(({ id, nodes }) =>
    nodes
      .filter((node) => !(lookedAt[id] ?? []).includes(reasonOf(node)))
      .map((node) => `? ${line(id, node)}`),
  );
  return [...wrong, ...unknown];
}

function reasonOf({ any, target }: NodeResult): string {
  const data = any[0]?.data as { messageKey?: string } | null | undefined;
  return data?.messageKey ?? target.join(' ');
}

function line(rule: string, node: NodeResult): string {
  const [check] = [...node.any, ...node.all, ...node.none];
  return `${rule} [${reasonOf(node)}]: ${check?.message ?? ''} ${node.html.slice(0, 160)}`;
}

/** WCAG 1.4.10: nothing is wider than its place, unless it ends in „…” and says the whole when pointed at. */
export async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = [...document.querySelectorAll<HTMLElement>('html, body *')].filter(
      (one) => one.clientWidth > 1 && one.checkVisibility({ visibilityProperty: true }),
    );
    return shown
      .filter((one) => {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(one);
        const wide = overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1;
        // What is open over a page may reach below it while its button is scrolled out of sight.
        const high =
          one.tagName !== 'HTML' && overflowY === 'hidden' && one.scrollHeight > one.clientHeight + 1;
        return high || (wide && !(textOverflow === 'ellipsis' && one.title !== ''));
      })
      .map((one) => `cut off: ${one.tagName} ${(one.ariaLabel ?? one.innerText).slice(0, 60)}`);
  });
}

/** In a chosen row every word and sign is seen on the system's colour of what is chosen; axe knows no colours of the system. */
async function unseenChoice(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const rows = [
      ...document.querySelectorAll<HTMLElement>('[role=row][aria-selected=true], [role=row][aria-current]'),
    ];
    return rows.flatMap((row) => {
      const { color } = getComputedStyle(row);
      return [...row.querySelectorAll<HTMLElement>('*')]
        .filter((one) => one.checkVisibility() && getComputedStyle(one).color !== color)
        .map((one) => `not seen in a chosen row: ${one.tagName} ${one.textContent.slice(0, 60)}`);
    });
  });
}

/** What Fluent calls its parts where nobody named them: English on every screen, seen or only read out. */
const unnamed = ['clear selection', 'clear', 'open', 'close', 'dismiss', 'information', 'overflow'];

async function english(page: Page): Promise<string[]> {
  return page.evaluate(
    (names) =>
      [...document.querySelectorAll('[aria-label]')]
        .filter(({ ariaLabel }) => names.includes(ariaLabel?.toLowerCase() ?? ''))
        .map((one) => `English: ${one.outerHTML.slice(0, 160)}`),
    unnamed,
  );
}

/** The page in every theme and at both sizes, or at those given; the window is left light and at 100 %. */
export async function expectGood(
  app: ElectronApplication,
  page: Page,
  where: string,
  at: readonly ('200 %' | '100 %')[] = ['200 %', '100 %'],
): Promise<void> {
  for (const size of at) {
    await resize(app, page, size);
    for (const theme of ['dark', 'forced colours', 'light'] as const) {
      await wear(page, theme);
      const found = await faults(page, theme === 'light' ? 'all' : 'colours');
      if (theme === 'forced colours') found.push(...(await unseenChoice(page)));
      expect.soft(found, `${where}, ${theme}, ${size}`).toEqual([]);
    }
    expect.soft([...(await cutOff(page)), ...(await english(page))], `${where}, ${size}`).toEqual([]);
  }
}
