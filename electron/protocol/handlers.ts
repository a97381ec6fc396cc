import type { Handlers } from '../../shared/contract.ts';
import { fail } from '../failed.ts';
import { printDocument, saveDocument } from '../paper/print.ts';
import { session } from '../session/current.ts';
import { readActs } from './acts.ts';
import { holdsOf } from './holds.ts';
import { documentOf, documentToSign } from './made.ts';
import { presencesOf } from './present.ts';
import {
  employeesQuery,
  refusalsQuery,
  saveDraftQuery,
  type EmployeeRow,
  type RefusalRow,
} from './queries.ts';
import { documentName, printOf, readProtocol, sealedEntryOf, wordsOf } from './sealed.ts';

export const protocolHandlers = {
  'protocol.acts': async () => ({ acts: await readActs(session()) }),
  'protocol.act': async ({ act: wanted }) => {
    const current = session();
    const [acts, protocol] = await Promise.all([readActs(current), readProtocol(current, wanted)]);
    const act = acts.find((one) => one.act === wanted) ?? fail('act-unknown');
    const savedAt = act.state === 'started' ? (protocol.draft?.savedAt ?? null) : null;
    return {
      act,
      ...wordsOf(protocol),
      present: presencesOf(protocol),
      holds: holdsOf(protocol),
      keeps: protocol.basis?.hold === true,
      savedAt,
      documentName: documentName(protocol),
      sealed: sealedEntryOf(protocol),
      print: printOf(protocol),
    };
  },
  'protocol.refusals': async () => {
    const rows = await session().db.query<RefusalRow>(refusalsQuery);
    return {
      refusals: rows.map(({ at, case_number, basis_label: basisLabel, times: count, ...row }) => ({
        ...{ ...row, seq: Number(row.seq), at: at.toISOString() },
        ...{ case: case_number, basisLabel, count },
      })),
    };
  },
  'protocol.employees': async () => {
    const rows = await session().db.query<EmployeeRow>(employeesQuery);
    return {
      employees: rows.map(({ display_name: displayName, ...row }) => ({ displayName, ...row })),
    };
  },
  'protocol.join': async (input) => {
    await session().submit('join', input);
    return {};
  },
  'protocol.leave': async (input) => {
    await session().submit('leave', input);
    return {};
  },
  'protocol.hold': async (input) => {
    await session().submit('hold', input);
    return {};
  },
  'protocol.saveDraft': async ({ act, findings, quotations, remarks, presentRemarks }) => {
    const values = [act, findings, JSON.stringify(quotations), remarks, JSON.stringify(presentRemarks)];
    const [row] = await session().db.query<{ saved_at: Date }>(saveDraftQuery, values);
    if (row === undefined) throw new Error('a draft was saved without a time');
    return { savedAt: row.saved_at.toISOString() };
  },
  'protocol.complete': async (input) => stampOf(await session().submit('complete', input)),
  'protocol.correct': async (input) => stampOf(await session().submit('correct', input)),
  'protocol.reopen': async ({ act }) => {
    await session().submit('reopen', { act });
    return {};
  },
  'protocol.file': async (input) => {
    await session().submit('file', input);
    return {};
  },
  'protocol.document': (wanted) => documentOf(session(), wanted),
  'protocol.print': async (wanted) => ({
    printed: await printDocument(await documentToSign(session(), wanted)),
  }),
  'protocol.savePdf': async (wanted) => ({
    saved: await saveDocument(await documentToSign(session(), wanted)),
  }),
} satisfies Partial<Handlers>;

function stampOf({ seq, hash }: { seq: number; hash: Buffer }): { seq: number; hash: string } {
  return { seq, hash: hash.toString('hex') };
}
