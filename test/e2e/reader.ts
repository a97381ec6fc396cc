import type { Page } from '@playwright/test';

/** „00:03–00:12 Urząd” in seconds; of the first turn the words go on after a comma. */
export function turnOf(text: string): { from: number; to: number; name: string } {
  const [, from = '', to = '', name = ''] = /^([\d:]+)–([\d:]+) ([^,]+)/.exec(text) ?? [];
  const seconds = (clock: string): number =>
    clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return { from: seconds(from), to: seconds(to), name };
}

type Reader = Window & { said?: string[] };

/** From now on, what a reader of the screen would say unasked: changes of live regions, and of the value with the focus. */
export async function listenToReader(page: Page): Promise<() => Promise<string[]>> {
  await page.getByRole('slider', { name: 'Miejsce w nagraniu' }).focus();
  await page.evaluate(() => {
    const said: string[] = [];
    (window as Reader).said = said;
    new MutationObserver((changes) => {
      for (const { target, type } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest(
          '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]',
        );
        if (type !== 'attributes' && region) said.push(region.textContent);
        if (type === 'attributes' && element === document.activeElement)
          said.push(element?.ariaValueText ?? '');
      }
    }).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['aria-valuetext'],
    });
  });
  return async () =>
    [...new Set(await page.evaluate(() => (window as Reader).said ?? []))].filter((one) => one !== '');
}
