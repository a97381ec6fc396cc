import type { Handlers } from '../../shared/contract.ts';
import { countsOutput } from '../../shared/duties.ts';
import { session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { readDuties, readEmergency } from './duties.ts';
import { countsQuery } from './queries.ts';

export const dutiesHandlers = {
  'duties.list': () => readDuties(session()),
  'duties.counts': ({ from, to }) => read(session().db, countsOutput, countsQuery, [from, to]),
  'duties.emergency': () => readEmergency(session()),
  'duties.suspend': async (body) => {
    await session().submit('suspend', body);
    return {};
  },
  'duties.resume': async ({ password, ...body }) => {
    await session().sign(password, 'resume', body);
    return {};
  },
} satisfies Partial<Handlers>;
