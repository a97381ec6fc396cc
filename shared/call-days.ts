import { addDays } from './warsaw.ts';
import { isWorkingDay } from './working-days.ts';

/** By then the exchange has had its night, and ingest its hour (`reconcile.hour`, 12 at the latest). */
const latestHour = 12;

/** § 3 ust. 1: working days, within `from` and `to` and over by `hour` of `today`, of which there are no call records: nobody knows whether all was recorded. */
export function daysWithoutRecords(
  known: ReadonlySet<string>,
  { from, to, today, hour }: Readonly<Record<'from' | 'to' | 'today', string>> & { hour: number },
): string[] {
  const last = addDays(today, hour < latestHour ? -2 : -1);
  const days: string[] = [];
  for (let day = from; day <= to && day <= last; day = addDays(day, 1))
    if (isWorkingDay(day) && !known.has(day)) days.push(day);
  return days;
}
