import {
  Button,
  Link,
  makeStyles,
  SearchBox,
  Subtitle1,
  Tab as TabItem,
  TabList,
} from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { ListedAct, ActState } from '../../shared/protocol.ts';
import { useRefusals } from '../refusals.ts';
import { shortBasis, type Translate, useText } from '../text.ts';
import { ActStateMark } from '../ui/ActStateMark.tsx';
import { narrow, useMedia, veryNarrow } from '../ui/media.ts';
import { PeriodFilter } from '../ui/PeriodFilter.tsx';
import { Empty } from '../ui/States.tsx';
import { type Column, Table, TwoLines } from '../ui/Table.tsx';
import { Awaited } from '../ui/Unloaded.tsx';
import { actColumns, type Room } from './act-columns.tsx';
import { filedText, heardText } from './act-text.ts';
import {
  matching,
  matchingNamed,
  matchingRefusals,
  matchingSessions,
  type Narrowing,
  type Tab,
  useNamed,
  useSessions,
} from './narrowing.ts';
import { Named } from './Named.tsx';
import { Refusals } from './Refusals.tsx';
import { Sessions } from './Sessions.tsx';

const useStyles = makeStyles({
  section: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: '280px',
    '@media (max-height: 479px)': { flexShrink: 0 },
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: '8px', padding: '16px 20px 4px' },
  title: { flexGrow: 1, paddingTop: '2px' },
  // Rather narrow than on a line of its own.
  search: {
    ...{ flexBasis: '120px', flexGrow: 1000, maxWidth: '304px', minWidth: '120px' },
    '& input': { textOverflow: 'ellipsis' },
  },
  tabs: { flexWrap: 'wrap', padding: '0 10px 4px' },
});

const states = ['started', 'completed', 'filed'] as const satisfies readonly ActState[];
/** What lies in the case file stands together, finished or not. */
const tabOf = ({ state }: ListedAct): (typeof states)[number] => (state === 'unfinished' ? 'filed' : state);

function columnsOf(
  t: Translate,
  onOpen: (act: ListedAct) => void,
  room: Room,
  paneled: boolean,
): Column<ListedAct>[] {
  const { small, tight } = room;
  const caseOf = (act: ListedAct) => (
    <TwoLines
      first={
        <Link
          as="button"
          aria-label={t('protocol.mine.open', { number: act.number, case: act.case })}
          onClick={() => onOpen(act)}
        >
          {act.case}
        </Link>
      }
      second={formerCases(t, act)}
    />
  );
  const all: (Column<ListedAct> | false)[] = [
    ...actColumns(t, room, caseOf, 'descending'),
    tight && {
      id: 'state',
      head: t('protocol.columns.state'),
      width: '152px',
      cell: (act) => <ActStateMark state={act.state} />,
    },
    // The panel says it in full.
    !tight &&
      !paneled && {
        id: 'basis',
        head: t('protocol.columns.basis'),
        width: 'minmax(0, 1fr)',
        // Where a scroll bar leaves no room for it, the mouse says it in full.
        cell: (act) => <TwoLines first={small ? shortBasis(act.basisLabel) : act.basisLabel} second={null} />,
      },
    !small && {
      id: 'heard',
      head: t('protocol.columns.heard'),
      width: '112px',
      end: true,
      cell: (act) => heardText(t, act),
    },
    {
      id: 'filed',
      head: t('protocol.columns.filed'),
      width: small ? 'minmax(88px, 1fr)' : '136px',
      wrap: tight,
      cell: (act) => filedText(t, act),
    },
  ];
  return all.filter((column) => column !== false);
}

type Props = {
  acts: readonly ListedAct[];
  /** The act whose panel is open. */
  selected: ListedAct | null;
  onSelect: (act: ListedAct | null) => void;
  onOpen: (act: ListedAct) => void;
};

/**
 * „Moje protokoły”: all of one's own, by state, period, case or number; those of others that name one, what one was refused, and one's sign-ins. A row tells its story in the panel;
 * its case or Enter opens it.
 */
export function MyProtocols({ acts, selected, onSelect, onOpen }: Props) {
  const styles = useStyles();
  const t = useText();
  const paneled = selected !== null;
  const isNarrow = useMedia(narrow);
  const isTight = useMedia(veryNarrow);
  const [small, tight] = [isNarrow || paneled, isTight || (isNarrow && paneled)];
  const [tab, setTab] = useState<Tab>('all');
  const [narrowing, setNarrowing] = useState<Narrowing>({ text: '', days: { from: null, to: null } });
  // Another filter of the period, which holds what was typed in it.
  const [cleared, setCleared] = useState(0);
  const clear = (): void => {
    setNarrowing({ text: '', days: { from: null, to: null } });
    setCleared(cleared + 1);
  };
  const refusals = useRefusals();
  const found = useMemo(() => matching(acts, narrowing), [acts, narrowing]);
  const ofTab = (act: ListedAct): boolean => tab === 'all' || tabOf(act) === tab;
  const refused = useMemo(
    () => matchingRefusals(refusals.data?.refusals ?? [], narrowing),
    [refusals.data, narrowing],
  );
  const rows = useMemo(() => found.filter((act) => tab === 'all' || tabOf(act) === tab), [found, tab]);
  const columns = useMemo(
    () => columnsOf(t, onOpen, { small, tight }, paneled),
    [t, onOpen, small, tight, paneled],
  );
  const sessions = useSessions();
  const signedIn = useMemo(
    () => matchingSessions(sessions.data?.sessions ?? [], narrowing),
    [sessions.data, narrowing],
  );
  const naming = useNamed();
  const named = useMemo(() => matchingNamed(naming.data?.named ?? [], narrowing), [naming.data, narrowing]);
  // What the tab lists, where that is asked for on its own.
  const apart = {
    named: { asked: naming, listed: named, every: naming.data?.named },
    refusals: { asked: refusals, listed: refused, every: refusals.data?.refusals },
    sessions: { asked: sessions, listed: signedIn, every: sessions.data?.sessions },
  };
  const own = { asked: null, listed: rows, every: acts.filter(ofTab) };
  const { asked, listed, every } = tab in apart ? apart[tab as keyof typeof apart] : own;
  const isEmpty = listed.length === 0;
  const what = tab in apart ? (tab as keyof typeof apart) : 'acts';
  const wanted = t(`protocol.mine.search.${what}`);
  return (
    <section className={styles.section} aria-label={t('protocol.mine.title')}>
      <div className={styles.head}>
        <Subtitle1 as="h2" className={styles.title}>
          {t('protocol.mine.title')}
        </Subtitle1>
        <SearchBox
          className={styles.search}
          dismiss={{ 'aria-label': t('common.clear') }}
          placeholder={t(`protocol.mine.${tight ? 'searchShort' : 'search'}.${what}`)}
          aria-label={wanted}
          title={wanted}
          value={narrowing.text}
          onChange={(_, { value: text }) => setNarrowing({ ...narrowing, text })}
        />
        <PeriodFilter
          key={cleared}
          days={narrowing.days}
          onChange={(days) => setNarrowing({ ...narrowing, days })}
        />
      </div>
      <TabList
        className={styles.tabs}
        size="small"
        selectedValue={tab}
        onTabSelect={(_, { value }) => {
          setTab(value as Tab);
          onSelect(null);
        }}
      >
        <TabItem value="all">{t('protocol.mine.all', { count: found.length })}</TabItem>
        {states.map((state) => (
          <TabItem key={state} value={state}>
            {t(`protocol.mine.${state}`, { count: found.filter((act) => tabOf(act) === state).length })}
          </TabItem>
        ))}
        <TabItem value="named">
          {naming.isSuccess
            ? t('protocol.mine.named', { count: named.length })
            : t('protocol.mine.namedUnknown')}
        </TabItem>
        <TabItem value="refusals">
          {refusals.isSuccess
            ? t('protocol.mine.refusals', { count: refused.length })
            : t('protocol.mine.refusalsUnknown')}
        </TabItem>
        <TabItem value="sessions">{t('protocol.mine.sessions')}</TabItem>
      </TabList>
      {asked !== null && <Awaited query={asked} />}
      {isEmpty && (asked === null || asked.isSuccess) && (
        <Nothing tab={tab} none={every?.length === 0} onClear={clear} />
      )}
      {!isEmpty && tab === 'named' && <Named named={named} room={{ small, tight }} />}
      {!isEmpty && tab === 'refusals' && <Refusals refusals={refused} small={small} tight={tight} />}
      {!isEmpty && tab === 'sessions' && <Sessions sessions={signedIn} />}
      {!isEmpty && asked === null && (
        <Table
          label={t('protocol.mine.title')}
          columns={columns}
          rows={rows}
          rowKey={({ act }) => act}
          selected={selected?.act ?? null}
          onSelect={onSelect}
          onOpen={onOpen}
        />
      )}
    </section>
  );
}

/** Nothing there at all, or nothing that matches. */
function Nothing({ tab, none, onClear }: { tab: Tab; none: boolean; onClear: () => void }) {
  const t = useText();
  const action = none ? undefined : <Button onClick={onClear}>{t('protocol.mine.clear')}</Button>;
  if (tab === 'sessions')
    return (
      <Empty action={action} title={t(none ? 'protocol.mine.noSessions' : 'protocol.mine.noSessionMatch')}>
        {t(none ? 'protocol.mine.noSessionsHint' : 'protocol.mine.noSessionMatchHint')}
      </Empty>
    );
  if (tab === 'named')
    return (
      <Empty action={action} title={t(none ? 'protocol.mine.notNamed' : 'protocol.mine.noMatch')}>
        {t(none ? 'protocol.mine.notNamedHint' : 'protocol.mine.noNamedMatchHint')}
      </Empty>
    );
  if (tab === 'refusals')
    return (
      <Empty action={action} title={t(none ? 'protocol.mine.noRefusals' : 'protocol.mine.noRefusalMatch')}>
        {t(none ? 'protocol.mine.noRefusalsHint' : 'protocol.mine.noRefusalMatchHint')}
      </Empty>
    );
  return (
    <Empty action={action} title={t(none ? `protocol.mine.none.${tab}` : 'protocol.mine.noMatch')}>
      {t(none ? `protocol.mine.noneHint.${tab}` : 'protocol.mine.noMatchHint')}
    </Empty>
  );
}

/** The case numbers under which a corrected protocol was known, and may still lie in a case file. */
function formerCases(t: Translate, { formerCases: former }: ListedAct): string | null {
  return former.length === 0 ? null : t('protocol.formerCase', { case: former.join(', ') });
}
