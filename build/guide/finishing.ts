import { readdirSync } from 'node:fs';
import type { Walk } from '../guide.ts';
import { sheetsDrawn } from '../window/looks.ts';
import { findings } from './writing.ts';
import { answerSaving, caseNumber, choose, goTo, hear, holds, row, type Steps } from './steps.ts';

const complete = ({ page }: Walk): Promise<void> =>
  page.getByRole('button', { name: 'Zakończ i drukuj' }).click();

const file = ({ page }: Walk): Promise<void> =>
  page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }).click();

async function completed({ page }: Walk): Promise<void> {
  await page.getByRole('heading', { name: 'Protokół zakończony' }).waitFor();
  // The guide is made where there is no printer: nobody could press the buttons of the system's own dialog.
  await page.getByText('Nie znaleziono drukarki. Protokół można zapisać dla EZD.').waitFor();
  await sheetsDrawn(page);
}

const filed = ({ page }: Walk): Promise<void> =>
  page.getByRole('heading', { name: 'Protokół dołączony do akt' }).waitFor();

/** „Zakończenie i akta sprawy”. */
export const finishing: Steps = {
  'Wybrać „Zakończ i drukuj”': async (walk) => {
    await complete(walk);
    await completed(walk);
    await walk.page.getByRole('button', { name: 'Drukuj', exact: true }).click();
    await completed(walk);
    await walk.album.picture(walk.page, 'zakonczenie');
  },
  'Jeśli protokół ma trafić do EZD, wybrać „Zapisz dla EZD”': async (walk) => {
    const { page, home } = walk;
    await answerSaving(walk);
    await page.getByRole('button', { name: 'Zapisz dla EZD' }).click();
    await page.getByText(/^Zapisano PO_.+\.pdf\.$/).waitFor();
    const saved = readdirSync(home).some(
      (name) => name.startsWith('PO_') && name.endsWith(`_${caseNumber}.pdf`),
    );
    holds(saved, 'nazwa pliku zawiera numer protokołu i znak sprawy');
  },
  'Podpisać protokół i wskazać „Papier” albo „EZD”': async ({ page }) => {
    for (const way of ['EZD', 'Papier']) await page.getByRole('radio', { name: way }).check();
    holds((await page.getByLabel('Data dołączenia').inputValue()) !== '', 'data jest wpisana');
  },
  'Gdy czyjegoś podpisu nie ma, zaznaczyć „Brakuje podpisu”': async ({ page }) => {
    await page.getByRole('checkbox', { name: 'Brakuje podpisu' }).check();
    await page.getByLabel('Przyczyna braku podpisu').fill('Piotr Zieliński jest na urlopie.');
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
    await page.getByLabel('Ustalenia').fill(findings);
    await complete(walk);
    await completed(walk);
    await page.getByText('unieważni wydruk nr 1').waitFor();
    await page.getByRole('button', { name: 'Wróć do odsłuchania' }).click();
    await page.getByLabel('Ustalenia').waitFor();
  },
  'Posłuchać, poprawić ustalenia i jeszcze raz wybrać „Zakończ i drukuj”': async (walk) => {
    const { page } = walk;
    await page.getByRole('button', { name: 'Odtwarzaj' }).click();
    await hear(walk);
    await page.getByLabel('Ustalenia').fill(`${findings} Groźby nie było.`);
    await complete(walk);
    await completed(walk);
    await page.getByText(/, wydruk nr 2$/).waitFor();
  },
};

/** The other way from the list of what is unfinished: a completed protocol to its case file. */
export async function fileFromList(walk: Walk): Promise<void> {
  await goTo(walk, 'Protokoły');
  await walk.page.getByRole('button', { name: /^Dołącz do akt: / }).click();
  await completedAgain(walk);
  await file(walk);
  await filed(walk);
}

const completedAgain = ({ page }: Walk): Promise<void> =>
  page.getByRole('heading', { name: 'Protokół zakończony' }).waitFor();

/** „Sprostowanie”. */
export const correcting: Steps = {
  'Na stronie „Protokoły” kliknąć znak sprawy': async (walk) => {
    const { page } = walk;
    await goTo(walk, 'Protokoły');
    await page.getByRole('button', { name: `Otwórz protokół PO/1/${new Date().getFullYear()}` }).click();
    await page.getByRole('button', { name: 'Sprostuj' }).click();
  },
  'Poprawić znak sprawy, ustalenia, cytaty albo uwagi': async ({ page, album }) => {
    await page.getByRole('textbox', { name: 'Znak sprawy' }).fill('SEK.1510.8.2026');
    await album.picture(page, 'sprostowanie');
    await page.getByRole('button', { name: 'Zapisz sprostowanie i drukuj' }).click();
    await page.getByRole('heading', { name: 'Sprostowano protokół' }).waitFor();
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
    await page.getByRole('button', { name: 'Pokaż niezakończone' }).click();
    await unfinished.waitFor();
    await goTo(walk, 'Szukaj');
    await goTo(walk, 'Protokoły');
    await unfinished.waitFor();
    await row(walk, caseNumber).waitFor();
    await album.picture(page, 'protokoly');
  },
  'Pod „Niezakończone odsłuchania” wybrać następny krok': async ({ page }) => {
    await page.getByRole('button', { name: /^Wróć do odsłuchania: / }).click();
    await page.getByLabel('Ustalenia').waitFor();
  },
  'Pod „Moje protokoły” wpisać znak sprawy lub numer protokołu': async (walk) => {
    const { page } = walk;
    await goTo(walk, 'Protokoły');
    const search = page.getByRole('searchbox', { name: 'Znak sprawy lub nr protokołu' });
    const open = page.getByRole('button', { name: /^Otwórz protokół PO\// });
    for (const text of ['1510.7', 'PO/1/']) {
      await search.fill(text);
      await open.waitFor();
    }
    await choose(walk, 'Okres', 'Poprzedni rok');
    await page.getByText('Żaden protokół nie pasuje').waitFor();
    await choose(walk, 'Okres', 'Ten rok');
    await open.click();
    await page.getByLabel('Ustalenia').waitFor();
  },
};

/** The end of that list, for somebody who was refused. */
export const ownRefusals: Steps = {
  'Aby zobaczyć własne odmowy': async (walk) => {
    const { page, album } = walk;
    await goTo(walk, 'Protokoły');
    await page.getByRole('tab', { name: 'Odmowy (2)' }).click();
    await page.getByRole('grid', { name: 'Moje odmowy' }).getByText('brak upoważnienia').first().waitFor();
    await album.picture(page, 'odmowy');
  },
};
