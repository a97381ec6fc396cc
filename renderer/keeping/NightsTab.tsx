import { Button, Link, makeStyles, Subtitle2 } from '@fluentui/react-components';
import { type FocusEvent, useRef, useState } from 'react';
import type { Nights } from '../../shared/keeping.ts';
import { may } from '../../shared/permissions.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { failureOf } from '../api.ts';
import { PaperButtons } from '../paper.tsx';
import { type Translate, useText } from '../text.ts';
import { focusRow } from '../ui/focus.ts';
import { useListDetail } from '../ui/list-detail.ts';
import { useIsClose } from '../ui/media.ts';
import { Muted } from '../ui/Muted.tsx';
import { Notice } from '../ui/Notice.tsx';
import { countText } from '../ui/number.ts';
import { Loading } from '../ui/States.tsx';
import { wholeHeight } from '../ui/table-styles.ts';
import { Table } from '../ui/Table.tsx';
import { dayText, nightText } from '../ui/time.ts';
import { Unloaded } from '../ui/Unloaded.tsx';
import { aheadColumns, doneColumns } from './night-columns.tsx';
import { MonthChoice } from './MonthChoice.tsx';
import { NightList } from './NightList.tsx';
import { NightPanel } from './NightPanel.tsx';
import {
  type AheadRow,
  aheadOf,
  type DoneRow,
  doneOf,
  type NightRow,
  numbersOf,
  reasonsOf,
  refreshNights,
  useNights,
} from './nights.ts';
import type { TabProps } from './tab.ts';
import { TabFrame } from './TabFrame.tsx';

const useStyles = makeStyles({
  // Both lists scroll together, by one bar: a month has few nights.
  lists: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column', overflowY: 'auto' },
  part: { flexShrink: 0, padding: '12px 20px 4px' },
  tools: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  month: { minWidth: '168px', marginLeft: 'auto' },
  none: { padding: '4px 20px 8px' },
  link: { fontSize: 'inherit', lineHeight: 'inherit' },
  rows: { flexShrink: 0, display: 'flex', flexDirection: 'column' },
});

const heightOf = (rows: readonly NightRow[]) => ({ height: wholeHeight(rows.length) });
/** The row that the arrows come to is in view: its own table has nothing to scroll. */
const intoView = ({ target }: FocusEvent): void => target.scrollIntoView({ block: 'nearest' });

/** Page 42, Zniszczenia: what goes in the next night, what a night stopped at, and what is gone (§ 3 ust. 4). */
export function NightsTab({ head, roles, onOrder }: TabProps) {
  const styles = useStyles();
  const t = useText();
  const [chosen, choose] = useState<string | null>(null);
  const month = chosen ?? legalDay().slice(0, 7);
  const nights = useNights(month);
  const { list, panel, selected, select, toPanel, onKeyDown } = useListDetail<string>();
  const [lists, showList] = useState(false);
  const [before, after] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  const { data } = nights;
  const ahead = data === undefined ? [] : aheadOf(data);
  const done = data === undefined ? [] : doneOf(data);
  const row: NightRow | undefined = [...ahead, ...done].find(({ key }) => key === selected);
  const mark = ({ key }: NightRow): void => {
    showList(false);
    select(key);
  };
  // Back to the row, in whichever list it stands.
  const close = (): void => {
    const from = row?.kind === 'done' ? after : before;
    select(null);
    requestAnimationFrame(() => focusRow(from.current));
  };
  const back = (): void => {
    showList(false);
    toPanel();
  };
  const beside =
    row === undefined || data === undefined ? null : lists && row.kind !== 'done' ? (
      <NightList key={`list ${row.key}`} row={row} onBack={back} />
    ) : (
      <NightPanel
        key={row.key}
        row={row}
        nights={data}
        roles={roles}
        onOrder={onOrder}
        onList={() => showList(true)}
        onClose={close}
      />
    );
  const tools = (
    <div className={styles.tools}>
      {data !== undefined && <Subtitle2 as="h2">{t('keeping.nights.done')}</Subtitle2>}
      <MonthChoice
        label={t('keeping.nights.month')}
        className={styles.month}
        month={month}
        today={data?.today ?? legalDay()}
        onChoose={(one) => {
          select(null);
          choose(one);
        }}
      />
      {data !== undefined && (
        <PaperButtons
          key={month}
          asked={{ paper: 'destruction', of: { month } }}
          print={t('keeping.nights.print')}
          save={t('keeping.nights.save')}
        />
      )}
    </div>
  );
  const isClose = useIsClose(beside !== null);
  const common = {
    whole: true,
    rowKey: ({ key }: NightRow) => key,
    selected: row?.key ?? null,
    onSelect: mark,
    onOpen: toPanel,
  };
  return (
    <TabFrame
      {...{ head, list, panel, beside, onKeyDown }}
      foot={data === undefined ? null : footOf(t, data)}
      onRefresh={() => void refreshNights()}
      onLeave={beside === null ? undefined : row?.kind !== 'done' && lists ? back : close}
    >
      {data !== undefined && <Bars nights={data} onOrder={may('instrument', roles) ? onOrder : null} />}
      {nights.isError && (
        <Unloaded
          failure={failureOf(nights.error)}
          onRetry={() => void nights.refetch()}
          partly={data !== undefined}
        />
      )}
      {/* Where one month cannot be read, another one can be chosen. */}
      {nights.isError && data === undefined && (
        <div className={styles.part} data-region="filters">
          {tools}
        </div>
      )}
      {nights.isPending && <Loading label={t('keeping.nights.loading')} />}
      {data !== undefined && (
        <div className={styles.lists}>
          <div className={styles.part}>
            <Subtitle2 as="h2" block>
              {t('keeping.nights.ahead')}
            </Subtitle2>
            <Order nights={data} onOrder={onOrder} />
          </div>
          {ahead.length === 0 ? (
            <Muted className={styles.none}>{t('keeping.nights.none.ahead')}</Muted>
          ) : (
            <div
              className={styles.rows}
              role="presentation"
              ref={before}
              style={heightOf(ahead)}
              onFocus={intoView}
            >
              <Table<AheadRow>
                label={t('keeping.nights.ahead')}
                columns={aheadColumns(t, isClose)}
                rows={ahead}
                {...common}
              />
            </div>
          )}
          <div className={styles.part} data-region="filters">
            {tools}
          </div>
          {done.length === 0 ? (
            <Muted className={styles.none}>{t('keeping.nights.none.done')}</Muted>
          ) : (
            <div
              className={styles.rows}
              role="presentation"
              ref={after}
              style={heightOf(done)}
              onFocus={intoView}
            >
              <Table<DoneRow>
                label={t('keeping.nights.done')}
                columns={doneColumns(t, isClose)}
                rows={done}
                {...common}
              />
            </div>
          )}
        </div>
      )}
    </TabFrame>
  );
}

function footOf(t: Translate, { destroyed, held, restricted, busy, today, oldestCopy }: Nights): string[] {
  const kept = { held: countText(held), restricted: countText(restricted), busy: countText(busy) };
  return [
    t('keeping.nights.foot.destroyed', { n: countText(destroyed), year: today.slice(0, 4) }),
    t('keeping.nights.foot.kept', kept),
    t('keeping.nights.foot.copy', { day: oldestCopy === null ? t('common.none') : dayText(oldestCopy) }),
  ];
}

/** `today`: the keeper's. */

/** By whose order, and the way to it. */
function Order({ nights: { order }, onOrder }: { nights: Nights; onOrder: TabProps['onOrder'] }) {
  const styles = useStyles();
  const t = useText();
  if (order === null) return null;
  const { number, from, symbol, consent } = order;
  return (
    <Muted size={200}>
      {t('keeping.nights.order', {
        ...{ number, day: dayText(from) },
        ground:
          symbol === null
            ? t('keeping.nights.general', { reference: consent ?? '' })
            : t('keeping.nights.bc', { symbol }),
      })}{' '}
      {onOrder !== null && (
        <Link as="button" inline className={styles.link} onClick={() => onOrder(number)}>
          {t('keeping.nights.showOrder')}
        </Link>
      )}
    </Muted>
  );
}

/** What somebody has to know before the lists: one that waits, no order, why the last night did nothing, copies that do not age. */
function Bars({ nights, onOrder }: { nights: Nights; onOrder: TabProps['onOrder'] }) {
  const t = useText();
  const { stopped, order, waits, oldestCopy, newestCopy, aging } = nights;
  const [waiting, ...others] = stopped.filter(({ agreed }) => !agreed);
  return (
    <>
      {waiting !== undefined && (
        <Notice intent="error" title={t('keeping.nights.stopped.title')} flush>
          {reasonsOf(waiting)
            .map((why) =>
              t(`keeping.nights.stopped.${why}`, { ...numbersOf(waiting), night: nightText(waiting.night) }),
            )
            .join(' ')}{' '}
          {t('keeping.nights.stopped.waits')}
          {others.length > 0 &&
            ` ${t('keeping.nights.stopped.others', { nights: others.map(({ night }) => nightText(night)).join(', ') })}`}
        </Notice>
      )}
      {order === null ? (
        <Notice
          intent="info"
          flush
          actions={
            onOrder !== null && (
              <Button size="small" onClick={() => onOrder(null)}>
                {t('keeping.nights.enterOrder')}
              </Button>
            )
          }
        >
          {t('keeping.nights.noOrder')}
        </Notice>
      ) : (
        waits !== null &&
        waits.why !== 'order' && (
          <Notice intent="warning" flush>
            {t(`keeping.nights.waits.${waits.why}`, { night: nightText(waits.night) })}
          </Notice>
        )
      )}
      {order !== null && !aging && (
        <Notice intent="warning" flush>
          {oldestCopy === null || newestCopy === null
            ? t('keeping.nights.noCopies')
            : t('keeping.nights.copies', { newest: dayText(newestCopy), oldest: dayText(oldestCopy) })}
        </Notice>
      )}
    </>
  );
}
