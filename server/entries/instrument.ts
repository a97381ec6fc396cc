import { subjectOf, type AuthorisationRow } from '../../shared/ledger/instrument.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { appointmentOf, endOffice, endsAlone, lastDay } from '../../shared/offices.ts';
import { legalDay } from '../../shared/warsaw.ts';
import type { Part } from '../keeper/connection.ts';
import { decideConfirm } from './confirming.ts';
import { endsEmergency } from './emergency.ts';
import { found, need, type Family } from './entry.ts';
import { isOfEmergency, isOpen, isOrderTakenBack, lastsStill, rowsOfPaper } from './papers.ts';
import { decideInstrument } from './registering.ts';
import { foldAgreed, waitingErasure } from './restriction.ts';
import { decideRevoke } from './revoking.ts';
import { addVersion, dayBefore } from './rules.ts';
import { change, put } from './rows.ts';
import type { Authorisation, Instrument, LedgerState } from './state.ts';

/** §4.2, § 6.3: papers that two people see: who may listen, who holds which office, which rules hold by them. */
export const instrument: Family<'instrument' | 'confirmed' | 'revoke'> = {
  instrument: {
    plural: 'pisma',
    needsAccount: true,
    printed: true,
    decide: decideInstrument,
    fold: foldInstrument,
    mirror: mirrorInstrument,
  },
  confirmed: {
    plural: 'potwierdzenia pism',
    needsAccount: true,
    urgent: true,
    decide: decideConfirm,
    fold: foldConfirmed,
    mirror: mirrorConfirmed,
  },
  revoke: {
    plural: 'odwołania upoważnień i funkcji',
    needsAccount: true,
    urgent: true,
    whenApart: true,
    decide: decideRevoke,
    fold: foldRevoke,
    mirror: mirrorRevoke,
  },
};

function foldInstrument(state: LedgerState, payload: Payload<'instrument'>, seq: number): void {
  const { what, rows, signed, login, guid } = payload;
  const numbers = rows.map(({ number }) => number);
  need(new Set(numbers).size === rows.length, seq);
  const former = numbers.flatMap((number) => state.instruments.get(number) ?? []);
  need(
    former.every((one) => isOpen(one) && one.what === what && one.seq === former[0]?.seq),
    seq,
  );
  for (const { subject, subjectGuid } of rows.map(subjectOf)) need(isKnown(state, subject, subjectGuid), seq);
  // What was left out of the paper is withdrawn.
  for (const one of rowsOfPaper(state, former[0]?.seq ?? 0)) one.state = 'withdrawn';
  const by = { login, guid };
  for (const [place, row] of rows.entries()) {
    const before = state.instruments.get(row.number);
    state.instruments.set(row.number, {
      ...{ what, row, signed, seq, place, by, confirmed: null, holds: null, ended: null },
      state: signed === null ? 'prepared' : 'registered',
      first: before?.first ?? seq,
      prepared: signed === null ? seq : (before?.prepared ?? null),
    });
  }
}

function foldConfirmed(state: LedgerState, payload: Payload<'confirmed'>, seq: number): void {
  const { entries, hashes, at, command } = payload;
  need(new Set(entries).size === entries.length && hashes.length === entries.length, seq);
  const day = legalDay(new Date(at));
  const papers = entries.map((entered, place) => {
    need(found(state.papers.get(entered), seq).toString('hex') === hashes[place], seq);
    const rows = rowsOfPaper(state, entered);
    const ending = state.endings.get(entered);
    const waits = rows.every((one) => one.state === 'registered' || one.state === 'prepared');
    const ofEmergency = isOfEmergency(state, entered);
    const still = command !== null && ending === undefined && !ofEmergency && lastsStill(state, rows, day);
    const stop = state.stops.get(entered);
    need(stop === undefined || (command !== null && stop.confirmed === null), seq);
    const asked = stop ?? waitingErasure(state, entered, payload, seq);
    const known = ending !== undefined || ofEmergency || still || asked !== undefined;
    need(known || (rows.length > 0 && waits), seq);
    return { entered, rows, ending, ofEmergency, still, asked };
  });
  // Of a person's papers the newest counts: of those confirmed at once the one that was entered last.
  papers.sort((one, other) => one.entered - other.entered);
  foldEmergency(state, payload);
  for (const { entered, rows, ending, ofEmergency, still, asked } of papers) {
    if (asked) asked.confirmed = seq;
    if (asked && 'effect' in asked) foldAgreed(state, asked.recordings);
    for (const one of rows) {
      if (still) one.holds = seq;
      else one.confirmed = seq;
      if (still || ofEmergency) continue;
      one.state = 'confirmed';
      if ('of' in one.row) addVersion(state, one, one.row, seq);
      else if ('office' in one.row) state.appointments.push(appointmentOf(one.row));
      else state.authorisations.set(one.row.number, authorisationOf(one, one.row, seq, day));
    }
    if (ending) endAppointment(state, { ...ending, seq: entered }, payload);
    state.endings.delete(entered);
  }
}

/** The keeper begins an emergency by confirming itself whom it appoints; in one, suspension and appointments are confirmed apart. */
function foldEmergency(state: LedgerState, { entries, command, login, guid }: Payload<'confirmed'>): void {
  const rows = entries.flatMap((entered) => rowsOfPaper(state, entered));
  if (command === null && rows.some(({ row }) => 'office' in row && row.emergency)) {
    const { entries: former = [], before = state.appointments.map((one) => ({ ...one })) } =
      state.emergency ?? {};
    state.emergency = { entries: [...former, ...entries], before };
    return;
  }
  if (state.emergency === null) return;
  if (state.suspension !== null && entries.includes(state.suspension.seq))
    state.suspension = { ...state.suspension, seen: { login, guid } };
  settle(state, entries);
}

/** Takes out of the emergency what was seen to; it lasts until nothing is left. */
function settle(state: LedgerState, entries: readonly number[]): void {
  const left = state.emergency?.entries.filter((entered) => !entries.includes(entered)) ?? [];
  state.emergency = state.emergency && left.length > 0 ? { ...state.emergency, entries: left } : null;
}

/**
 * Whether an end is that of somebody whom the keeper appointed, at once, and of who may end the emergency: its paper was none.
 * SECURITY: at once alone: an end asks for no password, and takes away whatever the paper gave.
 */
function isNoPaper(
  state: LedgerState,
  { number, until }: Ending,
  { guid, at }: Pick<Payload, 'guid' | 'at'>,
): boolean {
  const waits = state.emergency?.entries.includes(state.instruments.get(number)?.seq ?? 0) === true;
  return waits && until === null && endsEmergency(state, guid, Date.parse(at));
}

/** One that the Mayor approved in the program has no other paper and was signed by that. */
function authorisationOf(
  { signed, seq }: Instrument,
  row: AuthorisationRow,
  confirmed: number,
  day: string,
): Authorisation {
  const { number, subject, subjectGuid, purposes, departments, quality, from, to } = row;
  return {
    ...{ number, login: subject, guid: subjectGuid, from, to, revokedAt: null, seq, confirmed },
    ...{ paper: signed?.paper ?? number, signedOn: signed?.signedOn ?? day },
    scope: { purposes, departments, quality },
  };
}

function foldRevoke(state: LedgerState, payload: Payload<'revoke'>, seq: number): void {
  const { number, why, until, at, login, guid } = payload;
  const one = found(state.instruments.get(number), seq);
  if (isOrderTakenBack(one, why)) {
    one.state = 'withdrawn';
    one.ended = { seq, waits: false };
    const last = lastDay(null, legalDay(new Date(at)));
    // One that had not begun stands in no other's way.
    state.versions = state.versions.filter(({ row }) => row.number !== number || row.from <= last);
    for (const version of state.versions)
      if (version.row.number === number && (version.to === null || last < version.to)) version.to = last;
    return;
  }
  if (why === 'withdrawn' || why === 'differs') {
    need(isOpen(one), seq);
    for (const row of rowsOfPaper(state, one.seq)) {
      row.state = why === 'differs' ? 'returned' : 'withdrawn';
      row.ended = { seq, waits: false };
    }
    return;
  }
  need(one.state === 'confirmed', seq);
  if (!('office' in one.row)) {
    const authorisation = found(state.authorisations.get(number), seq);
    // What ends by then anyhow is not ended by it.
    if (until !== null && until >= authorisation.to) return;
    if (until === null) authorisation.revokedAt = Date.parse(at);
    else authorisation.to = until;
    one.ended = { seq, waits: false };
    return;
  }
  const day = legalDay(new Date(at));
  if (endsAlone(state.appointments, one.row, guid, day)) {
    endAppointment(state, { number, until, seq }, payload);
    return;
  }
  state.endings.set(seq, { number, until, by: { login, guid } });
  one.ended = { seq, waits: true };
}

/** The end of an appointment; `seq`: the `revoke` that says so. */
type Ending = { number: string; until: string | null; seq: number };

/** `by`: the entry by which it counts. */
function endAppointment(state: LedgerState, ending: Ending, by: Pick<Payload, 'guid' | 'at'>): void {
  const { number, until, seq } = ending;
  const row = found(state.instruments.get(number), seq);
  row.ended = { seq, waits: false };
  if (isNoPaper(state, ending, by)) {
    row.state = 'withdrawn';
    settle(state, [row.seq]);
    // What was no paper followed nobody: the Secretary whom the command set aside is in office again.
    state.appointments = state.appointments.filter((one) => one.number !== number);
    return;
  }
  endOffice(state.appointments, number, lastDay(until, legalDay(new Date(by.at))));
}

/** An account as an entry of a person has it; somebody without one is known by the paper alone. */
function isKnown({ people }: LedgerState, login: string | null, guid: string | null): boolean {
  return login === null ? guid === null : people.get(login)?.guid === guid;
}

function mirrorInstrument(
  { what, rows, signed }: Payload<'instrument'>,
  seq: number,
  state: LedgerState,
): Part[] {
  const numbers = rows.map(({ number }) => number);
  const former = numbers.flatMap((number) => state.instruments.get(number)?.seq ?? []).at(0);
  const leftOut: Part = {
    sql: `UPDATE office.instrument SET state = 'withdrawn' WHERE seq = $1 AND state <> 'withdrawn' AND number <> ALL ($2)`,
    values: [former, numbers],
  };
  const entered = rows.map(({ number, from, to }, place) => ({
    sql: `INSERT INTO office.instrument AS i (number, what, state, seq, place, first_seq, prepared_seq, from_day, to_day)
          VALUES ($1, $2, $3, $4, $5, $4, $6, $7, $8)
          ON CONFLICT (number) DO UPDATE SET state = EXCLUDED.state, seq = EXCLUDED.seq, place = EXCLUDED.place,
            prepared_seq = coalesce(EXCLUDED.prepared_seq, i.prepared_seq), ended_seq = NULL,
            from_day = EXCLUDED.from_day, to_day = EXCLUDED.to_day`,
    values: [
      ...[number, what, signed === null ? 'prepared' : 'registered', seq, place],
      ...[signed === null ? seq : null, from, to],
    ],
  }));
  return former === undefined ? entered : [leftOut, ...entered];
}

function mirrorConfirmed(payload: Payload<'confirmed'>, seq: number, state: LedgerState): Part[] {
  const { entries, at, command } = payload;
  const day = legalDay(new Date(at));
  const papers = entries.map((entered) => ({ entered, rows: rowsOfPaper(state, entered) }));
  const rows = papers.flatMap((paper) => paper.rows);
  const authorised = rows
    .flatMap((one) =>
      'office' in one.row || 'of' in one.row ? [] : [authorisationOf(one, one.row, seq, day)],
    )
    .map(({ number, login, guid, paper, signedOn, from, to, seq: entered }) =>
      put('authorisation', {
        ...{ number, login, guid, paper, signed_on: signedOn, from_day: from, to_day: to },
        ...{ seq: entered, confirmed_seq: seq },
      }),
    );
  // What holds already, and still does, is confirmed for no second time.
  const held = papers.flatMap(({ entered, rows: own }) =>
    command !== null &&
    !state.endings.has(entered) &&
    !isOfEmergency(state, entered) &&
    lastsStill(state, own, day)
      ? [entered]
      : [],
  );
  const begun = papers.flatMap(({ entered, rows: own }) =>
    held.includes(entered) ? [] : own.flatMap((one) => versionParts(one, seq)),
  );
  const confirmed = {
    sql: `UPDATE office.instrument SET state = 'confirmed', confirmed_seq = $2 WHERE seq = ANY ($1) AND state <> 'withdrawn'`,
    values: [entries.filter((entered) => !held.includes(entered)), seq],
  };
  const still = change('instrument', { holds_seq: seq }, { seq: held, state: 'confirmed' });
  const ended = entries.flatMap((entered) => {
    const ending = state.endings.get(entered);
    return ending ? appointmentEnds(state, { ...ending, seq: entered }, payload) : [];
  });
  const erasures = entries.filter((entered) => state.restrictions.has(entered));
  const erased = change('restriction', { confirmed_seq: seq }, { seq: erasures });
  return [
    ...[...authorised, ...begun, confirmed, ...(held.length === 0 ? [] : [still]), ...ended],
    ...(erasures.length === 0 ? [] : [erased]),
  ];
}

/** A legal basis that begins; the one before it ends. */
function versionParts({ row, seq: stated }: Instrument, seq: number): Part[] {
  if (!('of' in row) || row.of !== 'basis') return [];
  const { position, basis } = row.content;
  return [
    {
      sql: `UPDATE office.legal_basis SET valid_to = least(valid_to, $2::date) WHERE code = $1`,
      values: [basis.code, dayBefore(row)],
    },
    put('legal_basis', {
      ...{ code: basis.code, valid_from: row.from, valid_to: row.to, position },
      ...{ content: JSON.stringify(basis), seq: stated, confirmed_seq: seq },
    }),
  ];
}

function mirrorRevoke(payload: Payload<'revoke'>, seq: number, state: LedgerState): Part[] {
  const { number, why, until, at, guid } = payload;
  const one = state.instruments.get(number);
  if (one !== undefined && isOrderTakenBack(one, why))
    return [change('instrument', { state: 'withdrawn', ended_seq: seq }, { number })];
  if (why === 'withdrawn' || why === 'differs') {
    const stands = why === 'differs' ? 'returned' : 'withdrawn';
    return [
      {
        sql: `UPDATE office.instrument SET state = $3, ended_seq = $2 WHERE seq = $1 AND state <> 'withdrawn'`,
        values: [one?.seq, seq, stands],
      },
    ];
  }
  if (one !== undefined && 'office' in one.row) {
    if (endsAlone(state.appointments, one.row, guid, legalDay(new Date(at))))
      return appointmentEnds(state, { number, until, seq }, payload);
    return [change('instrument', { ended_seq: seq, end_waits: true }, { number })];
  }
  const to = state.authorisations.get(number)?.to;
  if (to === undefined || (until !== null && until >= to)) return [];
  return [
    until === null
      ? change('authorisation', { revoked_at: at }, { number })
      : change('authorisation', { to_day: until }, { number }),
    endRow(number, seq, until),
  ];
}

function appointmentEnds(state: LedgerState, ending: Ending, by: Pick<Payload, 'guid' | 'at'>): Part[] {
  const { number, until, seq } = ending;
  if (isNoPaper(state, ending, by)) return [endRow(number, seq, null, 'withdrawn')];
  return [endRow(number, seq, lastDay(until, legalDay(new Date(by.at))))];
}

/** A row that ends by the `revoke` entry `seq`, with the day `last`; null: nothing is said of a day, nor of how it stands. */
function endRow(number: string, seq: number, last: string | null, stands: 'withdrawn' | null = null): Part {
  return {
    sql: `UPDATE office.instrument SET ended_seq = $2, end_waits = false, to_day = least(to_day, $3::date), state = coalesce($4, state) WHERE number = $1`,
    values: [number, seq, last, stands],
  };
}
