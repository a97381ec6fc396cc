import { Button, makeStyles, Spinner, Text } from '@fluentui/react-components';
import { useCallback, useRef, useState } from 'react';
import { positionText } from '../../shared/duration.ts';
import type { ActDetail } from '../../shared/protocol.ts';
import { changedQuotation, type QuotationChange } from '../../shared/protocol-words.ts';
import { call, queryClient } from '../api.ts';
import { useKeeperAway } from '../connection.ts';
import { CaseSuggestion, isGood, useCaseNote } from '../CaseNote.tsx';
import { useFailureText, useText } from '../text.ts';
import { Attachments } from '../ui/Attachments.tsx';
import { TextAreaField, TextField } from '../ui/Field.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Remarks } from '../ui/Remarks.tsx';
import { SpeakerChoice } from '../ui/Speaker.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { useDraft } from '../drafts.ts';
import { savedText } from '../saved-text.ts';
import { changeCorrection, type Correction, correctInput, isUnchanged, problemsOf } from './correction.ts';
import { findingsNeeded } from './finish.ts';
import { carryOut, useStep } from './steps.ts';

const useStyles = makeStyles({
  // On one line; where that is too short each has its own, from edge to edge.
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  save: { flexGrow: 100 },
  cancel: { flexGrow: 1, minWidth: 0 },
  // Empty it takes no room; it stays in the document so that what appears in it is read out.
  said: { ':empty': { marginBottom: '-12px' } },
  findings: { '& textarea': { minHeight: '112px', maxHeight: 'none' } },
  aside: {
    flexGrow: 1,
    minWidth: 0,
    marginTop: '6px',
    textAlign: 'right',
    fontVariantNumeric: 'tabular-nums',
  },
});

type CorrectionFormProps = { detail: ActDetail; correction: Correction };

/** „Sprostuj”: the whole text and the case number as they are to read; what was there stays beside it, in the ledger and on paper. */
export function CorrectionForm({ detail, correction }: CorrectionFormProps) {
  const styles = useStyles();
  const t = useText();
  const { act } = detail.act;
  const away = useKeeperAway();
  const draft = useDraft('correction', act);
  const [asked, setAsked] = useState(0);
  // A doubtful number is looked at before it is sealed, as in the search; that of the protocol was.
  const [looked, setLooked] = useState({ at: detail.act.case, just: false });
  const input = correctInput(correction, detail);
  const work = useCallback(async () => {
    if (input === null) return;
    await carryOut(act, async () => {
      const sealed = await call('protocol.correct', input);
      queryClient.setQueryData(['protocol.sealed', act], { ...sealed, print: true });
    });
    changeCorrection(act, null);
  }, [act, input]);
  const [step, send] = useStep(work);
  // What is said of a vain attempt goes once something else is typed.
  const [tried, setTried] = useState<Correction | null>(null);
  const unchanged = isUnchanged(correction, detail);
  // Given up only by a second press, on another button, where something would be lost.
  const [asking, ask] = useState(false);
  const busy = step.kind === 'busy';
  const save = (): void => {
    setTried(correction);
    if (unchanged) return;
    const doubtful = input !== null && !isGood(input.case, input.case === looked.at);
    setLooked({ at: input?.case ?? looked.at, just: doubtful });
    if (input === null || doubtful) setAsked((times) => times + 1);
    else void send();
  };
  return (
    <Panel
      size="notes"
      title={t('protocol.correct.title')}
      aside={
        // Nothing is called saved beside what is about to be lost.
        draft !== undefined &&
        !asking && (
          <Muted size={200} className={styles.aside} role="status">
            {savedText(t, draft)}
          </Muted>
        )
      }
      footer={
        <>
          {step.kind === 'failed' && tried === correction && <FailureNotice failure={step.failure} />}
          <div role="status" className={styles.said}>
            {asking ? (
              <Text>{t('protocol.correct.lose')}</Text>
            ) : (
              unchanged && tried === correction && <Muted>{t('protocol.correct.unchanged')}</Muted>
            )}
          </div>
          <div className={styles.buttons}>
            {asking ? (
              <Button className={styles.cancel} onClick={() => changeCorrection(act, null)}>
                {t('protocol.correct.drop')}
              </Button>
            ) : (
              <Hint text={away}>
                <Button
                  className={styles.save}
                  appearance="primary"
                  disabledFocusable={busy || away !== null}
                  {...(busy ? { icon: <Spinner size="tiny" /> } : {})}
                  onClick={save}
                >
                  {t(busy ? 'protocol.correct.saving' : 'protocol.correct.save')}
                </Button>
              </Hint>
            )}
            {/* The same button before and after: a second press in a hurry loses nothing. */}
            <Button
              className={styles.cancel}
              data-cancel
              appearance={asking ? 'primary' : 'secondary'}
              disabledFocusable={busy}
              onClick={() => {
                if (!asking && unchanged) changeCorrection(act, null);
                else ask(!asking);
              }}
            >
              {t(asking ? 'protocol.correct.keep' : 'protocol.correct.cancel')}
            </Button>
          </div>
        </>
      }
    >
      <Fields {...{ detail, correction, asked }} doubtful={looked.just} locked={busy} />
    </Panel>
  );
}

/** Escape in the form: as its last button, which never loses a word at the first press, nor at the second. */
export function pressCancel(): void {
  document.querySelector<HTMLElement>('[data-cancel]')?.click();
}

/** `doubtful`: whether the last attempt was in vain for the case number alone, which is to be looked at. */
type FieldsProps = CorrectionFormProps & { asked: number; doubtful: boolean; locked: boolean };

function Fields({ detail, correction, asked, doubtful, locked }: FieldsProps) {
  const styles = useStyles();
  const t = useText();
  const word = useFailureText();
  const form = useRef<HTMLDivElement>(null);
  useFocusWrong(form, asked);
  const { act, plan } = detail.act;
  const problems = problemsOf(correction, detail);
  const change = (part: Partial<Correction>): void => changeCorrection(act, { ...correction, ...part });
  const note = useCaseNote(correction.case);
  const wrongCase =
    note === null
      ? correction.case.trim() === '' && word({ code: 'case-number-empty' })
      : note.wrong && note.text;
  const tooShort =
    problems.findings === null
      ? undefined
      : t('protocol.correct.findingsShort', { min: String(problems.findings) });
  return (
    <Stack gap={12} ref={form}>
      <Muted>{t('protocol.correct.hint')}</Muted>
      <TextField
        label={t('protocol.finish.case')}
        required
        value={correction.case}
        // The case is the plan's.
        readOnly={locked || plan !== null}
        spellCheck={false}
        autoComplete="off"
        error={wrongCase === false ? undefined : wrongCase}
        data-wrong={doubtful}
        hint={
          note !== null && (
            <>
              {!note.wrong && note.text}{' '}
              <CaseSuggestion note={note} onAccept={(value) => change({ case: value })} />
            </>
          )
        }
        onChange={(_, { value }) => change({ case: value })}
      />
      <TextAreaField
        className={styles.findings}
        label={t(plan === null ? 'protocol.finish.findings' : 'playback.notes.conclusions')}
        required={findingsNeeded(detail.act)}
        value={correction.findings}
        maxLength={20_000}
        resize="vertical"
        readOnly={locked}
        error={asked > 0 ? tooShort : undefined}
        onChange={(_, { value }) => change({ findings: value })}
      />
      {correction.quotations.map((one, index) => {
        const at = positionText(one.from);
        const correct = (part: QuotationChange): void =>
          change({
            quotations: correction.quotations.map((other, place) =>
              place === index ? changedQuotation(one, part) : other,
            ),
          });
        return (
          <Stack gap={4} key={`${one.recording} ${one.from}`}>
            <TextAreaField
              label={t('protocol.correct.quotation', { at })}
              rows={2}
              maxLength={1000}
              resize="vertical"
              readOnly={locked}
              value={one.text}
              onChange={(_, { value }) => correct({ text: value })}
            />
            <SpeakerChoice
              label={t('playback.notes.speaker', { at })}
              speaker={one.speaker}
              disabled={locked}
              onChoose={(speaker) => correct({ speaker })}
            />
          </Stack>
        );
      })}
      <Remarks words={correction} present={detail.present} readOnly={locked} onChange={change} />
      <Attachments words={correction} readOnly={locked} onChange={change} />
    </Stack>
  );
}
