import { Button, makeStyles, Subtitle1, Tab, TabList, Text, tokens } from '@fluentui/react-components';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CheckmarkCircle16Filled, ErrorCircle16Filled } from '@fluentui/react-icons';
import type { RegisterFilter, RegisterRow, RegisterSummary } from '../../shared/register.ts';
import { useText } from '../text.ts';
import { useListDetail } from '../ui/list-detail.ts';
import { narrow, useIsClose, useMedia } from '../ui/media.ts';
import { List } from '../ui/List.tsx';
import { ListDetail } from '../ui/ListDetail.tsx';
import { Empty } from '../ui/States.tsx';
import { columnsOf, tightColumns } from './columns.tsx';
import { Filters } from './Filters.tsx';
import { PrintMenu, usePrinting } from './PrintMenu.tsx';
import { RowPanel } from './RowPanel.tsx';
import { Searches } from './Searches.tsx';
import { call, readAgain } from '../api.ts';
import { type Paged, usePaged } from '../paged.ts';
import { focusFirst } from '../ui/focus.ts';
import { momentText, timeText } from '../ui/time.ts';
import { Notice } from '../ui/Notice.tsx';

const useStyles = makeStyles({
  head: {
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    columnGap: '12px',
    padding: '16px 20px 8px',
    '@media (max-width: 1099px)': { flexWrap: 'wrap' },
  },
  // What comes of printing is said beside it, and why it failed in place of the note.
  title: { display: 'flex', alignItems: 'baseline', columnGap: '12px', minWidth: 0 },
  heading: { flexShrink: 0, whiteSpace: 'nowrap' },
  tabs: { flexShrink: 0, padding: '0 10px 8px' },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  foot: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: '24px',
    rowGap: '4px',
    padding: '12px 20px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  chain: { marginLeft: 'auto', display: 'flex', alignItems: 'center', gap: '6px' },
  good: { color: tokens.colorCompoundBrandForeground1, display: 'inline-flex' },
  bad: { color: tokens.colorPaletteRedForeground1, display: 'inline-flex' },
});

const everything: RegisterFilter = {
  person: null,
  case: null,
  from: null,
  to: null,
  state: null,
  kind: null,
};

/** What the page lists. */
const listed = ['register.rows', 'register.searches', 'register.summary', 'register.story'];

type Props = {
  begin?: Partial<RegisterFilter> | undefined;
  /** An act that is to be filed instead of its listener: its row is opened once it is there. */
  closing: string | null;
  isDesk: boolean;
  /** Whether it begins with the searches. */
  searches: boolean;
};

/** Page 09: every act and every refusal, filtered; the selected one at the right. It holds no sound and no caller. */
export function RegisterPage({ begin = {}, closing, isDesk, searches }: Props) {
  const styles = useStyles();
  const t = useText();
  const isNarrow = useMedia(narrow);
  const [filter, setFilter] = useState<RegisterFilter>({ ...everything, ...begin });
  // Typing goes on while the list follows.
  const asked = useDeferredValue(filter);
  const register = useRegister(asked);
  const foot = useSummary(asked);
  const printing = usePrinting(asked);
  const [ofSearches, setOfSearches] = useState(searches);
  const [cleared, setCleared] = useState(0);
  const clear = (): void => {
    setFilter(everything);
    setCleared((times) => times + 1);
  };
  const { list, panel, selected, shown, select, show, close, toPanel, onKeyDown } =
    useListDetail<RegisterRow>();
  // The button that cleared them is gone.
  useEffect(() => {
    if (cleared > 0) focusFirst(list.current?.querySelector('search') ?? null);
  }, [cleared, list]);
  const wanted = useRef(closing);
  useEffect(() => {
    const row = register.rows.find((one) => one.kind === 'act' && one.act === wanted.current);
    if (row === undefined) return;
    wanted.current = null;
    select(row);
  }, [register.rows, select]);
  useUnlisted(register, asked, selected, () => select(null));
  const open = selected !== null;
  const isClose = useIsClose(open);
  const columns = useMemo(
    () => (isClose ? tightColumns(t) : columnsOf(t, isNarrow, open)),
    [t, isNarrow, isClose, open],
  );
  const filtered = JSON.stringify(asked) !== JSON.stringify(everything);
  return (
    <ListDetail
      {...{ list, panel, onKeyDown }}
      onRefresh={() => void readAgain(listed)}
      above={
        <>
          {foot?.summary.alarm && <Alarm row={foot.summary.alarm} onShow={select} />}
          <div className={styles.head}>
            <div className={styles.title}>
              <Subtitle1 as="h1" className={styles.heading}>
                {t('register.title')}
              </Subtitle1>
              {/* At 200 % the rows need its line more. */}
              {!isNarrow && !printing.failed && (
                <Text className={styles.quiet}>
                  {t(ofSearches ? 'register.searches.note' : 'register.note')}
                </Text>
              )}
            </div>
            {!ofSearches && <PrintMenu printing={printing} />}
          </div>
          <TabList
            className={styles.tabs}
            selectedValue={ofSearches ? 'searches' : 'rows'}
            onTabSelect={(_, { value }) => {
              select(null);
              setOfSearches(value === 'searches');
            }}
          >
            <Tab value="rows">{t('register.tabs.rows')}</Tab>
            <Tab value="searches">{t('register.tabs.searches')}</Tab>
          </TabList>
          <Filters
            key={cleared}
            filter={filter}
            people={foot?.summary.people ?? []}
            ofSearches={ofSearches}
            onChange={setFilter}
          />
        </>
      }
      beside={
        selected === null ? null : (
          <RowPanel
            key={selected.seq}
            row={register.rows.find(({ seq }) => seq === selected.seq) ?? selected}
            isDesk={isDesk}
            closing={selected.kind === 'act' && selected.act === closing}
            shown={shown}
            onShow={show}
            onClose={close}
          />
        )
      }
      below={foot !== null && !ofSearches && <Foot summary={foot.summary} at={foot.at} />}
    >
      {ofSearches ? (
        <Searches filter={asked} />
      ) : (
        <List
          listed={register}
          label={t('register.title')}
          columns={columns}
          rowKey={keyOf}
          selected={selected === null ? null : keyOf(selected)}
          onSelect={select}
          onOpen={toPanel}
          loading={t('register.loading')}
          empty={
            <Empty
              title={t(filtered ? 'register.filters.none' : 'register.empty')}
              {...(filtered
                ? { action: <Button onClick={clear}>{t('recordings.search.clear')}</Button> }
                : {})}
            >
              {t(filtered ? 'register.filters.noneText' : 'register.emptyText')}
            </Empty>
          }
        />
      )}
    </ListDetail>
  );
}

/** Tells once another filter lists the selected row no more; one that was never listed, or has left by what was done to it, stays. */
function useUnlisted(
  { rows, total, stale }: Paged<RegisterRow>,
  filter: RegisterFilter,
  selected: RegisterRow | null,
  onUnlisted: () => void,
): void {
  const listedBy = useRef<{ seq: number; filter: RegisterFilter } | null>(null);
  useEffect(() => {
    if (stale || selected === null) return;
    const { seq } = selected;
    if (rows.some((row) => row.seq === seq)) listedBy.current = { seq, filter };
    // It may stand on a page that is not there yet.
    else if (total !== null && listedBy.current?.seq === seq && listedBy.current.filter !== filter)
      onUnlisted();
  });
}

const keyOf = (row: RegisterRow): string => String(row.seq);

/** The register of listenings, newest first, page after page. Asked anew each time that the page is opened. */
function useRegister(filter: RegisterFilter): Paged<RegisterRow> {
  return usePaged(['register.rows', filter], async (before: number | null) => {
    const { rows, next } = await call('register.rows', { filter, before });
    return { rows, next };
  });
}

/** The foot of the register, and when it was asked for (milliseconds); null while it is still that of the filter before. */
function useSummary(filter: RegisterFilter): { summary: RegisterSummary; at: number | null } | null {
  const { data, dataUpdatedAt, isPlaceholderData } = useQuery({
    queryKey: ['register.summary', filter],
    queryFn: () => call('register.summary', { filter }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return data === undefined ? null : { summary: data, at: isPlaceholderData ? null : dataUpdatedAt };
}

type AlarmRow = NonNullable<RegisterSummary['alarm']>;

/** While there is one of the last days: in whose name they were is what the rows said, and nobody's word. */
function Alarm({ row, onShow }: { row: AlarmRow; onShow: (row: RegisterRow) => void }) {
  const t = useText();
  const claimed = row.claimed.join(', ') || t('common.none');
  return (
    <Notice
      flush
      intent="error"
      title={t('register.alarm.title')}
      actions={
        <Button size="small" onClick={() => onShow(row)}>
          {t('register.alarm.show')}
        </Button>
      }
    >
      {t('register.alarm.text', { moment: momentText(row.at), claimed })}
    </Notice>
  );
}

/** Counts under the filter, and what holds of the whole register: numbers without a gap, a chain without a break. */
function Foot({ summary, at }: { summary: RegisterSummary; at: number | null }) {
  const styles = useStyles();
  const t = useText();
  const { acts, refusals, first, last, missing, continued } = summary;
  const { protocol, entry } = missing;
  // What counted under the filter before is not said of this one.
  if (at === null)
    return (
      <section className={styles.foot} aria-label={t('register.foot.label')}>
        {t('register.loading')}
      </section>
    );
  return (
    <section className={styles.foot} aria-label={t('register.foot.label')}>
      <span>
        {first === null || last === null || first === last
          ? t('register.foot.acts', { count: acts })
          : t('register.foot.actsFrom', { count: acts, first, last })}
      </span>
      <span>{t('register.foot.refusals', { count: refusals })}</span>
      <span>
        {protocol === null
          ? t('register.foot.gapless')
          : t('register.foot.gap', { number: String(protocol.number), year: String(protocol.year) })}
      </span>
      {entry !== null && <span>{t('register.foot.entryMissing', { seq: String(entry) })}</span>}
      <span className={styles.chain}>
        <span className={continued ? styles.good : styles.bad} aria-hidden="true">
          {continued ? <CheckmarkCircle16Filled /> : <ErrorCircle16Filled />}
        </span>
        {continued
          ? t('register.foot.continued', { time: timeText(new Date(at).toISOString()) })
          : t('register.foot.broken')}
      </span>
    </section>
  );
}
