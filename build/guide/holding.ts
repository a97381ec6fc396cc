import type { Locator } from '@playwright/test';
import { choose, dayText, goTo, press, saveInto, see, seeHeading } from '../window/hand.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import type { Steps, Walk } from './steps.ts';

/** A card in the list, by the case that it is about. */
const card = ({ page }: Walk, sign: string): Locator =>
  page.getByRole('grid').getByRole('row').filter({ hasText: sign }).first();

const form = ({ page }: Walk): Locator => page.getByRole('region', { name: 'Zabezpiecz nagranie' });

export const password = ({ page, person }: Walk): Promise<void> =>
  page.getByLabel('Hasło', { exact: true }).fill(person.password);

export const toHolds = async ({ page }: Walk): Promise<void> => {
  await goTo(page, 'Nagrania');
  await page.getByRole('tab', { name: /^Zabezpieczenia/ }).click();
};

/** What a letter says of a call that nobody holds or has restricted: its day, hour and extension. */
export async function letter({ office }: Walk): Promise<{ day: string; hour: string; extension: string }> {
  const superuser = await office.superuser();
  const { rows } = await superuser.query<{ day: string; hour: string; extension: string }>(
    `SELECT (started_at AT TIME ZONE 'Europe/Warsaw')::date::text AS day, extract(hour FROM started_at AT TIME ZONE 'Europe/Warsaw')::text AS hour, extension
       FROM office.recording WHERE state = 'available' AND hold_seq IS NULL AND restricted_seq IS NULL ORDER BY started_at DESC LIMIT 1`,
  );
  await superuser.end();
  const [row] = rows;
  if (row === undefined) throw new Error('every call is held');
  return row;
}

/** „Zabezpieczenie nagrań i jego koniec”: by a letter, at the Secretary’s desk. */
export const securing: Steps = {
  'Wybrać „Nagrania”, zakładkę „Zabezpieczenia (7)”': async (walk) => {
    await toHolds(walk);
    await press(walk.page, 'Zabezpiecz nagranie');
  },
  'Z pisma wpisać „Dzień rozmowy”': async (walk) => {
    const { day, hour, extension } = await letter(walk);
    await form(walk).getByRole('textbox', { name: 'Dzień rozmowy' }).fill(dayText(day));
    await form(walk).getByRole('textbox', { name: 'Godzina' }).fill(hour);
    await form(walk).getByRole('textbox', { name: 'Numer wewnętrzny' }).fill(extension);
    await press(walk.page, 'Pokaż rozmowy');
    await form(walk)
      .getByRole('checkbox', { name: new RegExp(`wewn\\.\\s${extension}`) })
      .first()
      .check();
  },
  'Wpisać „Postępowanie” i „Znak sprawy”': async (walk) => {
    const { page } = walk;
    await form(walk)
      .getByRole('textbox', { name: 'Postępowanie' })
      .fill('karne, Prokuratura Rejonowa w Piasecznie');
    await form(walk)
      .getByRole('textbox', { name: 'Znak sprawy' })
      .fill(`SEK.5530.4.${legalDay().slice(0, 4)}`);
    await choose(page, 'Żądanie', 'prokuratora');
    await form(walk).getByRole('textbox', { name: 'Pismo (nr, wpływ)' }).fill('RPW/2301/2026');
  },
  'Wpisać „Hasło” i wybrać „Zabezpiecz”': async (walk) => {
    await password(walk);
    await form(walk).getByRole('button', { name: 'Zabezpiecz', exact: true }).click();
    await card(walk, 'SEK.5530.4.').waitFor();
  },
};

/** The same: a review that is over, of which the quarter has one. */
export const lasting: Steps = {
  'Na stronie „Pulpit” wybrać „Pokaż” przy zabezpieczeniach': async (walk) => {
    await goTo(walk.page, 'Pulpit');
    await press(walk.page, /^Pokaż.*\sZabezpieczenia do przeglądu/);
    await card(walk, 'SEK.1510.2.').click();
  },
  'Gdy postępowanie trwa, wybrać „Postępowanie trwa…”': async ({ page }) => {
    await press(page, 'Postępowanie trwa…');
  },
  'W polu „Z czego to wynika” napisać': async ({ page }) => {
    const said = 'Sąd: rozprawę odroczono.';
    await page.getByRole('textbox', { name: 'Z czego to wynika' }).fill(said);
    await press(page, 'Zapisz przegląd');
    // Nothing of it waits any more.
    await see(page, 'Żadne zabezpieczenie nie czeka na przegląd.');
  },
};

/** The same, at the desk of the deputy: who held it cannot end it. */
export const ended: Steps = {
  'Kliknąć kartę i w polu „Rozstrzygnięcie, które kończy postępowanie”': async (walk) => {
    await toHolds(walk);
    await card(walk, 'WGO.7031.9.').click();
    await choose(walk.page, 'Rozstrzygnięcie, które kończy postępowanie', 'wyrok');
  },
  'Wpisać „Sygnatura”, „Z dnia”, „Prawomocne od” i „Dokument”': async ({ page, album }) => {
    const today = legalDay();
    const said = {
      ...{ Sygnatura: `I C 318/${today.slice(2, 4)}`, 'Z dnia': dayText(addDays(today, -30)) },
      ...{ 'Prawomocne od': dayText(addDays(today, -8)), Dokument: 'RPW/2280/2026' },
    };
    for (const [field, text] of Object.entries(said))
      await page.getByRole('textbox', { name: field }).fill(text);
    await album.picture('zabezpieczenie');
  },
  'Wpisać „Hasło” i wybrać „Zakończ zabezpieczenie”': async (walk) => {
    await password(walk);
    await press(walk.page, 'Zakończ zabezpieczenie');
    await card(walk, 'WGO.7031.9.').waitFor({ state: 'detached' });
  },
  'Wybrać na liście „Zakończone” i kliknąć kartę': async (walk) => {
    const { app, page, home } = walk;
    await choose(page, 'Które zabezpieczenia', 'Zakończone');
    await card(walk, 'WGO.7031.9.').click();
    await seeHeading(page, /^ZB\//);
    await page.getByRole('button', { name: 'Drukuj kartę' }).waitFor();
    await saveInto(app, home);
    await press(page, 'Zapisz kartę');
    await see(page, 'Zapisano kartę.');
  },
};
