import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { choose, dayText, goTo, press, saveInto, see, seeHeading } from '../window/hand.ts';
import { holds, type Steps, type Walk } from './steps.ts';

const acts = ({ page }: Walk): Locator =>
  page.getByRole('grid', { name: 'Rejestr odsłuchań' }).getByRole('row').filter({ hasText: 'PO/' });

/** The whole register, once it has been held against the chain of entries. */
export async function register(walk: Walk): Promise<void> {
  const { page, album } = walk;
  await goTo(page, 'Rejestr');
  await acts(walk).first().waitFor();
  await page
    .getByRole('region', { name: 'Podsumowanie rejestru' })
    .getByText(/sprawdzono/)
    .waitFor();
  await album.picture('rejestr');
}

/** „Dla Sekretarza”. */
export const reviewing: Steps = {
  'Aby zawęzić listę, wybrać „Okres”, „Osoba” lub „Stan”': async (walk) => {
    const { page } = walk;
    await choose(walk.page, 'Okres', 'Poprzedni rok');
    await see(page, 'Żaden wpis nie pasuje');
    await choose(walk.page, 'Okres', 'Cały okres');
    await choose(walk.page, 'Osoba', 'Barbara Zych');
    await acts(walk).first().waitFor({ state: 'detached' });
    await choose(walk.page, 'Osoba', 'Anna Nowak');
    await choose(walk.page, 'Stan', 'dołączony do akt');
    await page.getByRole('searchbox', { name: 'Znak sprawy' }).fill('5530');
    await acts(walk).filter({ hasText: 'PO/1/' }).waitFor({ state: 'detached' });
    await acts(walk).first().waitFor();
    await page.getByRole('searchbox', { name: 'Znak sprawy' }).fill('');
    await choose(walk.page, 'Osoba', 'Wszystkie osoby');
    await choose(walk.page, 'Rodzaj wpisu', 'Odmowy');
    await acts(walk).first().waitFor({ state: 'detached' });
    await choose(walk.page, 'Rodzaj wpisu', 'Wszystkie wpisy');
    await acts(walk).first().waitFor();
  },
  'Gdy żaden gotowy okres nie pasuje': async (walk) => {
    const { page } = walk;
    const year = new Date().getFullYear();
    await choose(walk.page, 'Okres', 'Własny okres');
    await page.getByRole('textbox', { name: 'Do dnia' }).fill(`31.12.${year - 1}`);
    await see(page, 'Żaden wpis nie pasuje');
    await page.getByRole('textbox', { name: 'Do dnia' }).fill('');
    await page.getByRole('textbox', { name: 'Od dnia' }).fill(`01.01.${year}`);
    await acts(walk).first().waitFor();
  },
  'Aby mieć rejestr na papierze albo w EZD': async (walk) => {
    const { page } = walk;
    const print = page.getByRole('button', { name: 'Drukuj za okres' });
    await print.click();
    await page.getByRole('menuitem', { name: 'Drukuj…' }).click();
    await see(page, 'Nie znaleziono drukarki. Rejestr można zapisać jako PDF.');
    await saveInto(walk.app, walk.home);
    await print.click();
    await page.getByRole('menuitem', { name: 'Zapisz PDF…' }).click();
    await page.getByText('Zapisano.', { exact: true }).waitFor();
  },
  'Kliknąć wiersz. Otworzy się „Przebieg”': async (walk) => {
    const { page, album } = walk;
    await acts(walk).filter({ hasText: 'PO/1/' }).click();
    await seeHeading(page, 'Przebieg');
    await page
      .getByText(/Wydano klucz do odsłuchania/)
      .first()
      .waitFor();
    await album.picture('przebieg');
  },
  'Kliknąć rozmowę w przebiegu': async ({ page }) => {
    await page
      .getByRole('button', { name: /^Historia nagrania/ })
      .first()
      .click();
    const story = page.getByRole('region', { name: 'Historia nagrania' });
    await story
      .getByText(/Wydano klucz/)
      .first()
      .waitFor();
    await press(page, 'Wróć do wpisu');
    await seeHeading(page, 'Przebieg');
  },
};

/** „Sprawy do koordynacji”. */
export const coordinating: Steps = {
  'Wybrać „Pulpit”, a potem „Dodaj sprawę”': async ({ page }) => {
    await goTo(page, 'Pulpit');
    await press(page, 'Dodaj sprawę');
    await page.getByRole('radio', { name: 'Udostępnienie treści rozmowy' }).check();
    await page.getByLabel('Opis').fill('Wniosek o udostępnienie rozmowy z 20.11');
  },
  'W polu „Kto” wskazać osobę z listy': async ({ page }) => {
    await page.getByRole('combobox', { name: 'Kto' }).fill('Nowak');
    await page.getByRole('option', { name: /Anna Nowak/ }).click();
    const later = addDays(legalDay(new Date()), 30);
    await page.getByRole('textbox', { name: 'Do kiedy' }).fill(dayText(later));
    await page
      .getByRole('region', { name: 'Dodaj sprawę' })
      .getByRole('button', { name: 'Dodaj sprawę' })
      .click();
    await see(page, 'Wniosek o udostępnienie rozmowy z 20.11');
  },
  'Kliknąć numer sprawy': async ({ page, album }) => {
    await press(page, /^Pokaż sprawę SK\/1\//);
    await seeHeading(page, /^SK\/1\//);
    await album.picture('sprawa');
  },
  'Wpisać „Adnotacja”': async ({ page }) => {
    await page.getByRole('textbox', { name: /^Adnotacja/ }).fill('Wniosek cofnięto.');
    await press(page, /^Zamknij sprawę SK\/1\//);
    await see(page, 'Nie ma otwartych spraw.');
  },
};

/** „Dla informatyka: pierwszy kontakt”. Not pictured: it tells of the machine that made the pictures. */
export const firstContact: Steps = {
  'Poprosić o wybranie „Pomoc”': async (walk) => {
    await goTo(walk.page, 'Pomoc');
    await walk.page.getByRole('menuitem', { name: 'Zbierz dane dla informatyka' }).click();
    await walk.page.getByLabel('Zawartość pliku').waitFor();
  },
  'Poprosić o wybranie „Zapisz…”': async (walk) => {
    const { page } = walk;
    await saveInto(walk.app, walk.home);
    await press(page, 'Zapisz…');
    await see(page, /^Zapisano\. Plik można przekazać/);
    await page.keyboard.press('Escape');
    await page.getByLabel('Zawartość pliku').waitFor({ state: 'detached' });
  },
  'Na serwerze uruchomić `odsluch-server doctor`': async ({ root, office }) => {
    const said = await doctor(join(root, 'out/server/odsluch-server.mjs'), office.serverSettingsFile);
    for (const part of [/baz/i, /strażnik/i, /zasob|zasób/i, /certyfikat/i, /katalog/i, /zegar/i])
      holds(part.test(said), `doctor mówi o tym: ${part.source}\n${said}`);
  },
};

/** What `doctor` says of the office, whatever it ends with. */
function doctor(program: string, settings: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, '--settings', settings, 'doctor'], (_error, said) => resolve(said));
  });
}
