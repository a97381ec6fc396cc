import { genesisPrev, linkHash, sha256, signatureHolds } from '../../shared/node/ledger.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { checkedEntries, isMissing, notThatOne, toldEntry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { registerEntriesQuery } from '../session/queries.ts';
import { readRows } from '../session/read.ts';
import type { Head } from '../session/witness.ts';
import { keeperKeys } from '../settings.ts';
import { proofQuery } from './queries.ts';

type Db = Session['db'];

/** Of an entry of the days what it says, of every other the digest of that. */
type Link = Head & { payload: string | null; digest: Buffer | null; signature: Buffer };

/**
 * The ledger up to `head` as lines of a proof (formats.md), a page at a time; `from` and `to` are legal days, both within. Fails with
 * 'document-entry-missing' or 'document-entry-false', which name an entry.
 * SECURITY: every link is recomputed, every signature checked, and which entries are of the days their own signed times say: whoever owns the tables
 * keeps nothing back from an inspection.
 */
export async function* proofOf(
  db: Db,
  { from, to }: { from: string; to: string },
  head: Head,
): AsyncGenerator<Buffer> {
  const keys = keeperKeys();
  const first = await firstOf(db, head, (day) => day >= from);
  const beyond = await firstOf(db, head, (day) => day > to);
  for (let last: Head = { seq: 0, hash: genesisPrev }; last.seq < head.seq;) {
    const page: Link[] = await db.query(proofQuery, [first, beyond - 1, last.seq]);
    const links = page.filter(({ seq }) => seq <= head.seq);
    if (links.length === 0) isMissing(last.seq + 1);
    const lines: string[] = [];
    for (const { seq, payload, digest, hash, signature } of links) {
      if (seq !== last.seq + 1) isMissing(last.seq + 1);
      const within = first <= seq && seq < beyond;
      if (within && payload === null) isMissing(seq);
      const said = payload === null ? digest : sha256(payload);
      if (said === null || (payload !== null && !within)) return notThatOne(seq);
      if (!linkHash(seq, last.hash, said).equals(hash)) notThatOne(seq);
      const told = {
        seq,
        prev: last.hash.toString('hex'),
        payload,
        digest: within ? null : said.toString('hex'),
      };
      const sealed = { hash: hash.toString('hex'), signature: signature.toString('base64') };
      lines.push(`${JSON.stringify({ ...told, ...sealed })}\n`);
      last = { seq, hash };
    }
    const holds = await Promise.all(links.map((one) => signatureHolds(one, keys.at(one.seq))));
    const wrong = links[holds.indexOf(false)];
    if (wrong !== undefined) notThatOne(wrong.seq);
    if (last.seq === head.seq && !last.hash.equals(head.hash)) notThatOne(head.seq);
    yield Buffer.from(lines.join(''));
  }
}

/** Number of the first entry on whose legal day something has come about, found by halves, for times never fall; the one behind `head` where none is. */
async function firstOf(db: Db, head: Head, reached: (day: string) => boolean): Promise<number> {
  let [low, high] = [1, head.seq + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const told = await readRows(db, toldEntry, registerEntriesQuery, [[], [middle]]);
    const asked = told.filter(({ seq }) => seq === middle);
    const [entry = isMissing(middle)] = await checkedEntries(db, asked);
    if (reached(legalDay(new Date(entry.payload.at)))) high = middle;
    else low = middle + 1;
  }
  return low;
}
