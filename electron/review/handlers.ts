import type { Handlers } from '../../shared/contract.ts';
import { reviewsOutput, searchesRead } from '../../shared/review.ts';
import { session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { reportDocument } from './document.ts';
import { reviewsQuery, searchesQuery } from './queries.ts';
import { detailOf, readReview } from './review.ts';
import { searcherOf } from './searches.ts';

export const reviewHandlers = {
  'review.list': async () => ({
    reviews: await read(session().db, reviewsOutput.shape.reviews, reviewsQuery),
  }),
  'review.read': async ({ review }) => detailOf(await readReview(session(), review)),
  'review.searches': async ({ review }) => {
    const { hours, people } = await read(session().db, searchesRead, searchesQuery, [review]);
    return { people: people.map((one) => searcherOf(one, hours)) };
  },
  'review.judge': async (verdict) => {
    await session().submit('judge', verdict);
    return {};
  },
  'review.conclude': async ({ password, ...review }) => {
    const { payload } = await session().sign(password, 'conclude', review);
    return { number: payload.number };
  },
  'review.report': async ({ review }) => {
    const { pdf, ...report } = await reportDocument(session(), review);
    return { ...report, pdf: new Uint8Array(pdf) };
  },
} satisfies Partial<Handlers>;
