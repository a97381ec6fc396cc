import { z } from 'zod';
import type { HoldDetail } from '../../shared/keeping.ts';
import { namedBy } from '../../shared/ledger/keeping.ts';
import { lastDayOn } from '../../shared/recordings.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { fail } from '../failed.ts';
import { checkedEntries, isMissing, nameOf, ofKind, toldEntry, type Entry } from '../paper/entries.ts';
import { basisOn } from '../paper/rules.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { holdQuery } from './queries.ts';

/** A hold as its entries tell it. */
export type HoldFacts = {
  hold: Entry<'hold'>;
  /** The first release of its act, where it was heard in one. */
  release: Entry<'release'> | null;
  /** The case of that act, as it was last corrected. */
  ofAct: string | null;
  /** How its recordings were taken in, in the order of the hold. */
  calls: readonly Entry<'ingest'>[];
  reviews: readonly Entry<'hold-review'>[];
  end: Entry<'hold-end'> | null;
  /** By which its recordings were destroyed. */
  gone: readonly Entry<'destroyed'>[];
  /** Other holds of its recordings that last. */
  others: readonly Entry<'hold'>[];
  entries: readonly Entry[];
};

/** Fails with 'hold-unknown' where there is none, and with 'document-entry-missing' or 'document-entry-false', which name an entry. */
export async function readHold({ db }: Pick<Session, 'db'>, seq: number): Promise<HoldFacts> {
  const told = (await read(db, z.array(toldEntry).nullable(), holdQuery, [seq])) ?? fail('hold-unknown');
  return holdFacts(seq, await checkedEntries(db, told));
}

export function holdFacts(seq: number, entries: readonly Entry[]): HoldFacts {
  const holds = ofKind(entries, 'hold');
  const hold = holds.find((one) => one.seq === seq) ?? fail('hold-unknown');
  const ends = ofKind(entries, 'hold-end');
  const endOf = (one: Entry<'hold'>) => ends.find(({ payload }) => payload.hold === one.seq) ?? null;
  const { act, recordings } = hold.payload;
  const taken = ofKind(entries, 'ingest');
  const release = ofKind(entries, 'release').find(({ payload }) => payload.act === act) ?? null;
  if (act !== null && release === null) isMissing(seq);
  return {
    ...{ hold, release, entries },
    ofAct: correctedIn(entries, act) ?? release?.payload.case ?? null,
    // SECURITY: what is kept nobody takes from the card.
    calls: recordings.map((id) => taken.find(({ payload }) => payload.recording === id) ?? isMissing(seq)),
    reviews: ofKind(entries, 'hold-review').filter(({ payload }) => payload.of === seq),
    end: endOf(hold),
    gone: ofKind(entries, 'destroyed').filter(({ payload }) =>
      namedBy(payload).some((id) => recordings.includes(id)),
    ),
    others: holds.filter((one) => one.seq !== seq && endOf(one) === null),
  };
}

function correctedIn(entries: readonly Entry[], act: string | null): string | null {
  const corrected = ofKind(entries, 'corrected').filter(({ payload }) => payload.act === act);
  return corrected.at(-1)?.payload.case ?? null;
}

/** §3.4: the earliest last day of the twelve months of its recordings. */
export function earliestLastDay({ calls }: Pick<HoldFacts, 'calls'>): string {
  const [first = ''] = calls.map(({ payload }) => lastDayOn(legalDay(payload.startedAt))).sort();
  return first;
}

/** The entry of whoever set it: of what follows from a basis, of whoever invoked it. */
export function setterOf({ hold, release }: Pick<HoldFacts, 'hold' | 'release'>) {
  return hold.payload.basis === null || release === null ? hold : release;
}

/** The proceedings as they were named, or the basis that secures what is heard under it; null where the words are gone. */
export function proceedingsOf({ hold, entries }: Pick<HoldFacts, 'hold' | 'entries'>): string | null {
  const { basis } = hold.payload;
  if (basis === null) return hold.words?.proceedings ?? null;
  return basisOn(entries, basis, null, hold.seq)?.label ?? basis;
}

/** As the page shows it to the account `guid`. */
export function detailOf(facts: HoldFacts, guid: string | null): HoldDetail {
  const { hold, release, calls, reviews, end, others, entries } = facts;
  const setter = setterOf(facts);
  const { seq, payload, words } = hold;
  return {
    ...{ seq, number: payload.number, today: legalDay(), own: setter.payload.guid === guid },
    recordings: calls.map(({ payload: { recording, startedAt, durationMs } }) => ({
      ...{ recording, startedAt, durationMs },
    })),
    lastDay: earliestLastDay(facts),
    proceedings: proceedingsOf(facts),
    reference: words?.reference ?? null,
    case: facts.ofAct ?? words?.case ?? null,
    protocol: release?.payload.protocol ?? null,
    order: payload.order,
    paper: words?.paper ?? null,
    setter: nameOf(setter, entries),
    setOn: legalDay(payload.at),
    review: reviews.at(-1)?.payload.review ?? payload.review,
    reviews: reviews.map((one) => ({
      ...{ seq: one.seq, on: legalDay(one.payload.at), person: nameOf(one, entries) },
      note: one.words?.note ?? null,
    })),
    others: others.map((one) => one.payload.number),
    gone: facts.gone.map((one) => ({
      ...{ on: legalDay(one.payload.at), protocol: one.payload.protocol },
      count: namedBy(one.payload).filter((id) => payload.recordings.includes(id)).length,
    })),
    ended: end && {
      ...{ seq: end.seq, on: legalDay(end.payload.at), ground: end.payload.ground },
      ...{ issuedOn: end.payload.issuedOn, finalOn: end.payload.finalOn },
      number: end.words?.number ?? null,
      document: end.words?.document ?? null,
      note: end.words?.note ?? null,
      person: end.payload.command === null ? null : nameOf(end, entries),
    },
  };
}
