import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it } from 'vitest';
import { askAgain } from '../../renderer/paged.ts';

/** What „Spróbuj ponownie” asks for in a list that comes in pages. */

let asked: number[] = [];
let away = false;
const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
const list = () => {
  asked = [];
  return new InfiniteQueryObserver(client, {
    queryKey: ['list'],
    queryFn: ({ pageParam }) => {
      asked.push(pageParam);
      return away ? Promise.reject(new Error('away')) : Promise.resolve({ next: pageParam === 1 ? 2 : null });
    },
    initialPageParam: 1,
    getNextPageParam: (last: { next: number | null }) => last.next,
  });
};

afterEach(() => {
  away = false;
  client.clear();
});

it('what is there already, where asking for it anew failed: its end is no answer', async () => {
  const observer = list();
  await observer.refetch();
  await observer.fetchNextPage();
  away = true;
  expect((await observer.refetch()).isError).toBe(true);
  away = false;
  asked = [];
  await askAgain(observer.getCurrentResult());
  expect(asked).toEqual([1, 2]);
  expect(observer.getCurrentResult().isError).toBe(false);
});

it('the next page alone, where that is what failed; the first one, where there is none', async () => {
  const observer = list();
  away = true;
  await observer.refetch();
  away = false;
  await askAgain(observer.getCurrentResult());
  expect(asked).toEqual([1, 1]);
  away = true;
  await observer.fetchNextPage();
  away = false;
  asked = [];
  await askAgain(observer.getCurrentResult());
  expect(asked).toEqual([2]);
});
