import { QueryClientProvider } from '@tanstack/react-query';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { queryClient } from '../../renderer/api.ts';
import { useWaiting } from '../../renderer/keeping/holds.ts';

it('the number at „Nagrania” counts lists that wait for those alone who may confirm them, though one question answers it and the holds', () => {
  const counts = { open: 4, recordings: 9, review: 2, ended: 0, stopped: 3, restrictions: 1, erasures: 1 };
  queryClient.setQueryData(['keeping.holds', 'counts'], {
    ...{ today: '2026-11-25', nextReview: '2027-05-25' },
    counts,
    more: false,
    rows: [],
  });
  const counted = (confirms: boolean): string => {
    const Rail = () => `${useWaiting('review', true)} ${useWaiting('stopped', confirms)}`;
    return renderToString(createElement(QueryClientProvider, { client: queryClient }, createElement(Rail)));
  };
  expect(counted(true)).toBe('2 3');
  expect(counted(false)).toBe('2 0');
});
