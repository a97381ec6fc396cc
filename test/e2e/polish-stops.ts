import type { Page } from '@playwright/test';
import { en } from '../../shared/text/en.ts';
import { pl } from '../../shared/text/pl.ts';
import { expect } from './app.ts';
import { focusInWords } from './keyboard.ts';

/** Every word of the English screen that is none of the Polish one, and what the parts of the program are called. */
const english = new Set(textsOf(en).filter((text) => !textsOf(pl).includes(text)));
const technical = new RegExp(
  `\\b(the|close|clear|open|more|remove|dismiss|information|show|hide|button|select|scroll|group|undefined|null)\\b|\\[object|fui-|\\b(${Object.keys(pl).join('|')})\\.[a-z]`,
  'i',
);

function textsOf(texts: object): string[] {
  return Object.values(texts).flatMap((text: unknown) =>
    typeof text === 'string' ? [text] : textsOf(text as object),
  );
}

/** Goes once round the page with Tab; each stop must have a name, in Polish. */
export async function expectPolishStops(page: Page, where: string): Promise<void> {
  const seen = new Set<string>();
  // A page has some tens; a stop twice in a row is a list of things that are called the same.
  for (let more = 150; more > 0; more -= 1) {
    await page.keyboard.press('Tab');
    const words = await focusInWords(page);
    if (words === 'nothing') continue;
    const [role = '', ...names] = words.split(' ');
    const name = names.join(' ');
    expect.soft(name, `${where}: ${role} without a name`).toMatch(/\p{L}/u);
    expect.soft(technical.test(name) || english.has(name), `${where}: ${words}`).toBe(false);
    const place = await page.evaluate(() => {
      const { x = 0, y = 0 } = document.activeElement?.getBoundingClientRect() ?? {};
      return `${x} ${y}`;
    });
    if (seen.has(`${words} ${place}`)) break;
    seen.add(`${words} ${place}`);
  }
  expect(seen.size, where).toBeGreaterThan(3);
}
