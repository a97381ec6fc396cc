import { z } from 'zod';
import type { OwnAppointment, PaperDetail, PaperRow, Step } from '../../shared/authorisation.ts';
import type { AppointmentRow, AuthorisationRow } from '../../shared/ledger/instrument.ts';
import { fileOfScan } from '../../shared/node/scan.ts';
import { fail } from '../failed.ts';
import { checkedEntries, nameOf, notThatOne, ofKind, toldEntry, type Entry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { entriesQuery, ownAppointmentQuery, scanQuery } from './queries.ts';

type Instrument = Entry<'instrument'>;
type Revoke = Entry<'revoke'>;

/** A paper as its entries tell it. */
export type PaperFacts = {
  /** All that was read, checked. */
  entries: readonly Entry[];
  /** The newest that states it. */
  stated: Instrument;
  state: PaperDetail['state'];
  /** What it is printed from: of the entries that state it before it is signed, the first with the facts of the newest. */
  prepared: Instrument | null;
  returned: Revoke | null;
  confirmed: Entry<'confirmed'> | null;
  /** The newest by which the desk said that it still holds. */
  holds: Entry<'confirmed'> | null;
};

/**
 * The paper on which a row of this number stands. Fails with 'instrument-unknown' for a number that no paper has, and with
 * 'document-entry-false'.
 */
export async function readPaper({ db }: Pick<Session, 'db'>, number: string): Promise<PaperFacts> {
  const told = await read(db, z.array(toldEntry).nullable(), entriesQuery, [number]);
  return paperOf(number, await checkedEntries(db, told ?? fail('instrument-unknown')));
}

/**
 * The scan of the paper; null where it was erased. Fails with 'document-entry-false' for one that is not the entry's, and with
 * 'instrument-state' where the paper has none.
 */
export async function readScan(
  { db }: Pick<Session, 'db'>,
  number: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const { stated } = await readPaper({ db }, number);
  const named = stated.payload.signed?.scan ?? fail('instrument-state');
  const [row] = await db.query<{ salted: Buffer | null }>(scanQuery, [stated.seq]);
  if (!row?.salted) return null;
  return new Uint8Array(fileOfScan(row.salted, named) ?? notThatOne(stated.seq));
}

/** What a page shows of it. */
export async function readDetail(
  { db, guid }: Pick<Session, 'db' | 'guid'>,
  number: string,
): Promise<PaperDetail> {
  return detailOf(await readPaper({ db }, number), guid);
}

/** The paper by which whoever is signed in accepts an office; null where there is none. */
export async function readOwn({ db, guid }: Pick<Session, 'db' | 'guid'>): Promise<OwnAppointment> {
  const told = await read(db, ownAppointment.nullable(), ownAppointmentQuery);
  if (told === null) return null;
  const { number, entries } = told;
  return { number, paper: detailOf(paperOf(number, await checkedEntries(db, entries)), guid) };
}
const ownAppointment = z.strictObject({ number: z.string(), entries: z.array(toldEntry) });

/** Follows the paper from entry to entry, as the keeper did: what was entered anew begins anew. */
export function paperOf(number: string, entries: readonly Entry[]): PaperFacts {
  let paper: Omit<PaperFacts, 'entries'> | null = null;
  for (const entry of entries) {
    if (entry.kind === 'instrument') paper = stating(number, paper, entry);
    if (paper === null) continue;
    const { seq, hash } = paper.stated;
    if (entry.kind === 'confirmed' && entry.payload.hashes[entry.payload.entries.indexOf(seq)] === hash)
      paper = isYearly(paper)
        ? { ...paper, holds: entry }
        : { ...paper, state: 'confirmed', confirmed: entry };
    if (entry.kind === 'revoke' && numbersOf(paper.stated).includes(entry.payload.number)) {
      // Of what was confirmed an order to destroy alone, without what else stands on its paper.
      if (entry.payload.why === 'withdrawn' && (paper.confirmed === null || entry.payload.number === number))
        paper = { ...paper, state: 'withdrawn' };
      if (entry.payload.why === 'differs') paper = { ...paper, state: 'returned', returned: entry };
    }
  }
  return { ...(paper ?? fail('instrument-unknown')), entries };
}

/** What was confirmed is confirmed for no second time, but that it still holds; whom the keeper appointed in an emergency is. */
function isYearly({ state, stated }: Omit<PaperFacts, 'entries'>): boolean {
  const emergency = stated.payload.rows.some((row) => 'office' in row && row.emergency);
  return state === 'confirmed' && !emergency;
}

function stating(
  number: string,
  before: Omit<PaperFacts, 'entries'> | null,
  entry: Instrument,
): Omit<PaperFacts, 'entries'> | null {
  const numbers = numbersOf(entry);
  if (!numbers.includes(number)) {
    const isLeftOut = before !== null && numbersOf(before.stated).some((one) => numbers.includes(one));
    return isLeftOut ? { ...before, state: 'withdrawn' } : before;
  }
  const isSigned = entry.payload.signed !== null;
  return {
    stated: entry,
    state: isSigned ? 'registered' : 'prepared',
    prepared: printedFrom(before?.prepared ?? null, entry),
    returned: null,
    confirmed: null,
    holds: null,
  };
}

/** The day of a declaration stands on no print: where nothing else is new, the sheet that was printed stays the one that is signed. */
function printedFrom(before: Instrument | null, entry: Instrument): Instrument | null {
  if (entry.payload.signed !== null) return before;
  const same = before !== null && printedFacts(before) === printedFacts(entry);
  return same ? before : entry;
}

function printedFacts({ payload }: Instrument): string {
  return JSON.stringify(
    payload.rows.map((row) => ('declaredOn' in row ? { ...row, declaredOn: null } : row)),
  );
}

export function numbersOf({ payload }: Instrument): string[] {
  return payload.rows.map(({ number }) => number);
}

function detailOf(facts: PaperFacts, guid: string | null): PaperDetail {
  const { stated, state, entries } = facts;
  const step = stepOver(entries, guid);
  return {
    state,
    // Rules are shown by themselves.
    rows: stated.payload.rows.flatMap((row, place) =>
      'of' in row
        ? []
        : [
            {
              ...rowFacts(row),
              person: stated.words?.names[place] ?? nameless(row.subject),
              own: isOwn(row.subjectGuid, guid),
              ended: endingOf(entries, row.number, step),
            },
          ],
    ),
    ...stepsOf(facts, guid),
  };
}

/** What was done with a paper so far, by whom. */
export function stepsOf(
  { stated, prepared, returned, confirmed, holds, entries }: PaperFacts,
  guid: string | null,
): Omit<PaperDetail, 'state' | 'rows'> {
  const step = stepOver(entries, guid);
  return {
    stated: step(stated),
    prepared: prepared && step(prepared),
    registered: stated.payload.signed && step(stated),
    signed: signedOf(stated, entries),
    returned: returned && endingStep(returned, step),
    confirmed: confirmed && step(confirmed),
    holds: holds && step(holds),
  };
}

type RowFacts<Row> = Row extends PaperRow ? Omit<Row, 'person' | 'own' | 'ended'> : never;

function rowFacts(row: AuthorisationRow | AppointmentRow): RowFacts<PaperRow> {
  const { number, subjectGuid: guid, from, to } = row;
  if ('office' in row) {
    const { office, deputy, powers, employee, emergency } = row;
    return { what: 'appointment', number, guid, from, to, office, deputy, powers, employee, emergency };
  }
  const { purposes, departments, quality, declaredOn } = row;
  return {
    what: 'authorisation',
    number,
    guid,
    from,
    to,
    scope: { purposes, departments, quality },
    declaredOn,
  };
}

function signedOf({ payload, words }: Instrument, entries: readonly Entry[]): PaperDetail['signed'] {
  if (payload.signed === null) return null;
  const { paper, signedOn, way, signatory: number, scan } = payload.signed;
  const facts = { paper, signedOn, way, scan: scan?.media ?? null };
  if (number === null) return { ...facts, signatory: words?.signatory ?? null, office: null };
  const signing = signingOf(number, entries);
  return { ...facts, signatory: signing?.name ?? null, office: signing && signing.office };
}

/** By which appointment somebody signs. */
function signingOf(number: string, entries: readonly Entry[]) {
  for (const { payload, words } of ofKind(entries, 'instrument')) {
    const place = payload.rows.findIndex((row) => row.number === number);
    const row = payload.rows[place];
    if (row === undefined || !('office' in row)) continue;
    const name = words?.names[place]?.displayName ?? row.subject;
    return { name, office: { office: row.office, deputy: row.deputy } };
  }
  return null;
}

type StepOf = (entry: Entry) => Step;

function stepOver(entries: readonly Entry[], guid: string | null): StepOf {
  return (entry) => {
    const { seq, hash, payload } = entry;
    return {
      seq,
      hash,
      at: payload.at,
      login: payload.login,
      guid: payload.guid,
      person: nameOf(entry, entries),
      own: isOwn(payload.guid, guid),
    };
  };
}

function isOwn(of: string | null, guid: string | null): boolean {
  return of !== null && of === guid;
}

function nameless(login: string | null) {
  return { displayName: login ?? '', post: '', unit: '' };
}

/** The newest that ends what was confirmed. */
function endingOf(entries: readonly Entry[], number: string, step: StepOf): PaperRow['ended'] {
  const ends = ofKind(entries, 'revoke').filter(
    ({ payload }) => payload.number === number && payload.why !== 'withdrawn' && payload.why !== 'differs',
  );
  const last = ends.at(-1);
  return last === undefined ? null : endingStep(last, step);
}

function endingStep(entry: Revoke, step: StepOf): NonNullable<PaperDetail['returned']> {
  const { why, until, paper } = entry.payload;
  return { ...step(entry), why, until, paper, words: entry.words?.words ?? null };
}
