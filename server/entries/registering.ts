import { parseCaseNumber } from '../../shared/case-number.ts';
import { clash, type Held } from '../../shared/incompatible.ts';
import {
  ruleOf,
  subjectOf,
  type AskedRow,
  type AskedVersion,
  type InstrumentRow,
  type SignedAsked,
  type SignedPaper,
} from '../../shared/ledger/instrument.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { fileOfScan } from '../../shared/node/scan.ts';
import { saltLength } from '../../shared/node/ledger.ts';
import { appointmentOf, hasPower, heldBy, isLeading, type Appointment } from '../../shared/offices.ts';
import { mostScanBytes, type Scan } from '../../shared/scan.ts';
import { addMonths, legalDay } from '../../shared/warsaw.ts';
import { isClean } from '../../shared/words.ts';
import { newcomersOf, personContent, type Newcomer } from './accounts.ts';
import type { LookUp } from '../keeper/directory.ts';
import type { Decide } from './entry.ts';
import type { PersonName } from '../../shared/ledger/head.ts';
import { isOpen, nextNumber } from './papers.ts';
import { accountsOf } from './presence.ts';
import { headOf, ownHead, refuse, type Desk, type Request } from './request.ts';
import { sameActiveAccount, signingDesk } from './rights.ts';
import { isLater, keepsBasis } from './rules.ts';
import { holderOf, type LedgerState, type Person } from './state.ts';

/** The office's own rule: an authorisation lasts twelve months at most; then the Mayor decides anew. */
const longest = 12;
/** Months from its first day to its signature, at most. A paper that is found years later gives nobody anything. */
const mostBefore = 1;

/** Whether an authorisation begins long before it was signed. */
export function isBackdated({ from }: { from: string }, signedOn: string): boolean {
  return from < addMonths(signedOn, -mostBefore);
}

/**
 * A row that is asked for, and whom it is about: nobody of a rule, or of a Mayor who has no account; somebody new where no entry registers the
 * account yet.
 */
type Asked = { row: AskedRow; person: Person | Newcomer | null };

/**
 * §4.2: enters a paper, prepared or signed, for whom it names, and before it whoever of these is new. The desk's act, and never for oneself.
 * Refuses `not-secretary`, `own-instrument`, `person-unknown`, what is wrong with an account, `authorisation-too-long`, `authorisation-backdated`, `day-in-future`,
 * `declaration-missing`, `scan-unreadable`, `signatory-without-power`, `office-incompatible`, `version-too-early`, `archive-missing`, what is wrong with a case number, and of what was entered before `instrument-unknown` and
 * `instrument-state`.
 */
export const decideInstrument: Decide<'instrument'> = async (desk, request, body) => {
  const { state } = desk;
  const newcomers = await newcomersIn(desk, request, body.rows);
  const asked = body.rows.map((row) => ({ row, person: personOf(state, newcomers, accountIn(row)) }));
  const accounts = await accountsOf(
    request,
    asked.flatMap(({ person }) => person?.login ?? []),
  );
  const { person: registrar, now } = await signingDesk(desk, request);
  const today = legalDay(new Date(now));
  if (asked.some(({ person }) => isSame(person, registrar))) refuse('own-instrument');
  checkForm(body);
  const { signed } = body;
  const signedOn = signed?.signedOn ?? today;
  for (const { row, person } of asked) checkRow(row, person, accounts, { today, signedOn });
  if (signed !== null) {
    checkSignature(state, signed, asked, today);
    if (body.rows.some((row) => 'declaredOn' in row && row.declaredOn === null))
      refuse('declaration-missing');
  }
  checkNumbers(state, body);
  const rows = numbered(desk, body, asked, today.slice(0, 4));
  checkCompatible(state, rows, today);
  checkVersions(
    state,
    body.rows.flatMap((row) => ('of' in row ? [row] : [])),
    today,
  );
  const scan = signed?.scan ? await readScan(desk, request, signed.scan) : null;
  const names = [];
  for (const { row, person } of asked) if (!('of' in row)) names.push(await nameOf(desk, row, person));
  const head = headOf('instrument', desk, request, now);
  return {
    first: newcomers.length === 0 ? [] : [personContent(ownHead('person', now), newcomers)],
    content: {
      payload: (text) => ({ ...head, what: body.what, rows, signed: signed && paperOf(signed), text }),
      words: { names, signatory: signed?.signatoryName ?? null },
      scan,
    },
  };
};

/** Those of a paper whose accounts no entry registers yet, as the directory has them; employed as their row says. */
async function newcomersIn(
  { state }: Desk,
  request: Request,
  rows: readonly AskedRow[],
): Promise<Newcomer[]> {
  const unknown = rows.filter((row) => {
    const guid = accountIn(row);
    return guid !== null && holderOf(state, guid) === undefined;
  });
  const guids = new Set(unknown.flatMap((row) => accountIn(row) ?? []));
  const found = await newcomersOf(request, [...guids]);
  const outside = new Set(
    unknown.flatMap((row) => ('office' in row && !row.employee ? (row.subjectGuid ?? []) : [])),
  );
  return found.map((one) => ({ ...one, employee: !outside.has(one.guid) }));
}

/** The account that a row names; null where it names none. */
function accountIn(row: AskedRow): string | null {
  return 'of' in row ? null : row.subjectGuid;
}

/** Who has this account; null of nobody's. Refuses `person-unknown`. */
function personOf(
  state: LedgerState,
  newcomers: readonly Newcomer[],
  guid: string | null,
): Person | Newcomer | null {
  if (guid === null) return null;
  return holderOf(state, guid) ?? newcomers.find((one) => one.guid === guid) ?? refuse('person-unknown');
}

/** SECURITY: a second login of the same account is the same person. */
export function isSame(
  one: { login: string; guid: string | null } | null,
  other: { login: string; guid: string | null },
): boolean {
  return one !== null && (one.login === other.login || (one.guid !== null && one.guid === other.guid));
}

function checkForm({ rows, signed }: Command<'instrument'>): void {
  const words = [
    ...[signed?.paper, signed?.signatoryName],
    ...rows.flatMap((row) => ('of' in row ? wordsOf(row) : 'office' in row ? row.name : row.departments)),
  ];
  if (words.some((one) => typeof one === 'string' && !isClean(one))) refuse('malformed-request');
  if (
    rows.some(
      (row) =>
        'of' in row &&
        (row.of === 'declaration' || row.of === 'announcement') &&
        !isClean(row.content.text, { lines: true }),
    )
  )
    refuse('malformed-request');
  const accounts = rows.flatMap((row) => accountIn(row) ?? []);
  if (new Set(accounts).size < accounts.length) refuse('malformed-request');
}

/** What a version says on one line each. */
function wordsOf(row: AskedVersion): string[] {
  if (row.of === 'declaration') return [];
  if (row.of === 'regulation') return [row.content.number, row.content.title];
  if (row.of === 'destruction') {
    const { case: number, archive } = row.content;
    return [number, archive?.of === 'general' ? archive.reference : (archive?.symbol ?? '')];
  }
  if (row.of === 'announcement') return [row.content.sound, ...row.content.lines];
  if (row.of === 'recordingBasis') return [row.content.code, row.content.text, row.content.article];
  const { approval, basis } = row.content;
  return [
    approval,
    basis.label,
    basis.plan?.act ?? '',
    ...basis.sentences.flatMap(({ code, text }) => [code, text]),
  ];
}

/**
 * A version comes after the one before it, and one of a legal basis words one that there is.
 * SECURITY: §4.1: what has to be said of a case, and for which purpose, is no matter of wording.
 */
function checkVersions(state: LedgerState, rows: readonly AskedVersion[], today: string): void {
  for (const row of rows) if (row.of === 'destruction') checkOrder(row.content, today);
  if (new Set(rows.map(ruleOf)).size < rows.length) refuse('malformed-request');
  if (rows.some((row) => !keepsBasis(state, row))) refuse('malformed-request');
  if (rows.some((row) => !isLater(state, row))) refuse('version-too-early');
}

/** §3.4: an order names its case and its ground of the archives' law. */
function checkOrder(
  { case: number, archive }: Extract<AskedVersion, { of: 'destruction' }>['content'],
  today: string,
): void {
  if (archive === null) return refuse('archive-missing');
  if (archive.of === 'general' && archive.day > today) refuse('day-in-future');
  const parsed = parseCaseNumber(number, { year: Number(today.slice(0, 4)) });
  if (!parsed.ok) return refuse(parsed.reason);
  if (parsed.value !== number) refuse('malformed-request');
}

function checkRow(
  row: AskedRow,
  person: Asked['person'],
  accounts: ReadonlyMap<string, LookUp>,
  { today, signedOn }: { today: string; signedOn: string },
): void {
  if (row.to !== null && row.from > row.to) refuse('malformed-request');
  if ('of' in row) {
    if (row.of === 'regulation' && row.content.day > today) refuse('day-in-future');
    if (row.of === 'basis') {
      const { verifiedOn, basis } = row.content;
      const { actDay, informedOn } = basis.plan ?? { actDay: verifiedOn, informedOn: verifiedOn };
      if (verifiedOn > today || informedOn > today) refuse('day-in-future');
      // Nobody is told of what does not hold yet.
      if (informedOn < actDay) refuse('malformed-request');
    }
    return;
  }
  if (person !== null) {
    if (!('office' in row) && !person.employee) refuse('person-unknown');
    sameActiveAccount(accounts.get(person.login) ?? { state: 'away', reason: 'unreachable' }, person);
  }
  if ('office' in row) {
    const isMayor = row.office === 'mayor' && !row.deputy;
    const isMalformed =
      // Nobody but the Mayor is in an office without an account; a name is given for nobody else.
      (person === null) !== (row.name !== null) ||
      (person === null && !isMayor) ||
      (row.powers.length > 0 && (row.office !== 'mayor' || !row.deputy)) ||
      new Set(row.powers).size < row.powers.length;
    if (isMalformed) refuse('malformed-request');
    return;
  }
  const { purposes, departments, quality, declaredOn } = row;
  const forQuality = purposes.includes('SERVICE_STANDARDS') && (quality !== 'only' || purposes.length === 1);
  if (new Set(purposes).size < purposes.length || (quality !== 'no' && !forQuality))
    refuse('malformed-request');
  if (departments !== null && new Set(departments).size < departments.length) refuse('malformed-request');
  if (declaredOn !== null && declaredOn > today) refuse('day-in-future');
  if (row.to > addMonths(row.from, longest)) refuse('authorisation-too-long');
  if (isBackdated(row, signedOn)) refuse('authorisation-backdated');
}

/**
 * Whether whoever signed could: an authorisation the Mayor, or a deputy whose power says § 4, on that day and not for himself; an
 * appointment or a rule the Mayor, or somebody outside the program's offices, who is named.
 */
function checkSignature(
  { appointments, instruments }: LedgerState,
  { signatory, signatoryName, signedOn }: SignedAsked,
  asked: readonly Asked[],
  today: string,
): void {
  if (signedOn > today) refuse('day-in-future');
  const appoints = asked.every(({ row }) => 'office' in row || 'of' in row);
  if (signatory === null) {
    if (appoints && signatoryName !== null) return;
    return refuse(appoints ? 'field-missing' : 'signatory-without-power');
  }
  if (signatoryName !== null) refuse('malformed-request');
  const appointment = appointments.find(({ number }) => number === signatory);
  const signing = instruments.get(signatory);
  const signer = signing && subjectOf(signing.row).subject;
  // SECURITY: § 4 lets a deputy mayor say who listens, and not who leads the office.
  const isFit =
    appointment !== undefined &&
    hasPower(appointments, appointment, 4, signedOn) &&
    !(appointment.deputy && asked.some(({ row }) => isLeading(row)));
  const isOwn = asked.some(({ person }) =>
    isSame(person, { login: signer ?? '', guid: appointment?.guid ?? null }),
  );
  if (!isFit || isOwn) refuse('signatory-without-power');
}

/** Numbers that are given name rows of one paper that is not confirmed. */
function checkNumbers({ instruments }: LedgerState, { what, rows }: Command<'instrument'>): void {
  const given = rows.flatMap(({ number }) => number ?? []);
  const former = given.map((number) => instruments.get(number) ?? refuse('instrument-unknown'));
  const isOne = former.every((one) => isOpen(one) && one.what === what && one.seq === former[0]?.seq);
  if (!isOne || new Set(given).size < given.length) refuse('instrument-state');
}

/** The rows as they are entered, each with its number. */
function numbered(
  { state, authority }: Pick<Desk, 'state' | 'authority'>,
  { what, rows }: Command<'instrument'>,
  asked: readonly Asked[],
  year: string,
): InstrumentRow[] {
  const taken: string[] = [];
  return rows.map((row, at) => {
    const number = row.number ?? nextNumber(state, what, authority.numbers, year, taken);
    taken.push(number);
    const person = asked[at]?.person ?? null;
    if ('of' in row) return { ...row, number };
    if (!('office' in row)) return { ...row, number, subject: person?.login ?? '' };
    const { name, ...facts } = row;
    return { ...facts, number, subject: person?.login ?? null, emergency: false };
  });
}

/** Refuses `office-incompatible` where these rows are not compatible with what is confirmed. */
export function checkCompatible(state: LedgerState, rows: readonly InstrumentRow[], today: string): void {
  if (!areCompatible(state, rows, today)) refuse('office-incompatible');
}

/** Whether nobody would be on one day, from today on, what nobody may be together, by what is confirmed and by these rows. */
export function areCompatible(
  { appointments, authorisations }: LedgerState,
  rows: readonly InstrumentRow[],
  today: string,
): boolean {
  const appointed: Appointment[] = [
    ...appointments,
    ...rows.flatMap((row) => ('office' in row ? [appointmentOf(row)] : [])),
  ];
  const standing = [...authorisations.values()].filter(
    ({ revokedAt, to }) => revokedAt === null && to >= today,
  );
  const listeners: Held[] = [
    ...standing.map(({ guid, from, to }) => ({ guid, from, to, role: 'authorisation' as const })),
    ...rows.flatMap((row) =>
      'office' in row || 'of' in row
        ? []
        : [{ guid: row.subjectGuid, from: row.from, to: row.to, role: 'authorisation' as const }],
    ),
  ];
  const held = [...heldBy(appointed), ...listeners];
  // What is over excludes nothing that begins today.
  const now = held.filter(({ to }) => to === null || to >= today);
  const named = new Set(rows.flatMap((row) => subjectOf(row).subjectGuid ?? []));
  const concerned = now.filter(({ guid }) => guid !== null && named.has(guid));
  return !concerned.some((one, at) => concerned.slice(at + 1).some((other) => clash(one, other)));
}

function paperOf({ paper, signatory, signedOn, way, scan }: SignedAsked): SignedPaper {
  return { paper, signatory, signedOn, way, scan };
}

/**
 * The scanned paper beside a request, its salt before it. Refuses `scan-unreadable`.
 * SECURITY: of what the row has nothing counts but the file of which the sender signed the hash; whoever owns the table can put any file
 * there, as large as he likes.
 */
async function readScan({ connection }: Desk, { id }: Request, scan: Scan): Promise<Buffer> {
  const [row] = await connection.run<{ scan: Buffer }>(
    `SELECT scan FROM office.command WHERE id = $1 AND octet_length(scan) <= $2`,
    [id, saltLength + mostScanBytes],
  );
  const isFit = row !== undefined && fileOfScan(row.scan, scan) !== null;
  return isFit ? row.scan : refuse('scan-unreadable');
}

async function nameOf(
  { connection, names }: Desk,
  row: Exclude<AskedRow, AskedVersion>,
  person: Asked['person'],
): Promise<PersonName> {
  if (person !== null) return 'name' in person ? person.name : names.of(connection, person);
  return { displayName: 'office' in row ? (row.name ?? '') : '', post: 'Burmistrz', unit: '' };
}
