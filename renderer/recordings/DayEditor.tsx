import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { useText } from '../text.ts';
import { Calendar } from '../ui/Calendar.tsx';
import { TextField } from '../ui/Field.tsx';
import { readDay, typedDay } from '../ui/time.ts';
import { focusText } from '../ui/focus.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import type { Conditions } from './conditions.ts';
import { type CheckedDays, checkDays, type DayField, parseDays } from './days.ts';
import { mondayOf } from './dates.ts';
import { dayProblemText, daysText } from './days-text.ts';

const twoColumns = {
  width: '464px',
  display: 'grid',
  gridTemplateColumns: '224px 224px',
  gridTemplateRows: 'auto auto auto 1fr',
  alignItems: 'start',
  columnGap: '16px',
} as const;
const secondColumn = { gridColumn: 2, gridRow: '1 / span 4' } as const;

const useStyles = makeStyles({
  form: {
    width: '224px',
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    '@media (max-height: 599px)': twoColumns,
  },
  calendar: { '@media (max-height: 599px)': secondColumn },
  lowForm: twoColumns,
  lowCalendar: secondColumn,
  quick: { display: 'flex', flexWrap: 'wrap', gap: '4px' },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

/** What is asked most often, from which day to which; several days only beside a case number. */
const quick = [
  { name: 'today', days: (today: string) => [today] },
  { name: 'yesterday', days: (today: string) => [addDays(today, -1)] },
  { name: 'lastWeek', days: (today: string) => [-7, -1].map((at) => addDays(mondayOf(today), at)) },
  {
    name: 'monthStart',
    days: (today: string) => ['01', '10'].map((date) => `${today.slice(0, 8)}${date}`),
  },
] as const;

type Props = {
  conditions: Conditions;
  /** Where there is too little room for both, the calendar stands beside the fields: their button stays in view. So it is in every low window. */
  low: boolean;
  onApply: (change: Partial<Conditions>) => void;
};

/** The small form of the days: typed in figures or words, or chosen from the calendar. */
export function DayEditor({ conditions, low, onApply }: Props) {
  const styles = useStyles();
  const t = useText();
  const today = legalDay();
  const ranged = conditions.case !== null;
  const [from, setFrom] = useState(conditions.day === null ? '' : typedDay(conditions.day));
  const [to, setTo] = useState(ranged && conditions.dayTo !== null ? typedDay(conditions.dayTo) : '');
  const [wrong, setWrong] = useState<Extract<CheckedDays, { ok: false }> | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const [vain, setVain] = useState(0);
  useFocusWrong(form, vain);
  useEffect(() => focusText(form.current?.querySelector('input') ?? null), []);

  const apply = (first: string, last: string): void => {
    const checked = checkDays(first, last, today, ranged);
    if (checked.ok) onApply({ day: checked.day, dayTo: checked.dayTo });
    else {
      setWrong(checked);
      setVain(vain + 1);
    }
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    apply(from, ranged ? to : '');
  };
  const error = (field: DayField): string | undefined =>
    wrong?.field === field ? dayProblemText(t, wrong.problem) : undefined;
  const meant = parseDays(from, today);
  const shown = meant.ok ? meant.day : null;
  const last = meant.ok ? (meant.dayTo ?? (ranged ? readDay(to) : null)) : null;

  return (
    <form
      ref={form}
      className={mergeClasses(styles.form, low && styles.lowForm)}
      onSubmit={submit}
      noValidate
    >
      <TextField
        label={t('recordings.conditions.day')}
        placeholder={t('recordings.editor.dayExample')}
        hint={
          meant.ok && from.trim() !== typedDay(meant.day)
            ? t('recordings.editor.meant', { days: daysText(meant) })
            : undefined
        }
        value={from}
        error={error('day')}
        onChange={(_, { value }) => {
          setFrom(value);
          setWrong(null);
        }}
      />
      <div className={styles.quick}>
        {quick
          .map(({ name, days }) => ({ name, days: days(today).map((day) => (day < today ? day : today)) }))
          .filter(({ days }) => ranged || days.length === 1)
          .map(({ name, days: [first = today, last] }) => (
            <Button
              key={name}
              size="small"
              onClick={() => apply(typedDay(first), last ? typedDay(last) : '')}
            >
              {t(`recordings.editor.${name}`)}
            </Button>
          ))}
      </div>
      <div className={mergeClasses(styles.calendar, low && styles.lowCalendar)}>
        <Calendar
          key={shown ?? ''}
          value={shown}
          to={last}
          today={today}
          onChoose={(day) => {
            setFrom(typedDay(day));
            if (to.trim() === '') apply(typedDay(day), '');
          }}
        />
      </div>
      {ranged ? (
        <TextField
          label={t('recordings.editor.dayTo')}
          placeholder={t('recordings.editor.dayToExample')}
          value={to}
          error={error('dayTo')}
          onChange={(_, { value }) => {
            setTo(value);
            setWrong(null);
          }}
        />
      ) : (
        <Text className={styles.quiet}>{t('recordings.editor.dayRangeHint')}</Text>
      )}
      <Button type="submit" appearance="primary">
        {t('recordings.search.apply')}
      </Button>
    </form>
  );
}
