import type { Handlers } from '../../shared/contract.ts';
import { peopleTold } from '../../shared/matter.ts';
import { session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { readMatters } from './matters.ts';
import { peopleQuery } from './queries.ts';

export const matterHandlers = {
  'matter.list': async (filter) => ({ matters: await readMatters(session(), filter) }),
  'matter.people': async () => ({ people: await read(session().db, peopleTold, peopleQuery) }),
  'matter.enter': async (body) => {
    const { payload } = await session().submit('matter', body);
    return { number: payload.number };
  },
} satisfies Partial<Handlers>;
