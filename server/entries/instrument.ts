import type { AppointmentRow, SignedPaper } from '../../shared/ledger/instrument.ts';
import { found, need, type Family } from './entry.ts';
import type { Appointment } from './offices.ts';
import type { LedgerState } from './state.ts';

/** A row of a paper, and how it stands. */
export type Instrument = {
  row: AppointmentRow;
  signed: SignedPaper | null;
  state: 'waiting' | 'confirmed';
  /** The entry that states it. */
  seq: number;
};

/** How papers are numbered: without gaps in each year of Europe/Warsaw. */
const pattern = 'PF/{n}/{rok}';

/** The next number of a paper's row. */
export function nextNumber({ instruments }: Pick<LedgerState, 'instruments'>, year: string): string {
  for (let n = 1; ; n += 1) {
    const number = pattern.replace('{n}', String(n)).replace('{rok}', year);
    if (!instruments.has(number)) return number;
  }
}

/** What a row gives once its paper was confirmed. */
export function appointmentOf({
  number,
  office,
  deputy,
  powers,
  subjectGuid,
  from,
  to,
}: AppointmentRow): Appointment {
  return { number, office, deputy, powers, guid: subjectGuid, from, to };
}

/** Papers that two people see, and who holds which office by them. */
export const instrument: Family<never, 'instrument' | 'confirmed'> = {
  commands: {},
  entries: {
    instrument: {
      plural: 'pisma o funkcjach',
      fold: (state, { rows, signed }, seq) => {
        const numbers = rows.map(({ number }) => number);
        need(
          new Set(numbers).size === rows.length && !numbers.some((one) => state.instruments.has(one)),
          seq,
        );
        for (const { subject, subjectGuid } of rows) need(isKnown(state, subject, subjectGuid), seq);
        for (const row of rows) state.instruments.set(row.number, { row, signed, state: 'waiting', seq });
      },
    },
    confirmed: {
      plural: 'potwierdzenia pism',
      fold: (state, { entries, hashes }, seq) => {
        need(new Set(entries).size === entries.length && hashes.length === entries.length, seq);
        const waiting = entries.flatMap((entered, at) => {
          need(found(state.hashes.get(entered), seq).toString('hex') === hashes[at], seq);
          const rows = [...state.instruments.values()].filter((one) => one.seq === entered);
          need(rows.length > 0 && rows.every((one) => one.state === 'waiting'), seq);
          return rows;
        });
        for (const one of waiting) {
          one.state = 'confirmed';
          state.appointments.push(appointmentOf(one.row));
        }
      },
    },
  },
};

/** An account as an entry of a person has it; somebody without one is known by the paper alone. */
function isKnown({ people }: LedgerState, login: string | null, guid: string | null): boolean {
  return login === null ? guid === null : people.get(login)?.guid === guid;
}
