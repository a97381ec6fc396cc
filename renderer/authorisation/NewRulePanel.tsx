import { Button, Dropdown, Field, makeStyles, Option } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { VersionRow } from '../../shared/ledger/instrument.ts';
import { reviewRule, type ShownRule } from '../../shared/rules.ts';
import { addMonths } from '../../shared/warsaw.ts';
import { call, failureOf } from '../api.ts';
import { useText } from '../text.ts';
import { DayField } from '../ui/DayInput.tsx';
import { TextAreaField, TextField } from '../ui/Field.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { unsentForm, useUnsentForm } from '../unsent.ts';
import { type Appointments, refreshPapers } from './papers.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import {
  basisBefore,
  everyRule,
  inputOf,
  isUntouched,
  newDraft,
  newestOf,
  problemsOf,
  type RuleDraft,
  ruleIn,
} from './rules.ts';
import { OrderFields } from './OrderFields.tsx';
import { RecordingFields } from './RecordingFields.tsx';
import { ReviewFields } from './ReviewFields.tsx';
import { ScanField } from './ScanField.tsx';
import { dayWrong } from './words.ts';

const useStyles = makeStyles({
  two: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    columnGap: '12px',
    // What is said below one of them moves neither.
    alignItems: 'start',
    // Narrower than it is by itself.
    '& .fui-Input': { minWidth: 0, width: '100%' },
  },
  box: { minWidth: 0, width: '100%' },
  add: { alignSelf: 'flex-start', marginLeft: '-8px' },
});

const placeOf = (number: string | null): string => (number === null ? 'rule' : `rule ${number}`);

/** A version that was left unsent: a new one, or the one of that number. */
export const leftDraft = (number: string | null): RuleDraft | null =>
  unsentForm(placeOf(number)) as RuleDraft | null;

type Props = {
  draft: RuleDraft;
  rules: readonly ShownRule[];
  known: Appointments;
  onChange: (draft: RuleDraft) => void;
  onEntered: (number: string) => void;
  onClose: () => void;
};

/** „Nowa wersja…” of a rule, worded as the one before, with the scan of its paper. */
export function NewRulePanel({ draft, rules, known, onChange, onEntered, onClose }: Props) {
  const styles = useStyles();
  const t = useText();
  const { today, appointments } = known;
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const { number } = draft;
  const title = number === null ? t('rules.form.title') : t('rules.form.again', { number });
  const [, keep] = useUnsentForm<RuleDraft>(placeOf(number), {
    papers: { what: 'version', number, show: 'all' },
  });
  const replace = (next: RuleDraft): void => {
    onChange(next);
    keep(isUntouched(next, rules, today) ? null : next, title);
  };
  const change = (part: Partial<RuleDraft>): void => replace({ ...draft, ...part });
  const problems = asked > 0 ? problemsOf(draft, rules, today) : null;
  const wrongFrom = problems?.from ?? null;
  const input = inputOf(draft, rules, appointments, today);
  const registering = useMutation({
    mutationFn: async (password: string) => {
      if (input === null) return '';
      const entered = await call('rules.register', { ...input, password });
      await refreshPapers();
      return entered.number;
    },
    onSuccess: (entered) => {
      keep(null, '');
      onEntered(entered);
    },
  });
  const busy = registering.isPending;
  const before = newestOf(rules, ruleIn(draft));
  const isBasis = draft.rule.startsWith('basis');
  const isReview = draft.rule === reviewRule;
  const last = addMonths(today, 24);
  const textOf = (rule: string): string =>
    basisBefore(rules, rule)?.basis.label ?? t(`rules.names.${rule as VersionRow['of']}`);
  const missing = (wrong: boolean | undefined, text: string): string | undefined =>
    wrong === true ? text : undefined;
  return (
    <Panel
      title={title}
      onClose={onClose}
      footer={
        <PasswordSend
          label={t('rules.form.register')}
          busyLabel={t('authorisation.steps.registering')}
          busy={busy}
          failure={registering.isError ? failureOf(registering.error) : null}
          ready={() => {
            if (input !== null) return true;
            setAsked((times) => times + 1);
            return false;
          }}
          onSend={registering.mutate}
        />
      }
    >
      <Stack gap={16} ref={form}>
        <Field label={t('rules.form.rule')}>
          <Dropdown
            className={styles.box}
            clearButton={null}
            disabled={busy || number !== null}
            value={textOf(draft.rule)}
            selectedOptions={[draft.rule]}
            onOptionSelect={(_, { optionValue }) => {
              const { paper, day, from, scan } = draft;
              if (optionValue !== undefined && optionValue !== draft.rule)
                replace({ ...newDraft(rules, optionValue, today), paper, day, from, scan });
            }}
          >
            {everyRule(rules).map((rule) => (
              <Option key={rule} value={rule}>
                {textOf(rule)}
              </Option>
            ))}
          </Dropdown>
        </Field>
        <div className={styles.two}>
          <TextField
            label={t('rules.form.number')}
            required
            maxLength={60}
            readOnly={busy}
            value={draft.paper}
            error={missing(problems?.paper, t('rules.form.numberMissing'))}
            onChange={(_, { value }) => change({ paper: value })}
          />
          <DayField
            label={t('rules.form.day')}
            required
            value={draft.day}
            last={today}
            error={dayWrong(t, problems?.day ?? null)}
            readOnly={busy}
            onChange={(day) => change({ day })}
          />
        </div>
        {draft.rule === 'regulation' && (
          <TextAreaField
            label={t('rules.form.name')}
            hint={t('rules.form.nameHint')}
            required
            rows={2}
            maxLength={200}
            readOnly={busy}
            value={draft.title}
            error={missing(problems?.title, t('rules.form.nameMissing'))}
            onChange={(_, { value }) => change({ title: value.replaceAll('\n', ' ') })}
          />
        )}
        {draft.rule === 'declaration' && (
          <TextAreaField
            label={t('rules.form.text')}
            required
            rows={6}
            maxLength={2000}
            readOnly={busy}
            value={draft.text}
            error={missing(problems?.text, t('rules.form.textMissing'))}
            onChange={(_, { value }) => change({ text: value })}
          />
        )}
        {(draft.rule === 'announcement' || draft.rule === 'recordingBasis') && (
          <RecordingFields {...{ draft, problems, busy }} onChange={change} />
        )}
        {draft.rule === 'destruction' && (
          <OrderFields
            order={draft.order}
            problems={problems}
            today={today}
            busy={busy}
            onChange={(order) => change({ order: { ...draft.order, ...order } })}
          />
        )}
        {isBasis && (
          <>
            <TextAreaField
              label={t('rules.form.label')}
              required
              rows={2}
              maxLength={200}
              readOnly={busy}
              value={draft.label}
              error={missing(problems?.label, t('rules.form.labelMissing'))}
              onChange={(_, { value }) => change({ label: value.replaceAll('\n', ' ') })}
            />
            {isReview ? (
              <ReviewFields
                review={draft.review}
                problems={problems}
                today={today}
                busy={busy}
                onChange={(review) => change({ review: { ...draft.review, ...review } })}
              />
            ) : (
              <SentenceFields {...{ draft, busy }} onChange={(sentences) => change({ sentences })} />
            )}
            <DayField
              label={t('rules.form.verifiedOn')}
              required
              value={draft.verifiedOn}
              last={today}
              error={dayWrong(t, problems?.verifiedOn ?? null)}
              readOnly={busy}
              onChange={(verifiedOn) => change({ verifiedOn })}
            />
          </>
        )}
        <DayField
          label={t('rules.form.from')}
          required
          value={draft.from}
          last={last}
          error={
            wrongFrom === 'early'
              ? t('rules.form.early', { day: before === null ? '' : dayText(before.from) })
              : dayWrong(t, wrongFrom)
          }
          readOnly={busy}
          onChange={(from) => change({ from })}
        />
        {isBasis && (
          <DayField
            label={t('rules.form.to')}
            hint={t(isReview && draft.to !== '' ? 'rules.form.toReview' : 'rules.form.toHint')}
            value={draft.to}
            last={last}
            error={dayWrong(t, problems?.to ?? null)}
            readOnly={busy}
            onChange={(to) => change({ to })}
          />
        )}
        <ScanField
          scan={draft.scan}
          problem={problems?.scan ?? null}
          readOnly={busy}
          onChange={(scan) => change({ scan })}
        />
      </Stack>
    </Panel>
  );
}

type SentenceProps = {
  draft: RuleDraft;
  busy: boolean;
  onChange: (sentences: RuleDraft['sentences']) => void;
};

/** The reasons of a basis to pick from. */
function SentenceFields({ draft, busy, onChange }: SentenceProps) {
  const styles = useStyles();
  const t = useText();
  const { sentences } = draft;
  return (
    <>
      {sentences.map(({ code, text }, place) => (
        <TextAreaField
          key={code}
          label={t('rules.form.sentence', { n: String(place + 1) })}
          rows={3}
          maxLength={500}
          readOnly={busy}
          value={text}
          onChange={(_, { value }) =>
            onChange(
              sentences.map((one) => (one.code === code ? { code, text: value.replaceAll('\n', ' ') } : one)),
            )
          }
        />
      ))}
      <Button
        className={styles.add}
        appearance="subtle"
        icon={<Add20Regular />}
        disabledFocusable={busy || sentences.length >= 20}
        onClick={() => onChange([...sentences, { code: nextCode(draft), text: '' }])}
      >
        {t('rules.form.add')}
      </Button>
    </>
  );
}

/** A code that no sentence of the basis has: a protocol names a sentence by it. */
function nextCode({ sentences }: RuleDraft): string {
  for (let n = sentences.length + 1; ; n += 1) {
    const code = `OWN_${n}`;
    if (!sentences.some((one) => one.code === code)) return code;
  }
}
