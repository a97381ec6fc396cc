import type { Page } from '@playwright/test';
import { controls } from '../../../build/tour/pages.ts';
import { lookAround } from '../measure.ts';
import type { BenchCall, BenchOffice } from './office.ts';
import { clickToSound, hush, listenToPage, type Heard } from './sound.ts';
import type { Window, Workstation } from './window.ts';

/** A listener at our program, signed in. */
export type Listener = Window & {
  /** Justifies hearing a call in a new case; nothing is sent yet. */
  justify(call: BenchCall): Promise<void>;
  /** Approves: request, keeper, release, sound. */
  approve(): Promise<Heard>;
  /** Chooses another call for the act that is open. */
  choose(call: BenchCall): Promise<void>;
  /** Adds it to the act: one click, no form. */
  add(): Promise<Heard>;
};

let cases = 0;

/** `login`: two listeners at the same time are two persons. */
export async function startListener(
  workstation: Workstation,
  office: BenchOffice,
  login = 'anna.nowak',
): Promise<Listener> {
  const window = await workstation.open(workstation.ours, [`--settings=${office.appSettingsFile}`]);
  const { page } = window;
  await signIn(page, office, login);
  await listenToPage(page);
  return {
    ...window,
    justify: (call) => justify(page, call),
    approve: () => clickToSound(page, controls(page).approve),
    choose: (call) => choose(page, call),
    add: () => clickToSound(page, controls(page).addAndPlay),
  };
}

async function signIn(page: Page, office: BenchOffice, login: string): Promise<void> {
  const { password } = office.person(login);
  await page.getByLabel('Nazwa użytkownika').fill(login);
  await page.getByLabel('Hasło', { exact: true }).fill(password);
  await controls(page).signIn.click();
  await controls(page).caseNumber.waitFor();
}

/** Each time another case, so that each time a new act begins: with a form, a number and a record of its own. */
async function justify(page: Page, call: BenchCall): Promise<void> {
  const on = controls(page);
  const search = page.getByRole('button', { name: 'Szukaj', exact: true });
  if (await search.isVisible()) await search.click();
  cases += 1;
  await on.caseNumber.fill(`SEK.1510.${cases}.${call.day.slice(0, 4)}`);
  await page.keyboard.press('Enter');
  if (await on.day.isVisible()) {
    await on.day.click();
    await page.keyboard.type(call.day.split('-').reverse().join('.'));
    await page.keyboard.press('Enter');
  }
  await on.row(call.extension).click();
  await on.justify.click();
  await on.reason.check();
  await on.register.fill('14/2026');
  await page.getByRole('button', { name: 'Zatwierdź i odtwórz', disabled: false }).waitFor();
  await lookAround();
}

async function choose(page: Page, call: BenchCall): Promise<void> {
  const on = controls(page);
  await page.getByRole('button', { name: 'Szukaj', exact: true }).click();
  await on.row(call.extension).click();
  await on.addAndPlay.waitFor();
  await lookAround();
}

/** Ends what plays, so that it does not take part in what is measured next. */
export async function rest({ page }: Window): Promise<void> {
  await hush(page);
  await lookAround(50);
}
