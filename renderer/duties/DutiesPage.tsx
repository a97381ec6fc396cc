import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
  Spinner,
  Subtitle1,
  tokens,
} from '@fluentui/react-components';
import { MoreHorizontal24Regular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import type { Duties } from '../../shared/duties.ts';
import type { HoldsList } from '../../shared/keeping.ts';
import type { Matter } from '../../shared/matter.ts';
import { may, overseesAll } from '../../shared/permissions.ts';
import type { RegisterFilter } from '../../shared/register.ts';
import type { Role } from '../../shared/values.ts';
import { useConnection } from '../connection.ts';
import { useMatters } from '../matters.ts';
import { usePaper } from '../paper.tsx';
import { useFailureText, useText } from '../text.ts';
import { focusFirst } from '../ui/focus.ts';
import { useMedia, veryNarrow } from '../ui/media.ts';
import { Muted } from '../ui/Muted.tsx';
import { usePrintKey } from '../ui/use-print-key.ts';
import { useAfter } from '../ui/States.tsx';
import { Awaited } from '../ui/Unloaded.tsx';
import { UnseenTitle } from '../ui/Unseen.tsx';
import { Wrong } from '../ui/Wrong.tsx';
import { refreshDuties, useDuties } from './duties.ts';
import { DutyList } from './DutyList.tsx';
import { EmergencyPanel } from './EmergencyPanel.tsx';
import { FaultPanel } from './FaultPanel.tsx';
import { MatterList } from './MatterList.tsx';
import { MatterPanel } from './MatterPanel.tsx';
import { NewMatterPanel } from './NewMatterPanel.tsx';
import { PackagePanel } from './PackagePanel.tsx';
import { StatementPanel } from './StatementPanel.tsx';
import { type DutyPanel, openPanel, useDutyPanel } from './panel.ts';
import type { DutyReview, Step, WantedPapers } from './row.ts';
import { rowsOf } from './rows.ts';
import { MonthSaid, StateColumn } from './StateColumn.tsx';
import { ResumePanel, SuspendPanel } from './StoppingPanel.tsx';

const useStyles = makeStyles({
  page: {
    flexGrow: 1,
    minHeight: 0,
    display: 'flex',
    position: 'relative',
    '@media (max-width: 799px)': { flexDirection: 'column' },
  },
  // Below the list stands the state: the page scrolls as a whole.
  scrolls: { '@media (max-width: 799px)': { overflowY: 'auto' } },
  main: {
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    '@media (max-width: 799px)': { minHeight: 'auto', flexShrink: 0 },
  },
  head: {
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    columnGap: '12px',
    padding: '12px 20px 4px',
    minHeight: '56px',
  },
  count: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
  more: { marginLeft: 'auto', display: 'flex', alignItems: 'center', columnGap: '12px' },
  package: { whiteSpace: 'nowrap' },
  panel: { display: 'flex' },
  covered: { visibility: 'hidden' },
});

type Props = {
  roles: readonly Role[];
  /** Those that whoever reads it may see, newest first. */
  reviews: readonly DutyReview[];
  /** When the next one opens, a legal day; null for whoever may see none. */
  nextReview: string | null;
  /** To the review, to an item of it. */
  onReview: (about: number | null) => void;
  onRegister: ((filter: Partial<RegisterFilter>, closing?: string) => void) | null;
  /** To what is kept as evidence, to the nights that destroy, or to the calls that were not recorded. */
  onKeeping: (tab: 'holds' | 'nights' | 'completeness', list?: HoldsList) => void;
  /** To the plan that waits longest. */
  onPlans: () => void;
  onPapers: ((papers: WantedPapers) => void) | null;
};

/** Page 20: is everything all right? Left what waits, right how the office stands. */
export function DutiesPage(props: Props) {
  const { roles, reviews, nextReview, onReview, onRegister, onKeeping, onPlans, onPapers } = props;
  const styles = useStyles();
  const t = useText();
  const list = useDuties();
  const oversees = overseesAll(roles);
  const desk = roles.includes('secretary');
  const matters = useMatters({ show: 'open', own: !oversees, about: null }).data?.matters ?? [];
  const { panel } = useDutyPanel();
  const continued = useConnection(({ ledger }) => ledger);
  const isTight = useMedia(veryNarrow);
  const page = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const duties = list.data;
  const shown = duties === undefined ? null : panelOf(panel, duties, matters);
  // Whoever opens it, from the bar of the frame too, goes on in it; a menu gives the focus back before.
  useEffect(() => {
    if (shown !== null)
      requestAnimationFrame(() => place.current?.querySelector<HTMLElement>('section')?.focus());
  }, [shown]);
  const close = (): void => {
    openPanel(null);
    requestAnimationFrame(() => focusFirst(page.current));
  };
  const rows =
    duties === undefined
      ? []
      : rowsOf(t, duties, { roles, continued, reviews, matters: oversees ? matters : [] });
  const urgent = rows.filter(({ sign }) => sign === 'red').length;
  const decides = roles.includes('mayor') && !desk;
  const title = t(decides ? 'duties.decisions' : 'duties.todo');
  const go = (step: Step): void => {
    if (step.to === 'panel') openPanel(step.panel);
    else if (step.to === 'register') onRegister?.(step.filter, step.closing);
    else if (step.to === 'review') onReview(step.about);
    else if (step.to === 'nights') onKeeping('nights');
    else if (step.to === 'holds') onKeeping('holds', step.list);
    else if (step.to === 'gaps') onKeeping('completeness');
    else if (step.to === 'plans') onPlans();
    else onPapers?.(step.papers);
  };
  return (
    <div
      className={mergeClasses(styles.page, shown === null && styles.scrolls)}
      ref={page}
      role="presentation"
      onKeyDown={(event) => {
        if (event.key === 'F5') {
          event.preventDefault();
          void refreshDuties();
        } else if (event.key === 'Escape' && !event.defaultPrevented && shown !== null) {
          event.preventDefault();
          close();
        }
      }}
    >
      {isTight && shown !== null && <UnseenTitle>{title}</UnseenTitle>}
      {/* What the panel covers takes no focus (WCAG 2.4.11) and is not read. */}
      <div className={mergeClasses(styles.main, isTight && shown !== null && styles.covered)}>
        <div className={styles.head}>
          <Subtitle1 as="h1">{title}</Subtitle1>
          {duties !== undefined && (
            <span className={styles.count}>
              {urgent === 0
                ? t('duties.counted', { count: rows.length })
                : t('duties.urgent', { count: rows.length, urgent: String(urgent) })}
            </span>
          )}
          {list.isFetching && duties !== undefined && <Slow />}
          <More stops={duties?.suspension === null && may('suspend', roles)} oversees={oversees} />
        </div>
        <Awaited query={list} label={t('duties.loading')} />
        {duties !== undefined && decides && <MonthSaid today={duties.today} reviews={reviews} />}
        {duties !== undefined && (
          <DutyList
            label={title}
            rows={rows}
            at={list.dataUpdatedAt}
            nextReview={nextReview}
            calm={shown !== null}
            onStep={go}
          />
        )}
      </div>
      {duties !== undefined &&
        (shown === null ? (
          <StateColumn
            duties={duties}
            counts={oversees}
            matters={
              oversees && (
                <MatterList
                  matters={matters.filter(({ closed }) => !closed)}
                  onShow={(matter) => openPanel(`matter ${matter}`)}
                  onAdd={desk ? () => openPanel('add') : null}
                />
              )
            }
            onRegister={onRegister}
          />
        ) : (
          <div className={styles.panel} ref={place}>
            <Shown key={shown} panel={shown} duties={duties} matters={matters} desk={desk} onClose={close} />
          </div>
        ))}
    </div>
  );
}

/** The panel that was asked for, as long as there is what it is about. */
function panelOf(
  panel: DutyPanel | null,
  { suspension, emergency, checked }: Duties,
  matters: readonly Matter[],
): DutyPanel | null {
  if (panel === 'suspend') return suspension === null ? panel : null;
  if (panel === 'resume' || panel === 'stop') return suspension === null ? null : panel;
  if (panel === 'appointments') return emergency.length === 0 ? null : panel;
  if (panel === 'package' || panel === 'statement' || panel?.startsWith('add') === true) return panel;
  if (panel?.startsWith('matter') === true) return matterOf(panel, matters) === undefined ? null : panel;
  if (panel === 'fault') return checked?.first === null && useConnection.getState().ledger ? null : panel;
  return null;
}

const matterOf = (panel: DutyPanel, matters: readonly Matter[]): Matter | undefined =>
  matters.find(({ matter }) => panel === `matter ${matter}`);

type ShownProps = {
  panel: DutyPanel;
  duties: Duties;
  matters: readonly Matter[];
  desk: boolean;
  onClose: () => void;
};

function Shown({ panel, duties, matters, desk, onClose }: ShownProps) {
  const { today } = duties;
  const one = matterOf(panel, matters);
  if (one !== undefined) return <MatterPanel one={one} desk={desk} today={today} onClose={onClose} />;
  if (panel.startsWith('add')) {
    const about = panel === 'add' ? null : Number(panel.slice('add '.length));
    return <NewMatterPanel about={about} today={today} onClose={onClose} />;
  }
  if (panel === 'package') return <PackagePanel today={today} onClose={onClose} />;
  if (panel === 'statement') return <StatementPanel today={today} onClose={onClose} />;
  if (panel === 'fault') return <FaultPanel duties={duties} onClose={onClose} />;
  if (panel === 'suspend') return <SuspendPanel onClose={onClose} />;
  if (panel === 'resume') return <ResumePanel onClose={onClose} />;
  return (panel === 'stop' || panel === 'appointments') && <EmergencyPanel what={panel} onClose={onClose} />;
}

/** While it is read again: after a second, what is there stays. */
function Slow() {
  const t = useText();
  return useAfter(1_000) && <Spinner size="extra-tiny" aria-label={t('duties.loading')} />;
}

function More({ stops, oversees }: { stops: boolean; oversees: boolean }) {
  const styles = useStyles();
  const t = useText();
  const word = useFailureText();
  const paper = usePaper();
  const print = (what: 'state' | 'media') => () => {
    if (paper.busy === null) paper.send('print', { paper: what, of: {} });
  };
  const printState = print('state');
  usePrintKey(oversees ? printState : null);
  if (!stops && !oversees) return null;
  return (
    <div className={styles.more}>
      <span role="status">
        {paper.busy !== null && <Muted size={200}>{t('duties.printing')}</Muted>}
        {paper.said}
        {paper.failure !== null && <Wrong>{word(paper.failure)}</Wrong>}
      </span>
      {oversees && (
        <Button appearance="subtle" className={styles.package} onClick={() => openPanel('package')}>
          {t('duties.package.open')}
        </Button>
      )}
      <Menu positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" icon={<MoreHorizontal24Regular />} aria-label={t('duties.menu')} />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {oversees && <MenuItem onClick={printState}>{t('duties.printState')}</MenuItem>}
            {oversees && (
              <MenuItem onClick={() => openPanel('statement')}>{t('duties.statement.open')}</MenuItem>
            )}
            {oversees && <MenuItem onClick={print('media')}>{t('matter.media')}</MenuItem>}
            {stops && (
              <MenuItem onClick={() => openPanel('suspend')}>{t('duties.stopping.suspend')}</MenuItem>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
    </div>
  );
}
