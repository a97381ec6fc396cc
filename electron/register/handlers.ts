import { searchRow, told } from '../../shared/register.ts';
import type { Handlers } from '../../shared/contract.ts';
import { session } from '../session/current.ts';
import { readRows } from '../session/read.ts';
import { exportRegister } from './export.ts';
import { interrupt } from './interrupting.ts';
import { makePackage } from './package.ts';
import { searchesQuery, storyQueries } from './queries.ts';
import { listRegister, nextOf, readSummary } from './register.ts';

const page = 100;

export const registerHandlers = {
  'register.rows': ({ filter, before }) => listRegister(session(), filter, before, page),
  'register.searches': async ({ filter, before }) => {
    const rows = await readRows(session().db, searchRow, searchesQuery, [filter, before, page]);
    return { rows, next: nextOf(rows, page) };
  },
  'register.summary': ({ filter }) => readSummary(session(), filter),
  'register.export': async ({ filter }) => ({ done: await exportRegister(session(), filter) }),
  'register.package': async (asked) => ({ done: await makePackage(session(), asked) }),
  'register.interrupt': async () => {
    interrupt();
    return {};
  },
  'register.story': async ({ of, id, after }) => {
    const entries = await readRows(session().db, told, storyQueries[of], [id, after, page]);
    return { entries, next: nextOf(entries, page) };
  },
} satisfies Partial<Handlers>;
