import { readdirSync } from 'node:fs';
import {
  caseNumber,
  choose,
  controls,
  goTo,
  hear,
  press,
  saveInto,
  see,
  seeHeading,
} from '../window/hand.ts';
import { sheetsDrawn } from '../window/looks.ts';
import { holds, type Steps, type Walk } from './steps.ts';
import { findings } from './writing.ts';

const complete = ({ page }: Walk): Promise<void> => controls(page).finish.click();

export const file = ({ page }: Walk): Promise<void> => controls(page).file.click();

export async function completed({ page }: Walk): Promise<void> {
  await seeHeading(page, 'Protokół zakończony');
  // The guide is made where there is no printer: nobody could press the buttons of the system's own dialog.
  await see(page, 'Nie znaleziono drukarki. Protokół można zapisać dla EZD.');
  await sheetsDrawn(page);
}

export const filed = ({ page }: Walk): Promise<void> => seeHeading(page, 'Protokół dołączony do akt');

/** „Zakończenie i akta sprawy”. */
export const finishing: Steps = {
  'Wybrać „Zakończ i drukuj”': async (walk) => {
    await complete(walk);
    await completed(walk);
    await walk.page.getByRole('button', { name: 'Drukuj', exact: true }).click();
    await completed(walk);
    await walk.album.picture('zakonczenie');
  },
  'Jeśli protokół ma trafić do EZD, wybrać „Zapisz dla EZD”': async (walk) => {
    const { page, home } = walk;
    await saveInto(walk.app, walk.home);
    await press(page, 'Zapisz dla EZD');
    await see(page, /^Zapisano PO_.+\.pdf\.$/);
    const saved = readdirSync(home).some(
      (name) => name.startsWith('PO_') && name.endsWith(`_${caseNumber}.pdf`),
    );
    holds(saved, 'nazwa pliku zawiera numer protokołu i znak sprawy');
  },
  'Podpisać protokół i wskazać „Papier” albo „EZD”': async ({ page }) => {
    for (const way of ['EZD', 'Papier']) await page.getByRole('radio', { name: way }).check();
    holds((await page.getByLabel('Data dołączenia').inputValue()) !== '', 'data jest wpisana');
  },
  'Gdy czyjegoś podpisu nie ma, zaznaczyć „Odmowa lub brak podpisu”': async ({ page }) => {
    await page.getByRole('checkbox', { name: 'Odmowa lub brak podpisu' }).check();
    await page.getByLabel('Kto nie podpisał i dlaczego').fill('Piotr Zieliński jest na urlopie.');
  },
  'Wybrać „Podpisano i dołączono do akt sprawy”': async (walk) => {
    await file(walk);
    await filed(walk);
  },
};

/** „Gdy trzeba jeszcze czegoś posłuchać”, of an act that has its findings. */
export const reopening: Steps = {
  'Przed dołączeniem do akt wybrać „Wróć do odsłuchania”': async (walk) => {
    const { page } = walk;
    await controls(page).findings.fill(findings);
    await complete(walk);
    await completed(walk);
    await see(page, 'unieważni wydruk nr 1');
    await press(page, 'Wróć do odsłuchania');
    await controls(page).findings.waitFor();
  },
  'Posłuchać, poprawić ustalenia i jeszcze raz wybrać „Zakończ i drukuj”': async (walk) => {
    const { page } = walk;
    await press(page, 'Odtwarzaj');
    await hear(walk.page);
    await controls(page).findings.fill(`${findings} Groźby nie było.`);
    await complete(walk);
    await completed(walk);
    await see(page, /, wydruk\snr\s2$/);
  },
};

/** The other way from the list of what is unfinished: a completed protocol to its case file. */
export async function fileFromList(walk: Walk): Promise<void> {
  await goTo(walk.page, 'Protokoły');
  await press(walk.page, /^Dołącz do akt: /);
  await completedAgain(walk);
  await file(walk);
  await filed(walk);
}

const completedAgain = ({ page }: Walk): Promise<void> => seeHeading(page, 'Protokół zakończony');

/** „Sprostowanie”. */
export const correcting: Steps = {
  'Na stronie „Protokoły” kliknąć znak sprawy': async (walk) => {
    const { page } = walk;
    await goTo(walk.page, 'Protokoły');
    await press(page, `Otwórz protokół PO/1/${new Date().getFullYear()}`);
    await press(page, 'Sprostuj');
  },
  'Poprawić znak sprawy, ustalenia, cytaty albo uwagi': async ({ page, album }) => {
    await page.getByRole('textbox', { name: 'Znak sprawy' }).fill('SEK.1510.8.2026');
    await album.picture('sprostowanie');
    await press(page, 'Zapisz sprostowanie i drukuj');
    await seeHeading(page, 'Sprostowano protokół');
  },
  'Sprostowany protokół podpisać i jeszcze raz': async (walk) => {
    await file(walk);
    await filed(walk);
  },
};

/** „Protokoły w toku i zakończone”, after signing in anew while one is under way. */
export const protocols: Steps = {
  'Wybrać „Protokoły”. Liczba obok': async (walk) => {
    const { page, album } = walk;
    const unfinished = page.getByRole('heading', { name: 'Niezakończone odsłuchania' });
    await press(page, 'Pokaż niezakończone');
    await unfinished.waitFor();
    await goTo(walk.page, 'Szukaj');
    await goTo(walk.page, 'Protokoły');
    await unfinished.waitFor();
    await controls(walk.page).row(caseNumber).waitFor();
    await album.picture('protokoly');
  },
  'Pod „Niezakończone odsłuchania” wybrać następny krok': async ({ page }) => {
    await press(page, /^Wróć do odsłuchania: /);
    await controls(page).findings.waitFor();
  },
  'Pod „Moje protokoły” wpisać znak sprawy lub numer protokołu': async (walk) => {
    const { page } = walk;
    await goTo(walk.page, 'Protokoły');
    const search = page.getByRole('searchbox', { name: 'Znak sprawy lub nr protokołu' });
    const open = page.getByRole('button', { name: /^Otwórz protokół PO\// });
    for (const text of ['1510.7', 'PO/1/']) {
      await search.fill(text);
      await open.waitFor();
    }
    await choose(walk.page, 'Okres', 'Poprzedni rok');
    await see(page, 'Żaden protokół nie pasuje');
    await choose(walk.page, 'Okres', 'Ten rok');
    await open.click();
    await controls(page).findings.waitFor();
  },
};

/** The end of that list, for somebody who was refused. */
export const ownRefusals: Steps = {
  'Aby zobaczyć własne odmowy': async (walk) => {
    const { page, album } = walk;
    await goTo(walk.page, 'Protokoły');
    await page.getByRole('tab', { name: 'Odmowy (2)' }).click();
    await page
      .getByRole('grid', { name: 'Moje odmowy' })
      .getByText('udział w tej rozmowie')
      .first()
      .waitFor();
    await album.picture('odmowy');
  },
};
