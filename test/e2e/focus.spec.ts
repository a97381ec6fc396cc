import type { Page } from '@playwright/test';
import {
  approve,
  dayOf,
  findCall,
  goTo,
  justify,
  personMenu,
  signIn,
  signOut,
} from '../../build/window/hand.ts';
import { expectFocus, focusInWords } from './keyboard.ts';
import { expect, planOf, test, who } from './office.ts';
import { expectSound } from './sound.ts';

/** The focus is always somewhere, and where the person was; a field that comes back filled is typed over. */

test.use({ seed: { of: 'focus', choose: ({ matter }) => matter === 'obietnica' } });

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
  await keyboard.type(dayOf(plan));
  await expect(page.getByLabel('Dzień rozmowy', { exact: true }).last()).toHaveValue(dayOf(plan));
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
  await press('Podpisano i dołączono do akt sprawy');
  await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  await expectSomewhere(page, 'Podpisano i dołączono do akt sprawy');
});

test('no button of a page, and no Escape after it, leaves the focus on nothing', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.other);
  const plan = planOf(office, 'obietnica');
  await walk(page, async () => {
    if (!(await page.getByRole('search').isVisible())) await goTo(page, 'Szukaj');
    await findCall(page, plan);
  });
  await findCall(page, plan);
  await justify(page);
  await approve(page);
  await expectSound(page);
  await walk(page, () => goTo(page, 'Odsłuch'));
  await walk(page, () => goTo(page, 'Protokoły'));
  await signOut(page);
  await signIn(page, office.person(who.secretary));
  await walk(page, () => goTo(page, 'Rejestr'));
});

/** What ends, prints or opens a window of the system, and is a story of its own. */
const apart = /^(Drukuj|Zapisz|Zakończ|Podpisano|Zatwierdź|To nie ta rozmowa)/;

/** Presses every button of the page by the keyboard, and Escape after it; `arrive` makes the page what it was. */
async function walk(page: Page, arrive: () => Promise<void>): Promise<void> {
  await arrive();
  const main = page.getByRole('main');
  const shown = await main.ariaSnapshot();
  const names = [...shown.matchAll(/- button "((?:[^"\\]|\\.)*)"/g)].map(([, name = '']) => name);
  // One of those that differ by their number alone.
  const kinds = new Map(
    names.filter((name) => !apart.test(name)).map((name) => [name.replace(/\d/g, ''), name]),
  );
  expect(kinds.size).toBeGreaterThan(0);
  for (const name of kinds.values()) {
    const button = main.getByRole('button', { name, exact: true }).first();
    if (!(await button.isVisible())) await arrive();
    await button.press('Enter');
    await expectSomewhere(page, name);
    await page.keyboard.press('Escape');
    await expectSomewhere(page, `${name}, Escape`);
  }
}

/** That the focus is on something, once the page has drawn what a press led to. */
async function expectSomewhere(page: Page, after: string): Promise<void> {
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  await expect.poll(() => focusInWords(page), { message: after }).not.toBe('nothing');
}
