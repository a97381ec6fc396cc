import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { countingHand, dayText, goTo, hear, press } from '../../build/window/hand.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { reviewsAllowed, versionPaper } from '../database/reviewing-quality.ts';
import { faults } from './audit.ts';
import { answeredCalls, department } from './answered-calls.ts';
import { answeredBy } from './drawn-plan.ts';
import { leadClock } from './led-clock.ts';
import { authorise, entriesOf, headOf, stand, tablesWith } from './ledger.ts';
import { expect, test, who } from './office.ts';
import { secureReported } from './reported.ts';
import { expectDeafBehindDialog, seeOmitted } from './reviewed-calls.ts';
import { expectSound } from './sound.ts';
import { filesWith } from './traces.ts';
import { expectWhole } from './whole.ts';
import { writeCriteria } from './written-criteria.ts';

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

/** Markup, a sign that turns the direction, and one that nobody sees; as it is entered, the last two are gone. */
const typed = 'Pyta o\u202e adres\u200b <img src=x onerror=alert(1)> &amp;';
const annotated = 'Pyta o adres <img src=x onerror=alert(1)> &amp;';
const comment = 'Nie zapytano o potrzebę.';

const form = (page: Page) => page.getByRole('region', { name: 'Nowy plan' });
const submitted = (page: Page, nr: number) =>
  page.getByRole('alert').filter({ hasText: `Karta ${nr} przekazana` });
const field = (page: Page, name: string) => form(page).getByLabel(name, { exact: false }).first();

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
    const scoredIn = async (after: number): Promise<number[]> =>
      (await entriesOf(office, 'qualityScore', after)).map(({ payload }) => payload.position.nr);

    await test.step('whoever reviews begins on „Jakość”, and proposes', async () => {
      const { page, stop } = await signedIn(rater, { home: join(folder, 'rater') });
      await expect(page.getByRole('heading', { name: 'Nie ma otwartego przeglądu' })).toBeVisible();
      await expect(page.getByRole('navigation').getByRole('button', { name: 'Szukaj' })).toHaveCount(0);
      await press(page, 'Nowy plan');
      await press(page, 'Przedstaw Sekretarzowi');
      await expect(form(page)).toContainText('Należy podać znak sprawy.');
      await field(page, 'Znak sprawy').fill(planCase);
      await form(page).getByRole('checkbox', { name: department }).check();
      await field(page, 'Rozmowy od').fill(dayText(addDays(recordedOn, -10)));
      await field(page, 'Rozmowy do').fill(dayText(addDays(on, -2)));
      await field(page, 'Odsłuch do').fill(dayText(addDays(on, 30)));
      await field(page, 'Liczba rozmów').fill('5');
      await field(page, 'Najwyżej jednej osoby').fill('2');
      await field(page, 'Najkrótsza (sekundy)').fill('0');
      await field(page, 'Cel przeglądu').fill('Sprawdzenie, czy informacje przez telefon są pełne.');
      await expect(form(page)).toContainText('Da się wylosować 5 z 5');
      await writeCriteria(page);
      await expect(form(page)).toContainText('Kryteria: 7');
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

    await test.step('what is heard is annotated by keys while it plays, and gone through in the list', async () => {
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
      // One press gives a level to another criterion, though what that opens moves it away from under the mouse.
      const level = page.getByRole('radiogroup').last().getByRole('radio', { name: /^3\. / });
      await level.click();
      await expect(level).toHaveAttribute('aria-checked', 'true');
      // What stands above the page has the keys: nothing is annotated, scored or submitted behind it.
      await expectDeafBehindDialog(page, ['F4', '2', 'Shift+Digit3', 'Control+Enter']);
      await expect(rows).toHaveCount(3);
      await expect(page.getByText('Oceniono 1 z 7')).toBeVisible();
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
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
      await expect(rows.nth(1)).toBeFocused();
      await expect(rows.nth(1)).toContainText('<img src=x');
      await expect(rows.nth(1).locator('img')).toHaveCount(0);
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

    await test.step('it is scored by keys alone; its card is taken back once, and not lost where the program is killed before it is sent', async () => {
      const { app, page } = await signedIn(rater, { home: join(folder, 'rater') });
      const head = await headOf(office);
      await press(page, 'Odsłuchaj nr 1');
      await hear(page);
      await page.keyboard.press('F3');
      for (const key of ['3', '1', '2', '3', 'x', '3', '2']) await page.keyboard.press(key);
      await page.keyboard.type('Rozmowa rzeczowa.');
      // 1 says nothing without a word.
      await page.keyboard.press('Control+Enter');
      await expect(page.getByLabel('Komentarz (wymagany)')).toBeFocused();
      await page.keyboard.type(comment);
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
      await expect(submitted(page, 1)).toBeVisible();
      await hear(page);
      // The search finds what waits.
      expect(await tablesWith(office, comment)).toEqual(['draft']);
      app.process().kill('SIGKILL');
      // What was open in it ends by its silence.
      led.round();
    });

    await test.step('it is there after the next start; the database goes as it is sent: that is said, the card is as it was, and is entered once', async () => {
      const { page, stop } = await signedIn(rater, { home: join(folder, 'second') });
      await expect(page.getByText(/^Oceniono 0 z\s5/)).toBeVisible();
      await press(page, 'Odsłuchaj nr 1');
      await hear(page);
      await expect(page.getByText('Oceniono 7 z 7')).toBeVisible();
      await expect(page.getByRole('grid', { name: 'Adnotacje' }).getByRole('row')).toHaveCount(2);
      expect(await entriesOf(office, 'qualityScore', before)).toEqual([]);
      await page.keyboard.press('Control+Enter');
      await expect(submitted(page, 1)).toBeVisible();
      await hear(page);
      const lost = page.getByRole('alert').filter({ hasText: 'Karty 1 nie przekazano' });
      await office.database.suspend();
      try {
        await expect(lost).toContainText('Baza danych nie odpowiada.', { timeout: 60_000 });
      } finally {
        await office.database.resume();
      }
      await lost.getByRole('button', { name: 'Pokaż kartę' }).click();
      await expect(page.getByText('Oceniono 7 z 7')).toBeVisible();
      const send = page.getByRole('button', { name: /^Przekaż/ });
      await expect(send).not.toHaveAttribute('aria-disabled', 'true', { timeout: 60_000 });
      await page.keyboard.press('Control+Enter');
      await expect(submitted(page, 1)).toBeVisible();
      await stop();
      expect(await scoredIn(before)).toEqual([1]);
      led.round();
    });

    await test.step('behind the screen its words are in the sealed texts alone, and nothing of them on the workstation', async () => {
      const [score] = await entriesOf(office, 'qualityScore', before);
      expect(score?.words).toMatchObject({
        annotations: [{ criterion: 'PRZEDSTAWIENIE', text: annotated }],
        comments: { PRZEDSTAWIENIE: comment },
        levels: [3, 1, 2, 3, null, 3, 2],
      });
      expect(JSON.stringify(score?.payload)).not.toMatch(/levels|annotations|comments|summary|person|reply/);
      for (const words of [annotated, comment, 'Rozmowa rzeczowa.']) {
        expect(await tablesWith(office, words)).toEqual(['entry_asked', 'entry_text']);
        expect(filesWith(folder, [Buffer.from(words), Buffer.from(words, 'utf16le')])).toEqual([]);
        expect(filesWith(office.settings.journal, [Buffer.from(words)])).toEqual([]);
      }
    });

    await test.step('what was begun is there after a restart; a call that nobody can score is left out, and the next sounds', async () => {
      const begun = await signedIn(rater, { home: join(folder, 'rater') });
      await expect(begun.page.getByText(/^Oceniono 1 z\s5/)).toBeVisible();
      await press(begun.page, 'Odsłuchaj nr 2');
      await hear(begun.page);
      await begun.page.keyboard.press('Shift+Digit2');
      await expect(begun.page.getByText('Oceniono 1 z 7')).toBeVisible();
      await begun.stop();
      const { app, page } = await signedIn(rater, { home: join(folder, 'rater') });
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

      // The keeper is away when the next card is sent, and the program is killed while it waits there.
      const hand = countingHand(page);
      await hand.click(page.getByRole('button', { name: 'Odsłuchaj nr 3' }));
      await hear(page);
      await hand.press('F3');
      for (let at = 0; at < 7; at += 1) await hand.press('3');
      await expect(page.getByText('Oceniono 7 z 7')).toBeVisible();
      await hand.press('Control+Enter');
      await expect(submitted(page, 3)).toBeVisible();
      expect(hand.inputs(), 'from the queue to a card of seven criteria').toBeLessThanOrEqual(7 + 3);
      await hear(page);
      await led.away(async () => {
        await expect.poll(() => tablesWith(office, 'qualityScore')).toContain('command');
        app.process().kill('SIGKILL');
      });
      await expect.poll(() => scoredIn(before)).toEqual([1, 3]);
      led.round();
    });

    await test.step('whoever answered the call that was left out sees that, and why', async () => {
      const [omission] = await entriesOf(office, 'qualityOmission', before);
      const { page, stop } = await signedIn(await answeredBy(office, omission?.payload.recording), {
        home: join(folder, 'clerk'),
      });
      await seeOmitted(page, dayText(addDays(on, 1)), omission?.seq);
      expect(await faults(page)).toEqual([]);
      await stop();
    });

    await test.step('what is no matter of a review is reported to the desk, which secures the call', async () => {
      const { page, stop } = await signedIn(rater, { home: join(folder, 'third') });
      await expect(page.getByText(/^Oceniono 2 z\s5/)).toBeVisible();
      await expect(page.getByRole('grid').getByRole('row').nth(3)).toContainText('przekazana');
      await press(page, 'Odsłuchaj nr 4');
      await hear(page);
      await press(page, 'Zgłoś Sekretarzowi…');
      await page.getByLabel('Czego dotyczy (bez treści rozmowy)').fill('Podejrzenie groźby.');
      expect(await faults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Zgłoś', exact: true }).click();
      await expect(page.getByText(/^zgłoszono, SK\//)).toBeVisible();
      await goTo(page, 'Jakość');
      const desk = await signedIn(who.secretary, { home: join(folder, 'desk') });
      const { recordings = [] } = (await entriesOf(office, 'qualityDraw', before))[0]?.payload ?? {};
      await secureReported(office, desk.page, { recording: recordings[3] ?? '', nr: 4, after: before });
      await desk.stop();

      // It is no longer there for the review: left out in one click, uncounted, and the next has its turn.
      await press(page, 'Odsłuchaj nr 4');
      const row = page.getByRole('grid').getByRole('row').nth(4);
      await expect(row).toContainText('rozmowa niedostępna dla przeglądu');
      expect(await faults(page)).toEqual([]);
      await press(page, 'Pomiń (niedostępna)');
      await expect(row).toContainText('pominięta – niedostępna');
      const omissions = await entriesOf(office, 'qualityOmission', before);
      expect(omissions.map(({ payload: { position, why } }) => [position.nr, why])).toEqual([
        [2, 'no-conversation'],
        [4, 'unavailable'],
      ]);
      await press(page, 'Odsłuchaj nr 5');
      await hear(page);
      await press(page, 'Pomiń rozmowę…');
      await expect(page.getByText(/Pozostało pominięć: 2 z\s3\./)).toBeVisible();
      await stop();
    });
    await expectWhole(office);
  } finally {
    await led.stop();
  }
});
