import { makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { ListedReview, Searcher } from '../../shared/review.ts';
import { call } from '../api.ts';
import { type Translate, useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { RowButton, ShortTable } from '../ui/ShortTable.tsx';
import { Empty } from '../ui/States.tsx';
import type { Column } from '../ui/Table.tsx';
import { Awaited } from '../ui/Unloaded.tsx';

const useStyles = makeStyles({
  list: { flexGrow: 1, minHeight: 0, overflowY: 'auto' },
  note: { padding: '8px 20px' },
});

export type OnSearches = ((person: string, days: { from: string; to: string }) => void) | null;

type Props = { open: ListedReview; onSearches: OnSearches };

/** Who searched in the month, with what draws attention: hints, which nobody judges and which the report does not name. */
export function Searches({ open, onSearches }: Props) {
  const styles = useStyles();
  const t = useText();
  const searches = useQuery({
    queryKey: ['review.searches', open.review],
    queryFn: () => call('review.searches', { review: open.review }),
    staleTime: 0,
  });
  const { data } = searches;
  if (data === undefined) return <Awaited query={searches} label={t('review.searches.loading')} />;
  if (data.people.length === 0)
    return <Empty title={t('review.searches.none')}>{t('review.searches.noneText')}</Empty>;
  const { from, to } = open;
  const onOpen = onSearches && (({ guid }: Searcher): void => onSearches(guid, { from, to }));
  return (
    <div className={styles.list} data-region="list">
      <Muted className={styles.note}>{t('review.searches.note')}</Muted>
      <ShortTable
        label={t('review.tabs.searches')}
        columns={columnsOf(t, onOpen)}
        rows={data.people}
        rowKey={({ guid }) => guid}
        {...(onOpen === null ? {} : { onPress: onOpen })}
      />
    </div>
  );
}

function columnsOf(t: Translate, onOpen: ((one: Searcher) => void) | null): Column<Searcher>[] {
  return [
    {
      id: 'person',
      head: t('review.columns.personShort'),
      width: 'minmax(0, 2fr)',
      cell: (one) =>
        onOpen === null ? (
          one.person
        ) : (
          <RowButton
            name={t('review.searches.open', { person: one.person })}
            text={one.person}
            onClick={() => onOpen(one)}
          />
        ),
    },
    {
      id: 'searches',
      head: t('review.tabs.searches'),
      width: '112px',
      end: true,
      cell: (one) => one.searches,
    },
    { id: 'acts', head: t('review.searches.acts'), width: '88px', end: true, cell: (one) => one.acts },
    {
      id: 'hints',
      head: t('review.columns.flags'),
      width: 'minmax(0, 4fr)',
      wrap: true,
      cell: ({ hints, outside, digits, times }) =>
        hints
          .map((hint) =>
            t(`review.searches.hints.${hint}`, {
              n: String(outside),
              digits: digits ?? '',
              times: String(times),
            }),
          )
          .join('; ') || t('common.none'),
    },
  ];
}
