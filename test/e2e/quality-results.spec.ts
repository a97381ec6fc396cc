import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { controls, dayText, goTo, press, saveInto } from '../../build/window/hand.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { scoreOf } from '../database/reviewing-quality.ts';
import { faults } from './audit.ts';
import { drawnPlan, goOn, hearAt, next, todayIn } from './drawn-plan.ts';
import { leadClock } from './led-clock.ts';
import { entriesOf, headOf, submitAs } from './ledger.ts';
import { expect, test, who } from './office.ts';
import { readPaper } from './paper.ts';
import { playPrinter, printedBy } from './printer.ts';
import { expectWhole } from './whole.ts';

/** § 2: a review whose cards are closed is ended, printed and filed; what came out of it is told without anybody's name. */

test.use({ seed: { of: 'quality-results', choose: () => false } });

const rater = who.other;
const clerks = [who.none, who.listener, who.participant];
/** To the third criterion only four cards say something: of so few nothing is told. */
const levels = [
  [2, 3, 2],
  [3, 3, null],
  [2, 2, 3],
  [3, 3, 3],
  [2, 2, 2],
];

test('a review whose cards are closed is ended from its queue, printed and filed; the Secretary reads its results, and takes them away as a table', async ({
  office,
  signedIn,
  folder,
}) => {
  const led = await leadClock(office);
  try {
    const { plan, recordings, answered } = await drawnPlan(office, led, {
      ...{ rater, clerks, size: 6, days: 1 },
    });
    await goOn(office, led, 1);
    const names = clerks.map((login) => office.person(login).displayName);
    let act = '';
    let lastCard = 0;
    /** Whoever answered the call at a position has nothing to say of its card. */
    const closeCard = async (nr: number, score: number): Promise<void> => {
      const before = await headOf(office);
      const body = { position: { plan, nr }, score, words: null };
      await submitAs(office, answered[nr - 1] ?? '', 'qualityRemark', body);
      await next(office, 'qualityRemark', before);
    };
    for (const [at, said] of levels.entries()) {
      const position = { plan, nr: at + 1 };
      act = await hearAt(office, rater, position, recordings[at] ?? '');
      if (position.nr === levels.length) continue;
      const before = await headOf(office);
      await submitAs(office, rater, 'qualityScore', scoreOf(position, { levels: said }));
      await closeCard(position.nr, (await next(office, 'qualityScore', before)).seq);
    }
    const before = await headOf(office);

    await test.step('the plan ends while its queue is open: nothing more is heard, and the card of what was heard is still filled in', async () => {
      const until = await todayIn(office);
      led.to(until, 23);
      const { page, stop } = await signedIn(rater, { home: join(folder, 'rater') });
      const listen = page.getByRole('button', { name: `Odsłuchaj nr ${String(levels.length)}` });
      await expect(listen).toBeVisible();
      led.to(addDays(until, 1), 0);
      await expect.poll(() => todayIn(office), { timeout: 15_000 }).toBe(addDays(until, 1));
      await listen.click();
      const row = page.getByRole('grid').getByRole('row').nth(levels.length);
      await expect(row).toContainText('przegląd nie jest otwarty');
      await expect(page.getByText(`Czas na odsłuchanie minął ${dayText(until)}.`)).toBeVisible();
      await expect(page.getByRole('button', { name: /^Odsłuchaj/ })).toHaveCount(0);
      expect(await faults(page)).toEqual([]);
      // In the head, and beside the row.
      await page
        .getByRole('button', { name: `Wypełnij kartę ${String(levels.length)}…` })
        .first()
        .click();
      await expect(page.getByText('Oceniono 0 z 3')).toBeVisible();
      await page.keyboard.press('F3');
      for (const level of levels.at(-1) ?? []) await page.keyboard.press(String(level));
      await press(page, 'Przekaż kartę');
      lastCard = (await next(office, 'qualityScore', before)).seq;
      await expect(page.getByText('Oceniono 5 z 6')).toBeVisible();
      await stop();
      expect(await entriesOf(office, 'release', before)).toEqual([]);
    });

    await test.step('until its last card is closed the queue says from when it can be ended; then it is', async () => {
      const home = join(folder, 'rater');
      const { app, page, stop } = await signedIn(rater, { home });
      await playPrinter(app, 'sent');
      const head = page.getByRole('button', { name: 'Zakończ i drukuj' });
      await expect(page.getByText(/^Zakończenie możliwe od \d\d\.\d\d\.\d{4}$/)).toBeVisible();
      await expect(head).toHaveCount(0);
      await page.getByRole('grid').getByRole('row').nth(levels.length).click();
      await press(page, 'Drukuj kartę');
      await expect(page.getByText('Wysłano do drukarki.')).toBeVisible();
      expect(await faults(page)).toEqual([]);
      await page.getByRole('button', { name: /^Protokół PO\// }).click();
      await page.getByLabel('Wnioski').fill('Informacje podawane przez telefon są pełne.');
      await head.click();
      const refused = page.getByRole('alert').filter({ hasText: 'Przeglądu nie można jeszcze zakończyć' });
      await refused.getByRole('button', { name: 'Kolejka' }).click();
      await expect(page.getByText(/^Zakończenie możliwe od/)).toBeVisible();
      await closeCard(levels.length, lastCard);
      await page.keyboard.press('F5');
      await expect(head).toBeVisible();
      await expect(page.getByText(/^Zakończenie możliwe od/)).toHaveCount(0);
      expect(await faults(page)).toEqual([]);

      await head.click();
      await expect(page.getByLabel('Wnioski')).toHaveValue('Informacje podawane przez telefon są pełne.');
      await head.click();
      await expect(page.getByRole('heading', { name: 'Zakończono i wysłano do druku' })).toBeVisible();
      const [card, protocol] = (await printedBy(app)).map((bytes, nth) => {
        const file = join(folder, `${String(nth)}.pdf`);
        writeFileSync(file, bytes);
        return readPaper(file).text;
      });
      expect(card).toContain(`KARTA OCENY JAKOŚCI nr ${String(levels.length)}`);
      expect(protocol).toContain('Załącznik 1');
      for (const name of names) expect(protocol).not.toContain(name);
      // The office is some days ahead of the workstation, whose day would be one before the end of the review.
      const now = Date.now() + led.shift.own;
      await page.clock.setFixedTime(now);
      await page.getByRole('radio', { name: 'EZD' }).check();
      await page.getByLabel('Data dołączenia').fill(dayText(legalDay(new Date(now))));
      await controls(page).file.click();
      await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
      await stop();
      const [filed] = await entriesOf(office, 'filed', before);
      expect(filed?.payload).toMatchObject({ act, login: rater });
    });

    await test.step('the Secretary reads what came out, without what is told of too few, and saves what the page shows', async () => {
      const home = join(folder, 'desk');
      const { app, page, stop } = await signedIn(who.secretary, { home });
      await goTo(page, 'Jakość');
      await page.getByRole('tab', { name: 'Wyniki' }).click();
      const rows = page.getByRole('grid', { name: 'Wyniki' }).getByRole('row');
      await expect(rows).toHaveCount(5);
      const shown: string[][] = [];
      for (const nth of [1, 2, 3, 4])
        shown.push((await rows.nth(nth).getByRole('gridcell').allInnerTexts()).slice(0, 3));
      expect(shown).toEqual([
        ['Ustalenie potrzeby', '2', '2,4'],
        ['Poprawność informacji', '3', '2,6'],
        ['Uprzejmość i prosty język', '2', '–'],
        ['Wynik ogólny', '', '–'],
      ]);
      for (const name of names) await expect(page.locator('body')).not.toContainText(name);
      expect(await faults(page)).toEqual([]);
      await rows.nth(1).focus();
      await page.keyboard.press('Enter');
      const byDepartment = page.getByRole('region', { name: 'Ustalenie potrzeby' });
      await expect(byDepartment.getByRole('button', { name: 'Zamknij' })).toBeFocused();
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(byDepartment).toHaveCount(0);
      await expect(rows.nth(1)).toBeFocused();
      await saveInto(app, home);
      await press(page, 'Zapisz tabelę (CSV)…');
      await expect(page.getByText('Zapisano.')).toBeVisible();
      const file = readdirSync(home).find((one) => one.endsWith('.csv')) ?? '';
      const table = readFileSync(join(home, file), 'utf8').split('\r\n').slice(1, -1);
      const cells = table.map((line) => line.split(';'));
      expect(cells.map((row) => row.slice(0, 3))).toEqual(shown);
      const spread = cells.map((row) => {
        const given = row
          .slice(3, 7)
          .flatMap((n, level) => (Number(n) > 0 ? [`ocena ${String(level)}: ${n}`] : []));
        return given.join(', ');
      });
      const drawn = await page
        .getByRole('grid')
        .getByRole('img')
        .evaluateAll((all) => all.map((one) => one.ariaLabel));
      expect(drawn).toEqual(spread.filter((said) => said !== ''));
      await stop();
    });
    await expectWhole(office);
  } finally {
    await led.stop();
  }
});
