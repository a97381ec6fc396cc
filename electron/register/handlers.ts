import { hostname } from 'node:os';
import { type RegisterFilter, searchRow, told } from '../../shared/register.ts';
import type { Handlers } from '../../shared/contract.ts';
import { emergencyLine } from '../paper/emergency.ts';
import type { Printable } from '../paper/pdf.ts';
import { printDocument, saveDocument } from '../paper/print.ts';
import { citationOf } from '../paper/rules.ts';
import { session, type Session } from '../session/current.ts';
import { readRows } from '../session/read.ts';
import { settings } from '../settings.ts';
import { makeRegister } from './document.ts';
import { registerContent } from './content.ts';
import { exportRegister } from './export.ts';
import { interrupt } from './interrupting.ts';
import { makePackage } from './package.ts';
import { searchesQuery, storyQueries } from './queries.ts';
import { listRegister, nextOf, readSummary, signedRegister } from './register.ts';

const page = 100;

export const registerHandlers = {
  'register.rows': ({ filter, before }) => listRegister(session(), filter, before, page),
  'register.searches': async ({ filter, before }) => {
    const rows = await readRows(session().db, searchRow, searchesQuery, [filter, before, page]);
    return { rows, next: nextOf(rows, page) };
  },
  'register.summary': ({ filter }) => readSummary(session(), filter),
  'register.print': async ({ filter }) => ({ printed: await printDocument(await paper(session(), filter)) }),
  'register.savePdf': async ({ filter }) => ({
    saved: await saveDocument(await paper(session(), filter), 'file-not-saved'),
  }),
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

/** All that the filter lets through, as D2. */
async function paper(current: Session, filter: RegisterFilter): Promise<Printable> {
  const { rows, missing, head, ...signed } = await signedRegister(current, filter);
  const summary = await readSummary(current, filter);
  const { office, regulation } = settings();
  const around = {
    office,
    regulation: citationOf(signed.regulation, regulation.title),
    login: current.login,
    host: hostname(),
    now: new Date().toISOString(),
    missing: { protocol: missing, entry: summary.missing.entry },
    head: head === null ? null : { seq: head.seq, hash: head.hash.toString('hex') },
    emergency: await emergencyLine(current),
    from: filter.from,
    to: filter.to,
  };
  // The bundle stands beside its fonts.
  return makeRegister(registerContent(filter, rows, summary.people), around, __dirname);
}
