import { controls, press, savedMark, see } from '../window/hand.ts';
import type { Steps } from './steps.ts';

export const findings =
  'Dzwoniący pytał o rozłożenie zaległości na raty. Kancelaria wskazała właściwy wydział i połączyła rozmowę.';

/** „Ustalenia, cytaty, uwagi”. */
export const writing: Steps = {
  'W polu „Ustalenia” opisać': async ({ page }) => {
    await controls(page).findings.fill(findings);
    await savedMark(page).waitFor();
  },
  'W ważnym miejscu wybrać „Dodaj cytat”': async ({ page }) => {
    await press(page, '15 sekund naprzód');
    await press(page, 'Dodaj cytat');
    await page.keyboard.type('Chciałbym rozłożyć zaległość na raty.');
    await page.getByRole('combobox', { name: /^Kto mówi: cytat/ }).click();
    await page.getByRole('option', { name: 'Dzwoniący', exact: true }).click();
    await press(page, /^Gotowe: cytat/);
  },
  'Dopisać treść do znacznika': async ({ page }) => {
    await page
      .getByRole('listitem')
      .filter({ hasText: 'bez treści' })
      .getByRole('button', { name: /^Zmień cytat/ })
      .click();
    await page.keyboard.type('Połączę z Wydziałem Podatków.');
    await page.keyboard.press('Escape');
    await page.getByText('bez treści').waitFor({ state: 'detached' });
  },
  'Aby sprawdzić cytat, kliknąć jego czas': async ({ page }) => {
    await page
      .getByRole('button', { name: /^Odtwórz od / })
      .first()
      .click();
    await controls(page).pause.waitFor();
    await page.keyboard.press('F8');
    await controls(page).play.waitFor();
  },
  'Uwagi wpisać w polu „Uwagi (nieobowiązkowo)”': async ({ page, album }) => {
    await page.getByLabel('Uwagi własne').waitFor();
    await page.getByLabel('Uwagi: Piotr Zieliński').fill('Rozmowę połączono od razu.');
    await savedMark(page).waitFor();
    await album.picture('ustalenia');
  },
};

/** „Gdy nagranie ma zostać dowodem”. */
export const evidence: Steps = {
  'Zaznaczyć „Nagranie stanowi dowód w postępowaniu”': async ({ page }) => {
    await page.getByRole('checkbox', { name: 'Nagranie stanowi dowód w postępowaniu' }).check();
  },
  'W polu „Jakie postępowanie” wpisać': async ({ page, album }) => {
    await page.getByLabel('Jakie postępowanie').fill('karne, Sąd Rejonowy w Piasecznie');
    await page.getByRole('button', { name: 'Zabezpiecz nagranie' }).scrollIntoViewIfNeeded();
    await album.picture('dowod');
  },
  'Wybrać „Zabezpiecz nagranie”': async ({ page }) => {
    await press(page, 'Zabezpiecz nagranie');
    await see(page, /^Karta zabezpieczenia nr /);
  },
};
