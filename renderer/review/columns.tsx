import type { Matter } from '../../shared/matter.ts';
import type { ListedReview, ReviewDetail, ReviewItem } from '../../shared/review.ts';
import type { Translate } from '../text.ts';
import { RowButton } from '../ui/ShortTable.tsx';
import { type Column, TwoLines } from '../ui/Table.tsx';
import { dayText, monthText } from '../ui/time.ts';
import { AttentionMark, VerdictMark } from './VerdictMark.tsx';
import { itemText } from './words.ts';

/** The columns of the items; `changed` = judged anew meanwhile; `close` leaves out what the panel beside them says anyway. */
export function itemColumns(
  t: Translate,
  detail: ReviewDetail,
  changed: ReadonlySet<string>,
  questionsOf: (item: ReviewItem) => Matter[],
  close: boolean,
): Column<ReviewItem>[] {
  const columns: (Column<ReviewItem> & { drop?: boolean })[] = [
    {
      id: 'item',
      head: t('review.columns.item'),
      width: '104px',
      cell: (item) =>
        item.what === 'unsigned' ? (
          <TwoLines first={t('review.unsignedLines.first')} second={t('review.unsignedLines.second')} />
        ) : (
          itemText(t, item)
        ),
    },
    {
      id: 'person',
      head: t(close ? 'review.columns.personShort' : 'review.columns.person'),
      width: 'minmax(0, 3fr)',
      cell: (item) =>
        item.what === 'unsigned' ? (
          t('common.none')
        ) : (
          <TwoLines
            first={item.person}
            second={item.what === 'act' ? item.authorisation.number : item.login}
          />
        ),
    },
    {
      id: 'case',
      head: t('review.columns.case'),
      width: 'minmax(128px, 2fr)',
      drop: close,
      cell: (item) => {
        if (item.what === 'act') return item.case;
        const cases = item.what === 'refusals' ? item.refusals.flatMap((one) => one.case ?? []) : [];
        return [...new Set(cases)].join(', ') || t('common.none');
      },
    },
    {
      id: 'flags',
      head: t('review.columns.flags'),
      width: 'minmax(0, 4fr)',
      cell: (item) => <AttentionMark item={item} detail={detail} />,
    },
    {
      id: 'verdict',
      head: t('review.columns.verdict'),
      width: 'minmax(148px, 2fr)',
      cell: (item) => (
        <VerdictMark item={item} changed={changed.has(item.item)} questions={questionsOf(item)} />
      ),
    },
  ];
  return columns.filter(({ drop }) => drop !== true);
}

/** Those of the reviews that were concluded. */
export function reviewColumns(t: Translate, onOpen: (review: ListedReview) => void): Column<ListedReview>[] {
  return [
    {
      id: 'month',
      head: t('review.columns.month'),
      width: 'minmax(0, 2fr)',
      cell: (row) => (
        <RowButton
          name={t('review.openReport', { month: monthText(row.from) })}
          text={monthText(row.from)}
          onClick={() => onOpen(row)}
        />
      ),
    },
    { id: 'report', head: t('review.columns.report'), width: 'minmax(0, 2fr)', cell: ({ number }) => number },
    {
      id: 'concluded',
      head: t('review.columns.concluded'),
      width: 'minmax(0, 2fr)',
      cell: ({ concluded }) => concluded && dayText(concluded),
    },
    { id: 'items', head: t('review.columns.items'), width: '96px', end: true, cell: ({ items }) => items },
    {
      id: 'irregular',
      head: t('review.columns.irregular'),
      width: '136px',
      end: true,
      cell: ({ irregular }) => irregular,
    },
  ];
}
