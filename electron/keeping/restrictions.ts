import { z } from 'zod';
import { namedBy } from '../../shared/ledger/keeping.ts';
import { lastDayOn } from '../../shared/recordings.ts';
import { type ListedRestriction, type Restrictions, restrictionsTold } from '../../shared/restrictions.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { checkedEntries, isMissing, nameOf, ofKind, toldEntry, type Entry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { restrictionsQuery } from './queries.ts';

/** §3.3: what people had restricted or erased. Fails with 'document-entry-false' or 'document-entry-missing', which name an entry. */
export async function readRestrictions({ db, guid }: Pick<Session, 'db' | 'guid'>): Promise<Restrictions> {
  const schema = restrictionsTold.extend({ entries: z.array(toldEntry) });
  const { entries, today, waits } = await read(db, schema, restrictionsQuery, []);
  return { today, rows: restrictionsOf(await checkedEntries(db, entries), waits, guid) };
}

/** Each out of checked entries, the newest first. SECURITY: that something is gone an entry says, and never a row. */
export function restrictionsOf(
  entries: readonly Entry[],
  waits: readonly { seq: number; why: ListedRestriction['waits'] }[],
  guid: string | null,
): ListedRestriction[] {
  const said = ofKind(entries, 'restricted');
  const taken = new Map(ofKind(entries, 'ingest').map(({ payload }) => [payload.recording, payload]));
  const gone = new Map(
    ofKind(entries, 'destroyed').flatMap(({ payload }) =>
      namedBy(payload).map((id) => [id, legalDay(payload.at)] as const),
    ),
  );
  const endOf = ({ seq }: Pick<Entry, 'seq'>) => said.find(({ payload }) => payload.of === seq) ?? null;
  const lasting = said.filter((one) => one.payload.effect === 'restricted' && endOf(one) === null);
  const listed = (one: Entry<'restricted'>, effect: ListedRestriction['effect']): ListedRestriction => {
    const { seq, hash, payload, words } = one;
    const { recordings } = payload;
    const reviews = ofKind(entries, 'hold-review').filter((each) => each.payload.of === seq);
    const confirmed = ofKind(entries, 'confirmed').find((each) => each.payload.hashes.includes(hash));
    const end = endOf(one);
    const days = recordings.map((id) => gone.get(id) ?? null);
    const others = lasting.filter(
      (each) => each.seq !== seq && each.payload.recordings.some((id) => recordings.includes(id)),
    );
    return {
      ...{ seq, hash, effect, right: payload.right, receivedOn: payload.receivedOn },
      ...{ request: words?.request ?? null, decision: words?.decision ?? null },
      ...{ own: payload.guid === guid, person: nameOf(one, entries), enteredOn: legalDay(payload.at) },
      calls: recordings.map((recording) => {
        const { startedAt, durationMs, department: unit } = taken.get(recording) ?? isMissing(seq);
        return { recording, startedAt, durationMs, unit, lastDay: lastDayOn(legalDay(startedAt)) };
      }),
      review: reviews.at(-1)?.payload.review ?? payload.review,
      reviews: reviews.map((each) => ({ on: legalDay(each.payload.at), note: each.words?.note ?? null })),
      ended: end && {
        ...{ on: legalDay(end.payload.at), told: end.payload.told ?? isMissing(end.seq) },
        ...{ person: nameOf(end, entries), why: end.words?.decision ?? null },
      },
      confirmed: confirmed
        ? { on: legalDay(confirmed.payload.at), person: nameOf(confirmed, entries) }
        : null,
      others: others.map((each) => each.words?.request ?? String(each.seq)),
      waits: waits.find((each) => each.seq === seq)?.why ?? null,
      goneOn: days.includes(null) ? null : (days.sort().at(-1) ?? null),
    };
  };
  return said
    .flatMap((one) => (one.payload.effect === 'free' ? [] : [listed(one, one.payload.effect)]))
    .reverse();
}
