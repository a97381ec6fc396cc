import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { dayText, goTo, press, see, seeHeading } from '../window/hand.ts';
import { sheetsDrawn } from '../window/looks.ts';
import { password } from './holding.ts';
import type { Steps, Walk } from './steps.ts';

const form = ({ page }: Walk): Locator => page.getByRole('region', { name: 'Nowa wersja' });
const basis = ({ page }: Walk, state: string): Locator =>
  page.getByRole('grid').getByRole('row').filter({ hasText: 'Przegląd jakości' }).filter({ hasText: state });

/** „Dopuszczenie przeglądów jakości”, at the Secretary’s desk: in the office that has none yet. */
export const allowing: Steps = {
  'Wybrać „Jakość”. Strona mówi, czego urząd potrzebuje': async ({ page, album }) => {
    await goTo(page, 'Jakość');
    await see(page, 'Przeglądy jakości są wyłączone');
    await album.picture('przeglady-wylaczone');
    await press(page, 'Przygotuj podstawę…');
  },
  'Wpisać „Numer zarządzenia”, „Regulamin pracy albo obwieszczenie (numer)”': async (walk) => {
    const today = legalDay();
    const [made, told] = [addDays(today, -20), addDays(today, -16)];
    const said = {
      ...{ 'Numer zarządzenia': `OR.0143.9.${today.slice(0, 4)}`, 'Z dnia': dayText(made) },
      'Regulamin pracy albo obwieszczenie': `zarządzenie nr 88/${made.slice(0, 4)}`,
      'Pracowników poinformowano dnia': dayText(told),
    };
    for (const [name, text] of Object.entries(said))
      await form(walk).getByRole('textbox', { name }).fill(text);
    await form(walk)
      .getByText(`Przeglądy obejmą rozmowy od ${dayText(addDays(told, 14))}.`)
      .waitFor();
    await walk.album.picture('podstawa-przegladu');
  },
  'Wpisać „Obowiązuje od”, dołączyć skan': async (walk) => {
    await form(walk).getByRole('textbox', { name: 'Obowiązuje od' }).fill(dayText(legalDay()));
    await form(walk).getByTestId('scan').setInputFiles(join(walk.root, 'docs/vectors/scan.png'));
    await password(walk);
    await form(walk).getByRole('button', { name: 'Zarejestruj' }).click();
    await basis(walk, 'czeka na potwierdzenie').waitFor();
  },
};

/** The same, at the desk of the deputy. */
export const agreeing: Steps = {
  'Na stronie „Upoważnienia”, w zakładce „Regulamin i podstawy”, kliknąć tę wersję': async (walk) => {
    const { page } = walk;
    await goTo(page, 'Upoważnienia');
    await page.getByRole('tab', { name: 'Regulamin i podstawy' }).click();
    await basis(walk, 'czeka na potwierdzenie').click();
    await press(page, 'Porównaj z pismem');
  },
  'Porównać numery i dni z pismem': async (walk) => {
    await seeHeading(walk.page, 'Czy zapis zgadza się z pismem?');
    await sheetsDrawn(walk.page);
    await password(walk);
    await press(walk.page, 'Potwierdź zgodność');
    await basis(walk, 'obowiązuje').waitFor();
  },
};
