import type { FailureCode } from '../../shared/failure.ts';
import { everyLook } from './album.ts';
import { announce, answerAgain, answerWith, failing } from './answers.ts';
import { type Part, personMenu, signInAs } from './hand.ts';

const refusals: readonly FailureCode[] = [
  'sign-in-malformed-login',
  'sign-in-wrong-password',
  'sign-in-hours',
  'sign-in-workstation',
  'sign-in-password-expired',
  'sign-in-disabled',
  'sign-in-account-expired',
  'sign-in-must-change',
  'sign-in-locked',
  'sign-in-no-role',
  'directory-unreachable',
  'directory-untrusted',
  'database-unreachable',
  'database-untrusted',
  'program-too-old',
];

/** The page of signing in with each of its answers, a locked window, the ends of a session, and an account without a page. */
export const signingIn: Part = async ({ office, app, page, album }) => {
  const submit = page.getByRole('button', { name: 'Zaloguj' });
  await submit.waitFor();
  await album.take('logowanie', everyLook);
  await page.getByRole('button', { name: 'English' }).click();
  await album.take('po-angielsku');
  await page.getByRole('button', { name: 'polski' }).click();
  await submit.click();
  await album.take('bez-nazwy');
  await page.getByRole('button', { name: /Anna Nowak/ }).click();
  await album.take('wybrana-osoba', ['jasny', 'kontrast', '200']);
  await page.getByLabel('Hasło', { exact: true }).fill('');
  await submit.click();
  await album.take('bez-hasla');
  await page.getByLabel('Hasło', { exact: true }).fill('hasło');
  for (const code of refusals) {
    await answerWith(app, 'session.signIn', failing(code));
    await submit.click();
    await page.getByRole('alert').first().waitFor();
    await album.take(code, code === 'sign-in-locked' ? ['jasny', 'ciemny', 'kontrast', '200'] : ['jasny']);
  }
  await answerWith(app, 'session.signIn', failing('unexpected', { reference: '204731' }));
  await submit.click();
  await page.getByText(/Numer błędu: 204731/).waitFor();
  await album.take('nieoczekiwany-blad');
  await page.getByRole('button', { name: 'Zbierz dane dla informatyka' }).click();
  await page.getByLabel('Zawartość pliku').waitFor();
  await album.take('dane-dla-informatyka');
  await page.keyboard.press('Escape');
  await answerWith(app, 'session.signIn', 'silence');
  await submit.click();
  await album.take('trwa-logowanie');
  await answerAgain(app);
  await page.reload();

  await signInAs({ office, page }, 'anna.nowak');
  await personMenu({ page }, 'Zablokuj');
  await page.getByRole('heading', { name: 'Program zablokowany' }).waitFor();
  await album.take('zablokowany', ['jasny', 'kontrast', '200']);
  for (const reason of ['ten-hours', 'account', 'version']) {
    await announce(app, 'session.ended', { reason });
    await page.getByRole('alert').waitFor();
    await album.take(`koniec-sesji-${reason}`);
    await signInAs({ office, page }, 'anna.nowak');
  }
};

/** An account whose roles have no page yet, and a window that could not be opened. */
export const withoutPages: Part = async ({ app, page, album }) => {
  await answerWith(app, 'session.me', {
    value: {
      login: 'jan.wolny',
      displayName: 'Jan Wolny',
      post: 'kierownik',
      unit: 'Wydział Kontroli',
      roles: ['quality'],
      authorisation: { state: 'none', number: null, from: null, to: null },
      suspension: null,
    },
  });
  await page.reload();
  await page.getByText('Brak stron dla tego konta').waitFor();
  await album.take('brak-stron', ['jasny', 'kontrast', '200']);
  await answerWith(app, 'session.start', failing('unexpected', { reference: '118204' }));
  await page.reload();
  await page.getByRole('alert').waitFor();
  await album.take('okno-bez-odpowiedzi');
};
