import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import {
  CallProhibited20Regular,
  DocumentError20Regular,
  DocumentText20Regular,
  LockClosed20Regular,
  Prohibited20Regular,
} from '@fluentui/react-icons';
import { type ReactNode, useCallback, useMemo } from 'react';
import type { Call, ColumnChoice, ListSort } from '../../shared/recordings.ts';
import { useFiles } from '../player/files.ts';
import { type Translate, useText } from '../text.ts';
import { durationText } from '../../shared/duration.ts';
import { narrow, useMedia } from '../ui/media.ts';
import { type Column, Table, TwoLines } from '../ui/Table.tsx';
import { Unseen } from '../ui/Unseen.tsx';
import { momentText, timeText } from '../ui/time.ts';
import { alongLegs, callerText, destruction, faultOf, isHeld, placeInAct } from './call-text.ts';
import { type Calls } from './calls.ts';
import { useColumnChoice } from './columns.ts';
import { type Conditions, severalDays } from './conditions.ts';
import { orderOf, select, sortBy, type SortedColumn, useSearch } from './search.ts';

const useStyles = makeStyles({
  list: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column', minHeight: 0 },
  state: { display: 'inline-flex', alignItems: 'center', gap: '4px', verticalAlign: 'top' },
  // An icon marks the exception: the rule is a word alone, in line with the others and with the head.
  word: { paddingLeft: '24px' },
  held: { color: tokens.colorCompoundBrandForeground1 },
  available: { color: tokens.colorNeutralForeground3 },
  often: { marginLeft: '4px', fontWeight: tokens.fontWeightSemibold },
  more: { flexShrink: 0, padding: '8px' },
});

function columnsOf(
  t: Translate,
  several: boolean,
  isNarrow: boolean,
  isPaneled: boolean,
  sort: ListSort,
  state: { head: ReactNode; cell: (call: Call) => ReactNode },
) {
  const sorting = (column: SortedColumn) => ({
    sorted: orderOf(column, sort),
    onSort: () => sortBy(column),
  });
  const columns: (Column<Call> & { wideOnly?: boolean })[] = [
    {
      id: 'time',
      head: t(several ? 'recordings.list.moment' : 'recordings.list.time'),
      width: several ? '128px' : '72px',
      ...sorting('time'),
      cell: (call) => <When>{several ? momentText(call.startedAt) : timeText(call.startedAt)}</When>,
    },
    {
      id: 'caller',
      head: t('recordings.list.caller'),
      width: isNarrow ? '104px' : '124px',
      ...sorting('caller'),
      cell: (call) => <Caller call={call} several={several} />,
    },
    {
      id: 'answered',
      head: t('recordings.list.answered'),
      width: 'minmax(0, 1fr)',
      cell: (call) => (
        <TwoLines
          first={alongLegs(call, (leg) => leg.answeredBy)}
          second={alongLegs(call, ({ department }) =>
            isNarrow && isPaneled && call.legs.length > 1 ? brief(department) : department,
          )}
        />
      ),
    },
    {
      id: 'extension',
      head: t('recordings.list.extension'),
      width: '76px',
      wideOnly: true,
      cell: (call) => alongLegs(call, (leg) => leg.extension),
    },
    {
      id: 'duration',
      head: t('recordings.list.duration'),
      width: '60px',
      end: true,
      ...sorting('duration'),
      cell: (call) => durationText(call.durationMs),
    },
    {
      id: 'state',
      head: state.head,
      width: isNarrow ? '20px' : '132px',
      cell: state.cell,
    },
  ];
  return columns.filter((column) => !isNarrow || column.wideOnly !== true);
}

/** „Podatków i Opłat” of „Wydział Podatków i Opłat”: two of them have room beside a panel at 200 %. The panel has them whole. */
const brief = (department: string): string => department.replace(/^Wydział /, '');

/** The number as far as it is shown, and how often it telephoned in these days: „••• ••• 417 2×”. */
function Caller({ call, several }: { call: Call; several: boolean }) {
  const styles = useStyles();
  const t = useText();
  const text = callerText(t, call);
  if (call.times === 1) return text;
  const words = t(several ? 'recordings.list.often' : 'recordings.list.oftenDay', { count: call.times });
  return (
    <span title={words}>
      {text}{' '}
      <span className={styles.often} aria-hidden="true">
        {call.times}×
      </span>
      <Unseen>{words}</Unseen>
    </span>
  );
}

/** Of the doubled hour in October the season stands in a line of its own: cut off, the two would be the same. */
function When({ children }: { children: string }) {
  const [time = '', season] = children.split(/ \((.*)\)$/);
  return season === undefined ? time : <TwoLines first={time} second={season} />;
}

/** The columns as the person chose them. A narrow window has too little room for that and shows its own. */
function chosen(columns: readonly Column<Call>[], { hidden }: ColumnChoice): Column<Call>[] {
  return columns.filter(({ id }) => !hidden.some((column) => column === id));
}

type Props = {
  conditions: Conditions;
  found: Calls;
  selected: string | null;
  /** Of the act that is open. */
  recordings: InAct;
  onOpen: () => void;
};

type InAct = Parameters<typeof placeInAct>[1];

type Faults = Parameters<typeof faultOf>[1];

/** What a row says of a call: an icon marks the exception. A file that cannot be opened counts most, then what it is in the act that is open, then that it is kept. */
function stateOf(call: Call, recordings: InAct, faults: Faults) {
  const destroyed = destruction(call);
  if (destroyed === 'all') return { word: 'destroyed', Icon: Prohibited20Regular } as const;
  if (destroyed === 'some') return { word: 'partlyDestroyed', Icon: Prohibited20Regular } as const;
  const fault = faultOf(call, faults);
  if (fault !== null) {
    const word = fault === 'recording-missing' ? 'missing' : 'damaged';
    return { word, Icon: DocumentError20Regular } as const;
  }
  const word = placeInAct(call, recordings);
  if (word === 'wrongCall') return { word, Icon: CallProhibited20Regular } as const;
  if (word === 'inProtocol') return { word, Icon: DocumentText20Regular } as const;
  if (isHeld(call)) return { word: 'held', Icon: LockClosed20Regular } as const;
  return { word: 'available', Icon: null } as const;
}

/** The calls that were found, in the order of a column; legs of one call are one row. */
export function CallList({ conditions, found, selected, recordings, onOpen }: Props) {
  const styles = useStyles();
  const t = useText();
  const isNarrow = useMedia(narrow);
  const choice = useColumnChoice();
  const sort = useSearch((state) => state.sort);
  const faults = useFiles((state) => state.faults);
  const of = JSON.stringify(conditions);
  const { scrolled } = useSearch.getState();
  const keepScrolled = useCallback((top: number) => useSearch.setState({ scrolled: { of, top } }), [of]);
  const several = severalDays(conditions);
  const isPaneled = selected !== null;
  const columns = useMemo(() => {
    const head = t('recordings.list.state');
    const cell = (call: Call): ReactNode => {
      const { word, Icon } = stateOf(call, recordings, faults);
      if (isNarrow && Icon === null) return <Unseen>{t(`recordings.list.${word}`)}</Unseen>;
      if (Icon === null)
        return (
          <span className={mergeClasses(styles.word, styles.available)}>{t(`recordings.list.${word}`)}</span>
        );
      return (
        <span className={styles.state}>
          <Icon
            {...(word === 'held' ? { className: styles.held } : {})}
            {...(isNarrow ? { title: t(`recordings.list.${word}`) } : { 'aria-hidden': true })}
          />
          {!isNarrow && t(`recordings.list.${word}`)}
        </span>
      );
    };
    const shown = isNarrow ? <Unseen>{head}</Unseen> : <span className={styles.word}>{head}</span>;
    const columns = columnsOf(t, several, isNarrow, isPaneled, sort, { head: shown, cell });
    return isNarrow ? columns : chosen(columns, choice);
  }, [t, several, isNarrow, isPaneled, sort, choice, styles, recordings, faults]);

  return (
    <div className={styles.list}>
      <Table
        label={t('recordings.list.label')}
        columns={columns}
        rows={found.rows}
        rowKey={groupOf}
        total={found.total}
        selected={selected}
        onSelect={select}
        onOpen={onOpen}
        onEnd={found.more}
        scrolled={scrolled?.of === of ? scrolled.top : 0}
        onScrolled={keepScrolled}
        dimmed={isDestroyed}
      />
      {found.loadingMore && (
        <div className={styles.more}>
          <Spinner size="tiny" label={t('recordings.list.loadingMore')} />
        </div>
      )}
    </div>
  );
}

const groupOf = (call: Call): string => call.group;
const isDestroyed = (call: Call): boolean => destruction(call) === 'all';
