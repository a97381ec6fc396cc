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
  newWish,
  problemsOf,
  type Quality,
  rowOf,
  useWish,
  validOf,
  type Wish,
  withQuality,
} from './wish.ts';
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
  const wish = useWish((state) => state.wish) ?? newWish(today);
  const change = (part: Partial<Wish>): void => useWish.setState({ wish: { ...wish, ...part } });
  const subject = wish.person?.guid ?? null;
  const listed = usePapers({ what: 'authorisation', show: 'valid', text: null });
  const valid = subject === null ? undefined : validOf(listed.data?.rows ?? [], subject);
  // SECURITY: as the keeper judges; said before the form, which would be filled in in vain.
  const alone = subject !== null && confirmersOf(appointments, [own, subject], wish).length === 0;
  const row = rowOf(wish, today, null);
  const clash =
    row === null
      ? undefined
      : clashing({ ...row, guid: row.subjectGuid, role: 'authorisation' }, appointments, row.number);
  const person = ({ asked, busy }: FormState) => (
    <PersonField
      key={wish.number}
      person={wish.person}
      error={
        clash !== undefined
          ? clashText(t, clash)
          : asked && problemsOf(wish, today).person
            ? t('authorisation.form.personMissing')
            : undefined
      }
      hint={
        valid === undefined || valid.number === wish.former
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
        wish.number !== null
          ? t('authorisation.form.again', { number: wish.number })
          : wish.former !== null
            ? t('authorisation.prolong.one', { number: wish.former })
            : t('authorisation.form.title')
      }
      today={today}
      appointments={appointments}
      people={[{ guid: subject, name: wish.person?.displayName ?? '' }]}
      prints
      rowsOf={([declaredOn = null]) => {
        const asked = rowOf(wish, today, declaredOn);
        return asked === null || clash !== undefined ? null : [asked];
      }}
      blocked={alone}
      fields={(state) => (
        <>
          {person(state)}
          {alone ? (
            <Notice intent="warning">{t('authorisation.steps.nobody')}</Notice>
          ) : (
            <WishFields {...state} wish={wish} today={today} onChange={change} />
          )}
        </>
      )}
      onEntered={(number, print) => {
        useWish.setState({ wish: null });
        onEntered(number, print);
      }}
      onClose={onClose}
    />
  );
}

type FieldsProps = FormState & { wish: Wish; today: string; onChange: (part: Partial<Wish>) => void };

/** What an authorisation covers, and from when to when. */
function WishFields({ wish, today, asked, busy, onChange }: FieldsProps) {
  const styles = useStyles();
  const t = useText();
  const purposesId = useId();
  const problems = asked ? problemsOf(wish, today) : null;
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
            checked={wish.purposes.includes(one)}
            disabled={
              busy || wish.quality === 'only' || (wish.quality === 'also' && one === 'SERVICE_STANDARDS')
            }
            onChange={(_, { checked }) =>
              onChange({
                purposes: purpose.options.filter((other) =>
                  other === one ? checked === true : wish.purposes.includes(other),
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
        chosen={wish.departments}
        readOnly={busy}
        onChange={(departments) => onChange({ departments })}
      />
      <Field label={t('authorisation.form.quality')}>
        <RadioGroup
          layout="horizontal"
          value={wish.quality}
          disabled={busy}
          onChange={(_, { value }) => onChange(withQuality(wish, value as Quality))}
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
            value={wish[one]}
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
