import type { InstrumentRow, InstrumentWhat } from '../../shared/ledger/instrument.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import type { AuthorityRules } from '../../shared/limits.ts';
import { termOf } from '../../shared/offices.ts';
import type { Instrument, LedgerState } from './state.ts';

/**
 * The next number of a paper's row, without gaps in each year of Europe/Warsaw, however the numbers of that year are written. `taken` = those
 * given in the same entry.
 */
export function nextNumber(
  { instruments }: Pick<LedgerState, 'instruments'>,
  what: InstrumentWhat,
  numbers: AuthorityRules['numbers'],
  year: string,
  taken: readonly string[] = [],
): string {
  const known = [...instruments].flatMap(([number, one]) => (one.what === what ? [number] : []));
  const places = new Set([...known, ...taken].flatMap((number) => placesIn(number, year)));
  for (let n = 1; ; n += 1) {
    const number = numbers[what].replace('{n}', String(n)).replace('{rok}', year);
    if (!places.has(n) && !instruments.has(number)) return number;
  }
}

/** What stands in a number beside its year; nothing in one of another year. */
function placesIn(number: string, year: string): number[] {
  const found: string[] = number.match(/\d+/g) ?? [];
  const at = found.lastIndexOf(year);
  return at < 0 ? [] : found.filter((_one, place) => place !== at).map(Number);
}

/** Facts of a paper that is not confirmed may be entered anew. */
export function isOpen({ state }: Instrument): boolean {
  return state === 'prepared' || state === 'registered' || state === 'returned';
}

/**
 * §3.4: whether an order to destroy that was confirmed is taken back: at once, by one person.
 * SECURITY: what makes an end of recordings is begun by two people, and stopped by whoever sees that it must be.
 */
export function isOrderTakenBack({ row, state }: Instrument, why: Payload<'revoke'>['why']): boolean {
  return why === 'withdrawn' && state === 'confirmed' && 'of' in row && row.of === 'destruction';
}

/** The rows of the paper that entry `seq` states, as far as no later one does and they were not taken back. */
export function rowsOfPaper({ instruments }: Pick<LedgerState, 'instruments'>, seq: number): Instrument[] {
  return [...instruments.values()].filter((one) => one.seq === seq && one.state !== 'withdrawn');
}

/** Whether an entry is to be confirmed because of an emergency: what stops listening, and whom the keeper appointed. */
export function isOfEmergency(
  { emergency, suspension }: Pick<LedgerState, 'emergency' | 'suspension'>,
  seq: number,
): boolean {
  return emergency !== null && (seq === suspension?.seq || emergency.entries.includes(seq));
}

/** Whether a paper holds already, and something that it says lasts on a day without an end of its own: an office, a rule. */
export function lastsStill(
  { appointments, versions }: Pick<LedgerState, 'appointments' | 'versions'>,
  rows: readonly Instrument[],
  day: string,
): boolean {
  const lasts = ({ number }: InstrumentRow): boolean =>
    // Whoever is followed from a later day on has an end: nothing is to be said of that.
    appointments.some(
      (one) => one.number === number && one.from <= day && termOf(appointments, one).to === null,
    ) || versions.some(({ row, to }) => row.number === number && (to === null || day <= to));
  return rows.every(({ state }) => state === 'confirmed') && rows.some(({ row }) => lasts(row));
}
