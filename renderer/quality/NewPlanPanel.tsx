import { Label, Link, makeStyles, mergeClasses, Text } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import type { Plans, Terms } from '../../shared/quality.ts';
import { call, failureOf } from '../api.ts';
import { CaseSuggestion, useCaseNote } from '../CaseNote.tsx';
import { limits } from '../limits.ts';
import { type Translate, useText } from '../text.ts';
import { Checkbox } from '../ui/Choice.tsx';
import { DayField } from '../ui/DayInput.tsx';
import { TextAreaField, TextField } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText } from '../ui/time.ts';
import { useTwoColumns } from '../ui/two-columns.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { Wrong } from '../ui/Wrong.tsx';
import { useUnsentForm } from '../unsent.ts';
import { SendButton } from '../Words.tsx';
import { CriteriaEditor } from './CriteriaEditor.tsx';
import { beginningOf } from './criteria-form.ts';
import {
  boundsOf,
  days,
  dayRanges,
  formPlace,
  longest,
  newForm,
  numbers,
  type Office,
  type PlanForm,
  type PlanProblems,
  problemsOf,
  proposalOf,
  termsIn,
} from './plan-form.ts';
import { refreshPlans, usePreview } from './plans.ts';
import { ToDraw } from './ToDraw.tsx';

const useStyles = makeStyles({ checks: { display: 'flex', flexDirection: 'column' } });

/** Counts follow what is typed once it rests for so long. Milliseconds. */
const restsFor = 400;

type Props = {
  data: Plans;
  basis: Office['basis'];
  /** Departments that the authorisation covers; null: all. */
  covered: readonly string[] | null;
  onProposed: (plan: string) => void;
  onClose: () => void;
};

/** „Nowy plan”: which calls are to be drawn and what for; what a draw would find follows while it is typed. */
export function NewPlanPanel({ data, basis, covered, onProposed, onClose }: Props) {
  const t = useText();
  const body = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(body, asked);
  const [editing, editCriteria] = useState(false);
  const [kept, keep] = useUnsentForm<PlanForm>(formPlace, { plan: 'new' });
  const form = kept ?? newForm;
  const office: Office = { ...data, basis };
  const problems = problemsOf(form, office);
  const proposal = proposalOf(form, problems, data);
  const criteria = form.criteria ?? beginningOf(data.plans);
  const terms = useSettled(termsIn(form, problems));
  const preview = usePreview(terms);
  const proposing = useMutation({
    mutationFn: async () => (proposal === null ? null : call('quality.propose', proposal)),
    onSuccess: async (entered) => {
      keep(null, '');
      await refreshPlans();
      if (entered !== null) onProposed(entered.plan);
    },
  });
  const busy = proposing.isPending;
  const title = t('quality.newPlan');
  const change = (part: Partial<PlanForm>): void => {
    // What was said of the plan before is not said of this one.
    proposing.reset();
    const now = { ...form, ...part };
    keep(JSON.stringify(now) === JSON.stringify(newForm) ? null : now, title);
  };
  const wrong = asked > 0 ? problems.criteria : null;
  if (editing)
    return (
      <CriteriaEditor
        {...{ criteria }}
        problem={wrong}
        subtitle={title}
        onChange={(changed) => change({ criteria: changed })}
        onBack={() => editCriteria(false)}
      />
    );
  return (
    <Panel
      title={title}
      subtitle={t('quality.form.subtitle')}
      onClose={onClose}
      footer={
        <>
          {proposing.isError && <FailureNotice failure={failureOf(proposing.error)} />}
          <SendButton
            label={t('quality.form.send')}
            busy={busy}
            busyLabel={t('quality.form.sending')}
            onSend={() => (proposal === null ? setAsked((times) => times + 1) : proposing.mutate())}
          />
        </>
      }
    >
      <Stack gap={16} ref={body}>
        <PlanFields
          {...{ form, office, busy }}
          departments={data.departments.filter((one) => covered?.includes(one) !== false)}
          problems={asked > 0 ? problems : null}
          onChange={change}
        />
        <div>
          <Text block>
            {t('quality.form.criteria')}: {criteria.length}
            {' · '}
            <Link
              as="button"
              inline
              aria-label={t('quality.form.criteriaChange')}
              data-wrong={wrong !== null}
              onClick={() => editCriteria(true)}
            >
              {t('quality.form.change')}
            </Link>
          </Text>
          {wrong !== null && <Wrong>{t('quality.form.wrong.criteria')}</Wrong>}
        </div>
        {terms === null ? (
          <Muted>{t('quality.draw.needed')}</Muted>
        ) : (
          <ToDraw terms={terms} preview={preview} />
        )}
      </Stack>
    </Panel>
  );
}

/** Terms once they have rested; none at once where what is typed is no plan any more. */
function useSettled(terms: Terms | null): Terms | null {
  const said = terms === null ? null : JSON.stringify(terms);
  const [settled, settle] = useState(said);
  useEffect(() => {
    const timer = setTimeout(() => settle(said), restsFor);
    return () => clearTimeout(timer);
  }, [said]);
  return said === null || settled === null ? null : (JSON.parse(settled) as Terms);
}

type FieldsProps = {
  form: PlanForm;
  office: Office;
  departments: readonly string[];
  /** Null: nobody has sent it in vain yet. */
  problems: PlanProblems | null;
  busy: boolean;
  onChange: (part: Partial<PlanForm>) => void;
};

function PlanFields({ form, office, departments, problems, busy, onChange }: FieldsProps) {
  const styles = useTwoColumns();
  const t = useText();
  const { typed } = form;
  const range = dayRanges(office);
  const type = (field: keyof PlanForm['typed'], text: string): void =>
    onChange({ typed: { ...typed, [field]: text } });
  const hints = {
    from: t('quality.form.fromHint', { day: dayText(range.from.first) }),
    to: t('quality.form.toHint', { day: dayText(range.to.last) }),
    until: t('quality.form.untilHint', {
      from: dayText(range.until.first),
      to: dayText(range.until.last),
    }),
  };
  const [fromField, toField, untilField] = days.map((field) => (
    <DayField
      key={field}
      label={t(`quality.form.${field}`)}
      hint={hints[field]}
      required
      value={typed[field]}
      last={range[field].last}
      error={dayWrong(t, problems?.[field] ?? null)}
      readOnly={busy}
      onChange={(text) => type(field, text)}
    />
  ));
  return (
    <>
      <CaseNumber
        text={typed.case}
        wrong={problems?.case === true}
        busy={busy}
        onChange={(text) => type('case', text)}
      />
      <Departments
        {...{ departments, busy }}
        chosen={form.departments}
        problem={problems?.departments ?? null}
        onChange={(chosen) => onChange({ departments: chosen })}
      />
      <div className={mergeClasses(styles.two, styles.long)}>
        {fromField}
        {toField}
        {numbers.map((field) => (
          <TextField
            key={field}
            label={t(`quality.form.${field}`)}
            hint={t('quality.form.range', bounds(field))}
            required
            inputMode="numeric"
            maxLength={4}
            readOnly={busy}
            value={typed[field]}
            error={numberWrong(t, problems?.[field] ?? null, office)}
            onChange={(_, { value }) => type(field, value)}
          />
        ))}
      </div>
      {untilField}
      <TextAreaField
        label={t('quality.form.why')}
        hint={t('quality.form.whyHint', {
          least: String(limits().words.reasonCharacters),
          most: String(longest.why),
        })}
        required
        rows={3}
        maxLength={longest.why}
        readOnly={busy}
        value={typed.why}
        error={
          problems?.why === true
            ? t('quality.form.wrong.words', { least: String(limits().words.reasonCharacters) })
            : undefined
        }
        onChange={(_, { value }) => type('why', value)}
      />
    </>
  );
}

function bounds(field: (typeof numbers)[number]): { from: string; to: string } {
  const { from, to } = boundsOf(field);
  return { from: String(from), to: String(to) };
}

type CaseProps = { text: string; wrong: boolean; busy: boolean; onChange: (text: string) => void };

/** „Znak sprawy”, with what is to be said of it while it is typed. */
function CaseNumber({ text, wrong, busy, onChange }: CaseProps) {
  const t = useText();
  const note = useCaseNote(text);
  return (
    <TextField
      label={t('quality.form.case')}
      hint={
        note === null || (note.wrong && note.suggestion === null) ? (
          t('quality.form.caseHint')
        ) : (
          <>
            {!note.wrong && note.text} <CaseSuggestion note={note} onAccept={onChange} />
          </>
        )
      }
      required
      autoFocus
      maxLength={longest.case}
      readOnly={busy}
      value={text}
      error={wrong ? (note?.text ?? t('quality.form.wrong.caseMissing')) : undefined}
      onChange={(_, { value }) => onChange(value)}
    />
  );
}

type DepartmentsProps = {
  departments: readonly string[];
  chosen: readonly string[];
  problem: PlanProblems['departments'];
  busy: boolean;
  onChange: (chosen: string[]) => void;
};

/** „Komórki”: those that the authorisation covers, in the order of the office. */
function Departments({ departments, chosen, problem, busy, onChange }: DepartmentsProps) {
  const styles = useStyles();
  const t = useText();
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={styles.checks}>
      <Label id={id} required>
        {t('quality.form.departments')}
      </Label>
      {departments.map((one) => (
        <Checkbox
          key={one}
          label={one}
          checked={chosen.includes(one)}
          disabled={busy}
          data-wrong={problem !== null}
          onChange={(_, { checked }) =>
            onChange(
              departments.filter((other) => (other === one ? checked === true : chosen.includes(other))),
            )
          }
        />
      ))}
      {problem !== null && <Wrong>{departmentsWrong(t, problem)}</Wrong>}
      <Muted size={200}>
        {t(departments.length === 0 ? 'quality.form.departmentsNone' : 'quality.form.departmentsHint')}
      </Muted>
    </div>
  );
}

function departmentsWrong(t: Translate, problem: NonNullable<PlanProblems['departments']>): string {
  if (problem.why === 'clash') return t('quality.form.wrong.clash', { number: problem.number });
  return t(`quality.form.wrong.${problem.why}`);
}

function dayWrong(t: Translate, problem: PlanProblems['from']): string | undefined {
  if (problem === null) return undefined;
  return t(`quality.form.wrong.${problem.why}`, { day: 'day' in problem ? dayText(problem.day) : '' });
}

function numberWrong(
  t: Translate,
  problem: PlanProblems['size'],
  { limits: rules }: Office,
): string | undefined {
  if (problem === null) return undefined;
  return t(`quality.form.wrong.${problem.why}`, {
    from: 'from' in problem ? String(problem.from) : '',
    to: 'to' in problem ? String(problem.to) : '',
    persons: String(rules.fewPersons),
  });
}
