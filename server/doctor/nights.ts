import type { Client } from 'pg';
import type { NightsTold } from '../../shared/keeping.ts';
import { waitsOf } from '../../shared/nights.ts';
import { addDays } from '../../shared/warsaw.ts';
import { fault, fine, warning, type Finding } from './finding.ts';

const reasons = {
  clock: 'zegary serwera odsłuchu, bazy danych i katalogu urzędu różnią się albo katalog nie podał czasu',
  calls: 'od ostatniego dnia roboczego nie przyjęto żadnej rozmowy',
  share: 'serwer odsłuchu nie odczytał znaku zasobu nagrań albo jest on inny',
  keys: 'plik klucza jednego z nagrań zawiera inny klucz; które to nagranie, mówi dziennik strażnika',
  failed: 'baza danych odmówiła zapisu; kod błędu jest w dzienniku strażnika',
};

type Told = Pick<NightsTold, 'today' | 'night' | 'waits'> & {
  since: string | null;
  orderFrom: string | null;
};

/** § 3 ust. 4: whether nights destroy what is over, by the keeper's word on the last one; nothing while no order is in force. */
export async function checkNights(keeper: Client): Promise<Finding[]> {
  const { rows } = await keeper.query<Told>(
    `SELECT p.today::text AS today, p.night::text AS night, p.waits, p.waits_since::text AS since,
        (SELECT max(i.from_day)::text FROM office.instrument i JOIN office.entry e ON e.seq = i.seq
          WHERE i.what = 'version' AND i.state = 'confirmed' AND p.today BETWEEN i.from_day AND coalesce(i.to_day, 'infinity')
            AND e.payload::jsonb -> 'rows' -> i.place ->> 'of' = 'destruction') AS "orderFrom"
       FROM office.pulse p`,
  );
  const [told] = rows;
  if (told === undefined || told.orderFrom === null) return [];
  const { today, night, since, orderFrom } = told;
  const said = (day: string): string => day.split('-').reverse().join('.');
  const waits = waitsOf(told, orderFrom);
  if (waits === null) {
    // One of an order before says nothing of this one, whose first night is still to come.
    const isLast = night !== null && night >= addDays(today, -1);
    return isLast ? [fine('keeper', `Ostatnia noc niszczenia skończyła się ${said(night)}.`)] : [];
  }
  if (waits.why === 'missed')
    return [
      fault(
        'keeper',
        `Od ${said(waits.night)} nagrania nie są niszczone: o godzinie niszczenia strażnik nie działał.`,
        'Strażnik musi działać w nocy (destruction.hour); należy sprawdzić, kiedy serwer jest wyłączany.',
      ),
    ];
  // That listening is suspended is a finding of its own; and the first night of an order is still to come.
  if (waits.why === 'suspended' || waits.why === 'order') return [];
  const first = since ?? waits.night;
  // One night may be missed: what is over goes the day after.
  return [
    (first < addDays(today, -1) ? fault : warning)(
      'keeper',
      `Od nocy, która skończyła się ${said(first)}, nagrania nie są niszczone: ${reasons[waits.why]}.`,
      'Należy usunąć przyczynę; następna noc zniszczy zaległe nagrania.',
    ),
  ];
}
