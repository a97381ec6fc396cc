import { fail } from '../failed.ts';
import type { Session } from '../session/current.ts';
import { settings } from '../settings.ts';
import { makeDocument, type ProtocolDocument } from './document.ts';
import { readProtocol } from './sealed.ts';

/** Which document is meant: the one made of the entry `sealed` of an act. */
export type Wanted = { act: string; sealed: number };
type Made = { sealed: number; document: Promise<ProtocolDocument> };

/** By session, so that what one person saw ends with the sign-out; the newest of each act. */
const made = new WeakMap<Session, Map<string, Made>>();

/**
 * The document of one's own sealed protocol, made once: what is shown is, byte for byte, what is printed and saved, though the ledger
 * goes on meanwhile and the servers may be away. Fails with 'act-unknown' for anybody else's, with 'document-outdated' where another
 * entry counts by now, with 'answer-untrusted' where the protocol is not what the pinned keeper entered.
 */
export function documentOf(current: Session, wanted: Wanted): Promise<ProtocolDocument> {
  const own = made.get(current) ?? new Map<string, Made>();
  made.set(current, own);
  const kept = own.get(wanted.act);
  if (kept?.sealed === wanted.sealed) return kept.document;
  const document = make(current, wanted);
  own.set(wanted.act, { sealed: wanted.sealed, document });
  document.catch(() => {
    // What failed is tried anew when it is asked for again.
    if (own.get(wanted.act)?.document === document) own.delete(wanted.act);
  });
  return document;
}

async function make(current: Session, { act, sealed }: Wanted): Promise<ProtocolDocument> {
  const { office, regulation } = settings();
  const protocol = await readProtocol(current, act);
  if (protocol.act.completedSeq !== sealed) fail('document-outdated');
  const said = { office, title: regulation.title, place: regulation.place };
  // The bundle stands beside its fonts and colour profile.
  return makeDocument(protocol, current.login, said, new Date().toISOString(), __dirname);
}
