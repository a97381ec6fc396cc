import {
  controls,
  expectSignedIn,
  goTo,
  personMenu,
  press,
  see,
  seeHeading,
  signOut,
} from '../window/hand.ts';
import { holds, perform, type Steps, type Walk } from './steps.ts';

/** „Logowanie”. */
export const signingIn: Steps = {
  'Sprawdzić pole „Nazwa użytkownika”': async ({ page, person }) => {
    // Windows says who sits there; the demo has everybody at hand.
    await controls(page).person(person.displayName).click();
    const name = await page.getByLabel('Nazwa użytkownika').inputValue();
    holds(name === person.login, 'nazwa jest wpisana');
  },
  'W polu „Hasło” wpisać': async ({ page, person }) => {
    await page.getByLabel('Hasło', { exact: true }).fill(person.password);
  },
  'Wybrać „Zaloguj”': async ({ page, person }) => {
    await controls(page).signIn.click();
    await expectSignedIn(page, person);
  },
};

/** What somebody does at the desk, from signing in to signing out. */
export async function atDesk(walk: Walk, name: string, work: (theirs: Walk) => Promise<void>): Promise<void> {
  const person = walk.office.people.find(({ displayName }) => displayName === name);
  if (person === undefined) throw new Error(`nobody of the demo is called ${name}`);
  const theirs = { ...walk, person };
  await perform(theirs, signingIn);
  await work(theirs);
  await signOut(walk.page);
}

/** „Gdy coś przerwie słuchanie”. */
export const interrupted: Steps = {
  'Odchodząc od biurka, wybrać w menu osoby „Zablokuj”': async ({ page, album }) => {
    await personMenu(page, 'Zablokuj');
    await seeHeading(page, 'Program zablokowany');
    await album.picture('zablokowany');
  },
  'Po powrocie wpisać hasło i wybrać „Odblokuj”': async ({ page, person }) => {
    await page.getByLabel('Hasło', { exact: true }).fill(person.password);
    await press(page, 'Odblokuj');
    const { findings } = controls(page);
    await findings.waitFor();
    holds((await findings.inputValue()) !== '', 'wpisane słowa zostają');
  },
  'Wybrać „Odtwarzaj”. Nagranie otworzy się': async ({ page }) => {
    await controls(page).play.click();
    await controls(page).pause.waitFor();
  },
};

/** „Wygląd i język”. */
export const looks: Steps = {
  'Kliknąć swoje nazwisko': async ({ page, album }) => {
    await personMenu(page);
    for (const entry of ['Zablokuj', 'Wyloguj']) await page.getByRole('menuitem', { name: entry }).waitFor();
    await see(page, /^upoważnienie .+ do \d/);
    await album.picture('menu-osoby');
    await page.keyboard.press('Escape');
  },
  'Wybrać „Motyw”': async ({ page }) => {
    for (const theme of ['ciemny', 'duży kontrast', 'jasny', 'jak w systemie'])
      await personMenu(page, 'Motyw', theme);
    for (const size of ['200 %', '100 %']) await personMenu(page, 'Powiększenie', size);
    await personMenu(page, 'Język', 'English');
    await page.getByRole('button', { name: 'Help' }).waitFor();
    await personMenu(page, 'Language', 'polski');
    await page.getByRole('button', { name: 'Pomoc' }).waitFor();
    for (const letters of ['wyłączone', 'włączone']) await personMenu(page, 'Klawisze literowe', letters);
  },
};

/** „Jest też w samym programie”: the guide, before and after signing in. */
export async function openGuide({ page }: Walk, signedIn: boolean): Promise<void> {
  if (signedIn) {
    await goTo(page, 'Pomoc');
    await page.getByRole('menuitem', { name: 'Podręcznik' }).click();
  } else await press(page, 'Podręcznik');
  await page.getByRole('dialog', { name: 'Podręcznik' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Podręcznik' }).waitFor({ state: 'detached' });
}
