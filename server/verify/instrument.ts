import { isDeepStrictEqual } from 'node:util';
import { parseCaseNumber } from '../../shared/case-number.ts';
import { subjectOf, type InstrumentRow, type VersionRow } from '../../shared/ledger/instrument.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { heldBy, inForce, officesOf, type Appointment } from '../../shared/offices.ts';
import { addDays, addMonths } from '../../shared/warsaw.ts';
import { holderOf, type Instrument, type LedgerState } from '../entries/state.ts';
import { mayEnd } from './emergency.ts';
import { areCompatible } from './incompatible.ts';
import { checkErasure } from './keeping.ts';
import { isOfReviews, isToldBy, isWhole } from './quality.ts';
import { byDesk, inOffice, must, wasDeskSilent, type Rules, type Scene } from './scene.ts';

/** The office's own rule: an authorisation lasts twelve months at most, and begins at most one before it is signed. */
const [longest, longestBefore] = [12, 1];
/** Entries before this day were judged by the day of the entry: twelve months from it were allowed, whenever the authorisation began. */
const countedFromItsFirstDay = '2026-12-03';

/** Who an entry is of. */
type By = { login: string; guid: string | null };

/** The rules of papers: who registers, who confirms, who may listen and who holds which office by them. */
export const instrument: Rules<'instrument' | 'confirmed' | 'revoke'> = {
  instrument: {
    by: 'people',
    // A paper that is only prepared binds nobody.
    password: ({ signed }) => signed !== null,
    words: true,
    check: (scene, payload) => {
      const { state, day, beginning } = scene;
      const { command, rows, signed } = payload;
      const emergency = rows.some((row) => 'office' in row && row.emergency);
      must(emergency === (command === null && !beginning), 'author');
      if (command === null) must(beginning || isOfEmergency(scene, rows), 'desk-there');
      else {
        byDesk(scene, payload);
        // SECURITY: nobody enters a paper for himself, under a second login of his neither.
        must(!rows.some((row) => isAbout(row, payload)), 'own-paper');
      }
      checkNumbers(scene, payload);
      for (const row of rows) checkRow(state, row, day(), signed?.signedOn ?? day(), beginning);
      if (signed !== null) checkSigned(state, payload, signed, day());
      must(command !== null || signed !== null, 'paper-dates');
    },
    asked: (body) => ({ ...body, signatory: body.signed?.signatoryName ?? null }),
  },
  confirmed: {
    by: 'people',
    password: true,
    check: (scene, payload) => {
      const { state, day, beginning } = scene;
      const { command, entries } = payload;
      // SECURITY: in the order in which they count, whatever order they were named in: who follows whom in an office depends on it.
      const rows = [...entries]
        .sort((one, other) => one - other)
        .flatMap((entry) => rowsStated(state, entry));
      if (entries.some((entry) => state.stops.has(entry))) {
        must(
          entries.every((entry) => state.stops.get(entry)?.confirmed === null),
          'paper-state',
        );
        must(command !== null && inOffice(state, payload, day(), 'secretary', 'mayor'), 'not-confirmer');
        must(state.emergency === null || mayEnd(scene, payload), 'not-confirmer');
        return;
      }
      if (entries.some((entry) => state.restrictions.has(entry))) {
        for (const entry of entries) checkErasure(state, payload, entry);
        must(command !== null && inOffice(state, payload, day(), ...confirmers), 'not-confirmer');
        must(state.emergency === null || mayEnd(scene, payload), 'not-confirmer');
        return;
      }
      if (command === null) {
        const appointed = rows.map(({ row }) => row);
        must(beginning || appointed.every((row) => 'office' in row && row.emergency), 'author');
        must(beginning || isOfEmergency(scene, appointed), 'desk-there');
      } else if (entries.every((entry) => holds(scene, entry))) {
        byDesk(scene, payload);
        return;
      } else for (const entry of entries) checkSecond(scene, payload, entry);
      // Whom the keeper appointed may be something else by now.
      must(
        areCompatible(
          state,
          rows.filter(({ state: stands }) => stands !== 'confirmed'),
          day(),
        ),
        'offices',
      );
      const versions = rows.flatMap(({ row, state: stands }) =>
        'of' in row && stands !== 'confirmed' ? [row] : [],
      );
      must(new Set(versions.map(nameOf)).size === versions.length, 'version');
      must(
        versions.every((row) => comesLater(state, row)),
        'version',
      );
      if (versions.some((row) => row.of === 'destruction')) {
        // SECURITY: whom nobody in office appointed lets nothing be destroyed.
        must(state.emergency === null || mayEnd(scene, payload), 'not-confirmer');
        must(hasBackup(scene), 'backup-missing');
      }
    },
  },
  revoke: {
    by: 'people',
    check: ({ state, day }, payload) => {
      const { number, subject, why, until } = payload;
      const one = state.instruments.get(number);
      must(one !== undefined && subjectOf(one.row).subject === subject, 'paper-unknown');
      must(until === null || until >= day(), 'paper-dates');
      const appointed = state.appointments.find((other) => other.number === number);
      const last = (appointed ?? state.authorisations.get(number))?.to ?? null;
      must(until === null || last === null || until <= last, 'paper-dates');
      if (isUnseen(one)) checkTakenBack(state, payload, one, day());
      else if ('of' in one.row) {
        // An order to destroy alone ends without a next version, and at once.
        must(one.row.of === 'destruction' && one.state === 'confirmed', 'paper-state');
        must(why === 'withdrawn' && until === null, 'paper-state');
        must(
          state.versions.some((each) => each.row.number === number && (each.to ?? day()) >= day()),
          'paper-state',
        );
        must(inOffice(state, payload, day(), 'secretary', 'mayor'), 'not-secretary');
      } else {
        must(why !== 'withdrawn' && why !== 'differs', 'paper-state');
        if ('office' in one.row)
          must(
            one.row.subjectGuid === payload.guid || inOffice(state, payload, day(), 'secretary', 'mayor'),
            'not-secretary',
          );
        else {
          must(inOffice(state, payload, day(), 'secretary', 'mayor'), 'not-secretary');
          must(state.authorisations.get(number)?.revokedAt === null, 'authorisation-revoked');
        }
      }
    },
  },
};

/** § 6 ust. 3: a Secretary and a deputy, where nobody of the desk was there, and nobody listens until two people say so. */
function isOfEmergency({ state, day }: Scene, rows: readonly InstrumentRow[]): boolean {
  const stopped = state.suspension?.by === 'keeper';
  return (
    stopped &&
    wasDeskSilent(state, day()) &&
    rows.every((row) => 'office' in row && row.office === 'secretary')
  );
}

function isOne({ login, guid }: By, other: string | null, otherGuid: string | null): boolean {
  return login === other || (guid !== null && guid === otherGuid);
}

/** Whether it is the person of an entry whom a row is about. */
function isAbout(row: InstrumentRow, payload: By): boolean {
  const { subject, subjectGuid } = subjectOf(row);
  return isOne(payload, subject, subjectGuid);
}

/** What an entry states still: rows that a later paper left out, or stated anew, are not its own any more. */
function rowsStated({ instruments }: LedgerState, entry: number): Instrument[] {
  return [...instruments.values()].filter(({ seq, state }) => seq === entry && state !== 'withdrawn');
}

/** Until a second person has seen its paper a row gives nobody anything: it may be stated anew, and is taken back by one person alone. */
function isUnseen({ state }: Instrument): boolean {
  return state !== 'confirmed' && state !== 'withdrawn';
}

/** Whether an entry states an office or a rule that was confirmed and goes on: the desk says each year that it does. */
function holds({ state, day }: Scene, entry: number): boolean {
  const { appointments, versions, emergency, endings } = state;
  const rows = rowsStated(state, entry);
  if (endings.has(entry) || emergency?.entries.includes(entry) === true || rows.length === 0) return false;
  const goesOn = ({ row }: Instrument): boolean =>
    'of' in row
      ? versions.some((one) => one.row.number === row.number && (one.to ?? day()) >= day())
      : heldBy(appointments).some(
          ({ from, to }, at) => appointments[at]?.number === row.number && from <= day() && to === null,
        );
  return rows.every((one) => one.state === 'confirmed') && rows.some(goesOn);
}

/** §3.4: an order to destroy begins with a backup of the last two days, and where none is older than the most that an office may keep one. */
function hasBackup({ state, at, day }: Scene): boolean {
  const { backup } = state;
  return (
    backup !== null &&
    Date.parse(backup.startedAt) >= at - 2 * 86_400_000 &&
    backup.oldestOn >= addDays(day(), -31)
  );
}

/** Which rule a row is a version of. */
function nameOf(row: VersionRow): string {
  switch (row.of) {
    case 'basis':
      return `basis: ${row.content.basis.code}`;
    case 'recordingBasis':
      return `recordingBasis: ${row.content.code}`;
    case 'announcement':
      return `announcement: ${row.content.lines.join(' ')}`;
    default:
      return row.of;
  }
}

/** The version of the same rule before one that is to come. */
function beforeOf({ versions }: LedgerState, row: VersionRow): VersionRow | undefined {
  const same = versions.map((one) => one.row).filter((one) => nameOf(one) === nameOf(row));
  return same.at(-1);
}

function comesLater(state: LedgerState, row: VersionRow): boolean {
  const before = beforeOf(state, row);
  return before === undefined || before.from < row.from;
}

/** §4.1: an office words its legal bases, and changes nothing else of them. */
function onlyWords(state: LedgerState, row: VersionRow): boolean {
  if (row.of !== 'basis') return true;
  const before = beforeOf(state, row);
  const { basis, position } = row.content;
  if (before?.of !== 'basis') return isOfReviews(basis) && isWhole(basis);
  const { label, sentences, plan } = basis;
  const was = { ...before.content.basis, label, sentences, ...(plan && { plan }) };
  return position === before.content.position && isDeepStrictEqual(was, basis) && isWhole(basis);
}

/** New numbers are the next ones of their Warsaw year; others name rows of one paper that nobody has confirmed. */
function checkNumbers({ state, day }: Scene, { what, rows }: Payload<'instrument'>): void {
  const year = day().slice(0, 4);
  const known = [...state.instruments].flatMap(([number, one]) => (one.what === what ? [number] : []));
  const taken = new Set(known.flatMap((number) => placeIn(number, year)));
  const former = new Set<number>();
  for (const { number } of rows) {
    const before = state.instruments.get(number);
    if (before !== undefined) {
      must(before.what === what && isUnseen(before), 'paper-state');
      former.add(before.seq);
      continue;
    }
    let next = 1;
    while (taken.has(next)) next += 1;
    must(placeIn(number, year).includes(next), 'paper-number');
    taken.add(next);
  }
  must(former.size <= 1, 'paper-state');
}

/** What stands in a number beside its year; the pattern is the office's. */
function placeIn(number: string, year: string): number[] {
  const found: string[] = number.match(/\d+/g) ?? [];
  const at = found.lastIndexOf(year);
  return at < 0 ? [] : found.filter((_one, place) => place !== at).map(Number);
}

function checkRow(
  state: LedgerState,
  row: InstrumentRow,
  day: string,
  signedOn: string,
  beginning: boolean,
): void {
  must(row.to === null || row.from <= row.to, 'paper-dates');
  if ('of' in row) {
    must(comesLater(state, row) && (beginning || onlyWords(state, row)), 'version');
    if (row.of === 'basis') must(isToldBy(row.content.basis, day), 'paper-dates');
    if (row.of !== 'destruction') return;
    const { case: number, archive } = row.content;
    must(archive !== null && (archive.of === 'bc' || archive.day <= day), 'order');
    const parsed = parseCaseNumber(number, { year: Number(day.slice(0, 4)) });
    must(parsed.ok && parsed.value === number, 'order');
    return;
  }
  if ('office' in row) return;
  must(state.people.get(row.subject)?.employee === true, 'person');
  const isDated = day >= countedFromItsFirstDay;
  must(row.to <= addMonths(isDated || row.from > day ? row.from : day, longest), 'paper-dates');
  if (isDated) must(row.from >= addMonths(signedOn, -longestBefore), 'paper-dates');
  must(row.declaredOn === null || row.declaredOn <= day, 'paper-dates');
}

/** § 4 is the Mayor's: whoever is that on the day, or is a deputy then whose paper says § 4. */
function isForMayor(all: readonly Appointment[], one: Appointment, day: string): boolean {
  return one.office === 'mayor' && inForce(all, one, day) && (!one.deputy || one.powers.includes(4));
}

/** A signed authorisation: by who could on that day and stands not in it, with everybody's declaration of confidentiality. */
function checkSigned(
  { appointments, instruments }: LedgerState,
  { what, rows, command }: Payload<'instrument'>,
  { signatory, signedOn, way, scan }: NonNullable<Payload<'instrument'>['signed']>,
  day: string,
): void {
  must(signedOn <= day, 'paper-dates');
  // With what an office begins nobody is there to compare.
  must(command === null ? scan === null : (way === 'paper') === (scan !== null), 'paper-scan');
  if (what === 'authorisation')
    must(
      rows.every((row) => !('declaredOn' in row) || row.declaredOn !== null),
      'declaration',
    );
  if (signatory === null) {
    must(what !== 'authorisation', 'signatory');
    return;
  }
  const signing = appointments.find(({ number }) => number === signatory);
  must(signing !== undefined && isForMayor(appointments, signing, signedOn), 'signatory');
  must(!signing.deputy || !rows.some(leads), 'signatory');
  const signer = instruments.get(signatory);
  const login = (signer && subjectOf(signer.row).subject) ?? '';
  must(!rows.some((row) => isAbout(row, { login, guid: signing.guid })), 'signatory');
}

/** SECURITY: no right without two people: whoever confirms has an office for that, entered nothing of it, and does not stand in it. */
function checkSecond(scene: Scene, payload: Payload<'confirmed'>, entry: number): void {
  const { state } = scene;
  const day = scene.day();
  const { emergency, suspension } = state;
  if (emergency?.entries.includes(entry) === true) {
    must(mayEnd(scene, payload), 'not-confirmer');
    must(!rowsStated(state, entry).some(({ row }) => isAbout(row, payload)), 'own-paper');
    return;
  }
  if (emergency !== null && suspension?.seq === entry) {
    must(inOffice(state, payload, day, ...confirmers), 'not-confirmer');
    return;
  }
  const ending = state.endings.get(entry);
  const rows = rowsStated(state, entry);
  const authors = ending === undefined ? rows.map(({ by }) => by) : [ending.by];
  must(authors.length > 0, 'paper-unknown');
  must(!authors.some(({ login, guid }) => isOne(payload, login, guid)), 'one-person');
  const stands = rows.some(({ row }) => isAbout(row, payload));
  if (stands) {
    must(
      rows.every((one) => isLonelyDeputy(state, one, day)),
      'own-paper',
    );
    return;
  }
  must(inOffice(state, payload, day, ...confirmers), 'not-confirmer');
  const own = officesOf(state.appointments, payload.guid, day);
  for (const one of rows) {
    must(
      own.some((office) => looksAt(office, one.row)),
      'not-confirmer',
    );
    const signing = state.instruments.get(one.signed?.signatory ?? '');
    must(signing === undefined || !isAbout(signing.row, payload), 'one-person');
    if (one.state === 'prepared') checkApproved(state, payload, one, day);
  }
}

/** Who governs the office, and who registers its papers. */
function leads(row: InstrumentRow): boolean {
  return 'office' in row && ['mayor', 'secretary'].includes(row.office);
}

/** Whom an office leaves it to: who leads it, the Mayor in person or the officer; who listens, no deputy mayor without § 4. */
function looksAt({ office, deputy, powers }: Appointment, row: InstrumentRow): boolean {
  const isDeputyMayor = office === 'mayor' && deputy;
  if (office === 'administrator') return false;
  if (leads(row)) return office !== 'secretary' && !isDeputyMayor;
  return !isDeputyMayor || !('purposes' in row) || powers.includes(4);
}

const confirmers = ['secretary', 'mayor', 'protection_officer'] as const;
/** What nobody signed on paper the Mayor approved, or a deputy whose power says § 4. */
function checkApproved({ appointments }: LedgerState, { guid }: By, { row }: Instrument, day: string): void {
  must(
    officesOf(appointments, guid, day).some((one) => isForMayor(appointments, one, day)),
    'signatory',
  );
  must('office' in row ? row.deputy : 'declaredOn' in row && row.declaredOn !== null, 'declaration');
}

/** The Secretary's deputy accepts the office himself where nobody else is there who could confirm it. */
function isLonelyDeputy(ledger: LedgerState, { row, by, state }: Instrument, day: string): boolean {
  if (!('office' in row) || row.office !== 'secretary' || !row.deputy || state !== 'registered') return false;
  const guids = new Set(ledger.appointments.map(({ guid }) => guid));
  for (const guid of guids) {
    if (guid === null || guid === by.guid || guid === row.subjectGuid) continue;
    if (holderOf(ledger, guid)?.account !== 'ok') continue;
    if (officesOf(ledger.appointments, guid, day).some(({ office }) => office !== 'administrator'))
      return false;
  }
  return true;
}

function checkTakenBack(
  state: LedgerState,
  payload: Payload<'revoke'>,
  { by, row }: Instrument,
  day: string,
): void {
  if (payload.why === 'withdrawn') {
    must(inOffice(state, payload, day, 'secretary'), 'not-secretary');
    return;
  }
  must(payload.why === 'differs', 'paper-state');
  must(inOffice(state, payload, day, 'secretary', 'mayor', 'protection_officer'), 'not-confirmer');
  must(!isOne(payload, by.login, by.guid), 'one-person');
  must(!isAbout(row, payload), 'own-paper');
}
