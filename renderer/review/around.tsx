import { makeStyles, tokens } from '@fluentui/react-components';
import type { ListedReview } from '../../shared/review.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { ShortTable } from '../ui/ShortTable.tsx';
import { Empty } from '../ui/States.tsx';
import { dayText, monthText } from '../ui/time.ts';
import { reviewColumns } from './columns.tsx';
import { dueDay, nextReview } from './reviews.ts';

const useStyles = makeStyles({
  earlier: { flexGrow: 1, minHeight: 0, overflowY: 'auto' },
  orange: { color: tokens.colorPaletteDarkOrangeForeground1 },
});

/** By when it is to be concluded; orange once that is over. */
export function Due({ open }: { open: ListedReview }) {
  const styles = useStyles();
  const t = useText();
  const due = dueDay(open);
  const isLate = due < legalDay();
  return (
    <Muted className={isLate ? styles.orange : undefined}>
      {t(isLate ? 'review.overdue' : 'review.due', { day: dayText(due) })}
    </Muted>
  );
}

/** Which month comes next, and when. */
export function NothingOpen({ reviews }: { reviews: readonly ListedReview[] }) {
  const t = useText();
  const { month, opens } = nextReview(reviews);
  return (
    <Empty title={t('review.none')}>
      {t('review.noneText', { month: monthText(month), day: dayText(opens) })}
    </Empty>
  );
}

type EarlierProps = { reviews: readonly ListedReview[]; onOpen: (review: ListedReview) => void };

/** The months that were concluded, each with its report. */
export function Earlier({ reviews, onOpen }: EarlierProps) {
  const styles = useStyles();
  const t = useText();
  if (reviews.length === 0) return <Empty title={t('review.noEarlier')}>{t('review.noEarlierText')}</Empty>;
  return (
    <div className={styles.earlier} data-region="list">
      <ShortTable
        label={t('review.tabs.earlier', { n: String(reviews.length) })}
        columns={reviewColumns(t, onOpen)}
        rows={reviews}
        rowKey={({ review }) => review}
        rowHeight={36}
        onPress={onOpen}
      />
    </div>
  );
}
