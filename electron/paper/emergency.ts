import { z } from 'zod';
import { subjectOf } from '../../shared/ledger/instrument.ts';
import { document as words } from '../../shared/text/pl/document.ts';
import { emergencyBegunQuery } from '../session/queries.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { checkedEntries, ofKind, toldEntry, type Entry } from './entries.ts';
import { fill } from './fill.ts';

/**
 * § 6 ust. 3: what each print says at its foot as long as an emergency lasts: nobody who was in office before has confirmed whom the keeper
 * appointed by itself, or ended it at once. Null where none lasts. Fails with 'document-entry-false', which names an entry.
 * SECURITY: made of checked entries, so that nobody puts it on a paper, and no table takes it away. What the database holds back stands on none;
 * `verify` names it.
 */
export async function emergencyLine({ db }: Pick<Session, 'db'>): Promise<string | null> {
  const entries = await checkedEntries(db, await read(db, z.array(toldEntry), emergencyBegunQuery));
  const made = ofKind(entries, 'instrument');
  const appointed = new Set(
    made.flatMap(({ payload }) => payload.rows.map((row) => subjectOf(row).subjectGuid)),
  );
  const confirming = ({ seq, hash }: Entry) =>
    ofKind(entries, 'confirmed').filter(
      ({ payload: { entries: named, hashes } }) => hashes[named.indexOf(seq)] === hash,
    );
  const isOther = ({ payload: { guid } }: Entry): boolean => !appointed.has(guid);
  // An end by one of the two ends the office, and nothing else.
  const ended = ofKind(entries, 'revoke')
    .filter((end) => end.payload.until === null && [end, ...confirming(end)].some(isOther))
    .map(({ payload }) => payload.number);
  const unseen = made.find((one) => {
    const said = confirming(one);
    // One that the keeper never confirmed, because it was interrupted, gives nobody anything.
    const isSeen = said.length === 0 || said.some(({ payload }) => payload.command !== null);
    return !isSeen && !one.payload.rows.every(({ number }) => ended.includes(number));
  });
  return unseen === undefined ? null : fill(words.emergency, { seq: unseen.seq });
}
