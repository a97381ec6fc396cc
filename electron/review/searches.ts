import type { z } from 'zod';
import type { Searcher, searchesRead } from '../../shared/review.ts';
import { isOfWork } from './review.ts';

type Read = z.infer<typeof searchesRead>;

/** Searches of a month from which on somebody is named; without having heard anything; and by the same three digits. */
const least = { many: 300, unheard: 10, digits: 10 };

/** What somebody searched in a month, and what of it draws attention. */
export function searcherOf(read: Read['people'][number], work: Read['hours']): Searcher {
  const { hours, ...searcher } = read;
  const { searches, acts, times } = searcher;
  const outside = hours.reduce((sum, { at, count }) => sum + (isOfWork(at, work) ? 0 : count), 0);
  const holds: Record<Searcher['hints'][number], boolean> = {
    many: searches >= least.many,
    hours: outside > 0,
    unheard: acts === 0 && searches >= least.unheard,
    digits: times >= least.digits,
  };
  const hints = (Object.keys(holds) as Searcher['hints']).filter((hint) => holds[hint]);
  return { ...searcher, outside, hints };
}
