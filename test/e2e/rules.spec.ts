import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { goTo, listenTo } from '../../build/window/hand.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { faults } from './audit.ts';
import { entriesOf, headOf } from './ledger.ts';
import { expect, planOf, test, who } from './office.ts';
import { readPaper, savePdf } from './paper.ts';
import { playPrinter, printedBy } from './printer.ts';
import { leaveUnsent } from './unsent.ts';

/** A new version of the regulation, which two people see; what was sealed before reads the same after. */

test.use({
  seed: { of: 'rules', choose: ({ matter }) => matter === 'oddzwonienie' || matter === 'obietnica' },
});

const panel = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
const today = (): string => legalDay(new Date()).split('-').reverse().join('.');
const rowOf = (page: Page, text: string) => page.getByRole('grid').getByRole('row').filter({ hasText: text });
/** All but when it was printed and up to which entry the ledger was known then. */
const said = (text: string): string => text.slice(0, text.indexOf('Stan na wpis'));

async function rules(page: Page): Promise<void> {
  await goTo(page, 'Upoważnienia');
  await page.getByRole('tab', { name: 'Regulamin i podstawy' }).click();
  await expect(page.getByRole('tab', { name: 'Regulamin i podstawy' })).toBeFocused();
}

test('a new regulation is registered and confirmed in two windows; a protocol sealed before prints as before, a later one cites it', async ({
  office,
  signedIn,
  folder,
}) => {
  const listener = await signedIn(who.listener);
  await playPrinter(listener.app, 'sent');
  const complete = async (matter: string) => {
    await goTo(listener.page, 'Szukaj');
    await listenTo(listener.page, planOf(office, matter));
    await listener.page.getByLabel('Ustalenia').fill('Urzędnik obiecał oddzwonić; terminu nie podał.');
    await listener.page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
    await expect(listener.page.getByRole('status').filter({ hasText: 'Wysłano do drukarki.' })).toBeVisible();
    return savePdf(listener.app, listener.page, listener.home);
  };
  const first = await complete('obietnica');
  const before = await headOf(office);

  const { page } = await signedIn(who.secretary, { home: join(folder, 'second') });
  await rules(page);
  await expect(rowOf(page, 'Rozpatrzenie skargi')).toContainText(/WR\/1\/.*obowiązuje/);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Nowa wersja…' }).click();
  const form = panel(page, 'Nowa wersja');
  const register = form.getByRole('button', { name: 'Zarejestruj' });
  await register.click();
  await expect(form.getByText('Należy podać tytuł.')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await form.getByLabel('Numer zarządzenia').fill('120/2026');
  await form.getByLabel('Tytuł').fill('Regulaminu nagrań');
  await form.getByTestId('scan').setInputFiles(join(listener.home, first.name));
  await leaveUnsent(page, /^Upoważnienia – Nowa wersja/);
  await expect(form.getByLabel('Tytuł')).toHaveValue('Regulaminu nagrań');
  await expect(form.getByText(first.name)).toBeVisible();
  await form.getByLabel('Hasło').fill(office.person(who.secretary).password);
  await register.click();
  await expect(rowOf(page, 'Regulamin')).toContainText('czeka na potwierdzenie');
  const [entered] = await entriesOf(office, 'instrument', before);
  const number = entered?.payload.rows[0]?.number ?? '';
  expect(entered?.payload).toMatchObject({
    ...{ what: 'version', login: who.secretary, signed: { paper: '120/2026', scan: { media: 'pdf' } } },
    rows: [{ of: 'regulation', content: { title: 'Regulaminu nagrań' } }],
  });
  // Nobody confirms what he entered himself: the window does not offer it.
  await expect(panel(page, number).getByRole('button', { name: 'Porównaj z pismem' })).toHaveCount(0);

  const second = await signedIn(who.deputy, { home: join(folder, 'third') });
  await goTo(second.page, 'Pulpit');
  const waits = second.page.getByRole('row').filter({ hasText: `${number} – czeka na potwierdzenie` });
  await expect(waits).toContainText('Regulamin; potwierdzi');
  await playPrinter(second.app, 'sent');
  await second.page.getByRole('button', { name: 'Więcej czynności' }).click();
  await second.page.getByRole('menuitem', { name: 'Drukuj stan na dziś' }).click();
  await expect.poll(async () => (await printedBy(second.app)).length).toBe(1);
  const state = join(folder, 'state.pdf');
  writeFileSync(state, (await printedBy(second.app))[0] ?? '');
  expect(readPaper(state).text).toMatch(new RegExp(`${number}\\s+Regulamin\\s+czeka na potwierdzenie`));
  await waits.getByRole('button', { name: /^Pokaż/ }).click();
  await panel(second.page, number).getByRole('button', { name: 'Porównaj z pismem' }).click();
  const compare = panel(second.page, 'Czy zapis zgadza się z pismem?');
  await expect(second.page.getByRole('img', { name: /1/ })).toHaveAttribute('aria-busy', 'false');
  for (const fact of ['Regulaminu nagrań', '120/2026', today(), 'Halina Dudek'])
    await expect(compare).toContainText(fact);
  expect(await faults(second.page)).toEqual([]);
  await compare.getByLabel('Hasło').fill(office.person(who.deputy).password);
  await compare.getByRole('button', { name: 'Potwierdź zgodność' }).click();
  await expect(rowOf(second.page, number)).toContainText('obowiązuje');

  const later = await complete('oddzwonienie');
  expect(later.text).toContain('Regulaminu nagrań (załącznik nr 1 do zarządzenia Nr 120/2026');
  // The former one, read anew by a program that never showed it.
  await listener.stop();
  const again = await signedIn(who.listener, { home: join(folder, 'fourth') });
  await again.page.getByRole('button', { name: /^Protokoły/ }).click();
  await again.page
    .getByRole('button', { name: /^Otwórz protokół/ })
    .last()
    .click();
  const reprint = await savePdf(again.app, again.page, again.home);
  expect(reprint.name).toBe(first.name);
  expect(said(reprint.text)).toBe(said(readPaper(join(listener.home, first.name)).text));

  // Once a year the desk says that it still holds, alone.
  const year = await headOf(office);
  await panel(second.page, number).getByLabel('Hasło').fill(office.person(who.deputy).password);
  await panel(second.page, number).getByRole('button', { name: 'Nadal obowiązuje' }).click();
  await expect(panel(second.page, number)).toContainText('Sprawdzono, że nadal obowiązuje');
  expect(await entriesOf(office, 'confirmed', year)).toMatchObject([
    { payload: { login: who.deputy, entries: [entered?.seq] } },
  ]);
});
