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
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { spokenDuration } from '../../shared/duration.ts';
import type { Queued, ShownPlan } from '../../shared/quality.ts';
import { call, failureOf } from '../api.ts';
import { useListeningAway } from '../connection.ts';
import { forgetDraft } from '../drafts.ts';
import { allTold, close, playerOf, useStage } from '../player/stage.ts';
import { useText } from '../text.ts';
import { Hint } from '../ui/Hint.tsx';
import { ListDetail, PageHead } from '../ui/ListDetail.tsx';
import { useListDetail } from '../ui/list-detail.ts';
import { useIsClose } from '../ui/media.ts';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { Empty } from '../ui/States.tsx';
import { Table } from '../ui/Table.tsx';
import { dayText } from '../ui/time.ts';
import { Awaited } from '../ui/Unloaded.tsx';
import { SendButton } from '../Words.tsx';
import { DrawnPanel } from './DrawnPanel.tsx';
import { type Hearing, useHearing, usePreparedAhead } from './hearing.ts';
import { Off } from './Off.tsx';
import { usePlanPaper } from './plan-paper.tsx';
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
import {
  completingOf,
  asSubmitted,
  hasCard,
  type Progress,
  progressOf,
  toDo,
  waitsForCard,
} from './queue.ts';
import { queueColumns } from './queue-columns.tsx';
import { forgetRefused, submittedPositions, useForgetEntered, useSubmitted } from './submitted.ts';
import type { TabProps } from './tab.ts';

const useStyles = makeStyles({
  progress: { flexShrink: 0, padding: '12px 20px', display: 'flex', flexDirection: 'column', gap: '8px' },
  words: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: '16px' },
  from: { alignSelf: 'center', paddingLeft: '8px' },
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
  const styles = useStyles();
  const t = useText();
  const told = useQueue(plan);
  useForgetEntered(plan.plan, told.data);
  const submitted = submittedPositions(useSubmitted());
  const queue = told.data === undefined ? null : asSubmitted(told.data, plan.plan, submitted);
  const { list, panel, selected, select, close, toPanel, onKeyDown } = useListDetail<string>();
  const { menu, said } = usePlanPaper(plan.plan);
  const hearing = useHearing(plan.plan, leads.onListen, (nr) => select(String(nr)));
  const rows = queue === null ? [] : shownPositions(queue, wantedOf(plan));
  const row = rows.find(({ nr }) => String(nr) === selected);
  const phase = phaseOf(plan, data.today);
  const first = queue === null ? null : toDo(queue);
  // After its end nothing is heard; what was opened still gets its card.
  const next = phase === 'open' || (first !== null && waitsForCard(first)) ? first : null;
  const gone = next !== null && isGone(next, hearing) ? next : null;
  const { act, protocol, state, number } = plan;
  const ahead = phase === 'open' && gone === null ? next : null;
  const completing = queue === null ? null : completingOf(plan, queue, data.today);
  const ready = completing?.ready === true;
  const from = completing?.from ?? null;
  usePreparedAhead(ahead);
  const onCard = (one: Queued): void => leads.onCard(plan, one);
  const isClose = useIsClose(row !== undefined);
  return (
    <ListDetail
      {...{ list, panel, onKeyDown }}
      beside={
        row === undefined ? null : (
          <DrawnPanel
            key={row.nr}
            {...{ row, hearing, onCard }}
            position={{ plan: plan.plan, nr: row.nr }}
            isOpen={phase === 'open'}
            isNext={row.nr === queue?.next}
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
                appearance={ready && next === null ? 'primary' : 'outline'}
                onClick={() => leads.onAct(act, state)}
              >
                {ready ? t('playback.notes.finish') : t('quality.queue.protocol', { number: protocol ?? '' })}
              </Button>
            )}
            {from !== null && next === null && (
              <Muted className={styles.from}>{t('quality.queue.completeFrom', { day: dayText(from) })}</Muted>
            )}
            {ahead !== null && <Listen one={ahead} hearing={hearing} />}
            {next !== null && phase !== 'open' && gone === null && (
              <Button appearance="primary" onClick={() => onCard(next)}>
                {t('quality.queue.fill', { nr: String(next.nr) })}
              </Button>
            )}
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
          {t(next === null ? 'quality.queue.over' : 'quality.queue.overCards', { day: dayText(plan.until) })}
        </Notice>
      )}
      {gone !== null && <Stuck key={gone.nr} plan={plan.plan} one={gone} />}
      {queue !== null && next === null && phase === 'open' && rows.length > 0 && !ready && (
        <Notice intent="info" flush>
          {t('quality.queue.allScored')}
        </Notice>
      )}
      <Awaited query={told} />
      {queue !== null && plan.draw === null && (
        <Empty title={t('quality.of', { number: number ?? '' })}>{t('quality.queue.drawing')}</Empty>
      )}
      {queue !== null && plan.draw !== null && (
        <>
          <Bar {...progressOf(queue, plan)} until={plan.until} today={data.today} />
          <Table
            label={t('quality.queue.calls')}
            columns={queueColumns(t, hearing.refused, isClose)}
            rows={rows}
            rowKey={({ nr }) => String(nr)}
            rowHeight={36}
            selected={row === undefined ? null : String(row.nr)}
            onSelect={({ nr }) => select(String(nr))}
            onOpen={toPanel}
            dimmed={({ there, standing }) =>
              standing.state === 'omitted' || !(there || hasCard(standing.state))
            }
          />
        </>
      )}
    </ListDetail>
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

type StuckProps = { plan: string; one: Queued };

/** What cannot be heard any more is left out, so that the next one has its turn. */
function Stuck({ plan, one: { nr, recording } }: StuckProps) {
  const t = useText();
  const omitting = useMutation({
    mutationFn: async () => {
      // First: what was opened before may rest in the bar, and of what is open nothing is entered.
      if (playerOf(useStage.getState().stage)?.open.recording === recording) await close();
      await allTold();
      await call('quality.omit', { position: { plan, nr }, why: 'unavailable', words: null });
      forgetDraft('card', recording);
      forgetRefused({ plan, nr });
      await refreshPlans();
    },
  });
  return (
    <>
      <Notice
        intent="warning"
        flush
        actions={
          <SendButton
            appearance="outline"
            label={t('quality.queue.omitGone')}
            busy={omitting.isPending}
            onSend={() => omitting.mutate()}
          />
        }
      >
        {t('quality.queue.stuck', { nr: String(nr) })}
      </Notice>
      {omitting.isError && <FailureNotice flush failure={failureOf(omitting.error)} />}
    </>
  );
}

/** Whether a call cannot be heard any more, as far as the page knows. */
function isGone({ nr, there }: Queued, { refused }: Hearing): boolean {
  return !there || (refused?.nr === nr && refused.failure.code === 'call-unavailable');
}

type BarProps = Progress & { until: string; today: string };

/** How far it is in words, and by when it is to end; the bar says the same. */
function Bar({ scored, of, left, until, today }: BarProps) {
  const styles = useStyles();
  const t = useText();
  const lasts = spokenDuration(left.reduce((sum, { durationMs }) => sum + durationMs, 0));
  const words = [
    t('quality.queue.done', { n: String(scored), of: String(of) }),
    ...(left.length === 0 ? [] : [t('quality.queue.left', { count: left.length, lasts })]),
  ];
  const end = t('quality.queue.until', { day: dayText(until) });
  return (
    <section className={styles.progress} aria-label={t('quality.queue.label')}>
      <div className={styles.words}>
        <Text>{words.join(' · ')}</Text>
        <Muted>
          {today > until ? end : `${end} – ${t('quality.queue.days', { count: workingDays(today, until) })}`}
        </Muted>
      </div>
      <ProgressBar
        thickness="large"
        value={scored}
        max={Math.max(1, of)}
        aria-label={t('quality.queue.label')}
      />
    </section>
  );
}
