import type { Client } from 'pg';
import { daysWithoutRecords } from '../../shared/call-days.ts';
import { recordDays } from '../../shared/ledger/completeness.ts';
import { addDays, legalDay, localTime } from '../../shared/warsaw.ts';
import type { ServerSettings } from '../settings.ts';
import { fault, fine, warning, type Finding } from './finding.ts';

/** § 3 ust. 1: whether each working day was held against the exchange's call records. Says nothing where that was never set up: the page „Nagrania” does. */
export async function checkCalls(
  { reconcile }: Pick<ServerSettings, 'reconcile'>,
  keeper: Client,
): Promise<Finding[]> {
  if (reconcile.callRecords === null) return [];
  const findings = await checkDays(keeper);
  if (reconcile.callRecords.lastLineEnd) return findings;
  return [
    ...findings,
    warning(
      'calls',
      'Ostatni wiersz wykazu połączeń jest przyjmowany bez końca wiersza (lastLineEnd), więc ucięcia w ostatniej kolumnie nikt nie zauważy.',
      'Jeżeli centrala zapisuje koniec wiersza, należy usunąć to ustawienie.',
    ),
  ];
}

async function checkDays(keeper: Client): Promise<Finding[]> {
  const { rows } = await keeper.query<{ day: string; now: Date }>(
    'SELECT day::text, clock_timestamp() AS now FROM office.reconciliation ORDER BY day',
  );
  const advice = 'Należy uruchomić ingest i usunąć przyczynę, którą poda; wykaz ma być także z tego dnia.';
  const [first] = rows;
  if (first === undefined)
    return [fault('calls', 'Z wykazem połączeń centrali nie uzgodniono jeszcze żadnego dnia.', advice)];
  const today = legalDay(first.now);
  const since = addDays(today, -recordDays);
  const unknown = daysWithoutRecords(new Set(rows.map(({ day }) => day)), {
    ...{ from: first.day > since ? first.day : since, to: today, today, hour: localTime(first.now).hour },
  });
  const last = unknown.at(-1)?.split('-').reverse().join('.');
  if (last === undefined)
    return [fine('calls', 'Każdy dzień roboczy uzgodniono z wykazem połączeń centrali.')];
  const sentence = `Dni robocze bez wykazu połączeń centrali: ${unknown.length}, ostatni to ${last}.`;
  return [fault('calls', sentence, advice)];
}
