import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { Print20Regular } from '@fluentui/react-icons';
import { type ComponentProps, useEffect, useRef } from 'react';
import type { Act } from '../../shared/protocol.ts';
import { failureOf } from '../api.ts';
import { useKeeperAway } from '../connection.ts';
import { usePreferences } from '../preferences.ts';
import { useText } from '../text.ts';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { Attachments } from '../ui/Attachments.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Remarks } from '../ui/Remarks.tsx';
import { Stack } from '../ui/Stack.tsx';
import { onEscape } from '../ui/step-back.ts';
import { Empty, Loading } from '../ui/States.tsx';
import { UnseenTitle } from '../ui/Unseen.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { Unloaded } from '../ui/Unloaded.tsx';
import { openInAct, refreshAct, useActDetail, useIsOver, useOpenActState } from '../open-act.ts';
import { toggle } from '../player/controls.ts';
import { plainKey, playerKey, useKeys } from '../player/keys.ts';
import { type Player, usePlayerState } from '../player/player.ts';
import { useServer } from '../player/server.ts';
import { useSettings } from '../player/settings.ts';
import {
  closeAsWrong,
  type Listed,
  mayAsk,
  mustWait,
  playerOf,
  showClosed,
  type Stage,
  useStage,
} from '../player/stage.ts';
import { ActRecordings, heardHere } from './ActRecordings.tsx';
import { Evidence } from './Evidence.tsx';
import { type Draft, useDraft } from '../drafts.ts';
import { openDraft, quotationsOf, typeWords } from './draft.ts';
import { type Finish, findingsNeeded, useFinish } from './finish.ts';
import { savedText } from '../saved-text.ts';
import { Findings } from './Findings.tsx';
import { actOnActKey, mark } from './marking.ts';
import { closeMore, MorePanel } from '../player/MorePanel.tsx';
import { usePresentList } from './present.ts';
import { Quotations } from './Quotations.tsx';
import { usePageStyles } from '../player/page-styles.ts';
import { StageBar } from '../player/StageBar.tsx';
import { StageSound } from '../player/StageSound.tsx';

const useStyles = makeStyles({
  aside: {
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
    marginTop: '6px',
    textAlign: 'right',
  },
});

type ListenPageProps = {
  onFinish: (act: string) => void;
  /** Leads to the list of calls: the act on the page is over, and another one of its case may begin. */
  onNewAct: () => void;
  /** Back to the list as it was, and to the call in it. */
  onList: () => void;
  /** Of the act of a plan: to the calls that were drawn. */
  onQueue: () => void;
};

/** The page of an open act: its recording, and beside it the text of the protocol. */
export function ListenPage({ onFinish, ...ways }: ListenPageProps) {
  const t = useText();
  const id = useOpenActState((state) => state.act);
  const detail = useActDetail(id);
  const draft = useDraft('protocol', id);
  useEffect(() => {
    if (detail.data !== undefined) openDraft(detail.data);
  }, [detail.data]);
  const over = detail.data !== undefined && detail.data.act.state !== 'started';
  useEffect(() => {
    if (over && id !== null) onFinish(id);
  }, [over, id, onFinish]);
  if (id === null)
    return (
      <>
        <UnseenTitle>{t('playback.title')}</UnseenTitle>
        <Empty title={t('playback.listen.nothing')}>{t('playback.listen.nothingHint')}</Empty>
      </>
    );
  if (detail.data === undefined || draft === undefined || over) {
    return (
      <>
        <UnseenTitle>{t('playback.title')}</UnseenTitle>
        {detail.isError ? (
          <Unloaded failure={failureOf(detail.error)} onRetry={() => void detail.refetch()} />
        ) : (
          <Loading />
        )}
      </>
    );
  }
  return <OpenActPage act={detail.data.act} draft={draft} onFinish={onFinish} {...ways} />;
}

type OpenActPageProps = ListenPageProps & { act: Act; draft: Draft<'protocol'> };

function OpenActPage({ act, draft, onFinish, onNewAct, onList, onQueue }: OpenActPageProps) {
  const styles = usePageStyles();
  const t = useText();
  const stage = useStage((state) => state.stage);
  const { server, ask } = useServer(stage.kind === 'stopped' && mustWait(stage.reason));
  const { holds = [], keeps = false, present = [] } = useActDetail(act.act).data ?? {};
  const finish = useFinish({ act, holds, keeps }, draft, onFinish);
  const listed = useListed(act, stage);
  // What its basis secures is nobody's word.
  const evidence = !keeps && holds.some(({ recording }) => recording === listed?.recording);
  const held = act.recordings.find(({ recording }) => recording === listed?.recording);
  const ended = useStage((state) => state.ended);
  const letterKeys = usePreferences((state) => state.letterKeys);
  useKeys(letterKeys === 'on' ? playerKey : plainKey, actOnActKey);
  const settings = useSettings();
  const player = playerOf(stage);
  const over = useIsOver(act);
  const nameOf = (login: string): string => present.find((one) => one.login === login)?.name ?? login;
  // What was drawn is heard and nothing else: no mark, no evidence, nobody beside, and never the wrong call.
  const drawn = act.plan !== null;
  const onward =
    over &&
    (drawn ? (
      <Button onClick={onQueue}>{t('playback.bar.queue')}</Button>
    ) : (
      <Button onClick={onNewAct}>{t('playback.bar.newAct')}</Button>
    ));
  // A protocol is finished by the keeper alone: a share that is away holds nothing up.
  const away = stage.kind === 'stopped' && mustWait(stage.reason) && server?.keeper === false;
  const leaving = present.some(({ to }) => to === null) && (
    <Button onClick={() => usePresentList.setState({ open: true })}>{t('playback.present.show')}</Button>
  );
  // One filled button a page: „Odtwarzaj” where it can be pressed, „Wróć do listy rozmów” after a wrong call.
  const playable = listed !== undefined && mayAsk(stage, server) && (!over || stage.kind === 'open');
  // On the way to a recording or from it none changes for a moment.
  const onTheWay = stage.kind === 'opening' || stage.kind === 'closing';
  const filled = !playable && !onTheWay && stage.kind !== 'wrong';
  return (
    // What is listened to and written is left by no Escape: it hides what was opened in it, and nothing else.
    <div
      className={styles.page}
      role="presentation"
      onKeyDown={onEscape(settings.more && player !== null ? closeMore : null)}
    >
      <StageBar
        {...{ stage, server, onward, leaving, nameOf }}
        onAsk={ask}
        onRetry={() => tryAgain(stage)}
        otherwise={
          over && (
            <Notice
              intent="warning"
              flush
              title={t(drawn ? 'playback.stop.planOver' : 'playback.stop.act-over')}
              actions={onward}
            >
              {t(drawn ? 'playback.stop.over' : 'playback.stop.overAct')}
            </Notice>
          )
        }
      />
      <div className={styles.columns}>
        <div className={styles.left}>
          {listed === undefined ? (
            <UnseenTitle>{t('playback.title')}</UnseenTitle>
          ) : (
            <StageSound
              stage={stage}
              listed={listed}
              known={{
                callerNumber: held?.callerNumber,
                heard: [...(held?.heard ?? []), ...heardHere(ended, act, listed.recording)],
                marks: quotationsOf(draft.words.quotations, listed.recording).map(({ from }) => from),
                evidence,
                wrong: held?.wrongCall === true,
              }}
              server={server}
              over={over}
              locked={finish.busy}
              onMark={drawn ? undefined : finish.busy ? null : mark}
              onWrongCall={
                drawn ? null : { say: closeWrong, takeBack: () => void openInAct(listed), toList: onList }
              }
            />
          )}
          <div className={styles.list} data-region="list">
            {settings.more && player !== null ? (
              <MorePanel stage={stage} player={player} settings={settings} />
            ) : (
              <HeardRecordings
                act={act}
                current={listed?.recording ?? null}
                player={player}
                quotations={draft.words.quotations}
              />
            )}
          </div>
        </div>
        <Notes {...{ act, draft, finish, away, filled, onQueue }} />
      </div>
    </div>
  );
}

type HeardProps = Omit<ComponentProps<typeof ActRecordings>, 'heardNow'> & { player: Player | null };

/** By itself: what runs moves on four times a second and at every jump, and the rest of the page is not drawn anew with it. */
function HeardRecordings({ player, ...act }: HeardProps) {
  const { hearing } = usePlayerState(player);
  return <ActRecordings {...act} heardNow={hearing.ranges} />;
}

/** What „Spróbuj ponownie” and „Kontynuuj” in the bar mean. */
function tryAgain(stage: Stage): void {
  if (stage.kind === 'failed' && stage.again === 'wrongCall') closeWrong();
  else toggle(stage);
}

/** „To nie ta rozmowa”; the act tells of it before the recording leaves the page. */
function closeWrong(): void {
  void closeAsWrong(({ act }) => refreshAct(act));
}

/** The recording that stands on the page where nothing plays: the last one that concerns the case. */
function lastOf(act: Act): Listed | undefined {
  return [...act.recordings].reverse().find(({ wrongCall }) => !wrongCall);
}

/**
 * The recording on the page. Where nothing was asked for, the last one that concerns the case is put on the stage,
 * closed; one that turns out not to concern it leaves.
 */
function useListed(act: Act, stage: Stage): Listed | undefined {
  const idle = stage.kind === 'empty' || (stage.kind === 'closed' && isWrong(act, stage.listed));
  const last = idle ? lastOf(act) : undefined;
  useEffect(() => {
    if (idle) showClosed(last ?? null);
  }, [idle, last]);
  return stage.kind === 'empty' || idle ? last : stage.listed;
}

function isWrong(act: Act, listed: Listed): boolean {
  return act.recordings.some(({ recording, wrongCall }) => recording === listed.recording && wrongCall);
}

function Notes({
  act,
  draft,
  finish,
  away,
  filled,
  onQueue,
}: {
  act: Act;
  draft: Draft<'protocol'>;
  finish: Finish;
  away: boolean;
  /** Whether no other button of the page is. */
  filled: boolean;
  onQueue: () => void;
}) {
  const styles = useStyles();
  const t = useText();
  const keeperAway = useKeeperAway();
  const { present = [], setAside = false } = useActDetail(act.act).data ?? {};
  const form = useRef<HTMLDivElement>(null);
  useFocusWrong(form, finish.missing);
  return (
    <Panel
      title={t('playback.notes.title')}
      size="notes"
      aside={
        <Text size={200} className={styles.aside} role="status">
          {savedText(t, draft)}
        </Text>
      }
      footer={
        <>
          {finish.failure !== null && (
            <FailureNotice
              failure={finish.failure}
              // Without an answer nobody knows that.
              {...(finish.failure.code === 'answer-late' ? {} : { title: t('playback.notes.notFinished') })}
              // What has no card yet is found there alone.
              {...(finish.failure.code === 'cards-open' && {
                way: (
                  <Button size="small" onClick={onQueue}>
                    {t('playback.bar.queue')}
                  </Button>
                ),
              })}
            />
          )}
          <Hint text={keeperAway}>
            <Button
              appearance={filled ? 'primary' : 'outline'}
              icon={finish.busy ? <Spinner size="tiny" /> : <Print20Regular />}
              disabledFocusable={finish.busy || away || keeperAway !== null}
              onClick={finish.start}
            >
              {finish.busy ? t('playback.notes.finishing') : t('playback.notes.finish')}
            </Button>
          </Hint>
        </>
      }
    >
      <Stack gap={12} ref={form}>
        {setAside && <Notice intent="warning">{t('playback.notes.setAside')}</Notice>}
        <Findings
          act={act}
          draft={draft}
          required={findingsNeeded(act)}
          missing={finish.missing > 0}
          locked={finish.busy}
        />
        {act.plan === null && (
          <Quotations act={act} words={draft.words} locked={finish.busy} asked={finish.missing > 0} />
        )}
        <Remarks
          words={draft.words}
          present={present}
          readOnly={finish.busy}
          onChange={(change) => typeWords(act.act, change)}
        />
        {act.plan === null && <Evidence act={act.act} locked={finish.busy} asked={finish.missing} />}
        <Attachments
          words={draft.words}
          readOnly={finish.busy}
          onChange={(change) => typeWords(act.act, change)}
        />
      </Stack>
    </Panel>
  );
}
