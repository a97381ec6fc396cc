import type { Handlers } from '../../shared/contract.ts';
import { previewOutput } from '../../shared/quality.ts';
import { quality as words } from '../../shared/text/pl/quality.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { printDocument, saveDocument } from '../paper/print.ts';
import { session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { cardPaper } from './card-paper.ts';
import { readCard } from './card.ts';
import { readMine } from './own-cards.ts';
import { planPaper } from './plan-paper.ts';
import { readPlans } from './plans.ts';
import { previewQuery } from './queries.ts';
import { readQueue } from './queue.ts';
import { readResults, resultsTable } from './results.ts';

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
  'quality.saveResults': async () => {
    const table = resultsTable(await readResults(session()));
    const name = `${words.results.file}_${legalDay()}.csv`;
    return { saved: await saveDocument({ name, pdf: Buffer.from(table) }, 'file-not-saved') };
  },
  'quality.printPlan': async ({ plan }) => ({
    printed: await printDocument(await planPaper(session(), plan)),
  }),
  'quality.savePlan': async ({ plan }) => ({
    saved: await saveDocument(await planPaper(session(), plan), 'file-not-saved'),
  }),
  'quality.printCard': async (position) => ({
    printed: await printDocument(await cardPaper(session(), position)),
  }),
  'quality.saveCard': async (position) => ({
    saved: await saveDocument(await cardPaper(session(), position), 'file-not-saved'),
  }),
} satisfies Partial<Handlers>;
