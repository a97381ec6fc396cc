import type { Locator } from '@playwright/test';
import { choose, dayText, goTo, press } from '../window/hand.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { letter, password, toHolds } from './holding.ts';
import type { Steps, Walk } from './steps.ts';

const form = ({ page }: Walk): Locator => page.getByRole('region', { name: 'Ograniczenie na wniosek osoby' });
const request = ({ page }: Walk, number: string): Locator =>
  page.getByRole('grid').getByRole('row').filter({ hasText: number }).first();

/** „Ograniczenie i usunięcie na wniosek osoby”, at the Secretary’s desk. */
export const restricting: Steps = {
  'Wybrać „Nagrania”, zakładkę „Zabezpieczenia (5)”, na liście „Ograniczenia”': async (walk) => {
    await toHolds(walk);
    await choose(walk.page, 'Które zabezpieczenia', 'Ograniczenia');
    await press(walk.page, 'Ogranicz na wniosek osoby…');
  },
  'Wpisać „Wniosek (nr)”, wskazać „Prawo”': async (walk) => {
    const { day, hour, extension } = await letter(walk);
    const fields = form(walk);
    await fields.getByRole('textbox', { name: 'Wniosek (nr)' }).fill('8/2026');
    await choose(walk.page, 'Prawo', 'ograniczenie (art. 18 RODO)');
    await fields.getByRole('textbox', { name: 'Wpłynął' }).fill(dayText(addDays(legalDay(), -1)));
    await fields.getByRole('textbox', { name: 'Dzień rozmowy' }).fill(dayText(day));
    await fields.getByRole('textbox', { name: 'Godzina' }).fill(hour);
    await press(walk.page, 'Pokaż rozmowy');
    await fields
      .getByRole('checkbox', { name: new RegExp(`wewn\\.\\s${extension}`) })
      .first()
      .check();
  },
  'W polu „Skutek” zostawić „ograniczenie”': async (walk) => {
    await form(walk).getByRole('textbox', { name: 'Rozstrzygnięcie' }).fill('Wniosek uznano za zasadny.');
  },
  'Wpisać „Hasło” i wybrać „Zapisz”': async (walk) => {
    await password(walk);
    await form(walk).getByRole('button', { name: 'Zapisz', exact: true }).click();
    await request(walk, '8/2026').waitFor();
  },
};

/** The same: the end of one that the quarter has. */
export const freeing: Steps = {
  'Kliknąć wniosek, którego ograniczenie ustaje': async (walk) => {
    const { page } = walk;
    await request(walk, '6/2026').click();
    await page
      .getByRole('textbox', { name: 'Osobę powiadomiono dnia' })
      .fill(dayText(addDays(legalDay(), -1)));
    await page
      .getByRole('textbox', { name: 'Dlaczego ograniczenie ustaje' })
      .fill('Spór o treść rozmowy rozstrzygnięto.');
  },
  'Wpisać „Hasło” i wybrać „Zakończ ograniczenie”': async (walk) => {
    await password(walk);
    await press(walk.page, 'Zakończ ograniczenie');
    await request(walk, '6/2026').filter({ hasText: 'zakończono' }).waitFor();
  },
};

/** The same, at the desk of the deputy: who entered an erasure does not confirm it. */
export const erasing: Steps = {
  'Na stronie „Pulpit” wybrać „Pokaż” przy usunięciach': async (walk) => {
    await goTo(walk.page, 'Pulpit');
    await press(walk.page, /^Pokaż.*\sUsunięcia nagrań do potwierdzenia/);
    await request(walk, '7/2026').click();
  },
  'Przeczytać, o co i dlaczego chodzi': async (walk) => {
    await password(walk);
    await press(walk.page, 'Potwierdź usunięcie');
    await request(walk, '7/2026').filter({ hasText: 'do usunięcia najbliższej nocy' }).waitFor();
  },
};
