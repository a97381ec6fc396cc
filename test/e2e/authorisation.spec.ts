import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { goTo, listenTo } from '../../build/window/hand.ts';
import { answerWith } from '../../build/pictures/answers.ts';
import type { ListedInstrument } from '../../shared/authorisation.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { cutOff, faults, resize } from './audit.ts';
import { ask, entriesOf, headOf, kindsAfter } from './ledger.ts';
import { expect, planOf, test, who } from './office.ts';
import { readPaper } from './paper.ts';
import { failureOf, numbersAfter, panel } from './papers.ts';
import { playPrinter, printedBy } from './printer.ts';
import { expectSound } from './sound.ts';
import { expectWhole } from './whole.ts';

/** §4.2: a right to listen is a paper that two people saw; both work in their own window. */

test.use({ seed: { of: 'authorisation', choose: ({ matter }) => matter === 'oddzwonienie' } });

const today = (): string => legalDay(new Date()).split('-').reverse().join('.');

async function wanted(page: Page, typed: string, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Nowe upoważnienie' }).click();
  const person = page.getByRole('combobox', { name: 'Osoba' });
  await expect(person).toBeFocused();
  await page.keyboard.type(typed);
  await page.getByRole('option', { name }).click();
}

test('a first authorisation: prepared, printed, registered, compared by somebody else, and heard under', async ({
  office,
  signedIn,
  folder,
}) => {
  const before = await headOf(office);
  const secretary = await signedIn(who.secretary);
  const { page } = secretary;
  await playPrinter(secretary.app, 'sent');
  await goTo(page, 'Upoważnienia');
  await wanted(page, 'wró', 'Natalia Wróbel');
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Przygotuj i drukuj' }).click();

  const [number = ''] = await numbersAfter(office, before);
  const steps = panel(page, number);
  await expect(steps.getByText('Wysłano do drukarki.')).toBeVisible();
  const row = page.getByRole('grid').getByRole('row').filter({ hasText: number });
  await expect(row).toContainText(/Natalia Wróbel.*3 cele.*wszystkie wydziały.*czeka na podpis/);
  const [prepared] = await entriesOf(office, 'instrument', before);
  const printed = join(folder, 'printed.pdf');
  writeFileSync(printed, (await printedBy(secretary.app))[0] ?? '');
  const { text, pages } = readPaper(printed);
  expect(pages).toBe(1);
  expect(text).toContain('UPOWAŻNIENIE DO ODSŁUCHIWANIA NAGRAŃ ROZMÓW');
  expect(text).toContain(`Nr ${number}`);
  expect(text).toMatch(/Natalia Wróbel, referent, Kancelaria Ogólna/);
  expect(text).toContain(`wpis nr ${prepared?.seq}`);
  expect(text.replaceAll(' ', '')).toContain(prepared?.hash.slice(0, 16));

  // What is missing is said before anything is sent, a wrong password below its field.
  const register = steps.getByRole('button', { name: 'Zarejestruj podpis' });
  await register.click();
  await expect(steps.getByText('Należy podać znak pisma.')).toBeVisible();
  await steps.getByLabel('Znak pisma').fill('OR.077.12.2026');
  await steps.getByRole('radio', { name: 'Papier' }).check();
  await steps
    .getByTestId('scan')
    .setInputFiles({ name: 'pismo.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') });
  await steps.getByLabel('Hasło').fill('nie-to');
  await register.click();
  await expect(steps.getByText('To nie jest plik PDF, JPG ani PNG.')).toBeVisible();
  await steps.getByRole('button', { name: 'Usuń plik' }).click();
  await steps.getByTestId('scan').setInputFiles(printed);
  await register.click();
  await expect(steps.getByText('Nieprawidłowe hasło.')).toBeVisible();
  await expect(steps.getByLabel('Hasło')).toHaveValue('');
  await expect(steps.getByLabel('Znak pisma')).toHaveValue('OR.077.12.2026');
  await steps.getByLabel('Hasło').fill(office.person(who.secretary).password);
  await register.click();
  await expect(row).toContainText('czeka na potwierdzenie');
  // Nobody confirms what he entered himself: the window does not offer it.
  await expect(steps.getByText('Porówna zapis z pismem: Marek Bielak, zastępca Sekretarza')).toBeVisible();
  await expect(steps.getByRole('button')).toHaveText(['', '', 'Drukuj', 'Zapisz dla EZD']);
  expect(await faults(page)).toEqual([]);
  expect(await printedBy(secretary.app)).toHaveLength(1);
  const registered = (await entriesOf(office, 'instrument', before)).at(-1);
  expect(registered?.payload).toMatchObject({
    ...{ login: who.secretary, rows: [{ number, subject: who.none }] },
    signed: { paper: 'OR.077.12.2026', way: 'paper', scan: { media: 'pdf' } },
    asked: { password: true },
  });
  const shown = [{ seq: registered?.seq, hash: registered?.hash }];
  const own = { shown, password: office.person(who.secretary).password };
  expect(await failureOf(page, 'authorisation.confirm', own)).toBe('not-second-person');

  const second = await signedIn(who.deputy, { home: join(folder, 'second') });
  await goTo(second.page, 'Upoważnienia');
  await second.page.getByRole('grid').getByRole('row').filter({ hasText: number }).click();
  await panel(second.page, number).getByRole('button', { name: 'Porównaj z pismem' }).click();
  const compare = panel(second.page, 'Czy zapis zgadza się z pismem?');
  await expect(second.page.getByRole('img', { name: /1/ })).toHaveAttribute('aria-busy', 'false');
  for (const said of ['Natalia Wróbel', 'OR.077.12.2026', `podpisano ${today()}`, 'Halina Dudek'])
    await expect(compare).toContainText(said);
  expect(await faults(second.page)).toEqual([]);
  await compare.getByLabel('Hasło').fill(office.person(who.deputy).password);
  await compare.getByRole('button', { name: 'Potwierdź zgodność' }).click();
  await expect(second.page.getByRole('grid').getByRole('row').filter({ hasText: number })).toContainText(
    'ważne',
  );
  expect((await kindsAfter(office, before)).filter((kind) => kind !== 'refusal')).toEqual([
    ...['instrument', 'instrument', 'confirmed'],
  ]);
  expect(
    await ask(
      office,
      'SELECT login, confirmed_seq IS NOT NULL AS seen FROM office.authorisation WHERE number = $1',
      [number],
    ),
  ).toEqual([{ login: who.none, seen: true }]);

  const listener = await signedIn(who.none, { home: join(folder, 'third') });
  await listenTo(listener.page, planOf(office, 'oddzwonienie'));
  await expectSound(listener.page);

  // The desk ends it at once, without a password: it stops somebody.
  await panel(second.page, number).getByRole('button', { name: 'Więcej czynności' }).click();
  await second.page.getByRole('menuitem', { name: 'Zakończ upoważnienie…' }).click();
  await second.page.getByRole('radio', { name: 'zmiana stanowiska' }).check();
  const end = second.page.getByRole('button', { name: 'Zakończ', exact: true });
  await second.page.getByRole('radio', { name: 'ostatni dzień' }).check();
  await second.page.getByRole('textbox', { name: 'Ostatni dzień' }).fill('31.12.2099');
  await end.click();
  await expect(second.page.getByText('Do tego dnia pismo i tak przestanie obowiązywać.')).toBeVisible();
  await second.page.getByRole('radio', { name: 'od razu' }).check();
  await end.click();
  await expect(second.page.getByRole('grid').getByRole('row').filter({ hasText: number })).toContainText(
    'zakończone',
  );
  await expect(listener.page.getByText(/upoważnienie/i).first()).toBeVisible();
  await expect
    .poll(() => ask(office, 'SELECT roles FROM office.person WHERE login = $1', [who.none]))
    .toEqual([{ roles: [] }]);
  await expectWhole(office);
});

test('words of a form that was left by its arrow are named with their page before signing out, and one press leads to each', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.secretary);
  const number = office.person(who.listener).authorisation?.number ?? '';
  const signOut = async () => {
    await page.getByRole('banner').getByRole('button').last().click();
    await page.getByRole('menuitem', { name: 'Wyloguj' }).click();
  };
  await page.getByRole('button', { name: 'Więcej czynności' }).click();
  await page.getByRole('menuitem', { name: 'Wstrzymaj odsłuchiwanie…' }).click();
  await page.getByLabel('Powód').fill('Przerwa techniczna.');
  await page.getByRole('button', { name: 'Zamknij', exact: true }).click();
  await goTo(page, 'Upoważnienia');
  await page.getByRole('grid').getByRole('row').filter({ hasText: number }).click();
  await panel(page, number).getByRole('button', { name: 'Więcej czynności' }).click();
  await page.getByRole('menuitem', { name: 'Zakończ upoważnienie…' }).click();
  await page.getByRole('radio', { name: 'pomyłka' }).check();
  await page.getByLabel('Wyjaśnienie').fill('Nie ta osoba.');
  await page.getByRole('button', { name: 'Wstecz', exact: true }).click();
  await expect(page.getByLabel('Wyjaśnienie')).toHaveCount(0);
  await page
    .getByRole('grid')
    .getByRole('row')
    .filter({ hasText: office.person(who.other).displayName })
    .click();

  await signOut();
  const dialog = page.getByRole('alertdialog', { name: 'Nie wszystko jest zapisane' });
  await expect(dialog.getByRole('listitem')).toHaveText([
    /^Pulpit – Wstrzymaj odsłuchiwanie/,
    new RegExp(`^Upoważnienia – Zakończ upoważnienie, ${number}`),
  ]);
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath('niewyslane.png') });
  await dialog.getByRole('button', { name: `Pokaż: Upoważnienia – Zakończ upoważnienie, ${number}` }).click();
  // The page is the one that was open: it begins anew, with the form.
  await expect(page.getByLabel('Wyjaśnienie')).toHaveValue('Nie ta osoba.');
  await page.getByLabel('Wyjaśnienie').fill('');

  await signOut();
  await dialog.getByRole('button', { name: 'Pokaż: Pulpit – Wstrzymaj odsłuchiwanie' }).click();
  await expect(page.getByLabel('Powód')).toHaveValue('Przerwa techniczna.');
  await page.getByLabel('Powód').fill('');
  await signOut();
  await expect(page.getByLabel('Nazwa użytkownika')).toBeVisible();
});

test('what differs from its paper is sent back, put right under its number, and confirmed; another is withdrawn', async ({
  office,
  signedIn,
  folder,
}) => {
  const before = await headOf(office);
  const { page } = await signedIn(who.secretary);
  const secret = office.person(who.secretary).password;
  await goTo(page, 'Upoważnienia');
  await wanted(page, 'kubi', 'Olga Kubiak');
  await page.getByRole('button', { name: 'Pismo już jest' }).click();
  await page.getByLabel('Znak pisma').fill('OR.077.13.2026');
  await page.getByLabel('Hasło').fill(secret);
  await page.getByRole('button', { name: 'Zarejestruj podpis' }).click();
  const [number = ''] = await numbersAfter(office, before);
  await expect(panel(page, number)).toContainText('w EZD');

  const second = await signedIn(who.deputy, { home: join(folder, 'second') });
  await goTo(second.page, 'Upoważnienia');
  const row = second.page.getByRole('grid').getByRole('row').filter({ hasText: number });
  await row.click();
  await panel(second.page, number).getByRole('button', { name: 'Porównaj z pismem' }).click();
  await expect(second.page.getByText('Pismo jest w EZD: OR.077.13.2026.')).toBeVisible();
  await second.page.getByRole('button', { name: 'Niezgodne…' }).click();
  await second.page.getByLabel('Co się nie zgadza').fill('Na piśmie jest jeden cel.');
  await second.page.getByRole('button', { name: 'Odeślij do poprawienia' }).click();
  await expect(row).toContainText('do poprawienia');

  await page.getByRole('searchbox').fill('kubiak');
  await page.getByRole('searchbox').fill(number);
  await page.getByRole('grid').getByRole('row').filter({ hasText: 'do poprawienia' }).click();
  await expect(panel(page, number)).toContainText('Marek Bielak: Na piśmie jest jeden cel.');
  await page.getByRole('button', { name: 'Więcej czynności' }).click();
  await page.getByRole('menuitem', { name: 'Popraw…' }).click();
  await page.getByRole('checkbox', { name: /RODO/ }).uncheck();
  await page.getByRole('button', { name: 'Pismo już jest' }).click();
  await page.getByLabel('Znak pisma').fill('OR.077.13.2026');
  await page.getByLabel('Hasło').fill(secret);
  await page.getByRole('button', { name: 'Zarejestruj podpis' }).click();
  await expect(page.getByRole('grid').getByRole('row').filter({ hasText: number })).toContainText('2 cele');
  const [, again] = await entriesOf(office, 'instrument', before);
  expect(again?.payload.rows).toMatchObject([{ number, purposes: ['SAFETY', 'SERVICE_STANDARDS'] }]);

  await page.getByRole('button', { name: 'Więcej czynności' }).click();
  await page.getByRole('menuitem', { name: 'Wycofaj…' }).click();
  await page.getByRole('button', { name: 'Wycofaj', exact: true }).click();
  await expect(page.getByRole('grid').getByRole('row').filter({ hasText: number })).toContainText('wycofane');
  expect(await kindsAfter(office, before)).toEqual(['instrument', 'revoke', 'instrument', 'revoke']);
});

test('a name is shown as it reads, however long it is and whatever it looks like', async ({ signedIn }) => {
  const { app, page } = await signedIn(who.secretary);
  const names = [
    '<img src=x onerror="document.title=1">',
    '=HYPERLINK("http://zle.example")',
    '\u202eimiE anA',
    'Ł'.repeat(200),
  ];
  const rows = names.map((displayName, at): ListedInstrument => ({
    ...{ what: 'authorisation', number: `UO/${at + 1}/2026`, seq: at + 1, guid: null, state: 'valid' },
    ...{ person: { displayName, post: displayName, unit: displayName }, since: null, endWaits: false },
    ...{ from: '2026-01-02', to: '2026-12-31', account: { state: 'ok', since: null }, declared: true },
    scope: { purposes: ['SAFETY'], departments: [displayName], quality: 'no' },
  }));
  await answerWith(app, 'authorisation.list', { value: { today: legalDay(new Date()), rows, own: null } });
  await goTo(page, 'Upoważnienia');
  const shown = page.getByRole('grid').getByRole('row');
  for (const name of names) await expect(shown.filter({ hasText: name })).toHaveCount(1);
  // A mark that turns a name round turns nothing beside it.
  const said = shown.filter({ hasText: '\u202e' }).getByText('ważne');
  const places = await said.evaluate((one) => {
    const text = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode() ?? one;
    const letter = document.createRange();
    return [0, 4].map((at) => {
      letter.setStart(text, at);
      letter.setEnd(text, at + 1);
      return letter.getBoundingClientRect().left;
    });
  });
  expect(places[0]).toBeLessThan(places[1] ?? 0);
  await shown.last().click();
  await expect(page.getByRole('region', { name: 'UO/4/2026' })).toContainText('Ł'.repeat(200));
  expect(await page.locator('main img[src="x"]').count()).toBe(0);
  for (const size of ['200 %', '100 %'] as const) {
    await resize(app, page, size);
    expect(await cutOff(page), size).toEqual([]);
  }
});
