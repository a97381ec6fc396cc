import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  firstCard,
  cardKey,
  noticesOf,
  ownStateText,
  remarksPlace,
  waitingCards,
  type OwnCard,
} from '../../renderer/quality/own-cards.ts';
import { startText } from '../../renderer/text.ts';
import type { Mine, Standing } from '../../shared/quality.ts';
import { approvedOf, planOf, standingOf, today } from './renderer-quality.fixture.ts';

beforeAll(startText);

const plan = approvedOf(3, '2026-11-20', { own: false });
const cardOf = (nr: number, standing: Partial<Standing>): OwnCard => ({
  ...{ position: { plan: plan.plan, nr }, startedAt: '2026-11-05T09:58:00.000Z' },
  standing: standingOf({ state: 'submitted', score: 5100, until: '2026-12-02', ...standing }),
});
const closed = { state: 'closed' } as const;

describe('whoever is evaluated', () => {
  it('is told of a review while it is heard, on the day of its approval too, and of none that is over', () => {
    const told = (...plans: (typeof plan)[]): string[] =>
      noticesOf({ plans, today }).map((one) => one.number ?? '');
    expect(told(plan, approvedOf(6, today))).toEqual(['PJ/3/2026', 'PJ/6/2026']);
    for (const state of ['returned', 'lapsed', 'completed', 'filed', 'interrupted'] as const)
      expect(told(planOf(1, { state })), state).toEqual([]);
    expect(told({ ...plan, until: '2026-11-25' })).toEqual([]);
  });

  it('has the page once a review is about them, and as long as a card is there', () => {
    const waitingOf = (data: Mine | undefined) => waitingCards(data, false);
    expect(waitingOf(undefined)).toEqual({ evaluated: false, cards: 0 });
    expect(waitingCards(undefined, true)).toEqual({ evaluated: true, cards: 0 });
    const over = { ...plan, until: '2026-11-25' };
    expect(waitingOf({ today, plans: [plan], cards: [] })).toEqual({ evaluated: true, cards: 0 });
    expect(waitingOf({ today, plans: [over], cards: [] })).toEqual({ evaluated: false, cards: 0 });
    const cards = [cardOf(1, {}), cardOf(2, closed), cardOf(3, { state: 'remarked' })];
    expect(waitingOf({ today, plans: [over], cards })).toEqual({ evaluated: true, cards: 1 });
  });

  it('begins with the words that were not sent, else with what is due first, else with the newest', () => {
    const cards = [cardOf(1, closed), cardOf(2, { until: '2026-12-04' }), cardOf(3, {})];
    const firstOf = (all: OwnCard[], typed = ''): string | null => firstCard(all, (place) => place === typed);
    const key = (nr: number): string => cardKey({ plan: plan.plan, nr });
    expect(firstOf(cards)).toBe(key(3));
    expect(firstOf(cards, remarksPlace({ plan: plan.plan, nr: 1 }))).toBe(key(1));
    expect(firstOf(cards.slice(0, 1))).toBe(key(1));
    expect(firstOf([])).toBeNull();
  });

  it.each<[string, Partial<Standing>, boolean]>([
    ['uwagi do 02.12.2026', {}, false],
    [
      'uwagi 24.11.2026, czeka na odpowiedź',
      { state: 'remarked', remarkedOn: '2026-11-24', remarked: true },
      false,
    ],
    [
      'uwagi 24.11.2026, przegląd przerwano',
      { state: 'remarked', remarkedOn: '2026-11-24', remarked: true },
      true,
    ],
    ['zamknięta, uwagi 24.11.2026', { state: 'closed', remarkedOn: '2026-11-24', remarked: true }, false],
    ['zamknięta bez uwag', { state: 'closed', remarkedOn: '2026-11-24' }, false],
    ['zamknięta bez uwag', closed, true],
    ['pominięta – poza obsługą', { state: 'omitted', omitted: 'not-service', until: null }, false],
  ])('reads of a card: %s', (said, standing, interrupted) => {
    expect(ownStateText(i18next.t, cardOf(1, standing), interrupted)).toBe(said);
  });
});
