import { goTo, press, see, seeHeading } from '../window/hand.ts';
import { sheetsDrawn } from '../window/looks.ts';
import type { Steps, Walk } from './steps.ts';

const row = ({ page }: Walk, text: string) =>
  page.getByRole('grid').getByRole('row').filter({ hasText: text }).first();

/** „Zastępca albo inspektor, gdy pismo czeka na drugą osobę”: with its scan, in the office that has a quarter behind it. */
export const deputising: Steps = {
  'Na stronie „Pulpit” wybrać „Pokaż”': async ({ page }) => {
    await goTo(page, 'Pulpit');
    await press(page, /^Pokaż UO\/.+ – czeka na potwierdzenie$/);
  },
  'Wybrać „Porównaj z pismem”. Z lewej': async ({ page }) => {
    await press(page, 'Porównaj z pismem');
    await sheetsDrawn(page);
    await seeHeading(page, 'Czy zapis zgadza się z pismem?');
  },
  'Gdy wszystko się zgadza, wpisać „Hasło”': async (walk) => {
    const { page, person } = walk;
    await page.getByLabel('Hasło').fill(person.password);
    await press(page, 'Potwierdź zgodność');
    await row(walk, 'Marek Sikora').filter({ hasText: 'przyszłe' }).waitFor();
  },
};

/** „Inspektor, gdy chce wiedzieć, kto słuchał i komu wolno”. */
export const overseeing: Steps = {
  'Wybrać „Rejestr” i kliknąć wiersz': async (walk) => {
    await goTo(walk.page, 'Rejestr');
    await row(walk, 'PO/').click();
    await seeHeading(walk.page, 'Przebieg');
  },
  'Wybrać „Upoważnienia”, a w menu „Więcej”': async ({ page }) => {
    await goTo(page, 'Upoważnienia');
    await page.getByRole('button', { name: 'Więcej', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Kto co może' }).click();
    await see(page, 'Potwierdzenie pisma o upoważnieniu lub funkcji');
  },
};

/** The Secretary enters when the declaration was signed: without that day the Mayor approves nothing. */
export async function declare(walk: Walk): Promise<void> {
  const { page } = walk;
  await goTo(page, 'Upoważnienia');
  await row(walk, 'czeka na podpis').click();
  await press(page, 'Zapisz dzień oświadczenia');
  await see(page, /^podpisano /);
}

/** „Zamiast podpisać pismo, Burmistrz może je zatwierdzić”. */
export const approving: Steps = {
  'Na stronie „Pulpit” wybrać „Zatwierdź…”': async ({ page }) => {
    await goTo(page, 'Pulpit');
    await press(page, /^Zatwierdź… UO\/.+ – czeka na podpis$/);
  },
  'Sprawdzić osobę, okres i cele': async ({ page }) => {
    await press(page, 'Zatwierdź…');
    await seeHeading(page, 'Czy zatwierdzić to pismo?');
  },
  'Wpisać „Hasło” i wybrać „Zatwierdź”': async (walk) => {
    const { page, person } = walk;
    await page.getByLabel('Hasło').fill(person.password);
    await page.getByRole('button', { name: 'Zatwierdź', exact: true }).click();
    await row(walk, 'Ewa Pawlak').filter({ hasText: 'przyszłe' }).waitFor();
  },
};
