import { dayText, goTo, press, see } from '../window/hand.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { password } from './holding.ts';
import type { Steps, Walk } from './steps.ts';

const form = ({ page }: Walk) => page.getByRole('region', { name: 'Okres bez komunikatu' });
const calls = ({ page }: Walk) =>
  page.getByRole('grid', { name: 'Rozmowy bez komunikatu' }).getByRole('row').filter({ hasText: 'wewn.' });

/** „Rozmowy bez komunikatu”: a period in which nothing was played. */
export const reporting: Steps = {
  'Wybrać „Nagrania”, zakładkę „Kompletność (2)”': async ({ page }) => {
    await goTo(page, 'Nagrania');
    await page.getByRole('tab', { name: /^Kompletność/ }).click();
    await press(page, 'Więcej czynności');
    await page.getByRole('menuitem', { name: 'Zgłoś okres bez komunikatu…' }).click();
  },
  'Wpisać „Od dnia” i „Do dnia”': async (walk) => {
    const day = dayText(addDays(legalDay(), -1));
    await form(walk).getByRole('textbox', { name: 'Od dnia' }).fill(day);
    await form(walk).getByRole('textbox', { name: 'Godzina' }).first().fill('5:00');
    await form(walk).getByRole('textbox', { name: 'Do dnia' }).fill(day);
    await form(walk).getByRole('textbox', { name: 'Godzina' }).last().fill('5:30');
    await form(walk).getByRole('textbox', { name: 'Wyjaśnienie' }).fill('Wymiana zapowiedzi w centrali.');
  },
  'Wpisać „Hasło” i wybrać „Zgłoś okres”': async (walk) => {
    await password(walk);
    await press(walk.page, 'Zgłoś okres');
    await form(walk).waitFor({ state: 'detached' });
  },
};

/** The same: a call that waits for the desk. */
export const deciding: Steps = {
  'Kliknąć rozmowę, która czeka': async (walk) => {
    await calls(walk).first().click();
    await see(walk.page, 'z opisu nagrania');
  },
  'Wskazać „Dopuść” albo „Odmów”': async ({ page }) => {
    await page.getByRole('radio', { name: 'Dopuść' }).check();
    await page.getByRole('textbox', { name: 'Opinia IOD' }).fill('IOD nie zajął stanowiska w terminie.');
    await page
      .getByRole('textbox', { name: 'Uzasadnienie' })
      .fill('Rozmówca sam powołuje się na nagranie tej rozmowy.');
  },
  'Wpisać „Hasło” i wybrać „Zapisz rozstrzygnięcie”': async (walk) => {
    const before = await calls(walk).count();
    await password(walk);
    await press(walk.page, 'Zapisz rozstrzygnięcie');
    await calls(walk)
      .nth(before - 1)
      .waitFor({ state: 'detached' });
  },
};
