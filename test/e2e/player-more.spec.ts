import type { Page } from '@playwright/test';
import { entriesOf, headOf } from './ledger.ts';
import { listenTo, positionOf, switchLetterKeys, unlock } from '../../build/window/hand.ts';
import { expect, planOf, who } from './office.ts';
import { test } from './player.ts';
import { expectSound } from './sound.ts';

/** What the player has one step behind: silence left out, two seconds back, a stretch again and again. */

test('„Więcej”: silence is left out and never stated as heard, a stretch is played again, and a lock keeps all of it', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.other);
  const { keyboard } = page;
  const before = await headOf(office);
  await listenTo(page, planOf(office, 'oddzwonienie'));
  await expectSound(page);
  await keyboard.press('F8');
  await page.getByRole('button', { name: 'Więcej' }).click();
  await expect(page.getByRole('grid', { name: 'Nagrania w tej czynności' })).toHaveCount(0);
  const stretch = page.getByRole('region', { name: 'Fragment A–B' });
  // One channel: nobody's turn can be told from another's.
  await expect(page.getByRole('button', { name: 'Następna wypowiedź' })).toHaveCount(0);
  const skip = page.getByRole('switch', { name: 'Pomijaj ciszę' });
  await expect(skip).not.toBeChecked();
  await expect(skip).toHaveAccessibleDescription('skraca o 11 s; pominiętej ciszy protokół nie poda');

  // To the end of the first silence, back before it, and then without it and the next one.
  await page.getByRole('button', { name: 'Następny dźwięk po ciszy' }).click();
  await expect.poll(() => positionOf(page)).toBe(26);
  await keyboard.press('F7');
  await skip.check();
  await keyboard.press('F8');
  await expect.poll(() => positionOf(page)).toBeGreaterThanOrEqual(32);
  await keyboard.press('F8');

  await page.getByRole('switch', { name: '2 s wstecz po wznowieniu' }).check();
  const places = await noteJumps(page);
  const rested = await placeOf(page);
  await keyboard.press('F8');
  await expect.poll(async () => (await places())[0] ?? 0).toBeCloseTo(rested - 2, 1);
  // It runs again only some moments after the jump; a key pressed before would not end it.
  await expectSound(page);
  await keyboard.press('F8');
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeVisible();

  await switchLetterKeys(page, 'włączone');
  await keyboard.press('a');
  const from = await placeOf(page);
  await keyboard.press('F9');
  await keyboard.press('b');
  await expect(stretch.getByRole('status')).toHaveText(/^00:3\d–00:\d\d \([45]\ss\)$/);
  await keyboard.press('l');
  await expect(stretch.getByRole('button', { name: 'Powtarzaj' })).toHaveAttribute('aria-pressed', 'true');
  const jumped = (await places()).length;
  await keyboard.press('F8');
  const again = async (): Promise<number[]> => (await places()).slice(jumped);
  await expect
    .poll(async () => (await again()).filter((at) => Math.abs(at - from) < 0.1).length)
    .toBeGreaterThan(0);

  const said = (await stretch.getByRole('status').textContent()) ?? '';
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
  await unlock(page, office.person(who.other));
  await expect(page.getByRole('alert').first()).toContainText('Program był zablokowany.');
  const place = await positionOf(page);
  await page.getByRole('button', { name: 'Odtwarzaj' }).click();
  await expect(page.getByRole('button', { name: 'Wstrzymaj' })).toBeVisible();
  expect(Math.abs((await positionOf(page)) - place)).toBeLessThan(5);
  await expect(stretch.getByRole('status')).toHaveText(said);
  const [closed] = await entriesOf(office, 'closed', before);
  const heard = closed?.payload.ranges ?? [];
  for (const [begin, end] of [
    [23_300, 25_900],
    // Two seconds back led to its very end once: that was played, and is stated.
    [28_300, 29_900],
  ] as const) {
    expect(heard.filter(([one, other]) => one < end && other > begin)).toEqual([]);
  }
  expect(heard.some(([one, other]) => one <= 31_500 && other >= 31_500)).toBe(true);
});

/** Where the element stands, in seconds. */
function placeOf(page: Page): Promise<number> {
  return page.evaluate(() => [...(window.watched?.elements ?? [])].at(-1)?.currentTime ?? -1);
}

/** From now on notes where the element is sent, in seconds. */
async function noteJumps(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const noted: number[] = [];
    const [element] = [...(window.watched?.elements ?? [])].slice(-1);
    element?.addEventListener('seeking', () => {
      noted.push(element.currentTime);
      document.documentElement.dataset['jumps'] = JSON.stringify(noted);
    });
  });
  return () => page.evaluate(() => JSON.parse(document.documentElement.dataset['jumps'] ?? '[]') as number[]);
}
