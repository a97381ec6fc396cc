import { Button, makeStyles, Spinner, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { ChevronLeft20Regular, ChevronRight20Regular, Prohibited20Regular } from '@fluentui/react-icons';
import { type ReactNode, useMemo } from 'react';
import type { Call } from '../../shared/recordings.ts';
import { type Translate, useText } from '../text.ts';
import { durationText } from '../../shared/duration.ts';
import { narrow, useMedia } from '../ui/media.ts';
import { type Column, Table, TwoLines } from '../ui/Table.tsx';
import { Unseen } from '../ui/Unseen.tsx';
import { addDays, dayOf, longDayText, momentText, timeText } from '../ui/time.ts';
import { alongLegs, callerText, destruction } from './call-text.ts';
import { type Calls } from './calls.ts';
import { type Conditions, rangeEnd } from './conditions.ts';
import { select, setConditions } from './search.ts';

const useStyles = makeStyles({
  list: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column', minHeight: 0 },
  head: {
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    padding: '12px 20px 8px',
    minHeight: '56px',
  },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  end: { marginLeft: 'auto', display: 'flex' },
  state: { display: 'inline-flex', alignItems: 'center', gap: '4px', verticalAlign: 'middle' },
  more: { flexShrink: 0, padding: '8px' },
});

function columnsOf(t: Translate, severalDays: boolean, isNarrow: boolean, state: (call: Call) => ReactNode) {
  const columns: (Column<Call> & { wideOnly?: boolean })[] = [
    {
      id: 'time',
      head: t(severalDays ? 'recordings.list.moment' : 'recordings.list.time'),
      width: severalDays ? '128px' : '64px',
      sorted: true,
      cell: (call) => (severalDays ? momentText(call.startedAt) : timeText(call.startedAt)),
    },
    {
      id: 'caller',
      head: t('recordings.list.caller'),
      width: '104px',
      cell: (call) => callerText(t, call),
    },
    {
      id: 'answered',
      head: t('recordings.list.answered'),
      width: 'minmax(0, 1fr)',
      cell: (call) => (
        <TwoLines
          first={alongLegs(call, (leg) => leg.answeredBy)}
          second={alongLegs(call, (leg) => leg.department)}
        />
      ),
    },
    {
      id: 'extension',
      head: t('recordings.list.extension'),
      width: '96px',
      wideOnly: true,
      cell: (call) => alongLegs(call, (leg) => leg.extension),
    },
    {
      id: 'duration',
      head: t('recordings.list.duration'),
      width: '60px',
      end: true,
      cell: (call) => durationText(call.durationMs),
    },
    {
      id: 'state',
      head: isNarrow ? <Unseen>{t('recordings.list.state')}</Unseen> : t('recordings.list.state'),
      width: isNarrow ? '24px' : '132px',
      cell: state,
    },
  ];
  return columns.filter((column) => !isNarrow || column.wideOnly !== true);
}

type Props = {
  conditions: Conditions;
  found: Calls;
  selected: string | null;
  onOpen: () => void;
};

/** The calls that were found, newest first; legs of one call are one row. */
export function CallList({ conditions, found, selected, onOpen }: Props) {
  const styles = useStyles();
  const t = useText();
  const isNarrow = useMedia(narrow);
  const severalDays = conditions.day === null || rangeEnd(conditions) !== null;
  const columns = useMemo(() => {
    const state = (call: Call): ReactNode => {
      const destroyed = destruction(call);
      if (destroyed === 'none') return null;
      const word = t(destroyed === 'all' ? 'recordings.list.destroyed' : 'recordings.list.partlyDestroyed');
      return (
        <span className={styles.state}>
          <Prohibited20Regular {...(isNarrow ? { title: word } : { 'aria-hidden': true })} />
          {!isNarrow && word}
        </span>
      );
    };
    return columnsOf(t, severalDays, isNarrow, state);
  }, [t, severalDays, isNarrow, styles.state]);

  return (
    <div className={styles.list}>
      <Table
        label={t('recordings.list.label')}
        columns={columns}
        rows={found.calls}
        rowKey={groupOf}
        total={found.total}
        selected={selected}
        onSelect={select}
        onOpen={onOpen}
        onEnd={found.more}
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

/** The day (or what stands in for it), how many calls there are, and the days beside it. */
export function ListHead({ conditions, found }: { conditions: Conditions; found: Calls }) {
  const styles = useStyles();
  const t = useText();
  const { day, digits } = conditions;
  const to = rangeEnd(conditions);
  const title =
    day === null
      ? t('recordings.list.anyDay', { digits: digits ?? '' })
      : to === null
        ? capital(longDayText(day))
        : `${capital(longDayText(day))} – ${longDayText(to)}`;
  return (
    <div className={styles.head}>
      <Subtitle2 as="h2">{title}</Subtitle2>
      <Text className={styles.quiet} role="status">
        {countText(t, found)}
      </Text>
      {day !== null && to === null && (
        <div className={styles.end}>
          <Button
            appearance="subtle"
            icon={<ChevronLeft20Regular />}
            aria-label={t('recordings.list.previousDay')}
            onClick={() => setConditions({ day: addDays(day, -1), dayTo: null })}
          />
          <Button
            appearance="subtle"
            icon={<ChevronRight20Regular />}
            aria-label={t('recordings.list.nextDay')}
            disabled={day >= dayOf()}
            onClick={() => setConditions({ day: addDays(day, 1), dayTo: null })}
          />
        </div>
      )}
    </div>
  );
}

function countText(t: Translate, { calls, total }: Calls): string {
  if (total !== null) return t('recordings.list.count', { count: total });
  return calls.length === 0 ? '' : t('recordings.list.loaded', { count: calls.length });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
