import { makeStyles, tokens } from '@fluentui/react-components';
import { ErrorCircle16Filled } from '@fluentui/react-icons';
import { addDays } from '../../shared/warsaw.ts';
import { type Translate, useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { countText } from '../ui/number.ts';
import { type Column, TwoLines } from '../ui/Table.tsx';
import { dayText, nightText, yearlessDayText } from '../ui/time.ts';
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
    { ...counted(close), head: t('keeping.nights.columns.due') },
    { ...lasts, head: t('keeping.nights.columns.lasts'), drop: close },
    {
      id: 'stays',
      head: t('keeping.nights.columns.stays'),
      width: '80px',
      end: true,
      drop: close,
      cell: ({ stays }) => countText(stays.count),
    },
    {
      id: 'state',
      head: t('keeping.nights.columns.state'),
      width: close ? 'minmax(116px, 2fr)' : 'minmax(156px, 3fr)',
      cell: (row) =>
        row.kind === 'next' ? (
          <Next row={row} />
        ) : row.agreed ? (
          <TwoLines first={t('keeping.nights.states.agreed')} second={t('keeping.nights.states.next')} />
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
    {
      ...counted(close),
      head: t('keeping.nights.columns.gone'),
      // What of them is left stands below them; beside a panel it is the panel that says so.
      ...(close
        ? {}
        : {
            width: '120px',
            cell: ({ count, removed }) => (
              <TwoLines
                first={countText(count)}
                second={t(removed ? 'keeping.nights.states.removed' : 'keeping.nights.states.keys')}
              />
            ),
          }),
    },
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
      width: 'minmax(116px, 2fr)',
      cell: ({ copies, agesBy }) =>
        copies === 'ages' ? (
          <Muted>{t('keeping.nights.states.ages', { day: dayText(agesBy) })}</Muted>
        ) : (
          t(`keeping.nights.states.${copies}`)
        ),
    },
  ]);
}

function first<Row extends NightRow>(t: Translate, close: boolean): Column<Row>[] {
  return [
    {
      id: 'night',
      head: t('keeping.nights.columns.night'),
      // Whole also from the end of a month to the next one.
      width: close ? '120px' : '136px',
      cell: ({ night }) => nightText(night),
    },
    {
      id: 'days',
      head: t('keeping.nights.columns.days'),
      width: close ? 'minmax(0, 3fr)' : 'minmax(148px, 2fr)',
      cell: (row) => {
        const { newest, others } = nightDays(t, row);
        return <TwoLines first={newest} second={others} />;
      },
    },
  ];
}

const counted = (close: boolean) => ({
  ...{ id: 'count', width: close ? '92px' : '104px', end: true },
  cell: ({ count }: NightRow) => countText(count),
});
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

/** Days that follow each other, and how many calls these are; null where that is not told. */
type Run = { days: string[]; count: number | null };

/** The newest first. */
function runsOf(row: NightRow): Run[] {
  const days =
    row.kind === 'stopped'
      ? row.days.map((day) => ({ day, count: row.now.find((one) => one.day === day)?.count ?? null }))
      : row.kind === 'next'
        ? row.now
        : row.days;
  const runs: Run[] = [];
  for (const { day, count } of [...days].sort((one, other) => one.day.localeCompare(other.day))) {
    const run = runs.at(-1);
    const last = run?.days.at(-1);
    if (run === undefined || last === undefined || addDays(last, 1) !== day)
      runs.push({ days: [day], count });
    else {
      run.days.push(day);
      run.count = run.count === null || count === null ? null : run.count + count;
    }
  }
  return runs.reverse();
}

/** So many others are named; more are counted. */
const mostRuns = 2;

/**
 * Which days the calls of a night are of. The newest: `24.11.2025`, `17–21.11.2025 (5 dni)`, `30.10–02.11.2025 (4 dni)`; and what is there of days
 * apart from them, since a range over a gap would read as if all between had gone: `2 z 08.09.2025`.
 */
export function nightDays(t: Translate, row: NightRow): { newest: string; others: string } {
  const [newest, ...others] = runsOf(row);
  if (newest === undefined) return { newest: t('common.none'), others: '' };
  const n = newest.days.length;
  const count = others.reduce((sum, { days }) => sum + days.length, 0);
  return {
    newest:
      n === 1 ? rangeText(newest) : t('keeping.nights.days.run', { days: rangeText(newest), n: String(n) }),
    others:
      others.length > mostRuns
        ? t('keeping.nights.days.more', { n: String(count), from: dayText(others.at(-1)?.days[0] ?? '') })
        : others
            .map((run) =>
              run.count === null
                ? rangeText(run)
                : t('keeping.nights.days.of', { n: String(run.count), days: rangeText(run) }),
            )
            .join('; '),
  };
}

function rangeText({ days }: Run): string {
  const [from = '', to = ''] = [days[0], days.at(-1)];
  if (from === to) return dayText(from);
  const begins = to.startsWith(from.slice(0, 7))
    ? from.slice(8)
    : to.startsWith(from.slice(0, 4))
      ? yearlessDayText(from)
      : dayText(from);
  return `${begins}–${dayText(to)}`;
}
