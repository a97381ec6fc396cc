import { useMemo } from 'react';
import type { RegisterFilter, SearchRow } from '../../shared/register.ts';
import { call } from '../api.ts';
import { usePaged } from '../paged.ts';
import { type Translate, useText } from '../text.ts';
import { Empty, Loading } from '../ui/States.tsx';
import { type Column, Table, TwoLines } from '../ui/Table.tsx';
import { dayText, momentText } from '../ui/time.ts';
import { Unloaded } from '../ui/Unloaded.tsx';

/** Who searched for what, newest first; of a number the last three digits. */
export function Searches({ filter }: { filter: RegisterFilter }) {
  const t = useText();
  const searches = usePaged(['register.searches', filter], async (before: number | null) =>
    call('register.searches', { filter, before }),
  );
  const columns = useMemo(() => columnsOf(t), [t]);
  const { rows, failure } = searches;
  return (
    <>
      {failure !== null && <Unloaded failure={failure} onRetry={searches.retry} partly={rows.length > 0} />}
      {searches.loading && failure === null && <Loading label={t('register.searches.loading')} />}
      {!searches.loading && failure === null && rows.length === 0 && (
        <Empty title={t('register.searches.none')}>{t('register.searches.noneText')}</Empty>
      )}
      {rows.length > 0 && (
        <Table
          label={t('register.tabs.searches')}
          columns={columns}
          rows={rows}
          rowKey={({ seq }) => String(seq)}
          total={searches.total}
          onEnd={searches.more}
        />
      )}
    </>
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
