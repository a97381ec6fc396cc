import type { Client } from 'pg';
import { addDays } from '../../shared/warsaw.ts';
import { fault, fine, warning, type Finding } from './finding.ts';

const reasons = {
  clock: 'zegary serwera odsłuchu i bazy danych różnią się',
  calls: 'od ostatniego dnia roboczego nie przyjęto żadnej rozmowy',
  keys: 'plik klucza jednego z nagrań zawiera inny klucz; które to nagranie, mówi dziennik strażnika',
  failed: 'baza danych odmówiła zapisu; kod błędu jest w dzienniku strażnika',
};

/** § 3 ust. 4: whether nights destroy what is over, by the keeper's word on the last one; nothing where no order was in force. */
export async function checkNights(keeper: Client): Promise<Finding[]> {
  const { rows } = await keeper.query<{
    night: string | null;
    waits: string | null;
    since: string;
    today: string;
  }>(
    `SELECT night::text AS night, waits, coalesce(waits_since, night)::text AS since, today::text AS today FROM office.pulse`,
  );
  const [row] = rows;
  // That listening is suspended is a finding of its own.
  if (row === undefined || row.night === null || row.waits === 'order' || row.waits === 'suspended')
    return [];
  const { night, waits, since, today } = row;
  const said = (day: string): string => day.split('-').reverse().join('.');
  if (night < addDays(today, -1))
    return [
      fault(
        'keeper',
        `Od nocy, która skończyła się ${said(night)}, nagrania nie są niszczone: o godzinie niszczenia strażnik nie działał.`,
        'Strażnik musi działać w nocy (destruction.hour); należy sprawdzić, kiedy serwer jest wyłączany.',
      ),
    ];
  if (waits === null) return [fine('keeper', `Ostatnia noc niszczenia skończyła się ${said(night)}.`)];
  const known = Object.entries(reasons).find(([why]) => why === waits)?.[1] ?? waits;
  // One night may be missed: what is over goes the day after.
  return [
    (since < addDays(today, -1) ? fault : warning)(
      'keeper',
      `Od nocy, która skończyła się ${said(since)}, nagrania nie są niszczone: ${known}.`,
      'Należy usunąć przyczynę; następna noc zniszczy zaległe nagrania.',
    ),
  ];
}
