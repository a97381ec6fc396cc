import { Dropdown, Field, Label, makeStyles, Option, Text } from '@fluentui/react-components';
import { useId } from 'react';
import { office as offices, power } from '../../shared/ledger/instrument.ts';
import { addMonths } from '../../shared/warsaw.ts';
import { confirmersOf } from '../confirmers.ts';
import { useText } from '../text.ts';
import { Checkbox } from '../ui/Choice.tsx';
import { DayField } from '../ui/DayInput.tsx';
import { TextField } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { typedDay } from '../ui/time.ts';
import {
  newAppointmentDraft,
  officeProblems,
  officeRowOf,
  type AppointmentDraft,
  useAppointmentDraft,
  withOffice,
} from './appointment-draft.ts';
import { type Appointments, clashing, usePapers } from './papers.ts';
import { type FormState, PaperForm } from './PaperForm.tsx';
import { PersonField } from './PersonField.tsx';
import { clashText, dayWrong } from './words.ts';

const useStyles = makeStyles({
  checks: { display: 'flex', flexDirection: 'column' },
  box: { minWidth: 0, width: '100%' },
  two: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    columnGap: '12px',
    alignItems: 'start',
    '& .fui-Input': { minWidth: 0, width: '100%' },
  },
});

type Props = {
  known: Appointments;
  onEntered: (number: string, print: boolean) => void;
  onClose: () => void;
};

/** „Powierz funkcję”: a deputy's paper is printed here; any other office has a paper of its own, which is entered with its signature. */
export function AppointmentPanel({ known, onEntered, onClose }: Props) {
  const t = useText();
  const { today, appointments, own } = known;
  const draft = useAppointmentDraft((state) => state.draft) ?? newAppointmentDraft(today);
  const set = (next: AppointmentDraft): void => useAppointmentDraft.setState({ draft: next });
  const subject = draft.name === null ? (draft.person?.guid ?? null) : null;
  const listed = usePapers({ what: 'authorisation', show: 'current', text: null });
  // The Secretary's deputy accepts the office himself where nobody else could compare the paper.
  const accepts = draft.office === 'secretary' && draft.deputy;
  const alone =
    !accepts && subject !== null && confirmersOf(appointments, [own, subject], draft).length === 0;
  const row = officeRowOf(draft);
  const clash =
    row === null
      ? undefined
      : clashing(
          { ...row, guid: row.subjectGuid, role: row.office },
          [...appointments, ...(listed.data?.rows ?? [])],
          row.number,
        );
  // A Mayor is elected: none of the program's offices signs that.
  const signing = draft.office === 'mayor' && !draft.deputy ? [] : appointments;
  return (
    <PaperForm
      title={
        draft.number === null
          ? t('authorisation.appointing.title')
          : t('authorisation.form.again', { number: draft.number })
      }
      today={today}
      appointments={signing}
      people={[{ guid: subject, name: draft.name ?? draft.person?.displayName ?? '' }]}
      appoints
      prints={draft.deputy}
      rowsOf={() => (row === null || clash !== undefined ? null : [row])}
      blocked={alone}
      fields={(state) => (
        <>
          <OfficeFields {...state} draft={draft} onChange={set} />
          <HolderFields
            {...state}
            draft={draft}
            wrong={clash === undefined ? undefined : clashText(t, clash)}
            onChange={set}
          />
          {alone ? (
            <Notice intent="warning">{t('authorisation.steps.nobody')}</Notice>
          ) : (
            <>
              <TermFields {...state} draft={draft} today={today} onChange={set} />
              {draft.office !== null && !draft.deputy && (
                <Text size={200}>{t('authorisation.appointing.ownPaper')}</Text>
              )}
            </>
          )}
        </>
      )}
      onEntered={(number, print) => {
        useAppointmentDraft.setState({ draft: null });
        onEntered(number, print);
      }}
      onClose={onClose}
    />
  );
}

type FieldsProps = FormState & { draft: AppointmentDraft; onChange: (draft: AppointmentDraft) => void };

/** Which office, whether as its deputy, and what of the Mayor's a deputy mayor may do. */
function OfficeFields({ draft, asked, busy, onChange }: FieldsProps) {
  const styles = useStyles();
  const t = useText();
  const powersId = useId();
  const { office, deputy, powers } = draft;
  return (
    <>
      <Field
        label={t('authorisation.columns.office')}
        required
        {...(asked && office === null
          ? {
              validationState: 'error' as const,
              validationMessage: t('authorisation.appointing.officeMissing'),
            }
          : {})}
      >
        <Dropdown
          autoFocus
          className={styles.box}
          clearButton={null}
          disabled={busy}
          value={office === null ? '' : t(`authorisation.offices.${office}`)}
          selectedOptions={office === null ? [] : [office]}
          onOptionSelect={(_, { optionValue }) => {
            const chosen = offices.options.find((one) => one === optionValue);
            if (chosen !== undefined) onChange(withOffice(draft, chosen, deputy));
          }}
        >
          {offices.options.map((one) => (
            <Option key={one} value={one}>
              {t(`authorisation.offices.${one}`)}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <div className={styles.checks}>
        <Checkbox
          label={t('authorisation.appointing.deputy')}
          checked={deputy}
          disabled={busy || office === null}
          onChange={(_, { checked }) => {
            if (office !== null) onChange(withOffice(draft, office, checked === true));
          }}
        />
      </div>
      {office === 'mayor' && deputy && (
        <div role="group" aria-labelledby={powersId} className={styles.checks}>
          <Label id={powersId}>{t('authorisation.appointing.powers')}</Label>
          {[...power.values].map((one) => (
            <Checkbox
              key={one}
              label={t(`authorisation.appointing.power${one}`)}
              checked={powers.includes(one)}
              disabled={busy}
              onChange={(_, { checked }) =>
                onChange({
                  ...draft,
                  powers:
                    checked === true ? [...powers, one].sort() : powers.filter((other) => other !== one),
                })
              }
            />
          ))}
        </div>
      )}
    </>
  );
}

/** Who it is: an account, or the name of a Mayor who has none; and whether the office employs them. */
function HolderFields({ draft, wrong, asked, busy, onChange }: FieldsProps & { wrong: string | undefined }) {
  const styles = useStyles();
  const t = useText();
  const { office, deputy, person, name, employee } = draft;
  const missing = asked && officeProblems(draft).person;
  return (
    <>
      {name === null ? (
        <PersonField
          key={draft.number}
          person={person}
          error={wrong ?? (missing ? t('authorisation.form.personMissing') : undefined)}
          hint={undefined}
          readOnly={busy}
          autoFocus={false}
          onChange={(chosen) => onChange({ ...draft, person: chosen })}
        />
      ) : (
        <TextField
          label={t('authorisation.appointing.name')}
          required
          maxLength={200}
          readOnly={busy}
          value={name}
          error={missing ? t('authorisation.appointing.nameMissing') : undefined}
          onChange={(_, { value }) => onChange({ ...draft, name: value })}
        />
      )}
      <div className={styles.checks}>
        {office === 'mayor' && !deputy && (
          <Checkbox
            label={t('authorisation.appointing.withoutAccount')}
            checked={name !== null}
            disabled={busy}
            onChange={(_, { checked }) => onChange({ ...draft, name: checked === true ? '' : null })}
          />
        )}
        <Checkbox
          label={t('authorisation.appointing.employee')}
          checked={employee}
          disabled={busy}
          onChange={(_, { checked }) => onChange({ ...draft, employee: checked === true })}
        />
      </div>
    </>
  );
}

function TermFields({ draft, today, asked, busy, onChange }: FieldsProps & { today: string }) {
  const styles = useStyles();
  const t = useText();
  const problems = asked ? officeProblems(draft) : null;
  const { from, to } = draft;
  const last = addMonths(today, 120);
  return (
    <>
      <div className={styles.two}>
        <DayField
          label={t('authorisation.form.from')}
          required
          value={from}
          last={last}
          error={dayWrong(t, problems?.from ?? null)}
          readOnly={busy}
          onChange={(day) => onChange({ ...draft, from: day })}
        />
        {to !== null && (
          <DayField
            label={t('authorisation.form.to')}
            required
            value={to}
            last={last}
            error={dayWrong(t, problems?.to ?? null)}
            readOnly={busy}
            onChange={(day) => onChange({ ...draft, to: day })}
          />
        )}
      </div>
      <div className={styles.checks}>
        <Checkbox
          label={t('authorisation.untilRevoked')}
          checked={to === null}
          disabled={busy}
          onChange={(_, { checked }) =>
            onChange({ ...draft, to: checked === true ? null : typedDay(addMonths(today, 12)) })
          }
        />
      </div>
    </>
  );
}
