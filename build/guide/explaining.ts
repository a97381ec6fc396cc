import { choose, goTo, press, seeHeading } from '../window/hand.ts';
import type { Steps, Walk } from './steps.ts';

const late = ({ page }: Walk) =>
  page.getByRole('grid').getByRole('row').filter({ hasText: 'do wyjaśnienia' }).first();

/** „Czy nagrano wszystkie rozmowy”: of a call that nobody explained in time, in the office that has a quarter behind it. */
export const explaining: Steps = {
  'Na stronie „Pulpit” wybrać „Pokaż” przy brakach': async (walk) => {
    await goTo(walk.page, 'Pulpit');
    await press(walk.page, /^Pokaż.* Braki i niezgodności z centralą/);
    await late(walk).waitFor();
  },
  'Kliknąć wiersz, przy którym stoi „do wyjaśnienia”': async (walk) => {
    await late(walk).click();
    await seeHeading(walk.page, 'Brak nagrania');
    await walk.album.picture('kompletnosc');
  },
  'Wskazać „Przyczyna”, wpisać „Wyjaśnienie”': async (walk) => {
    const { page } = walk;
    await choose(page, 'Przyczyna', 'centrala nie zapisała pliku');
    await page
      .getByRole('textbox', { name: 'Wyjaśnienie' })
      .fill('Według informatyka dysk centrali był pełny od 10:41 do 10:44.');
    await press(page, 'Zapisz wyjaśnienie');
    await late(walk).waitFor({ state: 'detached' });
  },
};
