import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { actsOf } from './ledger.ts';
import { caseNumber, dayOf, listenTo, positionOf, rowOf } from './listener.ts';
import { expect, planOf, test, who } from './office.ts';
import { expectSound, watchSound } from './sound.ts';

/** Everything without a mouse, and keys that work while one writes. */

test.use({ seed: { of: 'keys', choose: ({ matter }) => matter === 'obietnica' } });

test('from signing in to the filed protocol with the keyboard alone', async ({ office, start }) => {
  const { page } = await start();
  const { keyboard } = page;
  const { login, password, displayName } = office.person(who.listener);
  const plan = planOf(office, 'obietnica');

  await expect(page.getByLabel('Nazwa użytkownika')).toBeFocused();
  await keyboard.type(login);
  await keyboard.press('Tab');
  await keyboard.type(password);
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: displayName })).toBeVisible();
  await watchSound(page);

  await expect(page.getByLabel('Znak sprawy')).toBeFocused();
  await keyboard.type(caseNumber);
  await tabTo(page, page.getByRole('search').getByRole('button', { name: 'Dzień', exact: true }));
  await keyboard.press('Enter');
  await expect(page.getByLabel('Dzień rozmowy', { exact: true }).last()).toBeFocused();
  await keyboard.type(dayOf(plan));
  await keyboard.press('Enter');
  await tabTo(page, rowOf(page, plan));
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: `Odsłuchaj w sprawie ${caseNumber}` }));
  await keyboard.press('Enter');

  await expect(page.getByRole('radio').first()).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('radio').nth(1)).toBeChecked();
  await tabTo(page, page.getByLabel('Nr w rejestrze skarg'));
  await keyboard.type('14/2026');
  await keyboard.press('Enter');
  await expectSound(page);

  await tabTo(page, page.getByLabel('Ustalenia'));
  await keyboard.type('Urzędnik obiecał termin do piątku.');
  await tabTo(page, page.getByRole('button', { name: 'Zakończ i drukuj' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Protokół zakończony' })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  expect(await actsOf(office, who.listener)).toMatchObject([{ state: 'filed' }]);
});

test('F8, F7, F9 and F1 work while one writes; AltGr writes Polish letters and nothing else', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.listener);
  const { keyboard } = page;
  const field = page.getByLabel('Ustalenia');
  await listenTo(page, planOf(office, 'obietnica'));
  await expectSound(page);
  await field.focus();
  await keyboard.type('Mówi ');

  await keyboard.press('F8');
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeVisible();
  const place = await positionOf(page);
  await keyboard.press('F9');
  await keyboard.press('F9');
  await expect.poll(() => positionOf(page)).toBe(place + 10);
  await keyboard.press('F7');
  await expect.poll(() => positionOf(page)).toBe(place + 5);
  // A space in a text is a space.
  await keyboard.type('k spokojnie');
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeVisible();

  await keyboard.press('F1');
  const keys = page.getByRole('dialog', { name: 'Klawisze odtwarzania' });
  await expect(keys).toBeVisible();
  await expect(keys).toContainText('F8');
  await keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await expect(field).toBeFocused();

  await keyboard.press('F8');
  await expectSound(page);
  await page.keyboard.press('End');
  for (const [key, letter] of Object.entries({
    A: 'ą',
    C: 'ć',
    E: 'ę',
    L: 'ł',
    N: 'ń',
    O: 'ó',
    S: 'ś',
    X: 'ź',
    Z: 'ż',
  }))
    await pressAltGr(app, key, letter);
  await expect(field).toHaveValue('Mówi k spokojnieąćęłńóśźż');
  // Outside a text field „K” pauses; with AltGr it is nobody's key.
  await page.getByRole('heading', { level: 1 }).click();
  await pressAltGr(app, 'K', 'k');
  await pressAltGr(app, 'F', 'f');
  await expectSound(page);
  await expect(page.getByLabel('Znak sprawy')).toHaveCount(0);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await keyboard.press('k');
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeVisible();
});

/** Tab until the control has the focus, and shows it: whatever the order, it is reached. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  for (let presses = 0; presses < 60; presses += 1) {
    const state = await control.evaluate((one) => [
      one === document.activeElement,
      one.matches(':focus-visible'),
    ]);
    if (state[0] === true) {
      expect(state[1], 'the focus is seen').toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error('no way there with Tab');
}

/**
 * AltGr as Windows sends it: the key goes down with Control and Alt, and a letter follows unless somebody took the key for
 * a command. (The letter itself comes without them: on Linux Chromium would write nothing otherwise.)
 */
async function pressAltGr(app: ElectronApplication, key: string, letter: string): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [keyCode, text]) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const modifiers: ('control' | 'alt')[] = ['control', 'alt'];
      contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
      contents?.sendInputEvent({ type: 'char', keyCode: text });
      contents?.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
    },
    [key, letter] as const,
  );
}
