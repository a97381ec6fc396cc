import type { Page } from '@playwright/test';
import { ask } from './ledger.ts';
import { addDigits, caseNumber, dayText, find, listenTo, rowOf } from '../../build/window/hand.ts';
import { record } from './exchange.ts';
import { expect, planOf, story, test, who } from './office.ts';
import { savePdf } from './paper.ts';
import { expectSound } from './sound.ts';

/** Finding one call among ten thousand, in the words and numbers that people really have. */

test.use({
  seed: {
    of: 'find',
    choose: (plan) => story(plan) || ['drzewo', 'woda'].includes(plan.matter) || plan.sidecar.caller === null,
    destroyed: 10_000,
  },
});

const rows = (page: Page) => page.getByRole('grid', { name: 'Rozmowy' }).getByRole('row');
const count = (page: Page) =>
  page
    .getByRole('main')
    .getByRole('status')
    .filter({ hasText: /rozm|wczytano/ });

test('ten thousand calls of a month are scrolled to the last one, and none comes twice or is missing', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.listener);
  const [stubs] = await ask<{ from: string; to: string; count: string; oldest: string }>(
    office,
    `SELECT to_char(min(started_at AT TIME ZONE 'Europe/Warsaw'), 'DD.MM.YYYY') AS from,
            to_char(max(started_at AT TIME ZONE 'Europe/Warsaw'), 'DD.MM.YYYY') AS to, count(*) AS count,
            to_char(min(started_at AT TIME ZONE 'Europe/Warsaw'), 'DD.MM.YYYY, HH24:MI') AS oldest
       FROM office.recording WHERE state = 'destroyed'`,
  );
  expect(stubs?.count).toBe('10000');
  await find(page, { case: caseNumber, day: stubs?.from ?? '', dayTo: stubs?.to ?? '' });
  await expect(count(page)).toHaveText('wczytano 100, dalsze pojawią się przy przewijaniu');
  await rows(page).nth(1).click();
  // Keyset pages: each End shows what is loaded and fetches what follows.
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(count(page)).toHaveText(/^10\s?000 rozmów$/, { timeout: 50 });
  }).toPass({ intervals: [0], timeout: 90_000 });
  await page.keyboard.press('End');
  const grid = page.getByRole('grid', { name: 'Rozmowy' });
  await expect(grid).toHaveAttribute('aria-rowcount', '10001');
  await expect(rows(page).last()).toContainText(stubs?.oldest ?? '');
  await expect(rows(page).last()).toHaveAttribute('aria-selected', 'true');
  // However long the list, the page holds what is in view.
  expect(await rows(page).count()).toBeLessThan(80);
  // What is destroyed is shown with its protocol and cannot be asked for.
  await expect(page.getByText(/^Nagranie zniszczono dnia .* \(protokół PZ\/\d+\/\d{4}\)\.$/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Odsłuchaj/ })).toHaveCount(0);
});

test('part of a number finds every call of it, masked; three digits want a day', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.listener);
  const quarrel = planOf(office, 'spor');
  await page.getByLabel('Znak sprawy').fill(caseNumber);
  await page.keyboard.press('Tab');
  await addDigits(page, '417');
  await expect(page.getByText('Potrzebny jest dzień albo więcej cyfr')).toBeVisible();
  await page.getByRole('button', { name: 'Wyczyść warunki' }).click();
  await addDigits(page, '64417');
  await expect(count(page)).toHaveText('3 rozmowy');
  for (const matter of ['obietnica', 'oddzwonienie', 'spor'])
    await expect(rowOf(page, planOf(office, matter))).toContainText('••• ••• 417');
  // A call that was passed on is one row, with both who answered.
  await expect(rowOf(page, quarrel)).toContainText('Barbara Zych → Paweł Sowa');
  await expect(page.getByRole('main')).not.toContainText('492264417');
});

test('a withheld number is called that', async ({ office, signedIn }) => {
  const { page } = await signedIn(who.listener);
  const withheld = office.plans.find(({ sidecar }) => sidecar.caller === null);
  if (withheld === undefined) throw new Error('nobody withheld a number');
  await find(page, { case: caseNumber, day: dayText(withheld) });
  await expect(rowOf(page, withheld)).toContainText('zastrzeżony');
});

test('the night of the doubled hour shows half past two twice, and says which is which', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.listener);
  await find(page, { case: caseNumber, day: dayText(planOf(office, 'drzewo')) });
  await expect(rows(page)).toHaveCount(3);
  for (const [place, season] of ['czas zimowy', 'czas letni'].entries()) {
    const row = rows(page).nth(place + 1);
    await expect(row).toContainText(`02:30${season}`);
    // Cut off, the two would look the same.
    const words = row.getByText(season);
    expect(await words.evaluate((one) => one.scrollWidth <= one.clientWidth), season).toBe(true);
  }
  // The head „Dzwoniący” puts them in the order of what is shown of the numbers.
  const head = page.getByRole('columnheader', { name: 'Dzwoniący' });
  const tails = async (): Promise<string[]> =>
    (await rows(page).allTextContents()).flatMap((text) => /••• (\d{3})/.exec(text)?.[1] ?? []);
  const up = (await tails()).sort();
  expect(new Set(up).size).toBe(2);
  for (const [order, sorted] of Object.entries({ ascending: up, descending: [...up].reverse() })) {
    await head.getByRole('button').click();
    await expect(head).toHaveAttribute('aria-sort', order);
    await expect.poll(tails).toEqual(sorted);
  }
  // The emergency line names nobody: it is who had its extension on that day.
  await expect(rows(page).nth(1)).toContainText('Adam Wilk');
});

test('a slip in a case number is asked back, and what counts is logged', async ({ office, signedIn }) => {
  const { page } = await signedIn(who.listener);
  await page.getByLabel('Znak sprawy').fill('ADK.0050.62 2019');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Czy chodzi o ADK.0050.62.2019?' }).click();
  await expect(page.getByLabel('Znak sprawy')).toHaveValue('ADK.0050.62.2019');
  await expect(page.getByText('Czy chodzi o')).toHaveCount(0);
  await page.getByLabel('Znak sprawy').fill('adk.0050.62.2019');
  await page.keyboard.press('Tab');
  await expect(page.getByText(/^Symbol komórki zapisuje się wielkimi literami/)).toBeVisible();
  await page.getByRole('button', { name: 'Czy chodzi o ADK.0050.62.2019?' }).click();
  await find(page, { day: dayText(planOf(office, 'spor')) });
  await expect(rowOf(page, planOf(office, 'spor'))).toBeVisible();
  const [log] = await ask<{ login: string; case_number: string }>(
    office,
    'SELECT login, case_number FROM office.search_log ORDER BY id DESC LIMIT 1',
  );
  expect(log).toEqual({ login: who.listener, case_number: 'ADK.0050.62.2019' });
});

test('INV-43 markup in what the exchange wrote stays text: in the list, in the player and on paper', async ({
  office,
  signedIn,
}) => {
  const hostile = '<img src=x onerror="document.title=1">';
  const department = '<script>document.title=2</script>';
  const { startedAt } = planOf(office, 'spor').sidecar;
  const call = await record(office, {
    startedAt: startedAt.replace(/T[\d:]{8}/, 'T12:34:56'),
    extension: '<b>7</b>',
    answeredBy: hostile,
    department,
  });
  const { app, page, home } = await signedIn(who.listener);
  await listenTo(page, call);
  await expectSound(page);
  await expect(page.getByRole('region', { name: /^Rozmowa z/ })).toContainText(`${hostile}, ${department}`);
  await page.getByLabel('Ustalenia').fill('<b>Nic</b> nie ustalono & basta.');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await expect(page.getByRole('region', { name: /^Protokół z odsłuchania/ })).toContainText(hostile);
  const paper = await savePdf(app, page, home);
  expect(paper.text).toContain('<img src=x onerror="document.title=1">');
  expect(paper.text).toContain('<b>Nic</b> nie ustalono & basta.');
  expect(await page.locator('img, script:not([src])').count()).toBe(0);
  await expect(page).not.toHaveTitle(/^[12]$/);
});
