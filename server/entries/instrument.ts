import type { AuthorisationRow } from '../../shared/ledger/instrument.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import type { Part } from '../keeper/connection.ts';
import { decideConfirm } from './confirming.ts';
import { found, need, type Family } from './entry.ts';
import { appointmentOf, endsAlone, isOpen, rowsOfPaper } from './papers.ts';
import { decideInstrument } from './registering.ts';
import { decideRevoke } from './revoking.ts';
import type { Authorisation, Instrument, LedgerState } from './state.ts';

/** §4.2, § 6.3: papers that two people see, who may listen and who holds which office by them. */
export const instrument: Family<'instrument' | 'confirm' | 'revoke', 'instrument' | 'confirmed' | 'revoke'> =
  {
    commands: {
      instrument: { needsAccount: true, signs: 'signed', decide: decideInstrument },
      confirm: { needsAccount: true, signs: true, urgent: true, decide: decideConfirm },
      revoke: { needsAccount: true, urgent: true, whenApart: true, decide: decideRevoke },
    },
    entries: {
      instrument: { plural: 'pisma', fold: foldInstrument },
      confirmed: { plural: 'potwierdzenia pism', fold: foldConfirmed, mirror: mirrorConfirmed },
      revoke: { plural: 'odwołania upoważnień i funkcji', fold: foldRevoke, mirror: mirrorRevoke },
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
  need(!numbers.some((one) => state.authorisations.has(one)), seq);
  for (const { subject, subjectGuid } of rows) need(isKnown(state, subject, subjectGuid), seq);
  // What was left out of the paper is withdrawn.
  for (const one of rowsOfPaper(state, former[0]?.seq ?? 0)) one.state = 'withdrawn';
  const by = { login, guid };
  for (const row of rows)
    state.instruments.set(row.number, {
      ...{ what, row, signed, seq, by },
      state: signed === null ? 'prepared' : 'registered',
    });
}

function foldConfirmed(state: LedgerState, payload: Payload<'confirmed'>, seq: number): void {
  const { entries, hashes, at } = payload;
  need(new Set(entries).size === entries.length && hashes.length === entries.length, seq);
  const papers = entries.map((entered, place) => {
    need(found(state.papers.get(entered), seq).toString('hex') === hashes[place], seq);
    const rows = rowsOfPaper(state, entered);
    const ending = state.endings.get(entered);
    const waits = rows.every((one) => one.state === 'registered' || one.state === 'prepared');
    need(ending !== undefined || (rows.length > 0 && waits), seq);
    return { entered, rows, ending };
  });
  const day = legalDay(new Date(at));
  for (const { entered, rows, ending } of papers) {
    for (const one of rows) {
      one.state = 'confirmed';
      if ('office' in one.row) state.appointments.push(appointmentOf(one.row));
      else state.authorisations.set(one.row.number, authorisationOf(one, one.row, seq, day));
    }
    if (ending) endAppointment(state, ending.number, ending.until, day);
    state.endings.delete(entered);
  }
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
  const one = state.instruments.get(number);
  if (why === 'withdrawn' || why === 'differs') {
    const paper = found(one, seq);
    need(isOpen(paper), seq);
    for (const row of rowsOfPaper(state, paper.seq)) row.state = why === 'differs' ? 'returned' : 'withdrawn';
    return;
  }
  need(one === undefined || one.state === 'confirmed', seq);
  if (one === undefined || !('office' in one.row)) {
    const authorisation = found(state.authorisations.get(number), seq);
    if (until === null) authorisation.revokedAt = Date.parse(at);
    else if (until < authorisation.to) authorisation.to = until;
    return;
  }
  const day = legalDay(new Date(at));
  if (endsAlone(state, one.row, guid, day)) endAppointment(state, number, until, day);
  else state.endings.set(seq, { number, until, by: { login, guid } });
}

/** At once: from that day on nothing is done in that office. */
function endAppointment(
  { appointments }: LedgerState,
  number: string,
  until: string | null,
  day: string,
): void {
  const last = until ?? addDays(day, -1);
  for (const one of appointments)
    if (one.number === number && (one.to === null || last < one.to)) one.to = last;
}

/** An account as an entry of a person has it; somebody without one is known by the paper alone. */
function isKnown({ people }: LedgerState, login: string | null, guid: string | null): boolean {
  return login === null ? guid === null : people.get(login)?.guid === guid;
}

function mirrorConfirmed({ entries, at }: Payload<'confirmed'>, seq: number, state: LedgerState): Part[] {
  const day = legalDay(new Date(at));
  return entries
    .flatMap((entered) => rowsOfPaper(state, entered))
    .flatMap((one) => ('office' in one.row ? [] : [authorisationOf(one, one.row, seq, day)]))
    .map(({ number, login, guid, paper, signedOn, from, to, ...one }) => ({
      sql: `INSERT INTO office.authorisation (number, login, guid, paper, signed_on, from_day, to_day, seq, confirmed_seq)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      values: [number, login, guid, paper, signedOn, from, to, one.seq, seq],
    }));
}

function mirrorRevoke({ number, until, at }: Payload<'revoke'>, _seq: number, state: LedgerState): Part[] {
  if (!state.authorisations.has(number)) return [];
  return [
    until === null
      ? { sql: `UPDATE office.authorisation SET revoked_at = $2 WHERE number = $1`, values: [number, at] }
      : {
          sql: `UPDATE office.authorisation SET to_day = least(to_day, $2::date) WHERE number = $1`,
          values: [number, until],
        },
  ];
}
