import type { Handlers } from '../../shared/contract.ts';
import { fail } from '../failed.ts';
import { printDocument, saveDocument } from '../paper/print.ts';
import { session } from '../session/current.ts';
import { readActs } from './acts.ts';
import { entered } from './entered.ts';
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
    entered(await session().submit('join', input), 'joined', input.act);
    return {};
  },
  'protocol.leave': async (input) => {
    entered(await session().submit('leave', input), 'left', input.act);
    return {};
  },
  'protocol.hold': async (input) => {
    entered(await session().submit('hold', input), 'hold', input.act);
    return {};
  },
  'protocol.saveDraft': async ({ act, findings, quotations, remarks, presentRemarks }) => {
    const values = [act, findings, JSON.stringify(quotations), remarks, JSON.stringify(presentRemarks)];
    const [row] = await session().db.query<{ saved_at: Date }>(saveDraftQuery, values);
    if (row === undefined) throw new Error('a draft was saved without a time');
    return { savedAt: row.saved_at.toISOString() };
  },
  'protocol.complete': async (input) => {
    return entered(await session().submit('complete', input), 'completed', input.act);
  },
  'protocol.correct': async (input) => {
    return entered(await session().submit('correct', input), 'corrected', input.act);
  },
  'protocol.reopen': async ({ act }) => {
    entered(await session().submit('reopen', { act }), 'reopened', act);
    return {};
  },
  'protocol.file': async (input) => {
    entered(await session().submit('file', input), 'filed', input.act);
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
