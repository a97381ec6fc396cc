import { z } from 'zod';
import { document as words } from '../../shared/text/pl/document.ts';
import { emergencyQuery } from '../session/queries.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { checkedEntries, ofKind, sealedEntry } from './entries.ts';
import { fill } from './fill.ts';

/**
 * § 6 ust. 3: what each print says at its foot as long as an emergency lasts: nobody who was in office before has confirmed whom the keeper
 * appointed by itself. Null where none lasts. Fails with 'document-entry-false', which names an entry.
 * SECURITY: made of checked entries, so that nobody puts it on a paper. What the database holds back stands on none; `verify` names it.
 */
export async function emergencyLine({ db }: Pick<Session, 'db'>): Promise<string | null> {
  const entries = await checkedEntries(db, await read(db, z.array(sealedEntry), emergencyQuery));
  const confirmed = ofKind(entries, 'confirmed');
  const unseen = ofKind(entries, 'instrument').find(({ seq, hash }) => {
    const said = confirmed.filter(({ payload }) => payload.hashes[payload.entries.indexOf(seq)] === hash);
    // One that the keeper never confirmed, because it was interrupted, gives nobody anything.
    return said.length > 0 && said.every(({ payload }) => payload.command === null);
  });
  return unseen === undefined ? null : fill(words.emergency, { seq: unseen.seq });
}
