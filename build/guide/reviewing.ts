import type { Locator } from '@playwright/test';
import { goTo, press, see, seeHeading, signOut } from '../window/hand.ts';
import { sheetsDrawn } from '../window/looks.ts';
import { atDesk, signingIn } from './signing-in.ts';
import { holds, perform, type Steps, type Walk } from './steps.ts';

const items = ({ page }: Walk, text: string): Locator =>
  page.getByRole('grid', { name: 'Przegląd' }).getByRole('row').filter({ hasText: text });

const question = 'Czy sprawę połączono z poprzednią?';

/** Whom the question went to answers at a desk of her own. */
async function answer({ page }: Walk): Promise<void> {
  await goTo(page, 'Protokoły');
  const mine = page.getByRole('region', { name: 'Sprawy dla mnie' });
  await mine.getByText(question).waitFor();
  await mine.getByRole('textbox').fill('Tak, pismem z tego samego dnia.');
  await mine.getByRole('button', { name: /^Odpowiedz/ }).click();
  await mine.waitFor({ state: 'detached' });
}

/** „Przegląd miesiąca”. */
export const monthly: Steps = {
  'Wybrać „Przegląd” i kliknąć pozycję': async (walk) => {
    await goTo(walk.page, 'Przegląd');
    await items(walk, 'Anna Nowak').filter({ hasText: 'do oceny' }).first().click();
    await press(walk.page, 'Kopiuj znak sprawy');
    await see(walk.page, 'Skopiowano.');
    await walk.album.picture('przeglad');
  },
  'Gdy coś trzeba wyjaśnić, wybrać „Zapytaj…”': async (walk) => {
    const { page } = walk;
    const asked = (await page.getByRole('grid').locator('[aria-selected="true"]').innerText()).split('\n')[0];
    await press(page, 'Zapytaj…');
    await page.getByLabel('Pytanie').fill(question);
    await press(page, 'Wyślij pytanie');
    await items(walk, asked ?? '')
      .filter({ hasText: 'pytanie' })
      .waitFor();
    await signOut(page);
    await atDesk(walk, 'Anna Nowak', answer);
    await perform(walk, signingIn);
    await goTo(page, 'Przegląd');
    await items(walk, 'jest odpowiedź')
      .filter({ hasText: asked ?? '' })
      .click();
    await see(page, 'Tak, pismem z tego samego dnia.');
  },
  'Gdy coś jest nie tak, wybrać „Nieprawidłowość…”': async ({ page }) => {
    await press(page, 'Nieprawidłowość…');
    await page.getByLabel('Na czym polega').waitFor();
    await press(page, 'Anuluj');
  },
  'W pozostałych wypadkach wybrać „W porządku”': async (walk) => {
    const { page } = walk;
    const verdict = page.getByRole('button', { name: /^(W porządku|Wyjaśnione)$/ });
    const judged = page.getByText(/^Oceniono \d+ z \d+$/);
    const [done = 0, all = 0] = ((await judged.innerText()).match(/\d+/g) ?? []).map(Number);
    // The next one opens by itself, until there is none.
    for (let n = done + 1; n <= all; n += 1) {
      await verdict.click();
      await see(page, `Oceniono ${String(n)} z ${String(all)}`);
    }
    holds((await items(walk, 'do oceny').count()) === 0, 'wszystko jest ocenione');
  },
  'Wybrać „Zakończ przegląd…”': async ({ page, person, album }) => {
    await press(page, 'Zakończ przegląd…');
    await page.getByLabel('Wnioski').fill('Bez uwag.');
    await page.getByLabel('Hasło').fill(person.password);
    await press(page, 'Zatwierdź i drukuj');
    await seeHeading(page, 'Przegląd zakończony');
    await see(page, 'Nie znaleziono drukarki. Raport można zapisać jako PDF.');
    await sheetsDrawn(page);
    await album.picture('raport');
  },
};
