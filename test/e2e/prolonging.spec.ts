import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { goTo } from '../../build/window/hand.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { faults } from './audit.ts';
import { appoint, ask, entriesOf, headOf, kindsAfter, submitAs } from './ledger.ts';
import { expect, type RunningOffice, test, who } from './office.ts';
import { readPaper } from './paper.ts';
import { failureOf, numbersAfter, panel, toldTo } from './papers.ts';
import { playPrinter, printedBy } from './printer.ts';
import { expectWhole } from './whole.ts';

/** § 4 ust. 2, § 6 ust. 3: several on one sheet, an office and its end, and who may what. */

test.use({ seed: { of: 'prolonging', choose: () => false } });

test('six that end in the same month go on by one sheet; who has no account is on it no more', async ({
  office,
  signedIn,
  folder,
}) => {
  const secretary = await signedIn(who.secretary);
  const { page } = secretary;
  const secret = office.person(who.secretary).password;
  await playPrinter(secretary.app, 'sent');
  const people = ['anna.nowak', 'barbara.zych', 'piotr.zielinski', 'zenon.blaszczyk', 'maria.wojcik'];
  const last = addDays(legalDay(new Date()), 20);
  await endWith(page, office, [...people, 'wiktor.kania'], last);
  const second = await signedIn(who.deputy, { home: join(folder, 'second') });
  await grant(page, second.page, office, who.none, last);

  await goTo(page, 'Upoważnienia');
  await goTo(page, 'Pulpit');
  const before = await headOf(office);
  await page.getByRole('button', { name: 'Przedłuż wszystkie… Kończy się 7 upoważnień' }).click();
  const list = panel(page, 'Przedłużenie upoważnień');
  await expect(list.getByRole('checkbox')).toHaveCount(7);
  const gone = list.getByRole('checkbox', { name: /Wiktor Kania.*konto wyłączone/ });
  await expect(gone).toBeDisabled();
  await expect(gone).not.toBeChecked();
  const one = list.getByRole('checkbox', { name: /Maria Wójcik/ });
  await one.uncheck();
  await list.getByRole('button', { name: 'Pismo już jest' }).click();
  await expect(list.getByLabel(/^Oświadczenie z dnia/)).toHaveCount(5);
  await list.getByRole('button', { name: 'Zamknij' }).click();
  await page.getByRole('button', { name: 'Przedłuż kończące się (7)…' }).click();
  await expect(one).toBeChecked();
  expect(await faults(page)).toEqual([]);
  await list.getByRole('button', { name: 'Przygotuj i drukuj' }).click();
  await expect(page.getByText('Wysłano do drukarki.')).toBeVisible();

  const [prepared] = await entriesOf(office, 'instrument', before);
  const numbers = prepared?.payload.rows.map(({ number }) => number) ?? [];
  expect(numbers).toHaveLength(6);
  expect(prepared?.payload.rows.map(({ from }) => from)).toEqual(Array(6).fill(addDays(last, 1)));
  const printed = join(folder, 'printed.pdf');
  writeFileSync(printed, (await printedBy(secretary.app))[0] ?? '');
  const { text, pages } = readPaper(printed);
  expect(pages).toBe(1);
  for (const said of ['niżej wymienione osoby', ...numbers]) expect(text).toContain(said);
  expect(text).not.toContain('Wiktor Kania');

  const steps = page.getByRole('region').filter({ has: page.getByLabel('Znak pisma') });
  await steps.getByLabel('Znak pisma').fill('OR.077.20.2026');
  await steps.getByRole('radio', { name: 'Papier' }).check();
  await steps.getByTestId('scan').setInputFiles(printed);
  await steps.getByLabel('Hasło').fill(secret);
  await steps.getByRole('button', { name: 'Zarejestruj podpis' }).click();
  const row = (of: Page) =>
    of
      .getByRole('grid')
      .getByRole('row')
      .filter({ hasText: numbers[0] ?? '' });
  await expect(row(page)).toContainText('czeka na potwierdzenie');

  await goTo(second.page, 'Upoważnienia');
  await row(second.page).click();
  await second.page.getByRole('button', { name: 'Porównaj z pismem' }).click();
  const compare = panel(second.page, 'Czy zapis zgadza się z pismem?');
  await expect(second.page.getByRole('img', { name: /^Strona 1 z / })).toHaveAttribute('aria-busy', 'false');
  for (const said of ['Anna Nowak', 'Maria Wójcik', ...numbers]) await expect(compare).toContainText(said);
  expect(await faults(second.page)).toEqual([]);
  await compare.getByLabel('Hasło').fill(office.person(who.deputy).password);
  await compare.getByRole('button', { name: 'Potwierdź zgodność (6)' }).click();
  await expect(row(second.page)).toContainText('przyszłe');
  expect((await kindsAfter(office, before)).filter((kind) => kind !== 'refusal')).toEqual([
    ...['instrument', 'instrument', 'confirmed'],
  ]);
  const [{ count } = { count: '' }] = await ask<{ count: string }>(
    office,
    'SELECT count(*)::text AS count FROM office.authorisation WHERE number = ANY ($1) AND from_day = $2',
    [numbers, addDays(last, 1)],
  );
  expect(count).toBe('6');
  // Nobody is left but the one without an account.
  await expect(second.page.getByRole('button', { name: 'Przedłuż kończące się (1)…' })).toBeVisible();
  await expectWhole(office);
});

test('a deputy is appointed by a paper of the Mayor, works, and is no deputy any more once two people saw the end', async ({
  office,
  signedIn,
  folder,
}) => {
  // Nobody of the desk makes another deputy of the desk: the officer compares the paper.
  const officer = who.revoked;
  await appoint(office, officer, 'protection_officer');
  const before = await headOf(office);
  const secretary = await signedIn(who.secretary);
  const { page } = secretary;
  const secret = office.person(who.secretary).password;
  await playPrinter(secretary.app, 'sent');
  await goTo(page, 'Upoważnienia');
  await page.getByRole('tab', { name: /^Funkcje/ }).click();
  await page.getByRole('button', { name: 'Powierz funkcję…' }).click();
  const form = panel(page, 'Powierzenie funkcji');
  const which = form.getByRole('combobox', { name: 'Funkcja' });
  await which.click();
  await page.getByRole('option', { name: 'inspektor ochrony danych' }).click();
  // An officer's own paper is entered; it is not printed here.
  await expect(form.getByRole('button', { name: 'Przygotuj i drukuj' })).toHaveCount(0);
  await form.getByRole('combobox', { name: 'Osoba' }).fill('nowak');
  await page.getByRole('option', { name: 'Anna Nowak' }).click();
  await expect(
    form.getByText(/Tych funkcji nie może łączyć jedna osoba. Ma już: upoważnienie/),
  ).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await which.click();
  await page.getByRole('option', { name: 'Sekretarz', exact: true }).click();
  await form.getByRole('checkbox', { name: 'jako zastępca' }).check();
  await expect(form.getByText(/Tych funkcji nie może łączyć/)).toHaveCount(0);
  await expect(form.getByRole('checkbox', { name: 'do odwołania' })).toBeChecked();
  await form.getByRole('button', { name: 'Przygotuj i drukuj' }).click();

  const [number = ''] = await numbersAfter(office, before);
  const steps = panel(page, number);
  await expect(steps.getByText('Wysłano do drukarki.')).toBeVisible();
  const printed = join(folder, 'printed.pdf');
  writeFileSync(printed, (await printedBy(secretary.app))[0] ?? '');
  const { text, pages } = readPaper(printed);
  expect(pages).toBe(1);
  for (const said of ['UPOWAŻNIENIE DO ZASTĘPOWANIA', number, 'do odwołania', 'zastępca Sekretarza'])
    expect(text).toContain(said);
  await steps.getByLabel('Znak pisma').fill('OR.077.21.2026');
  await steps.getByLabel('Hasło').fill(secret);
  await steps.getByRole('button', { name: 'Zarejestruj podpis' }).click();
  const row = (of: Page) => of.getByRole('grid').getByRole('row').filter({ hasText: number });
  await expect(row(page)).toContainText('czeka na potwierdzenie');

  const second = await signedIn(officer, { home: join(folder, 'second') });
  const compare = async (): Promise<void> => {
    await goTo(second.page, 'Upoważnienia');
    await second.page.getByRole('tab', { name: /^Funkcje/ }).click();
    await row(second.page).click();
    // What another window entered meanwhile.
    await second.page.keyboard.press('F5');
    await second.page.getByRole('button', { name: 'Porównaj z pismem' }).click();
    const facts = panel(second.page, 'Czy zapis zgadza się z pismem?');
    await expect(facts).toContainText('zastępca Sekretarza');
    await facts.getByLabel('Hasło').fill(office.person(officer).password);
    await facts.getByRole('button', { name: 'Potwierdź zgodność' }).click();
  };
  await compare();
  await expect(row(second.page)).toContainText('ważne');
  await expect
    .poll(() => ask(office, 'SELECT roles FROM office.person WHERE login = $1', [who.listener]))
    .toEqual([{ roles: expect.arrayContaining(['secretary']) as string[] }]);
  const third = await signedIn(who.listener, { home: join(folder, 'third') });
  await goTo(third.page, 'Upoważnienia');
  await expect(third.page.getByRole('button', { name: 'Nowe upoważnienie' })).toBeVisible();

  await page.keyboard.press('F5');
  await expect(row(page)).toContainText('ważne');
  // Once a year the desk says that it goes on: that gives nobody anything.
  await steps.getByLabel('Hasło').fill(secret);
  await steps.getByRole('button', { name: 'Nadal trwa' }).click();
  await expect(steps).toContainText('Sprawdzono, że nadal trwa');
  expect(
    await ask(office, 'SELECT holds_seq IS NOT NULL AS said FROM office.instrument WHERE number = $1', [
      number,
    ]),
  ).toEqual([{ said: true }]);
  // The desk ends it; until somebody else saw that, it lasts.
  await steps.getByRole('button', { name: 'Więcej czynności' }).click();
  await page.getByRole('menuitem', { name: 'Zakończ funkcję…' }).click();
  await page.getByRole('radio', { name: 'zmiana stanowiska' }).check();
  await expect(page.getByText(/Do potwierdzenia funkcja trwa. Porówna/)).toBeVisible();
  await page.getByRole('button', { name: 'Zakończ', exact: true }).click();
  await expect(row(page)).toContainText('zakończenie czeka na potwierdzenie');
  await compare();
  await expect(row(second.page)).toContainText('zakończone');
  expect((await kindsAfter(office, before)).filter((kind) => kind !== 'roles')).toEqual(
    expect.arrayContaining(['instrument', 'instrument', 'confirmed', 'revoke', 'confirmed']),
  );
  await layDown(office, officer);
});

test('who may what is read and printed; a whole department may sign in; the record is printed from entries', async ({
  office,
  signedIn,
  folder,
}) => {
  const before = await headOf(office);
  const { page, app } = await signedIn(who.secretary);
  await playPrinter(app, 'sent');
  const choose = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Więcej', exact: true }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const printedText = async (place: number): Promise<string> => {
    await expect(page.getByText('Wysłano do drukarki.')).toBeVisible();
    const file = join(folder, `${place}.pdf`);
    writeFileSync(file, (await printedBy(app))[place] ?? '');
    return readPaper(file).text;
  };
  await goTo(page, 'Upoważnienia');
  await choose('Kto co może');
  const confirming = page.getByRole('row').filter({ hasText: 'Potwierdzenie pisma' });
  await expect(confirming.getByRole('cell')).toHaveText([
    ...['Potwierdzenie pisma o upoważnieniu lub funkcji', '–', '–', '–'],
    ...['z drugą osobą', 'z drugą osobą', 'z drugą osobą', '–'],
  ]);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Drukuj' }).click();
  expect(await printedText(0)).toContain('potwierdzenie pisma o upoważnieniu lub funkcji');
  await page.getByRole('button', { name: 'Wróć do listy' }).click();

  await choose('Drukuj ewidencję');
  expect(await printedText(1)).toMatch(
    /EWIDENCJA OSÓB UPOWAŻNIONYCH.* Prowadzona według własnych zasad urzędu; upoważnień udzielono na podstawie § 4 ust\. 2/s,
  );

  await choose('Dodaj osoby…');
  await page.getByRole('combobox', { name: 'Cały wydział' }).fill('biuro skarg');
  await page.getByRole('option', { name: 'Biuro Skarg i Wniosków (2)' }).click();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Dodaj (2)' }).click();
  await expect(page.getByText('Dodano 2 osoby.')).toBeVisible();
  const [entered] = await entriesOf(office, 'person', before);
  expect(entered?.payload.people.map(({ login }) => login).sort()).toEqual(['anna.nowak', 'olga.kubiak']);
});

test('a deputy whom nobody else could confirm accepts the office in a window of his own', async ({
  office,
  signedIn,
  folder,
}) => {
  const { page } = await signedIn(who.secretary);
  // The deputy lays his office down: the Secretary is alone.
  await layDown(office, who.deputy);
  const accepting = office.person(who.other);
  await expect
    .poll(() => ask(office, 'SELECT roles FROM office.person WHERE login = $1', [who.deputy]))
    .toEqual([{ roles: [] }]);
  const before = await headOf(office);
  await goTo(page, 'Upoważnienia');
  await page.getByRole('tab', { name: /^Funkcje/ }).click();
  await page.getByRole('button', { name: 'Powierz funkcję…' }).click();
  const form = panel(page, 'Powierzenie funkcji');
  await form.getByRole('combobox', { name: 'Funkcja' }).click();
  await page.getByRole('option', { name: 'Sekretarz', exact: true }).click();
  await form.getByRole('combobox', { name: 'Osoba' }).fill('zieli');
  await page.getByRole('option', { name: accepting.displayName }).click();
  // Of any other office somebody else is missing.
  await expect(form.getByText(/^Potrzebna jest trzecia osoba/)).toBeVisible();
  await form.getByRole('checkbox', { name: 'jako zastępca' }).check();
  await form.getByRole('button', { name: 'Pismo już jest' }).click();
  await form.getByLabel('Znak pisma').fill('OR.077.40.2026');
  await form.getByLabel('Hasło').fill(office.person(who.secretary).password);
  await form.getByRole('button', { name: 'Zarejestruj podpis' }).click();
  const [number = ''] = await numbersAfter(office, before);
  await expect(panel(page, number)).toContainText('Zrobi to osoba, której ono dotyczy');

  // Nobody is told of another's.
  expect((await toldTo(page, 'authorisation.own', {})).value).toEqual({ own: null });
  const second = await signedIn(who.other, { home: join(folder, 'second') });
  await goTo(second.page, 'Protokoły');
  const own = panel(second.page, 'Powierzona funkcja czeka na potwierdzenie');
  for (const said of [number, 'zastępca Sekretarza', 'OR.077.40.2026', 'Halina Dudek'])
    await expect(own).toContainText(said);
  expect(await faults(second.page)).toEqual([]);
  await own.getByLabel('Hasło').fill(accepting.password);
  await own.getByRole('button', { name: 'Potwierdź i przyjmij' }).click();
  await expect(own).toHaveCount(0);
  await expect
    .poll(() => ask(office, 'SELECT roles FROM office.person WHERE login = $1', [who.other]))
    .toEqual([{ roles: expect.arrayContaining(['secretary']) as string[] }]);
  const [confirmed] = await entriesOf(office, 'confirmed', before);
  expect(confirmed?.payload).toMatchObject({ login: who.other, asked: { password: true } });
  await expectWhole(office);
});

/** Somebody ends the only office that they hold. */
async function layDown(office: RunningOffice, login: string): Promise<void> {
  const [{ number } = { number: '' }] = await ask<{ number: string }>(
    office,
    `SELECT i.number FROM office.instrument i JOIN office.entry e ON e.seq = i.seq
      WHERE i.what = 'appointment' AND e.payload::jsonb -> 'rows' -> i.place ->> 'subject' = $1`,
    [login],
  );
  await submitAs(office, login, 'revoke', { ...post, why: 'post', number, until: null });
}

/** Has the newest valid authorisation of each end with a day. */
async function endWith(page: Page, office: RunningOffice, logins: string[], until: string): Promise<void> {
  const rows = await ask(
    office,
    'SELECT number FROM office.authorisation WHERE login = ANY ($1) AND revoked_at IS NULL',
    [logins],
  );
  for (const { number } of rows as { number: string }[])
    expect(await failureOf(page, 'authorisation.end', { ...post, number, until })).toBeUndefined();
}
const post = { why: 'post', paper: null, words: null };

/** An authorisation of the office's usual scope, by both windows. */
async function grant(
  page: Page,
  second: Page,
  office: RunningOffice,
  login: string,
  to: string,
): Promise<void> {
  const before = await headOf(office);
  const day = legalDay(new Date());
  const row = {
    ...{ number: null, subjectGuid: office.person(login).guid, purposes: ['SAFETY'], departments: null },
    ...{ quality: 'no', from: day, to, declaredOn: day },
  };
  const signatory = `PF/3/${day.slice(0, 4)}`;
  const signed = { paper: 'OR.077.19.2026', signatory, signatoryName: null, signedOn: day, way: 'ezd' };
  const { password } = office.person(who.secretary);
  const entering = { rows: [row], signed, file: null, password };
  expect(await failureOf(page, 'authorisation.register', entering)).toBeUndefined();
  const [entered] = await entriesOf(office, 'instrument', before);
  const shown = [{ seq: entered?.seq, hash: entered?.hash }];
  const confirming = { shown, password: office.person(who.deputy).password };
  expect(await failureOf(second, 'authorisation.confirm', confirming)).toBeUndefined();
}
