import type { FailureCode } from '../../shared/failure.ts';
import { personMenu } from '../window/hand.ts';
import { announce, failing } from './answers.ts';
import { alert, answers, at, button, choice, goTo, heading, item, key, on } from './state.ts';
import { ownAnswers, type Part, press, reload, shows, signIn, type Step, step, type } from './state.ts';

const refusals: readonly FailureCode[] = [
  ...(['sign-in-malformed-login', 'sign-in-wrong-password', 'sign-in-hours', 'sign-in-workstation'] as const),
  ...(['sign-in-password-expired', 'sign-in-disabled', 'sign-in-account-expired'] as const),
  ...(['sign-in-must-change', 'sign-in-locked', 'sign-in-no-role'] as const),
  ...(['directory-unreachable', 'directory-untrusted'] as const),
  ...(['database-unreachable', 'database-untrusted', 'program-too-old'] as const),
];

const ends = step(({ app }, reason: string) => announce(app, 'session.ended', { reason }));
const menu: Step = ({ page }) => personMenu(page);
const shownData: Step = ({ page }) => page.getByLabel('Zawartość pliku').waitFor();

/** The page of signing in with each of its answers, a locked window, the ends of a session. */
export const signingIn: Part = [
  at('logowanie', button('Zaloguj')),
  at('po-angielsku', press('English')),
  at('bez-nazwy', press('polski'), on('signIn')),
  at('wybrana-osoba', press(/Anna Nowak/)),
  at('bez-hasla', type('Hasło', ''), on('signIn')),
  ...refusals.map((code) => {
    const signInVain = [answers('session.signIn', failing(code)), on('signIn'), alert];
    return at(code, ...(code === refusals[0] ? [type('Hasło', 'hasło')] : []), ...signInVain);
  }),
  at(
    'nieoczekiwany-blad',
    answers('session.signIn', failing('unexpected', { reference: '204731' })),
    on('signIn'),
    shows(/Numer błędu:\s204731/),
  ),
  at('dane-dla-informatyka', press('Zbierz dane dla informatyka'), shownData),
  at('trwa-logowanie', key('Escape'), answers('session.signIn', 'silence'), on('signIn')),
  at(
    'zablokowany',
    ...[ownAnswers, reload, signIn('anna.nowak'), menu, item('Zablokuj'), heading('Program zablokowany')],
  ),
  at('koniec-sesji-ten-hours', ends('ten-hours'), alert),
  at('koniec-sesji-account', signIn('anna.nowak'), ends('account'), alert),
  at('koniec-sesji-version', signIn('anna.nowak'), ends('version'), alert),
];

const withoutPage = {
  ...{ login: 'jan.wolny', displayName: 'Jan Wolny', post: 'kierownik', unit: 'Wydział Kontroli' },
  roles: ['quality'],
  authorisation: { state: 'none', number: null, from: null, to: null, scope: null },
  suspension: null,
  secretaries: [],
};

/** An account whose roles have no page yet, and a window that could not be opened. */
export const withoutPages: Part = [
  at(
    'brak-stron',
    ...[answers('session.me', { value: withoutPage }), reload, shows('Brak stron dla tego konta')],
  ),
  at(
    'start-bez-ustawien',
    ...[answers('session.start', 'silence'), reload, shows('Program odczytuje ustawienia')],
  ),
  at(
    'okno-bez-odpowiedzi',
    ...[answers('session.start', failing('unexpected', { reference: '118204' })), reload, alert],
  ),
];

/** What stands around the pages: the person's menu, help, the data for the informatyk. */
export const around: Part = [
  at('menu-osoby', signIn('anna.nowak'), menu),
  at('menu-motyw', item('Motyw'), choice('ciemny')),
  at('menu-powiększenie', key('ArrowLeft'), item('Powiększenie'), choice(/^200/)),
  at('menu-język', key('ArrowLeft'), item('Język'), choice('English')),
  at('pomoc', key('ArrowLeft'), key('Escape'), goTo('Pomoc')),
  at(
    'nie-zebrano-danych',
    answers('support.collect', failing('unexpected', { reference: '204731' })),
    item('Zbierz dane dla informatyka'),
    alert,
  ),
  at('dane-dla-informatyka', ownAnswers, press('Spróbuj ponownie'), shownData),
  at(
    'nie-zapisano-danych',
    answers('support.save', failing('file-not-saved')),
    press('Zapisz…'),
    shows(/^Nie udało się zapisać pliku/),
  ),
  at(
    'zapisano-dane',
    ...[answers('support.save', { value: { saved: true } }), press('Zapisz…'), shows(/^Zapisano/)],
  ),
];
