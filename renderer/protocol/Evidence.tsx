import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { LockClosed20Regular } from '@fluentui/react-icons';
import { useId, useRef, useState } from 'react';
import type { DraftWords } from '../../shared/drafts.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Act, ActDetail, ActRecording, Hold } from '../../shared/protocol.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call, failureOf } from '../api.ts';
import { useKeeperAway } from '../connection.ts';
import { draftOf, typeDraft, useDraft, useTypedBefore } from '../drafts.ts';
import { useText } from '../text.ts';
import { TypedBefore } from '../TypedBefore.tsx';
import { Checkbox } from '../ui/Choice.tsx';
import { TextField } from '../ui/Field.tsx';
import { Hint } from '../ui/Hint.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText, momentText } from '../ui/time.ts';
import { Wrong } from '../ui/Wrong.tsx';
import { refreshAct, useActDetail } from '../open-act.ts';
import { useStage } from '../player/stage.ts';

const useStyles = makeStyles({
  held: { display: 'flex', alignItems: 'center', gap: '8px' },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  send: { alignSelf: 'flex-start' },
});

/** What was typed about a recording that is to be evidence. */
type TypedEvidence = Omit<NonNullable<DraftWords<'evidence'>>[number], 'recording'>;

const none: TypedEvidence = { isEvidence: false, proceedings: '', reference: '' };

/** Kept by act and recording until it is secured: another page or another recording in between costs no word. */
export function evidenceOf(typed: DraftWords<'evidence'> | undefined, recording: string): TypedEvidence {
  const found = typed?.find((one) => one.recording === recording);
  if (found === undefined) return none;
  const { recording: _it, ...evidence } = found;
  return evidence;
}

export function typeEvidence(act: string, recording: string, change: Partial<TypedEvidence>): void {
  const typed = draftOf('evidence', act)?.words ?? [];
  const others = typed.filter((one) => one.recording !== recording);
  typeDraft('evidence', act, [...others, { recording, ...evidenceOf(typed, recording), ...change }]);
}

/** Secures a recording as typed. Rejects with a FailureError; then what was typed stays. */
export async function secure(act: string, recording: string): Promise<void> {
  const typed = draftOf('evidence', act)?.words ?? [];
  const { proceedings, reference } = evidenceOf(typed, recording);
  const number = tidy(reference).trim();
  await call('protocol.hold', {
    ...{ act, recording, proceedings: tidy(proceedings).trim() },
    reference: number === '' ? null : number,
  });
  const others = (draftOf('evidence', act)?.words ?? []).filter((one) => one.recording !== recording);
  typeDraft('evidence', act, others.length === 0 ? null : others);
}

/** Which recordings are ticked as evidence while nobody has sent their form: sealed so, the protocol would say „nie”. */
export function unsecured(
  { recordings }: Pick<Act, 'recordings'>,
  holds: readonly Hold[],
  typed: DraftWords<'evidence'> | undefined,
): ActRecording[] {
  return recordings.filter(
    ({ recording, wrongCall }) =>
      !wrongCall &&
      evidenceOf(typed, recording).isEvidence &&
      !holds.some((hold) => hold.recording === recording),
  );
}

type EvidenceProps = {
  act: string;
  locked: boolean;
  /** How often the protocol was to be completed in vain. */
  asked: number;
};

/**
 * „Nagranie stanowi dowód w postępowaniu”: of the recording on the page, and of each other one that is ticked and not secured yet; it is
 * kept until those have ended (§ 3 ust. 4).
 */
export function Evidence({ act, ...form }: EvidenceProps) {
  const recording = useStage(({ stage }) => (stage.kind === 'empty' ? null : stage.listed.recording));
  const detail = useActDetail(act).data;
  const typed = useTypedBefore();
  const words = useDraft('evidence', act)?.words;
  if (detail === undefined) return null;
  if (!typed.isSuccess) return <TypedBefore typed={typed} />;
  const left = detail.keeps ? [] : unsecured(detail.act, detail.holds, words);
  const shown = detail.act.recordings.filter(
    (one) => (one.recording === recording && !one.wrongCall) || left.includes(one),
  );
  // Another recording has a form of its own.
  return shown.map((one) => <EvidenceOf key={one.recording} {...{ detail, recording: one, ...form }} />);
}

type OneProps = Omit<EvidenceProps, 'act'> & { detail: ActDetail; recording: ActRecording };

function EvidenceOf({ detail, recording: opened, ...form }: OneProps) {
  const styles = useStyles();
  const t = useText();
  const { act, holds, keeps } = detail;
  const hold = holds.find((one) => one.recording === opened.recording);
  const which = t('playback.notes.quotationsOf', {
    n: String(act.recordings.indexOf(opened) + 1),
    moment: momentText(opened.startedAt),
  });
  // The keeper enters it after the release: it is on its way.
  if (hold === undefined && keeps)
    return (
      <Stack gap={4} role="status">
        <Text className={styles.quiet}>{which}</Text>
        <Text className={styles.quiet}>{t('playback.evidence.due')}</Text>
      </Stack>
    );
  if (hold === undefined)
    return <EvidenceForm {...{ act: act.act, recording: opened.recording, which, ...form }} />;
  const said = [hold.proceedings, hold.reference].filter((text) => text !== null).join(', ');
  return (
    <Stack gap={8} role="status">
      <Text className={styles.quiet}>{which}</Text>
      <span className={styles.held}>
        <LockClosed20Regular />
        {t('playback.evidence.held', { seq: String(hold.seq) })}
      </span>
      <Text className={styles.quiet}>
        {t('playback.evidence.card', { number: hold.number, day: dayText(hold.review) })}
      </Text>
      {said !== '' && <Text className={styles.quiet}>{said}</Text>}
    </Stack>
  );
}

type EvidenceFormProps = EvidenceProps & { recording: string; which: string };

/** `which`: the recording by number and moment, as the quotations name it. */
function EvidenceForm({ act, recording, which, locked, asked: finished }: EvidenceFormProps) {
  const styles = useStyles();
  const t = useText();
  const { isEvidence, proceedings, reference } = evidenceOf(useDraft('evidence', act)?.words, recording);
  const type = (change: Partial<TypedEvidence>): void => typeEvidence(act, recording, change);
  // The focus goes to the field that a tick opens, and not to one that is there when the page is.
  const [id, unsent] = [useId(), useId()];
  const [ticked, setTicked] = useState(false);
  const [asked, setAsked] = useState(0);
  const form = useRef<HTMLDivElement>(null);
  useFocusWrong(form, asked);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const away = useKeeperAway();
  const missing = visibleLength(proceedings) === 0;
  const send = async (): Promise<void> => {
    if (busy) return;
    setAsked((times) => times + (missing ? 1 : 0));
    if (missing) return;
    setBusy(true);
    setFailure(null);
    try {
      await secure(act, recording);
      await refreshAct(act);
    } catch (error) {
      setFailure(failureOf(error));
    }
    setBusy(false);
  };
  return (
    <Stack gap={8} ref={form}>
      <Text id={id} className={styles.quiet}>
        {which}
      </Text>
      <Checkbox
        aria-describedby={id}
        label={t('playback.evidence.is')}
        checked={isEvidence}
        disabled={locked || busy}
        onChange={(_, { checked }) => {
          setTicked(true);
          type({ isEvidence: checked === true });
        }}
      />
      {isEvidence && (
        <>
          {failure !== null && <FailureNotice failure={failure} />}
          <TextField
            label={t('playback.evidence.proceedings')}
            required
            autoFocus={ticked}
            maxLength={300}
            readOnly={locked || busy}
            placeholder={t('playback.evidence.proceedingsExample')}
            error={asked + finished > 0 && missing ? t('playback.evidence.proceedingsMissing') : undefined}
            value={proceedings}
            onChange={(_, { value }) => type({ proceedings: value })}
          />
          <TextField
            label={t('playback.justify.fieldOptional', { label: t('playback.evidence.reference') })}
            maxLength={60}
            readOnly={locked || busy}
            placeholder={t('playback.justify.fieldExample', { example: 'II K 123/26' })}
            value={reference}
            onChange={(_, { value }) => type({ reference: value })}
          />
          <Text className={styles.quiet}>{t('playback.evidence.kept')}</Text>
          {finished > 0 && (
            <div id={unsent}>
              <Wrong>{t('playback.evidence.unsent')}</Wrong>
            </div>
          )}
          <Hint text={away}>
            <Button
              className={styles.send}
              {...(finished > 0 ? { 'data-wrong': true, 'aria-describedby': unsent } : {})}
              disabledFocusable={locked || busy || away !== null}
              {...(busy ? { icon: <Spinner size="tiny" /> } : {})}
              onClick={() => void send()}
            >
              {t('playback.evidence.secure')}
            </Button>
          </Hint>
        </>
      )}
    </Stack>
  );
}
