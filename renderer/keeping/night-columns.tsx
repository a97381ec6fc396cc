import { makeStyles, tokens } from '@fluentui/react-components';
import { ErrorCircle16Filled } from '@fluentui/react-icons';
import { type Translate, useText } from '../text.ts';
import { type Column, TwoLines } from '../ui/Table.tsx';
import { dayText, nightText } from '../ui/time.ts';
import { type AheadRow, type DoneRow, lengthOf, type NightRow } from './nights.ts';

const useStyles = makeStyles({
  stopped: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    color: tokens.colorPaletteRedForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
});

type Dropped<Row> = Column<Row> & { drop?: boolean };
const kept = <Row,>(columns: readonly Dropped<Row>[]): Column<Row>[] =>
  columns.filter(({ drop }) => drop !== true);

/** Of what waits and of the next night; `close` leaves out what the panel beside them says anyway. */
export function aheadColumns(t: Translate, close: boolean): Column<AheadRow>[] {
  return kept<AheadRow>([
    ...first<AheadRow>(t, close),
    { ...count, head: t('keeping.nights.columns.due') },
    { ...lasts, head: t('keeping.nights.columns.lasts'), drop: close },
    {
      id: 'stays',
      head: t('keeping.nights.columns.stays'),
      width: '80px',
      end: true,
      drop: close,
      cell: ({ stays }) => String(stays.count),
    },
    {
      id: 'state',
      head: t('keeping.nights.columns.state'),
      width: 'minmax(132px, 2fr)',
      cell: (row) =>
        row.kind === 'next' ? (
          <Next row={row} />
        ) : row.agreed ? (
          t('keeping.nights.states.agreed')
        ) : (
          <Stopped text={t('keeping.nights.states.stopped')} />
        ),
    },
  ]);
}

/** Of nights that are over. */
export function doneColumns(t: Translate, close: boolean): Column<DoneRow>[] {
  return kept<DoneRow>([
    ...first<DoneRow>(t, close),
    { ...count, head: t('keeping.nights.columns.gone') },
    { ...lasts, head: t('keeping.nights.columns.lasts'), drop: close },
    {
      id: 'protocol',
      head: t('keeping.nights.columns.protocol'),
      width: '104px',
      drop: close,
      cell: ({ protocol }) => protocol,
    },
    {
      id: 'copies',
      head: t('keeping.nights.columns.copies'),
      width: 'minmax(132px, 2fr)',
      cell: ({ copies, agesBy, removed }) => (
        <TwoLines
          first={t(`keeping.nights.states.${copies}`, { day: dayText(agesBy) })}
          second={t(removed ? 'keeping.nights.states.removed' : 'keeping.nights.states.keys')}
        />
      ),
    },
  ]);
}

function first<Row extends NightRow>(t: Translate, close: boolean): Column<Row>[] {
  return [
    {
      id: 'night',
      head: t('keeping.nights.columns.night'),
      width: close ? '124px' : '136px',
      cell: ({ night }) => nightText(night),
    },
    {
      id: 'days',
      head: t('keeping.nights.columns.days'),
      width: close ? 'minmax(0, 3fr)' : 'minmax(168px, 3fr)',
      cell: (row) => daysText(t, row),
    },
  ];
}

const count = {
  ...{ id: 'count', width: '104px', end: true },
  cell: ({ count }: NightRow) => String(count),
};
const lasts = {
  ...{ id: 'lasts', width: '112px', end: true },
  cell: (row: NightRow) => lengthOf(row),
};

function Next({ row: { asks, ended } }: { row: Extract<AheadRow, { kind: 'next' }> }) {
  const t = useText();
  const first = t(`keeping.nights.states.${asks ? 'asks' : 'next'}`);
  if (ended === 0) return first;
  return <TwoLines first={first} second={t('keeping.nights.states.ended', { n: String(ended) })} />;
}

function Stopped({ text }: { text: string }) {
  return (
    <span className={useStyles().stopped}>
      <ErrorCircle16Filled aria-hidden />
      {text}
    </span>
  );
}

/** `24.11.2025`, `17–21.11.2025 (5 dni)`, or `30.10–02.11.2025 (4 dni)`. */
function daysText(t: Translate, row: NightRow): string {
  const days =
    row.kind === 'stopped' ? row.days : (row.kind === 'next' ? row.now : row.days).map(({ day }) => day);
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return t('common.none');
  if (from === to) return dayText(from);
  const [year = '', month = '', date = ''] = from.split('-');
  const begins = to.startsWith(`${year}-${month}`)
    ? date
    : to.startsWith(year)
      ? `${date}.${month}`
      : dayText(from);
  return t('keeping.nights.daysText', { from: begins, to: dayText(to), n: String(days.length) });
}
