import type { AppointmentRow, AuthorisationRow } from '../../shared/ledger/instrument.ts';
import { appointmentOf, endOffice, endsAlone, lastDay, type Appointment } from '../../shared/offices.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { ofKind, type Entry } from '../paper/entries.ts';

/** An authorisation as papers gave it and took it: to its last day, at once on the day of an end. */
type Given = AuthorisationRow & { given: string; ended: 'at once' | 'by a day' | null };

/** An office that somebody was given, or had until then; `accepted` = by nobody but whoever has it. */
type Change = Pick<AppointmentRow, 'number' | 'office' | 'deputy'> & {
  how: 'appointed' | 'accepted' | 'emergency' | 'ended';
};

/** What papers gave and took by the end of some days, and what of it within them. */
export type Papers = {
  /** Standing when the days end. */
  valid: Given[];
  /** Standing on any of the days. */
  standing: Given[];
  given: Given[];
  ended: Given[];
  expired: Given[];
  offices: Change[];
};

/** By what was entered before entry `until`: what is entered later changes nothing that was stated. */
export function papersOf(
  entries: readonly Entry[],
  { from, to }: { from: string; to: string },
  until: number,
): Papers {
  const known = entries.filter(({ seq }) => seq < until);
  const papers = new Map(ofKind(known, 'instrument').map((one) => [one.seq, one]));
  const ends = new Map(ofKind(known, 'revoke').map((one) => [one.seq, one]));
  const authorised = new Map<string, Given>();
  const appointed = new Map<string, AppointmentRow>();
  const confirmed = new Set<number>();
  const offices: (Change & { day: string })[] = [];
  const appointments: Appointment[] = [];
  /** `entered`: the legal day of the entry by which it counts. */
  const endedOn = (number: string, last: string | null, entered: string): void => {
    const row = appointed.get(number);
    if (row === undefined) return;
    endOffice(appointments, number, lastDay(last, entered));
    offices.push({ ...changeOf(row, 'ended'), day: last ?? entered });
  };
  for (const entry of known) {
    const day = legalDay(new Date(entry.payload.at));
    if (entry.kind === 'confirmed')
      // As the keeper counts them.
      for (const seq of [...entry.payload.entries].sort((one, other) => one - other)) {
        const end = ends.get(seq);
        if (end !== undefined) endedOn(end.payload.number, end.payload.until, day);
        // Once more: in an emergency, or because it still holds.
        if (confirmed.has(seq)) continue;
        confirmed.add(seq);
        for (const row of papers.get(seq)?.payload.rows ?? []) {
          if ('purposes' in row) authorised.set(row.number, { ...row, given: day, ended: null });
          if (!('office' in row)) continue;
          appointed.set(row.number, row);
          appointments.push(appointmentOf(row));
          const accepted = entry.payload.guid !== null && entry.payload.guid === row.subjectGuid;
          const how = row.emergency ? 'emergency' : accepted ? 'accepted' : 'appointed';
          offices.push({ ...changeOf(row, how), day });
        }
      }
    if (entry.kind === 'revoke') {
      const { number, until: last, guid } = entry.payload;
      const one = authorised.get(number);
      if (one !== undefined && (last === null || last < one.to))
        authorised.set(number, { ...one, to: last ?? day, ended: last === null ? 'at once' : 'by a day' });
      const row = appointed.get(number);
      // As the keeper judged it that day: what anybody else says of an office, somebody confirms.
      if (row !== undefined && endsAlone(appointments, row, guid, day)) endedOn(number, last, day);
    }
  }
  const all = [...authorised.values()];
  const within = (day: string): boolean => from <= day && day <= to;
  const given = all.filter((one) => one.given <= to);
  return {
    valid: given.filter((one) => one.from <= to && (one.ended === 'at once' ? to < one.to : to <= one.to)),
    standing: given.filter((one) => one.from <= to && from <= one.to),
    given: all.filter((one) => within(one.given)),
    ended: all.filter((one) => one.ended !== null && within(one.to)),
    expired: all.filter((one) => one.ended === null && within(one.to)),
    offices: offices.filter(({ day }) => within(day)),
  };
}

function changeOf({ number, office, deputy }: AppointmentRow, how: Change['how']): Change {
  return { number, office, deputy, how };
}
