import type { CallChannel } from '../../shared/channels.ts';
import type { Scope } from '../../shared/ledger/instrument.ts';
import { purpose } from '../../shared/purposes.ts';
import type { Authorisation } from '../../shared/session.ts';
import type { RunningOffice } from '../office/office.ts';
import * as hand from '../window/hand.ts';
import type { Running } from '../window/program.ts';
import type { Album } from './album.ts';
import { answerAgain, answerWith, away, type Instead } from './answers.ts';

/** What a state has at hand: a whole office, a window, and the album. */
export type Studio = Running & { office: RunningOffice; album: Album };
type Words = string | RegExp;
type Touched =
  'signIn' | 'day' | 'justify' | 'approve' | 'addAndPlay' | 'play' | 'finish' | 'file' | 'savePdf';
export type Step = (studio: Studio) => Promise<unknown>;

/** One row of the table of pictures: its name, and how the window comes there from the row before. It is taken in every look. */
export type State = { name: string; steps: readonly Step[] };

/** States that are taken one after the other in a window of their own. */
export type Part = readonly State[];

export const at = (name: string, ...steps: Step[]): State => ({ name, steps });

export async function takeAll(studio: Studio, part: Part): Promise<void> {
  for (const { name, steps } of part) {
    try {
      for (const step of steps) await step(studio);
      await studio.album.take(name);
    } catch (cause) {
      throw new Error(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  }
}

// The steps that the rows are made of.

/** Makes a step of what is done with a studio. */
export const step =
  <Given extends unknown[]>(work: (studio: Studio, ...given: Given) => Promise<unknown>) =>
  (...given: Given): Step =>
  (studio) =>
    work(studio, ...given);

/** From here on a channel answers in other words than its own. */
export const answers = step(({ app }, channel: CallChannel, instead: Instead) =>
  answerWith(app, channel, instead),
);
/** What the database says of a listener from here on. */
function tellsOf({ app, office }: Studio, login: string, authorisation: Authorisation): Promise<void> {
  const { displayName, title: post, department: unit } = office.person(login);
  const secretaries = ['Halina Dudek', 'Marek Bielak'];
  const about = { login, displayName, post, unit, roles: ['listener'] };
  return answerWith(app, 'session.me', { value: { ...about, authorisation, suspension: null, secretaries } });
}
/** From here on the database says that the authorisation of whoever is signed in covers no more than this. */
export const covers = step((studio, login: string, narrowed: Partial<Scope>) => {
  const { number = null, from = null, to = null } = studio.office.person(login).authorisation ?? {};
  const scope = { purposes: purpose.options, departments: null, quality: 'no' as const, ...narrowed };
  return tellsOf(studio, login, { state: 'valid', number, from, to, scope });
});
/** That the person has none. */
export const unauthorised = step((studio, login: string) =>
  tellsOf(studio, login, { state: 'none', number: null, from: null, to: null, scope: null }),
);
/** They all give their own again. */
export const ownAnswers: Step = ({ app }) => answerAgain(app);
/** Tells the page what is away; without a part, that all is there. */
export const lost = step(({ app }, part?: Parameters<typeof away>[1]) => away(app, part));

export const reload: Step = ({ page }) => page.reload();
export const signIn = step(({ page, office }, login: string) => hand.signIn(page, office.person(login)));
export const signOut: Step = ({ page }) => hand.signOut(page);
export const goTo = step(({ page }, name: string) => hand.goTo(page, name));
export const press = step(({ page }, name: Words) => page.getByRole('button', { name }).first().click());
export const item = step(({ page }, name: string) => page.getByRole('menuitem', { name }).click());
/** A menu that opens beside an entry is there, with this choice in it. */
export const choice = step(({ page }, name: Words) =>
  page.getByRole('menuitemradio', { name }).first().waitFor(),
);
export const key = step(({ page }, name: string) => page.keyboard.press(name));
/** Fills a field; `then` is pressed in it. */
export const type = step(async ({ page }, label: string, text: string, then?: 'Enter' | 'Tab') => {
  await page.getByLabel(label, { exact: true }).last().fill(text);
  if (then !== undefined) await page.keyboard.press(then);
});
export const tick = step(({ page }, name: string, on: boolean) =>
  page.getByRole('checkbox', { name }).setChecked(on),
);
export const fill = step(({ page }, field: string, text: string) =>
  page.getByRole('textbox', { name: field }).fill(text),
);
/** A tab of a list. */
export const tab = step(({ page }, name: RegExp) => page.getByRole('tab', { name }).click());
/** A control that every listening touches. */
export const on = step(({ page }, name: Touched) => hand.controls(page)[name].click());
export const pause: Step = ({ page }) => hand.pause(page);

export const shows = step(({ page }, words: Words) => hand.see(page, words));
export const heading = step(({ page }, name: Words) => hand.seeHeading(page, name));
export const button = step(({ page }, name: Words) => page.getByRole('button', { name }).first().waitFor());
export const alert: Step = ({ page }) => hand.seeAlert(page);
export const noAlert: Step = ({ page }) => page.getByRole('alert').first().waitFor({ state: 'detached' });

/** The calls of a day in the case of the demo; that day may be the one of a matter. */
export const searchDay = step(({ page }, day: string) => hand.ask(page, { case: hand.caseNumber, day }));
export const searchDayOf = step(({ page, office }, matter: string) =>
  hand.ask(page, { case: hand.caseNumber, day: hand.dayText(hand.planOf(office, matter)) }),
);
/** A call of the list, by its matter; `findCall` looks for its day before. */
export const select = step(({ page, office }, matter: string) =>
  hand.rowOf(page, hand.planOf(office, matter)).first().click(),
);
export const findCall = step(({ page, office }, matter: string) =>
  hand.findCall(page, hand.planOf(office, matter)),
);
export const giveReason: Step = async ({ page }) => {
  await hand.chooseBasis(page);
  await hand.controls(page).reason.check();
  await hand.controls(page).register.fill('14/2026');
};

/** Somebody who may be present, looked for by letters of the name; `admit` adds who was found. */
export const lookFor = step(async ({ page }, letters: string) => {
  const who = page.getByRole('combobox', { name: 'Osoba obecna' });
  await who.fill('');
  await who.pressSequentially(letters);
});
export const admit = step(async ({ page }, name: RegExp) => {
  await page.getByRole('option', { name }).click();
  await page.getByRole('button', { name: 'Dodaj', exact: true }).click();
});
