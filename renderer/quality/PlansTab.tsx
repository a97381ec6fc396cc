import { Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Add20Regular, CheckmarkCircle16Filled } from '@fluentui/react-icons';
import { useState } from 'react';
import { may } from '../../shared/permissions.ts';
import { useText } from '../text.ts';
import { ListDetail, PageHead } from '../ui/ListDetail.tsx';
import { useListDetail } from '../ui/list-detail.ts';
import { useIsClose } from '../ui/media.ts';
import { Muted } from '../ui/Muted.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Empty } from '../ui/States.tsx';
import { Table } from '../ui/Table.tsx';
import { dayText } from '../ui/time.ts';
import { NewPlanPanel } from './NewPlanPanel.tsx';
import { Off } from './Off.tsx';
import { planColumns } from './plan-columns.tsx';
import { PlanPanel } from './PlanPanel.tsx';
import { firstToDecide, isOff, refreshPlans } from './plans.ts';
import type { TabProps } from './tab.ts';

const useStyles = makeStyles({
  lawful: {
    flexShrink: 0,
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr) auto',
    columnGap: '10px',
    padding: '12px 20px',
  },
  sign: {
    height: '20px',
    display: 'inline-flex',
    alignItems: 'center',
    color: tokens.colorCompoundBrandForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  link: { fontSize: 'inherit', alignSelf: 'start' },
});

type Props = TabProps & {
  /** What is shown to begin with, as `Begin` has it. */
  first: string | null;
};

/** Page 33: every plan of reviews of quality that somebody may see, and what allows them; the selected one at the right. */
export function PlansTab({ data, below, roles, covered, leads, first }: Props) {
  const t = useText();
  const { plans, today, basis } = data;
  const [isNew, begin] = useState(first === 'new');
  const { list, panel, selected, select, close, toPanel, onKeyDown } = useListDetail<string>(
    first === 'waiting' ? firstToDecide(plans) : first === 'new' ? null : first,
  );
  const rates = may('qualityPlan', roles);
  const plan = plans.find((one) => one.plan === selected);
  const leave = (): void => {
    begin(false);
    close();
  };
  const off = isOff(data);
  const beside =
    isNew && basis !== null ? (
      <NewPlanPanel
        {...{ data, covered, basis }}
        onProposed={(entered) => {
          begin(false);
          select(entered);
        }}
        onClose={leave}
      />
    ) : plan === undefined ? null : (
      <PlanPanel key={plan.plan} {...{ plan, data, roles }} onAct={leads.onAct} onClose={close} />
    );
  const startNew = (): void => {
    select(null);
    begin(true);
  };
  const isClose = useIsClose(beside !== null);
  return (
    <ListDetail
      {...{ list, panel, beside, onKeyDown }}
      onRefresh={() => void refreshPlans()}
      onLeave={isNew ? leave : undefined}
    >
      <PageHead
        title={t('quality.title')}
        actions={
          rates &&
          !off &&
          plans.length > 0 && (
            <Button appearance="subtle" icon={<Add20Regular />} onClick={startNew}>
              {t('quality.newPlan')}
            </Button>
          )
        }
      />
      {below}
      {off && plans.length === 0 ? (
        <Off {...data} rates={rates} onBasis={leads.onBasis} />
      ) : (
        <>
          <Lawful {...{ data, off }} onBasis={leads.onBasis} />
          {plans.length === 0 ? (
            <Empty
              title={t('quality.plans.noneTitle')}
              {...(rates && !isNew
                ? {
                    action: (
                      <Button appearance="primary" onClick={startNew}>
                        {t('quality.newPlan')}
                      </Button>
                    ),
                  }
                : {})}
            >
              {t(rates ? 'quality.plans.noneRater' : 'quality.plans.noneDesk')}
            </Empty>
          ) : (
            <Table
              label={t('quality.tabs.plans')}
              columns={planColumns(t, { today, roles, close: isClose })}
              rows={plans}
              rowKey={(one) => one.plan}
              selected={isNew ? null : (plan?.plan ?? null)}
              onSelect={(one) => {
                begin(false);
                select(one.plan);
              }}
              onOpen={toPanel}
            />
          )}
        </>
      )}
    </ListDetail>
  );
}

type LawfulProps = Pick<TabProps, 'data'> & { off: boolean; onBasis: (() => void) | null };

/** What makes reviews lawful, in one sentence; or that nothing does. */
function Lawful({ data: { basis, limits }, off, onBasis }: LawfulProps) {
  const styles = useStyles();
  const t = useText();
  if (basis === null || off)
    return (
      <Notice
        intent="warning"
        flush
        title={t('quality.off.title')}
        actions={
          onBasis !== null && basis === null && <Button onClick={onBasis}>{t('quality.off.prepare')}</Button>
        }
      >
        {basis === null
          ? t('quality.plans.offText')
          : t('quality.plans.offUntil', { day: dayText(basis.firstDay) })}
      </Notice>
    );
  const { act, actDay, informedOn, firstDay } = basis;
  return (
    <div className={styles.lawful} data-region="filters">
      <span className={styles.sign} aria-hidden="true">
        <CheckmarkCircle16Filled />
      </span>
      <span>
        <Text block>{t('quality.plans.lawful', { day: dayText(firstDay), act })}</Text>
        <Muted block size={200}>
          {t('quality.plans.lawfulSince', {
            ...{ actDay: dayText(actDay), informedOn: dayText(informedOn) },
            count: limits.noticeDays,
          })}
        </Muted>
      </span>
      {onBasis !== null && (
        <Link as="button" className={styles.link} onClick={onBasis}>
          {t('quality.plans.showBasis')}
        </Link>
      )}
    </div>
  );
}
