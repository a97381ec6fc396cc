import { everyLook } from './album.ts';
import { announce, answerAgain, answerWith, failing } from './answers.ts';
import { approve, findCall, type Part, planOf, signInAs } from './hand.ts';

const refused = (reason: string) => ({
  value: { state: 'refused', reason, seq: 57, at: '2026-11-25T08:37:05.000Z' },
});

/** The panel of reasons: each basis, what is missing, what keeps the approval back, and the answers that are no sound. */
export const justifying: Part = async (studio) => {
  const { office, app, page, album } = studio;
  await signInAs(studio, 'anna.nowak');
  await findCall(page, planOf(office, 'spor'));
  const open = page.getByRole('button', { name: /^Odsłuchaj w sprawie/ });
  const back = page.getByRole('button', { name: 'Wróć do rozmowy' });

  await answerWith(app, 'recordings.bases', 'silence');
  await open.click();
  await page.getByText(/^Trwa to dłużej niż zwykle/).waitFor();
  await album.take('wolny-serwer', ['jasny', '200']);
  await page.reload();
  await answerWith(app, 'recordings.bases', failing('database-unreachable'));
  await findCall(page, planOf(office, 'spor'));
  await open.click();
  await page.getByRole('alert').waitFor();
  await album.take('brak-bazy');
  await answerWith(app, 'recordings.bases', { value: { bases: [], known: {} } });
  await page.getByRole('button', { name: 'Spróbuj ponownie' }).click();
  await page.getByText(/^Nie ma zatwierdzonych podstaw/).waitFor();
  await album.take('brak-podstaw');
  await answerAgain(app);
  await page.reload();
  await findCall(page, planOf(office, 'spor'));
  await open.click();

  const basis = page.getByRole('combobox', { name: 'Podstawa prawna' });
  await basis.click();
  const labels = await page.getByRole('option').allTextContents();
  await album.take('lista-podstaw', ['jasny', 'kontrast']);
  await page.keyboard.press('Escape');
  for (const [place, label] of labels.entries()) {
    await basis.click();
    await page.getByRole('option', { name: label, exact: true }).click();
    await album.take(`podstawa-${place + 1}`, place === 0 ? everyLook : ['jasny']);
    await approve(page);
    await page.getByText('Należy wskazać powód.').waitFor();
    await album.take(`podstawa-${place + 1}-braki`, place === 0 ? ['jasny', 'kontrast', '200'] : ['jasny']);
  }
  await page.getByRole('radio', { name: 'Własne słowa' }).check();
  await page.getByLabel('Powód własnymi słowami').fill('Krótko.');
  await approve(page);
  await album.take('wlasne-slowa');
  await basis.click();
  await page.getByRole('option').first().click();
  await page.getByRole('radio').first().check();
  await page.getByLabel('Nr w rejestrze skarg').fill('14/2026');
  await album.take('gotowe', everyLook);

  const ready = { keeper: true, share: true, suspendedBy: null };
  for (const [name, check] of Object.entries({
    'brak-serwera-odsluchu': { ...ready, keeper: false },
    'brak-zasobu': { ...ready, share: false },
    wstrzymano: { ...ready, suspendedBy: 'secretary' },
  })) {
    await answerWith(app, 'playback.check', { value: check });
    await page.getByRole('alert').waitFor();
    await album.take(name, name === 'brak-zasobu' ? ['jasny', 'kontrast', '200'] : ['jasny']);
    await answerWith(app, 'playback.check', { value: ready });
    await page.getByRole('alert').waitFor({ state: 'detached' });
  }
  await answerWith(app, 'playback.listen', 'silence');
  await approve(page);
  await page.getByRole('button', { name: 'Serwer odsłuchu rozstrzyga…' }).waitFor();
  await album.take('rozstrzyganie', ['jasny', 'kontrast', '200']);
  await page.reload();
  await findCall(page, planOf(office, 'spor'));
  await answerWith(app, 'playback.listen', failing('answer-late'));
  await open.click();
  await page.getByRole('radio').first().check();
  await page.getByLabel('Nr w rejestrze skarg').fill('14/2026');
  await approve(page);
  await page.getByText(/nie odpowiedział na czas/).waitFor();
  await album.take('bez-odpowiedzi', ['jasny', '200']);
  for (const reason of ['no-authorisation', 'directory-away', 'key-unusable', 'took-part-in-call'] as const) {
    await answerWith(app, 'playback.listen', refused(reason));
    await approve(page);
    await page.getByText(/^Odmówiono dostępu/).waitFor();
    await album.take(`odmowa-${reason}`, reason === 'no-authorisation' ? everyLook : ['jasny']);
    await page.getByRole('button', { name: 'Spróbuj ponownie' }).click();
    await page.getByRole('radio').first().check();
  }
  await back.click();
  await answerAgain(app);
  await answerWith(app, 'playback.prepare', failing('recording-missing'));
  await open.click();
  await page.getByRole('alert').waitFor();
  await album.take('brak-pliku');
  await announce(app, 'session.ended', { reason: 'ten-hours' });
};
