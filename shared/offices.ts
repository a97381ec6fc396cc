import type { Held, Term } from './incompatible.ts';
import type { AppointmentRow, Office, Power } from './ledger/instrument.ts';
import { gradeOf } from './permissions.ts';
import { addDays } from './warsaw.ts';

/** A confirmed appointment. Days are legal days, `to` the last one; null = until further notice. */
export type Appointment = {
  number: string;
  office: Office;
  deputy: boolean;
  powers: readonly Power[];
  /** Null of somebody without an account. SECURITY: rights follow the account, never the login. */
  guid: string | null;
  from: string;
  to: string | null;
};

/** What a row gives once its paper was confirmed. */
export function appointmentOf(row: AppointmentRow): Appointment {
  const { number, office, deputy, powers, subjectGuid: guid, from, to } = row;
  return { number, office, deputy, powers, guid, from, to };
}

/** The last day of an appointment that ends with `until`, or at once: from that day on nothing is done in that office. */
export function lastDay(until: string | null, day: string): string {
  return until ?? addDays(day, -1);
}

/** Ends an appointment with that day, where it does not end before anyhow. */
export function endOffice(all: readonly Appointment[], number: string, last: string): void {
  for (const one of all) if (one.number === number && (one.to === null || last < one.to)) one.to = last;
}

/** Whether a term has begun and not ended on a day. */
export function lasts({ from, to }: Term, day: string): boolean {
  return from <= day && (to === null || day <= to);
}

/**
 * From when to when an appointment gives its office: a holder until the next one begins, whatever its own last day; several people
 * administrate.
 * SECURITY: a later appointment ends the one before it for good, also where it is ended before its first day. Since then the former holder may have
 * got what excludes the office, so an office that came back would give both. A vacancy needs a new appointment.
 */
export function termOf(all: readonly Appointment[], one: Appointment): Term {
  if (one.deputy || one.office === 'administrator') return one;
  const place = all.indexOf(one);
  const later = all
    .filter((other, at) => other.office === one.office && !other.deputy && isLater(other, at, one, place))
    .map(({ from }) => addDays(from, -1))
    .sort();
  const [last] = one.to === null ? later : [...later, one.to].sort();
  return { from: one.from, to: last ?? null };
}

/** Of two that begin on one day the one that was confirmed later. */
function isLater(other: Appointment, at: number, one: Appointment, place: number): boolean {
  return other.from > one.from || (other.from === one.from && at > place);
}

/** Whether an appointment gives its office on a day. */
export function inForce(all: readonly Appointment[], one: Appointment, day: string): boolean {
  return lasts(termOf(all, one), day);
}

/** The offices that an account has on a day, its own and those that it is deputy of. `all` in the order in which they were confirmed. */
export function officesOf(all: readonly Appointment[], guid: string | null, day: string): Appointment[] {
  if (guid === null) return [];
  return all.filter((one) => one.guid === guid && inForce(all, one, day));
}

/** Whether somebody may end an appointment alone: its holder, the Mayor in person; the desk that of an administrator, to stop him. */
export function endsAlone(
  all: readonly Appointment[],
  { subjectGuid, office }: AppointmentRow,
  guid: string | null,
  day: string,
): boolean {
  if (guid === null) return false;
  const own = officesOf(all, guid, day);
  return (
    subjectGuid === guid ||
    own.some((one) => one.office === 'mayor' && !one.deputy) ||
    (office === 'administrator' && own.some((one) => one.office === 'secretary'))
  );
}

/** The same, by the names of the offices. */
export function heldOn(all: readonly Appointment[], guid: string | null, day: string): Office[] {
  return officesOf(all, guid, day).map(({ office }) => office);
}

/** The account of the protection officer on a day; null where nobody is, or one without an account. */
export function officerOn(all: readonly Appointment[], day: string): string | null {
  const held = (one: Appointment): boolean => !one.deputy && inForce(all, one, day);
  return all.find((one) => one.office === 'protection_officer' && held(one))?.guid ?? null;
}

/** The desk: Secretary or deputy in office. It registers papers. */
export function isDesk(all: readonly Appointment[], guid: string | null, day: string): boolean {
  return officesOf(all, guid, day).some(({ office }) => office === 'secretary');
}

/** Who may say that entry and paper agree: the desk, Mayor, officer, a deputy of theirs. */
export function isConfirmer(all: readonly Appointment[], guid: string | null, day: string): boolean {
  return gradeOf('confirm', heldOn(all, guid, day)) !== 'no';
}

/** Whether a row appoints somebody to lead the office, or to register its papers: Mayor, Secretary, a deputy of theirs. */
export function isLeading(row: object): boolean {
  return 'office' in row && (row.office === 'mayor' || row.office === 'secretary');
}

/**
 * Whether whoever has this appointment may say that a row and its paper agree.
 * SECURITY: the desk, which registers such papers, makes neither itself nor a Mayor, and a deputy mayor gives nothing that is not in the own powers.
 */
export function compares(
  { office, deputy, powers }: Pick<Appointment, 'office' | 'deputy' | 'powers'>,
  row: object,
): boolean {
  const isDeputyMayor = office === 'mayor' && deputy;
  if (isLeading(row)) return office === 'protection_officer' || (office === 'mayor' && !deputy);
  if ('purposes' in row && isDeputyMayor) return powers.includes(4);
  return gradeOf('confirm', [office]) !== 'no';
}

/** Whether an appointment lets its holder do on a day what a paragraph leaves to the Mayor: the Mayor, or a deputy whose power names it. */
export function hasPower(all: readonly Appointment[], one: Appointment, power: Power, day: string): boolean {
  if (one.office !== 'mayor' || !inForce(all, one, day)) return false;
  return !one.deputy || one.powers.includes(power);
}

/** What everybody holds by the appointments. */
export function heldBy(all: readonly Appointment[]): Held[] {
  return all.map((one) => ({ ...termOf(all, one), guid: one.guid, role: one.office }));
}
