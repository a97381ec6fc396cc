import { z } from 'zod';
import { type AskedRows, instrumentsOutput } from '../../shared/authorisation.ts';
import type { Handlers } from '../../shared/contract.ts';
import type { Entered } from '../../shared/node/verdict.ts';
import type { InstrumentWhat, SignedAsked } from '../../shared/ledger/instrument.ts';
import { scannedPaper } from '../../shared/node/scan.ts';
import { fail } from '../failed.ts';
import { session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { readDetail, readOwn, readScan } from './paper.ts';
import { departmentsQuery, instrumentsQuery } from './queries.ts';

export const authorisationHandlers = {
  'authorisation.list': async ({ filter }) => {
    const { db, guid: own } = session();
    return { ...(await read(db, instrumentsOutput, instrumentsQuery, [filter])), own };
  },
  'authorisation.paper': ({ number }) => readDetail(session(), number),
  'authorisation.own': async () => ({ own: await readOwn(session()) }),
  'authorisation.people': async ({ typed, by }) => {
    const { people } = session();
    const found = await (by === 'name' ? people.search(typed) : people.inDepartment(typed));
    return {
      people: found.map(({ guid, login, displayName, title: post, department: unit }) => ({
        ...{ guid, login, displayName, post, unit },
      })),
    };
  },
  'authorisation.departments': async () => ({
    departments: await read(session().db, z.array(z.string()), departmentsQuery),
  }),
  'authorisation.scan': async ({ number }) => ({ file: await readScan(session(), number) }),
  'authorisation.prepare': async ({ rows }) =>
    numbersOf(await session().submit('instrument', { what: whatOf(rows), rows, signed: null })),
  'authorisation.register': async ({ rows, signed: { way, ...facts }, file, password }) => {
    const scanned =
      way === 'ezd' ? null : ((file && scannedPaper(Buffer.from(file))) ?? fail('scan-unreadable'));
    const signed: SignedAsked =
      scanned === null
        ? { ...facts, way: 'ezd', scan: null }
        : { ...facts, way: 'paper', scan: scanned.scan };
    const body = { what: whatOf(rows), rows, signed };
    return numbersOf(await session().sign(password, 'instrument', body, scanned?.salted));
  },
  'authorisation.confirm': async ({ shown, password }) => {
    const entries = shown.map(({ seq }) => seq);
    await session().sign(password, 'confirm', { entries, hashes: shown.map(({ hash }) => hash) });
    return {};
  },
  'authorisation.end': async (ending) => {
    await session().submit('revoke', ending);
    return {};
  },
  'authorisation.addPeople': async ({ guids }) => {
    await session().submit('person', { guids });
    return {};
  },
} satisfies Partial<Handlers>;

function whatOf(rows: AskedRows): InstrumentWhat {
  return rows.some((row) => 'office' in row) ? 'appointment' : 'authorisation';
}

function numbersOf({ payload }: Entered<'instrument'>): { numbers: string[] } {
  return { numbers: payload.rows.map(({ number }) => number) };
}
