import { z } from 'zod';
import { covers } from '../../shared/ledger/announcement.ts';
import { ruleOf, type VersionRow } from '../../shared/ledger/instrument.ts';
import type { Basis } from '../../shared/recordings.ts';
import { document as words } from '../../shared/text/pl/document.ts';
import { day as legalDayTold } from '../../shared/values.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import type { Session } from '../session/current.ts';
import { rulesQuery } from '../session/queries.ts';
import { read } from '../session/read.ts';
import { settings } from '../settings.ts';
import { checkedEntries, ofKind, toldEntry, type Entry } from './entries.ts';
import { fill } from './fill.ts';
import { legalDayText } from './show.ts';

const told = z.object({ today: legalDayTold, entries: z.array(toldEntry) });

/** All that was ever entered about rules, and the database's day. Fails with 'document-entry-false', which names an entry. */
export async function readVersions({
  db,
}: Pick<Session, 'db'>): Promise<{ today: string; entries: readonly Entry[] }> {
  const { today, entries } = await read(db, told, rulesQuery);
  return { today, entries: await checkedEntries(db, entries) };
}

export type Regulation = Extract<VersionRow, { of: 'regulation' }>['content'];

/** The regulation in force on a legal day, as entries before number `before` tell; null where none does. */
export function regulationOn(entries: readonly Entry[], day: string, before = Infinity): Regulation | null {
  const row = versionOn(entries, 'regulation', day, before);
  return row?.of === 'regulation' ? row.content : null;
}

/** What whoever is authorised declares on that day; null likewise. */
export function declarationOn(entries: readonly Entry[], day: string, before: number): string | null {
  const row = versionOn(entries, 'declaration', day, before);
  return row?.of === 'declaration' ? row.content.text : null;
}

/** § 3 ust. 2: whether an announcement for a line was in force on that day. */
export function isAnnounced(entries: readonly Entry[], line: string, day: string, before: number): boolean {
  const rows = ofKind(entries, 'instrument').flatMap(({ payload }) => payload.rows);
  return rows.some(
    (row) =>
      'of' in row &&
      row.of === 'announcement' &&
      covers(row.content.lines, line) &&
      versionOn(entries, ruleOf(row), day, before) !== null,
  );
}

/** A legal basis on that day, or as it was worded last (`day` null); null likewise. */
export function basisOn(
  entries: readonly Entry[],
  code: string,
  day: string | null,
  before: number,
): Basis | null {
  const row = versionOn(entries, `basis ${code}`, day, before);
  return row?.of === 'basis' ? row.content.basis : null;
}

/**
 * Of the versions that somebody confirmed before, the one that began last.
 * SECURITY: what was entered later changes no paper that was sealed, though it speaks of a day that was past by then.
 */
function versionOn(
  entries: readonly Entry[],
  rule: string,
  day: string | null,
  before: number,
): VersionRow | null {
  const confirmations = ofKind(entries, 'confirmed').filter(({ seq }) => seq < before);
  const confirmed = ofKind(entries, 'instrument').filter(({ seq, hash }) =>
    confirmations.some(({ payload }) => payload.hashes[payload.entries.indexOf(seq)] === hash),
  );
  const newest = confirmed
    .flatMap(({ payload }) => payload.rows)
    .filter((row): row is VersionRow => 'of' in row && ruleOf(row) === rule)
    .filter(({ from }) => day === null || from <= day)
    .sort((one, other) => one.from.localeCompare(other.from))
    .at(-1);
  if (newest === undefined || (day !== null && newest.to !== null && newest.to < day)) return null;
  return newest;
}

/** The regulation as papers cite it; where no entry tells of one, as the settings name it. */
export function citationOf(regulation: Regulation | null, otherwise: string): string {
  // No line of a paper ends between „Nr” and what it numbers.
  if (regulation === null) return otherwise.replaceAll(/\bNr (?=\S)/g, 'Nr\u00a0');
  return fill(words.regulation, { ...regulation, day: legalDayText(regulation.day) });
}

/** The same, of a legal day by what is entered now: for a list of how things stand. Fails as `readVersions`. */
export async function citationOn(current: Pick<Session, 'db'>, day: string): Promise<string> {
  const { entries } = await readVersions(current);
  return citationOf(regulationOn(entries, day), settings().regulation.title);
}

export type Order = Extract<VersionRow, { of: 'destruction' }> & { seq: number; confirmed: number };

/** §3.4: the order to destroy in force on a legal day; null where there is none, or where it was taken back by then. */
export function orderOn(entries: readonly Entry[], day: string): Order | null {
  let known: { number: string; from: string; to: string }[] = [];
  const end = (last: string, number?: string): void => {
    for (const one of known)
      if (number === undefined || one.number === number) one.to = last < one.to ? last : one.to;
  };
  for (const entry of entries) {
    if (entry.kind === 'confirmed') {
      for (const { row } of ordersIn(entries, entry.payload.hashes)) {
        if (known.some(({ number }) => number === row.number)) continue;
        end(addDays(row.from, -1));
        known.push({ number: row.number, from: row.from, to: row.to ?? '9999-12-31' });
      }
    } else if (entry.kind === 'revoke' && entry.payload.why === 'withdrawn') {
      const { number, at } = entry.payload;
      const last = addDays(legalDay(new Date(at)), -1);
      // As the keeper does: one that had not begun stands in no other's way.
      known = known.filter((one) => one.number !== number || one.from <= last);
      end(last, number);
    }
  }
  const standing = known.filter(({ from, to }) => from <= day && day <= to).at(-1);
  return standing === undefined ? null : orderCalled(entries, standing.number);
}

/** The order of a number, with the entries that state and confirm it; null where nobody confirmed one. */
export function orderCalled(entries: readonly Entry[], number: string): Order | null {
  for (const confirmed of ofKind(entries, 'confirmed'))
    for (const { row, seq } of ordersIn(entries, confirmed.payload.hashes))
      if (row.number === number) return { ...row, seq, confirmed: confirmed.seq };
  return null;
}

/** The orders that entries of these hashes state. */
function ordersIn(entries: readonly Entry[], hashes: readonly string[]) {
  return ofKind(entries, 'instrument')
    .filter(({ hash }) => hashes.includes(hash))
    .flatMap(({ seq, payload }) =>
      payload.rows.flatMap((row) => ('of' in row && row.of === 'destruction' ? [{ row, seq }] : [])),
    );
}
