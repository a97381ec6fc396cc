import type { Locator } from '@playwright/test';
import { goTo, hear, press, savedMark, see, seeHeading } from '../window/hand.ts';
import { completed, file, filed } from './finishing.ts';
import { holds, type Steps, type Walk } from './steps.ts';

const call = ({ page }: Walk, state: string): Locator =>
  page.getByRole('grid', { name: 'Wylosowane rozmowy' }).getByRole('row').filter({ hasText: state }).first();
const annotations = ({ page }: Walk): Locator =>
  page.getByRole('grid', { name: 'Adnotacje' }).getByRole('row');
const submitted = ({ page }: Walk): Locator =>
  page.getByRole('alert').filter({ hasText: /^Karta \d+ przekazana/ });

async function queue({ page }: Walk): Promise<void> {
  await goTo(page, 'Jakość');
  await page.getByRole('tab', { name: 'Kolejka' }).click();
}

/** „Pierwsza rozmowa”: of a plan that was approved on a day before; one that was approved today is not heard yet. */
export const beginning: Steps = {
  'Następnego dnia po zatwierdzeniu wybrać „Jakość”, zakładkę „Kolejka”': async (walk) => {
    const { page, album } = walk;
    const other = page.getByRole('button', { name: 'Inny przegląd' });
    await queue(walk);
    await other.click();
    await page.getByRole('menuitemradio', { name: /^PJ\/5\// }).click();
    await see(page, /^Słuchać można od jutra/);
    holds((await page.getByRole('button', { name: /^Odsłuchaj/ }).count()) === 0, 'dziś się nie słucha');
    await other.click();
    await page.getByRole('menuitemradio', { name: /^PJ\/4\// }).click();
    await call(walk, 'w toku').waitFor();
    await album.picture('kolejka');
  },
  'Wybrać „Odsłuchaj nr 7”': async ({ page }) => {
    await press(page, 'Odsłuchaj nr 7');
    await hear(page);
    await see(page, /pominięto do \d/);
    await see(page, 'Oceniono 0 z 6');
  },
};

/** „Karta oceny”: the first level by the mouse, the others by keys. */
export const scoring: Steps = {
  'Przy pierwszym kryterium kliknąć ocenę': async ({ page }) => {
    await page.getByRole('radiogroup').first().getByRole('radio', { name: /^3\. / }).click();
    await see(page, 'Oceniono 1 z 6');
  },
  'Nacisnąć strzałkę w dół': async ({ page }) => {
    for (const key of ['ArrowDown', '3', '1', '3', 'x', '2']) await page.keyboard.press(key);
    await see(page, 'Oceniono 6 z 6');
  },
  'Wpisać „Podsumowanie”': async ({ page }) => {
    const summary = page.getByRole('textbox', { name: 'Podsumowanie' });
    // After the last criterion the keyboard stands there.
    await page.keyboard.type('Uprzejmie, ale bez terminu.');
    holds((await summary.inputValue()) === 'Uprzejmie, ale bez terminu.', 'pisze się w podsumowaniu');
  },
  'Przy ocenie 0 albo 1 wpisać „Komentarz (wymagany)”': async ({ page }) => {
    await page
      .getByRole('textbox', { name: 'Komentarz (wymagany)' })
      .fill('Rozmówca nie dowiedział się, do kiedy ma złożyć wniosek.');
  },
};

/** „Adnotacje”, while the call goes on. */
export const annotating: Steps = {
  'Nacisnąć F3, aby wrócić do dźwięku': async (walk) => {
    const { page } = walk;
    await page.keyboard.press('F3');
    await page.keyboard.press('1');
    await annotations(walk).nth(1).waitFor();
    for (const key of ['F9', 'F9', '3']) await page.keyboard.press(key);
    await annotations(walk).nth(2).waitFor();
  },
  'Kliknąć jej wiersz na liście pod dźwiękiem': async (walk) => {
    const { page } = walk;
    await annotations(walk).nth(2).click();
    await page.keyboard.press('e');
    await page.keyboard.type('Tu brakuje terminu.');
    await page.keyboard.press('Enter');
    await annotations(walk).nth(2).filter({ hasText: 'Tu brakuje terminu.' }).waitFor();
  },
  'Kliknąć czas w wierszu': async (walk) => {
    const { page, album } = walk;
    await annotations(walk)
      .nth(2)
      .getByRole('button', { name: /^Odtwórz / })
      .click();
    await hear(page);
    await album.picture('ocena');
  },
};

/** All of a card by the keyboard, from the sound to the next one. */
async function scoreByKeys({ page }: Walk): Promise<void> {
  await hear(page);
  for (const key of ['F3', '3', '2', '3', '2', 'x', '3']) await page.keyboard.press(key);
  await see(page, 'Oceniono 6 z 6');
  await page.keyboard.press('Control+Enter');
}

/** „Przekazanie karty”, to the last call of the plan. */
export const submitting: Steps = {
  'Wybrać „Przekaż i odsłuchaj następną”': async (walk) => {
    const { page, album } = walk;
    await press(page, 'Przekaż i odsłuchaj następną');
    await submitted(walk).waitFor();
    await hear(page);
    await album.picture('karta-przekazana');
  },
  'Gdy trzeba było jeszcze coś poprawić, wybrać „Cofnij”': async (walk) => {
    const { page } = walk;
    await submitted(walk).getByRole('button', { name: 'Cofnij' }).click();
    await see(page, 'Oceniono 6 z 6');
    const summary = await page.getByRole('textbox', { name: 'Podsumowanie' }).inputValue();
    holds(summary !== '', 'karta wraca taka, jaka była');
    await page.keyboard.press('Control+Enter');
    await submitted(walk).waitFor();
  },
  'Tak samo ocenić następne rozmowy': async (walk) => {
    const { page } = walk;
    await see(page, /^nr\s8 ·/);
    await scoreByKeys(walk);
    await see(page, /^nr\s9 ·/);
    await page.getByRole('button', { name: 'Przekaż kartę' }).waitFor();
    await scoreByKeys(walk);
    await call(walk, 'przekazana').waitFor();
  },
};

/** „Uwagi osoby ocenianej”. */
export const replying: Steps = {
  'W zakładce „Kolejka” kliknąć rozmowę, przy której stoi „uwagi osoby ocenianej”': async (walk) => {
    await queue(walk);
    await call(walk, 'uwagi osoby ocenianej').click();
    await seeHeading(walk.page, /^Karta \d$/);
    await see(walk.page, /^Uwagi osoby ocenianej, /);
    await walk.album.picture('uwagi');
  },
  'Wybrać „Odpowiedz na uwagi…”': async (walk) => {
    const { page } = walk;
    await press(page, 'Odpowiedz na uwagi…');
    const better = page
      .getByRole('radiogroup', { name: 'Poprawność i kompletność informacji' })
      .getByRole('radio', { name: /^2\. / });
    await better.click();
    holds((await better.getAttribute('aria-checked')) === 'true', 'ocena jest wyższa');
    await page
      .getByRole('textbox', { name: 'Odpowiedź' })
      .fill('Uwaga słuszna: termin padł wcześniej. Ocenę poprawiono.');
    await press(page, 'Przekaż kartę');
    await submitted(walk).waitFor();
  },
  'Gdy karta ma być na papierze, kliknąć ją': async (walk) => {
    await call(walk, 'zamknięta').click();
    await press(walk.page, 'Drukuj kartę');
    await see(walk.page, 'Nie znaleziono drukarki.');
  },
};

/** „Zakończenie przeglądu”. */
export const concluding: Steps = {
  'Gdy każda karta jest zamknięta, wybrać w zakładce „Kolejka” „Zakończ i drukuj”': async (walk) => {
    await queue(walk);
    await press(walk.page, 'Zakończ i drukuj');
    await walk.page.getByLabel('Wnioski').waitFor();
  },
  'W polu „Wnioski” napisać, co z przeglądu wynika': async (walk) => {
    const { page, album } = walk;
    await page
      .getByLabel('Wnioski')
      .fill('Informacje podawane przez telefon są pełne; w części rozmów brakuje terminu złożenia wniosku.');
    await savedMark(page).waitFor();
    await album.picture('wnioski');
    await press(page, 'Zakończ i drukuj');
    await completed(walk);
  },
  'Podpisać protokół i wybrać „Podpisano i dołączono do akt sprawy”': async (walk) => {
    await file(walk);
    await filed(walk);
  },
};
