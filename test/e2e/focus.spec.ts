import type { ElectronApplication, Page } from '@playwright/test';
import {
  approve,
  dayText,
  findCall,
  goTo,
  justify,
  personMenu,
  see,
  seeHeading,
  signIn,
  signOut,
  unlock,
} from '../../build/window/hand.ts';
import { sheetsDrawn } from '../../build/window/looks.ts';
import { expectFocus } from './keyboard.ts';
import { appoint } from './ledger.ts';
import { expect, planOf, test, who } from './office.ts';
import { playPrinter } from './printer.ts';
import { expectSound } from './sound.ts';

/** The focus is always somewhere, and where the person was; a field that comes back filled is typed over. */

test.use({ seed: { of: 'focus', choose: ({ matter }) => matter === 'obietnica' } });

/** The pages of whoever answers for the office. */
const overseen = ['Pulpit', 'Rejestr', 'Upoważnienia', 'Przegląd', 'Nagrania'] as const;

test('the focus goes back to where the person was, the caret with it, and what comes back filled is replaced', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.listener);
  const { keyboard } = page;
  const person = office.person(who.listener);
  const plan = planOf(office, 'obietnica');
  const press = (name: string | RegExp): Promise<void> =>
    page.getByRole('button', { name }).first().press('Enter');

  await keyboard.type('sek.1510.7.2026');
  await keyboard.press('Enter');
  await press(/^Czy chodzi o/);
  await expectFocus(page, 'combobox Znak sprawy');
  await press('Dzień');
  await keyboard.type('1.10.2026');
  await keyboard.press('Enter');
  // The chip's form opens with what stands in it selected.
  await press('01.10.2026');
  await expectFocus(page, 'textbox Dzień rozmowy');
  await keyboard.type(dayText(plan));
  await expect(page.getByLabel('Dzień rozmowy', { exact: true }).last()).toHaveValue(dayText(plan));
  await keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Rozmowy' })).toBeVisible();
  await press('Wyczyść warunki');
  await expectSomewhere(page, 'Wyczyść warunki');

  await findCall(page, plan);
  await justify(page);
  await approve(page);
  await expectSound(page);
  await expectFocus(page, 'region Treść protokołu');
  const findings = page.getByLabel('Ustalenia');
  await findings.focus();
  await keyboard.type('Urzędnik obiecał termin.');
  for (let left = 0; left < 'termin.'.length; left += 1) await keyboard.press('ArrowLeft');
  await personMenu(page, 'Zablokuj');
  const password = page.getByLabel('Hasło', { exact: true });
  await expect(password).toBeFocused();
  await keyboard.type('Nie-to-haslo');
  await keyboard.press('Enter');
  await expect(page.getByText('Nieprawidłowa nazwa użytkownika lub hasło.')).toBeVisible();
  await keyboard.type(person.password);
  await expect(password).toHaveValue(person.password);
  await keyboard.press('Enter');
  await expectFocus(page, 'textbox Ustalenia');
  await keyboard.type('mi ');
  await expect(findings).toHaveValue('Urzędnik obiecał mi termin.');

  await press('Dodaj cytat');
  await expectFocus(page, 'textbox Treść cytatu');
  await keyboard.type('Do piątku.');
  await keyboard.press('Escape');
  await expectFocus(page, 'button Zmień cytat');
  await page.getByRole('checkbox', { name: 'Nagranie stanowi dowód' }).press('Space');
  await keyboard.type('Postępowanie wyjaśniające');
  await press('Zabezpiecz nagranie');
  await expect(page.getByText(/^Nagranie zabezpieczono jako dowód/)).toBeVisible();
  await expectFocus(page, 'button Zmień cytat');
  await press('Zakończ i drukuj');
  await expect(page.getByRole('heading', { name: 'Protokół zakończony' })).toBeVisible();
  await expectSomewhere(page, 'Zakończ i drukuj');
  await press('Wróć do odsłuchania');
  await expect(findings).toBeVisible();
  await expectSomewhere(page, 'Wróć do odsłuchania');
  await press('Zakończ i drukuj');
  await expect(page.getByRole('heading', { name: 'Protokół zakończony' })).toBeVisible();

  // Escape is one step back: out of a correction that changed nothing; asked for a second time where something would be lost.
  const correct = page.getByRole('button', { name: 'Sprostuj' });
  await press('Sprostuj');
  await keyboard.press('Escape');
  await expect(correct).toBeVisible();
  await expectSomewhere(page, 'Sprostuj, Escape');
  await press('Sprostuj');
  await findings.press('End');
  await keyboard.type(' Tak.');
  await keyboard.press('Escape');
  await expect(page.getByText('Wpisane zmiany przepadną.')).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByText('Wpisane zmiany przepadną.')).toHaveCount(0);
  await expect(findings).toHaveValue(/ Tak\.$/);
  await keyboard.press('Escape');
  await press('Porzuć zmiany');
  await expect(correct).toBeVisible();
  // From the protocol to its row, and there it is opened again.
  await correct.focus();
  await keyboard.press('Escape');
  const row = page.getByRole('grid', { name: 'Moje protokoły' }).getByRole('row').nth(1);
  await expect(row).toBeFocused();
  await keyboard.press('Enter');
  await expect(correct).toBeVisible();

  await signOut(page);
  await signIn(page, person);
  await press('Pokaż niezakończone');
  await expectFocus(page, 'button Dołącz do akt');
  await keyboard.press('Enter');
  await sheetsDrawn(page);
  await press('Podpisano i dołączono do akt sprawy');
  await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  await expectSomewhere(page, 'Podpisano i dołączono do akt sprawy');
});

test('no button of a page, and no Escape after it, leaves the focus on nothing', async ({
  office,
  signedIn,
}) => {
  // Some 130 presses.
  test.setTimeout(600_000);
  const { app, page } = await signedIn(who.other);
  const plan = planOf(office, 'obietnica');
  await takeNone(app, page);
  await walk(page, async () => {
    if (!(await page.getByRole('search').isVisible())) await goTo(page, 'Szukaj');
    await findCall(page, plan);
  });
  await findCall(page, plan);
  await justify(page);
  await approve(page);
  await expectSound(page);
  await page.getByLabel('Ustalenia').fill('Urzędnik obiecał termin.');
  await walk(page, () => goTo(page, 'Odsłuch'));
  await walk(page, async () => {
    await goTo(page, 'Protokoły');
    await page.getByRole('tab', { name: /^Wszystkie/ }).press('Enter');
  });
  await goTo(page, 'Odsłuch');
  await pressKey(page, 'Zakończ i drukuj');
  await seeHeading(page, 'Protokół zakończony');
  await sheetsDrawn(page);
  await walk(page, async () => {
    if (await page.getByRole('heading', { name: 'Protokół zakończony' }).isVisible()) return;
    await goTo(page, 'Protokoły');
    await pressKey(page, 'Dołącz do akt');
  });
  await personMenu(page, 'Zablokuj');
  await walk(page, () => see(page, 'Program zablokowany'));
  await unlock(page, office.person(who.other));
  await signOut(page);
  await walk(page, async () => undefined);
  await signIn(page, office.person(who.secretary));
  for (const name of overseen) await walk(page, () => goTo(page, name));
});

for (const [login, role, pages] of [
  [who.expired, 'mayor', overseen],
  [who.none, 'protection_officer', overseen],
  [who.revoked, 'administrator', ['Sprawy', 'Pulpit', 'Nagrania']],
] as const)
  test(`nor does any of the pages of another office: ${role}`, async ({ office, signedIn }) => {
    test.setTimeout(600_000);
    await appoint(office, login, role);
    const { app, page } = await signedIn(login);
    await takeNone(app, page);
    for (const name of pages) await walk(page, () => goTo(page, name));
  });

/** Whoever is asked by the system for a file, a folder or a printer takes none. */
async function takeNone(app: ElectronApplication, page: Page): Promise<void> {
  page.on('filechooser', () => undefined);
  await playPrinter(app, 'sent');
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
  });
}

const pressKey = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name }).first().press('Enter');

/** What ends the page that is walked: a story of its own. */
const apart =
  /^(Zakończ i drukuj|Podpisano|Zatwierdź i odtwórz|Wróć do odsłuchania|To nie ta rozmowa|Wyloguj)/;

/**
 * Presses by the keyboard everything of a page that can be pressed, and what comes up by it, and Escape after each;
 * `arrive` makes the page what it was. The rail leads to other pages, and the title bar out of the program: neither is pressed.
 */
async function walk(page: Page, arrive: () => Promise<void>): Promise<void> {
  const tried = new Set<string>();
  const untried = async (): Promise<string[]> => {
    const found = (await pressable(page)).filter((what) => !apart.test(what) && !tried.has(what));
    for (const what of found) tried.add(what);
    return found;
  };
  const press = async (what: string): Promise<boolean> => {
    if (!(await pressable(page, what)).includes(what)) return false;
    await page.keyboard.press('Enter');
    await expectSomewhere(page, what);
    return true;
  };
  // What another press took away („Odtwórz” that became „Wstrzymaj”) is not there to be pressed.
  const pressAgain = async (what: string): Promise<boolean> => {
    if (await press(what)) return true;
    await closeDialog(page);
    await arrive();
    return press(what);
  };
  await arrive();
  // A page may still be on its way.
  let first: string[] = [];
  await expect.poll(async () => (first = await untried())).not.toEqual([]);
  for (const one of first) {
    if (!(await pressAgain(one))) continue;
    for (const next of await untried()) {
      if (!(await press(next)) && !((await pressAgain(one)) && (await press(next)))) continue;
      await page.keyboard.press('Escape');
      await expectSomewhere(page, `${one}, ${next}, Escape`);
    }
    await page.keyboard.press('Escape');
    await expectSomewhere(page, `${one}, Escape`);
  }
}

/** A dialog that took the focus only after its Escape is still open, and hides the rail. */
async function closeDialog(page: Page): Promise<void> {
  while (await page.getByRole('dialog').or(page.getByRole('alertdialog')).first().isVisible()) {
    await page.keyboard.press('Escape');
    await expectSomewhere(page, 'the dialog that was left open');
  }
}

/**
 * What can be pressed now, by its name: those that differ by a number alone, or by what they are about („Historia nagrania: …”), are one,
 * and so are the rows of a list and the days of a calendar. What is called `wanted` gets the focus.
 */
function pressable(page: Page, wanted?: string): Promise<string[]> {
  return page.evaluate((sought) => {
    const control = 'button:not([tabindex="-1"]), a, [role=tab], [role=menuitem], [role=row][tabindex="0"]';
    const elsewhere = ':disabled, [aria-hidden=true] *, [inert] *, nav *, [data-region=person] *';
    const there = [...document.querySelectorAll<HTMLElement>(control)].filter(
      (one) => !one.matches(elsewhere) && one.checkVisibility(),
    );
    const nameOf = (one: HTMLElement): string => {
      const row = one.role === 'row' ? one.closest('[role=grid]') : null;
      return (row ?? one).ariaLabel ?? one.innerText;
    };
    const kindOf = (one: HTMLElement): string =>
      nameOf(one)
        .replace(/:.*|\d/gs, '')
        .trim();
    there.find((one) => kindOf(one) === sought)?.focus();
    return [...new Set(there.map(kindOf))];
  }, wanted);
}

/** That the focus is on something, once the page has drawn what a press led to. */
async function expectSomewhere(page: Page, after: string): Promise<void> {
  const somewhere = (): Promise<boolean> =>
    page.evaluate(async () => {
      const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
      await frame();
      await new Promise((idle) => requestIdleCallback(idle, { timeout: 1000 }));
      await frame();
      return document.hasFocus() && document.activeElement !== document.body;
    });
  await expect.poll(somewhere, { message: after, timeout: 60_000 }).toBe(true);
}
