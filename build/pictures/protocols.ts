import { everyLook } from './album.ts';
import { answerAgain, answerWith, away, failing } from './answers.ts';
import { goTo, listenTo, type Part, planOf, signInAs, type Studio } from './hand.ts';
import { sheetsDrawn } from '../window/looks.ts';

/** The lists of protocols, empty and full, and the page that ends one: sealed, printed, filed, corrected. */
export const protocols: Part = async (studio) => {
  const { office, app, page, album } = studio;
  await signInAs(studio, 'piotr.zielinski');
  await goTo(page, 'Protokoły');
  await page.getByText('Nie ma jeszcze protokołów').waitFor();
  await album.take('puste', ['jasny', 'kontrast', '200']);
  await lists(studio);

  await listenTo(page, planOf(office, 'oddzwonienie'));
  await page.getByLabel('Ustalenia').fill('Urzędnik obiecał termin do piątku i podał właściwy wydział.');
  await page.getByText(/^zapisano \d\d:\d\d:\d\d$/).waitFor();
  await answerWith(app, 'protocol.complete', 'silence');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await page.getByRole('button', { name: 'Zamykanie protokołu…' }).waitFor();
  await album.take('zamykanie');
  await answerAgain(app);
  await page.reload();
  await goTo(page, 'Protokoły');
  await page.getByRole('button', { name: /^Wróć do odsłuchania/ }).waitFor();
  await album.take('niezakonczone', everyLook);
  await page.getByRole('button', { name: /^Wróć do odsłuchania/ }).click();
  await page.getByLabel('Ustalenia').waitFor();
  await album.take('powrot-do-czynnosci', ['jasny', '200']);
  await answerWith(app, 'protocol.complete', failing('database-unreachable'));
  const finish = page.getByRole('button', { name: 'Zakończ i drukuj' });
  await finish.click();
  await page.getByRole('alert').waitFor();
  await album.take('nie-zakonczono');
  await answerAgain(app);
  await finish.click();
  await page.getByRole('heading', { name: 'Protokół zakończony' }).waitFor();
  await sheetsDrawn(page);
  await album.take('zakonczony', everyLook);
  await printing(studio);
  await ending(studio);
  await goTo(page, 'Protokoły');
  await page.getByRole('grid').waitFor();
  await album.take('pelne', everyLook);
  await page.getByRole('row').filter({ hasText: 'PO/' }).last().click();
  await page.getByRole('heading', { name: 'Przebieg' }).waitFor();
  await album.take('wlasna-czynnosc', everyLook);
  await page
    .getByRole('button', { name: /^Historia nagrania/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Historia nagrania' }).waitFor();
  await album.take('historia-nagrania', ['jasny', '200']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('XYZ');
  await page.getByText('Żaden protokół nie pasuje').waitFor();
  await album.take('zaden-nie-pasuje');
};

/** The lists while they are awaited, and where they do not come. */
async function lists({ app, page, album }: Studio): Promise<void> {
  await answerWith(app, 'protocol.acts', 'silence');
  await page.reload();
  await goTo(page, 'Protokoły');
  await page.getByText(/^Trwa to dłużej niż zwykle/).waitFor();
  await album.take('wolny-serwer', ['jasny', '200']);
  await answerWith(app, 'protocol.acts', failing('database-unreachable'));
  await page.reload();
  await goTo(page, 'Protokoły');
  await page.getByRole('alert').waitFor();
  await away(app, 'database');
  await page.getByText('Oczekiwanie na połączenie').waitFor();
  await album.take('brak-bazy', ['jasny', 'kontrast', '200']);
  await away(app);
  await answerWith(app, 'protocol.acts', { value: { acts: [{ state: 'filed' }] } });
  await page.reload();
  await goTo(page, 'Protokoły');
  await page.getByText('Tej strony nie można teraz pokazać.').waitFor();
  await album.take('strona-zepsuta', ['jasny', 'kontrast', '200']);
  await answerAgain(app);
  await page.reload();
}

/** What comes of a press on „Drukuj”; the last never answers. */
async function printing({ app, page, album }: Studio): Promise<void> {
  for (const printed of ['no-printer', 'cancelled', 'failed', 'unanswered', 'sent'] as const) {
    await answerWith(app, 'protocol.print', { value: { printed } });
    await page.getByRole('button', { name: /^Drukuj/ }).click();
    await page.getByRole('status').filter({ hasText: saidOf[printed] }).waitFor();
    await album.take(`druk-${printed}`, printed === 'unanswered' ? ['jasny', 'kontrast', '200'] : ['jasny']);
  }
  await answerWith(app, 'protocol.print', 'silence');
  await page.getByRole('button', { name: /^Drukuj/ }).click();
  await page.getByText('Drukowanie…').waitFor();
  await album.take('drukowanie');
  await answerAgain(app);
  await page.reload();
  await goTo(page, 'Protokoły');
  await page.getByRole('button', { name: /^Dołącz do akt/ }).click();
  await page.getByRole('heading', { name: 'Protokół zakończony' }).waitFor();
  await sheetsDrawn(page);
}

const saidOf = {
  'no-printer': 'Nie znaleziono drukarki.',
  cancelled: 'Drukowanie anulowano.',
  failed: 'Nie udało się wydrukować.',
  unanswered: 'System nie odpowiada na drukowanie',
  sent: 'Wysłano do drukarki.',
};

/** Signature and case file, what is missing there, and the correction of what was filed. */
async function ending({ app, page, album }: Studio): Promise<void> {
  const file = page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' });
  const day = page.getByLabel('Data dołączenia');
  const today = await day.inputValue();
  await day.fill('40.13.2026');
  await page.getByRole('checkbox', { name: 'Brakuje podpisu' }).check();
  await file.click();
  await album.take('dolaczenie-braki', ['jasny', 'kontrast', '200']);
  await day.fill(today);
  await page.getByRole('checkbox', { name: 'Brakuje podpisu' }).uncheck();
  await page.getByRole('button', { name: 'Wybierz dzień z kalendarza' }).click();
  await album.take('kalendarz', ['jasny', 'kontrast', '200']);
  await page.keyboard.press('Escape');
  await answerWith(app, 'protocol.file', failing('answer-late'));
  await file.click();
  await page.getByRole('alert').waitFor();
  await album.take('nie-dolaczono');
  await answerAgain(app);
  await answerWith(app, 'protocol.savePdf', failing('document-not-saved'));
  await page.getByRole('button', { name: 'Zapisz dla EZD' }).click();
  await page.getByText(/^Nie udało się zapisać pliku/).waitFor();
  await album.take('nie-zapisano-pdf');
  await answerAgain(app);
  await file.click();
  await page.getByRole('heading', { name: 'Protokół dołączony do akt' }).waitFor();
  await album.take('dolaczony', everyLook);
  await page.getByRole('button', { name: 'Sprostuj' }).click();
  await page.getByRole('heading', { name: 'Sprostowanie protokołu' }).waitFor();
  await album.take('sprostowanie', everyLook);
  await page.getByRole('button', { name: 'Zapisz sprostowanie i drukuj' }).click();
  await page.getByRole('alert').waitFor();
  await album.take('sprostowanie-bez-zmian');
  await page.getByRole('textbox', { name: 'Znak sprawy' }).fill('SEK.1510.8.2026');
  await page.getByRole('button', { name: 'Zapisz sprostowanie i drukuj' }).click();
  await page.getByText('Sprostowano protokół').waitFor();
  await album.take('sprostowany', ['jasny', '200']);
}
