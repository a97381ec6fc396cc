import type { Handlers } from '../../shared/contract.ts';
import { previewOutput } from '../../shared/quality.ts';
import { session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { readCard } from './card.ts';
import { readMine } from './own-cards.ts';
import { readPlans } from './plans.ts';
import { previewQuery } from './queries.ts';
import { readQueue } from './queue.ts';
import { readResults } from './results.ts';

export const qualityHandlers = {
  'quality.plans': () => readPlans(session()),
  'quality.queue': ({ plan }) => readQueue(session(), plan),
  'quality.preview': (terms) => read(session().db, previewOutput, previewQuery, [terms]),
  'quality.propose': async (body) => ({ plan: (await session().submit('qualityPlan', body)).command }),
  'quality.decide': async ({ password, ...said }) => {
    const { payload } = await session().sign(password, 'qualityVerdict', said);
    return { number: payload.number };
  },
  'quality.card': (position) => readCard(session(), position),
  'quality.mine': () => readMine(session()),
  'quality.score': async (body) => ({ seq: (await session().submit('qualityScore', body)).seq }),
  'quality.omit': async (body) => ({ seq: (await session().submit('qualityOmission', body)).seq }),
  'quality.remark': async (body) => ({ seq: (await session().submit('qualityRemark', body)).seq }),
  'quality.results': () => readResults(session()),
} satisfies Partial<Handlers>;
