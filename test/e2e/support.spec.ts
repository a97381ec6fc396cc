import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { actsOf, entriesOf, headOf, kindsAfter } from './ledger.ts';
import {
  approve,
  caseNumber,
  dayText,
  find,
  findCall,
  goTo,
  rowOf,
  signIn,
  chooseBasis,
} from '../../build/window/hand.ts';
import { expect, planOf, test, who } from './office.ts';
import { audible, expectSound, openAddresses } from './sound.ts';

/** What a person sees when something is away, slow or broken: a sentence, a way on, every typed word, and a number for the informatyk. */

test.use({ seed: { of: 'support', choose: ({ matter }) => matter === 'obietnica' } });

test('an unexpected error has a number; the log and the data for the informatyk have it too, and nobody’s data', async ({
  office,
  signedIn,
}) => {
  const running = await signedIn(who.listener);
  const { app, page, home } = running;
  const plan = planOf(office, 'obietnica');
  const superuser = await office.superuser();
  await superuser.query('ALTER TABLE office.recording RENAME TO recording_moved');
  const finding = find(page, { case: caseNumber, day: dayText(plan) });
  const said = page.getByText(/^Wystąpił nieoczekiwany błąd programu\..* Numer błędu:\s\d{6}\.$/);
  await expect(said).toBeVisible();
  const number = /(\d{6})\.$/.exec(await said.innerText())?.[1] ?? '';
  await superuser.query('ALTER TABLE office.recording_moved RENAME TO recording');
  await superuser.end();
  await page.getByRole('alert').getByRole('button', { name: 'Spróbuj ponownie' }).click();
  await finding;
  await expect(rowOf(page, plan)).toBeVisible();

  await page.getByRole('button', { name: 'Pomoc' }).click();
  await page.getByRole('menuitem', { name: 'Zbierz dane dla informatyka' }).click();
  const dialog = page.getByRole('dialog', { name: 'Dane dla informatyka' });
  const shown = await dialog.getByLabel('Zawartość pliku').inputValue();
  expect(shown).toMatch(new RegExp(`\\] +\\[error\\] +${number} recordings\\.search: error 42P01`, 'm'));
  expect(shown).toContain(`"office": "${office.settings.office}"`);
  expect(shown).toMatch(/Odsłuch \d+\.\d+\.\d+/);
  expect(shown).toContain('baza danych: działa');
  const person = office.person(who.listener);
  for (const secret of [person.login, person.displayName, person.password, caseNumber, home, 'BEGIN CERT'])
    expect(shown, secret).not.toContain(secret);
  expect(shown).toContain('~/.config');

  const readOnly = join(home, 'tylko-odczyt');
  mkdirSync(readOnly);
  chmodSync(readOnly, 0o555);
  await answerDialog(app, readOnly);
  await dialog.getByRole('button', { name: 'Zapisz…' }).click();
  await expect(
    dialog.getByText('Nie udało się zapisać pliku w tym miejscu. Należy wybrać inny folder.'),
  ).toBeVisible();
  await answerDialog(app, home);
  await dialog.getByRole('button', { name: 'Zapisz…' }).click();
  await expect(dialog.getByText('Zapisano. Plik można przekazać informatykowi.')).toBeVisible();
  const [name] = await offered(app);
  expect(name).toMatch(/^odsluch-dane-\d{4}-\d\d-\d\d\.txt$/);
  expect(readFileSync(join(home, name ?? ''), 'utf8')).toBe(shown);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Pomoc' })).toBeFocused();

  await page.getByRole('button', { name: 'Pomoc' }).click();
  await page.getByRole('menuitem', { name: 'Podręcznik' }).click();
  await expect(page.getByRole('dialog', { name: 'Podręcznik' })).toContainText('Gdy niczego nie ma');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Pomoc' })).toBeFocused();
});

test('somebody who cannot sign in can collect them as well', async ({ start, office }) => {
  await office.directory.suspend();
  try {
    const { page } = await start();
    await page.getByRole('button', { name: 'Zbierz dane dla informatyka' }).click();
    const text = page.getByRole('dialog').getByLabel('Zawartość pliku');
    await expect(text).toHaveValue(/nikt nie jest zalogowany/);
    for (const { password } of office.people) await expect(text).not.toHaveValue(new RegExp(password));
  } finally {
    await office.directory.resume();
  }
});

test('a page that breaks says so under a number, costs no typed word, and opens anew', async ({
  office,
  start,
}) => {
  const { app, page, complaints } = await start();
  await answerWith(app, 'protocol.acts', { acts: [{ state: 'filed' }] });
  await signIn(page, office.person(who.listener));
  await page.getByLabel('Znak sprawy').fill(caseNumber);
  await page.getByRole('button', { name: 'Protokoły', exact: true }).click();
  await expect(page.getByText('Tej strony nie można teraz pokazać.')).toBeVisible();
  const said = page.getByText(/Wpisane słowa|wpisane słowa/);
  await expect(said).toContainText(/Numer błędu:\s\d{6}\./);
  const number = /\d{6}/.exec(await said.innerText())?.[0] ?? '';

  await answerWith(app, 'protocol.acts', { acts: [] });
  await page.getByRole('button', { name: 'Otwórz ponownie' }).click();
  await expect(page.getByText('Nie ma jeszcze protokołów')).toBeVisible();
  await page.getByRole('button', { name: 'Szukaj', exact: true }).click();
  await expect(page.getByLabel('Znak sprawy')).toHaveValue(caseNumber);

  await page.getByRole('button', { name: 'Pomoc' }).click();
  await page.getByRole('menuitem', { name: 'Zbierz dane dla informatyka' }).click();
  await expect(page.getByLabel('Zawartość pliku')).toHaveValue(
    new RegExp(`${number} page: TypeError\n *at assets/`),
  );
  expect(complaints.some((one) => one.includes('TypeError'))).toBe(true);
});

test('a server that is slow says so, and the page comes by itself', async ({ office, start }) => {
  const { page } = await start();
  const blocking = await office.superuser();
  await blocking.query('BEGIN');
  await blocking.query('LOCK TABLE office.act IN ACCESS EXCLUSIVE MODE');
  await signIn(page, office.person(who.secretary));
  await goTo(page, 'Rejestr');
  await expect(page.getByText('Wczytywanie rejestru…')).toBeVisible();
  await expect(page.getByText(/^Trwa to dłużej niż zwykle\./)).toBeVisible();
  await blocking.query('ROLLBACK');
  await blocking.end();
  await expect(page.getByText('Rejestr jest pusty').or(page.getByRole('grid'))).toBeVisible();
});

test.afterEach(({ office }) => office.database.resume());

test('a database that goes while a call is looked for: conditions stay, and the list comes by itself', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.listener);
  const plan = planOf(office, 'obietnica');
  await find(page, { case: caseNumber, day: dayText(plan) });
  await expect(rowOf(page, plan)).toBeVisible();
  await office.database.suspend();
  await page.getByRole('button', { name: 'Poprzedni dzień' }).click();
  const banner = page.getByRole('alert', { name: 'Baza danych nie odpowiada.', exact: true });
  const waiting = page.getByText('Oczekiwanie na połączenie');
  await expect(banner).toBeVisible();
  await expect(waiting).toBeVisible();
  await expect(page.getByText(/nie odpowiada|Nie udało się/), 'said once').toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Spróbuj ponownie' })).toHaveCount(1);
  await expect(page.getByLabel('Znak sprawy')).toHaveValue(caseNumber);
  await office.database.resume();
  await expect(banner).toHaveCount(0);
  await expect(waiting, 'asked again by itself').toHaveCount(0);
  await page.getByRole('button', { name: 'Następny dzień' }).click();
  await expect(rowOf(page, plan)).toBeVisible();
});

test('a directory that is away when a call is to be heard: a refusal with its entry, and the same words go through once it is back', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.listener);
  const plan = planOf(office, 'obietnica');
  const before = await headOf(office);
  const acts = await actsOf(office, who.listener);
  const own = 'Skarżący podaje inny termin niż urzędnik, a notatki nie ma.';
  await findCall(page, plan);
  await page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }).click();
  await chooseBasis(page);
  await page.getByRole('radio', { name: 'Własne słowa' }).check();
  await page.getByLabel('Powód własnymi słowami').fill(own);
  await page.getByLabel('Nr w rejestrze skarg').fill('14/2026');
  await office.directory.suspend();
  await approve(page);
  await expect(page.getByRole('alert')).toContainText('Odmówiono dostępu – nie można było sprawdzić konta.');
  await expect(page.getByText(/nie mógł sprawdzić konta w katalogu urzędu/)).toBeVisible();
  // Nobody was looked up, so nothing was released: no act and no number, no key and no sound.
  const [refusal] = await entriesOf(office, 'refusal', before);
  expect(refusal?.payload).toMatchObject({ reason: 'directory-away', case: caseNumber, login: who.listener });
  await expect(page.getByText(`nr ${refusal?.seq}`, { exact: true })).toBeVisible();
  expect(await kindsAfter(office, before)).toEqual(['refusal']);
  expect(await actsOf(office, who.listener)).toEqual(acts);
  expect(await audible(page)).toBe(0);
  expect(await openAddresses(app, page)).toEqual([]);

  await office.directory.resume();
  await page.getByRole('button', { name: 'Spróbuj ponownie' }).click();
  await expect(page.getByLabel('Powód własnymi słowami')).toHaveValue(own);
  await expect(page.getByLabel('Nr w rejestrze skarg')).toHaveValue('14/2026');
  await approve(page);
  await expectSound(page);
  expect(await kindsAfter(office, before)).toEqual(['refusal', 'release']);
  const [release] = await entriesOf(office, 'release', before);
  expect(release?.words).toMatchObject({ justification: own, fields: { register: '14/2026' } });
});

/** Plays the system's file dialog: it says yes to the name that is offered, in this folder. */
async function answerDialog(app: ElectronApplication, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, into) => {
    const names: string[] = [];
    Reflect.set(globalThis, 'offeredNames', names);
    const answer = ({ defaultPath = '' }: { defaultPath?: string }) => {
      const name = defaultPath.split(/[\\/]/).at(-1) ?? '';
      names.push(name);
      return Promise.resolve({ canceled: false, filePath: `${into}/${name}` });
    };
    dialog.showSaveDialog = answer as typeof dialog.showSaveDialog;
  }, folder);
}

const offered = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() => Reflect.get(globalThis, 'offeredNames') as string[]);

/** An answer that no handler of ours gives, so that the page breaks over it. */
async function answerWith(app: ElectronApplication, channel: string, value: object): Promise<void> {
  await app.evaluate(
    ({ ipcMain }, { name, answer }) => {
      ipcMain.removeHandler(name);
      ipcMain.handle(name, () => ({ ok: true, value: answer }));
    },
    { name: channel, answer: value },
  );
}
