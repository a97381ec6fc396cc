import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ListedReview, ReviewDetail, ReviewItem } from '../../shared/review.ts';
import type { Role } from '../../shared/values.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import { call, lookEvery, queryClient } from '../api.ts';
import { limits } from '../limits.ts';

/** All reviews, newest first; asked anew each time that a page with them is opened, and from time to time. */
export function useReviews(enabled = true): UseQueryResult<{ reviews: ListedReview[] }> {
  return useQuery({
    queryKey: ['review.list'],
    queryFn: () => call('review.list', {}),
    enabled,
    staleTime: 0,
    refetchInterval: lookEvery,
  });
}

/** How many reviews wait for whoever is signed in. */
export function useWaitingReviews(enabled: boolean): number {
  const { data } = useReviews(enabled);
  return data?.reviews.filter(({ waits }) => waits).length ?? 0;
}

/** A review; read again whenever the list says something else of it. Null asks for none. */
export function useReview(listed: ListedReview | null): UseQueryResult<ReviewDetail> {
  const review = listed?.review ?? '';
  return useQuery({
    queryKey: ['review.read', review, listed?.last, listed?.number],
    queryFn: () => call('review.read', { review }),
    enabled: listed !== null,
    placeholderData: (before) => (before?.review === review ? before : undefined),
    staleTime: 0,
  });
}

/** The entry that a matter about an item names. */
export function aboutOf(item: ReviewItem): number | null {
  if (item.what === 'act') return item.about;
  return (item.what === 'refusals' ? item.refusals : item.requests)[0]?.seq ?? null;
}

/** After something was judged or concluded; a verdict heeds an answer. */
export async function refreshReviews(): Promise<void> {
  await Promise.all(
    ['review.list', 'review.read', 'review.searches', 'matter.list'].map((name) =>
      queryClient.invalidateQueries({ queryKey: [name] }),
    ),
  );
}

/** The review to go on with: the oldest that waits for whoever asks, else the oldest. */
export function openReview(reviews: readonly ListedReview[]): ListedReview | null {
  const open = reviews.filter(({ number }) => number === null).reverse();
  return open.find(({ waits }) => waits) ?? open[0] ?? null;
}

/** By when a review is to be concluded, a legal day. */
export function dueDay({ opened }: Pick<ListedReview, 'opened'>): string {
  return addDays(opened, limits().authority.reviewDays);
}

/** The month after those that are reviewed, by a day of it, and the day on which its review opens. */
export function nextReview(reviews: readonly ListedReview[]): { month: string; opens: string } {
  const [newest] = reviews;
  const month = newest === undefined ? `${legalDay().slice(0, 7)}-01` : addDays(newest.to, 1);
  return { month, opens: addDays(addMonths(month, 1), 7) };
}

/** What somebody may make of an item, as far as the program knows; the keeper judges it. */
export function mayDo(item: ReviewItem, roles: readonly Role[]): 'judge' | 'refer' | 'nothing' {
  if (roles.includes('secretary')) {
    if (!item.ofDesk) return 'judge';
    return item.judged === null || item.judged.verdict === 'referred' ? 'refer' : 'nothing';
  }
  return item.ofDesk && !item.own ? 'judge' : 'nothing';
}

/** The next item after one that waits for this person; from the end on from the beginning. */
export function nextItem(
  items: readonly ReviewItem[],
  after: string,
  roles: readonly Role[],
): ReviewItem | null {
  const at = items.findIndex(({ item }) => item === after);
  const turned = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))];
  const isOpen = ({ judged }: ReviewItem): boolean =>
    judged === null ||
    (judged.verdict === 'referred' && roles.includes('mayor') && !roles.includes('secretary'));
  return turned.find((one) => isOpen(one) && mayDo(one, roles) !== 'nothing') ?? null;
}
