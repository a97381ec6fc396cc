import type { ListedInstrument } from '../shared/authorisation.ts';
import { daysBetween } from './ui/time.ts';

type Authorised = Extract<ListedInstrument, { what: 'authorisation' }>;

/** What holds, or may yet. */
const lasting: readonly string[] = ['prepared', 'registered', 'returned', 'future', 'valid'];

/** Which authorisations end within so many days and nobody prolongs yet, the first to end first. `rows` = all that are current. */
export function endingWithin(days: number, rows: readonly ListedInstrument[], today: string): Authorised[] {
  const authorisations = rows.filter((row) => row.what === 'authorisation');
  const goesOn = ({ guid, to, number }: Authorised): boolean =>
    authorisations.some(
      (other) =>
        other.guid === guid &&
        other.number !== number &&
        lasting.includes(other.state) &&
        (other.to ?? '') > (to ?? ''),
    );
  return authorisations
    .filter(
      (row) => row.state === 'valid' && row.to !== null && daysBetween(today, row.to) <= days && !goesOn(row),
    )
    .sort((one, other) => (one.to ?? '').localeCompare(other.to ?? ''));
}
