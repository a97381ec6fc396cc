import type { Locator, Page } from '@playwright/test';
import { chip, grid } from './found.ts';
import { askFor, caseNumber, dayOf, rowOf, signIn, timeOf } from '../../build/window/hand.ts';
import { expect, planOf, story, test, who } from './office.ts';

/** The calls of a day, as a drawing and as a list with the columns that a person wants. */

test.use({ seed: { of: 'found-calls', choose: story } });

test('the day is a drawing: its handles are the hours, by key and by mouse, and it is told in words', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.listener);
  const [reminder, quarrel] = [planOf(office, 'oddzwonienie'), planOf(office, 'spor')];
  await page.getByLabel('Znak sprawy').fill(caseNumber);
  await page.keyboard.press('Enter');
  await askFor(page, 'Dzień rozmowy', dayOf(quarrel));
  await expect(rowOf(page, reminder)).toBeVisible();
  const drawing = page.getByRole('group', { name: 'Rozmowy tego dnia według godzin' });
  await expect(drawing.getByRole('listitem').filter({ hasText: 'godz. 10:' })).toContainText('1 rozmowa');
  const from = drawing.getByRole('slider', { name: 'Od godziny' });
  await expect(from).toHaveAttribute('aria-valuetext', '07:00');
  await from.focus();
  for (const key of ['PageUp', 'PageUp', 'PageUp', 'ArrowLeft']) await page.keyboard.press(key);
  await expect(from).toHaveAttribute('aria-valuetext', '09:55');
  await expect(chip(page, 'godz. 09:55–18:00')).toBeVisible();
  await expect(rowOf(page, reminder)).toHaveCount(0);
  await expect(rowOf(page, quarrel)).toBeVisible();
  await expect(from).toBeFocused();
  await expect(drawing.getByRole('listitem').filter({ hasText: 'godz. 9:' })).toContainText('na liście 0');
  await expect(page.getByRole('status').filter({ hasText: /1 z \d+ rozm/ })).toBeVisible();
  // By mouse: the other handle to a little before the quarrel.
  const to = drawing.getByRole('slider', { name: 'Do godziny' });
  const [handle, first] = [await to.boundingBox(), await from.boundingBox()];
  if (handle === null || first === null) throw new Error('no handles');
  await page.mouse.move(handle.x + handle.width / 2, handle.y + 10);
  await page.mouse.down();
  await page.mouse.move(first.x + first.width / 2 + 2, handle.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect(chip(page, 'godz. 09:55–10:00')).toBeVisible();
  await expect(rowOf(page, quarrel)).toHaveCount(0);
  // A press on the drawing looks around that time.
  await page.getByRole('button', { name: 'Wyczyść warunki' }).click();
  await askFor(page, 'Dzień rozmowy', dayOf(quarrel));
  await from.waitFor();
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (start === null || end === null) throw new Error('no handles');
  const [hour = 0, minute = 0] = timeOf(quarrel).split(':').map(Number);
  const part = (hour + minute / 60 - 7) / 11;
  await page.mouse.click(start.x + start.width / 2 + part * (end.x - start.x), start.y + 30);
  await expect(chip(page, 'ok. godz. 10:05 (± 30 min)')).toBeVisible();
  await expect(rowOf(page, quarrel)).toBeVisible();
});

test('columns and their widths are as the person left them, and nobody else’s', async ({
  office,
  signedIn,
}) => {
  const first = await signedIn(who.listener);
  const openDay = async (page: Page): Promise<void> => {
    await page.getByLabel('Znak sprawy').fill(caseNumber);
    await page.keyboard.press('Enter');
    await askFor(page, 'Dzień rozmowy', dayOf(planOf(office, 'spor')));
    await expect(rowOf(page, planOf(office, 'spor'))).toBeVisible();
  };
  const head = (page: Page, name: string): Locator => grid(page).getByRole('columnheader', { name });
  const width = async (page: Page): Promise<number> =>
    (await head(page, 'Dzwoniący').boundingBox())?.width ?? 0;
  await openDay(first.page);
  const before = await width(first.page);
  await first.page.getByRole('button', { name: 'Kolumny' }).click();
  await first.page.getByRole('checkbox', { name: 'Stan' }).uncheck();
  await first.page.getByRole('button', { name: 'Szersza kolumna: Dzwoniący' }).click();
  await first.page.keyboard.press('Escape');
  await expect(head(first.page, 'Stan')).toHaveCount(0);
  expect(await width(first.page)).toBe(before + 16);
  // By mouse: the edge of a head.
  const edge = await head(first.page, 'Dzwoniący').boundingBox();
  if (edge === null) throw new Error('no head');
  await first.page.mouse.move(edge.x + edge.width - 3, edge.y + 5);
  await first.page.mouse.down();
  await first.page.mouse.move(edge.x + edge.width + 21, edge.y + 5, { steps: 3 });
  await first.page.mouse.up();
  await expect.poll(() => width(first.page)).toBe(before + 40);

  await first.page.getByRole('button', { name: 'Anna Nowak' }).click();
  await first.page.getByRole('menuitem', { name: 'Wyloguj' }).click();
  await signIn(first.page, office.person(who.other));
  await openDay(first.page);
  await expect(head(first.page, 'Stan')).toBeVisible();
  expect(await width(first.page)).toBe(before);
  await first.stop();

  const { page } = await signedIn(who.listener, { home: first.home });
  await openDay(page);
  await expect(head(page, 'Stan')).toHaveCount(0);
  expect(await width(page)).toBe(before + 40);
});
