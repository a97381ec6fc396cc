import { Button, makeStyles } from '@fluentui/react-components';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../text.ts';
import { TextField } from '../ui/Field.tsx';
import { focusText } from '../ui/focus.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { type ConditionName, type Conditions, without } from './conditions.ts';
import { DayEditor } from './DayEditor.tsx';
import { type CallerWanted, type Parsed, parseCallerWanted, parseMinutes, parseName } from './parsing.ts';
import { type TypedError } from './typed-text.ts';
import { type Around, parseHours, type Window } from './hours.ts';

const useStyles = makeStyles({
  form: { width: '240px', display: 'flex', flexDirection: 'column', gap: '12px' },
  quick: { alignSelf: 'flex-start' },
});

type Props = {
  name: ConditionName;
  conditions: Conditions;
  /** It opens from the middle of the page, and has half of its height. */
  low: boolean;
  onApply: (change: Partial<Conditions>) => void;
};

/** The small form of one condition. Enter or „Zastosuj” applies it; what cannot be understood stays, with its reason. */
export function ConditionEditor({ name, ...props }: Props) {
  return name === 'day' ? <DayEditor {...props} /> : <TextEditor {...props} name={name} />;
}

type TextCondition = Exclude<ConditionName, 'day'>;

type Problem = TypedError | 'around' | 'hourOrder' | 'digits' | 'digitsFew' | 'digitsBetween' | 'minutes';

/** What a form shows of its condition, and what it makes of the text. */
type Editor = {
  shown: (conditions: Conditions) => string;
  read: (text: string) => Parsed<Partial<Conditions>, Problem>;
};

const editors: Record<TextCondition, Editor> = {
  hour: {
    shown: ({ around, aroundMinutes, hourFrom, hourTo }) => {
      if (around !== null) return aroundMinutes === null ? around : `${around} (± ${aroundMinutes} min)`;
      return hourFrom === null ? '' : `${hourFrom}–${hourTo ?? ''}`;
    },
    read: (text) => to(parseHours(text), hourOf),
  },
  caller: {
    shown: ({ digits, withheld }) => (withheld ? withheldTyped : (digits ?? '')),
    read: (text) => to(parseCallerWanted(text), callerOf),
  },
  answeredBy: {
    shown: ({ answeredBy }) => answeredBy ?? '',
    read: (text) => to(parseName(text), (answeredBy) => ({ answeredBy })),
  },
  department: {
    shown: ({ department }) => department ?? '',
    read: (text) => to(parseName(text), (department) => ({ department })),
  },
  extension: {
    shown: ({ extension }) => extension ?? '',
    read: (text) => to(parseName(text), (extension) => ({ extension })),
  },
  minSeconds: {
    shown: ({ minSeconds }) => (minSeconds === null ? '' : String(minSeconds / 60).replace('.', ',')),
    read: (text) => to(parseMinutes(text), (minSeconds) => ({ minSeconds })),
  },
};

/** As it is typed. */
const withheldTyped = 'numer zastrzeżony';

function hourOf(wanted: string | Around | Window): Partial<Conditions> {
  if (typeof wanted === 'string') return { around: wanted };
  if ('around' in wanted) return { around: wanted.around, aroundMinutes: wanted.minutes };
  return { hourFrom: wanted.from, hourTo: wanted.to };
}

function callerOf(wanted: CallerWanted): Partial<Conditions> {
  return wanted === 'withheld' ? { withheld: true } : wanted;
}

function to<Value, Error extends string>(
  parsed: Parsed<Value, Error>,
  change: (value: Value) => Partial<Conditions>,
): Parsed<Partial<Conditions>, Error> {
  return parsed.ok ? { ok: true, value: change(parsed.value) } : parsed;
}

function TextEditor({ name, conditions, onApply }: Omit<Props, 'low'> & { name: TextCondition }) {
  const styles = useStyles();
  const t = useText();
  const { shown, read } = editors[name];
  const [text, setText] = useState(shown(conditions));
  const [wrong, setWrong] = useState<Problem | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const [vain, setVain] = useState(0);
  useFocusWrong(form, vain);
  useEffect(() => focusText(form.current?.querySelector('input') ?? null), []);

  const apply = (typed: string): void => {
    const found = read(typed);
    if (found.ok) {
      // First nothing of this condition, then what it is now: an hour or a window, digits or withheld.
      onApply({ ...without(name), ...found.value });
      return;
    }
    setWrong(found.error);
    setVain(vain + 1);
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    apply(text);
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={t(`recordings.editor.${name}.label`)}
        help={name === 'hour' || name === 'caller' ? name : undefined}
        hint={t(`recordings.editor.${name}.hint`)}
        error={wrong === null ? undefined : t(`recordings.errors.${wrong}`)}
        value={text}
        onChange={(_, { value }) => {
          setText(value);
          setWrong(null);
        }}
      />
      {name === 'caller' && (
        <Button className={styles.quick} size="small" onClick={() => apply(withheldTyped)}>
          {t('recordings.chips.withheld')}
        </Button>
      )}
      <Button type="submit" appearance="primary">
        {t('recordings.search.apply')}
      </Button>
    </form>
  );
}
