import { undecidedTold } from '../../shared/announcement.ts';
import type { Handlers } from '../../shared/contract.ts';
import { callsTold, holdsTold, mostCalls } from '../../shared/keeping.ts';
import { session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { checkedCalls, checkUntold } from './calls.ts';
import { completenessOf, readCompleteness } from './completeness.ts';
import { detailOf, readHold } from './holds.ts';
import { nightsOf, readNightList, readNights } from './nights.ts';
import { callsQuery, holdsQuery, undecidedQuery } from './queries.ts';
import { readRestrictions } from './restrictions.ts';

export const keepingHandlers = {
  'keeping.holds': (filter) => read(session().db, holdsTold, holdsQuery, [filter]),
  'keeping.hold': async ({ seq }) => detailOf(await readHold(session(), seq), session().guid),
  'keeping.calls': async ({ day, hour, extension }) => {
    const told = await read(session().db, callsTold, callsQuery, [day, hour, extension]);
    const calls = await checkedCalls(session(), { day, hour }, told.slice(0, mostCalls));
    return { calls, more: told.length > mostCalls };
  },
  'keeping.secure': async ({ password, ...said }) => {
    const { seq, payload } = await session().sign(password, 'hold', { act: null, ...said });
    return { seq, number: payload.number };
  },
  'keeping.review': async (body) => {
    const { payload } = await session().submit('hold-review', body);
    return { review: payload.review };
  },
  'keeping.end': async ({ password, ...said }) => {
    await session().sign(password, 'hold-end', said);
    return {};
  },
  'keeping.restrictions': () => readRestrictions(session()),
  'keeping.restrict': async ({ password, ...said }) => {
    await session().sign(password, 'restrict', said);
    return {};
  },
  'keeping.nights': async ({ month }) => nightsOf(await readNights(session(), month)),
  'keeping.nightList': ({ of }) => readNightList(session(), of),
  'keeping.completeness': async ({ month }) =>
    completenessOf(await readCompleteness(session(), month), month, new Date()),
  'keeping.explain': async (body) => {
    await session().submit('explain', body);
    return {};
  },
  'keeping.undecided': () => read(session().db, undecidedTold, undecidedQuery),
  'keeping.admit': async ({ password, shown, ...said }) => {
    await checkUntold(session(), said.recording, shown);
    await session().sign(password, 'admit', said);
    return {};
  },
  'keeping.silent': async ({ password, ...said }) => {
    await session().sign(password, 'silent', said);
    return {};
  },
} satisfies Partial<Handlers>;
