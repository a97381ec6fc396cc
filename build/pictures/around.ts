import { everyLook } from './album.ts';
import { answerAgain, answerWith, failing } from './answers.ts';
import { goTo, type Part, personMenu, signInAs, type Studio } from './hand.ts';

/** What stands around the pages: the person's menu, help, the data for the informatyk. */
export const around: Part = async (studio) => {
  const { page, album } = studio;
  await signInAs(studio, 'anna.nowak');
  await personMenu(studio);
  await page.getByRole('menuitem', { name: 'Wyloguj' }).waitFor();
  await album.take('menu-osoby', ['jasny', 'ciemny', 'kontrast']);
  for (const entry of ['Motyw', 'Powiększenie', 'Język']) {
    await page.getByRole('menuitem', { name: entry }).click();
    await album.take(`menu-${entry.toLowerCase()}`);
    await page.keyboard.press('ArrowLeft');
  }
  await page.keyboard.press('Escape');
  await support(studio);
};

async function support({ app, page, album }: Studio): Promise<void> {
  await goTo(page, 'Pomoc');
  await album.take('pomoc', ['jasny', 'kontrast', '200']);
  await answerWith(app, 'support.collect', failing('unexpected', { reference: '204731' }));
  await page.getByRole('menuitem', { name: 'Zbierz dane dla informatyka' }).click();
  await page.getByRole('alert').waitFor();
  await album.take('nie-zebrano-danych');
  await answerAgain(app);
  await page.getByRole('button', { name: 'Spróbuj ponownie' }).click();
  await page.getByLabel('Zawartość pliku').waitFor();
  await album.take('dane-dla-informatyka', everyLook);
  await answerWith(app, 'support.save', failing('file-not-saved'));
  await page.getByRole('button', { name: 'Zapisz…' }).click();
  await page.getByText(/^Nie udało się zapisać pliku/).waitFor();
  await album.take('nie-zapisano-danych', ['jasny', '200']);
  await answerWith(app, 'support.save', { value: { saved: true } });
  await page.getByRole('button', { name: 'Zapisz…' }).click();
  await page.getByText(/^Zapisano/).waitFor();
  await album.take('zapisano-dane');
}
