import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import {
  controls,
  expectSignedIn,
  findCall,
  goTo,
  listenTo,
  personMenu,
  saveInto,
  signIn,
  unlock,
} from '../../build/window/hand.ts';
import { answerAgain, answerWith, failing, type Instead } from '../../build/pictures/answers.ts';
import { type Between, standBetween } from './between.ts';
import { ask, entriesOf, headOf, kindsAfter } from './ledger.ts';
import { expect, planOf, type RunningOffice, test, who } from './office.ts';
import { savePdf } from './paper.ts';
import { playPrinter, printedBy } from './printer.ts';

/** What people see of it that requests are signed, and what somebody sees who stands between them and the database. */

test.use({ seed: { of: 'signed', choose: ({ matter }) => matter === 'obietnica' } });

let between: Between;
test.beforeEach(async ({ office }) => {
  between = await standBetween(office);
});
test.afterEach(() => between.stop());

const findings = 'Urzędnik obiecał oddzwonić do końca tygodnia.';
const step = (page: Page) => page.getByRole('region', { name: 'Protokół zakończony' });
const finish = (page: Page) => page.getByRole('button', { name: 'Zakończ i drukuj' }).click();

test('no directory password passes the database at sign-in or unlock, nor stands in a log of every statement', async ({
  office,
  launch,
}) => {
  const everything = { log_statement: 'all', log_parameter_max_length: '-1', log_error_verbosity: 'default' };
  for (const [name, value] of Object.entries(everything))
    await ask(office, `ALTER SYSTEM SET ${name} = '${value}'`);
  await ask(office, 'SELECT pg_reload_conf()');
  const person = office.person(who.listener);
  const { page } = await launch({ settings: between.settings });
  await signIn(page, person);
  await personMenu(page, 'Zablokuj');
  await unlock(page, person);
  await expectSignedIn(page, person);
  const log = readFileSync(office.database.log);
  await ask(office, 'ALTER SYSTEM RESET ALL');
  await ask(office, 'SELECT pg_reload_conf()');
  for (const place of [between.seen(), log]) {
    // What is looked for would be found.
    expect(place.includes('api.submit')).toBe(true);
    expect(place.includes(person.login)).toBe(true);
    for (const form of formsOf(person.password)) expect(place.includes(form)).toBe(false);
  }
});

test('with a clock that somebody froze nothing is printed or signed, and it is said; thawed, it goes on', async ({
  office,
  launch,
}) => {
  const { app, page } = await launch({ settings: between.settings });
  await playPrinter(app, 'sent');
  await signIn(page, office.person(who.listener));
  await listenTo(page, planOf(office, 'obietnica'));
  await page.getByLabel('Ustalenia').fill(findings);
  let frozen: string | null = null;
  between.alter = (column) => (column.includes('"doorKey"') ? (frozen ??= column) : column);
  await expect.poll(() => frozen).not.toBeNull();
  await finish(page);
  await expect(step(page).getByRole('alert')).toContainText(
    'Serwer odsłuchu nie potwierdził jeszcze wpisów, z których powstaje ten dokument',
  );
  expect(await printedBy(app)).toEqual([]);
  await expect(page.getByText(/^Serwer odsłuchu nie odpowiada/).first()).toBeVisible({ timeout: 45_000 });
  const before = await headOf(office);
  const file = page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' });
  await expect(file).toHaveAttribute('aria-disabled', 'true');
  expect(await kindsAfter(office, before)).toEqual([]);

  between.alter = (column) => column;
  await expect(file).not.toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Drukuj', exact: true }).click();
  await expect.poll(async () => (await printedBy(app)).length).toBe(1);
});

test('with rows that somebody swapped nothing is printed; as they were, it is', async ({
  office,
  launch,
  folder,
}) => {
  const { app, page, home } = await launch({ settings: between.settings });
  await playPrinter(app, 'sent');
  await signIn(page, office.person(who.listener));
  await listenTo(page, planOf(office, 'obietnica'));
  await page.getByLabel('Ustalenia').fill(findings);
  between.alter = (column) => column.replaceAll('oddzwonić do', 'zapłacić do');
  await finish(page);
  await expect(page.getByText(/^Wpis nr \d+ w bazie danych nie jest tym/).first()).toBeVisible();
  await saveInto(app, folder);
  expect(await printedBy(app)).toEqual([]);
  expect(readdirSync(folder).filter((name) => name.endsWith('.pdf'))).toEqual([]);

  between.alter = (column) => column;
  await page.getByRole('button', { name: /^Protokoły/ }).click();
  await page
    .getByRole('button', { name: /^Otwórz protokół/ })
    .first()
    .click();
  expect((await savePdf(app, page, home)).text).toContain('oddzwonić do');
});

test('with another call shown in the list than the one that would be opened nothing is signed; as it is, it is heard', async ({
  office,
  launch,
}) => {
  const plan = planOf(office, 'obietnica');
  const { page } = await launch({ settings: between.settings });
  await signIn(page, office.person(who.listener));
  // In rows of the list alone: an entry is one text, in which what is quoted has no space after its name.
  between.alter = (column) => column.replace(/"extension": "\d+"/g, '"extension": "999"');
  const before = await headOf(office);
  await findCall(page, { ...plan, sidecar: { ...plan.sidecar, extension: '999' } });
  await controls(page).justify.click();
  await expect(page.getByText(/^To, co pokazuje lista, różni się od wpisu/)).toBeVisible();
  expect(await kindsAfter(office, before)).toEqual([]);

  between.alter = (column) => column;
  await page.reload();
  await listenTo(page, plan);
  expect(await kindsAfter(office, before)).toEqual(['release']);
});

test('a request that the owner of the database puts in somebody’s name is an alarm on the Secretary’s page', async ({
  office,
  signedIn,
}) => {
  await putAsOwner(office, who.listener);
  await expect.poll(async () => (await entriesOf(office, 'unsigned-request')).length).toBeGreaterThan(0);
  const { page } = await signedIn(who.secretary);
  await goTo(page, 'Rejestr');
  const alarm = page.getByRole('alert').filter({ hasText: 'żądania, których nikt nie podpisał' });
  await expect(alarm).toContainText(`rzekomo w imieniu: ${who.listener}`);
  const rows = page.getByRole('grid', { name: 'Rejestr odsłuchań' }).getByRole('row');
  await expect(rows.filter({ hasText: 'żądania bez podpisu' })).toContainText(`rzekomo: ${who.listener}`);
  await alarm.getByRole('button', { name: 'Pokaż wpis' }).click();
  await expect(page.getByRole('region', { name: 'Żądania bez podpisu' })).toContainText(
    'nie świadczą, że zrobiły to te osoby',
  );
});

test('a person finds each own sign-in of the last days, and what to do about one that was not theirs', async ({
  office,
  signedIn,
}) => {
  const before = await entriesOf(office, 'session');
  const { app, page } = await signedIn(who.other);
  const open = async () => {
    await page.getByRole('button', { name: /^Protokoły/ }).click();
    await page.getByRole('tab', { name: 'Logowania' }).click();
  };
  await open();
  await expect(page.getByText('należy to zgłosić („To nie ja…”) i zmienić hasło')).toBeVisible();
  const own = await entriesOf(office, 'session');
  const rows = page.getByRole('grid', { name: 'Moje logowania' }).getByRole('row');
  const mine = own.filter(({ payload }) => payload.login === who.other);
  expect(mine.length).toBe(before.filter(({ payload }) => payload.login === who.other).length + 1);
  await expect(rows).toHaveCount(mine.length + 1);
  const newest = mine.at(-1);
  await expect(rows.nth(1)).toContainText(String(newest?.words?.['host']));
  await expect(rows.nth(1)).toContainText('to okno');
  await expect(rows.nth(1)).toContainText(String(newest?.seq));

  // Where none matches, where there are none, and where none come: said, and then there again.
  const text = page.getByLabel('Nazwa stanowiska');
  await text.fill('nie ma takiego stanowiska');
  await expect(page.getByText('Żadne logowanie nie pasuje')).toBeVisible();
  const again = async (instead: Instead) => {
    await answerWith(app, 'session.mine', instead);
    await page.getByRole('button', { name: 'Szukaj', exact: true }).click();
    await open();
  };
  await again({ value: { sessions: [] } });
  await expect(page.getByText('Nie ma logowań')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('nie-ma.png') });
  await again(failing('document-entry-false', { seq: 7 }));
  await expect(page.getByText(/^Wpis nr 7 w bazie danych nie jest tym/)).toBeVisible();
  await expect(page.getByText('Nie ma logowań')).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath('nie-dochodzi.png') });
  await answerAgain(app);
  await page.getByRole('button', { name: 'Spróbuj ponownie' }).click();
  await expect(rows).toHaveCount(mine.length + 1);
});

/** As whoever owns the tables can: with a session that nobody has. */
async function putAsOwner(office: RunningOffice, login: string): Promise<void> {
  await ask(
    office,
    `INSERT INTO office.command (id, login, kind, body, session, salt, seen, signature)
     VALUES ($1, $2, 'listen', '{}', $3, $4, $5, $6)`,
    [randomUUID(), login, randomUUID(), randomBytes(16), Date.now(), randomBytes(64)],
  );
}

/** A password as programs write it. */
function formsOf(password: string): Buffer[] {
  const utf8 = Buffer.from(password);
  const encoded = (['base64', 'base64url', 'hex'] as const).map((form) => Buffer.from(utf8.toString(form)));
  return [utf8, Buffer.from(password, 'utf16le'), ...encoded];
}
