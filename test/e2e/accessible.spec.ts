import type { ElectronApplication, Page } from '@playwright/test';
import { expectGood, themeNames, wear } from './audit.ts';
import {
  addCall,
  addDigits,
  approve,
  findCall,
  goTo,
  justify,
  signIn,
  trySignIn,
  unlock,
} from '../../build/window/hand.ts';
import { authorise } from './ledger.ts';
import { expect, planOf, story, test, who } from './office.ts';
import { expectSound } from './sound.ts';
import { expectVisibleFocus } from './visible-focus.ts';

/**
 * WCAG 2.2 AA on every page, dialog and answer, in light, dark and forced colours, at 100 % and at 200 %; and a focus that
 * is seen in all three. Nobody's policy is loosened for it.
 */

test.use({ seed: { of: 'accessible', choose: story } });

/** Walks the page with Tab in every theme: every stop is seen, and they are the same. */
async function walk(app: ElectronApplication, page: Page, where: string, most?: number): Promise<void> {
  const all: string[][] = [];
  for (const theme of themeNames) {
    await wear(page, theme);
    all.push(await expectVisibleFocus(app, page, `${where}, ${theme}`, most));
  }
  await wear(page, 'light');
  for (const stops of all) expect(stops, where).toEqual(all[0]);
}

test('signing in, its errors, the end of a session and a locked window', async ({ office, start }) => {
  const { app, page } = await start();
  await expect(page).toHaveTitle('Logowanie – Odsłuch');
  await expectGood(app, page, 'sign-in');
  await walk(app, page, 'sign-in', 6);
  await trySignIn(page, who.listener, 'zle-haslo');
  const field = page.getByLabel('Hasło', { exact: true });
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/Nieprawidłowa nazwa użytkownika lub hasło/);
  await expectGood(app, page, 'sign-in, wrong password');

  await signIn(page, office.person(who.listener));
  await expect(page).toHaveTitle('Wyszukiwanie rozmów – Odsłuch');
  await page.getByRole('button', { name: 'Anna Nowak' }).click();
  await expectGood(app, page, 'person menu');
  const lock = page.getByRole('menuitem', { name: 'Zablokuj' });
  // A window that was resized may have closed its menus.
  if (!(await lock.isVisible())) await page.getByRole('button', { name: 'Anna Nowak' }).click();
  await lock.click();
  await expect(page).toHaveTitle('Program zablokowany – Odsłuch');
  await expectGood(app, page, 'locked');
  await announce(app, 'session.ended', { reason: 'ten-hours' });
  await expect(page.getByRole('alert')).toContainText('Sesja trwała 10 godzin');
  await expectGood(app, page, 'session ended');
});

test('finding a call: empty, found, nothing found, a slip, the editors and the servers away', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.listener);
  await expectGood(app, page, 'find, empty');
  await page.getByLabel('Znak sprawy').fill('ADK.0050.62 2019');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Znak sprawy')).toHaveAccessibleDescription(
    /Czy chodzi o ADK\.0050\.62\.2019\?/,
  );
  await expectGood(app, page, 'find, slip in the case number');
  await page.getByRole('search').getByRole('button', { name: 'Dzień', exact: true }).click();
  const day = page.getByRole('dialog').getByLabel('Dzień rozmowy');
  await day.fill('32.01.2026');
  await page.getByRole('button', { name: 'Zastosuj' }).click();
  await expect(day).toBeFocused();
  await expect(day).toHaveAccessibleDescription(/Nie ma takiego dnia/);
  await expectGood(app, page, 'find, editor of the day');
  await page.keyboard.press('Escape');
  await expect(day).toHaveCount(0);

  await findCall(page, planOf(office, 'spor'));
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: '2 rozmowy' })).toBeVisible();
  await expectGood(app, page, 'find, a call');
  await walk(app, page, 'find, a call');
  await page.getByRole('button', { name: 'Kolumny' }).click();
  const columns = page.getByRole('dialog', { name: 'Kolumny' });
  await expect(columns).toBeVisible();
  // A narrow window has columns of its own, and no choice of them.
  await expectGood(app, page, 'find, columns', ['100 %']);
  await expect(columns).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(columns).toHaveCount(0);
  await page.getByRole('button', { name: 'Dodaj warunek' }).click();
  await expectGood(app, page, 'find, menu of conditions');
  await page.keyboard.press('Escape');
  await addDigits(page, '99999');
  await expect(
    page.getByRole('heading', { name: 'Żadna rozmowa nie spełnia wszystkich warunków' }),
  ).toBeVisible();
  await expectGood(app, page, 'find, nothing');

  for (const part of ['database', 'keeper', 'share'] as const) {
    await announce(app, 'connection.changed', { database: true, keeper: true, share: true, [part]: false });
    await expect(page.getByRole('alert')).toContainText(/połączenie wznowi się samo|gdy połączenie wróci/);
    await expectGood(app, page, `find, ${part} away`);
  }
});

test('justifying: every basis, its errors, and the refusal', async ({ office, signedIn }) => {
  await authorise(office, who.other, { departments: ['Wydział Inwestycji'] });
  const { app, page } = await signedIn(who.other);
  await findCall(page, planOf(office, 'oddzwonienie'));
  await page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }).click();
  const anyway = page.getByRole('button', { name: 'Zapytaj mimo to' });
  await expect(anyway).toBeVisible();
  await expectGood(app, page, 'justify, outside the authorisation');
  await anyway.click();
  const basis = page.getByRole('combobox', { name: 'Podstawa prawna' });
  await expect(basis).toBeFocused();
  await expectGood(app, page, 'justify');
  await walk(app, page, 'justify');
  await page.getByRole('button', { name: 'Dodaj osobę', exact: true }).click();
  await expectGood(app, page, 'justify, naming somebody present');
  await basis.click();
  const bases = await page.getByRole('option').allTextContents();
  expect(bases.length).toBeGreaterThan(1);
  await expectGood(app, page, 'justify, list of bases');
  await page.keyboard.press('Escape');
  for (const label of bases) {
    await basis.click();
    await page.getByRole('option', { name: label, exact: true }).click();
    // Nothing of another basis was left out yet.
    await expect(page.getByRole('radiogroup')).toHaveAccessibleDescription('');
    await approve(page);
    await expect(page.getByRole('radiogroup')).toHaveAccessibleDescription('Należy wskazać powód.');
    await expect(page.getByRole('radio').first()).toBeFocused();
    await expectGood(app, page, `justify, errors of ${label}`);
  }
  await page.getByRole('radio', { name: 'Własne słowa' }).check();
  await approve(page);
  await expect(page.getByLabel('Powód własnymi słowami')).toBeFocused();
  await expect(page.getByLabel('Powód własnymi słowami')).toHaveAccessibleDescription(
    /Co najmniej 20 znaków/,
  );
  await expectGood(app, page, 'justify, own words');

  await basis.click();
  await page.getByRole('option').first().click();
  await page.getByRole('radio').first().check();
  await page.getByLabel('Nr w rejestrze skarg').fill('14/2026');
  await approve(page);
  await expect(page.getByRole('alert')).toContainText('Odmówiono dostępu – poza zakresem upoważnienia.');
  await expectGood(app, page, 'refused');

  await page.getByRole('button', { name: /^Protokoły/ }).click();
  await page.getByRole('tab', { name: 'Odmowy (1)' }).click();
  await expect(page.getByRole('grid', { name: 'Moje odmowy' })).toContainText('poza zakresem upoważnienia');
  await expectGood(app, page, 'protocols, refusals');
  await expectOwnPeriodGood(app, page, 'protocols, refusals');
});

test('hearing, completing and filing', async ({ office, signedIn }) => {
  const { app, page } = await signedIn(who.listener);
  await findCall(page, planOf(office, 'spor'));
  await justify(page);
  await approve(page);
  await expectSound(page);
  await expect(page).toHaveTitle(/^Odsłuchanie – PO\/1\/\d{4}, SEK\.1510\.7\.2026 – Odsłuch$/);
  // What a media element says when the share is slow.
  await page.evaluate(() =>
    window.watched?.elements.forEach((one) => one.dispatchEvent(new Event('waiting'))),
  );
  await expect(page.getByRole('alert')).toContainText('Nagranie wczytuje się wolniej niż zwykle.');
  await page.keyboard.press('F8');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expectGood(app, page, 'player, two channels');
  await walk(app, page, 'player, two channels');
  await page.getByRole('button', { name: /^Sprawa / }).click();
  await expectGood(app, page, 'player, menu of the case');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await expectGood(app, page, 'keys');
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Prędkość' }).click();
  await expectGood(app, page, 'player, list of speeds');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Więcej' }).click();
  await expectGood(app, page, 'player, more');
  await walk(app, page, 'player, more');
  await page.getByRole('button', { name: 'Więcej' }).click();
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await expect(page.getByLabel('Ustalenia')).toBeFocused();
  await expect(page.getByLabel('Ustalenia')).toHaveAccessibleDescription(/Należy wpisać ustalenia\./);
  await expectGood(app, page, 'player, findings missing');
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
  await unlock(page, office.person(who.listener));
  await expect(page.getByRole('alert').first()).toContainText('Program był zablokowany.');
  await expectGood(app, page, 'player, stopped');

  await page.getByRole('button', { name: 'Dodaj nagranie' }).click();
  await addCall(page, planOf(office, 'oddzwonienie'));
  await expectSound(page);
  await page.keyboard.press('F8');
  await expectGood(app, page, 'player, one channel');
  await page.getByRole('button', { name: /^Protokoły/ }).click();
  await expectGood(app, page, 'protocols, one unfinished');
  await page.getByRole('button', { name: /^Wróć do odsłuchania/ }).click();
  await page.getByLabel('Ustalenia').fill('Urzędnik obiecał termin do piątku i podał wydział.');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół zakończony' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Strona 1 z 1' })).toHaveAttribute('aria-busy', 'false');
  await expectGood(app, page, 'completed');
  await walk(app, page, 'completed');
  await page.getByRole('button', { name: 'Pokaż jako tekst' }).click();
  await expect(
    page.getByRole('heading', { name: 'VII. Wydanie klucza przez serwer i odtworzenie' }),
  ).toBeVisible();
  await expectGood(app, page, 'completed, as text');
  await page.getByRole('button', { name: 'Pokaż jako tekst' }).click();

  const day = page.getByLabel('Data dołączenia');
  const today = await day.inputValue();
  await day.fill('40.13.2026');
  await page.getByRole('checkbox', { name: 'Odmowa lub brak podpisu' }).check();
  await page.getByRole('button', { name: 'Dołączono do akt mimo braku podpisu' }).click();
  await expect(day).toBeFocused();
  await expect(day).toHaveAccessibleDescription(/Należy podać datę/);
  await expect(page.getByLabel('Kto nie podpisał i dlaczego')).toHaveAccessibleDescription(
    /Należy podać, kto nie podpisał/,
  );
  await expectGood(app, page, 'completed, errors');
  await page.getByRole('button', { name: 'Wybierz dzień z kalendarza' }).click();
  await expectGood(app, page, 'completed, calendar');
  await page.keyboard.press('Escape');
  await day.fill(today);
  await page.getByRole('checkbox', { name: 'Odmowa lub brak podpisu' }).uncheck();
  await page.getByRole('button', { name: 'Podpisano i dołączono' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  await expectGood(app, page, 'filed');
  await page.getByRole('button', { name: /^Protokoły/ }).click();
  await page.getByRole('grid', { name: 'Moje protokoły' }).getByRole('row').nth(1).click();
  await expect(page.getByRole('heading', { name: 'Przebieg' })).toBeVisible();
  await expectGood(app, page, 'protocols, an act');

  await page.getByRole('button', { name: 'Anna Nowak' }).click();
  await page.getByRole('menuitem', { name: 'Wyloguj' }).click();
  await signIn(page, office.person(who.secretary));
  await goTo(page, 'Rejestr');
  await expect(page.getByRole('grid', { name: 'Rejestr odsłuchań' })).toContainText('dołączony do akt');
  await expect(page).toHaveTitle('Rejestr odsłuchań – Odsłuch');
  await expectGood(app, page, 'register');
  await walk(app, page, 'register');
  await expectOwnPeriodGood(app, page, 'register');
  const filed = page.getByRole('row', { name: /dołączony do akt/ }).first();
  await filed.press('Enter');
  await expect(page.getByRole('heading', { name: 'Przebieg' })).toBeVisible();
  await expectGood(app, page, 'register, an entry');
});

/** The fields of „Własny okres”, empty and with a day that is none; in the end they are emptied again. */
async function expectOwnPeriodGood(app: ElectronApplication, page: Page, where: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Okres' }).click();
  await page.getByRole('option', { name: 'Własny okres' }).click();
  const until = page.getByRole('textbox', { name: 'Do dnia' });
  await expectGood(app, page, `${where}, own period`);
  await until.fill('31.02.2026');
  await until.blur();
  await expect(until).toHaveAccessibleDescription(/Należy podać datę/);
  await expectGood(app, page, `${where}, own period, no such day`);
  await walk(app, page, `${where}, own period`);
  await until.fill('');
}

/** What the main process would tell the page. */
async function announce(app: ElectronApplication, channel: string, value: unknown): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [name, told]) => BrowserWindow.getAllWindows()[0]?.webContents.send(name, told),
    [channel, value] as const,
  );
}
