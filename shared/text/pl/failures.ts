import type { FailureCode } from '../../failure.ts';
import { caseNumberFailures } from './case-number.ts';

/** What happened and what to do, for every failure code. Impersonal, without blame, without personal data. */
export const failures = {
  unexpected:
    'Wystąpił nieoczekiwany błąd programu. Należy spróbować ponownie, a jeśli się powtórzy, zgłosić to informatykowi.',
  'invalid-input': 'Program wysłał niepoprawne dane. Należy sprawdzić wpisane wartości i spróbować ponownie.',
  'not-signed-in': 'Sesja jest zakończona. Należy zalogować się ponownie.',
  'no-right':
    'Ta osoba nie ma w programie prawa do tej czynności. O dostęp należy zwrócić się do informatyka.',
  'program-too-old': 'Wymagana jest nowsza wersja programu – proszę o kontakt z informatykiem.',
  'file-not-saved': 'Nie udało się zapisać pliku w tym miejscu. Należy wybrać inny folder.',

  'sign-in-empty-password': 'Należy wpisać hasło.',
  'sign-in-malformed-login':
    'To nie jest nazwa użytkownika urzędu. Należy wpisać ją tak jak w systemie Windows, np. a.nowak.',
  'sign-in-wrong-password':
    'Nieprawidłowa nazwa użytkownika lub hasło. Należy sprawdzić Caps Lock i układ klawiatury, a potem wpisać hasło ponownie.',
  'sign-in-hours':
    'Konto nie może logować się o tej godzinie. W sprawie zmiany godzin proszę o kontakt z informatykiem.',
  'sign-in-workstation':
    'Konto nie może logować się na tym stanowisku. Należy użyć własnego stanowiska albo skontaktować się z informatykiem.',
  'sign-in-password-expired':
    'Hasło straciło ważność. Należy zmienić hasło w systemie Windows (Ctrl+Alt+Delete) i zalogować się nowym.',
  'sign-in-disabled': 'Konto jest wyłączone. O jego włączenie należy zwrócić się do informatyka.',
  'sign-in-account-expired': 'Konto straciło ważność. O jej przedłużenie należy zwrócić się do informatyka.',
  'sign-in-must-change':
    'Wymagana jest zmiana hasła. Należy zmienić hasło w systemie Windows (Ctrl+Alt+Delete) i zalogować się nowym.',
  'sign-in-locked':
    'Konto jest zablokowane po zbyt wielu próbach. Należy odczekać kilkanaście minut albo poprosić informatyka o odblokowanie.',
  'sign-in-no-role':
    'Konto nie ma dostępu do programu Odsłuch. O dostęp należy zwrócić się do informatyka, a o upoważnienie – do Sekretarza.',
  'directory-unreachable':
    'Serwer kont (Active Directory) nie odpowiada. Należy sprawdzić połączenie z siecią urzędu i spróbować ponownie za chwilę.',
  'directory-untrusted':
    'Serwer kont nie okazał certyfikatu urzędu, dlatego hasła nie wysłano. Proszę o kontakt z informatykiem.',

  'database-unreachable':
    'Baza danych nie odpowiada. Wpisane dane są zachowane w tym oknie; połączenie wznowi się samo.',
  'database-untrusted':
    'Serwer bazy danych nie okazał certyfikatu urzędu, dlatego program się nie połączył. Proszę o kontakt z informatykiem.',
  'database-taken':
    'Wszystkie połączenia tej osoby z bazą danych są zajęte: program jest otwarty także na innym stanowisku albo przed chwilą przerwano połączenie. Należy wylogować się na tamtym stanowisku albo spróbować ponownie za pół minuty.',
  'keeper-unreachable':
    'Serwer odsłuchu nie odpowiada, dlatego nagrania nie można teraz otworzyć. Należy spróbować ponownie za chwilę.',
  'share-unreachable':
    'Zasób z nagraniami jest niedostępny, dlatego nagrania nie można teraz otworzyć. Należy spróbować ponownie za chwilę.',
  'answer-late':
    'Serwer odsłuchu nie odpowiedział na czas. Wpisane dane są zachowane. Należy spróbować ponownie za chwilę.',
  'answer-untrusted':
    'Odpowiedź serwera odsłuchu nie ma właściwego podpisu, dlatego program jej nie przyjął. Należy niezwłocznie powiadomić informatyka.',
  'ledger-not-continued':
    'Księga urzędu nie jest dalszym ciągiem tej, którą to stanowisko już widziało, dlatego program nie otwiera nagrań. Należy niezwłocznie powiadomić informatyka i inspektora ochrony danych.',
  'too-many-pending':
    'Poprzednie żądania czekają jeszcze na odpowiedź serwera odsłuchu. Należy chwilę odczekać i spróbować ponownie.',

  'no-authorisation':
    'Brak upoważnienia do odsłuchiwania. Upoważnienie nadaje Burmistrz; sprawę prowadzi Sekretarz.',
  'authorisation-expired':
    'Upoważnienie do odsłuchiwania wygasło. Nowe nadaje Burmistrz; sprawę prowadzi Sekretarz. Rozpoczęte protokoły można zakończyć i dołączyć do akt.',
  'authorisation-revoked':
    'Upoważnienie do odsłuchiwania zostało odwołane. Wyjaśnień udziela Sekretarz. Rozpoczęte protokoły można zakończyć i dołączyć do akt.',
  'authorisation-future':
    'Upoważnienie do odsłuchiwania jeszcze nie obowiązuje. Należy poczekać do jego pierwszego dnia; pytania przyjmuje Sekretarz.',
  'account-disabled':
    'Konto w systemie Windows jest wyłączone. O jego włączenie należy zwrócić się do informatyka.',
  'account-expired':
    'Konto w systemie Windows straciło ważność. O jej przedłużenie należy zwrócić się do informatyka.',
  'account-absent': 'Konta nie ma już w katalogu urzędu. Proszę o kontakt z informatykiem.',
  'identity-changed':
    'Konto w katalogu urzędu nie jest tym, dla którego nadano upoważnienie. Sprawę należy zgłosić Sekretarzowi i informatykowi.',
  'directory-away':
    'Serwer odsłuchu nie mógł sprawdzić konta w katalogu urzędu. Należy spróbować ponownie za chwilę, a jeśli to się powtórzy, powiadomić informatyka.',
  'took-part-in-call':
    'Nagrania nie może odsłuchać osoba, która uczestniczyła w tej rozmowie. Odsłuchanie należy zlecić innej upoważnionej osobie.',
  'recording-unknown': 'Nie ma takiego nagrania. Należy wrócić do listy rozmów i wyszukać ją ponownie.',
  'recording-not-ready':
    'Nagranie jest jeszcze przyjmowane do archiwum. Należy spróbować ponownie za kilka minut.',
  'recording-destroyed':
    'Nagranie zostało zniszczone i nie można go odsłuchać. Datę i protokół zniszczenia pokazuje lista rozmów.',
  'recording-past-term':
    'Minęło 12 miesięcy przechowywania tego nagrania (§ 3 ust. 4), dlatego nie można go odsłuchać. Pytania przyjmuje Sekretarz.',
  'recording-without-announcement':
    'W tej rozmowie nie odtworzono komunikatu o nagrywaniu (§ 3 ust. 2), dlatego nagrania nie można odsłuchać. Sprawę należy zgłosić Sekretarzowi.',
  'manifest-mismatch':
    'Opis nagrania nie zgadza się z wpisem serwera odsłuchu, dlatego nagranie nie zostało otwarte. Należy powiadomić informatyka.',
  'key-unusable': 'Serwer odsłuchu nie ma sprawnego klucza tego nagrania. Należy powiadomić informatyka.',
  'bad-public-key':
    'Program nie przygotował poprawnego klucza odbioru. Należy uruchomić program ponownie i powtórzyć próbę.',
  'stale-request':
    'Żądanie dotarło do serwera odsłuchu zbyt późno i zostało odrzucone. Należy spróbować ponownie.',
  'clock-apart':
    'Zegary serwerów urzędu nie zgadzają się ze sobą, dlatego nagrań nie można teraz otwierać. Należy poprosić informatyka o ich ustawienie i spróbować ponownie.',
  'basis-unknown': 'Tej podstawy prawnej nie ma dziś w wykazie urzędu. Należy wybrać inną podstawę.',
  'sentence-unknown':
    'Tego uzasadnienia nie ma dziś w wykazie urzędu. Należy wybrać inne albo wpisać własne słowa.',
  'justification-too-short':
    'Uzasadnienie jest zbyt krótkie. Należy napisać, dlaczego ten przypadek jest wyjątkowy.',
  'field-missing': 'Brakuje danych, których wymaga wybrana podstawa prawna. Należy je uzupełnić.',
  'person-present-unfit':
    'Osoba obecna nie może słyszeć tego nagrania: musi mieć własne ważne upoważnienie i nie mogła uczestniczyć w rozmowie. Należy zaznaczyć jej wyjście („Osoba wyszła”) albo odsłuchać inne nagranie.',
  'person-not-admitted': 'Ta osoba nie ma ważnego upoważnienia do odsłuchiwania.',
  'person-already-present': 'Ta osoba jest już wpisana jako obecna.',
  'person-not-present': 'Ta osoba nie jest już wpisana jako obecna.',
  'recording-held': 'To nagranie jest już w tej czynności zabezpieczone jako dowód.',
  'act-unknown': 'Nie ma takiej czynności odsłuchania. Należy otworzyć ją z listy „Moje protokoły”.',
  'act-not-yours':
    'Tę czynność odsłuchania prowadzi inna osoba. Można odsłuchiwać tylko we własnych czynnościach.',
  'act-not-open':
    'Ta czynność jest już zakończona. Aby słuchać dalej, należy wybrać „Wróć do odsłuchania”; wydruk straci ważność.',
  'act-over':
    'Minęło 7 dni od rozpoczęcia tej czynności, dlatego nie można w niej dalej słuchać. Protokół można zakończyć i dołączyć do akt.',
  'listening-suspended':
    'Odsłuchiwanie w urzędzie jest wstrzymane. Wznawia je Sekretarz; ustalenia można dalej zapisać, a protokoły zakończyć i dołączyć do akt.',
  'malformed-request':
    'Serwer odsłuchu nie zrozumiał żądania. Należy sprawdzić wpisane dane i spróbować ponownie, a jeśli to się powtórzy, powiadomić informatyka.',
  'many-refusals':
    'W ciągu godziny odmówiono zbyt wielu żądań. Kolejne próby są zapisywane łącznie; pytania przyjmuje Sekretarz.',

  'act-still-playing': 'Nagranie jest jeszcze otwarte. Należy je zatrzymać i spróbować ponownie.',
  'findings-missing':
    'Brakuje ustaleń. Należy wpisać, co ustalono, albo zaznaczyć „To nie ta rozmowa” przy każdym nagraniu.',
  'act-not-completed': 'Protokół nie jest jeszcze zakończony. Najpierw należy wybrać „Zakończ i drukuj”.',
  'day-in-future': 'Data dołączenia nie może być późniejsza niż dzisiejsza. Należy ją poprawić.',
  'day-before-completion':
    'Data dołączenia nie może być wcześniejsza niż zakończenie protokołu. Należy ją poprawić.',
  'correction-outdated':
    'Protokół sprostowano już w międzyczasie. Należy otworzyć go ponownie i prostować to, co teraz zawiera.',
  'nothing-corrected':
    'Niczego nie zmieniono. Sprostowanie zapisuje się, gdy zmieniono znak sprawy albo treść protokołu.',
  'document-outdated':
    'Protokół zmienił się w międzyczasie i ten wydruk nie jest już ważny. Należy otworzyć protokół ponownie.',
  'document-not-saved':
    'Nie udało się zapisać pliku w tym miejscu: folder jest pełny albo tylko do odczytu. Należy wybrać inny folder; protokół pozostaje bez zmian.',

  'not-secretary': 'Ta czynność należy do Sekretarza. Należy zwrócić się do niego.',
  'not-suspender':
    'Odsłuchiwanie wstrzymuje Sekretarz albo administrator systemu. Należy zwrócić się do nich.',
  'listening-not-suspended': 'Odsłuchiwanie nie jest wstrzymane. Nie ma czego wznawiać.',
  'sign-again': 'Potrzebne jest ponowne potwierdzenie tożsamości. Należy zalogować się ponownie.',
  'own-authorisation': 'Nie można nadać upoważnienia samemu sobie. Upoważnienie nadaje Burmistrz.',
  'person-unknown': 'Nie ma takiej osoby w programie. Należy sprawdzić nazwę użytkownika.',
  'authorisation-unknown': 'Nie ma takiego upoważnienia. Należy sprawdzić jego numer.',
  'authorisation-number-taken': 'Upoważnienie o tym numerze już istnieje. Należy podać inny numer.',
  'authorisation-too-long':
    'Okres upoważnienia jest zbyt długi (najdłużej 12 miesięcy). Należy skrócić okres.',
  'ingest-rejected':
    'Serwer odsłuchu nie przyjął nagrania. Przyczynę zapisano w dzienniku; należy powiadomić informatyka.',

  'recording-missing':
    'Pliku nagrania nie ma w zasobie. Należy powiadomić informatyka; zapis w rejestrze pozostaje.',
  'recording-foreign':
    'Plik w zasobie należy do innego nagrania, dlatego nie został odtworzony. Należy powiadomić informatyka.',
  'recording-truncated':
    'Plik nagrania jest niepełny, dlatego nie został odtworzony. Należy powiadomić informatyka.',
  'recording-damaged':
    'Plik nagrania jest uszkodzony lub zmieniony, dlatego odtwarzanie przerwano. Należy powiadomić informatyka.',

  ...caseNumberFailures,
} as const satisfies Record<FailureCode, string>;
