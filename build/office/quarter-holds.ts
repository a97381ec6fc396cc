import type { Command } from '../../shared/ledger/kinds.ts';
import { addDays } from '../../shared/warsaw.ts';
import { secretaryLogin } from './people.ts';
import { crime, lawsuit } from './quarter.ts';
import type { Deed, Seeding } from './seed-quarter.ts';

type Days = {
  begins: string;
  second: string;
  third: string;
  /** The day on which the review of the month before is concluded. */
  afterEighth(month: string): string;
  /** The last working day. */
  last: string;
};

/**
 * What the desk keeps as evidence beside what listeners have named and what followed from a basis, and the holds that it ends. Nobody has looked
 * after the first one, whose review is over; each is done when the Secretary is at her desk anyway.
 */
export function holdDeeds(
  { begins, second, third, afterEighth, last }: Days,
  recording: (place: number) => string,
): Deed[] {
  const [earlier, later] = [afterEighth(second), afterEighth(third)];
  const keep =
    (places: readonly number[], demand: Demand): Deed['do'] =>
    async ({ as }) =>
      (await as(secretaryLogin)).sign('hold', { act: null, recordings: places.map(recording), ...demand });
  const own = { order: null, paper: null, reference: null };
  return [
    {
      ...{ day: begins, time: '12:10' },
      do: keep([9, 11], { ...own, case: `SEK.1510.2.${yearOf(begins)}`, proceedings: lawsuit }),
    },
    {
      ...{ day: earlier, time: '09:10' },
      do: keep([10], {
        ...{ case: `WGO.7031.9.${yearOf(earlier)}`, proceedings: 'cywilne, Sąd Rejonowy w Piasecznie' },
        ...{ reference: `I C 318/${yearOf(earlier).slice(2)}`, order: 'court' },
        paper: paperOf(1840, earlier),
      }),
    },
    {
      ...{ day: later, time: '09:20' },
      do: keep([8], {
        ...{ case: `SEK.1510.26.${yearOf(later)}`, proceedings: 'karne, Prokuratura Rejonowa w Piasecznie' },
        ...{ reference: `4098-0.Ds.1254.${yearOf(later)}`, order: 'prosecutor' },
        paper: paperOf(2071, later),
      }),
    },
    {
      ...{ day: later, time: '09:40' },
      do: (seeding) =>
        end(seeding, crime, {
          ...{ ground: 'discontinued', issuedOn: addDays(later, -20), finalOn: addDays(later, -9) },
          ...{ number: `RSD 345/${yearOf(later).slice(2)}`, document: paperOf(2066, later), note: null },
        }),
    },
    {
      ...{ day: last, time: '13:20' },
      do: (seeding) =>
        end(seeding, 'SEK.1510.3', {
          ...{ ground: 'withdrawn', issuedOn: null, finalOn: null, number: null },
          ...{ document: paperOf(2214, last), note: null },
        }),
    },
  ];
}

type Demand = Omit<Command<'hold'>, 'act' | 'recordings'>;

const yearOf = (day: string): string => day.slice(0, 4);
/** A letter as the office's register has it: its number, and the day on which it came. */
const paperOf = (n: number, day: string): string =>
  `RPW/${String(n)}/${yearOf(day)}, ${day.split('-').reverse().join('.')}`;

/** The Secretary ends what somebody else has set, in an act of that case. */
async function end(
  { as, rows }: Seeding,
  sign: string,
  said: Omit<Command<'hold-end'>, 'hold'>,
): Promise<void> {
  const [row] = await rows<{ seq: string }>(
    `SELECT h.seq FROM office.hold h JOIN office.act a ON a.id = h.act WHERE a.case_number LIKE $1 AND h.ended_seq IS NULL`,
    [`${sign}.%`],
  );
  await (await as(secretaryLogin)).sign('hold-end', { hold: Number(row?.seq), ...said });
}
