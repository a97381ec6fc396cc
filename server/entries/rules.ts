import { isDeepStrictEqual } from 'node:util';
import { ruleOf, type AskedVersion, type VersionRow } from '../../shared/ledger/instrument.ts';
import { lasts } from '../../shared/offices.ts';
import { reviewBasis } from '../../shared/ledger/quality.ts';
import type { Basis } from '../../shared/recordings.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import type { Act, Instrument, LedgerState, Version } from './state.ts';

type Versions = Pick<LedgerState, 'versions'>;

/** The version of a rule (`ruleOf`) that holds on a legal day. */
export function versionOn({ versions }: Versions, rule: string, day: string): Version | null {
  const holds = ({ row, to }: Version) => ruleOf(row) === rule && lasts({ from: row.from, to }, day);
  return versions.filter(holds).at(-1) ?? null;
}

/** § 3 ust. 2: the versions of the announcement that hold on a legal day, whatever the line. */
export function announcedOn({ versions }: Versions, day: string): Version[] {
  return versions.filter(({ row, to }) => row.of === 'announcement' && lasts({ from: row.from, to }, day));
}

/** The newest version of a rule, whether it has begun or not. */
export function newestVersion({ versions }: Versions, rule: string): Version | null {
  return versions.filter(({ row }) => ruleOf(row) === rule).at(-1) ?? null;
}

/** A legal basis as it holds on a legal day. */
export function basisOn(state: Versions, code: string, day: string): Basis | null {
  return basisIn(versionOn(state, `basis ${code}`, day)?.row);
}

/** Whether the basis, as it was last approved, secures what is heard under it. */
export function secures(state: Versions, code: string): boolean {
  return basisIn(newestVersion(state, `basis ${code}`)?.row)?.hold === true;
}

function basisIn(row: VersionRow | undefined): Basis | null {
  return row?.of === 'basis' ? row.content.basis : null;
}

/** Adds a version that was confirmed by the entry `seq`; the one before it ends. */
export function addVersion(
  { versions }: Versions,
  { seq: stated }: Instrument,
  row: VersionRow,
  seq: number,
): void {
  const last = dayBefore(row);
  for (const one of versions)
    if (ruleOf(one.row) === ruleOf(row) && (one.to === null || one.to > last)) one.to = last;
  versions.push({ row, to: row.to, seq: stated, confirmed: seq });
}

/** The last day of the version before one. */
export function dayBefore({ from }: Pick<VersionRow, 'from'>): string {
  return addDays(from, -1);
}

/** Whether a version comes after the one before it: from any later day on, also of one that is past. */
export function isLater(state: Versions, row: VersionRow | AskedVersion): boolean {
  const before = newestVersion(state, ruleOf(row));
  return before === null || row.from > before.row.from;
}

/**
 * §4.1: whether a version of a basis words one that there is, and changes nothing of it but label and sentences. The one of reviews of quality an
 * office gives itself, and it always says what allows them (KP 22³ § 4).
 */
export function keepsBasis(state: Versions, row: VersionRow | AskedVersion): boolean {
  if (row.of !== 'basis') return true;
  const { basis } = row.content;
  if ((basis.plan !== undefined) !== (basis.code === reviewBasis)) return false;
  const before = newestVersion(state, ruleOf(row))?.row;
  if (before?.of !== 'basis') return basis.plan !== undefined && asksNothing(basis);
  return isDeepStrictEqual(unworded(row.content), unworded(before.content));
}

/** Whatever has to be said of a review of quality its plan says. */
function asksNothing({ purpose, statement, fields, sentences, hold }: Basis): boolean {
  const says = statement !== null || fields.length > 0 || sentences.length > 0 || hold !== undefined;
  return purpose === 'SERVICE_STANDARDS' && !says;
}

function unworded({ position, basis }: { position: number; basis: Basis }): object {
  const { label: _label, sentences: _sentences, plan: _plan, ...same } = basis;
  return { position, ...same };
}

/**
 * The entries of the regulation that a protocol of an act cites: in force when the act began, as the ledger knows it by now.
 * Which is why a rule that is entered later changes no protocol that was sealed.
 */
export function citedBy(state: Versions, { openedAt }: Pick<Act, 'openedAt'>): number[] {
  const version = versionOn(state, 'regulation', legalDay(new Date(openedAt)));
  return version === null ? [] : [version.seq, version.confirmed];
}
