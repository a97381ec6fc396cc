/** Signing in, the person at the workstation, and what is away at the moment. */
export const session = {
  signIn: {
    region: 'Logowanie',
    login: 'Nazwa użytkownika',
    password: 'Hasło',
    passwordHint: 'Takie samo jak do systemu Windows.',
    capsLock: 'Caps Lock jest włączony.',
    showPassword: 'Pokaż hasło',
    hidePassword: 'Ukryj hasło',
    submit: 'Zaloguj',
    submitting: 'Logowanie…',
    // Nothing was typed that could be kept, and nobody is connected whose connection comes back.
    databaseAway:
      'Baza danych nie odpowiada. Należy spróbować ponownie za chwilę, a jeśli to się powtórzy, powiadomić informatyka.',
    missingLogin: 'Należy wpisać nazwę użytkownika.',
    rule: 'Odsłuchanie jest możliwe wyłącznie w wyjątkowych i prawnie uzasadnionych przypadkach (§ 4 ust. 1 regulaminu).',
  },
  demo: {
    title: 'Urząd demonstracyjny',
    fills: 'Wybór osoby wypełnia pola.',
    password: 'Hasło każdej osoby:',
    invented: 'Osoby i rozmowy są zmyślone.',
    people: 'Osoby urzędu demonstracyjnego',
  },
  ended: {
    'ten-hours':
      'Sesja trwała 10 godzin i została zakończona. Należy zalogować się ponownie; wpisane treści czekają.',
    account:
      'Sesja na tym stanowisku jest zakończona: zalogowano się na innym stanowisku albo konto wyłączono lub zmieniono. Należy podać hasło ponownie; jeśli to nie pomoże, wyjaśnień udziela informatyk.',
    version: 'Wymagana jest nowsza wersja programu – proszę o kontakt z informatykiem.',
  },
  locked: {
    title: 'Program zablokowany',
    text: 'Jeśli nagranie było otwarte, zostało zamknięte. Wpisane treści są zachowane.',
    unlock: 'Odblokuj',
  },
  person: {
    language: 'Język',
    theme: 'Motyw',
    themes: { system: 'jak w systemie', light: 'jasny', dark: 'ciemny', contrast: 'duży kontrast' },
    size: 'Powiększenie',
    percent: '{{percent}} %',
    letterKeys: 'Klawisze literowe',
    switched: { on: 'włączone', off: 'wyłączone' },
    lock: 'Zablokuj',
    lockEffect: 'zatrzymuje dźwięk',
    signOut: 'Wyloguj',
  },
  leaving: {
    title: 'Nie wszystko jest zapisane',
    text: {
      close: 'Baza danych nie odpowiada albo nie przyjęła tych treści. Po zamknięciu programu przepadną:',
      signOut: 'Baza danych nie odpowiada albo nie przyjęła tych treści. Po wylogowaniu przepadną:',
    },
    unsent: {
      close: 'Tego jeszcze nie wysłano. Po zamknięciu programu przepadnie:',
      signOut: 'Tego jeszcze nie wysłano. Po wylogowaniu przepadnie:',
    },
    /** A form whose words wait: its page, and which one it is. */
    form: '{{page}} – {{name}}',
    show: 'Pokaż',
    showOf: 'Pokaż: {{form}}',
    of: '{{number}} – {{what}}',
    since: '{{what}}: zmiany po {{time}}',
    never: '{{what}}: cała treść',
    parts: {
      findings: 'ustalenia',
      quotations: 'cytaty',
      remarks: 'uwagi',
      presentRemarks: 'uwagi osób obecnych',
      attachments: 'załączniki',
      correction: 'sprostowanie',
      filing: 'dołączenie do akt',
      evidence: 'nagranie jako dowód',
      reasons: 'uzasadnienie odsłuchania',
    },
    savedTitle: 'Wszystko jest już zapisane',
    saved: 'Połączenie wróciło i serwer ma wszystkie treści.',
    stay: 'Zostań w programie',
    leaveUnsaved: { close: 'Zamknij bez zapisania', signOut: 'Wyloguj bez zapisania' },
    leave: { close: 'Zamknij program', signOut: 'Wyloguj' },
  },
  authorisation: {
    valid: 'upoważnienie {{number}} do {{to}}',
    none: 'bez upoważnienia do odsłuchiwania',
    future: 'upoważnienie {{number}} od {{from}}',
    expired: 'upoważnienie {{number}} wygasło {{to}}',
    revoked: 'upoważnienie {{number}} zakończono przed terminem',
  },
  away: {
    database: 'Baza danych nie odpowiada.',
    databaseText: 'Wpisane dane są zachowane w tym oknie; połączenie wznowi się samo.',
    keeper: 'Serwer odsłuchu nie odpowiada.',
    keeperText: 'Nagrań nie można teraz otworzyć, połączenie wznowi się samo.',
    share: 'Zasób z nagraniami jest niedostępny.',
    ledger: 'Łańcuch wpisów nie jest ciągły.',
    ledgerText:
      'To stanowisko widziało już wpisy, których w nim nie ma, dlatego nie otwiera nagrań. Należy niezwłocznie powiadomić informatyka i inspektora ochrony danych.',
    shareText: 'Nagrań nie można teraz otworzyć, połączenie wznowi się samo.',
  },
} as const;
