import {
  Button,
  makeStyles,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ProgressBar,
  Spinner,
  Text,
} from '@fluentui/react-components';
import { ChevronDown20Regular, Play20Filled } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { spokenDuration } from '../../shared/duration.ts';
import type { Queue, Queued, ShownPlan } from '../../shared/quality.ts';
import { failureOf } from '../api.ts';
import { useListeningAway } from '../connection.ts';
import { wantedDrawn } from '../open-act.ts';
import { prepareAhead } from '../player/prepared.ts';
import { useText } from '../text.ts';
import { Hint } from '../ui/Hint.tsx';
import { ListDetail, PageHead } from '../ui/ListDetail.tsx';
import { useListDetail } from '../ui/list-detail.ts';
import { narrow, useMedia, veryNarrow } from '../ui/media.ts';
import { Muted } from '../ui/Muted.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Empty, Loading } from '../ui/States.tsx';
import { Table } from '../ui/Table.tsx';
import { dayText } from '../ui/time.ts';
import { Unloaded } from '../ui/Unloaded.tsx';
import { DrawnPanel } from './DrawnPanel.tsx';
import { useHearing } from './hearing.ts';
import { Off } from './Off.tsx';
import { usePlanPaper } from './PlanPaper.tsx';
import {
  heardPlans,
  isOff,
  phaseOf,
  refreshPlans,
  shownPositions,
  useQueue,
  wantedOf,
  workingDays,
} from './plans.ts';
import { queueColumns } from './queue-columns.tsx';
import type { TabProps } from './tab.ts';

const useStyles = makeStyles({
  progress: { flexShrink: 0, padding: '12px 20px', display: 'flex', flexDirection: 'column', gap: '8px' },
  words: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: '16px' },
});

type Props = TabProps & { onNew: () => void };

/** Page 30: the calls of an open plan in the order of the draw, one click from the next. */
export function QueueTab(props: Props) {
  const { data, below } = props;
  const t = useText();
  const { list, panel, onKeyDown } = useListDetail<string>();
  const [chosen, choose] = useState<string | null>(null);
  const heard = heardPlans(data.plans);
  const plan = heard.find((one) => one.plan === chosen) ?? heard[0];
  // Without a basis nothing is heard, whatever was approved.
  if (plan !== undefined && data.basis !== null)
    return <Drawn key={plan.plan} {...props} plan={plan} heard={heard} onPlan={choose} />;
  return (
    <ListDetail {...{ list, panel, onKeyDown }} beside={null} onRefresh={() => void refreshPlans()}>
      <PageHead title={t('quality.title')} />
      {below}
      {isOff(data) ? <Off {...data} rates onBasis={props.leads.onBasis} /> : <Nothing {...props} />}
    </ListDetail>
  );
}

/** Nothing to hear: what waits, what was sent back, and the way to a new plan. */
function Nothing({ data, onNew }: Props) {
  const t = useText();
  const own = data.plans.filter((one) => one.own);
  const waiting = own.filter(({ state }) => state === 'proposed');
  const said: string[] = waiting.map((one) => t('quality.queue.waits', { case: one.case }));
  const [newest] = own;
  if (newest?.state === 'returned') said.push(t('quality.queue.returned', { case: newest.case }));
  if (newest?.state === 'lapsed') said.push(t('quality.queue.lapsed', { number: newest.number ?? '' }));
  return (
    <Empty
      title={t('quality.queue.noneTitle')}
      action={
        <Button appearance={waiting.length === 0 ? 'primary' : 'outline'} onClick={onNew}>
          {t('quality.newPlan')}
        </Button>
      }
    >
      {said.length === 0 ? t('quality.queue.noneText') : said.join(' ')}
    </Empty>
  );
}

type DrawnProps = TabProps & {
  plan: ShownPlan;
  heard: readonly ShownPlan[];
  onPlan: (plan: string) => void;
};

function Drawn({ plan, heard, data, below, leads, onPlan }: DrawnProps) {
  const t = useText();
  const isNarrow = useMedia(narrow);
  const isTight = useMedia(veryNarrow);
  const queue = useQueue(plan);
  const { list, panel, selected, select, close, toPanel, onKeyDown } = useListDetail<string>();
  const { menu, said } = usePlanPaper(plan.plan);
  const hearing = useHearing(plan.plan, leads.onListen, (nr) => select(String(nr)));
  const rows = queue.data === undefined ? [] : shownPositions(queue.data, wantedOf(plan));
  const row = rows.find(({ nr }) => String(nr) === selected);
  const phase = phaseOf(plan, data.today);
  const next = phase === 'open' ? rows.find(({ nr }) => nr === queue.data?.next) : undefined;
  const { refused } = hearing;
  const isGone = refused?.nr === next?.nr && refused?.failure.code === 'call-unavailable';
  const stuck = next !== undefined && (!next.there || isGone);
  const { act, protocol, state, number } = plan;
  const ahead = next?.there === true ? next : null;
  usePreparedAhead(ahead);
  const isClose = isTight || (isNarrow && row !== undefined);
  return (
    <ListDetail
      {...{ list, panel, onKeyDown }}
      beside={
        row === undefined ? null : (
          <DrawnPanel
            key={row.nr}
            {...{ row, hearing }}
            isOpen={phase === 'open'}
            isNext={row.nr === queue.data?.next}
            onClose={close}
          />
        )
      }
      onRefresh={() => void refreshPlans()}
    >
      <PageHead
        title={t('quality.of', { number: number ?? '' })}
        note={heard.length > 1 && <PlanMenu {...{ plan, heard, onPlan }} />}
        actions={
          <>
            {menu}
            {act !== null && (
              <Button
                appearance={ahead === null ? 'primary' : 'outline'}
                onClick={() => leads.onAct(act, state)}
              >
                {t('quality.queue.protocol', { number: protocol ?? '' })}
              </Button>
            )}
            {ahead !== null && <Listen one={ahead} hearing={hearing} />}
          </>
        }
      >
        {said}
      </PageHead>
      {below}
      {phase === 'tomorrow' && (
        <Notice intent="info" flush>
          {t('quality.queue.tomorrow')}
        </Notice>
      )}
      {phase === 'over' && (
        <Notice intent="warning" flush>
          {t('quality.queue.over', { day: dayText(plan.until) })}
        </Notice>
      )}
      {stuck && (
        <Notice intent="warning" flush>
          {t('quality.queue.stuck', { nr: String(next.nr), day: dayText(plan.until) })}
        </Notice>
      )}
      {queue.data?.next === null && rows.length > 0 && (
        <Notice intent="info" flush>
          {t('quality.queue.allHeard')}
        </Notice>
      )}
      {queue.isError && (
        <Unloaded
          failure={failureOf(queue.error)}
          onRetry={() => void queue.refetch()}
          partly={queue.data !== undefined}
        />
      )}
      {queue.isPending && <Loading />}
      {queue.data !== undefined && plan.draw === null && (
        <Empty title={t('quality.of', { number: number ?? '' })}>{t('quality.queue.drawing')}</Empty>
      )}
      {queue.data !== undefined && plan.draw !== null && (
        <>
          <Progress plan={plan} queue={queue.data} today={data.today} />
          <Table
            label={t('quality.queue.calls')}
            columns={queueColumns(t, hearing.refused, isClose)}
            rows={rows}
            rowKey={({ nr }) => String(nr)}
            rowHeight={36}
            selected={row === undefined ? null : String(row.nr)}
            onSelect={({ nr }) => select(String(nr))}
            onOpen={toPanel}
            dimmed={({ there }) => !there}
          />
        </>
      )}
    </ListDetail>
  );
}

/** What the click would open is made ready, so that its sound follows at once. */
function usePreparedAhead(one: Queued | null): void {
  const wanted = one === null ? null : JSON.stringify(wantedDrawn(one));
  useEffect(
    () => (wanted === null ? undefined : prepareAhead(JSON.parse(wanted) as ReturnType<typeof wantedDrawn>)),
    [wanted],
  );
}

/** To another plan that is open as well. */
function PlanMenu({ plan, heard, onPlan }: Pick<DrawnProps, 'plan' | 'heard' | 'onPlan'>) {
  const t = useText();
  return (
    <Menu
      positioning="below-start"
      checkedValues={{ plan: [plan.plan] }}
      onCheckedValueChange={(_, { checkedItems }) => onPlan(checkedItems[0] ?? plan.plan)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<ChevronDown20Regular />} aria-label={t('quality.other')} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {heard.map((one) => (
            <MenuItemRadio key={one.plan} name="plan" value={one.plan}>
              {one.number}, {one.case}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

type ListenProps = { one: Queued; hearing: ReturnType<typeof useHearing> };

/** One click to the next call. */
function Listen({ one, hearing }: ListenProps) {
  const t = useText();
  const away = useListeningAway();
  const busy = hearing.busy === one.nr;
  return (
    <Hint text={away}>
      <Button
        appearance="primary"
        icon={busy ? <Spinner size="tiny" /> : <Play20Filled />}
        disabledFocusable={hearing.busy !== null || away !== null}
        onClick={() => void hearing.hear(one)}
      >
        {busy ? t('quality.queue.opening') : t('quality.queue.listen', { nr: String(one.nr) })}
      </Button>
    </Hint>
  );
}

type ProgressProps = { plan: ShownPlan; queue: Queue; today: string };

/** How far it is in words, and by when it is to end; the bar says the same. */
function Progress({ plan, queue, today }: ProgressProps) {
  const styles = useStyles();
  const t = useText();
  const wanted = wantedOf(plan);
  const opened = queue.positions.filter((one) => one.opened).length;
  const left = queue.positions.filter((one) => !one.opened).slice(0, Math.max(0, wanted - opened));
  const lasts = spokenDuration(left.reduce((sum, { durationMs }) => sum + durationMs, 0));
  const words = [
    t('quality.queue.done', { n: String(opened), of: String(wanted) }),
    ...(left.length === 0 ? [] : [t('quality.queue.left', { count: left.length, lasts })]),
  ];
  const until = t('quality.queue.until', { day: dayText(plan.until) });
  return (
    <section className={styles.progress} aria-label={t('quality.queue.label')}>
      <div className={styles.words}>
        <Text>{words.join(' · ')}</Text>
        <Muted>
          {today > plan.until
            ? until
            : `${until} – ${t('quality.queue.days', { count: workingDays(today, plan.until) })}`}
        </Muted>
      </div>
      <ProgressBar
        thickness="large"
        value={opened}
        max={Math.max(1, wanted)}
        aria-label={t('quality.queue.label')}
      />
    </section>
  );
}
