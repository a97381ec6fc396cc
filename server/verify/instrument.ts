import { appointmentOf } from '../entries/instrument.ts';
import { heldBy, type Held } from '../entries/offices.ts';
import { isNumbered, must, type Rules } from './scene.ts';

/** The rules of papers and of who holds which office by them. */
export const instrument: Rules<'instrument' | 'confirmed'> = {
  instrument: {
    by: 'keeper',
    words: true,
    check: ({ state, day, beginning }, { rows, signed }) => {
      must(beginning, 'author');
      must(signed !== null && signed.signedOn <= day(), 'paper-dates');
      const year = day().slice(0, 4);
      const before = [...state.instruments.keys()].filter((number) => number.split(/\D+/).includes(year));
      rows.forEach(({ number, from, to }, at) => {
        must(isNumbered(number, before.length + at, year), 'paper-number');
        must(to === null || from <= to, 'paper-dates');
      });
    },
  },
  confirmed: {
    by: 'keeper',
    check: ({ state, beginning }, { entries }) => {
      must(beginning, 'author');
      const named = [...state.instruments.values()].filter(({ seq }) => entries.includes(seq));
      const appointed = [...state.appointments, ...named.map(({ row }) => appointmentOf(row))];
      must(areCompatible(heldBy(appointed)), 'offices');
    },
  },
};

/** RODO art. 38 ust. 6, and the regulation: who watches and who is watched, who runs the machines and who listens, are not one person. */
const together: Readonly<Record<Held['role'], readonly Held['role'][]>> = {
  protection_officer: ['protection_officer'],
  administrator: ['administrator'],
  mayor: ['mayor', 'authorisation'],
  secretary: ['secretary', 'authorisation'],
  authorisation: ['mayor', 'secretary', 'authorisation'],
};

/** Whether nobody holds on one day what may not be held together. */
function areCompatible(held: readonly Held[]): boolean {
  return held.every((one) =>
    held.every((other) => {
      const apart = (one.to !== null && one.to < other.from) || (other.to !== null && other.to < one.from);
      return one.guid === null || one.guid !== other.guid || apart || together[one.role].includes(other.role);
    }),
  );
}
