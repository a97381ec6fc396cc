import { addDays } from '../../shared/warsaw.ts';
import { type Change, type Entry, faultsOf, holderOf, personOf, type Plan } from './plan.ts';
import type { FileRow, Holder } from './rows.ts';

/**
 * What the office's own directory, which knows no past, changes in the stored one from `today` on: an extension with somebody else
 * ends yesterday and begins anew today, and so does what a person left for another extension. `whole`: what nobody has any more ends too.
 * What was before today and what is planned for later stays as it is.
 */
export function planToday(
  accounts: readonly FileRow[],
  stored: readonly Holder[],
  today: string,
  whole: boolean,
): Plan {
  const faults = faultsOf(accounts);
  if (faults.length > 0) return { changes: [], unchanged: 0, faults };
  const now = new Map(accounts.map((one) => [one.extension, one]));
  const placed = new Set(accounts.map(personOf));
  const confirmed = new Set<string>();
  const changes: Change[] = [];
  const staying: Entry[] = [];
  let unchanged = 0;
  for (const holder of stored) {
    const heir = now.get(holder.extension);
    const alike = heir !== undefined && personOf(heir) === personOf(holder) && sameAccount(heir, holder);
    const left = heir !== undefined || placed.has(personOf(holder)) || whole;
    if (covers(holder, today) && alike && holder.login === null && heir.login !== null) {
      const named = { ...holder, login: heir.login };
      confirmed.add(holder.extension);
      changes.push({ kind: 'changed', holder: named });
      staying.push({ ...named, row: null });
    } else if (!covers(holder, today) || alike || !left) {
      if (covers(holder, today) && alike) confirmed.add(holder.extension);
      unchanged += 1;
      staying.push({ ...holder, row: null });
    } else if (holder.from < today) {
      const ended = { ...holder, to: addDays(today, -1) };
      changes.push({ kind: 'ended', holder: ended });
      staying.push({ ...ended, row: null });
      // What began today is written over by its heir, or was nobody's for a day.
    } else if (heir === undefined) changes.push({ kind: 'removed', holder });
  }
  for (const account of accounts.filter(({ extension }) => !confirmed.has(extension))) {
    const holder = { ...holderOf(account), to: untilPlanned(account, stored, today) };
    const again = stored.some(({ extension, from }) => extension === holder.extension && from === today);
    changes.push({ kind: again ? 'changed' : 'added', holder });
    staying.push({ ...account, to: holder.to });
  }
  return { changes, unchanged, faults: faultsOf(staying) };
}

/** What only one of them knows does not tell them apart. */
const sameAccount = (one: Holder, other: Holder): boolean =>
  one.login === null || other.login === null || one.login === other.login;

const covers = ({ from, to }: Holder, day: string): boolean => from <= day && (to === null || to >= day);

/** The day before a later holder of the extension that is stored already; null where none is. */
function untilPlanned({ extension }: Holder, stored: readonly Holder[], today: string): string | null {
  const [next] = stored
    .filter((one) => one.extension === extension && one.from > today)
    .map(({ from }) => from)
    .sort();
  return next === undefined ? null : addDays(next, -1);
}
