import type { Locator, Page } from '@playwright/test';
import type { CallPlan } from '../../build/office/calls.ts';
import { addDays, addMonths } from '../../shared/warsaw.ts';
import { chip, grid, rows } from './found.ts';
import {
  approve,
  ask,
  askFor,
  caseNumber,
  controls,
  dayText,
  find,
  findCall,
  goTo,
  justify,
  rowOf,
  signIn,
  timeOf,
} from '../../build/window/hand.ts';
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
  await page.keyboard.press('Tab');
  await askFor(page, 'Dzień rozmowy', dayText(quarrel));
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
  await askFor(page, 'Dzień rozmowy', dayText(quarrel));
  await from.waitFor();
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (start === null || end === null) throw new Error('no handles');
  const [hour = 0, minute = 0] = timeOf(quarrel).split(':').map(Number);
  const part = (hour + minute / 60 - 7) / 11;
  await page.mouse.click(start.x + start.width / 2 + part * (end.x - start.x), start.y + 30);
  await expect(chip(page, 'ok. godz. 10:05 (± 30 min)')).toBeVisible();
  await expect(rowOf(page, quarrel)).toBeVisible();
});

test('the panel tells of a call what its signed entry says, and how often it was opened as the database has it', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.listener);
  const quarrel = planOf(office, 'spor');
  await findCall(page, quarrel);
  const panel = page.getByRole('region', { name: /^Rozmowa o godz\. / });
  const last = dayText(addMonths(quarrel.sidecar.startedAt.slice(0, 10), 12));
  await expect(panel).toContainText('Komunikatodtworzony (§ 3 ust. 2)');
  await expect(panel).toContainText(`Przechowywanedo ${last}`);
  await expect(panel).toContainText('Odsłuchaniabrakwedług bazy danych');
  await justify(page);
  await approve(page);
  await controls(page).pause.waitFor();
  await goTo(page, 'Szukaj');
  await expect(panel).toContainText('Odsłuchaniaw 1 czynnościwedług bazy danych');
});

test('the columns are as the person left them, and nobody else’s', async ({ office, signedIn }) => {
  const first = await signedIn(who.listener);
  const openDay = async (page: Page): Promise<void> => {
    await page.getByLabel('Znak sprawy').fill(caseNumber);
    await page.keyboard.press('Tab');
    await askFor(page, 'Dzień rozmowy', dayText(planOf(office, 'spor')));
    await expect(rowOf(page, planOf(office, 'spor'))).toBeVisible();
  };
  const head = (page: Page, name: string): Locator => grid(page).getByRole('columnheader', { name });
  await openDay(first.page);
  await first.page.getByRole('button', { name: 'Kolumny' }).click();
  await first.page.getByRole('checkbox', { name: 'Stan' }).uncheck();
  await first.page.keyboard.press('Escape');
  await expect(head(first.page, 'Stan')).toHaveCount(0);

  await first.page.getByRole('button', { name: 'Anna Nowak' }).click();
  await first.page.getByRole('menuitem', { name: 'Wyloguj' }).click();
  await signIn(first.page, office.person(who.other));
  await openDay(first.page);
  await expect(head(first.page, 'Stan')).toBeVisible();
  await first.stop();

  const { page } = await signedIn(who.listener, { home: first.home });
  await openDay(page);
  await expect(head(page, 'Stan')).toHaveCount(0);
});

test('who telephoned twice is marked, heads put the list in order, and Escape goes one step back at a time', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.listener);
  const [promise, reminder, quarrel] = ['obietnica', 'oddzwonienie', 'spor'].map((matter) =>
    planOf(office, matter),
  ) as [CallPlan, CallPlan, CallPlan];
  await find(page, { case: caseNumber, day: dayText(quarrel) });
  await expect(rowOf(page, quarrel)).toContainText('••• ••• 417 2×');
  await expect(rowOf(page, reminder)).toContainText('2 rozmowy z tego numeru tego dnia');
  const head = (name: string): Locator => grid(page).getByRole('columnheader', { name });
  const times = async (): Promise<string[]> =>
    (await rows(page).getByRole('gridcell').allTextContents()).filter((text) => /^\d\d:\d\d$/.test(text));
  const newest = [timeOf(quarrel), timeOf(reminder)];
  await expect.poll(times).toEqual(newest);
  await expect(head('Godzina')).toHaveAttribute('aria-sort', 'descending');
  await head('Godzina').getByRole('button').press('Enter');
  await expect.poll(times).toEqual([...newest].reverse());
  await expect(head('Godzina')).toHaveAttribute('aria-sort', 'ascending');
  await expect(head('Godzina').getByRole('button')).toBeFocused();
  await head('Czas').getByRole('button').click();
  await expect(head('Czas')).toHaveAttribute('aria-sort', 'descending');
  await expect(head('Godzina')).not.toHaveAttribute('aria-sort');
  await expect.poll(times).toEqual(newest);
  await head('Czas').getByRole('button').click();
  await expect.poll(times).toEqual([...newest].reverse());
  await head('Godzina').getByRole('button').click();

  await rowOf(page, quarrel).press('Enter');
  await page.getByRole('button', { name: 'Inne rozmowy z tego numeru (2)' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Inne rozmowy z tego samego numeru' })).toBeVisible();
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  const listen = page.getByRole('button', { name: `Odsłuchaj w sprawie ${caseNumber}` });
  await expect(listen).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Uzasadnienie odsłuchania' })).toBeVisible();
  // From the reasons to the call, to its row, to the list, and to the list and the call of before.
  await page.keyboard.press('Escape');
  await expect(listen).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(listen).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: new RegExp(dayText(quarrel)) }).first()).toBeVisible();
  await expect(rowOf(page, quarrel)).toBeFocused();
  await expect(page.getByRole('heading', { name: `Rozmowa o godz. ${timeOf(quarrel)}` })).toBeVisible();

  // A letter that has its day wrong: what was kept finds the call, and one press leads there.
  await ask(page, { day: dayText(addDays(quarrel.sidecar.startedAt.slice(0, 10), 1)) });
  await askFor(page, 'Numer dzwoniącego', '417');
  const way = page.getByRole('main').getByRole('listitem').first();
  await expect(way).toContainText(/^bez dnia \d\d\.\d\d\.\d{4}, w 31 dniach/);
  const [early, late] = [promise, quarrel].map((plan) => dayText(plan).split('.').map(Number));
  const days =
    early?.[1] === late?.[1]
      ? `${early?.[0]} i ${dayText(quarrel).slice(0, 5)}`
      : `${dayText(promise).slice(0, 5)} i `;
  await expect(way).toContainText('3 rozmowy');
  await expect(way).toContainText(days);
  await expect(way.getByRole('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).first()).toBeFocused();

  // A day without a call: another is asked for in the place of the list.
  await ask(page, { day: '01.01.2026' });
  await expect(page.getByRole('button', { name: 'inny dzień…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Dzień rozmowy' })).toBeFocused();
  await page.keyboard.insertText(dayText(quarrel));
  await page.keyboard.press('Enter');
  await expect(rows(page).first()).toBeFocused();
  await expect(rowOf(page, quarrel)).toBeVisible();
});
