import {
  Button,
  Dropdown,
  makeStyles,
  Option,
  SearchBox,
  Spinner,
  Tab,
  TabList,
} from '@fluentui/react-components';
import { Add20Regular, ArrowSync20Regular } from '@fluentui/react-icons';
import { useCallback, useDeferredValue, useState } from 'react';
import type { InstrumentFilter, ListedInstrument } from '../../shared/authorisation.ts';
import { may } from '../../shared/permissions.ts';
import type { Role } from '../../shared/values.ts';
import { usePaper } from '../paper.tsx';
import { useText } from '../text.ts';
import { ListDetail, PageHead } from '../ui/ListDetail.tsx';
import { useListDetail } from '../ui/list-detail.ts';
import { useIsClose } from '../ui/media.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { List, listedBy } from '../ui/List.tsx';
import { Empty } from '../ui/States.tsx';
import { unsentAt } from '../unsent.ts';
import { AppointmentPanel } from './AppointmentPanel.tsx';
import { columnsOf } from './columns.tsx';
import { ConfirmPage } from './ConfirmPage.tsx';
import { InstrumentPanel } from './InstrumentPanel.tsx';
import { NewPanel } from './NewPanel.tsx';
import { PageMenu } from './menus.tsx';
import { endingOf, refreshPapers, useAppointments, usePapers } from './papers.ts';
import { PeoplePanel } from './PeoplePanel.tsx';
import { PermissionsPage } from './PermissionsPage.tsx';
import { ProlongPanel } from './ProlongPanel.tsx';
import { RulesPage } from './RulesPage.tsx';

const useStyles = makeStyles({
  // Without words it makes no second line.
  said: {
    flexBasis: '100%',
    display: 'flex',
    justifyContent: 'flex-end',
    ':empty': { position: 'absolute' },
  },
  tabs: { flexShrink: 0, padding: '0 10px' },
  bar: { flexShrink: 0, display: 'flex', flexWrap: 'wrap', gap: '8px', padding: '8px 20px 12px' },
  choice: { minWidth: '150px', width: '200px' },
  search: { width: '232px' },
});

const kinds = ['authorisation', 'appointment'] as const;
const choices = ['current', 'all', 'waiting', 'valid'] as const;
type Form = 'new' | 'appoint' | 'prolong' | 'people';
type View = { kind: 'row'; fresh: boolean } | { kind: Form | 'compare' | 'permissions' };
const forms: readonly string[] = ['new', 'appoint', 'prolong', 'people'] satisfies Form[];

type Wanted = {
  what: InstrumentFilter['what'] | 'version';
  show: InstrumentFilter['show'];
  number: string | null;
  prolongs?: boolean;
  prepares?: string;
};

type Props = {
  roles: readonly Role[];
  /** With which papers it begins: a list, one of it, what prolongs those that end, or a rule that is to be prepared. */
  wanted?: Wanted | null;
};

/** Page 21: who may listen and who holds which office, by which papers; the selected one in its steps at the right. */
export function AuthorisationPage({ roles, wanted = null }: Props) {
  const styles = useStyles();
  const t = useText();
  const [what, setWhat] = useState<InstrumentFilter['what']>(
    wanted?.what === 'appointment' ? 'appointment' : 'authorisation',
  );
  const [ofRules, showRules] = useState(wanted?.what === 'version');
  const [show, setShow] = useState<InstrumentFilter['show']>(wanted?.show ?? 'current');
  const [text, setText] = useState('');
  // Typing goes on while the list follows.
  const asked = useDeferredValue({ show, text: text.trim() === '' ? null : text });
  const lists = {
    authorisation: usePapers({ what: 'authorisation', ...asked }),
    appointment: usePapers({ what: 'appointment', ...asked }),
  };
  const list = lists[what];
  const known = useAppointments();
  const detail = useListDetail<string>(wanted?.number ?? null);
  const { selected, select, close } = detail;
  const [view, look] = useState<View>(() => {
    if (wanted?.prolongs === true) return { kind: 'prolong' };
    const compares = wanted !== null && unsentAt(`differs ${String(wanted.number)}`);
    return compares ? { kind: 'compare' } : { kind: 'row', fresh: false };
  });
  const rows = list.data?.rows ?? [];
  const today = list.data?.today ?? '';
  // By its number: what is told of a paper is always the newest that the server said.
  const row = rows.find(({ number }) => number === selected) ?? null;
  const isForm = forms.includes(view.kind);
  const open = isForm || row !== null;
  const isDesk = may('instrument', roles);
  const current = usePapers({ what: 'authorisation', show: 'current', text: null });
  const ending = isDesk ? endingOf(current.data?.rows ?? [], current.data?.own ?? null, today) : [];
  const columns = columnsOf(t, what, today, useIsClose(open));
  const begun = useCallback(() => look({ kind: 'row', fresh: false }), [look]);
  const choose = (next: ListedInstrument): void => {
    select(next.number);
    look({ kind: 'row', fresh: false });
  };
  const paper = usePaper();
  const begin = (form: Form): void => {
    select(null);
    look({ kind: form });
  };
  const entered =
    (kind: InstrumentFilter['what']) =>
    (number: string, print: boolean): void => {
      setWhat(kind);
      // It is in view, whatever was looked for before.
      setShow('current');
      setText('');
      select(number);
      look({ kind: 'row', fresh: print });
    };
  const leave = (): void => {
    look({ kind: 'row', fresh: false });
    close();
  };
  if (view.kind === 'compare' && row !== null)
    return <ConfirmPage row={row} onBack={() => look({ kind: 'row', fresh: false })} />;
  if (view.kind === 'permissions')
    return <PermissionsPage onBack={() => look({ kind: 'row', fresh: false })} />;
  const tabs = (
    <TabList
      className={styles.tabs}
      selectedValue={ofRules ? 'rules' : what}
      onTabSelect={(_, { value }) => {
        showRules(value === 'rules');
        if (value !== 'rules') setWhat(value as InstrumentFilter['what']);
        select(null);
        // The tab stands in another list now.
        requestAnimationFrame(() =>
          document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus(),
        );
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
      <Tab value="rules">{t('rules.tab')}</Tab>
    </TabList>
  );
  // What it opens, and what comes of it, stands beside the lists of people.
  const beyondRules = (open: () => void) => () => {
    showRules(false);
    open();
  };
  const menu = (
    <PageMenu
      isDesk={isDesk}
      onPermissions={() => look({ kind: 'permissions' })}
      onPeople={beyondRules(() => begin('people'))}
      onRecords={beyondRules(() => paper.send('print', { paper: 'records', of: {} }))}
    />
  );
  if (ofRules)
    return (
      <RulesPage
        first={wanted?.number ?? null}
        prepares={wanted?.prepares ?? null}
        {...{ tabs, menu, known, roles }}
      />
    );
  const filtered = show !== 'current' || asked.text !== null;
  return (
    <ListDetail
      list={detail.list}
      panel={detail.panel}
      beside={
        open ? (
          <>
            {' '}
            {view.kind === 'people' && <PeoplePanel onClose={leave} />}
            {known !== null && view.kind === 'new' && (
              <NewPanel known={known} onEntered={entered('authorisation')} onClose={leave} />
            )}
            {known !== null && view.kind === 'appoint' && (
              <AppointmentPanel known={known} onEntered={entered('appointment')} onClose={leave} />
            )}
            {known !== null && view.kind === 'prolong' && (
              <ProlongPanel
                known={known}
                rows={ending}
                onEntered={entered('authorisation')}
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
                onPrinting={begun}
                onCompare={() => look({ kind: 'compare' })}
                onAgain={() => look({ kind: row.what === 'authorisation' ? 'new' : 'appoint' })}
                onClose={leave}
              />
            )}
          </>
        ) : null
      }
      onRefresh={() => void refreshPapers()}
      onLeave={isForm ? leave : undefined}
      onKeyDown={detail.onKeyDown}
    >
      <PageHead
        title={t('authorisation.title')}
        actions={
          <>
            {' '}
            {what === 'authorisation' && ending.length > 0 && (
              <Button appearance="subtle" icon={<ArrowSync20Regular />} onClick={() => begin('prolong')}>
                {t('authorisation.prolong.all', { count: ending.length })}
              </Button>
            )}
            {isDesk && (
              <Button
                appearance="subtle"
                icon={<Add20Regular />}
                onClick={() => begin(what === 'authorisation' ? 'new' : 'appoint')}
              >
                {t(what === 'authorisation' ? 'authorisation.new' : 'authorisation.appointing.new')}
              </Button>
            )}
            {menu}
          </>
        }
      >
        <div role="status" className={styles.said}>
          {paper.busy !== null && <Spinner size="tiny" label={t('authorisation.menu.printing')} />}
          {paper.said}
        </div>
      </PageHead>
      {paper.failure !== null && <FailureNotice failure={paper.failure} />}
      {tabs}
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
      <List
        key={what}
        listed={listedBy(list, (told) => told.rows)}
        label={t(`authorisation.tabs.${what}`)}
        columns={columns}
        rowKey={({ number }) => number}
        selected={isForm ? null : selected}
        onSelect={choose}
        onOpen={detail.toPanel}
        loading={t('authorisation.loading')}
        empty={
          <Empty title={t(filtered ? 'authorisation.filters.none' : `authorisation.empty.${what}`)}>
            {t(filtered ? 'authorisation.filters.noneText' : `authorisation.empty.${what}Text`)}
          </Empty>
        }
      />
    </ListDetail>
  );
}
