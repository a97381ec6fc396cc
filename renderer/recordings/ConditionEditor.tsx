import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type SubmitEvent, useRef, useState } from 'react';
import { useText } from '../text.ts';
import { Calendar } from '../ui/Calendar.tsx';
import { TextField } from '../ui/Field.tsx';
import { dayOf, typedDay } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { type ConditionName, type Conditions } from './conditions.ts';
import { checkDays, type DayProblem } from './days.ts';
import { parseDay, parseDigits, parseMinutes, parseTime } from './parsing.ts';

const useStyles = makeStyles({
  form: { width: '224px', display: 'flex', flexDirection: 'column', gap: '12px' },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

type Props = {
  name: ConditionName;
  conditions: Conditions;
  onApply: (change: Partial<Conditions>) => void;
};

/** The small form of one condition. Enter or „Zastosuj” applies it; what cannot be understood stays, with its reason. */
export function ConditionEditor(props: Props) {
  return props.name === 'day' ? <DayEditor {...props} /> : <TextEditor {...props} name={props.name} />;
}

function DayEditor({ conditions, onApply }: Props) {
  const styles = useStyles();
  const t = useText();
  const today = dayOf();
  const ranged = conditions.case !== null;
  const [from, setFrom] = useState(conditions.day === null ? '' : typedDay(conditions.day));
  const [to, setTo] = useState(ranged && conditions.dayTo !== null ? typedDay(conditions.dayTo) : '');
  const [problem, setProblem] = useState<DayProblem | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const [vain, setVain] = useState(0);
  useFocusWrong(form, vain);

  const apply = (first: string, last: string): void => {
    const checked = checkDays(first, last, today);
    if (checked.ok) onApply({ day: checked.day, dayTo: checked.dayTo });
    else {
      setProblem(checked.problem);
      setVain(vain + 1);
    }
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    apply(from, ranged ? to : '');
  };
  const error = (field: DayProblem['field']): string | undefined =>
    problem?.field === field ? t(`recordings.errors.${problem.error}`) : undefined;

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={t('recordings.conditions.day')}
        placeholder={t('recordings.editor.dayExample')}
        value={from}
        error={error('day')}
        onChange={(_, { value }) => setFrom(value)}
      />
      <Calendar
        key={parseDay(from, today) ?? ''}
        value={parseDay(from, today)}
        today={today}
        onChoose={(day) => {
          setFrom(typedDay(day));
          if (to.trim() === '') apply(typedDay(day), '');
        }}
      />
      {ranged ? (
        <TextField
          label={t('recordings.editor.dayTo')}
          placeholder={t('recordings.editor.dayExample')}
          value={to}
          error={error('dayTo')}
          onChange={(_, { value }) => setTo(value)}
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

type TextCondition = Exclude<ConditionName, 'day'>;

const shown: Record<TextCondition, (conditions: Conditions) => string> = {
  around: ({ around }) => around ?? '',
  digits: ({ digits }) => digits ?? '',
  minSeconds: ({ minSeconds }) => (minSeconds === null ? '' : String(minSeconds / 60).replace('.', ',')),
};

const understood: Record<TextCondition, (text: string) => Partial<Conditions> | null> = {
  around: (text) => wrap('around', parseTime(text)),
  digits: (text) => wrap('digits', parseDigits(text)),
  minSeconds: (text) => wrap('minSeconds', parseMinutes(text)),
};

function wrap<Name extends TextCondition>(name: Name, value: Conditions[Name]): Partial<Conditions> | null {
  return value === null ? null : { [name]: value };
}

const words = {
  around: { label: 'aroundLabel', hint: 'aroundHint', error: 'around' },
  digits: { label: 'digitsLabel', hint: 'digitsHint', error: 'digits' },
  minSeconds: { label: 'minutesLabel', hint: 'minutesHint', error: 'minutes' },
} as const;

function TextEditor({ name, conditions, onApply }: Props & { name: TextCondition }) {
  const styles = useStyles();
  const t = useText();
  const [text, setText] = useState(shown[name](conditions));
  const [wrong, setWrong] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const [vain, setVain] = useState(0);
  useFocusWrong(form, vain);
  const { label, hint, error } = words[name];

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const change = understood[name](text);
    if (change !== null) {
      onApply(change);
      return;
    }
    setWrong(true);
    setVain(vain + 1);
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={t(`recordings.editor.${label}`)}
        hint={t(`recordings.editor.${hint}`)}
        error={wrong ? t(`recordings.errors.${error}`) : undefined}
        inputMode={name === 'around' ? 'text' : 'numeric'}
        placeholder={name === 'around' ? t('recordings.editor.aroundExample') : undefined}
        value={text}
        onChange={(_, { value }) => {
          setText(value);
          setWrong(false);
        }}
      />
      <Button type="submit" appearance="primary">
        {t('recordings.search.apply')}
      </Button>
    </form>
  );
}
