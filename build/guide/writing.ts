import type { Steps } from './steps.ts';

export const findings =
  'Dzwoniący pytał o rozłożenie zaległości na raty. Kancelaria wskazała właściwy wydział i połączyła rozmowę.';

/** „Ustalenia, cytaty, uwagi”. */
export const writing: Steps = {
  'W polu „Ustalenia” opisać': async ({ page }) => {
    await page.getByLabel('Ustalenia').fill(findings);
    await page.getByText(/^zapisano \d\d:\d\d:\d\d$/).waitFor();
  },
  'W ważnym miejscu wybrać „Dodaj cytat”': async ({ page }) => {
    await page.getByRole('button', { name: '15 sekund naprzód' }).click();
    await page.getByRole('button', { name: 'Dodaj cytat' }).click();
    await page.keyboard.type('Chciałbym rozłożyć zaległość na raty.');
    await page.getByRole('combobox', { name: /^Kto mówi: cytat/ }).click();
    await page.getByRole('option', { name: 'Dzwoniący', exact: true }).click();
    await page.getByRole('button', { name: /^Gotowe: cytat/ }).click();
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
    await page.getByRole('button', { name: 'Wstrzymaj' }).waitFor();
    await page.keyboard.press('F8');
    await page.getByRole('button', { name: 'Odtwarzaj' }).waitFor();
  },
  'Uwagi wpisać w polu „Uwagi”': async ({ page, album }) => {
    await page.getByLabel('Uwagi własne').waitFor();
    await page.getByLabel('Uwagi: Piotr Zieliński').fill('Rozmowę połączono od razu.');
    await page.getByText(/^zapisano \d\d:\d\d:\d\d$/).waitFor();
    await album.picture(page, 'ustalenia');
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
    await album.picture(page, 'dowod');
  },
  'Wybrać „Zabezpiecz nagranie”': async ({ page }) => {
    await page.getByRole('button', { name: 'Zabezpiecz nagranie' }).click();
    await page.getByText(/^Karta zabezpieczenia nr /).waitFor();
  },
};
