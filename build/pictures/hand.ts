import type { Locator, Page } from '@playwright/test';
import type { CallPlan } from '../office/calls.ts';
import type { RunningOffice } from '../office/office.ts';
import type { Running } from '../window/program.ts';
import type { Album } from './album.ts';

/** What a part of the pictures has at hand: a whole office, a window nobody signed in to yet, and the album. */
export type Studio = Running & { office: RunningOffice; album: Album };
export type Part = (studio: Studio) => Promise<void>;

export const caseNumber = 'SEK.1510.7.2026';

/** Signs in by the fields, as outside the demo. */
export async function signInAs({ office, page }: Pick<Studio, 'office' | 'page'>, login: string) {
  const { password, displayName } = office.person(login);
  await page.getByLabel('Nazwa użytkownika').fill(login);
  await page.getByLabel('Hasło', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Zaloguj' }).click();
  await page.getByRole('banner').getByRole('button', { name: displayName }).waitFor();
}

/** Opens the person's menu; the entry of it that is named, if one is. */
export async function personMenu({ page }: Pick<Studio, 'page'>, entry?: string): Promise<void> {
  await page.getByRole('banner').getByRole('button').last().click();
  if (entry !== undefined) await page.getByRole('menuitem', { name: entry }).click();
}

/** The recordings of a matter of the demo's calls, in the order in which they were spoken. */
export function planOf(office: RunningOffice, matter: string): CallPlan {
  const plan = office.plans.find((one) => one.matter === matter);
  if (plan === undefined) throw new Error(`the demo has no call „${matter}”`);
  return plan;
}

export const dayOf = ({ sidecar }: CallPlan): string =>
  sidecar.startedAt.slice(0, 10).split('-').reverse().join('.');

export function rowOf(page: Page, { sidecar }: CallPlan): Locator {
  return page
    .getByRole('grid', { name: 'Rozmowy' })
    .getByRole('row')
    .filter({ hasText: sidecar.startedAt.slice(11, 16) })
    .filter({ hasText: sidecar.extension });
}

/** Opens the editor of a condition and fills it. */
export async function condition(page: Page, name: string, field: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Dodaj warunek' }).click();
  await page.getByRole('menuitem', { name }).click();
  await page.getByLabel(field).fill(text);
  await page.keyboard.press('Enter');
}

/** Case number, then the day: the list follows by itself. */
export async function searchDay(page: Page, day: string, wanted: string | null = caseNumber): Promise<void> {
  if (wanted !== null) {
    await page.getByLabel('Znak sprawy').fill(wanted);
    await page.keyboard.press('Enter');
  }
  const clear = page.getByRole('button', { name: 'Wyczyść warunki' });
  if (await clear.isVisible()) await clear.click();
  await page.getByRole('search').getByRole('button', { name: 'Dzień', exact: true }).click();
  await page.getByLabel('Dzień rozmowy', { exact: true }).last().fill(day);
  await page.keyboard.press('Enter');
}

/** Finds the day of a call in a case and selects the call. */
export async function findCall(page: Page, plan: CallPlan): Promise<void> {
  await searchDay(page, dayOf(plan));
  await rowOf(page, plan).click();
}

/** The panel of reasons of the selected call, filled for a complaint; nothing is sent yet. */
export async function justify(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }).click();
  await page.getByRole('radio').first().check();
  await page.getByLabel('Nr w rejestrze skarg').fill('14/2026');
}

export const approve = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Zatwierdź i odtwórz' }).click();

/** A new act with its first recording, heard for a moment and paused. */
export async function listenTo(page: Page, plan: CallPlan): Promise<void> {
  await findCall(page, plan);
  await justify(page);
  await approve(page);
  await page.getByRole('button', { name: 'Wstrzymaj' }).waitFor();
}

/** A page of the rail. */
export const goTo = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
