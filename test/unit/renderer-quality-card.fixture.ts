import { afterEach, beforeEach, vi } from 'vitest';
import { forgetPerson } from '../../renderer/memory.ts';
import { beginCard, emptyCard, filledCard } from '../../renderer/quality/card.ts';
import type { Result } from '../../shared/contract.ts';
import type { CardWords } from '../../shared/drafts.ts';
import { reviewCriteria } from '../../shared/quality-criteria.ts';
import type { ShownCard } from '../../shared/quality.ts';
import { approvedOf, queuedOf } from './renderer-quality.fixture.ts';

/** A card of the first call of a plan, while it is filled in and submitted. */

export const [first, second] = [queuedOf(1).recording, queuedOf(2).recording];
export const criteria = [...reviewCriteria];
export const plan = approvedOf(3, '2026-11-20').plan;
export const words = (): CardWords => filledCard()?.words ?? emptyCard(0);
export const stretch = (from: number, text = '') => ({ from, to: from + 1000, criterion: 'DANE', text });

export const queuedCard = {
  position: { plan, nr: 1 },
  standing: queuedOf(1).standing,
} satisfies Pick<ShownCard, 'position' | 'standing'>;

/** What was sent, and what is answered to a card; anew for each test, in which time stands still. */
export function cardOffice(): {
  sent: { channel: string; input: unknown }[];
  answer: () => Promise<Result<unknown>>;
} {
  const office: ReturnType<typeof cardOffice> = { sent: [], answer: () => new Promise(() => undefined) };
  beforeEach(() => {
    vi.useFakeTimers();
    forgetPerson();
    office.sent = [];
    office.answer = () => Promise.resolve({ ok: true, value: { seq: 5200 } });
    vi.stubGlobal('window', {
      office: {
        call: (channel: string, input: unknown) => {
          office.sent.push({ channel, input });
          if (channel === 'quality.score') return office.answer();
          return Promise.resolve({ ok: true, value: { savedAt: '2026-11-26T09:00:00.000Z' } });
        },
        on: () => () => undefined,
      },
    });
    beginCard(first, emptyCard(criteria.length));
  });
  afterEach(() => vi.useRealTimers());
  return office;
}
