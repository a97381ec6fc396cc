import type { Locator } from '@playwright/test';
import type { Walk } from '../guide.ts';

export type Step = (walk: Walk) => Promise<void>;

/** A numbered list of the guide, in its order: the words with which a step begins, and the hands that do what it says. */
export type Steps = Readonly<Record<string, Step>>;

/** Does one list, step by step. Rejects with the words of the step that the program does not let one do. */
export async function perform(walk: Walk, steps: Steps): Promise<void> {
  for (const [words, step] of Object.entries(steps)) {
    try {
      await step(walk);
    } catch (cause) {
      throw new Error(`${words}…: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
    walk.done.add(step);
  }
}

/** What the guide promises of the program beside what can be waited for. */
export function holds(promised: boolean, words: string): void {
  if (!promised) throw new Error(`nie jest tak: ${words}`);
}

export const caseNumber = 'SEK.1510.7.2026';
export const crimeCase = 'SEK.5530.3.2026';

export const row = ({ page }: Pick<Walk, 'page'>, ...texts: string[]): Locator =>
  texts.reduce((rows, hasText) => rows.filter({ hasText }), page.getByRole('row')).first();

/** A page of the rail. */
export const goTo = ({ page }: Walk, name: string): Promise<void> =>
  page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();

/** Opens an entry of the person's menu; with `choice` it is an entry that opens a list. */
export async function personMenu({ page, person }: Walk, entry: string, choice?: string): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: person }).click();
  await page.getByRole('menuitem', { name: entry }).click();
  if (choice !== undefined) await page.getByRole('menuitemradio', { name: choice }).click();
}

/** Chooses from a list that drops down. */
export async function choose({ page }: Walk, list: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: list }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Until the sound really moves: the shown time has left 00:00. */
export async function hear({ page }: Walk): Promise<void> {
  await page.getByRole('button', { name: 'Wstrzymaj' }).waitFor();
  await page
    .getByRole('timer', { name: 'Czas odtwarzania' })
    .filter({ hasText: /(0:0?[1-9]|[1-9]\d?:\d\d|:[1-5]\d) \// })
    .waitFor();
}

/** Nobody is there to answer the system's dialog: it is answered with the folder of the program's user, under the name that is offered. */
export async function answerSaving({ app, home }: Walk): Promise<void> {
  await app.evaluate(({ dialog }, into) => {
    const answer = (options: { defaultPath?: string }) => {
      const offered = (options.defaultPath ?? '').split(/[\\/]/).at(-1) ?? '';
      return Promise.resolve({ canceled: false, filePath: `${into}/${offered}` });
    };
    dialog.showSaveDialog = answer as typeof dialog.showSaveDialog;
  }, home);
}
