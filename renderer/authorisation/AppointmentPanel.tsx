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
  newOfficeWish,
  officeProblems,
  officeRowOf,
  type OfficeWish,
  useOfficeWish,
  withOffice,
} from './office-wish.ts';
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
  const wish = useOfficeWish((state) => state.wish) ?? newOfficeWish(today);
  const set = (next: OfficeWish): void => useOfficeWish.setState({ wish: next });
  const subject = wish.name === null ? (wish.person?.guid ?? null) : null;
  const listed = usePapers({ what: 'authorisation', show: 'current', text: null });
  // The Secretary's deputy accepts the office himself where nobody else could compare the paper.
  const accepts = wish.office === 'secretary' && wish.deputy;
  const alone = !accepts && subject !== null && confirmersOf(appointments, [own, subject], wish).length === 0;
  const row = officeRowOf(wish);
  const clash =
    row === null
      ? undefined
      : clashing(
          { ...row, guid: row.subjectGuid, role: row.office },
          [...appointments, ...(listed.data?.rows ?? [])],
          row.number,
        );
  // A Mayor is elected: none of the program's offices signs that.
  const signing = wish.office === 'mayor' && !wish.deputy ? [] : appointments;
  return (
    <PaperForm
      title={
        wish.number === null
          ? t('authorisation.appointing.title')
          : t('authorisation.form.again', { number: wish.number })
      }
      today={today}
      appointments={signing}
      people={[{ guid: subject, name: wish.name ?? wish.person?.displayName ?? '' }]}
      appoints
      prints={wish.deputy}
      rowsOf={() => (row === null || clash !== undefined ? null : [row])}
      blocked={alone}
      fields={(state) => (
        <>
          <OfficeFields {...state} wish={wish} onChange={set} />
          <HolderFields
            {...state}
            wish={wish}
            wrong={clash === undefined ? undefined : clashText(t, clash)}
            onChange={set}
          />
          {alone ? (
            <Notice intent="warning">{t('authorisation.steps.nobody')}</Notice>
          ) : (
            <>
              <TermFields {...state} wish={wish} today={today} onChange={set} />
              {wish.office !== null && !wish.deputy && (
                <Text size={200}>{t('authorisation.appointing.ownPaper')}</Text>
              )}
            </>
          )}
        </>
      )}
      onEntered={(number, print) => {
        useOfficeWish.setState({ wish: null });
        onEntered(number, print);
      }}
      onClose={onClose}
    />
  );
}

type FieldsProps = FormState & { wish: OfficeWish; onChange: (wish: OfficeWish) => void };

/** Which office, whether as its deputy, and what of the Mayor's a deputy mayor may do. */
function OfficeFields({ wish, asked, busy, onChange }: FieldsProps) {
  const styles = useStyles();
  const t = useText();
  const powersId = useId();
  const { office, deputy, powers } = wish;
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
            if (chosen !== undefined) onChange(withOffice(wish, chosen, deputy));
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
            if (office !== null) onChange(withOffice(wish, office, checked === true));
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
                  ...wish,
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
function HolderFields({ wish, wrong, asked, busy, onChange }: FieldsProps & { wrong: string | undefined }) {
  const styles = useStyles();
  const t = useText();
  const { office, deputy, person, name, employee } = wish;
  const missing = asked && officeProblems(wish).person;
  return (
    <>
      {name === null ? (
        <PersonField
          key={wish.number}
          person={person}
          error={wrong ?? (missing ? t('authorisation.form.personMissing') : undefined)}
          hint={undefined}
          readOnly={busy}
          autoFocus={false}
          onChange={(chosen) => onChange({ ...wish, person: chosen })}
        />
      ) : (
        <TextField
          label={t('authorisation.appointing.name')}
          required
          maxLength={200}
          readOnly={busy}
          value={name}
          error={missing ? t('authorisation.appointing.nameMissing') : undefined}
          onChange={(_, { value }) => onChange({ ...wish, name: value })}
        />
      )}
      <div className={styles.checks}>
        {office === 'mayor' && !deputy && (
          <Checkbox
            label={t('authorisation.appointing.withoutAccount')}
            checked={name !== null}
            disabled={busy}
            onChange={(_, { checked }) => onChange({ ...wish, name: checked === true ? '' : null })}
          />
        )}
        <Checkbox
          label={t('authorisation.appointing.employee')}
          checked={employee}
          disabled={busy}
          onChange={(_, { checked }) => onChange({ ...wish, employee: checked === true })}
        />
      </div>
    </>
  );
}

function TermFields({ wish, today, asked, busy, onChange }: FieldsProps & { today: string }) {
  const styles = useStyles();
  const t = useText();
  const problems = asked ? officeProblems(wish) : null;
  const { from, to } = wish;
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
          onChange={(day) => onChange({ ...wish, from: day })}
        />
        {to !== null && (
          <DayField
            label={t('authorisation.form.to')}
            required
            value={to}
            last={last}
            error={dayWrong(t, problems?.to ?? null)}
            readOnly={busy}
            onChange={(day) => onChange({ ...wish, to: day })}
          />
        )}
      </div>
      <div className={styles.checks}>
        <Checkbox
          label={t('authorisation.untilRevoked')}
          checked={to === null}
          disabled={busy}
          onChange={(_, { checked }) =>
            onChange({ ...wish, to: checked === true ? null : typedDay(addMonths(today, 12)) })
          }
        />
      </div>
    </>
  );
}
