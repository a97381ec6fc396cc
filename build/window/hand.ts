import { expect, type Locator, type Page } from '@playwright/test';
import type { OfficePerson } from '../office/people.ts';

/** What a listener does, in the words on the screen. */

/** A call as far as it is looked for: seeded from a plan or recorded by a test. */
export type Spoken = { readonly sidecar: { readonly startedAt: string; readonly extension: string } };

export const caseNumber = 'SEK.1510.7.2026';
export const reason = 'Skarżący i urząd sprzecznie opisują rozmowę';

/** Fills the form and sends it; whether it worked is for the caller to see. */
export async function trySignIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('Nazwa użytkownika').fill(login);
  await page.getByLabel('Hasło', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Zaloguj' }).click();
}

/** The person stands in the title bar; the sign-in page of a demo office has a button of the same name. */
export async function expectSignedIn(page: Page, { displayName }: { displayName: string }): Promise<void> {
  await expect(page.getByRole('banner').getByRole('button', { name: displayName })).toBeVisible();
}

/** Signs in and waits until the person stands in the title bar. From here on sound is watched. */
export async function signIn(page: Page, person: Pick<OfficePerson, 'login' | 'password' | 'displayName'>) {
  await trySignIn(page, person.login, person.password);
  await expectSignedIn(page, person);
  await watchSound(page);
}

/** `20.11.2026` of a sidecar's local time. */
export function dayOf(plan: Spoken): string {
  return plan.sidecar.startedAt.slice(0, 10).split('-').reverse().join('.');
}

/** `10:06` as the list shows it. */
export function timeOf(plan: Spoken): string {
  return plan.sidecar.startedAt.slice(11, 16);
}

export type Wanted = { case?: string; day?: string; dayTo?: string };

/** Case number first, then the conditions; the list follows by itself. */
export async function find(page: Page, wanted: Wanted): Promise<void> {
  if (wanted.case !== undefined) {
    await page.getByLabel('Znak sprawy').fill(wanted.case);
    await page.keyboard.press('Enter');
  }
  if (wanted.day !== undefined) {
    const clear = page.getByRole('button', { name: 'Wyczyść warunki' });
    if (await clear.isVisible()) await clear.click();
    await page.getByRole('search').getByRole('button', { name: 'Dzień', exact: true }).click();
    await page.getByLabel('Dzień rozmowy', { exact: true }).last().fill(wanted.day);
    if (wanted.dayTo !== undefined) await page.getByLabel('Do dnia').fill(wanted.dayTo);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('grid', { name: 'Rozmowy' })).toBeVisible();
}

/** Opens the small form of a condition and types into it; Enter sends it. */
export async function askFor(page: Page, condition: string, text: string): Promise<void> {
  if (condition === 'Dzień rozmowy')
    await page.getByRole('search').getByRole('button', { name: 'Dzień', exact: true }).click();
  else {
    await page.getByRole('button', { name: 'Dodaj warunek' }).click();
    await page.getByRole('menuitem', { name: condition }).click();
  }
  await page.getByRole('dialog').getByRole('textbox').first().fill(text);
  await page.keyboard.press('Enter');
}

/** Adds part of a number to the conditions. */
export async function addDigits(page: Page, digits: string): Promise<void> {
  await page.getByRole('button', { name: 'Dodaj warunek' }).click();
  await page.getByRole('menuitem', { name: 'Numer dzwoniącego' }).click();
  await page.getByLabel('Numer albo jego ostatnie cyfry').fill(digits);
  await page.keyboard.press('Enter');
}

/** The row of a call; of a transferred one, which is one row, name the first part. */
export function rowOf(page: Page, plan: Spoken): Locator {
  return page
    .getByRole('grid', { name: 'Rozmowy' })
    .getByRole('row')
    .filter({ hasText: timeOf(plan) })
    .filter({ hasText: plan.sidecar.extension });
}

/** Finds the day of a call in a case and selects the call. */
export async function findCall(page: Page, plan: Spoken, wanted: Wanted = {}): Promise<void> {
  await find(page, { case: caseNumber, day: dayOf(plan), ...wanted });
  await rowOf(page, plan).click();
}

/** Opens the panel of reasons for the selected call and fills it; nothing is sent yet. */
export async function justify(page: Page, register = '14/2026'): Promise<void> {
  await page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }).click();
  await page.getByRole('radio', { name: new RegExp(reason) }).check();
  await page.getByLabel('Nr w rejestrze skarg').fill(register);
}

/** A hand on mouse and keyboard that counts: one input is one control touched, the approval included. */
export function countingHand(): {
  click(control: Locator): Promise<void>;
  choose(radio: Locator): Promise<void>;
  type(field: Locator, text: string): Promise<void>;
  inputs(): number;
} {
  let inputs = 0;
  const counted = <Value>(work: Promise<Value>): Promise<Value> => {
    inputs += 1;
    return work;
  };
  return {
    click: (control) => counted(control.click()),
    choose: (radio) => counted(radio.check()),
    type: (field, text) => counted(field.fill(text)),
    inputs: () => inputs,
  };
}

export const approve = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Zatwierdź i odtwórz' }).click();

/** The first recording of a new act, heard. */
export async function listenTo(page: Page, plan: Spoken, wanted: Wanted = {}): Promise<void> {
  await findCall(page, plan, wanted);
  await justify(page);
  await approve(page);
  await expect(page.getByRole('button', { name: 'Wstrzymaj' })).toBeVisible();
}

/** Another call of the act that is open, from the list that „Dodaj nagranie” leads to: one click. */
export async function addCall(page: Page, plan: Spoken): Promise<void> {
  await rowOf(page, plan).click();
  await page.getByRole('button', { name: /^Dodaj do PO\// }).click();
}

/** Goes to the middle of the recording with the mouse; a long one is drawn in parts under a drawing of the whole. */
export async function jumpToMiddle(page: Page): Promise<void> {
  const part = page.getByRole('slider', { name: 'Pokazany fragment' });
  const long = await part.isVisible();
  const drawing = long ? part.locator('..') : page.getByRole('slider', { name: 'Miejsce w nagraniu' });
  const box = await drawing.boundingBox();
  if (box === null) throw new Error('the drawing has no place on the page');
  await drawing.click({ position: { x: box.width / 2, y: box.height / 2 } });
}

/** Where the sound is, in seconds, as the timer beside the transport says. */
export async function positionOf(page: Page): Promise<number> {
  const text = (await page.getByRole('timer').textContent()) ?? '';
  const [at = ''] = text.split('/');
  return at
    .trim()
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** Says that the server has all that was typed. */
export function savedMark(page: Page): Locator {
  return page.getByText(/^zapisano \d\d:\d\d:\d\d$/);
}

/**
 * What is heard, asked of the media elements themselves and not of the page's own account. From `watchSound` on every
 * element that is told to play is remembered, also those that are part of no document.
 */
type Watched = {
  elements: Set<HTMLMediaElement>;
  addresses: Set<string>;
  /** Steps of running sound. */
  audible: number;
};
declare global {
  interface Window {
    watched?: Watched;
  }
}

export async function watchSound(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched: Watched = { elements: new Set(), addresses: new Set(), audible: 0 };
    window.watched = watched;
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      watched.addresses.add(this.src);
      if (!watched.elements.has(this)) {
        watched.elements.add(this);
        this.addEventListener('timeupdate', () => {
          if (!this.paused && this.currentTime > 0) watched.audible += 1;
        });
      }
      return play.call(this);
    };
  });
}
