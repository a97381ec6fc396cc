import { z } from 'zod';
import { draft as anyDraft, draftKind, type Draft, type DraftKind } from '../../shared/drafts.ts';
import { draftFits } from '../../shared/node/draft.ts';
import { publicSigningKey, rawPublicKey } from '../../shared/node/signing-key.ts';
import { uuid } from '../../shared/values.ts';
import { Failed } from '../failed.ts';
import { checkedEntries, toldEntry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { keeperKeys } from '../settings.ts';
import { saveDraftQuery, typedQuery } from './queries.ts';

/** A draft as the database gives it, with the entry of the session that it names. */
export const toldDraft = z.object({
  session: uuid,
  saved: z.number(),
  text: z.string(),
  signature: z.string(),
  entry: toldEntry.nullable(),
});
type Told = z.infer<typeof toldDraft>;
const toldTyped = z.array(z.object({ kind: draftKind, about: uuid, drafts: z.array(toldDraft) }));

type Saved<Kind extends DraftKind> = { draft: Extract<Draft, { kind: Kind }>; savedAt: string };
/** Whose draft is looked for, and of what. */
type Whose<Kind extends DraftKind> = { kind: Kind; about: string; guid: string | null };

/** The newest time of any draft that was read or saved here: what is saved next is newer, however clocks may tell. */
let newestTime = 0;

/** Signs and keeps what is being typed; returns when. Fails with 'keeper-unreachable', or as a question to the server does. */
export async function saveDraft(session: Session, { about, ...typed }: Draft): Promise<string> {
  const text = JSON.stringify(typed);
  newestTime = Math.max(await session.keeper.now(), newestTime + 1);
  const { session: id, saved, signature } = session.signDraft({ about, saved: newestTime, text });
  await session.db.query(saveDraftQuery, [typed.kind, about, id, saved, text, signature]);
  return new Date(saved).toISOString();
}

/** What the person is typing apart from the texts of protocols, all of it. What that person did not sign is left out. */
export async function typedDrafts({ db, guid }: Session): Promise<Saved<DraftKind>[]> {
  const told: z.infer<typeof toldTyped> = [];
  const after = (about: string | null) => read(db, toldTyped, typedQuery, [about]);
  for (let page = await after(null); page.length > 0; page = await after(page.at(-1)?.about ?? null))
    told.push(...page);
  const found = await Promise.all(
    told.map(({ kind, about, drafts }) => newestDraft(db, drafts, { kind, about, guid })),
  );
  return found.flatMap(({ newest }) => (newest === null || newest.draft.words === null ? [] : [newest]));
}

/**
 * The newest draft that the person signed, at whatever workstation and in whichever session. `setAside`: there is a newer one that the
 * person did not sign.
 */
export async function newestDraft<Kind extends DraftKind>(
  db: Session['db'],
  told: readonly Told[],
  whose: Whose<Kind>,
): Promise<{ newest: Saved<Kind> | null; setAside: boolean }> {
  const ordered = [...told].sort((one, other) => other.saved - one.saved);
  for (const [place, one] of ordered.entries()) {
    const draft = await signedDraft(db, one, whose);
    if (draft === null) continue;
    newestTime = Math.max(newestTime, one.saved);
    return { newest: { draft, savedAt: new Date(one.saved).toISOString() }, setAside: place > 0 };
  }
  return { newest: null, setAside: told.length > 0 };
}

/**
 * SECURITY: words come into the window, and then under a seal, only where a session of this very person signed them, as this and about
 * this. Whoever owns the tables could have put others there; the session's key is in its signed entry, and nowhere in a table.
 */
async function signedDraft<Kind extends DraftKind>(
  db: Session['db'],
  { session, saved, text, signature, entry: sealed }: Told,
  { kind, about, guid }: Whose<Kind>,
): Promise<Saved<Kind>['draft'] | null> {
  const entry = sealed && (await checkedOrNone(db, sealed));
  if (entry?.kind !== 'session') return null;
  const { command, publicKey } = entry.payload;
  // Whoever got a new login since has the same account.
  if (command !== session || guid === null || entry.payload.guid !== guid) return null;
  const signed = { about, session, saved, text, signature: Buffer.from(signature, 'hex') };
  const ledgerKey = rawPublicKey(keeperKeys().at(entry.seq));
  if (!draftFits(signed, publicSigningKey(Buffer.from(publicKey, 'base64')), ledgerKey)) return null;
  // Signed, and maybe by a later program.
  const draft = anyDraft.safeParse({ ...(JSON.parse(text) as object), about }).data;
  return draft?.kind === kind ? (draft as Saved<Kind>['draft']) : null;
}

async function checkedOrNone(db: Session['db'], sealed: z.infer<typeof toldEntry>) {
  try {
    const [entry] = await checkedEntries(db, [sealed]);
    return entry ?? null;
  } catch (error) {
    if (error instanceof Failed) return null;
    throw error;
  }
}
