import type { CardWords } from '../../shared/drafts.ts';
import type { ActDetail } from '../../shared/protocol.ts';
import { reviewCriteria } from '../../shared/quality-criteria.ts';
import type { Queue, Queued, ShownCard } from '../../shared/quality.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { failing } from './answers.ts';
import { rater } from './people.ts';
import { again, all, id, open, queue, row, told } from './quality.ts';
import { alert, answers, at, button, goTo, heading, type Part, press, shows, signIn } from './state.ts';

const today = legalDay();
const stands = (one: Queued, change: Partial<Queued['standing']>): Queued => ({
  ...one,
  standing: { ...one.standing, ...change },
});
const on = (days: number): string => addDays(today, days);
/** Rows in every state, as the office's first weeks leave them. */
const rows = queue.positions.map((one) => {
  const score = 5100 + one.nr;
  if (one.nr === 1) return stands(one, { state: 'closed', score, until: on(-3), remarkedOn: on(-4) });
  if (one.nr === 2 || one.nr === 4)
    return stands(one, {
      ...{ state: 'closed', score, until: on(-1), remarkedOn: on(-2 * one.nr), remarked: true },
    });
  if (one.nr === 3)
    return stands(one, { state: 'omitted', omitted: 'unavailable', score: null, until: null });
  if (one.nr === 5)
    return stands(one, { state: 'remarked', score, until: on(3), remarkedOn: on(-2), remarked: true });
  if (one.nr < 8) return stands(one, { state: 'submitted', score, until: on(one.nr) });
  return one.nr === 8 ? stands({ ...one, opened: true, person: 'Renata Kos' }, { state: 'opened' }) : one;
});
export const scored: Queue = { ...queue, positions: rows, next: 9 };
export const plan = { ...open, opened: 8, scored: 6, remarked: 1 };

export function cardOf(nr: number, change: Partial<ShownCard> = {}): ShownCard {
  const one = rows[nr - 1];
  if (one === undefined) throw new Error(`no call ${String(nr)}`);
  const { recording, startedAt, durationMs, department, part, parts, standing } = one;
  return {
    ...{ position: { plan: open.plan, nr }, rates: true, number: open.number ?? '', case: open.case },
    ...{ criteria: [...reviewCriteria], recording, startedAt, durationMs, department, part, parts, standing },
    ...{ keptUntil: on(320), rater: 'Iwona Gil', interrupted: false },
    person: { displayName: 'Renata Kos', post: 'inspektor', unit: 'Wydział Spraw Obywatelskich' },
    ...{ versions: [], remark: null, omission: null, ...change },
  };
}
const remarked = cardOf(5, {
  versions: [
    {
      ...{ seq: 5120, at: `${on(-8)}T09:40:00.000Z`, heardMs: rows[4]?.durationMs ?? 1, result: 75 },
      words: {
        ...{ levels: [3, 3, 2, 3, 1, 3], comments: { DANE: 'Nie potwierdzono tożsamości.' } },
        ...{ summary: 'Spokojna, rzeczowa rozmowa.', annotations: [], reply: null },
      },
    },
  ],
  remark: {
    ...{ seq: 5187, at: `${on(-2)}T10:12:00.000Z` },
    words:
      'Dzwoniąca podała numer sprawy i datę wniosku, dlatego nie pytałam drugi raz o PESEL. Proszę o ponowne odsłuchanie od 01:40.',
  },
});
export const act: ActDetail = {
  act: {
    ...{ act: open.act ?? id(0), number: open.protocol ?? '', case: open.case, formerCases: [] },
    ...{ corrections: 0, basisLabel: 'Przegląd jakości obsługi – art. 22³ § 4 KP', state: 'started' },
    ...{ openedAt: `${on(-19)}T08:00:00.000Z`, until: `${open.until}T22:59:59.000Z` },
    ...{ completedAt: null, filedOn: null, way: null, recordings: [] },
    plan: { plan: open.plan, number: open.number ?? '' },
  },
  ...{
    findings: '',
    quotations: [],
    remarks: '',
    presentRemarks: [],
    attachments: '',
    present: [],
    holds: [],
  },
  ...{
    keeps: false,
    purpose: 'SERVICE_STANDARDS',
    savedAt: null,
    setAside: false,
    documentName: '',
    print: 1,
  },
};
export const words: CardWords = {
  levels: [3, 3, 2, 1, null, null],
  comments: { INFORMACJA: 'Nie wspomniano o opłacie 17 zł.', JEZYK: 'Urzędowe słowa bez wyjaśnienia.' },
  ...{ summary: 'Sprawna, spokojna rozmowa.', annotations: [], reply: '', base: null, current: 4, place: 0 },
};
export const typed = (card: CardWords) =>
  answers('protocol.typed', {
    value: {
      typed: [
        {
          draft: { kind: 'card', about: rows[7]?.recording, words: card },
          savedAt: `${today}T09:41:22.000Z`,
        },
      ],
    },
  });

/** „Jakość”: cards of calls that were drawn, from the queue to one that is submitted. */
export const qualityCard: Part = [
  at(
    'kolejka',
    ...[told({ ...all, plans: [plan] }), signIn('halina.dudek'), answers('session.me', { value: rater })],
    ...[answers('quality.queue', { value: scored }), answers('protocol.act', { value: act })],
    ...[typed(words), ...again, button('Odsłuchaj nr 8')],
  ),
  at(
    'uwagi',
    ...[answers('quality.card', { value: remarked }), row('uwagi osoby'), heading('Karta 5')],
    shows(/punktów/),
  ),
  at('odpowiedz', press('Odpowiedz na uwagi…'), heading('Karta oceny'), shows('Odpowiedź')),
  at('odpowiedz-braki', press('Przekaż kartę'), shows('Należy odpowiedzieć na uwagi.')),
  at(
    'karta',
    ...[goTo('Jakość'), answers('quality.card', { value: cardOf(8) }), row('w toku')],
    ...[press('Wypełnij kartę 8…'), heading('Karta oceny'), shows('Oceniono 4 z 6')],
  ),
  at('karta-braki', press('Przekaż i odsłuchaj następną'), shows('brakuje oceny')),
  at('pomin', press('Pomiń rozmowę…'), heading('Pomiń rozmowę')),
  at('pomin-braki', press('Pomiń i odsłuchaj następną'), shows('Należy wybrać powód.')),
  at(
    'przekazana',
    ...[typed({ ...words, levels: [3, 3, 2, 1, 3, 'nd'] }), ...again, row('w toku')],
    ...[press('Wypełnij kartę 8…'), shows('Oceniono 6 z 6')],
    ...[answers('playback.prepare', failing('share-unreachable'))],
    answers('quality.score', failing('card-outdated')),
    ...[press('Przekaż i odsłuchaj następną'), shows('Karta 8 przekazana')],
  ),
  at(
    'nie-przekazana',
    // Once the time to take it back is over, however long the pictures before took.
    shows(/^Karty 8 nie przekazano/),
  ),
  at(
    'limit-wyczerpany',
    answers('quality.queue', { value: { ...scored, spare: { left: 0, of: 4 } } }),
    ...[...again, row('w toku'), press('Wypełnij kartę 8…'), press('Pomiń rozmowę…'), alert],
  ),
];
