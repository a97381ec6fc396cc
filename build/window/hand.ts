import type { ElectronApplication, Locator, Page } from '@playwright/test';
import type { CallPlan } from '../office/calls.ts';
import type { AnyOffice } from '../office/office.ts';
import type { OfficePerson } from '../office/people.ts';

/**
 * The one hand on the window: what people do, in the words on the screen. Whatever drives the program (tests, demo, guide, pictures, bench) does it by
 * this. Each waits until the page lets it be done; what is to be seen afterwards is for the caller to look at.
 */

/** A call as far as it is looked for: seeded from a plan or recorded by a test. */
export type Spoken = { readonly sidecar: { readonly startedAt: string; readonly extension: string } };

export const caseNumber = 'SEK.1510.7.2026';
/** What the law is that a complaint is handled by; no case number suggests it. */
export const basis = 'Rozpatrzenie skargi – art. 227 i 237 KPA';
export const reason = 'Skarżący i urząd sprzecznie opisują rozmowę';

/** The recordings of a matter of the demo's calls, in the order in which they were spoken. */
export function plansOf(office: Pick<AnyOffice, 'plans'>, matter: string): CallPlan[] {
  return office.plans.filter((plan) => plan.matter === matter);
}

/** The only (or first) of them. */
export function planOf(office: Pick<AnyOffice, 'plans'>, matter: string): CallPlan {
  const [plan] = plansOf(office, matter);
  if (plan === undefined) throw new Error(`this office has no call „${matter}”`);
  return plan;
}

/** `20.11.2026` of a sidecar's local time, or of a day. */
export function dayText(of: Spoken | string): string {
  const moment = typeof of === 'string' ? of : of.sidecar.startedAt;
  return moment.slice(0, 10).split('-').reverse().join('.');
}

/** `10:06` as the list shows it. */
export function timeOf(plan: Spoken): string {
  return plan.sidecar.startedAt.slice(11, 16);
}

/** The controls that a listening touches, by the names that a person reads or hears from a screen reader. */
export const controls = (page: Page) => ({
  signIn: page.getByRole('button', { name: 'Zaloguj' }),
  person: (name: string): Locator => page.getByRole('button', { name: new RegExp(name) }).first(),
  caseNumber: page.getByLabel('Znak sprawy'),
  day: page.getByRole('search').getByRole('button', { name: 'Dzień', exact: true }),
  dayField: page.getByLabel('Dzień rozmowy', { exact: true }).last(),
  row: (...texts: string[]): Locator =>
    texts.reduce((rows, hasText) => rows.filter({ hasText }), page.getByRole('row')).first(),
  justify: page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }),
  reason: page.getByRole('radio').first(),
  register: page.getByLabel('Nr w rejestrze skarg'),
  approve: page.getByRole('button', { name: 'Zatwierdź i odtwórz' }),
  play: page.getByRole('button', { name: 'Odtwarzaj' }),
  pause: page.getByRole('button', { name: 'Wstrzymaj' }),
  time: page.getByRole('timer', { name: 'Czas odtwarzania' }),
  part: (n: number): Locator => page.getByRole('button', { name: new RegExp(`^Odtwórz: .*część ${n} z`) }),
  addRecording: page.getByRole('button', { name: 'Dodaj nagranie' }),
  addAndPlay: page.getByRole('button', { name: /^Dodaj do PO\// }),
  findings: page.getByLabel('Ustalenia'),
  finish: page.getByRole('button', { name: 'Zakończ i drukuj' }),
  savePdf: page.getByRole('button', { name: 'Zapisz dla EZD' }),
  file: page.getByRole('button', {
    name: /^(Podpisano i dołączono do akt sprawy|Dołączono do akt mimo braku podpisu)$/,
  }),
});

/** Presses a button. */
export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).click();

/** Waits until words stand on the page. */
export const see = (page: Page, words: string | RegExp): Promise<void> =>
  page.getByText(words).first().waitFor();

export const seeHeading = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('heading', { name }).waitFor();

export const seeAlert = (page: Page): Promise<void> => page.getByRole('alert').first().waitFor();

/** A page of the rail. */
export const goTo = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();

/** Chooses from a list that drops down. */
export async function choose(page: Page, list: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: list }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Chooses the month of a legal day. */
export async function chooseMonth(page: Page, list: string, day: string): Promise<void> {
  const month = new Date(`${day}T12:00:00Z`).toLocaleDateString('pl-PL', { month: 'long', year: 'numeric' });
  await choose(page, list, month.charAt(0).toUpperCase() + month.slice(1));
}

/** Opens the person's menu, the entry of it that is named, and the choice of that entry's list. */
export async function personMenu(page: Page, entry?: string, choice?: string): Promise<void> {
  await page.getByRole('banner').getByRole('button').last().click();
  if (entry !== undefined) await page.getByRole('menuitem', { name: entry }).click();
  if (choice !== undefined) await page.getByRole('menuitemradio', { name: choice }).click();
}

/** „Klawisze literowe”: keys that write drive the player, too, or do not. Afterwards nothing has the focus. */
export async function switchLetterKeys(page: Page, choice: 'włączone' | 'wyłączone'): Promise<void> {
  await personMenu(page, 'Klawisze literowe', choice);
  await page.getByRole('menu').waitFor({ state: 'hidden' });
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

/** Fills the form and sends it; whether it worked is for the caller to see. */
export async function trySignIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('Nazwa użytkownika').fill(login);
  await page.getByLabel('Hasło', { exact: true }).fill(password);
  await controls(page).signIn.click();
}

/** The person stands in the title bar; the sign-in page of a demo office has a button of the same name. */
export const expectSignedIn = (page: Page, { displayName }: { displayName: string }): Promise<void> =>
  page.getByRole('banner').getByRole('button', { name: displayName }).waitFor();

/** Signs in and waits until the person stands in the title bar. From here on sound is watched. */
export async function signIn(page: Page, person: Pick<OfficePerson, 'login' | 'password' | 'displayName'>) {
  await trySignIn(page, person.login, person.password);
  await expectSignedIn(page, person);
  await watchSound(page);
}

export async function unlock(page: Page, { password }: Pick<OfficePerson, 'password'>): Promise<void> {
  await page.getByLabel('Hasło', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Odblokuj' }).click();
}

export async function signOut(page: Page): Promise<void> {
  await personMenu(page, 'Wyloguj');
  await controls(page).signIn.waitFor();
}

export type Wanted = { case?: string; day?: string; dayTo?: string };

/** Case number first, then the conditions: the list follows by itself. */
export async function ask(page: Page, wanted: Wanted): Promise<void> {
  const { caseNumber: field, day, dayField } = controls(page);
  const clear = page.getByRole('button', { name: 'Wyczyść warunki' });
  if (wanted.day !== undefined && (await clear.isVisible())) await clear.click();
  if (wanted.case !== undefined) {
    await field.fill(wanted.case);
    // Enter goes on to the day, by itself where none is asked for yet.
    await page.keyboard.press(wanted.day === undefined ? 'Tab' : 'Enter');
  }
  if (wanted.day === undefined) return;
  if (wanted.case === undefined) await day.click();
  // Into the field itself: keys that are typed before it has the focus go to the button, and no call is found.
  await dayField.fill(wanted.day);
  if (wanted.dayTo !== undefined) await page.getByLabel('Do dnia').fill(wanted.dayTo);
  await page.keyboard.press('Enter');
}

export async function find(page: Page, wanted: Wanted): Promise<void> {
  await ask(page, wanted);
  await page.getByRole('grid', { name: 'Rozmowy' }).waitFor();
}

/** Opens the small form of a condition and types into it; Enter sends it. */
export async function askFor(page: Page, condition: string, text: string): Promise<void> {
  if (condition === 'Dzień rozmowy') await controls(page).day.click();
  else {
    await press(page, 'Dodaj warunek');
    await page.getByRole('menuitem', { name: condition }).click();
  }
  await page.getByRole('dialog').getByRole('textbox').first().fill(text);
  await page.keyboard.press('Enter');
}

/** Adds part of a number to the conditions. */
export const addDigits = (page: Page, digits: string): Promise<void> =>
  askFor(page, 'Numer dzwoniącego', digits);

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
  await find(page, { case: caseNumber, day: dayText(plan), ...wanted });
  await rowOf(page, plan).click();
}

/** Names the legal basis in the panel of reasons. Who may not listen reads that before it, and asks all the same. */
export async function chooseBasis(page: Page): Promise<void> {
  const anyway = page.getByRole('button', { name: 'Zapytaj mimo to' });
  await anyway.or(page.getByRole('combobox', { name: 'Podstawa prawna' })).waitFor();
  if (await anyway.isVisible()) await anyway.click();
  await choose(page, 'Podstawa prawna', basis);
}

/** Opens the panel of reasons for the selected call and fills it; nothing is sent yet. */
export async function justify(page: Page, register = '14/2026'): Promise<void> {
  await controls(page).justify.click();
  await chooseBasis(page);
  await page.getByRole('radio', { name: new RegExp(reason) }).check();
  await controls(page).register.fill(register);
}

export const approve = (page: Page): Promise<void> => controls(page).approve.click();

/** The first recording of a new act, heard. */
export async function listenTo(page: Page, plan: Spoken, wanted: Wanted = {}): Promise<void> {
  await findCall(page, plan, wanted);
  await justify(page);
  await approve(page);
  await controls(page).pause.waitFor();
}

/** Another call of the act that is open, from the list that „Dodaj nagranie” leads to: one click. */
export async function addCall(page: Page, plan: Spoken): Promise<void> {
  await rowOf(page, plan).click();
  await controls(page).addAndPlay.click();
}

/** Until the sound really moves: the shown time has left 00:00. */
export async function hear(page: Page): Promise<void> {
  const { pause, time } = controls(page);
  await pause.waitFor();
  await time.filter({ hasText: /(0:0?[1-9]|[1-9]\d?:\d\d|:[1-5]\d) \// }).waitFor();
}

export async function pause(page: Page): Promise<void> {
  await controls(page).pause.click();
  await controls(page).play.waitFor();
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

/** Nobody is there to answer the system's file dialog: whatever is saved goes into `folder`, under the name that the program offers. */
export async function saveInto(app: ElectronApplication, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, into) => {
    const answer = (options: { defaultPath?: string }) => {
      const offered = (options.defaultPath ?? '').split(/[\\/]/).at(-1) ?? '';
      return Promise.resolve({ canceled: false, filePath: `${into}/${offered}` });
    };
    dialog.showSaveDialog = answer as typeof dialog.showSaveDialog;
  }, folder);
}

/** `inputs`: controls touched. `ends`: keys that ended what was typed into one. `moves`: keys that only led to one. */
export type Tally = { readonly inputs: number; readonly ends: number; readonly moves: number };

/**
 * A hand on mouse and keyboard that counts. One input is one control touched, the approval included: pressed, chosen from, or typed into, however
 * many letters and whatever key ends them. Whoever has the keyboard alone presses more: the Enter that ends a field acts too, and Tab, F6 and
 * arrows lead from one control to the next. Both are counted apart.
 */
export function countingHand(page: Page): {
  click(control: Locator): Promise<void>;
  choose(radio: Locator): Promise<void>;
  /** From a list that drops down. */
  pick(choice: Promise<void>): Promise<void>;
  type(field: Locator, text: string, end?: 'Enter'): Promise<void>;
  /** Into whatever has the focus. */
  write(text: string, end?: 'Enter'): Promise<void>;
  press(key: string): Promise<void>;
  move(key: string): Promise<void>;
  inputs(): number;
  tally(): Tally;
} {
  const { keyboard } = page;
  const tally = { inputs: 0, ends: 0, moves: 0 };
  const count = (what: keyof Tally): void => void (tally[what] += 1);
  const counted = <Value>(work: Promise<Value>): Promise<Value> => {
    count('inputs');
    return work;
  };
  const ended = async (end?: 'Enter'): Promise<void> => {
    if (end === undefined) return;
    count('ends');
    await keyboard.press(end);
  };
  return {
    click: (control) => counted(control.click()),
    choose: (radio) => counted(radio.check()),
    pick: (choice) => counted(choice),
    type: async (field, text, end) => {
      await counted(field.fill(text));
      await ended(end);
    },
    write: async (text, end) => {
      await counted(keyboard.type(text));
      await ended(end);
    },
    press: (key) => counted(keyboard.press(key)),
    move: (key) => {
      count('moves');
      return keyboard.press(key);
    },
    inputs: () => tally.inputs,
    tally: () => ({ ...tally }),
  };
}

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

/** From now on every element that is told to play is remembered, also those that are part of no document. */
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
