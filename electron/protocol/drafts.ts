import { z } from 'zod';
import { draftFits } from '../../shared/node/draft.ts';
import { publicSigningKey, rawSigningKey } from '../../shared/node/signing-key.ts';
import { protocolWords, type ProtocolWords } from '../../shared/protocol.ts';
import { uuid } from '../../shared/values.ts';
import { Failed } from '../failed.ts';
import { checkedEntries, sealedEntry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { keeperKeys } from '../settings.ts';
import { saveDraftQuery } from './queries.ts';

/** A draft as `api.protocol` gives it, with the entry of the session that it names. */
export const toldDraft = z.object({
  session: uuid,
  saved: z.number(),
  text: z.string(),
  signature: z.string(),
  entry: sealedEntry.nullable(),
});
type Told = z.infer<typeof toldDraft>;

/** `setAside`: there is a newer one that the person did not sign. */
export type Drafted = { draft: (ProtocolWords & { savedAt: string }) | null; setAside: boolean };

/** The newest time of any draft that was read or saved here: what is saved next is newer, however clocks may tell. */
let newest = 0;

/** Signs and keeps what is written of an act; returns when. Fails with 'keeper-unreachable', or as a question to the server does. */
export async function saveDraft(session: Session, act: string, words: ProtocolWords): Promise<string> {
  const text = JSON.stringify(words);
  newest = Math.max(await session.keeper.now(), newest + 1);
  const { session: id, saved, signature } = session.signDraft({ act, saved: newest, text });
  await session.db.query(saveDraftQuery, [act, id, saved, text, signature]);
  return new Date(saved).toISOString();
}

/** The newest draft that the person signed for this act, at whatever workstation and in whichever session. */
export async function newestDraft(
  db: Session['db'],
  told: readonly Told[],
  whose: { act: string; login: string; guid: string | null },
): Promise<Drafted> {
  const ordered = [...told].sort((one, other) => other.saved - one.saved);
  for (const [place, one] of ordered.entries()) {
    const words = await wordsOf(db, one, whose);
    if (words === null) continue;
    newest = Math.max(newest, one.saved);
    return { draft: { ...words, savedAt: new Date(one.saved).toISOString() }, setAside: place > 0 };
  }
  return { draft: null, setAside: told.length > 0 };
}

/**
 * SECURITY: words come into the window, and then under a seal, only where a session of this very person signed them, for this act. Whoever
 * owns the tables could have put others there; the session's key is in its signed entry, and nowhere in a table.
 */
async function wordsOf(
  db: Session['db'],
  { session, saved, text, signature, entry: sealed }: Told,
  { act, login, guid }: { act: string; login: string; guid: string | null },
): Promise<ProtocolWords | null> {
  const entry = sealed && (await checkedOrNone(db, sealed));
  if (entry?.kind !== 'session') return null;
  const { command, publicKey, ...whose } = entry.payload;
  if (command !== session || whose.login !== login || whose.guid !== guid) return null;
  const draft = { act, session, saved, text, signature: Buffer.from(signature, 'hex') };
  const ledgerKey = rawSigningKey(keeperKeys().at(entry.seq));
  if (!draftFits(draft, publicSigningKey(Buffer.from(publicKey, 'base64')), ledgerKey)) return null;
  // Signed, and maybe by a later program.
  return protocolWords.safeParse(JSON.parse(text)).data ?? null;
}

async function checkedOrNone(db: Session['db'], sealed: z.infer<typeof sealedEntry>) {
  try {
    const [entry] = await checkedEntries(db, [sealed]);
    return entry ?? null;
  } catch (error) {
    if (error instanceof Failed) return null;
    throw error;
  }
}
