import { makeStyles, mergeClasses, Subtitle1, Text, tokens } from '@fluentui/react-components';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { RegisterRow } from '../../shared/register.ts';
import { useText } from '../text.ts';
import { useListDetail } from '../ui/list-detail.ts';
import { focusFirst } from '../ui/focus.ts';
import { narrow, useMedia, veryNarrow } from '../ui/media.ts';
import { Empty, Loading } from '../ui/States.tsx';
import { Table } from '../ui/Table.tsx';
import { Unloaded } from '../ui/Unloaded.tsx';
import { columnsOf, tightColumns } from './columns.tsx';
import { Filters } from './Filters.tsx';
import { Foot } from './Foot.tsx';
import { everything, useRegister, useSummary } from './register.ts';
import { PrintMenu } from './PrintMenu.tsx';
import { RowPanel } from './RowPanel.tsx';

const useStyles = makeStyles({
  page: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  head: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: '12px',
    padding: '16px 20px 8px',
  },
  body: { flexGrow: 1, minHeight: 0, display: 'flex', position: 'relative' },
  list: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' },
  panel: { display: 'flex' },
  covered: { visibility: 'hidden' },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Page 09: every act and every refusal, filtered; the selected one at the right. It holds no sound and no caller. */
export function RegisterPage() {
  const styles = useStyles();
  const t = useText();
  const isNarrow = useMedia(narrow);
  const isTight = useMedia(veryNarrow);
  const [filter, setFilter] = useState(everything);
  // Typing goes on while the list follows.
  const asked = useDeferredValue(filter);
  const register = useRegister(asked);
  const foot = useSummary(asked);
  const page = useRef<HTMLDivElement>(null);
  const { selected, shown, select, show, close, onKeyDown } = useListDetail<RegisterRow>(page);
  const panel = useRef<HTMLDivElement>(null);
  const open = selected !== null;
  const columns = useMemo(
    () => (isTight || (isNarrow && open) ? tightColumns(t) : columnsOf(t, isNarrow, open)),
    [t, isNarrow, isTight, open],
  );
  const filtered = JSON.stringify(asked) !== JSON.stringify(everything);
  return (
    <div className={styles.page} ref={page} onKeyDown={onKeyDown} role="presentation">
      <div className={styles.head}>
        <Subtitle1 as="h1">{t('register.title')}</Subtitle1>
        {/* At 200 % the rows need its line more. */}
        {!isNarrow && <Text className={styles.quiet}>{t('register.note')}</Text>}
        <PrintMenu filter={asked} />
      </div>
      <Filters filter={filter} people={foot?.summary.people ?? []} onChange={setFilter} />
      <div className={styles.body}>
        {/* What the panel covers takes no focus (WCAG 2.4.11) and is not read. */}
        <div className={mergeClasses(styles.list, isTight && open && styles.covered)}>
          {register.failure !== null && (
            <Unloaded failure={register.failure} onRetry={register.retry} partly={register.rows.length > 0} />
          )}
          {register.loading && <Loading label={t('register.loading')} />}
          {!register.loading && register.failure === null && register.rows.length === 0 && (
            <Empty title={t(filtered ? 'register.filters.none' : 'register.empty')}>
              {t(filtered ? 'register.filters.noneText' : 'register.emptyText')}
            </Empty>
          )}
          {register.rows.length > 0 && (
            <Table
              label={t('register.title')}
              columns={columns}
              rows={register.rows}
              rowKey={keyOf}
              total={register.total}
              selected={selected === null ? null : keyOf(selected)}
              onSelect={select}
              onOpen={() => requestAnimationFrame(() => focusFirst(panel.current))}
              onEnd={register.more}
            />
          )}
        </div>
        <div className={styles.panel} ref={panel}>
          {selected !== null && (
            <RowPanel key={selected.seq} row={selected} shown={shown} onShow={show} onClose={close} />
          )}
        </div>
      </div>
      {foot !== null && <Foot summary={foot.summary} at={foot.at} />}
    </div>
  );
}

const keyOf = (row: RegisterRow): string => String(row.seq);
