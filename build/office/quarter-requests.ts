import type { Command } from '../../shared/ledger/kinds.ts';
import { secretaryLogin } from './people.ts';
import { workingDay, type Quarter } from './quarter.ts';
import type { Deed } from './seed-quarter.ts';

/** § 3 ust. 2, 3: a call without the announcement that the desk let be heard, one that is restricted, and one whose erasure waits for a second person. */
export function requestDeeds(
  { months: [, , third] }: Quarter,
  lately: (days: number) => string,
  { silent, restricted, erased }: Record<'silent' | 'restricted' | 'erased', () => string>,
): Deed[] {
  const restrict =
    (recording: () => string, said: Omit<Command<'restrict'>, 'recordings' | 'of' | 'told'>): Deed['do'] =>
    async ({ as }) =>
      (await as(secretaryLogin)).sign('restrict', {
        ...{ recordings: [recording()], of: null, told: null },
        ...said,
      });
  return [
    {
      ...{ day: workingDay(third, 6), time: '11:20' },
      do: async ({ as }) =>
        (await as(secretaryLogin)).sign('admit', {
          ...{ recording: silent(), admitted: true, of: null },
          opinion: 'Rozmówca sam prosi o odsłuchanie; nie ma przeciwwskazań.',
          reason: 'Rozmówca powołał się w skardze na treść tej rozmowy.',
        }),
    },
    {
      ...{ day: lately(6), time: '11:10' },
      do: restrict(restricted, {
        ...{ right: 'objection', effect: 'restricted', receivedOn: lately(9), request: '6/2026' },
        decision: 'Do rozstrzygnięcia sporu o treść rozmowy nagranie zostaje, a odsłuchać go nie można.',
      }),
    },
    {
      ...{ day: lately(3), time: '10:15' },
      do: restrict(erased, {
        ...{ right: 'erasure', effect: 'erase', receivedOn: lately(5), request: '7/2026' },
        decision: 'Rozmowa prywatna, połączona omyłkowo; urząd jej nie potrzebuje.',
      }),
    },
  ];
}
