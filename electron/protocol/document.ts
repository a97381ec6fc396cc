import { fail, Failed } from '../failed.ts';
import { emergencyLine } from '../paper/emergency.ts';
import { standsAt, type Entry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { settings } from '../settings.ts';
import type { Circumstances } from './content.ts';
import { makeDocument, type ProtocolDocument } from './layout.ts';
import { readCopy, readProtocol, type Protocol } from './protocol.ts';

/** Which document is meant: the one made of the entry `sealed` of an act. */
type Wanted = { act: string; sealed: number };
type Made = { sealed: number; document: Promise<ProtocolDocument> };

/** By session, so that what one person saw ends with the sign-out; the newest of each act. */
const made = new WeakMap<Session, Map<string, Made>>();

/**
 * The document of one's own sealed protocol, made once: what is shown is, byte for byte, what is printed and saved, though the ledger
 * goes on meanwhile and the servers may be away. Fails with 'act-unknown' for anybody else's, with 'document-outdated' where another
 * entry counts by now, and as `readProtocol` and `standsAt` do where it is not what the pinned keeper entered.
 */
export function protocolDocument(current: Session, wanted: Wanted): Promise<ProtocolDocument> {
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

/** What the act's document says has changed though its text has not: it is made anew when it is asked for. */
export function forgetDocument(current: Session, act: string): void {
  made.get(current)?.delete(act);
}

/**
 * The same, on its way to paper or into a file. SECURITY: going back to listening takes a print its validity, also where that was done at
 * another workstation, so it is asked once more what counts. A database that is away does not keep from paper what was sealed and shown.
 */
export async function documentToSign(current: Session, wanted: Wanted): Promise<ProtocolDocument> {
  const document = await protocolDocument(current, wanted);
  try {
    await sealedProtocol(current, wanted);
  } catch (error) {
    if (!(error instanceof Failed) || error.failure.code !== 'database-unreachable') throw error;
  }
  return document;
}

/** The protocol as the ledger has it now. Fails with 'document-outdated' where another entry than the wanted one counts. */
async function sealedProtocol(current: Session, { act, sealed }: Wanted): Promise<Protocol> {
  const protocol = await readProtocol(current, act);
  if (protocol.seal?.seq !== sealed) fail('document-outdated');
  return protocol;
}

async function make(current: Session, wanted: Wanted): Promise<ProtocolDocument> {
  const protocol = await sealedProtocol(current, wanted);
  // What the seal names stands before it.
  return drawn(
    current,
    protocol,
    protocol.entries.filter((entry) => entry.seq >= wanted.sealed),
    { login: current.login },
  );
}

/**
 * A copy of the protocol of somebody else's act, for its case file or as `occasion` says. SECURITY: that it is taken is entered first;
 * findings are told in no other way. Fails as `readCopy` and `standsAt`.
 */
export async function copyOf(
  current: Session,
  { act, occasion }: { act: string; occasion: string },
): Promise<ProtocolDocument> {
  await current.submit('read', { what: 'protocol', of: act, occasion });
  const { copy, ...protocol } = await readCopy(current, act);
  const { login } = protocol.first.payload;
  return drawn(current, protocol, protocol.entries.slice(-1), { login, copy });
}

async function drawn(
  current: Session,
  protocol: Protocol,
  placed: readonly Entry[],
  whose: Pick<Circumstances, 'login' | 'copy'>,
): Promise<ProtocolDocument> {
  const { office, regulation } = settings();
  const { seq, hash } = await standsAt(current, placed);
  const around = {
    ...{ ...whose, office, title: regulation.title, place: regulation.place },
    ...{ now: new Date().toISOString(), head: { seq, hash: hash.toString('hex') } },
    emergency: await emergencyLine(current),
  };
  // The bundle stands beside its fonts.
  return makeDocument(protocol, around, __dirname);
}
