import {
  Button,
  Dropdown,
  makeStyles,
  mergeClasses,
  Option,
  SearchBox,
  Subtitle1,
  Tab,
  TabList,
} from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import { useCallback, useDeferredValue, useRef, useState } from 'react';
import type { InstrumentFilter, ListedInstrument } from '../../shared/authorisation.ts';
import type { Role } from '../../shared/values.ts';
import { failureOf } from '../api.ts';
import { useText } from '../text.ts';
import { focusFirst } from '../ui/focus.ts';
import { useListDetail } from '../ui/list-detail.ts';
import { narrow, useMedia, veryNarrow } from '../ui/media.ts';
import { Empty, Loading } from '../ui/States.tsx';
import { Table } from '../ui/Table.tsx';
import { Unloaded } from '../ui/Unloaded.tsx';
import { columnsOf } from './columns.tsx';
import { ConfirmPage } from './ConfirmPage.tsx';
import { InstrumentPanel } from './InstrumentPanel.tsx';
import { NewPanel } from './NewPanel.tsx';
import { refreshPapers, useAppointments, usePapers } from './papers.ts';

const useStyles = makeStyles({
  page: { flexGrow: 1, minHeight: 0, display: 'flex', position: 'relative' },
  main: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' },
  head: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: '12px',
    padding: '12px 20px 4px',
  },
  new: { marginLeft: 'auto' },
  tabs: { flexShrink: 0, padding: '0 10px' },
  bar: { flexShrink: 0, display: 'flex', flexWrap: 'wrap', gap: '8px', padding: '8px 20px 12px' },
  choice: { minWidth: '150px', width: '200px' },
  search: { width: '232px' },
  panel: { display: 'flex' },
  covered: { visibility: 'hidden' },
});

const kinds = ['authorisation', 'appointment'] as const;
const choices = ['current', 'all', 'waiting', 'valid'] as const;
type View = { kind: 'row' | 'new'; fresh: boolean } | { kind: 'compare' };

/** Page 21: who may listen and who holds which office, by which papers; the selected one in its steps at the right. */
export function AuthorisationPage({ roles }: { roles: readonly Role[] }) {
  const styles = useStyles();
  const t = useText();
  const isNarrow = useMedia(narrow);
  const isTight = useMedia(veryNarrow);
  const [what, setWhat] = useState<InstrumentFilter['what']>('authorisation');
  const [show, setShow] = useState<InstrumentFilter['show']>('current');
  const [text, setText] = useState('');
  // Typing goes on while the list follows.
  const asked = useDeferredValue({ show, text: text.trim() === '' ? null : text });
  const lists = {
    authorisation: usePapers({ what: 'authorisation', ...asked }),
    appointment: usePapers({ what: 'appointment', ...asked }),
  };
  const list = lists[what];
  const known = useAppointments();
  const page = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const { selected, select, close, onKeyDown } = useListDetail<string>(page);
  const [view, look] = useState<View>({ kind: 'row', fresh: false });
  const rows = list.data?.rows ?? [];
  // By its number: what is told of a paper is always the newest that the server said.
  const row = rows.find(({ number }) => number === selected) ?? null;
  const open = view.kind === 'new' || row !== null;
  const today = list.data?.today ?? '';
  const columns = columnsOf(t, what, today, isTight || (isNarrow && open));
  const printing = useCallback(() => look({ kind: 'row', fresh: false }), []);
  const choose = (next: ListedInstrument): void => {
    select(next.number);
    look({ kind: 'row', fresh: false });
  };
  const leave = (): void => {
    look({ kind: 'row', fresh: false });
    close();
  };
  if (view.kind === 'compare' && row !== null)
    return <ConfirmPage row={row} onBack={() => look({ kind: 'row', fresh: false })} />;
  const filtered = show !== 'current' || asked.text !== null;
  return (
    <div
      className={styles.page}
      ref={page}
      role="presentation"
      onKeyDown={(event) => {
        if (event.key === 'F5') {
          event.preventDefault();
          void refreshPapers();
        } else if (event.key === 'Escape' && !event.defaultPrevented && view.kind === 'new') {
          event.preventDefault();
          leave();
        } else onKeyDown(event);
      }}
    >
      {/* What the panel covers takes no focus (WCAG 2.4.11) and is not read. */}
      <div className={mergeClasses(styles.main, isTight && open && styles.covered)}>
        <div className={styles.head}>
          <Subtitle1 as="h1">{t('authorisation.title')}</Subtitle1>
          {roles.includes('secretary') && (
            <Button
              className={styles.new}
              appearance="subtle"
              icon={<Add20Regular />}
              onClick={() => {
                select(null);
                look({ kind: 'new', fresh: false });
              }}
            >
              {t('authorisation.new')}
            </Button>
          )}
        </div>
        <TabList
          className={styles.tabs}
          selectedValue={what}
          onTabSelect={(_, { value }) => {
            setWhat(value as InstrumentFilter['what']);
            select(null);
          }}
        >
          {kinds.map((kind) => (
            <Tab key={kind} value={kind}>
              {lists[kind].data === undefined
                ? t(`authorisation.tabs.${kind}`)
                : t('authorisation.counted', {
                    ...{ name: t(`authorisation.tabs.${kind}`), count: lists[kind].data.rows.length },
                  })}
            </Tab>
          ))}
        </TabList>
        <search className={styles.bar} aria-label={t('authorisation.filters.region')} data-region="search">
          <Dropdown
            clearButton={null}
            className={styles.choice}
            aria-label={t('authorisation.filters.show')}
            value={t(`authorisation.filters.shown.${show}`)}
            selectedOptions={[show]}
            onOptionSelect={(_, { optionValue }) =>
              setShow(choices.find((one) => one === optionValue) ?? 'current')
            }
          >
            {choices.map((one) => (
              <Option key={one} value={one}>
                {t(`authorisation.filters.shown.${one}`)}
              </Option>
            ))}
          </Dropdown>
          <SearchBox
            className={styles.search}
            dismiss={{ 'aria-label': t('common.clear') }}
            aria-label={t('authorisation.filters.text')}
            placeholder={t('authorisation.filters.text')}
            value={text}
            maxLength={60}
            onChange={(_, { value }) => setText(value)}
          />
        </search>
        {list.isError && (
          <Unloaded
            failure={failureOf(list.error)}
            onRetry={() => void list.refetch()}
            partly={rows.length > 0}
          />
        )}
        {list.isPending && <Loading label={t('authorisation.loading')} />}
        {list.isSuccess && rows.length === 0 && (
          <Empty title={t(filtered ? 'authorisation.filters.none' : `authorisation.empty.${what}`)}>
            {t(filtered ? 'authorisation.filters.noneText' : `authorisation.empty.${what}Text`)}
          </Empty>
        )}
        {rows.length > 0 && (
          <Table
            key={what}
            label={t(`authorisation.tabs.${what}`)}
            columns={columns}
            rows={rows}
            rowKey={({ number }) => number}
            selected={view.kind === 'new' ? null : selected}
            onSelect={choose}
            onOpen={() => requestAnimationFrame(() => focusFirst(panel.current))}
          />
        )}
      </div>
      <div className={styles.panel} ref={panel}>
        {known !== null && view.kind === 'new' && (
          <NewPanel
            today={known.today}
            appointments={known.appointments}
            ownGuid={known.own}
            onEntered={(number, print) => {
              setWhat('authorisation');
              select(number);
              look({ kind: 'row', fresh: print });
            }}
            onClose={leave}
          />
        )}
        {known !== null && view.kind === 'row' && row !== null && (
          <InstrumentPanel
            key={row.number}
            row={row}
            known={known}
            roles={roles}
            fresh={view.fresh}
            onPrinting={printing}
            onCompare={() => look({ kind: 'compare' })}
            onAgain={() => look({ kind: 'new', fresh: false })}
            onClose={leave}
          />
        )}
      </div>
    </div>
  );
}
