import { Dropdown, Field, Label, makeStyles, Option, Radio, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { purpose, purposeWords } from '../../shared/purposes.ts';
import { addMonths } from '../../shared/warsaw.ts';
import { call } from '../api.ts';
import { confirmersOf } from '../confirmers.ts';
import { useText } from '../text.ts';
import { Checkbox, RadioGroup } from '../ui/Choice.tsx';
import { DayField } from '../ui/DayInput.tsx';
import { Notice } from '../ui/Notice.tsx';
import { dayText } from '../ui/time.ts';
import { type Appointments, clashing, usePapers } from './papers.ts';
import { type FormState, PaperForm } from './PaperForm.tsx';
import { PersonField } from './PersonField.tsx';
import {
  newAuthorisationDraft,
  problemsOf,
  type Quality,
  rowOf,
  useAuthorisationDraft,
  validOf,
  type AuthorisationDraft,
  withQuality,
} from './authorisation-draft.ts';
import { clashText, dayWrong } from './words.ts';

const useStyles = makeStyles({
  checks: { display: 'flex', flexDirection: 'column' },
  wrong: { color: tokens.colorPaletteRedForeground1, fontSize: tokens.fontSizeBase200 },
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
});

type Props = {
  known: Appointments;
  onEntered: (number: string, print: boolean) => void;
  onClose: () => void;
};

/** „Nowe upoważnienie”: five inputs, of which only the first is empty. */
export function NewPanel({ known, onEntered, onClose }: Props) {
  const t = useText();
  const { today, appointments, own } = known;
  const draft = useAuthorisationDraft((state) => state.draft) ?? newAuthorisationDraft(today);
  const change = (part: Partial<AuthorisationDraft>): void =>
    useAuthorisationDraft.setState({ draft: { ...draft, ...part } });
  const subject = draft.person?.guid ?? null;
  const listed = usePapers({ what: 'authorisation', show: 'valid', text: null });
  const valid = subject === null ? undefined : validOf(listed.data?.rows ?? [], subject);
  // SECURITY: as the keeper judges; said before the form, which would be filled in in vain.
  const alone = subject !== null && confirmersOf(appointments, [own, subject], draft).length === 0;
  const row = rowOf(draft, today, null);
  const clash =
    row === null
      ? undefined
      : clashing({ ...row, guid: row.subjectGuid, role: 'authorisation' }, appointments, row.number);
  const person = ({ asked, busy }: FormState) => (
    <PersonField
      key={draft.number}
      person={draft.person}
      error={
        clash !== undefined
          ? clashText(t, clash)
          : asked && problemsOf(draft, today).person
            ? t('authorisation.form.personMissing')
            : undefined
      }
      hint={
        valid === undefined || valid.number === draft.former
          ? undefined
          : t('authorisation.form.valid', {
              number: valid.number,
              to: valid.to === null ? '' : dayText(valid.to),
            })
      }
      readOnly={busy}
      autoFocus
      onChange={(chosen) => change({ person: chosen })}
    />
  );
  return (
    <PaperForm
      title={
        draft.number !== null
          ? t('authorisation.form.again', { number: draft.number })
          : draft.former !== null
            ? t('authorisation.prolong.one', { number: draft.former })
            : t('authorisation.form.title')
      }
      today={today}
      appointments={appointments}
      people={[{ guid: subject, name: draft.person?.displayName ?? '' }]}
      prints
      rowsOf={([declaredOn = null]) => {
        const asked = rowOf(draft, today, declaredOn);
        return asked === null || clash !== undefined ? null : [asked];
      }}
      blocked={alone}
      fields={(state) => (
        <>
          {person(state)}
          {alone ? (
            <Notice intent="warning">{t('authorisation.steps.nobody')}</Notice>
          ) : (
            <DraftFields {...state} draft={draft} today={today} onChange={change} />
          )}
        </>
      )}
      onEntered={(number, print) => {
        useAuthorisationDraft.setState({ draft: null });
        onEntered(number, print);
      }}
      onClose={onClose}
    />
  );
}

type FieldsProps = FormState & {
  draft: AuthorisationDraft;
  today: string;
  onChange: (part: Partial<AuthorisationDraft>) => void;
};

/** What an authorisation covers, and from when to when. */
function DraftFields({ draft, today, asked, busy, onChange }: FieldsProps) {
  const styles = useStyles();
  const t = useText();
  const purposesId = useId();
  const problems = asked ? problemsOf(draft, today) : null;
  return (
    <>
      <div role="group" aria-labelledby={purposesId} className={styles.checks}>
        <Label id={purposesId} required>
          {t('authorisation.form.purposes')}
        </Label>
        {purpose.options.map((one) => (
          <Checkbox
            key={one}
            label={purposeWords[one]}
            checked={draft.purposes.includes(one)}
            disabled={
              busy || draft.quality === 'only' || (draft.quality === 'also' && one === 'SERVICE_STANDARDS')
            }
            onChange={(_, { checked }) =>
              onChange({
                purposes: purpose.options.filter((other) =>
                  other === one ? checked === true : draft.purposes.includes(other),
                ),
              })
            }
          />
        ))}
        {problems?.purposes === true && (
          <Text role="alert" className={styles.wrong}>
            {t('authorisation.form.purposesMissing')}
          </Text>
        )}
      </div>
      <Departments
        chosen={draft.departments}
        readOnly={busy}
        onChange={(departments) => onChange({ departments })}
      />
      <Field label={t('authorisation.form.quality')}>
        <RadioGroup
          layout="horizontal"
          value={draft.quality}
          disabled={busy}
          onChange={(_, { value }) => onChange(withQuality(draft, value as Quality))}
        >
          {(['no', 'also', 'only'] as const).map((one) => (
            <Radio key={one} value={one} label={t(`authorisation.scope.quality.${one}`)} />
          ))}
        </RadioGroup>
      </Field>
      <div className={styles.two}>
        {(['from', 'to'] as const).map((one) => (
          <DayField
            key={one}
            label={t(`authorisation.form.${one}`)}
            required
            value={draft[one]}
            last={addMonths(today, 24)}
            error={dayWrong(t, problems?.[one] ?? null)}
            readOnly={busy}
            onChange={(day) => onChange({ [one]: day })}
          />
        ))}
      </div>
    </>
  );
}

type DepartmentsProps = {
  chosen: readonly string[];
  readOnly: boolean;
  onChange: (chosen: string[]) => void;
};

/** „Wydziały”: those of the extension directory, or all. */
function Departments({ chosen, readOnly, onChange }: DepartmentsProps) {
  const styles = useStyles();
  const t = useText();
  const { data } = useQuery({
    queryKey: ['authorisation.departments'],
    queryFn: () => call('authorisation.departments', {}),
  });
  // One that is chosen stays in the list, though the directory knows it no more.
  const all = [...new Set([...(data?.departments ?? []), ...chosen])];
  return (
    <Field label={t('authorisation.form.departments')}>
      <Dropdown
        className={styles.box}
        multiselect
        disabled={readOnly || all.length === 0}
        placeholder={t('authorisation.scope.everyDepartment')}
        value={chosen.join(', ')}
        selectedOptions={[...chosen]}
        onOptionSelect={(_, { selectedOptions }) => onChange(selectedOptions.slice(0, 40))}
      >
        {all.map((one) => (
          <Option key={one}>{one}</Option>
        ))}
      </Dropdown>
    </Field>
  );
}
