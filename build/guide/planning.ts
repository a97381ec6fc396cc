import type { Locator } from '@playwright/test';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { workingDaysBefore } from '../../shared/working-days.ts';
import { reviewedDepartments } from '../office/quarter-quality.ts';
import { dayText, goTo, press, saveInto, see, seeHeading } from '../window/hand.ts';
import { password } from './holding.ts';
import { holds, type Steps, type Walk } from './steps.ts';

const year = legalDay().slice(0, 4);
/** Of the plan that is proposed in the window, and of the one that the quarter left to be decided. */
const signs = { proposed: `SEK.0643.6.${year}`, left: `SEK.0643.5.${year}` };

const form = ({ page }: Walk): Locator => page.getByRole('region', { name: 'Nowy plan' });
const field = (walk: Walk, name: string): Locator => form(walk).getByRole('textbox', { name });
const plan = ({ page }: Walk, sign: string): Locator =>
  page.getByRole('grid').getByRole('row').filter({ hasText: sign });

async function plans({ page }: Walk): Promise<void> {
  await goTo(page, 'Jakość');
  await page.getByRole('tab', { name: 'Plany' }).click();
}

/** How many calls can be drawn, in view. */
const showDraw = ({ page }: Walk): Promise<void> =>
  page.getByText(/^Da się wylosować 8 z\s8/).scrollIntoViewIfNeeded();

/** „Nowy plan”, at the desk of whoever rates. */
export const planning: Steps = {
  'Wybrać „Jakość”, zakładkę „Plany” i „Nowy plan”': async (walk) => {
    await plans(walk);
    await press(walk.page, 'Nowy plan');
  },
  'Wpisać „Znak sprawy” i zaznaczyć „Komórki”': async (walk) => {
    await field(walk, 'Znak sprawy').fill(signs.proposed);
    for (const name of reviewedDepartments) await form(walk).getByRole('checkbox', { name }).check();
  },
  'Wpisać „Rozmowy od” i „Rozmowy do”': async (walk) => {
    const today = legalDay();
    await field(walk, 'Rozmowy od').fill(dayText(workingDaysBefore(today, 14)[0] ?? today));
    await field(walk, 'Rozmowy do').fill(dayText(addDays(today, -1)));
    await field(walk, 'Znak sprawy').scrollIntoViewIfNeeded();
    await walk.album.picture('nowy-plan');
  },
  'Sprawdzić „Liczba rozmów”, „Najwyżej jednej osoby”': async (walk) => {
    for (const name of ['Liczba rozmów', 'Najwyżej jednej', 'Najkrótsza', 'Najdłuższa'])
      holds((await field(walk, name).inputValue()) !== '', `„${name}” jest wpisane`);
    await field(walk, 'Liczba rozmów').fill('8');
    await field(walk, 'Odsłuch do').fill(dayText(addDays(legalDay(), 30)));
  },
  'Wpisać „Cel przeglądu”': async (walk) => {
    await field(walk, 'Cel przeglądu').fill('Sprawdzenie, czy informacje o dodatkach i podatkach są pełne.');
  },
  'Przy „Kryteria” wybrać „Zmień”': async ({ page }) => {
    await press(page, 'Zmień kryteria');
    await see(page, '5. Ochrona danych');
    await press(page, 'Wstecz');
  },
  'Przeczytać „Do losowania”': async (walk) => {
    await showDraw(walk);
    await walk.album.picture('nowy-plan-liczby');
    await press(walk.page, 'Przedstaw Sekretarzowi');
    await plan(walk, signs.proposed).filter({ hasText: 'do zatwierdzenia' }).waitFor();
  },
};

/** „Plan do zatwierdzenia”, at the Secretary’s desk. */
export const approvingPlan: Steps = {
  'Na stronie „Pulpit” wybrać „Pokaż” przy planie przeglądu': async (walk) => {
    await goTo(walk.page, 'Pulpit');
    await press(walk.page, /^Pokaż.*\sPlan przeglądu jakości/);
    await seeHeading(walk.page, 'Plan do zatwierdzenia');
  },
  'Sprawdzić „Komórki”, „Rozmowy”, „Próba”, „Cel” i „Wcześniejsze plany”': async (walk) => {
    const { page, album } = walk;
    await showDraw(walk);
    await album.picture('plan-do-zatwierdzenia');
    await press(page, 'Pokaż kryteria');
    await seeHeading(page, 'Ochrona danych');
    await press(page, 'Wstecz');
  },
  'Wpisać „Hasło” i wybrać „Zatwierdź plan”': async (walk) => {
    await password(walk);
    await press(walk.page, 'Zatwierdź plan');
    await plan(walk, signs.proposed).filter({ hasText: 'zatwierdzony, od jutra' }).waitFor();
    await plan(walk, signs.proposed)
      .filter({ hasText: /PJ\/\d/ })
      .waitFor();
  },
};

/** The same: a plan that is sent back. */
export const returningPlan: Steps = {
  'Kliknąć plan w zakładce „Plany” i wybrać „Zwróć…”': async (walk) => {
    await plans(walk);
    await plan(walk, signs.left).click();
    await press(walk.page, 'Zwróć…');
  },
  'Wpisać „Powód zwrotu” i „Hasło”': async (walk) => {
    await walk.page
      .getByRole('textbox', { name: 'Powód zwrotu' })
      .fill('Okres obejmuje tydzień awarii centrali. Proszę wybrać inny.');
    await password(walk);
    await press(walk.page, 'Zwróć plan');
    await plan(walk, signs.left).filter({ hasText: 'zwrócony z uwagami' }).waitFor();
  },
};

/** „Wyniki przeglądów jakości”. */
export const summing: Steps = {
  'Wybrać „Jakość”, zakładkę „Wyniki” i kliknąć kryterium': async ({ page, album }) => {
    await goTo(page, 'Jakość');
    await page.getByRole('tab', { name: 'Wyniki' }).click();
    await page.getByRole('row').filter({ hasText: 'Ustalenie potrzeby' }).click();
    await seeHeading(page, 'Ustalenie potrzeby');
    await album.picture('wyniki');
  },
  'Gdy tabela ma trafić do arkusza, wybrać „Zapisz tabelę (CSV)…”': async ({ app, page, home }) => {
    await saveInto(app, home);
    await press(page, 'Zapisz tabelę (CSV)…');
    await see(page, 'Zapisano.');
  },
};
