import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { Prohibited20Regular } from '@fluentui/react-icons';
import { type ComponentProps, useEffect, useMemo, useState } from 'react';
import type { Queue, ShownPlan } from '../../shared/quality.ts';
import { failureOf } from '../api.ts';
import { useTypedBefore } from '../drafts.ts';
import { isOver, useActDetail, useIsOver, useOpenActState } from '../open-act.ts';
import { actOnKey, toggle } from '../player/controls.ts';
import { plainKey, playerKey, useKeys } from '../player/keys.ts';
import { closeMore, MorePanel } from '../player/MorePanel.tsx';
import { usePageStyles } from '../player/page-styles.ts';
import { type Player, usePlaying } from '../player/player.ts';
import { useServer } from '../player/server.ts';
import { useSettings } from '../player/settings.ts';
import { close, type Listed, mustWait, playerOf, showClosed, useStage } from '../player/stage.ts';
import { StageBar } from '../player/StageBar.tsx';
import { StageSound } from '../player/StageSound.tsx';
import { usePreferences } from '../preferences.ts';
import { useText } from '../text.ts';
import { TypedBefore } from '../TypedBefore.tsx';
import { low, useMedia } from '../ui/media.ts';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { onEscape } from '../ui/step-back.ts';
import { Empty, Loading } from '../ui/States.tsx';
import { UnseenTitle } from '../ui/Unseen.tsx';
import { Unloaded } from '../ui/Unloaded.tsx';
import { annotate } from './annotate.ts';
import { AnnotatedAt } from './AnnotatedAt.tsx';
import { annotatingRegion } from './annotation-keys.ts';
import { useAnnotations } from './AnnotationLayer.tsx';
import { AnnotationList, NoMoreRoom } from './AnnotationList.tsx';
import { beginCard, cardAgain, emptyCard, giveUpCard, keepPlace, useFilledCard } from './card.ts';
import { CardFacts } from './CardFacts.tsx';
import { CardPanel } from './CardPanel.tsx';
import { hearDrawn, usePreparedAhead } from './hearing.ts';
import { OmitPanel } from './OmitPanel.tsx';
import { phaseOf, usePlans, useQueue } from './plans.ts';
import { asSubmitted, listedOf, toDo, useShownCard, waitsForCard } from './queue.ts';
import {
  bodyOf,
  saysTheSame,
  submitCard,
  submittedNow,
  submittedPositions,
  useSubmitted,
} from './submitted.ts';

// In a single column: the sound, the card, and what lies below the sound elsewhere.
const useStyles = makeStyles({
  columns: { '@media (max-width: 799px)': { display: 'flex', flexDirection: 'column' } },
  last: { '@media (max-width: 799px)': { order: 1, flexShrink: 0, minHeight: 'auto' } },
});

type Ways = {
  /** To the calls that were drawn. */
  onQueue: () => void;
};

/** Page 31: a call that was drawn for a plan, and the card of it beside its sound. */
export function ScorePage({ onQueue }: Ways) {
  const t = useText();
  const act = useOpenActState((state) => state.act);
  const position = useStage(({ stage }) => (stage.kind === 'empty' ? undefined : stage.listed.position));
  const plans = usePlans();
  const plan = plans.data?.plans.find((one) =>
    position === undefined ? one.act === act : one.plan === position.plan,
  );
  if (plans.data !== undefined && plan !== undefined)
    return <OfPlan plan={plan} today={plans.data.today} onQueue={onQueue} />;
  return (
    <>
      <UnseenTitle>{t('playback.title')}</UnseenTitle>
      {plans.isError ? (
        <Unloaded failure={failureOf(plans.error)} onRetry={() => void plans.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  );
}

type OfPlanProps = Ways & { plan: ShownPlan; today: string };

function OfPlan({ plan, today, onQueue }: OfPlanProps) {
  const t = useText();
  const queue = useQueue(plan);
  const submitted = submittedPositions(useSubmitted());
  const stage = useStage((state) => state.stage);
  const [leaving, leave] = useState(false);
  const listed = stage.kind === 'empty' ? undefined : stage.listed;
  const known = queue.data === undefined ? null : asSubmitted(queue.data, plan.plan, submitted);
  const first = known === null ? null : toDo(known);
  // Where nothing was asked for, the call that waits for its card is put on the stage, closed.
  const idle = stage.kind === 'empty' && !leaving && first !== null && waitsForCard(first) ? first : null;
  useEffect(() => {
    if (idle !== null) showClosed(listedOf(plan.plan, idle));
  }, [idle, plan.plan]);
  const isGone = submitted.some(({ plan: id, nr }) => id === plan.plan && nr === listed?.position?.nr);
  if (listed?.position !== undefined && known !== null && !isGone)
    return (
      <Reviewed key={listed.recording} {...{ plan, today, listed, onQueue }} queue={known} onLeave={leave} />
    );
  return (
    <>
      <UnseenTitle>{t('playback.title')}</UnseenTitle>
      {queue.isError && <Unloaded failure={failureOf(queue.error)} onRetry={() => void queue.refetch()} />}
      {known === null || leaving || isGone || idle !== null ? (
        <Loading />
      ) : (
        <Empty
          title={t('quality.card.noneTitle')}
          action={<Button onClick={onQueue}>{t('playback.bar.queue')}</Button>}
        >
          {t('quality.card.noneText')}
        </Empty>
      )}
    </>
  );
}

type ReviewedProps = OfPlanProps & {
  listed: Listed;
  queue: Queue;
  /** Whether the call is being left: nothing is put in its place meanwhile. */
  onLeave: (leaving: boolean) => void;
};

function Reviewed({ plan, today, listed, queue, onQueue, onLeave }: ReviewedProps) {
  const styles = usePageStyles();
  const own = useStyles();
  const t = useText();
  const isLow = useMedia(low);
  const stage = useStage((state) => state.stage);
  const { server, ask } = useServer(stage.kind === 'stopped' && mustWait(stage.reason));
  const settings = useSettings();
  const player = playerOf(stage);
  const position = listed.position ?? null;
  const shown = useShownCard(position);
  const card = shown.data;
  const { act } = useActDetail(useOpenActState((state) => state.act)).data ?? {};
  // What was remarked is heard for longer than the plan.
  const says = useIsOver(act ?? null);
  const over = says && !(card?.standing.state === 'remarked' && act !== undefined && isOver(act));
  const held = act?.recordings.find(({ recording }) => recording === listed.recording);
  const ended = useStage((state) => state.ended);
  const heard = ended.filter(({ open }) => open.recording === listed.recording && open.act === act?.act);
  const letterKeys = usePreferences((state) => state.letterKeys);
  useKeys(letterKeys === 'on' ? playerKey : plainKey, actOnKey);
  const [omitting, omit] = useState(false);
  const isNew = card !== undefined && card.versions.length === 0;
  const others = { ...queue, positions: queue.positions.filter(({ nr }) => nr !== position?.nr) };
  const goesOn = phaseOf(plan, today) === 'open';
  const upcoming = goesOn ? toDo(others) : null;
  const next = isNew && upcoming?.there === true ? upcoming : null;
  usePreparedAhead(next !== null && stage.kind !== 'opening' ? next : null);
  const playing = usePlaying(stage.kind === 'open' ? player : null);
  const fillable = card !== undefined && ['opened', 'submitted', 'remarked'].includes(card.standing.state);

  const layer = useAnnotations(card?.criteria ?? null, fillable && !omitting);
  // One region for who hears the page: a reader of the screen hands its keys on.
  const region = { ...annotatingRegion, 'aria-label': t('quality.annotations.region') };

  /** The next call sounds, or the queue says why none does. */
  const goOn = async (to: typeof next): Promise<void> => {
    if (to === null || !(await hearDrawn(plan.plan, to))) {
      showClosed(null);
      onQueue();
    }
    onLeave(false);
  };
  const onward = over && <Button onClick={onQueue}>{t('playback.bar.queue')}</Button>;
  return (
    <div
      className={styles.page}
      role="presentation"
      onKeyDown={onEscape(settings.more && player !== null ? closeMore : null)}
    >
      <StageBar
        {...{ stage, server, onward }}
        leaving={null}
        nameOf={(login) => login}
        onAsk={ask}
        onRetry={() => toggle(stage)}
        otherwise={
          over && (
            <Notice intent="warning" flush title={t('playback.stop.planOver')} actions={onward}>
              {t('quality.card.over')}
            </Notice>
          )
        }
      />
      {!isLow && <NoMoreRoom flush />}
      <div className={mergeClasses(styles.columns, own.columns)}>
        <div className={styles.left} {...(layer !== undefined && region)}>
          <StageSound
            stage={stage}
            listed={{ ...listed, answeredBy: card?.person.displayName ?? null }}
            known={{
              ...{ callerNumber: undefined, marks: [], evidence: false, wrong: false },
              heard: [...(held?.heard ?? []), ...heard.flatMap(({ ranges }) => ranges)],
            }}
            server={server}
            over={over}
            locked={false}
            onMark={undefined}
            onWrongCall={null}
            layer={layer}
            aside={
              card?.standing.state === 'opened' &&
              !omitting && (
                <Button appearance="subtle" icon={<Prohibited20Regular />} onClick={() => omit(true)}>
                  {t('quality.omit.open')}
                </Button>
              )
            }
          />
          <div className={mergeClasses(styles.list, own.last)} data-region="list">
            {settings.more && player !== null ? (
              <MorePanel stage={stage} player={player} settings={settings} />
            ) : (
              layer !== undefined && <AnnotationList durationMs={listed.durationMs} />
            )}
          </div>
        </div>
        {card === undefined ? (
          <Panel title={t('quality.card.title')} size="card">
            {shown.isError ? (
              <Unloaded failure={failureOf(shown.error)} onRetry={() => void shown.refetch()} />
            ) : (
              <Loading />
            )}
          </Panel>
        ) : omitting && isNew ? (
          <OmitPanel
            {...{ card, listed, goesOn }}
            spare={queue.spare}
            onBack={() => omit(false)}
            onOmitted={(anew) => {
              onLeave(true);
              const to = goesOn ? toDo(asSubmitted(anew, plan.plan, submittedNow())) : null;
              void goOn(to?.there === true ? to : null);
            }}
          />
        ) : fillable ? (
          <Filling
            {...{ card, listed, playing, player }}
            goesOn={next !== null}
            onSubmitted={() => {
              onLeave(true);
              // First: a call that still sounds has no card.
              void close();
              void goOn(next);
            }}
          />
        ) : (
          <Panel title={t('quality.card.title')} size="card">
            <Notice intent="info">{t('quality.card.final')}</Notice>
            <CardFacts card={card} />
          </Panel>
        )}
      </div>
    </div>
  );
}

type FillingProps = Pick<ComponentProps<typeof CardPanel>, 'card' | 'goesOn' | 'playing'> & {
  listed: Listed;
  player: Player | null;
  onSubmitted: () => void;
};

/** So much is heard again by whoever goes on where they were. Milliseconds. */
const againMs = 2000;
/** Sounds that were taken to where their call was left. */
const placed = new WeakSet<Player['sound']>();

/** The card as it is filled in, once what was typed of it before is here. */
function Filling({ listed, player, onSubmitted, ...given }: FillingProps) {
  const t = useText();
  const { card } = given;
  const isLow = useMedia(low);
  const typed = useTypedBefore();
  const filled = useFilledCard();
  const { recording, versions, criteria } = card;
  const count = criteria?.length ?? 0;
  const last = versions.at(-1);
  const ready = typed.isSuccess;
  const beginning = useMemo(
    () => (last?.words ? cardAgain(last.words, last.seq) : { ...emptyCard(count), base: last?.seq ?? null }),
    [last, count],
  );
  useEffect(() => {
    if (ready) beginCard(recording, beginning);
  }, [ready, recording, beginning]);
  const place = filled?.recording === recording ? filled.words.place : null;
  useEffect(() => {
    if (player === null || place === null || placed.has(player.sound)) return;
    placed.add(player.sound);
    if (place > againMs && place < player.open.durationMs - againMs) player.seek(place - againMs);
  }, [player, place]);
  useEffect(() => keepPlace, []);
  if (!ready || filled?.recording !== recording)
    return (
      <Panel title={t('quality.card.title')} size="card">
        <TypedBefore typed={typed} />
      </Panel>
    );
  const isOutdated = filled.words.base !== beginning.base;
  // To remarks something is to be answered: what is missing is said of that.
  const isUnchanged =
    card.standing.state === 'submitted' && saysTheSame(filled.words, beginning, card, criteria ?? []);
  return (
    <CardPanel
      {...given}
      words={filled.words}
      locked={false}
      held={isOutdated ? t('quality.card.outdated') : isUnchanged ? t('quality.card.unchanged') : null}
      notice={
        <>
          {isOutdated && (
            <Notice
              intent="warning"
              actions={
                <Button size="small" onClick={giveUpCard}>
                  {t('quality.card.newest')}
                </Button>
              }
            >
              {t('quality.card.outdated')}
            </Notice>
          )}
          {/* Above the page it would leave no row of the list. */}
          {isLow && <NoMoreRoom />}
        </>
      }
      onDigit={annotate}
      timesOf={(code) => <AnnotatedAt code={code} durationMs={listed.durationMs} />}
      onSubmit={() => {
        submitCard({ listed, body: bodyOf(filled.words, card, criteria ?? []) });
        onSubmitted();
      }}
    />
  );
}
