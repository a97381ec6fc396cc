import type { Held } from '../../shared/incompatible.ts';
import { subjectOf } from '../../shared/ledger/instrument.ts';
import { appointmentOf, heldBy } from '../../shared/offices.ts';
import type { Instrument, LedgerState } from '../entries/state.ts';

/** RODO art. 38 ust. 6, and the regulation: who watches and who is watched, who runs the machines and who listens, are not one person. */
const together: Readonly<Record<Held['role'], readonly Held['role'][]>> = {
  protection_officer: ['protection_officer'],
  administrator: ['administrator'],
  mayor: ['mayor', 'authorisation'],
  secretary: ['secretary', 'authorisation'],
  authorisation: ['mayor', 'secretary', 'authorisation'],
};

/** Whether nobody of a paper holds from `day` on, on one day, what may not be held together. */
export function areCompatible(
  { appointments, authorisations }: LedgerState,
  confirmed: readonly Instrument[],
  day: string,
): boolean {
  const rows = confirmed.map(({ row }) => row);
  const appointed = [
    ...appointments,
    ...rows.flatMap((row) => ('office' in row ? [appointmentOf(row)] : [])),
  ];
  const standing = [...authorisations.values()].filter(({ revokedAt }) => revokedAt === null);
  const listens = [
    ...standing,
    ...rows.flatMap((row) =>
      'office' in row || 'of' in row ? [] : [{ guid: row.subjectGuid, from: row.from, to: row.to }],
    ),
  ].map(({ guid, from, to }): Held => ({ guid, from, to, role: 'authorisation' }));
  const named = new Set(rows.map((row) => subjectOf(row).subjectGuid));
  const held = [...heldBy(appointed), ...listens].filter(
    ({ guid, to }) => guid !== null && named.has(guid) && (to === null || to >= day),
  );
  return held.every((one) =>
    held.every((other) => {
      const from = one.from > other.from ? one.from : other.from;
      const apart = [one.to, other.to].some((to) => to !== null && to < from);
      return one.guid !== other.guid || apart || together[one.role].includes(other.role);
    }),
  );
}
