import type { Locator, Page } from '@playwright/test';
import type { Report } from './report.ts';

/** The controls of the window by the names that a person reads, or hears from a screen reader. */
export const controls = (page: Page) => ({
  person: (name: string): Locator => page.getByRole('button', { name: new RegExp(name) }).first(),
  signIn: page.getByRole('button', { name: 'Zaloguj' }),
  caseNumber: page.getByLabel('Znak sprawy'),
  day: page.getByRole('button', { name: 'Dzień', exact: true }),
  dayField: page.getByRole('textbox', { name: 'Dzień rozmowy' }),
  row: (...texts: string[]): Locator =>
    texts.reduce((rows, hasText) => rows.filter({ hasText }), page.getByRole('row')).first(),
  justify: page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }),
  reason: page.getByRole('radio').first(),
  register: page.getByLabel('Nr w rejestrze skarg'),
  approve: page.getByRole('button', { name: 'Zatwierdź i odtwórz' }),
  pause: page.getByRole('button', { name: 'Wstrzymaj' }),
  time: page.getByRole('timer', { name: 'Czas odtwarzania' }),
  part: (n: number): Locator => page.getByRole('button', { name: new RegExp(`^Odtwórz: .*część ${n} z`) }),
  addRecording: page.getByRole('button', { name: 'Dodaj nagranie' }),
  addAndPlay: page.getByRole('button', { name: /^Dodaj do PO/ }),
  findings: page.getByLabel('Ustalenia'),
  finish: page.getByRole('button', { name: 'Zakończ i drukuj' }),
  drawnPage: page.locator('[role=img][aria-busy=false]').first(),
  savePdf: page.getByRole('button', { name: 'Zapisz dla EZD' }),
  file: page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }),
  protocols: page.getByRole('button', { name: /^Protokoły/ }),
  registerGrid: page.getByRole('grid', { name: /[Rr]ejestr/ }),
  signOut: page.getByRole('menuitem', { name: 'Wyloguj' }),
});

/** Waits until sound is really moving: the shown time has left 00:00. */
export async function hear(page: Page): Promise<void> {
  const { pause, time } = controls(page);
  await pause.waitFor();
  await time.filter({ hasText: /(0:0?[1-9]|[1-9]\d?:\d\d|:[1-5]\d) \// }).waitFor();
}

export async function signIn(report: Report, page: Page, name: string): Promise<void> {
  const { person, signIn: enter } = controls(page);
  await report.click(person(name));
  await report.click(enter);
}

/** Leaves through the person's menu. */
export async function signOut(report: Report, page: Page, name: string): Promise<void> {
  await report.click(page.getByRole('button', { name }));
  await report.click(controls(page).signOut);
  await controls(page).signIn.waitFor();
}
