import type { Page } from '@playwright/test';
import {
  ask,
  controls,
  dayText,
  expectSignedIn,
  goTo,
  trySignIn,
  chooseBasis,
} from '../../../build/window/hand.ts';
import type { RunningOffice } from '../../../build/office/office.ts';
import type { Running } from '../../../build/window/program.ts';
import { lookAround } from '../measure.ts';
import type { BenchCall } from './office.ts';
import { clickToSound, hush, listenToPage, type Heard } from './sound.ts';
import type { BenchWorkstation } from './window.ts';

/** A listener at our program, signed in. */
export type Listener = Running & {
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
  workstation: BenchWorkstation,
  office: RunningOffice,
  login = 'anna.nowak',
): Promise<Listener> {
  const running = await startSignedIn(workstation, office, login);
  const { page } = running;
  await controls(page).caseNumber.waitFor();
  return {
    ...running,
    justify: (call) => justify(page, call),
    approve: () => clickToSound(page, controls(page).approve),
    choose: (call) => choose(page, call),
    add: () => clickToSound(page, inTheAct(page)),
  };
}

/** Our program with somebody signed in, whatever they may do there. */
export async function startSignedIn(
  workstation: BenchWorkstation,
  office: RunningOffice,
  login: string,
): Promise<Running> {
  const running = await workstation.start({ args: [`--settings=${office.appSettingsFile}`] });
  const { page } = running;
  const person = office.person(login);
  await trySignIn(page, person.login, person.password);
  await expectSignedIn(page, person);
  await listenToPage(page);
  return running;
}

/** Each time another case, so that each time a new act begins: with a form, a number and a record of its own. */
async function justify(page: Page, call: BenchCall): Promise<void> {
  const on = controls(page);
  if (!(await on.caseNumber.isVisible())) await goTo(page, 'Szukaj');
  cases += 1;
  await ask(page, { case: `SEK.1510.${cases}.${call.day.slice(0, 4)}` });
  // The conditions stay from case to case.
  if (await on.day.isVisible()) await ask(page, { day: dayText(call.day) });
  await on.row(call.extension).click();
  await on.justify.click();
  await chooseBasis(page);
  await on.reason.check();
  await on.register.fill('14/2026');
  await page.getByRole('button', { name: 'Zatwierdź i odtwórz', disabled: false }).waitFor();
  await lookAround();
}

async function choose(page: Page, call: BenchCall): Promise<void> {
  const on = controls(page);
  await goTo(page, 'Szukaj');
  await on.row(call.extension).click();
  await inTheAct(page).waitFor();
  await lookAround();
}

/** The one click within an act, whether the call comes to it now or was heard in it before. */
function inTheAct(page: Page) {
  return page.getByRole('button', { name: /^(Dodaj do|Odtwórz ponownie w) PO\// });
}

/** Ends what plays, so that it does not take part in what is measured next. */
export async function rest({ page }: Running): Promise<void> {
  await hush(page);
  await lookAround(50);
}

/** Another act, from its reasons to its first sound. */
export async function approved(listener: Listener, call: BenchCall): Promise<number> {
  await listener.justify(call);
  const { ms } = await listener.approve();
  await rest(listener);
  return ms;
}
