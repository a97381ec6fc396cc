import { useMemo } from 'react';
import type { RegisterFilter, SearchRow } from '../../shared/register.ts';
import { call } from '../api.ts';
import { usePaged } from '../paged.ts';
import { type Translate, useText } from '../text.ts';
import { List } from '../ui/List.tsx';
import { Empty } from '../ui/States.tsx';
import { type Column, TwoLines } from '../ui/Table.tsx';
import { dayText, momentText } from '../ui/time.ts';

/** Who searched for what, newest first; of a number the last three digits. */
export function Searches({ filter }: { filter: RegisterFilter }) {
  const t = useText();
  const searches = usePaged(['register.searches', filter], async (before: number | null) =>
    call('register.searches', { filter, before }),
  );
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <List
      listed={searches}
      label={t('register.tabs.searches')}
      columns={columns}
      rowKey={({ seq }) => String(seq)}
      loading={t('register.searches.loading')}
      empty={<Empty title={t('register.searches.none')}>{t('register.searches.noneText')}</Empty>}
    />
  );
}

function columnsOf(t: Translate): Column<SearchRow>[] {
  return [
    { id: 'at', head: t('register.moment'), width: '136px', cell: ({ at }) => momentText(at) },
    {
      id: 'person',
      head: t('register.personShort'),
      width: 'minmax(0, 2fr)',
      cell: ({ person, login }) => <TwoLines first={person} second={login} />,
    },
    {
      id: 'case',
      head: t('register.case'),
      width: 'minmax(0, 2fr)',
      cell: (row) => row.case ?? t('common.none'),
    },
    {
      id: 'asked',
      head: t('register.searches.asked'),
      width: 'minmax(0, 5fr)',
      wrap: true,
      cell: (row) => askedText(t, row),
    },
  ];
}

/** „20.11.2026, godz. 09:30–11:00, numer …417 (podano 9 cyfr)”. What is no value of its kind is shown as it stands in the log. */
export function askedText(t: Translate, { asked, filters }: Pick<SearchRow, 'asked' | 'filters'>): string {
  const of = (name: string): string => asked[name] ?? '';
  const words = [
    of('day') &&
      (of('dayTo') && of('dayTo') !== of('day')
        ? `${dayText(of('day'))}–${dayText(of('dayTo'))}`
        : dayText(of('day'))),
    of('around') &&
      t('recordings.chips.around', { time: of('around'), margin: `${of('aroundMinutes') || '30'} min` }),
    of('hourFrom') && t('recordings.chips.hours', { from: of('hourFrom'), to: of('hourTo') }),
    of('digits') && t('register.searches.digits', { digits: of('digits'), given: of('digitsGiven') }),
    of('withheld') && t('recordings.chips.withheld'),
    of('sameNumberAs') && t('recordings.chips.sameNumber'),
    of('answeredBy') && t('recordings.chips.answeredBy', { name: of('answeredBy') }),
    of('department') && t('recordings.chips.department', { name: of('department') }),
    of('extension') && t('recordings.chips.extension', { extension: of('extension') }),
    of('minSeconds') && t('recordings.chips.minimum', { duration: `${of('minSeconds')} s` }),
    filters > 1 && t('register.searches.counted', { n: String(filters) }),
  ];
  return words.filter((word) => word !== '' && word !== false).join(', ');
}
