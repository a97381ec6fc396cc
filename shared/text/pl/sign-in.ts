import type { FailureCode, FailureWords } from '../../failure.ts';

type SignInCode = Extract<FailureCode, `sign-in-${string}` | `session-${string}`>;

/** Why nobody was signed in, and what to do. */
export const signInFailures = {
  'sign-in-empty-password': { sentence: 'Należy wpisać hasło.' },
  'sign-in-malformed-login': {
    sentence:
      'To nie jest nazwa użytkownika urzędu. Należy wpisać ją tak jak w systemie Windows, np. a.nowak.',
  },
  'sign-in-wrong-password': {
    sentence:
      'Nieprawidłowa nazwa użytkownika lub hasło. Należy sprawdzić Caps Lock i układ klawiatury, a potem wpisać hasło ponownie.',
  },
  'sign-in-hours': {
    sentence:
      'Konto nie może logować się o tej godzinie. W sprawie zmiany godzin proszę o kontakt z informatykiem.',
  },
  'sign-in-workstation': {
    sentence:
      'Konto nie może logować się na tym stanowisku. Należy użyć własnego stanowiska albo skontaktować się z informatykiem.',
  },
  'sign-in-password-expired': {
    sentence:
      'Hasło straciło ważność. Należy zmienić hasło w systemie Windows (Ctrl+Alt+Delete) i zalogować się nowym.',
  },
  'sign-in-disabled': {
    sentence: 'Konto jest wyłączone. O jego włączenie należy zwrócić się do informatyka.',
  },
  'sign-in-account-expired': {
    sentence: 'Konto straciło ważność. O jej przedłużenie należy zwrócić się do informatyka.',
  },
  'sign-in-must-change': {
    sentence:
      'Wymagana jest zmiana hasła. Należy zmienić hasło w systemie Windows (Ctrl+Alt+Delete) i zalogować się nowym.',
  },
  'sign-in-locked': {
    sentence:
      'Konto jest zablokowane po zbyt wielu próbach. Należy odczekać kilkanaście minut albo poprosić informatyka o odblokowanie.',
  },
  'sign-in-no-role': {
    sentence:
      'Konto nie ma dostępu do programu Odsłuch. O dostęp i o upoważnienie należy zwrócić się do Sekretarza.',
  },
  'session-not-proved': {
    sentence:
      'Serwer odsłuchu nie potwierdził hasła w katalogu urzędu, więc nikogo nie zalogowano. Należy spróbować ponownie; jeśli to się powtórzy, proszę o kontakt z informatykiem.',
  },
  'session-too-many': {
    sentence:
      'Zbyt wiele razy podano błędne hasło tej osoby, a kolejna pomyłka mogłaby zablokować jej konto, dlatego serwer odsłuchu na razie o nie nie pyta. Należy zalogować się do programu od nowa na stanowisku, na którym ta osoba zwykle się loguje. Jeśli to nie pomoże, należy spróbować ponownie za godzinę; wcześniej może pomóc informatyk (odblokowanie konta w katalogu).',
    short: 'zbyt wiele błędnych haseł tej osoby',
  },
  'session-too-often': {
    sentence:
      'W ciągu ostatniej godziny było zbyt wiele logowań tej osoby, dlatego serwer odsłuchu nie wpisał kolejnego. Należy spróbować ponownie za godzinę. Jeśli logował się kto inny, należy zmienić hasło w systemie Windows (Ctrl+Alt+Delete) i powiadomić informatyka.',
  },
  'session-unanswered': {
    sentence:
      'Serwer odsłuchu nie odpowiada, więc teraz nie można się zalogować. Wpisane dane są zachowane. Należy spróbować ponownie za chwilę.',
  },
  'session-over': {
    sentence: 'Ta sesja została zakończona. Wpisane dane są zachowane; należy ponownie podać hasło.',
  },
} as const satisfies FailureWords<SignInCode>;
