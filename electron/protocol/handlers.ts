import { z } from 'zod';
import type { Handlers } from '../../shared/contract.ts';
import { employee, listedAct, namedIn, ownRefusal } from '../../shared/protocol.ts';
import { presencesOf } from '../paper/act.ts';
import { printDocument, saveDocument } from '../paper/print.ts';
import { session } from '../session/current.ts';
import { read, readComposed } from '../session/read.ts';
import { copyOf, protocolDocument, forgetDocument } from './document.ts';
import { saveDraft, typedDrafts } from './drafts.ts';
import { employeesQuery, myActs, namedQuery, refusalsQuery } from './queries.ts';
import { checkListed, documentName, holdsOf, printOf, readProtocol, shownAct, wordsOf } from './protocol.ts';

export const protocolHandlers = {
  'protocol.acts': async () => ({ acts: await readComposed(session().db, listedAct, myActs) }),
  'protocol.act': async (wanted) => {
    const protocol = await readProtocol(session(), wanted.act);
    const { seal, draft, setAside } = protocol;
    return {
      act: shownAct(protocol),
      ...wordsOf(protocol),
      present: presencesOf(protocol),
      holds: holdsOf(protocol),
      keeps: protocol.basis.hold === true,
      purpose: protocol.first.payload.purpose,
      setAside: seal === null && setAside,
      savedAt: seal === null ? (draft?.savedAt ?? null) : null,
      documentName: documentName(protocol),
      sealed: seal === null ? null : { seq: seal.seq, hash: seal.hash },
      print: printOf(protocol),
    };
  },
  'protocol.refusals': async () => ({
    refusals: await read(session().db, z.array(ownRefusal), refusalsQuery),
  }),
  'protocol.named': async () => ({ named: await read(session().db, z.array(namedIn), namedQuery) }),
  'protocol.employees': async ({ recordings, purpose }) => ({
    employees: await read(session().db, z.array(employee), employeesQuery, [recordings, purpose]),
  }),
  'protocol.join': async (input) => {
    await session().submit('join', input);
    return {};
  },
  'protocol.leave': async (input) => {
    await session().submit('leave', input);
    return {};
  },
  'protocol.hold': async ({ recording, ...said }) => {
    const noLetter = { case: null, order: null, paper: null };
    await session().submit('hold', { ...said, recordings: [recording], ...noLetter });
    return {};
  },
  'protocol.saveDraft': async (draft) => ({ savedAt: await saveDraft(session(), draft) }),
  'protocol.typed': async () => ({ typed: await typedDrafts(session()) }),
  'protocol.complete': async (input) => stampOf(await session().submit('complete', input)),
  'protocol.correct': async (input) => stampOf(await session().submit('correct', input)),
  'protocol.reopen': async ({ act }) => {
    await session().submit('reopen', { act });
    return {};
  },
  'protocol.file': async (input) => {
    await session().submit('file', input);
    // From now on the paper says whose signature is missing.
    if (input.missingSignature !== null) forgetDocument(session(), input.act);
    return {};
  },
  'protocol.fileInstead': async ({ password, listed, ...input }) => {
    await checkListed(session(), input.act, listed);
    await session().sign(password, 'file', { ...input, missingSignature: null });
    return {};
  },
  'protocol.copy': async ({ to, ...wanted }) => {
    const copy = await copyOf(session(), wanted);
    if (to === 'printer') return { done: await printDocument(copy) };
    return { done: (await saveDocument(copy)) ? 'saved' : 'cancelled' };
  },
  'protocol.document': (wanted) => protocolDocument(session(), wanted),
} satisfies Partial<Handlers>;

function stampOf({ seq, hash }: { seq: number; hash: Buffer }): { seq: number; hash: string } {
  return { seq, hash: hash.toString('hex') };
}
