import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { Print20Regular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import type { Act } from '../../shared/protocol.ts';
import { failureOf } from '../api.ts';
import { useKeeperAway } from '../connection.ts';
import { usePreferences } from '../preferences.ts';
import { useText } from '../text.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Remarks } from '../ui/Remarks.tsx';
import { Empty, Loading } from '../ui/States.tsx';
import { UnseenTitle } from '../ui/Unseen.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { Unloaded } from '../ui/Unloaded.tsx';
import { useActDetail } from '../open-act.ts';
import { ActRecordings } from './ActRecordings.tsx';
import { Evidence } from './Evidence.tsx';
import { type Draft, openDraft, quotationsOf, typeWords, useDrafts } from './draft.ts';
import { Findings, savedText } from './Findings.tsx';
import { plainKey, playerKey, useKeys } from '../player/keys.ts';
import { useListed } from './listed.ts';
import { MorePanel } from '../player/MorePanel.tsx';
import { Quotations } from './Quotations.tsx';
import { mustWait } from '../player/going-on.ts';
import { actOnActKey } from './marking.ts';
import { useIsOver } from './over.ts';
import { isThere, useServer } from '../player/server.ts';
import { playerOf, useStage } from '../player/stage.ts';
import { StageBar } from '../player/StageBar.tsx';
import { StageSound } from './StageSound.tsx';
import { type Finish, findingsNeeded, useFinish } from './use-finish.ts';
import { tryAgain, usePlayerState } from '../player/controls.ts';

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: 0,
    minWidth: 0,
    height: '100%',
    // The bars above keep their height; what lies below them gives way.
    '& > *': { flexShrink: 0 },
  },
  columns: {
    display: 'flex',
    flexGrow: 1,
    flexBasis: 0,
    minHeight: 0,
    position: 'relative',
    // One column that scrolls as a whole; the transport stays at its edge and hides nothing that takes the focus.
    '@media (max-width: 799px)': {
      display: 'block',
      flexShrink: 1,
      overflowY: 'auto',
      scrollPaddingTop: '60px',
      scrollPaddingBottom: '68px',
    },
  },
  left: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    '@media (max-width: 799px)': { display: 'contents' },
  },
  list: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    paddingTop: '8px',
    '@media (max-width: 799px)': { overflowY: 'visible' },
  },
  notes: { display: 'flex', flexDirection: 'column', gap: '16px' },
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
};

/** The page of an open act: its recording, and beside it the text of the protocol. */
export function ListenPage({ onFinish, onNewAct }: ListenPageProps) {
  const t = useText();
  const id = useStage((state) => state.act);
  const detail = useActDetail(id);
  const draft = useDrafts((state) => (id === null ? undefined : state.drafts[id]));
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
  return <OpenActPage act={detail.data.act} draft={draft} onFinish={onFinish} onNewAct={onNewAct} />;
}

type OpenActPageProps = ListenPageProps & { act: Act; draft: Draft };

function OpenActPage({ act, draft, onFinish, onNewAct }: OpenActPageProps) {
  const styles = useStyles();
  const t = useText();
  const stage = useStage((state) => state.stage);
  const { server, ask } = useServer(stage.kind === 'stopped' && mustWait(stage.reason));
  const finish = useFinish(act, draft, onFinish);
  const listed = useListed(act, stage);
  const letterKeys = usePreferences((state) => state.letterKeys);
  useKeys(letterKeys === 'on' ? playerKey : plainKey, actOnActKey);
  const settings = useStage((state) => state.settings);
  const player = playerOf(stage);
  const { hearing } = usePlayerState(player);
  const over = useIsOver(act);
  const away = stage.kind === 'stopped' && mustWait(stage.reason) && !isThere(server);
  return (
    <div className={styles.page}>
      <StageBar {...{ stage, over, server, onNewAct }} onAsk={ask} onRetry={() => tryAgain(stage)} />
      {finish.failure !== null && <FailureNotice failure={finish.failure} flush />}
      <div className={styles.columns}>
        <div className={styles.left}>
          {listed === undefined ? (
            <UnseenTitle>{t('playback.title')}</UnseenTitle>
          ) : (
            <StageSound
              act={act}
              stage={stage}
              listed={listed}
              quotations={quotationsOf(draft.words.quotations, listed.recording)}
              server={server}
              over={over}
              locked={finish.busy}
            />
          )}
          <div className={styles.list} data-region="list">
            {settings.more && player !== null ? (
              <MorePanel stage={stage} player={player} settings={settings} />
            ) : (
              <ActRecordings
                act={act}
                current={listed?.recording ?? null}
                heardNow={hearing.ranges}
                quotations={draft.words.quotations}
              />
            )}
          </div>
        </div>
        <Notes act={act} draft={draft} finish={finish} away={away} />
      </div>
    </div>
  );
}

function Notes({ act, draft, finish, away }: { act: Act; draft: Draft; finish: Finish; away: boolean }) {
  const styles = useStyles();
  const t = useText();
  const keeperAway = useKeeperAway();
  const running = useStage(({ stage }) => stage.kind === 'open');
  const present = useActDetail(act.act).data?.present ?? [];
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
        <Hint text={keeperAway}>
          <Button
            appearance={running ? 'outline' : 'primary'}
            icon={finish.busy ? <Spinner size="tiny" /> : <Print20Regular />}
            disabledFocusable={finish.busy || away || keeperAway !== null}
            onClick={finish.start}
          >
            {finish.busy ? t('playback.notes.finishing') : t('playback.notes.finish')}
          </Button>
        </Hint>
      }
    >
      <div ref={form} className={styles.notes}>
        <Findings
          act={act.act}
          draft={draft}
          required={findingsNeeded(act)}
          missing={finish.missing > 0}
          locked={finish.busy}
        />
        <Quotations act={act} words={draft.words} locked={finish.busy} />
        <Remarks
          words={draft.words}
          present={present}
          readOnly={finish.busy}
          onChange={(change) => typeWords(act.act, change)}
        />
        <Evidence act={act.act} locked={finish.busy} />
      </div>
    </Panel>
  );
}
