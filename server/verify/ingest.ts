import { legalMonth } from '../../shared/warsaw.ts';
import { must, type Rules } from './scene.ts';

/** The exchange's clock may be so far ahead of the keeper's. Milliseconds. */
const ahead = 86_400_000;

/** The rules of what comes in. */
export const ingest: Rules<'key' | 'ingest' | 'stubs'> = {
  key: {
    by: 'ingest',
    check: ({ at }, { month }) => must(month <= legalMonth(new Date(at)), 'month'),
  },
  ingest: {
    by: 'ingest',
    words: true,
    check: ({ state, at }, { wrappingKey, startedAt }) => {
      const began = Date.parse(startedAt);
      must(state.keys.has(wrappingKey) && legalMonth(new Date(began)) === wrappingKey, 'month');
      must(began <= at + ahead, 'recording-time');
    },
  },
  stubs: { by: 'ingest' },
};
