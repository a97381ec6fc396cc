import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Rectangle } from 'electron';
import { sheetsDrawn } from '../../build/window/looks.ts';
import type { Running } from './app.ts';
import { cutOff, faults, sizes } from './audit.ts';
import { call } from './call.ts';
import { kindsAfter, headOf } from './ledger.ts';
import {
  approve,
  caseNumber,
  dayText,
  find,
  findCall,
  justify,
  signIn,
  timeOf,
  chooseBasis,
} from '../../build/window/hand.ts';
import { expect, planOf, type RunningOffice, test, who } from './office.ts';
import { expectSound } from './sound.ts';
import { filesBelow } from './traces.ts';

/** The language and the looks of the window: chosen in the running program, and as they were at the next start. */

test.use({ seed: { of: 'looks', choose: ({ matter }) => matter === 'oddzwonienie' } });

test('the screen speaks English from one moment to the next, keeps what was typed, and remembers', async ({
  office,
  start,
  folder,
}) => {
  const home = join(folder, 'home');
  const { page, stop } = await start({ home });
  const person = office.person(who.listener);
  await page.getByLabel('Nazwa użytkownika').fill(person.login);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByLabel('User name')).toHaveValue(person.login);
  await expect(page).toHaveTitle('Signing in – Odsłuch');
  await page.getByLabel('Password', { exact: true }).fill('nie-to');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Wrong user name or password.')).toBeVisible();
  await page.getByRole('button', { name: 'polski' }).click();
  await signIn(page, person);

  await findCall(page, planOf(office, 'oddzwonienie'));
  await page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }).click();
  await chooseBasis(page);
  await page.getByRole('radio', { name: 'Własne słowa' }).check();
  const own = 'Strony inaczej pamiętają termin, a pisma nie ma.';
  await page.getByLabel('Powód własnymi słowami').fill(own);
  await page.getByRole('button', { name: person.displayName }).click();
  await expect(page.getByLabel('Powód własnymi słowami')).toHaveValue(own);
  await page.getByRole('menuitem', { name: 'Język' }).click();
  await expect(page.getByLabel('Powód własnymi słowami')).toHaveValue(own);
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(page.getByLabel('Reason in own words')).toHaveValue(own);
  await expect(page.getByRole('button', { name: 'Approve and play' })).toBeVisible();
  // The reasons of the office are its own words, as they will stand in the protocol.
  await expect(page.getByRole('radio', { name: /Skarżący i urząd sprzecznie/ })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await stop();

  const again = await start({ home });
  await expect(again.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  const kept = filesBelow(home).find((file) => file.endsWith('preferences.json')) ?? '';
  expect(readFileSync(kept, 'utf8')).not.toContain('nowak');
});

test('theme and size are chosen in the menu, hold at once, and are there at the next start', async ({
  office,
  start,
  folder,
}) => {
  const home = join(folder, 'home');
  const { app, page, stop } = await start({ home });
  await signIn(page, office.person(who.listener));
  const menu = async (entry: string, choice: string): Promise<void> => {
    await page.getByRole('button', { name: 'Anna Nowak' }).click();
    await page.getByRole('menuitem', { name: entry }).click();
    await page.getByRole('menuitemradio', { name: choice }).click();
  };
  expect(await backgroundOf(page)).toBe('rgb(255, 255, 255)');
  await menu('Motyw', 'ciemny');
  await expect.poll(() => backgroundOf(page)).toBe('rgb(41, 41, 41)');
  expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  await menu('Motyw', 'duży kontrast');
  await expect.poll(() => backgroundOf(page)).toBe('rgb(0, 0, 0)');
  await menu('Klawisze literowe', 'włączone');
  await menu('Powiększenie', '150 %');
  await expect.poll(() => zoomOf(app)).toBe(1.5);
  for (const factor of [1.75, 2, 2]) {
    await pressKey(app, 'CommandOrControl+=');
    await expect.poll(() => zoomOf(app)).toBe(factor);
  }
  await expect(page.getByRole('button', { name: 'Anna Nowak' })).toBeInViewport();
  await stop();

  const again = await start({ home });
  expect(await call(again.page, 'preferences.read', {})).toMatchObject({ value: { letterKeys: 'on' } });
  expect(await zoomOf(again.app)).toBe(2);
  expect(await backgroundOf(again.page)).toBe('rgb(0, 0, 0)');
  await signIn(again.page, office.person(who.listener));
  await workLarge(again, office);
  await pressKey(again.app, 'CommandOrControl+0');
  await expect.poll(() => zoomOf(again.app)).toBe(1);
});

test('the window comes back where it was, and into sight where its screen is gone', async ({
  start,
  folder,
}) => {
  const home = join(folder, 'home');
  const first = await start({ home });
  const place = { x: 80, y: 60, width: 900, height: 620 };
  await first.app.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
  }, place);
  await expect.poll(() => boundsOf(first.app)).toEqual(place);
  await first.stop();
  const second = await start({ home });
  expect(await boundsOf(second.app)).toEqual(place);
  await second.stop();

  const file = filesBelow(home).find((name) => name.endsWith('preferences.json')) ?? '';
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { window: object };
  writeFileSync(file, JSON.stringify({ ...kept, theme: 'pink', window: { ...kept.window, x: 9_000 } }));
  const third = await start({ home });
  const { x, width, height } = await boundsOf(third.app);
  expect({ width, height }).toEqual({ width: place.width, height: place.height });
  expect(x).toBeLessThan(2_000);
});

/** From a letter to a filed protocol on a small screen at 200 %, in the program's own high contrast. */
async function workLarge({ app, page }: Running, office: RunningOffice): Promise<void> {
  const before = await headOf(office);
  const { width, height } = sizes['200 %'];
  await app.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(to.width, to.height),
    { width, height },
  );
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width / 2);
  const expectGoodHere = async (where: string): Promise<void> => {
    expect.soft([...(await faults(page)), ...(await cutOff(page))], where).toEqual([]);
  };
  const plan = planOf(office, 'oddzwonienie');
  await find(page, { case: caseNumber, day: dayText(plan) });
  await expectGoodHere('the list');
  await page
    .getByRole('grid', { name: 'Rozmowy' })
    .getByRole('row')
    .filter({ hasText: timeOf(plan) })
    .click();
  await expectGoodHere('a call');
  await justify(page);
  await expectGoodHere('the reasons');
  await approve(page);
  await expectSound(page);
  await page.getByLabel('Ustalenia').fill('Urzędnik obiecał termin do piątku i podał wydział.');
  await expect(page.getByRole('button', { name: 'Wstrzymaj' })).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('F8');
  await expectGoodHere('the player');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół zakończony' })).toBeVisible();
  await sheetsDrawn(page);
  await expectGoodHere('the protocol');
  await page.getByRole('button', { name: 'Podpisano i dołączono' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  await expectGoodHere('filed');
  const kinds = await kindsAfter(office, before);
  expect(kinds).toEqual(['release', 'closed', 'completed', 'filed']);
}

/** The colour that the page is drawn on. */
function backgroundOf(page: Page): Promise<string> {
  return page.getByRole('main').evaluate((main) => {
    let at: Element | null = main;
    while (at !== null && getComputedStyle(at).backgroundColor === 'rgba(0, 0, 0, 0)') at = at.parentElement;
    return at === null ? '' : getComputedStyle(at).backgroundColor;
  });
}

function zoomOf(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => {
    // Chromium keeps a logarithm of it.
    const factor = BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 0;
    return Math.round(factor * 100) / 100;
  });
}

function boundsOf(app: ElectronApplication): Promise<Rectangle> {
  return app.evaluate(({ BrowserWindow }) => {
    const bounds = BrowserWindow.getAllWindows()[0]?.getNormalBounds();
    return bounds ?? { x: 0, y: 0, width: 0, height: 0 };
  });
}

/** What a key of the window does; a driven page gets its keys past the window. */
async function pressKey(app: ElectronApplication, accelerator: string): Promise<void> {
  await app.evaluate(({ Menu }, key) => {
    const entries = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    entries?.find((entry) => entry.accelerator === key)?.click();
  }, accelerator);
}
