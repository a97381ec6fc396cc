import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answerAgain, answerWith } from '../../build/pictures/answers.ts';
import { choose, goTo, press, saveInto } from '../../build/window/hand.ts';
import type { Nights } from '../../shared/keeping.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { faults } from './audit.ts';
import { entriesOf, headOf } from './ledger.ts';
import { expect, test, who } from './office.ts';
import { readPaper } from './paper.ts';

/** § 3 ust. 4: nothing is destroyed without an order, and the page says so. */

test.use({ seed: { of: 'destruction', choose: ({ matter }) => matter === 'spor' } });

/** Five days of calls that a night did not destroy unasked, one that goes, and one that is gone. */
const stoppedNights: Nights = {
  ...{ today: '2026-11-25', waits: null, destroyed: 29_804, held: 1, restricted: 0, busy: 0 },
  ...{ oldestCopy: '2026-10-26', newestCopy: '2026-11-25', aging: true },
  order: { number: 'WR/2/2026', from: '2026-01-12', symbol: '1330', consent: null },
  next: {
    ...{ night: '2026-11-26', count: 138, durationMs: 24_000_000, stays: { count: 0, by: [] } },
    ...{ ended: 0, asks: false },
    now: [{ day: '2025-11-25', count: 138 }],
  },
  stopped: [
    {
      ...{ seq: 57, hash: '0'.repeat(64), night: '2026-11-23', count: 795, fresh: 0, agreed: false },
      days: ['2025-11-17', '2025-11-18', '2025-11-19', '2025-11-20', '2025-11-21'],
      now: [17, 18, 19, 20, 21].map((date) => ({ day: `2025-11-${date}`, count: 159 })),
      ...{ durationMs: 138_660_000, stays: { count: 1, by: ['ZB/31/2025'] } },
    },
  ],
  done: [
    {
      ...{ night: '2026-11-25', count: 143, durationMs: 25_920_000, protocol: 'PZ/11/2026', removed: true },
      ...{ order: 'WR/2/2026', copies: 'ages', agesBy: '2026-12-25' },
      days: [{ day: '2025-11-24', count: 143 }],
    },
  ],
};

const panel = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
async function rules(page: Page): Promise<void> {
  await goTo(page, 'Upoważnienia');
  await page.getByRole('tab', { name: 'Regulamin i podstawy' }).click();
}

test('the page says that destruction is off and prints an empty protocol; an order asks for its case, its ground and the administrator’s word', async ({
  office,
  signedIn,
  folder,
}) => {
  const before = await headOf(office);
  const { app, page } = await signedIn(who.secretary, { home: join(folder, 'secretary') });
  await goTo(page, 'Nagrania');
  await page.getByRole('tab', { name: 'Zniszczenia' }).click();
  await expect(page.getByRole('tab', { name: 'Zniszczenia' })).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('Niszczenie jest wyłączone: brakuje polecenia');
  await expect(page.getByText('W tym miesiącu niczego nie zniszczono', { exact: false })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await saveInto(app, folder);
  await press(page, 'Zapisz protokół i wykaz');
  await expect(page.getByText('Zapisano protokół, a obok niego wykaz (CSV).')).toBeVisible();
  const [year = '', month] = legalDay().split('-');
  const name = `PZ_${Number(month)}_${year}`;
  const { text } = readPaper(join(folder, `${name}.pdf`));
  expect(text).toContain(`PROTOKÓŁ ZNISZCZENIA NAGRAŃ Nr PZ/${Number(month)}/${year}`);
  expect(text).toContain('w tym okresie nie zniszczono żadnego nagrania');
  expect(readFileSync(join(folder, `${name}.csv`), 'utf8')).toBe(
    'id;dzień;ostatni dzień;SHA-256;przyczyna;noc;wpis\n',
  );

  // A night that stopped, as the server tells it once in years.
  await answerWith(app, 'keeping.nights', { value: stoppedNights });
  await page.keyboard.press('F5');
  await expect(page.getByRole('alert')).toContainText(
    'z większej liczby dni, niż wolno zniszczyć bez pytania (4)',
  );
  await answerWith(app, 'keeping.nightList', { value: { calls: [], same: false } });
  await page.getByRole('row').filter({ hasText: 'wstrzymano' }).click();
  const stopped = panel(page, 'Noc 22/23.11.2026');
  await expect(stopped).toContainText('To nie ten sam wykaz, co we wpisie nr 57');
  await expect(stopped.getByRole('button', { name: 'Zatwierdź zniszczenie' })).toHaveCount(0);
  await answerWith(app, 'keeping.nightList', { value: { calls: [], same: true } });
  await page.keyboard.press('F5');
  for (const said of [
    'z większej liczby dni naraz',
    'nagrań: 1 (ZB/31/2025)',
    'Zniszczenia nie można cofnąć',
  ])
    await expect(stopped).toContainText(said);
  await expect(stopped.getByRole('button', { name: 'Zatwierdź zniszczenie' })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await answerAgain(app);

  await rules(page);
  await press(page, 'Nowa wersja…');
  const form = panel(page, 'Nowa wersja');
  await choose(page, 'Czego dotyczy', 'Polecenie niszczenia nagrań');
  const register = form.getByRole('button', { name: 'Zarejestruj' });
  await register.click();
  await expect(form).toContainText('Należy wybrać podstawę');
  expect(await faults(page)).toEqual([]);
  for (const said of ['Należy podać znak sprawy', 'Bez tego oświadczenia administratora'])
    await expect(form).toContainText(said);
  await form.getByRole('radio', { name: /^kategoria Bc/ }).check();
  await form.getByRole('textbox', { name: 'Symbol jrwa' }).fill('0153');
  expect(await entriesOf(office, 'instrument', before)).toEqual([]);
  await form.getByLabel('Numer zarządzenia').fill('14/2026');
  await form.getByLabel('Znak sprawy').fill('OR.0153.1.2026');
  await form.getByRole('checkbox', { name: /^Magazyn kluczy leży na osobnym dysku/ }).check();
  await form.getByTestId('scan').setInputFiles(join(folder, `${name}.pdf`));
  await form.getByLabel('Hasło').fill(office.person(who.secretary).password);
  await register.click();
  const rowIn = (other: Page) =>
    other.getByRole('grid').getByRole('row').filter({ hasText: 'Polecenie niszczenia nagrań' });
  await expect(rowIn(page)).toContainText('czeka na potwierdzenie');
  const [entered] = await entriesOf(office, 'instrument', before);
  const order = { of: 'destruction', content: { case: 'OR.0153.1.2026', archive: { symbol: '0153' } } };
  expect(entered?.payload).toMatchObject({ login: who.secretary, rows: [order] });
  const number = entered?.payload.rows[0]?.number ?? '';

  // Another person sees it beside its paper; without a backup nothing begins.
  const second = await signedIn(who.deputy, { home: join(folder, 'deputy') });
  await rules(second.page);
  await rowIn(second.page).click();
  await panel(second.page, number).getByRole('button', { name: 'Porównaj z pismem' }).click();
  const compare = panel(second.page, 'Czy zapis zgadza się z pismem?');
  await expect(second.page.getByRole('img', { name: /1/ })).toHaveAttribute('aria-busy', 'false');
  for (const fact of ['OR.0153.1.2026', 'kategoria Bc, symbol 0153', 'Zniszczenia nie można cofnąć'])
    await expect(compare).toContainText(fact);
  expect(await faults(second.page)).toEqual([]);
  await compare.getByLabel('Hasło').fill(office.person(who.deputy).password);
  await compare.getByRole('button', { name: 'Potwierdź zgodność' }).click();
  await expect(compare).toContainText('Niszczenia nie można włączyć.');
  expect(await entriesOf(office, 'confirmed', entered?.seq ?? 0)).toEqual([]);
});
