import type { Plans, Queued, ShownCard, ShownPlan, Standing } from '../../shared/quality.ts';
import { reviewCriteria } from '../../shared/quality-criteria.ts';
import { uuidOf } from './vectors-secrets.ts';

/** Reviews of quality as the page is told of them, on the 26th of November 2026. */

export const today = '2026-11-26';

export function planOf(seq: number, change: Partial<ShownPlan> = {}): ShownPlan {
  return {
    ...{ plan: uuidOf(`plan ${seq}`), seq, hash: '0'.repeat(64), person: 'Iwona Gil', own: false },
    ...{ proposedAt: '2026-11-24T09:00:00.000Z', case: `SEK.0643.${seq}.2026` },
    ...{ departments: ['Wydział Oświaty', 'Wydział Świadczeń'], from: '2026-11-02', to: '2026-11-20' },
    ...{ until: '2026-12-11', size: 12, perPerson: 2, shortestS: 30, longestMin: 30 },
    ...{ why: 'Po zmianie wniosku wzrosła liczba telefonów.', criteria: [...reviewCriteria] },
    ...{ state: 'proposed', number: null, verdict: null, draw: null },
    ...{ act: null, protocol: null, opened: 0, scored: 0, remarked: 0, open: false, ...change },
  };
}

/** One of whoever asks, approved on a day; heard from the day after. */
export function approvedOf(seq: number, on: string, change: Partial<ShownPlan> = {}): ShownPlan {
  return planOf(seq, {
    ...{ own: true, state: 'approved', number: `PJ/${seq}/2026`, open: on < today },
    verdict: { seq: seq + 1, on, person: 'Halina Dudek', reason: null },
    draw: { seq: seq + 2, eligible: 140, drawn: 15 },
    ...change,
  });
}

export const plansOf = (...plans: ShownPlan[]): Plans => ({
  today,
  limits: {
    noticeDays: 14,
    planDays: 60,
    perPersonYear: 12,
    fewCards: 5,
    fewPersons: 3,
    remarkWorkingDays: 7,
  },
  basis: {
    ...{ act: 'zarządzenie Nr ADK.120.21.2025', actDay: '2025-09-01', informedOn: '2025-09-08' },
    ...{ firstDay: '2025-09-22', name: 'Przegląd jakości obsługi' },
  },
  departments: ['Kancelaria Ogólna', 'Wydział Oświaty', 'Wydział Świadczeń'],
  plans,
});

export function queuedOf(nr: number, change: Partial<Queued> = {}): Queued {
  return {
    ...{ nr, recording: uuidOf(`recording ${nr}`), startedAt: '2026-11-05T08:14:00.000Z' },
    ...{ durationMs: 192_000, department: 'Wydział Oświaty', part: 1, parts: 1, there: true },
    ...{ opened: false, person: null },
    standing: {
      ...{ state: 'drawn', score: null, until: null, remarkedOn: null, remarked: false, omitted: null },
    },
    ...change,
  };
}

const unsaid = { score: null, until: null, remarkedOn: null, remarked: false, omitted: null };
export const standingOf = (change: Partial<Standing>): Standing => ({ ...unsaid, state: 'drawn', ...change });

/** A card of the 23rd, of a call of the 5th, on which remarks may be made until the 2nd of December. */
export function cardOf(nr: number, change: Partial<ShownCard> = {}): ShownCard {
  return {
    ...{ position: { plan: uuidOf('plan 3'), nr }, rates: false, number: 'PJ/3/2026' },
    ...{ case: 'SEK.0643.3.2026', criteria: [...reviewCriteria], recording: uuidOf(`recording ${nr}`) },
    ...{ startedAt: '2026-11-05T09:58:00.000Z', durationMs: 451_000, department: 'Wydział Podatków i Opłat' },
    ...{ part: 1, parts: 1, keptUntil: '2027-11-05', rater: 'Iwona Gil', interrupted: false },
    person: { displayName: 'Paweł Sowa', post: 'inspektor', unit: 'Wydział Podatków i Opłat' },
    standing: standingOf({ state: 'submitted', score: 5100, until: '2026-12-02' }),
    versions: [
      {
        ...{ seq: 5100, at: '2026-11-23T10:00:00.000Z', heardMs: 432_000, result: 81 },
        words: {
          ...{ levels: [3, 3, 2, 2, null, 3], comments: { INFORMACJA: 'Zabrakło terminu drugiej raty.' } },
          annotations: [
            { from: 41_000, to: 52_000, criterion: 'POTRZEBA', text: 'Powtarza sprawę własnymi słowami' },
            { from: 252_000, to: 260_000, criterion: null, text: '„decyzja wymiarowa”' },
          ],
          ...{ summary: 'Rozmowa rzeczowa i życzliwa.', reply: null },
        },
      },
    ],
    ...{ remark: null, omission: null, ...change },
  };
}
