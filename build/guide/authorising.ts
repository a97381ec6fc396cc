import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { goTo, press, saveInto, see, seeHeading } from '../window/hand.ts';
import { sheetsDrawn } from '../window/looks.ts';
import { holds, type Steps, type Walk } from './steps.ts';

/** The paper that this chapter is about, in the list. */
const paper = ({ page }: Walk, state = ''): Locator =>
  page
    .getByRole('grid')
    .getByRole('row')
    .filter({ hasText: 'Natalia Wróbel' })
    .filter({ hasText: state })
    .first();

const password = ({ page, person }: Walk): Promise<void> => page.getByLabel('Hasło').fill(person.password);

/** „Nowe upoważnienie”. */
export const authorising: Steps = {
  'Wybrać „Upoważnienia”, a potem „Nowe upoważnienie”': async ({ page }) => {
    await goTo(page, 'Upoważnienia');
    await press(page, 'Nowe upoważnienie');
  },
  'W polu „Osoba” wpisać początek nazwiska': async ({ page }) => {
    await page.getByRole('combobox', { name: 'Osoba' }).pressSequentially('wrób');
    await page.getByRole('option', { name: 'Natalia Wróbel' }).click();
  },
  'Sprawdzić „Cele (§ 2)”, „Wydziały”, „Ocena jakości”': async ({ page, album }) => {
    const purposes = await page.getByRole('group', { name: 'Cele (§ 2)' }).getByRole('checkbox').all();
    for (const one of purposes) holds(await one.isChecked(), 'wszystkie cele są zaznaczone');
    holds(await page.getByRole('radio', { name: 'nie obejmuje' }).isChecked(), 'bez oceny jakości');
    await album.picture('nowe-upowaznienie');
  },
  'Wybrać „Przygotuj i drukuj”': async (walk) => {
    await press(walk.page, 'Przygotuj i drukuj');
    await see(walk.page, 'Nie znaleziono drukarki. Pismo można zapisać przyciskiem „Zapisz dla EZD”.');
    await paper(walk, 'czeka na podpis').waitFor();
  },
};

/** „Gdy pismo jest podpisane”. There is no scanner: the paper itself stands for its scan. */
export const registering: Steps = {
  'Kliknąć pismo na liście': async (walk) => {
    await paper(walk).click();
    await seeHeading(walk.page, 'Podpis Burmistrza');
  },
  'Podać „Data podpisania”, „Oświadczenie z dnia” i „Znak pisma”': async ({ page }) => {
    for (const day of ['Data podpisania*', 'Oświadczenie z dnia*'])
      holds((await page.getByLabel(day, { exact: true }).first().inputValue()) !== '', `${day} jest wpisana`);
    await page.getByLabel('Znak pisma').fill(`OR.077.12.${new Date().getFullYear()}`);
  },
  'Wskazać „Papier” i dołączyć skan': async ({ app, page, home, album }) => {
    await saveInto(app, home);
    await press(page, 'Zapisz dla EZD');
    await see(page, 'Zapisano.');
    const printed = readdirSync(home).find((name) => /^UO_.+\.pdf$/.test(name)) ?? '';
    await page.getByRole('radio', { name: 'Papier' }).check();
    await page.getByRole('button', { name: 'Wybierz plik…' }).waitFor();
    await page.getByTestId('scan').setInputFiles(join(home, printed));
    await page.getByRole('button', { name: 'Usuń plik' }).scrollIntoViewIfNeeded();
    await album.picture('podpis');
  },
  'Wpisać „Hasło” i wybrać „Zarejestruj podpis”': async (walk) => {
    await password(walk);
    await press(walk.page, 'Zarejestruj podpis');
    await paper(walk, 'czeka na potwierdzenie').waitFor();
  },
};

/** „Potwierdzenie przez inną osobę”, at the deputy's desk. */
export const comparing: Steps = {
  'Wybrać „Upoważnienia”, kliknąć pismo i wybrać „Porównaj z pismem”': async (walk) => {
    await goTo(walk.page, 'Upoważnienia');
    await paper(walk).click();
    await press(walk.page, 'Porównaj z pismem');
  },
  'Porównać każdy wiersz z pismem': async ({ page, album }) => {
    await sheetsDrawn(page);
    await press(page, 'Niezgodne…');
    await page.getByLabel('Co się nie zgadza').waitFor();
    await press(page, 'Anuluj');
    await album.picture('porownanie');
  },
  'Wpisać „Hasło” i wybrać „Potwierdź zgodność”': async (walk) => {
    await password(walk);
    await press(walk.page, 'Potwierdź zgodność');
    await paper(walk, 'ważne').waitFor();
  },
};

/** „Zakończenie upoważnienia”. */
export const ending: Steps = {
  'Kliknąć pismo, wybrać „Więcej czynności”': async (walk) => {
    await paper(walk).click();
    await press(walk.page, 'Więcej czynności');
    await walk.page.getByRole('menuitem', { name: 'Zakończ upoważnienie…' }).click();
  },
  'Wskazać przyczynę oraz „od razu” albo „ostatni dzień”': async (walk) => {
    const { page } = walk;
    await page.getByRole('radio', { name: 'zmiana stanowiska' }).check();
    for (const when of ['ostatni dzień', 'od razu']) await page.getByRole('radio', { name: when }).check();
    await page.getByRole('button', { name: 'Zakończ', exact: true }).click();
    await paper(walk, 'zakończone').waitFor();
  },
};
