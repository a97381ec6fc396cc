import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { ArrowUndo20Regular, Edit20Regular } from '@fluentui/react-icons';
import { type ReactElement, useCallback, useMemo, useState } from 'react';
import type { ActDetail } from '../../shared/protocol.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { call } from '../api.ts';
import { useKeeperAway } from '../connection.ts';
import { useTypedBefore } from '../drafts.ts';
import { useActDetail } from '../open-act.ts';
import { useText } from '../text.ts';
import { Hint } from '../ui/Hint.tsx';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { UnseenTitle } from '../ui/Unseen.tsx';
import { typedDay } from '../ui/time.ts';
import { TypedBefore } from '../TypedBefore.tsx';
import { Awaited } from '../ui/Unloaded.tsx';
import { filedText } from './act-text.ts';
import {
  type Filing,
  fileInput,
  problemsOf,
  useWay,
  fileProtocol,
  keepFiling,
  useKeptFiling,
} from './filing.ts';
import { FilingForm } from './FilingForm.tsx';
import { onEscape } from '../ui/step-back.ts';
import { StepItem } from '../ui/StepItem.tsx';
import { SealedStep } from './SealedStep.tsx';
import { beginCorrection, useCorrection } from './correction.ts';
import { CorrectionForm, pressCancel } from './CorrectionForm.tsx';
import { carryOut, sealedOf, useStep } from './steps.ts';
import { Preview } from './Preview.tsx';

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexGrow: 1,
    minHeight: 0,
    position: 'relative',
    '@media (max-width: 799px)': { display: 'block', overflowY: 'auto', scrollPaddingBottom: '136px' },
  },
  // One below the other in a panel; beside each other where the panel is as wide as a page.
  changes: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: '8px 12px' },
  change: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: '2px' },
  // Its sign stands on the line of the filled button's edge, its words above those that say what it is for.
  changeButton: {
    paddingLeft: '4px',
    paddingRight: '4px',
    minWidth: 0,
    whiteSpace: 'nowrap',
    '@media (max-width: 1099px)': { paddingLeft: 0 },
  },
  purpose: { paddingLeft: '30px', '@media (max-width: 1099px)': { paddingLeft: '1px' } },
});

type FinishPageProps = {
  act: string;
  /** The act is open again: back to listening. */
  onBack: () => void;
  /** To the list of protocols; what was typed stays. */
  onLeave: () => void;
};

/** Page 06: the sealed protocol at the left; at the right print, signature and case file. */
export function FinishPage({ act, onBack, onLeave }: FinishPageProps) {
  const styles = useStyles();
  const t = useText();
  const correction = useCorrection(act);
  const detail = useActDetail(act);
  const typed = useTypedBefore();
  if (detail.data === undefined) {
    return (
      <>
        <UnseenTitle>{t('protocol.finishTitle')}</UnseenTitle>
        <Awaited query={detail} />
      </>
    );
  }
  return (
    <div
      className={styles.page}
      role="presentation"
      onKeyDown={onEscape(correction === null ? onLeave : pressCancel)}
    >
      <Preview detail={detail.data} />
      {!typed.isSuccess ? (
        <Panel size="notes" title={t('protocol.finish.title')}>
          <TypedBefore typed={typed} />
        </Panel>
      ) : correction === null ? (
        <Steps key={act} detail={detail.data} onBack={onBack} />
      ) : (
        <CorrectionForm key={act} detail={detail.data} correction={correction} />
      )}
    </div>
  );
}

function useFiling({ act }: ActDetail) {
  const today = legalDay();
  const { way, choose } = useWay();
  const kept = useKeptFiling(act.act);
  const filing = useMemo<Filing>(
    () => kept ?? { way, day: typedDay(today), unsigned: false, reason: '' },
    [kept, way, today],
  );
  const [asked, setAsked] = useState(0);
  const input = fileInput(filing, act, today);
  const work = useCallback(async () => {
    if (input === null) return;
    await carryOut(input.act, () => fileProtocol(input));
  }, [input]);
  const [step, send] = useStep(work);
  return {
    today,
    filing,
    step,
    asked,
    problems: asked > 0 ? problemsOf(filing, act, today) : null,
    change: (next: Filing) => {
      if (next.way !== filing.way) choose(next.way);
      keepFiling(act.act, next);
    },
    file: () => {
      if (input !== null) void send();
      else setAsked((times) => times + 1);
    },
  };
}

function Steps({ detail, onBack }: { detail: ActDetail; onBack: () => void }) {
  const styles = useStyles();
  const t = useText();
  const { act } = detail;
  const filing = useFiling(detail);
  const away = useKeeperAway();
  const reopenWork = useCallback(async () => {
    await carryOut(act.act, () => call('protocol.reopen', { act: act.act }));
    onBack();
  }, [act.act, onBack]);
  const [reopening, reopen] = useStep(reopenWork);
  // A failure is said until something else is done.
  const [last, setLast] = useState<'file' | 'reopen' | null>(null);
  const filed = act.state === 'filed';
  const busy = filing.step.kind === 'busy' || reopening.kind === 'busy';
  const tried = last === 'file' ? filing.step : reopening;
  const failure = last !== null && tried.kind === 'failed' ? tried.failure : null;
  return (
    <Panel
      size="notes"
      title={t(filed ? 'protocol.finish.titleFiled' : 'protocol.finish.title')}
      footer={
        filed ? (
          <Correct detail={detail} disabled={false} />
        ) : (
          <>
            {failure !== null && <FailureNotice failure={failure} />}
            <Hint text={away}>
              <Button
                appearance="primary"
                disabledFocusable={busy || away !== null}
                {...(filing.step.kind === 'busy' ? { icon: <Spinner size="tiny" /> } : {})}
                onClick={() => {
                  setLast('file');
                  filing.file();
                }}
              >
                {t(
                  filing.step.kind === 'busy'
                    ? 'protocol.finish.filing'
                    : filing.filing.unsigned
                      ? 'protocol.finish.fileUnsigned'
                      : 'protocol.finish.file',
                )}
              </Button>
            </Hint>
            <div className={styles.changes}>
              {act.corrections === 0 && act.plan === null && (
                <Change purpose={t('protocol.finish.reopenFor', { print: String(detail.print) })}>
                  <Hint text={away}>
                    <Button
                      className={styles.changeButton}
                      appearance="transparent"
                      icon={reopening.kind === 'busy' ? <Spinner size="tiny" /> : <ArrowUndo20Regular />}
                      disabledFocusable={busy || away !== null}
                      onClick={() => {
                        setLast('reopen');
                        void reopen();
                      }}
                    >
                      {t('protocol.finish.reopen')}
                    </Button>
                  </Hint>
                </Change>
              )}
              <Correct detail={detail} disabled={busy} />
            </div>
          </>
        )
      }
    >
      <Stack as="ol" gap={16}>
        <SealedStep detail={detail} onBegin={() => setLast(null)} />
        <StepItem
          number={2}
          done={filed}
          title={t(filed ? 'protocol.finish.stepFiled' : 'protocol.finish.stepFile')}
        >
          {filed ? (
            <Muted>{filedText(t, act)}</Muted>
          ) : (
            <>
              <Muted>{t('protocol.finish.fileCase', { case: act.case })}</Muted>
              <FilingForm
                asked={filing.asked}
                filing={filing.filing}
                problems={filing.problems}
                today={filing.today}
                readOnly={busy}
                onChange={(next) => {
                  setLast(null);
                  filing.change(next);
                }}
              />
            </>
          )}
        </StepItem>
      </Stack>
    </Panel>
  );
}

/** A way to change what is sealed, and the line that says which of the two is meant for what. */
function Change({ purpose, children }: { purpose: string; children: ReactElement }) {
  const styles = useStyles();
  return (
    <div className={styles.change}>
      {children}
      <Muted size={200} className={styles.purpose}>
        {purpose}
      </Muted>
    </div>
  );
}

/** „Sprostuj”: what lies in the case file already, or cannot be listened to any more, is put right by an entry of its own. */
function Correct({ detail, disabled }: { detail: ActDetail; disabled: boolean }) {
  const styles = useStyles();
  const t = useText();
  return (
    <Change purpose={t('protocol.correct.for')}>
      <Button
        className={styles.changeButton}
        appearance="transparent"
        icon={<Edit20Regular />}
        disabledFocusable={disabled || sealedOf(detail) === null}
        onClick={() => beginCorrection(detail)}
      >
        {t('protocol.correct.open')}
      </Button>
    </Change>
  );
}
