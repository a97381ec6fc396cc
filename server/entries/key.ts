import { legalMonth } from '../../shared/warsaw.ts';
import { headOf, refuse, type Decide } from './request.ts';

/**
 * A wrapping pair for a Warsaw month: the private half stays in the keystore, the public half goes into the entry.
 * Refuses `ingest-rejected` for a month that has one, and for one that has not begun.
 */
export const decideKey: Decide<'key'> = async (desk, request, { month }) => {
  const now = desk.time.now();
  if (desk.state.keys.has(month) || month > legalMonth(new Date(now))) refuse('ingest-rejected');
  const publicKey = desk.keys.ensureMonthKey(month).toString('base64');
  const head = headOf('key', desk, request, now);
  return { content: { payload: () => ({ ...head, month, public: publicKey }), words: null } };
};
