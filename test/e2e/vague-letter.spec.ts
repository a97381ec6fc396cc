import { instantAt, localIso } from '../../build/office/calls/warsaw.ts';
import { addMonths, legalDay } from '../../shared/warsaw.ts';
import { expectGood } from './audit.ts';
import { record } from './exchange.ts';
import { chip, rows, search } from './found.ts';
import { expectFocus } from './keyboard.ts';
import { ask } from './ledger.ts';
import {
  approve,
  askFor,
  caseNumber,
  dayText,
  justify,
  rowOf,
  type Spoken,
  timeOf,
} from '../../build/window/hand.ts';
import { expect, planOf, type RunningOffice, story, test, who } from './office.ts';
import { expectSound } from './sound.ts';

/** A letter that gets the hour wrong and the days only roughly, and a clerk who finds the right call all the same. */

test.use({ seed: { of: 'vague-letter', choose: story } });

/** The ten days in which a day `20.11.2026` lies: a letter says „w połowie listopada”. */
function roughly(day: string): string {
  const [date = '', month = '', year = ''] = day.split('.');
  const [from, to] = Number(date) <= 10 ? ['1', '10'] : Number(date) <= 20 ? ['11', '20'] : ['21', date];
  return `${from}.${month}.${year} – ${to}.${month}.${year}`;
}

/** The legal day of a month before this one, and a call on it. */
const lastMonth = addMonths(legalDay(new Date()), -1).slice(0, 8);
async function spoken(office: RunningOffice, date: string, time: string, caller: string): Promise<Spoken> {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  const startedAt = localIso(instantAt(`${lastMonth}${date}`, (hour * 60 + minute) * 60 + second));
  return record(office, { startedAt, caller });
}

test('the right call in three tries, from a letter that says „dzwoniłem dwa razy na początku miesiąca, chyba koło dziesiątej”', async ({
  office,
  signedIn,
}) => {
  const [his, anybody] = ['+48499990321', '+48499990654'];
  const first = await spoken(office, '03', '08:41:10', his);
  const foreign = await spoken(office, '05', '11:35:20', anybody);
  const right = await spoken(office, '08', '14:20:30', his);
  const { app, page } = await signedIn(who.listener);
  await page.getByLabel('Znak sprawy').fill(caseNumber);
  await page.keyboard.press('Tab');
  // First try: all that the letter says, as it says it. It came a month later, and its hour is wrong.
  const [month = '', year = ''] = dayText(right).split('.').slice(1);
  await askFor(page, 'Dzień rozmowy', `1–10.${month}.${year}`);
  await askFor(page, 'Godzina rozmowy', 'chyba koło dziesiątej');
  await expect(chip(page, `01.${month}.${year} – 10.${month}.${year}`)).toBeVisible();
  await expect(chip(page, 'ok. godz. 10:00 (± 30 min)')).toBeVisible();
  await expect(
    page.getByRole('heading', { name: 'Żadna rozmowa nie spełnia wszystkich warunków' }),
  ).toBeVisible();
  const ways = page.getByRole('main').getByRole('listitem');
  await expect(ways.filter({ hasText: 'bez podanej godziny' })).toContainText('3 rozmowy');
  const wider = ways.filter({ hasText: 'ok. godz. 10:00 (± 2 h)' });
  await expect(wider).toContainText('2 rozmowy');
  // Second try: one press on the line that says what it gives. One of the two has the end of his number.
  await wider.getByRole('button').click();
  await expect(rows(page)).toHaveCount(2);
  await expect(rowOf(page, foreign)).toContainText('••• ••• 654');
  await rowOf(page, first).filter({ hasText: '••• ••• 321' }).click();
  // Third try: he rang again, and it is said when. The number itself is on no screen and in no log.
  await expect(page.getByText(`${dayText(right)} o ${timeOf(right)}`, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Inne rozmowy z tego numeru (1)' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rowOf(page, right)).toContainText(`${dayText(right)}, ${timeOf(right)}`);
  await expect(chip(page, 'ten sam numer')).toBeVisible();
  await rowOf(page, right).click();
  await justify(page);
  await approve(page);
  await expectSound(page);

  const log = await ask<{ case_number: string; filter: Record<string, unknown> }>(
    office,
    `SELECT case_number, filter FROM office.search_log WHERE login = '${who.listener}' ORDER BY id`,
  );
  expect(log.length).toBeGreaterThan(3);
  expect(new Set(log.map((line) => line.case_number))).toEqual(new Set([caseNumber]));
  expect(JSON.stringify(log)).not.toContain('9999032');
  const heard = await ask<{ started_at: Date; caller: string }>(
    office,
    'SELECT r.started_at, r.caller FROM office.opening o JOIN office.recording r ON r.id = o.recording',
  );
  expect(heard).toEqual([{ started_at: new Date(right.sidecar.startedAt), caller: his }]);

  // The case is offered from now on, with what became of it.
  await page.getByRole('button', { name: 'Szukaj' }).click();
  await page.getByRole('button', { name: 'Wyczyść warunki' }).click();
  await page.getByLabel('Znak sprawy').fill('');
  const offered = page.getByRole('option', { name: caseNumber });
  await expect(offered).toContainText(/niezakończone, PO\/1\/\d{4}/);
  await expectGood(app, page, 'find, recent cases');
  await page.keyboard.press('ArrowDown');
  await offered.click();
  await expect(page.getByLabel('Znak sprawy')).toHaveValue(caseNumber);
});

test('days in words, who answered, a withheld number: conditions come off one by one', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.listener);
  const [promise, quarrel] = [planOf(office, 'obietnica'), planOf(office, 'spor')];
  await page.getByLabel('Znak sprawy').fill(caseNumber);
  await page.keyboard.press('Tab');
  await askFor(page, 'Dzień rozmowy', roughly(dayText(quarrel)));
  await askFor(page, 'Kto odebrał', 'zych');
  await askFor(page, 'Wydział', 'kancelaria ogolna');
  await askFor(page, 'Najkrótszy czas', '1:30');
  await askFor(page, 'Numer dzwoniącego', 'tel. 492 264 417');
  await expect(rowOf(page, quarrel)).toContainText('Barbara Zych → Paweł Sowa');
  await expect(rows(page)).toHaveCount(1);
  for (const text of [
    'odebrał(a): zych',
    'wydział: kancelaria ogolna',
    'co najmniej 1 min 30 s',
    'numer 492264417',
  ]) {
    await expect(chip(page, text)).toBeVisible();
    await chip(page, text).locator('xpath=..').getByRole('button', { name: 'Usuń warunek' }).click();
    await expect(chip(page, text)).toHaveCount(0);
  }
  const more = await rows(page).count();
  expect(more).toBeGreaterThan(1);
  await askFor(page, 'Numer dzwoniącego', 'numer zastrzeżony');
  await expect(chip(page, 'numer zastrzeżony')).toBeVisible();
  await expect(rowOf(page, promise)).toHaveCount(0);
  await expect(rowOf(page, quarrel)).toHaveCount(0);
});

test('what is no day, hour or number keeps its words and gets a sentence', async ({ signedIn }) => {
  const { page } = await signedIn(who.listener);
  await page.getByLabel('Znak sprawy').fill(caseNumber);
  await page.keyboard.press('Tab');
  const field = page.getByRole('dialog').getByRole('textbox').first();
  const say = async (text: string, sentence: RegExp): Promise<void> => {
    await field.fill(text);
    await page.keyboard.press('Enter');
    await expect(field).toBeFocused();
    await expect(field).toHaveAccessibleDescription(sentence);
    await expect(field).toHaveValue(text);
  };
  await search(page).getByRole('button', { name: 'Dzień', exact: true }).click();
  await say('31 lutego', /Nie ma takiego dnia: luty \d{4} ma 2[89] dni\./);
  await say('jutro', /Ten dzień jeszcze nie nadszedł\./);
  await say('wczoraj 😀', /znaki, których tu nie można użyć/);
  await say('אתמול', /znaki, których tu nie można użyć/);
  await say('1'.repeat(10_000), /Ten tekst jest za długi\./);
  await say('1.1.2025 – 30.6.2025', /najwyżej 31 dni/);
  const explained = new Map([
    ['Numer dzwoniącego', 'Ile cyfr wystarczy?'],
    ['Godzina rozmowy', 'Jak podać godzinę?'],
  ]);
  for (const [condition, text, sentence] of [
    ['Numer dzwoniącego', 'Kowalski', /cyfry numeru albo słowa „numer zastrzeżony”/],
    ['Godzina rozmowy', '25:10', /Należy wpisać godzinę/],
    ['Kto odebrał', 'Zych 😀', /znaki, których tu nie można użyć/],
    ['Wydział', 'מחלקה', /znaki, których tu nie można użyć/],
    ['Numer wewnętrzny', 'ż'.repeat(10_000), /Ten tekst jest za długi/],
    ['Najkrótszy czas', 'wczoraj', /Należy wpisać czas od 1 sekundy/],
  ] as const) {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Dodaj warunek' }).click();
    await page.getByRole('menuitem', { name: condition }).click();
    await expect(field, condition).toBeFocused();
    // What explains it comes after it.
    const question = explained.get(condition);
    if (question !== undefined) {
      await page.keyboard.press('Tab');
      await expectFocus(page, `button ${question}`);
    }
    await say(text, sentence);
  }
  await page.keyboard.press('Escape');
  // A night of March: the list is there, and it is said why it looks as it does.
  await askFor(page, 'Dzień rozmowy', '29.03.2026');
  await askFor(page, 'Godzina rozmowy', '2:30');
  await expect(search(page).getByRole('status').filter({ hasText: 'nie było godziny 02:30' })).toBeVisible();
});
