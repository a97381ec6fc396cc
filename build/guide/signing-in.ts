import type { Walk } from '../guide.ts';
import { goTo, holds, perform, personMenu, type Steps } from './steps.ts';

/** „Logowanie”. */
export const signingIn: Steps = {
  'Sprawdzić pole „Nazwa użytkownika”': async ({ page, person, loginOf }) => {
    // Windows says who sits there; the demo has everybody at hand.
    await page
      .getByRole('button', { name: new RegExp(person) })
      .first()
      .click();
    const name = await page.getByLabel('Nazwa użytkownika').inputValue();
    holds(name === loginOf(person).login, 'nazwa jest wpisana');
  },
  'W polu „Hasło” wpisać': async ({ page, person, loginOf }) => {
    await page.getByLabel('Hasło', { exact: true }).fill(loginOf(person).password);
  },
  'Wybrać „Zaloguj”': async ({ page, person }) => {
    await page.getByRole('button', { name: 'Zaloguj' }).click();
    await page.getByRole('banner').getByRole('button', { name: person }).waitFor();
  },
};

/** Somebody else at the desk. */
export async function signInAs(walk: Walk, person: string): Promise<Walk> {
  const theirs = { ...walk, person };
  await perform(theirs, signingIn);
  return theirs;
}

export async function signOut(walk: Walk): Promise<void> {
  await personMenu(walk, 'Wyloguj');
  await walk.page.getByRole('button', { name: 'Zaloguj' }).waitFor();
}

/** „Gdy coś przerwie słuchanie”. */
export const interrupted: Steps = {
  'Odchodząc od biurka, wybrać w menu osoby „Zablokuj”': async (walk) => {
    const { page, album } = walk;
    await personMenu(walk, 'Zablokuj');
    await page.getByRole('heading', { name: 'Program zablokowany' }).waitFor();
    await album.picture(page, 'zablokowany');
  },
  'Po powrocie wpisać hasło i wybrać „Odblokuj”': async ({ page, person, loginOf }) => {
    await page.getByLabel('Hasło', { exact: true }).fill(loginOf(person).password);
    await page.getByRole('button', { name: 'Odblokuj' }).click();
    const findings = page.getByLabel('Ustalenia');
    await findings.waitFor();
    holds((await findings.inputValue()) !== '', 'wpisane słowa zostają');
  },
  'Wybrać „Odtwarzaj”. Nagranie otworzy się': async ({ page }) => {
    await page.getByRole('button', { name: 'Odtwarzaj' }).click();
    await page.getByRole('button', { name: 'Wstrzymaj' }).waitFor();
  },
};

/** „Wygląd i język”. */
export const looks: Steps = {
  'Kliknąć swoje nazwisko': async ({ page, album, person }) => {
    await page.getByRole('banner').getByRole('button', { name: person }).click();
    for (const entry of ['Zablokuj', 'Wyloguj']) await page.getByRole('menuitem', { name: entry }).waitFor();
    await page.getByText(/^upoważnienie .+ do \d/).waitFor();
    await album.picture(page, 'menu-osoby');
    await page.keyboard.press('Escape');
  },
  'Wybrać „Motyw”': async (walk) => {
    const { page } = walk;
    for (const theme of ['ciemny', 'duży kontrast', 'jasny', 'jak w systemie'])
      await personMenu(walk, 'Motyw', theme);
    for (const size of ['200 %', '100 %']) await personMenu(walk, 'Powiększenie', size);
    await personMenu(walk, 'Język', 'English');
    await page.getByRole('button', { name: 'Help' }).waitFor();
    await personMenu(walk, 'Language', 'polski');
    await page.getByRole('button', { name: 'Pomoc' }).waitFor();
    for (const letters of ['wyłączone', 'włączone']) await personMenu(walk, 'Klawisze literowe', letters);
  },
};

/** „Jest też w samym programie”: the guide, before and after signing in. */
export async function openGuide(walk: Walk, signedIn: boolean): Promise<void> {
  const { page } = walk;
  if (signedIn) {
    await goTo(walk, 'Pomoc');
    await page.getByRole('menuitem', { name: 'Podręcznik' }).click();
  } else await page.getByRole('button', { name: 'Podręcznik' }).click();
  await page.getByRole('dialog', { name: 'Podręcznik' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Podręcznik' }).waitFor({ state: 'detached' });
}
