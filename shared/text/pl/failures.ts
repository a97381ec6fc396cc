import { type FailureCode, type FailureWords, type RefusalCode, isFailureCode } from '../../failure.ts';
import { caseNumberFailures } from './case-number.ts';
import { authorityFailures } from './authority-failures.ts';
import { keepingFailures } from './keeping-failures.ts';
import { documentFailures } from './document-failures.ts';
import { qualityFailures } from './quality-failures.ts';
import { signInFailures } from './sign-in.ts';

/**
 * `sentence`: what happened and what to do, for every failure code. Impersonal, without blame, without personal data.
 * `short`: the reason of a refusal in a few words, as rows and titles show it: „odmowa – upoważnienie wygasło”. Never repeats
 * what was typed.
 */
export const failures = {
  unexpected: {
    sentence:
      'Wystąpił nieoczekiwany błąd programu. Należy spróbować ponownie, a jeśli się powtórzy, zgłosić to informatykowi.',
    short: 'nieoczekiwany błąd',
  },
  'invalid-input': {
    sentence: 'Program wysłał niepoprawne dane. Należy sprawdzić wpisane wartości i spróbować ponownie.',
  },
  'not-signed-in': { sentence: 'Sesja jest zakończona. Należy zalogować się ponownie.' },
  'no-right': {
    sentence: 'Zalogowana osoba nie ma w programie prawa do tej czynności. Pytania przyjmuje Sekretarz.',
  },
  'reading-not-entered': {
    sentence: 'Wpis o przeglądaniu rejestru nie powstał. Należy spróbować ponownie.',
  },
  'program-too-old': { sentence: 'Wymagana jest nowsza wersja programu – proszę o kontakt z informatykiem.' },
  'file-not-saved': { sentence: 'Nie udało się zapisać pliku w tym miejscu. Należy wybrać inny folder.' },
  'package-not-saved': {
    sentence: 'Nie udało się zapisać pakietu w tym miejscu. Należy wybrać inny folder.',
  },

  ...signInFailures,
  'directory-unreachable': {
    sentence:
      'Serwer kont (Active Directory) nie odpowiada. Należy sprawdzić połączenie z siecią urzędu i spróbować ponownie za chwilę.',
  },
  'directory-untrusted': {
    sentence:
      'Serwer kont nie okazał certyfikatu urzędu, dlatego hasła nie wysłano. Proszę o kontakt z informatykiem.',
  },
  'directory-unbound': {
    sentence:
      'Połączenie z serwerem kont zostało zamknięte, dlatego nie można teraz wyszukać osoby. Należy zablokować program, odblokować go hasłem i spróbować ponownie.',
  },

  'database-unreachable': {
    sentence: 'Baza danych nie odpowiada. Wpisane dane są zachowane w tym oknie; połączenie wznowi się samo.',
  },
  'database-untrusted': {
    sentence:
      'Serwer bazy danych nie okazał certyfikatu urzędu, dlatego program się nie połączył. Proszę o kontakt z informatykiem.',
  },
  'database-taken': {
    sentence:
      'Wszystkie połączenia tej osoby z bazą danych są zajęte: program jest otwarty także na innym stanowisku albo przed chwilą przerwano połączenie. Należy wylogować się na tamtym stanowisku albo spróbować ponownie za pół minuty.',
  },
  'keeper-unreachable': {
    sentence:
      'Serwer odsłuchu nie odpowiada, dlatego nagrania nie można teraz otworzyć. Należy spróbować ponownie za chwilę.',
    short: 'serwer odsłuchu nie odpowiada',
  },
  'share-unreachable': {
    sentence:
      'Zasób z nagraniami jest niedostępny, dlatego nagrania nie można teraz otworzyć. Należy spróbować ponownie za chwilę.',
    short: 'zasób z nagraniami niedostępny',
  },
  'answer-late': {
    sentence:
      'Serwer odsłuchu nie odpowiedział na czas i nie wiadomo, czy powstał wpis. Wpisane dane są zachowane. Przed ponowną próbą należy sprawdzić na liście, czy wpis już jest.',
    short: 'odpowiedź nie nadeszła na czas',
  },
  'keeper-unpinned': {
    sentence:
      'Serwer odsłuchu podpisuje innym kluczem niż ten, który jest w ustawieniach tego programu. Po zmianie klucza program potrzebuje nowych ustawień; proszę o kontakt z informatykiem. Hasła nie wysłano.',
    short: 'inny klucz serwera odsłuchu',
  },
  'answer-untrusted': {
    sentence:
      'Odpowiedź serwera odsłuchu nie ma właściwego podpisu, dlatego program jej nie przyjął. Należy niezwłocznie powiadomić informatyka.',
    short: 'odpowiedź bez właściwego podpisu',
  },
  'ledger-not-continued': {
    sentence:
      'Łańcuch wpisów nie jest dalszym ciągiem tego, który to stanowisko już widziało, dlatego program nie otwiera nagrań. Należy niezwłocznie powiadomić informatyka i inspektora ochrony danych.',
    short: 'łańcuch wpisów nie jest ciągły',
  },
  'too-many-pending': {
    sentence:
      'Poprzednie żądania czekają jeszcze na odpowiedź serwera odsłuchu. Należy chwilę odczekać i spróbować ponownie.',
    short: 'zbyt wiele żądań naraz',
  },

  'no-authorisation': {
    sentence: 'Brak upoważnienia do odsłuchiwania. Upoważnienie nadaje Burmistrz; sprawę prowadzi Sekretarz.',
    short: 'brak upoważnienia',
  },
  'authorisation-expired': {
    sentence:
      'Upoważnienie do odsłuchiwania wygasło. Nowe nadaje Burmistrz; sprawę prowadzi Sekretarz. Rozpoczęte protokoły można zakończyć i dołączyć do akt.',
    short: 'upoważnienie wygasło',
  },
  'authorisation-revoked': {
    sentence:
      'Upoważnienie do odsłuchiwania zakończono przed terminem. Wyjaśnień udziela Sekretarz. Rozpoczęte protokoły można zakończyć i dołączyć do akt.',
    short: 'upoważnienie zakończono przed terminem',
  },
  'authorisation-future': {
    sentence:
      'Upoważnienie do odsłuchiwania jeszcze nie obowiązuje. Należy poczekać do jego pierwszego dnia; pytania przyjmuje Sekretarz.',
    short: 'upoważnienie jeszcze nie obowiązuje',
  },
  'account-disabled': {
    sentence: 'Konto w systemie Windows jest wyłączone. O jego włączenie należy zwrócić się do informatyka.',
    short: 'konto wyłączone',
  },
  'account-expired': {
    sentence:
      'Konto w systemie Windows straciło ważność. O jej przedłużenie należy zwrócić się do informatyka.',
    short: 'konto straciło ważność',
  },
  'account-absent': {
    sentence: 'Konta nie ma już w katalogu urzędu. Proszę o kontakt z informatykiem.',
    short: 'brak konta w katalogu urzędu',
  },
  'identity-changed': {
    sentence:
      'Konto w katalogu urzędu nie jest tym, dla którego nadano upoważnienie. Sprawę należy zgłosić Sekretarzowi i informatykowi.',
    short: 'konto innej osoby niż upoważniona',
  },
  'directory-away': {
    sentence:
      'Serwer odsłuchu nie mógł sprawdzić konta w katalogu urzędu. Należy spróbować ponownie za chwilę, a jeśli to się powtórzy, powiadomić informatyka.',
    short: 'nie można było sprawdzić konta',
  },
  'took-part-in-call': {
    sentence:
      'Nagrania nie może odsłuchać osoba, która uczestniczyła w tej rozmowie albo w innej jej części. Odsłuchanie należy zlecić innej upoważnionej osobie.',
    short: 'udział w tej rozmowie',
  },
  'recording-unknown': {
    sentence: 'Nie ma takiego nagrania. Należy wrócić do listy i wyszukać rozmowę ponownie.',
    short: 'nie ma takiego nagrania',
  },
  'recording-not-ready': {
    sentence: 'Nagranie jest jeszcze przyjmowane do archiwum. Należy spróbować ponownie za kilka minut.',
    short: 'nagranie w trakcie przyjmowania',
  },
  'recording-destroyed': {
    sentence:
      'Nagranie zostało zniszczone i nie można go odsłuchać. Datę i protokół zniszczenia, jeśli je wpisano, podają szczegóły rozmowy.',
    short: 'nagranie zniszczone',
  },
  'recording-past-term': {
    sentence:
      'Minęło 12 miesięcy przechowywania tego nagrania (§ 3 ust. 4), dlatego nie można go odsłuchać. Pytania przyjmuje Sekretarz.',
    short: 'minęło 12 miesięcy przechowywania',
  },
  'recording-without-announcement': {
    sentence: 'Rozmówcy nie uprzedzono o nagrywaniu (§ 3 ust. 2). O dopuszczeniu rozstrzyga Sekretarz.',
    short: 'rozmowa bez komunikatu o nagrywaniu',
  },
  'manifest-mismatch': {
    sentence:
      'Opis nagrania nie zgadza się z wpisem serwera odsłuchu, dlatego nagranie nie zostało otwarte. Należy powiadomić informatyka.',
    short: 'opis nagrania niezgodny z wpisem',
  },
  'key-unusable': {
    sentence: 'Serwer odsłuchu nie ma sprawnego klucza tego nagrania. Należy powiadomić informatyka.',
    short: 'brak sprawnego klucza nagrania',
  },
  'bad-public-key': {
    sentence:
      'Program nie przygotował poprawnego klucza odbioru. Należy uruchomić program ponownie i powtórzyć próbę.',
    short: 'niepoprawny klucz odbioru',
  },
  'stale-request': {
    sentence:
      'Żądanie dotarło do serwera odsłuchu zbyt późno i zostało odrzucone. Należy spróbować ponownie.',
    short: 'żądanie nadeszło zbyt późno',
  },
  'clock-apart': {
    sentence:
      'Zegary serwerów urzędu nie zgadzają się ze sobą. Dopóki tak jest, można tylko zamknąć nagranie, wstrzymać odsłuchiwanie albo zakończyć upoważnienie. Należy poprosić informatyka o ustawienie zegarów i spróbować ponownie.',
    short: 'zegary serwerów nie zgadzają się',
  },
  'basis-unknown': {
    sentence: 'Tej podstawy prawnej nie ma dziś w wykazie urzędu. Należy wybrać inną podstawę.',
    short: 'podstawa spoza wykazu',
  },
  'sentence-unknown': {
    sentence: 'Tego powodu nie ma dziś w wykazie urzędu. Należy wybrać inny albo wpisać własne słowa.',
    short: 'powód spoza wykazu',
  },
  'statement-missing': {
    sentence: 'Brakuje oświadczenia, którego dziś wymaga ta podstawa. Należy otworzyć uzasadnienie ponownie.',
    short: 'brak wymaganego oświadczenia',
  },
  'justification-too-short': {
    sentence: 'Powód jest zbyt krótki. Należy napisać, dlaczego ten przypadek jest wyjątkowy.',
    short: 'zbyt krótki powód',
  },
  'field-missing': {
    sentence: 'Brakuje danych, których wymaga wybrana podstawa prawna. Należy je uzupełnić.',
    short: 'brak wymaganych danych',
  },
  'person-present-unfit': {
    sentence:
      'Osoba obecna nie może słyszeć tego nagrania: musi mieć własne ważne upoważnienie i nie może być kimś, kto brał udział w rozmowie. Należy zaznaczyć jej wyjście („Osoba wyszła”) albo odsłuchać inne nagranie.',
    short: 'osoba obecna nie może słyszeć nagrania',
  },
  'person-not-admitted': {
    sentence:
      'Osoby obecnej nie dopuszczono: musi mieć własne ważne upoważnienie oraz czynne konto i nie może być kimś, kto brał udział w rozmowie.',
    short: 'osoby obecnej nie dopuszczono',
  },
  'person-already-present': {
    sentence: 'Ta osoba jest już wpisana jako obecna.',
    short: 'osoba jest już obecna',
  },
  'person-not-present': {
    sentence: 'Ta osoba nie jest już wpisana jako obecna.',
    short: 'osoba nie jest obecna',
  },
  'recording-held': {
    sentence: 'To nagranie jest już w tej czynności zabezpieczone jako dowód.',
    short: 'nagranie jest już zabezpieczone',
  },
  'act-unknown': {
    sentence: 'Nie ma takiej czynności odsłuchania. Należy otworzyć ją z listy „Moje protokoły”.',
    short: 'nie ma takiej czynności',
  },
  'act-not-yours': {
    sentence:
      'Tę czynność odsłuchania prowadzi inna osoba. Można odsłuchiwać tylko we własnych czynnościach.',
    short: 'czynność innej osoby',
  },
  'act-not-open': {
    sentence:
      'Ten protokół jest już zakończony. Dopóki nie dołączono go do akt ani nie sprostowano i nie minęło 7 dni, można wybrać „Wróć do odsłuchania” (wydruk straci ważność); potem słucha się w nowej czynności.',
    short: 'czynność już zakończona',
  },
  'act-over': {
    sentence:
      'Minęło 7 dni od rozpoczęcia tej czynności, dlatego nie można w niej dalej słuchać. Protokół można zakończyć i dołączyć do akt.',
    short: 'minęło 7 dni czynności',
  },
  'listening-suspended': {
    sentence:
      'Odsłuchiwanie w urzędzie jest wstrzymane. Wznawia je Sekretarz; ustalenia można dalej zapisywać, a protokoły kończyć i dołączać do akt.',
    short: 'odsłuchiwanie wstrzymane',
  },
  'malformed-request': {
    sentence:
      'Serwer odsłuchu nie zrozumiał żądania. Należy sprawdzić wpisane dane i spróbować ponownie, a jeśli to się powtórzy, powiadomić informatyka.',
    short: 'niezrozumiałe żądanie',
  },
  'many-refusals': {
    sentence:
      'W ciągu godziny odmówiono zbyt wiele razy. Także tej prośbie odmówiono; dalsze odmowy wpisuje się łącznie, bez osobnych numerów, a odpowiedź przychodzi po kilkunastu sekundach. Potrwa to, dopóki w ciągu godziny jest tyle odmów. Pytania przyjmuje Sekretarz.',
    short: 'wiele odmów w ciągu godziny',
  },

  'act-still-playing': {
    sentence:
      'Serwer odsłuchu nie odnotował jeszcze zamknięcia nagrania. Należy spróbować ponownie za chwilę.',
    short: 'nagranie jest jeszcze otwarte',
  },
  'findings-missing': {
    sentence:
      'Brakuje ustaleń. Należy wpisać, co ustalono, albo zaznaczyć „To nie ta rozmowa” przy każdym nagraniu.',
    short: 'brak ustaleń',
  },
  'act-not-completed': {
    sentence: 'Protokół nie jest jeszcze zakończony. Najpierw należy wybrać „Zakończ i drukuj”.',
    short: 'protokół nie jest zakończony',
  },
  'act-not-abandoned': {
    sentence: 'Ten protokół może jeszcze zakończyć osoba, która go rozpoczęła.',
    short: 'protokół może zakończyć jego autor',
  },
  'day-in-future': {
    sentence: 'Data dołączenia nie może być późniejsza niż dzisiejsza. Należy ją poprawić.',
    short: 'data późniejsza niż dzisiejsza',
  },
  'day-before-completion': {
    sentence: 'Data dołączenia nie może być wcześniejsza niż zakończenie protokołu. Należy ją poprawić.',
    short: 'data sprzed zakończenia protokołu',
  },
  'act-changed-too-often': {
    sentence:
      'Tę czynność zmieniano w ciągu ostatniej godziny zbyt wiele razy. Należy odczekać i spróbować ponownie.',
    short: 'zbyt wiele zmian czynności w ciągu godziny',
  },
  'correction-outdated': {
    sentence:
      'Protokół sprostowano już w międzyczasie. Należy otworzyć go ponownie i prostować to, co teraz zawiera.',
    short: 'protokół sprostowano w międzyczasie',
  },
  'nothing-corrected': {
    sentence:
      'Niczego nie zmieniono. Sprostowanie zapisuje się, gdy zmieniono znak sprawy albo treść protokołu.',
    short: 'sprostowanie niczego nie zmienia',
  },
  ...documentFailures,

  'not-secretary': {
    sentence: 'Ta czynność należy do Sekretarza albo zastępcy. Należy zwrócić się do nich.',
    short: 'czynność należy do Sekretarza',
  },
  'not-suspender': {
    sentence:
      'Odsłuchiwanie wstrzymuje Sekretarz, zastępca, Burmistrz albo administrator systemu. Należy zwrócić się do nich.',
    short: 'wstrzymać może Sekretarz, Burmistrz lub administrator',
  },
  'listening-not-suspended': {
    sentence: 'Odsłuchiwanie nie jest wstrzymane. Nie ma czego wznawiać.',
    short: 'odsłuchiwanie nie było wstrzymane',
  },
  'password-not-proved': {
    sentence: 'Serwer odsłuchu nie potwierdził hasła, więc niczego nie zapisano. Należy spróbować ponownie.',
    short: 'hasła nie potwierdzono',
  },
  ...authorityFailures,
  ...{ ...keepingFailures, ...qualityFailures },
  'ingest-rejected': {
    sentence:
      'Serwer odsłuchu nie przyjął nagrania. Przyczynę zapisano w dzienniku; należy powiadomić informatyka.',
    short: 'nagrania nie przyjęto',
  },
  'row-changed': {
    sentence:
      'Opis nagrania w bazie danych zmieniono, zanim przyjął je serwer odsłuchu, dlatego nie zostało przyjęte. Należy niezwłocznie powiadomić Sekretarza, ustalić, kto zmienia bazę, i wczytać plik źródłowy ponownie.',
    short: 'zmieniony opis nagrania',
  },

  'recording-missing': {
    sentence: 'Pliku nagrania nie ma w zasobie. Należy powiadomić informatyka; zapis w rejestrze pozostaje.',
    short: 'brak pliku nagrania',
  },
  'recording-foreign': {
    sentence:
      'Plik w zasobie należy do innego nagrania, dlatego nie został odtworzony. Należy powiadomić informatyka.',
    short: 'plik innego nagrania',
  },
  'recording-truncated': {
    sentence: 'Plik nagrania jest niepełny, dlatego nie został odtworzony. Należy powiadomić informatyka.',
    short: 'plik niepełny',
  },
  'recording-damaged': {
    sentence:
      'Plik nagrania jest uszkodzony lub zmieniony, dlatego odtwarzanie przerwano. Należy powiadomić informatyka.',
    short: 'plik uszkodzony',
  },

  ...caseNumberFailures,
} as const satisfies FailureWords<FailureCode>;

/** Border check for reasons that arrive as text: a newer keeper may know some that this program has no short form for. */
export function isRefusalCode(text: string): text is RefusalCode {
  return isFailureCode(text) && 'short' in failures[text];
}
