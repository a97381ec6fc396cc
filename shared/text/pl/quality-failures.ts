import type { FailureCode, FailureWords } from '../../failure.ts';

/** Why a plan or a card of a review of quality is not what somebody wants, or a call is not heard under it: see `failures`. */
export const qualityFailures = {
  'reviews-not-allowed': {
    sentence: 'Urząd nie dopuścił przeglądów jakości. Sprawę prowadzi Sekretarz.',
    short: 'urząd nie dopuścił przeglądów jakości',
  },
  'quality-not-covered': {
    sentence: 'Upoważnienie nie obejmuje przeglądów jakości. Rozszerza je Burmistrz.',
    short: 'upoważnienie nie obejmuje przeglądów jakości',
  },
  'basis-by-plan': {
    sentence: 'Tej podstawy używa się tylko w przeglądzie jakości.',
    short: 'podstawa tylko dla przeglądu jakości',
  },
  'plan-unknown': {
    sentence: 'Nie ma takiego planu.',
    short: 'nie ma takiego planu',
  },
  'plan-terms': {
    sentence:
      'Plan nie spełnia warunków. Należy sprawdzić komórki, okres i terminy; te dni i komórki może też obejmować inny otwarty plan.',
    short: 'plan nie spełnia warunków',
  },
  'plan-limit': {
    sentence: 'Pięć planów tej osoby czeka już na decyzję Sekretarza. Kolejny można przedstawić po niej.',
    short: 'pięć planów czeka już na decyzję',
  },
  'plan-too-narrow': {
    sentence: 'Plan obejmuje za mało osób. Należy dodać komórki albo wydłużyć okres.',
    short: 'plan obejmuje za mało osób',
  },
  'plan-own': {
    sentence: 'Własnego planu się nie zatwierdza.',
    short: 'własnego planu się nie zatwierdza',
  },
  'plan-decided': {
    sentence: 'Plan już rozstrzygnięto.',
    short: 'plan już rozstrzygnięto',
  },
  'plan-not-open': {
    sentence: 'Przegląd nie jest otwarty. Słucha się od dnia po zatwierdzeniu do końca planu.',
    short: 'przegląd nie jest otwarty',
  },
  'outside-sample': {
    sentence: 'Tej rozmowy nie wylosowano.',
    short: 'tej rozmowy nie wylosowano',
  },
  'not-next': {
    sentence: 'Najpierw wcześniejsza rozmowa.',
    short: 'najpierw wcześniejsza rozmowa',
  },
  'call-unavailable': {
    sentence: 'Rozmowa nie jest już dostępna dla przeglądu.',
    short: 'rozmowa niedostępna dla przeglądu',
  },
  'omissions-used': {
    sentence: 'Limit pominięć wyczerpany.',
    short: 'limit pominięć wyczerpany',
  },
  'not-heard': {
    sentence: 'Rozmowy nie odsłuchano w tym przeglądzie.',
    short: 'rozmowy nie odsłuchano w tym przeglądzie',
  },
  'card-incomplete': {
    sentence: 'Brakuje oceny kryterium, komentarza do oceny 0 lub 1 albo odpowiedzi na uwagi.',
    short: 'brakuje oceny kryterium, komentarza albo odpowiedzi',
  },
  'level-lowered': {
    sentence: 'Po uwagach nie obniża się oceny.',
    short: 'po uwagach nie obniża się oceny',
  },
  'card-outdated': {
    sentence: 'Kartę zmieniono w międzyczasie. Należy wczytać ją ponownie.',
    short: 'kartę zmieniono w międzyczasie',
  },
  'card-closed': {
    sentence: 'Karta jest zamknięta.',
    short: 'karta jest zamknięta',
  },
  'card-unknown': {
    sentence: 'Nie ma takiej karty.',
    short: 'nie ma takiej karty',
  },
  'cards-open': {
    sentence:
      'Przeglądu nie można jeszcze zakończyć: zostały rozmowy do odsłuchania albo karty, które nie są zamknięte. Widać je w kolejce.',
    short: 'nie wszystkie karty są zamknięte',
  },
  'not-in-review': {
    sentence: 'W przeglądzie jakości nie ma tej czynności. Sprawę zgłasza się Sekretarzowi.',
    short: 'nie ma tej czynności w przeglądzie jakości',
  },
} as const satisfies FailureWords<
  Extract<
    FailureCode,
    | 'reviews-not-allowed'
    | 'quality-not-covered'
    | 'basis-by-plan'
    | `plan-${string}`
    | 'outside-sample'
    | 'not-next'
    | 'call-unavailable'
    | 'omissions-used'
    | 'not-heard'
    | 'level-lowered'
    | `card-${string}`
    | 'cards-open'
    | 'not-in-review'
  >
>;
