import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dayOf, goTo, hear, press } from '../../build/window/hand.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { reviewsAllowed, versionPaper } from '../database/reviewing-quality.ts';
import { faults } from './audit.ts';
import { answeredCalls, department } from './answered-calls.ts';
import { leadClock } from './led-clock.ts';
import { authorise, entriesOf, headOf, stand } from './ledger.ts';
import { expect, test, who } from './office.ts';
import { expectSound } from './sound.ts';
import { expectWhole } from './whole.ts';

/** § 2: from a proposal to the first call that was drawn, heard one click after signing in. */

test.use({ seed: { of: 'quality', choose: () => false } });

const rater = who.none;
const clerks = [who.listener, who.other, who.participant];
/** The calls are of today, and the office goes on by so many days: by then their days are over. */
const ahead = 10;
const recordedOn = legalDay();
const on = addDays(recordedOn, ahead);
/** Employees have known of reviews since so many days before. */
const allowed = {
  act: 'zarządzenie nr 88/2026',
  actDay: addDays(recordedOn, -50),
  informedOn: addDays(recordedOn, -40),
};
const planCase = `SEK.0643.4.${on.slice(0, 4)}`;

const form = (page: Page) => page.getByRole('region', { name: 'Nowy plan' });
const field = (page: Page, name: string) => form(page).getByLabel(name, { exact: false }).first();

/** By the keyboard alone: one criterion removed and taken back, one moved, one added. */
async function writeCriteria(page: Page): Promise<void> {
  const focused = (name: string) => expect(page.getByRole('button', { name, exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Zmień kryteria' }).press('Enter');
  await page.getByRole('button', { name: 'Usuń kryterium: Ochrona danych' }).press('Enter');
  await focused('Cofnij');
  await page.keyboard.press('Enter');
  await expect(page.getByText('5. Ochrona danych')).toBeVisible();
  const down = 'Przesuń niżej: Przedstawienie się i komórki';
  await page.getByRole('button', { name: down }).press('Enter');
  await focused(down);
  await expect(page.getByText('2. Przedstawienie się i komórki')).toBeVisible();
  await page.getByRole('button', { name: 'Dodaj kryterium' }).press('Enter');
  const name = page.getByLabel('Nazwa', { exact: false });
  await expect(name).toBeFocused();
  await page.keyboard.type('Czas oczekiwania');
  for (const n of [0, 1, 2, 3]) await page.getByLabel(`Ocena ${n} oznacza`).fill(`Opis ${n}`);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Wstecz' }).press('Enter');
  await expect(form(page)).toContainText('Kryteria: 7');
}

test('a plan is proposed, approved by the desk and drawn; the day after, the first call sounds by one click, and nobody’s name stood on the page before', async ({
  office,
  signedIn,
  folder,
}) => {
  const led = await leadClock(office);
  try {
    await stand(office, versionPaper(reviewsAllowed({ plan: allowed })));
    await authorise(office, rater, { purposes: ['SERVICE_STANDARDS'], quality: 'only' });
    await answeredCalls(office, clerks);
    led.days(ahead);
    const before = await headOf(office);
    const names = clerks.map((login) => office.person(login).displayName);
    let plan = '';

    await test.step('whoever reviews begins on „Jakość”, and proposes', async () => {
      const { page, stop } = await signedIn(rater, { home: join(folder, 'rater') });
      await expect(page.getByRole('heading', { name: 'Nie ma otwartego przeglądu' })).toBeVisible();
      await expect(page.getByRole('navigation').getByRole('button', { name: 'Szukaj' })).toHaveCount(0);
      await press(page, 'Nowy plan');
      await press(page, 'Przedstaw Sekretarzowi');
      await expect(form(page)).toContainText('Należy podać znak sprawy.');
      await field(page, 'Znak sprawy').fill(planCase);
      await form(page).getByRole('checkbox', { name: department }).check();
      await field(page, 'Rozmowy od').fill(dayOf(addDays(recordedOn, -10)));
      await field(page, 'Rozmowy do').fill(dayOf(addDays(on, -2)));
      await field(page, 'Odsłuch do').fill(dayOf(addDays(on, 30)));
      await field(page, 'Liczba rozmów').fill('5');
      await field(page, 'Najwyżej jednej osoby').fill('2');
      await field(page, 'Najkrótsza (sekundy)').fill('0');
      await field(page, 'Cel przeglądu').fill('Sprawdzenie, czy informacje przez telefon są pełne.');
      await expect(form(page)).toContainText('Da się wylosować 5 z 5');
      await writeCriteria(page);
      // Another page costs no word.
      await goTo(page, 'Protokoły');
      await goTo(page, 'Jakość');
      await page.getByRole('tab', { name: 'Plany' }).click();
      await expect(field(page, 'Znak sprawy')).toHaveValue(planCase);
      expect(await faults(page)).toEqual([]);
      await press(page, 'Przedstaw Sekretarzowi');
      await expect(page.getByRole('row').filter({ hasText: planCase })).toContainText('do zatwierdzenia');
      const [entry] = await entriesOf(office, 'qualityPlan', before);
      expect(entry?.payload).toMatchObject({ login: rater, case: planCase, size: 5, perPerson: 2 });
      expect(entry?.payload.weights.map(({ code }) => code)).toEqual([
        ...['POTRZEBA', 'PRZEDSTAWIENIE', 'INFORMACJA', 'JEZYK', 'DANE', 'KROKI', 'CZAS_OCZEKIWANIA'],
      ]);
      plan = entry?.payload.command ?? '';
      await stop();
    });

    await test.step('the desk approves it in three inputs from „Pulpit”: it has a number, and is drawn', async () => {
      const { page, stop } = await signedIn(who.secretary, { home: join(folder, 'desk') });
      const waits = page.getByRole('row').filter({ hasText: `Plan przeglądu jakości ${planCase}` });
      await waits.getByRole('button', { name: /^Pokaż/ }).click();
      const panel = page.getByRole('region', { name: 'Plan do zatwierdzenia' });
      await expect(panel).toContainText('Da się wylosować 5 z 5');
      for (const name of names) await expect(panel).not.toContainText(name);
      expect(await faults(page)).toEqual([]);
      await press(page, 'Zwróć…');
      await expect(panel.getByLabel('Powód zwrotu')).toBeFocused();
      await press(page, 'Anuluj');
      await expect(panel.getByRole('button', { name: 'Zwróć…' })).toBeFocused();
      await panel.getByLabel('Hasło').fill(office.person(who.secretary).password);
      await press(page, 'Zatwierdź plan');
      await expect(page.getByRole('row').filter({ hasText: planCase })).toContainText(
        'zatwierdzony, od jutra',
      );
      await stop();
      const [verdict] = await entriesOf(office, 'qualityVerdict', before);
      expect(verdict?.payload).toMatchObject({ plan, approved: true, login: who.secretary });
      const [draw] = await entriesOf(office, 'qualityDraw', before);
      expect(draw?.payload).toMatchObject({ plan, seed: verdict?.hash, eligible: 9 });
    });

    await test.step('nobody hears it that day', async () => {
      const { page, stop } = await signedIn(rater, { home: join(folder, 'rater') });
      await expect(page.getByText(/^Słuchać można od jutra/)).toBeVisible();
      await expect(page.getByRole('button', { name: /^Odsłuchaj/ })).toHaveCount(0);
      await stop();
    });

    led.days(1);
    await test.step('the day after it sounds by one click, in the order of the draw', async () => {
      const { page, stop } = await signedIn(rater, { home: join(folder, 'rater') });
      await expect(page.getByRole('heading', { name: /^Przegląd jakości PJ\/1\// })).toBeVisible();
      for (const name of names) await expect(page.locator('body')).not.toContainText(name);
      expect(await faults(page)).toEqual([]);
      const head = await headOf(office);
      await press(page, 'Odsłuchaj nr 1');
      await hear(page);
      await expectSound(page);
      const [draw] = await entriesOf(office, 'qualityDraw', before);
      const [release] = await entriesOf(office, 'release', head);
      expect(release?.payload).toMatchObject({
        ...{ login: rater, position: { plan, nr: 1 } },
        recording: draw?.payload.recordings[0],
      });
      await goTo(page, 'Jakość');
      const first = page.getByRole('grid').getByRole('row').nth(1);
      await expect(first).toContainText('w toku');
      await first.click();
      const panel = page.getByRole('region', { name: /^Rozmowa nr/ });
      await expect(panel).toContainText(new RegExp(names.join('|')));
      await stop();
    });

    await test.step('what is heard is annotated by keys while it plays, undone, and gone through in the list', async () => {
      const { page, stop } = await signedIn(rater, { home: join(folder, 'rater') });
      await press(page, 'Odsłuchaj nr 1');
      await hear(page);
      const rows = page.getByRole('grid', { name: 'Adnotacje' }).getByRole('row');
      // A call that begins to sound has the keys.
      await expect(page.getByText('Oceniono 0 z 7')).toBeVisible();
      await page.keyboard.press('5');
      await expect(rows).toHaveCount(2);
      const made = page.getByRole('status').filter({ hasText: /^Ochrona danych, 00:0\d–00:\d\d$/ });
      await expect(made).toBeAttached();
      await page.keyboard.press('0');
      await expect(rows).toHaveCount(3);
      await page.keyboard.press('Control+z');
      await expect(rows).toHaveCount(2);
      await page.keyboard.press('Control+y');
      await expect(rows).toHaveCount(3);
      // One press gives a level to another criterion, though what that opens moves it away from under the mouse.
      const level = page.getByRole('radiogroup').last().getByRole('radio', { name: /^3\. / });
      await level.click();
      await expect(level).toHaveAttribute('aria-checked', 'true');
      await page.keyboard.press('Control+z');
      // What stands above the page has the keys: nothing is annotated, undone, scored or submitted behind it.
      await page.keyboard.press('F1');
      const dialog = page.getByRole('dialog');
      await expect(dialog).toBeVisible();
      await dialog.getByRole('button').first().focus();
      for (const key of ['F4', '2', 'Control+z', 'Shift+Digit3', 'Control+Enter'])
        await page.keyboard.press(key);
      await expect(rows).toHaveCount(3);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await expect(page.getByText('Oceniono 0 z 7')).toBeVisible();
      // In a field a digit is a digit, and F4 annotates all the same.
      await page.getByLabel('Podsumowanie').fill('Do sprawdzenia: ');
      await page.keyboard.press('2');
      await expect(page.getByLabel('Podsumowanie')).toHaveValue('Do sprawdzenia: 2');
      await expect(rows).toHaveCount(3);
      await rows.nth(1).focus();
      await page.keyboard.press('ArrowDown');
      await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true');
      await expect(rows.nth(1)).toHaveAccessibleName(
        /^Adnotacja 1 z\s2, .+, od \d+ sekundy? do \d+ sekundy?, bez treści$/,
      );
      await page.keyboard.press('2');
      await expect(rows.nth(1)).toContainText('2Przedstawienie się i komórki');
      await page.keyboard.press('e');
      await page.keyboard.type('Pyta o adres <b>');
      await page.keyboard.press('Enter');
      await expect(rows.nth(1)).toBeFocused();
      await expect(rows.nth(1)).toContainText('Pyta o adres <b>');
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Delete');
      await expect(rows).toHaveCount(2);
      await expect(rows.nth(1)).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'false');
      await page.getByLabel('Podsumowanie').fill('');
      await stop();
    });

    await test.step('it is scored by keys alone; its card is taken back once, and entered when the window closes', async () => {
      const { page, stop } = await signedIn(rater, { home: join(folder, 'rater') });
      const head = await headOf(office);
      await press(page, 'Odsłuchaj nr 1');
      await hear(page);
      await page.keyboard.press('F3');
      for (const key of ['3', '1', '2', '3', 'x', '3', '2']) await page.keyboard.press(key);
      await page.keyboard.type('Rozmowa rzeczowa.');
      // 1 says nothing without a word.
      await page.keyboard.press('Control+Enter');
      await expect(page.getByLabel('Komentarz (wymagany)')).toBeFocused();
      await page.keyboard.type('Nie zapytano o potrzebę.');
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('alert').filter({ hasText: 'Karta 1 przekazana' })).toBeVisible();
      await hear(page);
      const [next] = await entriesOf(office, 'release', head).then((all) => all.slice(-1));
      expect(next?.payload.position).toEqual({ plan, nr: 2 });
      await page.getByRole('alert').getByRole('button', { name: 'Cofnij' }).click();
      await expect(page.getByText('Oceniono 7 z 7')).toBeVisible();
      await expect(page.getByLabel('Podsumowanie')).toHaveValue('Rozmowa rzeczowa.');
      expect(await entriesOf(office, 'qualityScore', before)).toEqual([]);
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('alert').filter({ hasText: 'Karta 1 przekazana' })).toBeVisible();
      await hear(page);
      await stop();
      const scores = await entriesOf(office, 'qualityScore', before);
      expect(scores.map(({ payload }) => payload.position)).toEqual([{ plan, nr: 1 }]);
    });

    await test.step('what was begun is there after a restart; a call that nobody can score is left out, and the next sounds', async () => {
      const begun = await signedIn(rater, { home: join(folder, 'rater') });
      await expect(begun.page.getByText(/^Oceniono 1 z\s5/)).toBeVisible();
      await press(begun.page, 'Odsłuchaj nr 2');
      await hear(begun.page);
      await begun.page.keyboard.press('Shift+Digit2');
      await expect(begun.page.getByText('Oceniono 1 z 7')).toBeVisible();
      await begun.stop();
      const { page, stop } = await signedIn(rater, { home: join(folder, 'rater') });
      await press(page, 'Odsłuchaj nr 2');
      await hear(page);
      await expect(page.getByText('Oceniono 1 z 7')).toBeVisible();
      await expect(page.getByRole('radio', { name: /^2/ }).first()).toHaveAttribute('aria-checked', 'true');
      await press(page, 'Pomiń rozmowę…');
      await page.getByRole('radio', { name: 'Nikt nie rozmawia' }).check();
      await expect(page.getByText(/Pozostało pominięć: 3 z\s3\./)).toBeVisible();
      expect(await faults(page)).toEqual([]);
      await press(page, 'Pomiń i odsłuchaj następną');
      await expect(page.getByText(/^nr\s3 · oceniono 1 z\s5/)).toBeVisible();
      await hear(page);
      const [omission] = await entriesOf(office, 'qualityOmission', before);
      expect(omission?.payload).toMatchObject({ position: { plan, nr: 2 }, why: 'no-conversation' });
      await goTo(page, 'Jakość');
      const rows = page.getByRole('grid').getByRole('row');
      await expect(rows.nth(1)).toContainText('przekazana');
      await expect(rows.nth(2)).toContainText('pominięta – bez rozmowy');
      await stop();
    });
    await expectWhole(office);
  } finally {
    await led.stop();
  }
});
