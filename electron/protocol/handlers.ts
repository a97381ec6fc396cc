import type { Handlers } from '../../shared/contract.ts';
import { fail, Failed } from '../failed.ts';
import { session, type Answer, type Session } from '../session/current.ts';
import { settings } from '../settings.ts';
import { readActs } from './acts.ts';
import { makeDocument, type ProtocolDocument } from './document.ts';
import { printDocument, saveDocument } from './print.ts';
import { saveDraftQuery } from './queries.ts';
import { documentName, findingsOf, readProtocol, sealedEntryOf } from './sealed.ts';

export const protocolHandlers = {
  'protocol.acts': async () => ({ acts: await readActs(session()) }),
  'protocol.act': async ({ act: wanted }) => {
    const current = session();
    const [acts, protocol] = await Promise.all([readActs(current), readProtocol(current, wanted)]);
    const act = acts.find((one) => one.act === wanted) ?? fail('act-unknown');
    const savedAt = act.state === 'started' ? (protocol.draft?.savedAt ?? null) : null;
    return {
      act,
      findings: findingsOf(protocol),
      savedAt,
      documentName: documentName(protocol),
      sealed: sealedEntryOf(protocol),
    };
  },
  'protocol.saveDraft': async ({ act, findings }) => {
    const [row] = await session().db.query<{ saved_at: Date }>(saveDraftQuery, [act, findings]);
    if (row === undefined) throw new Error('a draft was saved without a time');
    return { savedAt: row.saved_at.toISOString() };
  },
  'protocol.complete': async ({ act, findings }) => {
    const answer = accepted(await session().submit('complete', { act, findings }));
    if (answer.seq === null || answer.hash === null) fail('answer-untrusted');
    return { seq: answer.seq, hash: answer.hash.toString('hex') };
  },
  'protocol.reopen': async ({ act }) => {
    accepted(await session().submit('reopen', { act }));
    return {};
  },
  'protocol.file': async (input) => {
    accepted(await session().submit('file', input));
    return {};
  },
  'protocol.print': async ({ act }) => ({ printed: await printDocument(await documentOf(session(), act)) }),
  'protocol.savePdf': async ({ act }) => ({ saved: await saveDocument(await documentOf(session(), act)) }),
} satisfies Partial<Handlers>;

/** Only what the keeper entered is done: a refusal that it counted together with others has no entry, hence no reason here. */
function accepted(answer: Answer): Answer {
  if (answer.state !== 'done') throw new Failed({ code: answer.reason ?? 'answer-late' });
  return answer;
}

async function documentOf(current: Session, act: string): Promise<ProtocolDocument> {
  const { office, regulation } = settings();
  const protocol = await readProtocol(current, act);
  const said = { office, title: regulation.title, place: regulation.place };
  // The bundle stands beside its fonts and colour profile.
  return makeDocument(protocol, current.login, said, new Date().toISOString(), __dirname);
}
