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
import type { RegisterFilter } from '../../shared/register.ts';
import type { Role } from '../../shared/values.ts';
import { failureOf } from '../api.ts';
import { useConnection } from '../connection.ts';
import { useText } from '../text.ts';
import { focusFirst } from '../ui/focus.ts';
import { useMedia, veryNarrow } from '../ui/media.ts';
import { Loading, useAfter } from '../ui/States.tsx';
import { Unloaded } from '../ui/Unloaded.tsx';
import { UnseenTitle } from '../ui/Unseen.tsx';
import { refreshDuties, useDuties } from './duties.ts';
import { DutyList } from './DutyList.tsx';
import { EmergencyPanel } from './EmergencyPanel.tsx';
import { FaultPanel } from './FaultPanel.tsx';
import { type DutyPanel, openPanel, useDutyPanel } from './panel.ts';
import type { Step, WantedPapers } from './row.ts';
import { rowsOf } from './rows.ts';
import { StateColumn } from './StateColumn.tsx';
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
  more: { marginLeft: 'auto' },
  panel: { display: 'flex' },
  covered: { visibility: 'hidden' },
});

/** Who answers for papers, and is told the sums of the register. */
const overseeing: readonly Role[] = ['secretary', 'mayor', 'protection_officer'];
const stopping: readonly Role[] = ['secretary', 'mayor', 'administrator'];

type Props = {
  roles: readonly Role[];
  onRegister: ((filter: Partial<RegisterFilter>, closing?: string) => void) | null;
  onPapers: ((papers: WantedPapers) => void) | null;
};

/** Page 20: is everything all right? Left what waits, right how the office stands. */
export function DutiesPage({ roles, onRegister, onPapers }: Props) {
  const styles = useStyles();
  const t = useText();
  const list = useDuties();
  const { panel } = useDutyPanel();
  const continued = useConnection(({ ledger }) => ledger);
  const isTight = useMedia(veryNarrow);
  const page = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const duties = list.data;
  const shown = duties === undefined ? null : panelOf(panel, duties);
  // Whoever opens it, from the bar of the frame too, goes on in it; a menu gives the focus back before.
  useEffect(() => {
    if (shown !== null)
      requestAnimationFrame(() => place.current?.querySelector<HTMLElement>('section')?.focus());
  }, [shown]);
  const close = (): void => {
    openPanel(null);
    requestAnimationFrame(() => focusFirst(page.current));
  };
  const rows = duties === undefined ? [] : rowsOf(t, duties, { roles, continued });
  const urgent = rows.filter(({ sign }) => sign === 'red').length;
  const title = t(
    roles.includes('mayor') && !roles.includes('secretary') ? 'duties.decisions' : 'duties.todo',
  );
  const go = (step: Step): void => {
    if (step.to === 'panel') openPanel(step.panel);
    else if (step.to === 'register') onRegister?.(step.filter, step.closing);
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
          {duties?.suspension === null && roles.some((role) => stopping.includes(role)) && <More />}
        </div>
        {list.isError && (
          <Unloaded
            failure={failureOf(list.error)}
            onRetry={() => void list.refetch()}
            partly={duties !== undefined}
          />
        )}
        {list.isPending && <Loading label={t('duties.loading')} />}
        {duties !== undefined && <DutyList label={title} rows={rows} at={list.dataUpdatedAt} onStep={go} />}
      </div>
      {duties !== undefined &&
        (shown === null ? (
          <StateColumn
            duties={duties}
            counts={roles.some((role) => overseeing.includes(role))}
            onRegister={onRegister}
          />
        ) : (
          <div className={styles.panel} ref={place}>
            <Shown key={shown} panel={shown} duties={duties} onClose={close} />
          </div>
        ))}
    </div>
  );
}

/** The panel that was asked for, as long as there is what it is about. */
function panelOf(panel: DutyPanel | null, { suspension, emergency, checked }: Duties): DutyPanel | null {
  if (panel === 'suspend') return suspension === null ? panel : null;
  if (panel === 'resume' || panel === 'stop') return suspension === null ? null : panel;
  if (panel === 'appointments') return emergency.length === 0 ? null : panel;
  if (panel === 'fault') return checked?.first === null && useConnection.getState().ledger ? null : panel;
  return null;
}

function Shown({ panel, duties, onClose }: { panel: DutyPanel; duties: Duties; onClose: () => void }) {
  if (panel === 'fault') return <FaultPanel duties={duties} onClose={onClose} />;
  if (panel === 'suspend') return <SuspendPanel onClose={onClose} />;
  if (panel === 'resume')
    return duties.suspension && <ResumePanel suspension={duties.suspension} onClose={onClose} />;
  return <EmergencyPanel what={panel} onClose={onClose} />;
}

/** While it is read again: after a second, what is there stays. */
function Slow() {
  const t = useText();
  return useAfter(1_000) && <Spinner size="extra-tiny" aria-label={t('duties.loading')} />;
}

function More() {
  const styles = useStyles();
  const t = useText();
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button
          className={styles.more}
          appearance="subtle"
          icon={<MoreHorizontal24Regular />}
          aria-label={t('duties.menu')}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => openPanel('suspend')}>{t('duties.stopping.suspend')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
