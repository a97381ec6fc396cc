import { Link, makeStyles, SearchBox, Subtitle1, Tab, TabList, Text } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { Act, ActState } from '../../shared/protocol.ts';
import { type Translate, useText } from '../text.ts';
import { ActStateMark } from '../ui/ActStateMark.tsx';
import { narrow, useMedia, veryNarrow } from '../ui/media.ts';
import { Empty } from '../ui/States.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { dateText } from '../ui/time.ts';
import { filedText, heardText } from './act-text.ts';

const useStyles = makeStyles({
  section: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: 0,
    '@media (max-height: 479px)': { flexShrink: 0, minHeight: '280px' },
  },
  head: { display: 'flex', alignItems: 'center', gap: '12px', padding: '16px 20px 4px' },
  title: { flexGrow: 1 },
  search: { width: '248px', flexShrink: 1, minWidth: '120px' },
  tabs: { padding: '0 10px 4px' },
});

const states = ['started', 'completed', 'filed'] as const satisfies readonly ActState[];

type Filter = ActState | 'all';

/** Acts of a state whose case or protocol number contains the text, whatever its case. */
export function matching(acts: readonly Act[], filter: Filter, text: string): Act[] {
  const wanted = text.trim().toLocaleUpperCase('pl');
  return acts.filter(
    (act) =>
      (filter === 'all' || act.state === filter) &&
      [act.case, act.number, ...act.formerCases].some((value) =>
        value.toLocaleUpperCase('pl').includes(wanted),
      ),
  );
}

function columnsOf(t: Translate, onOpen: (act: Act) => void, small: boolean, tight: boolean): Column<Act>[] {
  const all: (Column<Act> | false)[] = [
    {
      id: 'case',
      head: t('protocol.columns.case'),
      width: tight ? 'minmax(124px, 1fr)' : 'minmax(148px, 1fr)',
      cell: (act) => (
        <>
          <Link
            as="button"
            aria-label={t('protocol.mine.open', { number: act.number, case: act.case })}
            onClick={() => onOpen(act)}
          >
            {act.case}
          </Link>
          <FormerCases act={act} />
        </>
      ),
    },
    {
      id: 'number',
      head: t('protocol.columns.number'),
      width: tight ? '96px' : '104px',
      sorted: true,
      cell: (act) => act.number,
    },
    // In a single column the page of the protocol itself says the rest.
    !tight && {
      id: 'opened',
      head: t('protocol.columns.opened'),
      width: '104px',
      cell: (act) => dateText(act.openedAt),
    },
    !small && {
      id: 'recordings',
      head: t('protocol.columns.recordings'),
      width: '64px',
      cell: (act) => act.recordings.length,
    },
    {
      id: 'state',
      head: t('protocol.columns.state'),
      width: '152px',
      cell: (act) => <ActStateMark state={act.state} />,
    },
    !tight && {
      id: 'basis',
      head: t('protocol.columns.basis'),
      width: 'minmax(0, 2fr)',
      cell: (act) => act.basisLabel,
    },
    !small && {
      id: 'heard',
      head: t('protocol.columns.heard'),
      width: '104px',
      end: true,
      cell: (act) => heardText(t, act),
    },
    {
      id: 'filed',
      head: t('protocol.columns.filed'),
      width: tight ? '88px' : '136px',
      wrap: tight,
      cell: (act) => filedText(t, act),
    },
  ];
  return all.filter((column) => column !== false);
}

/** „Moje protokoły”: all of one's own, by state, found by case or number. Its case or Enter on a row opens it. */
export function MyProtocols({ acts, onOpen }: { acts: readonly Act[]; onOpen: (act: Act) => void }) {
  const styles = useStyles();
  const t = useText();
  const small = useMedia(narrow);
  const tight = useMedia(veryNarrow);
  const [filter, setFilter] = useState<Filter>('all');
  const [text, setText] = useState('');
  const [selected, setSelected] = useState<string | null>(null);
  const rows = useMemo(() => matching(acts, filter, text), [acts, filter, text]);
  const columns = useMemo(() => columnsOf(t, onOpen, small, tight), [t, onOpen, small, tight]);
  const count = (state: ActState): number => acts.filter((act) => act.state === state).length;
  return (
    <section className={styles.section} aria-label={t('protocol.mine.title')}>
      <div className={styles.head}>
        <Subtitle1 as="h2" className={styles.title}>
          {t('protocol.mine.title')}
        </Subtitle1>
        <SearchBox
          className={styles.search}
          placeholder={t('protocol.mine.search')}
          aria-label={t('protocol.mine.search')}
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
      </div>
      <TabList
        className={styles.tabs}
        size="small"
        selectedValue={filter}
        onTabSelect={(_, { value }) => setFilter(value as Filter)}
      >
        <Tab value="all">{t('protocol.mine.all', { count: acts.length })}</Tab>
        {states.map((state) => (
          <Tab key={state} value={state}>
            {t(`protocol.mine.${state}`, { count: count(state) })}
          </Tab>
        ))}
      </TabList>
      {rows.length === 0 ? (
        <Empty title={t(acts.length === 0 ? 'protocol.mine.none' : 'protocol.mine.noMatch')}>
          {t(acts.length === 0 ? 'protocol.mine.noneHint' : 'protocol.mine.noMatchHint')}
        </Empty>
      ) : (
        <Table
          label={t('protocol.mine.title')}
          columns={columns}
          rows={rows}
          rowKey={({ act }) => act}
          selected={selected}
          onSelect={({ act }) => setSelected(act)}
          onOpen={onOpen}
        />
      )}
    </section>
  );
}

/** The case numbers under which a corrected protocol was known, and may still lie in a case file. */
function FormerCases({ act }: { act: Act }) {
  const t = useText();
  if (act.formerCases.length === 0) return null;
  return (
    <Text block size={200}>
      {t('protocol.formerCase', { case: act.formerCases.join(', ') })}
    </Text>
  );
}
