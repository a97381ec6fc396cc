import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { InstrumentFilter, ListedInstrument, PaperDetail } from '../../shared/authorisation.ts';
import type { Output } from '../../shared/contract.ts';
import { clash, type Held } from '../../shared/incompatible.ts';
import { call, queryClient } from '../api.ts';
import type { Appointed } from '../confirmers.ts';
import { endingWithin } from '../ending-authorisations.ts';
import { limits } from '../limits.ts';
import { readDay } from '../ui/time.ts';
import type { Signature } from './authorisation-draft.ts';

type Listed = Output<'authorisation.list'>;

/** Rows of papers under a filter, asked anew each time that the page is opened. */
export function usePapers(filter: InstrumentFilter): UseQueryResult<Listed> {
  return useQuery({
    queryKey: ['authorisation.list', filter],
    queryFn: () => call('authorisation.list', { filter }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export type Appointments = { today: string; own: string | null; appointments: readonly Appointed[] };

/** Everybody who ever had an office: who signs, who compares. */
export function useAppointments(): Appointments | null {
  const { data } = usePapers({ what: 'appointment', show: 'all', text: null });
  if (data === undefined) return null;
  const { today, own, rows } = data;
  return { today, own, appointments: rows.filter((row) => row.what === 'appointment') };
}

/** The paper of a row; read anew whenever the list says something else of it. */
export function usePaper({
  number,
  seq,
  state,
  to,
  endWaits,
}: ListedInstrument): UseQueryResult<PaperDetail> {
  return useQuery({
    queryKey: ['authorisation.paper', number, seq, state, to, endWaits],
    queryFn: () => call('authorisation.paper', { number }),
    staleTime: 0,
  });
}

/** After something was entered: lists and papers are read again. */
export async function refreshPapers(): Promise<void> {
  await Promise.all(
    ['authorisation.list', 'authorisation.paper', 'rules.list'].map((name) =>
      queryClient.invalidateQueries({ queryKey: [name] }),
    ),
  );
}

/**
 * Which authorisations end within the office's `endingDays` and nobody prolongs yet; not one's own, which is another's to prepare. `rows` = all that are
 * current.
 */
export function endingOf(rows: readonly ListedInstrument[], own: string | null, today: string) {
  return endingWithin(limits().authority.endingDays, rows, today)
    .filter(({ guid }) => guid !== null && guid !== own)
    .slice(0, 40);
}

/**
 * What of these the person has already that nobody may have beside `wanted`; `number` = of its own row, where that is entered anew. As the keeper
 * judges: by what is confirmed and not over.
 */
export function clashing(
  wanted: Held,
  rows: readonly ListedInstrument[],
  number: string | null,
): ListedInstrument | undefined {
  return rows.find(
    (row) =>
      (row.state === 'valid' || row.state === 'future') &&
      row.number !== number &&
      clash(wanted, { ...row, role: row.what === 'appointment' ? row.office : 'authorisation' }),
  );
}

const confirmed: readonly string[] = ['future', 'valid', 'expired', 'revoked', 'ended'];

/** By which appointments a paper of a day may be signed: the Mayor's, or of a deputy whose power says § 4; not by whoever stands in it. */
export function signatoriesOf(
  appointments: readonly Appointed[],
  day: string | null,
  subjects: readonly (string | null)[],
): Appointed[] {
  if (day === null) return [];
  return appointments.filter(
    ({ office, deputy, powers, state, from, to, guid }) =>
      office === 'mayor' &&
      (!deputy || powers.includes(4)) &&
      confirmed.includes(state) &&
      from <= day &&
      (to === null || day <= to) &&
      (guid === null || !subjects.includes(guid)),
  );
}

/** Who is chosen counts as long as they may have signed; where one person alone may have, that one is chosen. */
export function withOnly(
  signature: Signature,
  appointments: readonly Appointed[],
  subjects: readonly (string | null)[],
): Signature {
  const able = signatoriesOf(appointments, readDay(signature.signedOn), subjects);
  const chosen = able.find(({ number }) => number === signature.signatory);
  const only = signature.signatoryName === null && able.length === 1 ? able[0] : undefined;
  return { ...signature, signatory: (chosen ?? only)?.number ?? null };
}
