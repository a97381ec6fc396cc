import { makeStyles, tokens } from '@fluentui/react-components';
import { Warning16Filled } from '@fluentui/react-icons';
import type { HoldsShown, ListedHold } from '../../shared/keeping.ts';
import type { ListedRestriction } from '../../shared/restrictions.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { type Translate, useText } from '../text.ts';
import { type Column, TwoLines } from '../ui/Table.tsx';
import { dayText, momentText } from '../ui/time.ts';
import { awaitsSecond, stateOf } from './restrictions.ts';

const useStyles = makeStyles({
  late: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    color: tokens.colorPaletteDarkOrangeForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  waits: {
    color: tokens.colorPaletteDarkOrangeForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  sign: { marginRight: '6px', verticalAlign: 'text-bottom' },
});

/** The columns of holds; `close` leaves out what the panel beside them says anyway. */
export function holdColumns(t: Translate, show: HoldsShown, close: boolean): Column<ListedHold>[] {
  const columns: (Column<ListedHold> & { drop?: boolean })[] = [
    { id: 'number', head: t('keeping.columns.number'), width: '92px', cell: ({ number }) => number },
    {
      id: 'call',
      head: t('keeping.columns.call'),
      width: '124px',
      drop: close,
      cell: ({ startedAt, recordings }) =>
        startedAt === null ? (
          t('common.none')
        ) : recordings === 1 ? (
          momentText(startedAt)
        ) : (
          <TwoLines first={momentText(startedAt)} second={t('keeping.calls', { count: recordings })} />
        ),
    },
    {
      id: 'case',
      head: t('keeping.columns.case'),
      width: 'minmax(0, 2fr)',
      cell: (row) => <TwoLines first={row.case ?? t('common.none')} second={proceedingsText(t, row)} />,
    },
    {
      id: 'setter',
      head: t('keeping.columns.setter'),
      width: 'minmax(0, 1fr)',
      drop: close,
      cell: ({ setter, entered }) => <TwoLines first={setter} second={dayText(entered)} />,
    },
    show === 'ended'
      ? {
          id: 'ended',
          head: t('keeping.columns.ended'),
          width: 'minmax(120px, 1fr)',
          cell: ({ ended }) =>
            ended && <TwoLines first={dayText(ended.on)} second={t(`keeping.grounds.${ended.ground}`)} />,
        }
      : {
          id: 'review',
          head: t('keeping.columns.review'),
          width: '108px',
          cell: ({ review }) => <Review day={review} />,
        },
    {
      id: 'term',
      head: t('keeping.columns.term'),
      width: '104px',
      cell: ({ lastDay }) =>
        lastDay === null ? (
          t('common.none')
        ) : lastDay < legalDay() ? (
          <TwoLines first={dayText(lastDay)} second={t('keeping.passed')} />
        ) : (
          dayText(lastDay)
        ),
    },
  ];
  return columns.filter(({ drop }) => drop !== true);
}

/** The same of restrictions and erasures. */
export function restrictionColumns(t: Translate, close: boolean): Column<ListedRestriction>[] {
  const columns: (Column<ListedRestriction> & { drop?: boolean })[] = [
    {
      id: 'request',
      head: t('keeping.restrictions.columns.request'),
      width: 'minmax(92px, 1fr)',
      cell: ({ request, receivedOn }) => (
        <TwoLines first={request ?? t('keeping.erased')} second={dayText(receivedOn)} />
      ),
    },
    {
      id: 'right',
      head: t('keeping.restrictions.columns.right'),
      width: 'minmax(0, 2fr)',
      drop: close,
      cell: ({ right }) => t(`keeping.restrictions.rights.${right}`),
    },
    {
      id: 'call',
      head: t('keeping.restrictions.columns.call'),
      width: '124px',
      drop: close,
      cell: ({ calls: [first, ...more] }) =>
        first === undefined ? (
          t('common.none')
        ) : more.length === 0 ? (
          momentText(first.startedAt)
        ) : (
          <TwoLines
            first={momentText(first.startedAt)}
            second={t('keeping.calls', { count: more.length + 1 })}
          />
        ),
    },
    {
      id: 'effect',
      head: t('keeping.restrictions.columns.effect'),
      width: 'minmax(0, 2fr)',
      cell: (row) => {
        const said = stateOf(t, row);
        return (
          <TwoLines
            first={t(`keeping.restrictions.effects.${row.effect}`)}
            second={awaitsSecond(row) && !row.own ? <Waits text={said} /> : said}
          />
        );
      },
    },
    {
      id: 'review',
      head: t('keeping.restrictions.columns.review'),
      width: '108px',
      cell: ({ review, ended }) =>
        review === null || ended !== null ? t('common.none') : <Review day={review} />,
    },
  ];
  return columns.filter(({ drop }) => drop !== true);
}

/** The proceedings and the other body's number in one line. */
function proceedingsText(t: Translate, { proceedings, reference }: ListedHold): string {
  const said = [proceedings ?? t('keeping.erased'), ...(reference === null ? [] : [reference])];
  return said.join(', ');
}

/** What waits for whoever looks, in orange; where the column is narrow it ends in „…”. */
function Waits({ text }: { text: string }) {
  const styles = useStyles();
  return (
    <span className={styles.waits} title={text}>
      <Warning16Filled className={styles.sign} aria-hidden />
      {text}
    </span>
  );
}

/** By when a hold is to be reviewed; orange once that is over. */
export function Review({ day }: { day: string }) {
  const styles = useStyles();
  const t = useText();
  if (day >= legalDay()) return <>{dayText(day)}</>;
  return (
    <span className={styles.late}>
      <Warning16Filled aria-label={t('keeping.overdue')} />
      {dayText(day)}
    </span>
  );
}
