import {
  Button,
  Field,
  Input,
  type InputProps,
  Popover,
  PopoverSurface,
  PopoverTrigger,
} from '@fluentui/react-components';
import { CalendarMonth20Regular } from '@fluentui/react-icons';
import { useCallback, useState } from 'react';
import { useText } from '../text.ts';
import { Calendar } from './Calendar.tsx';
import { readDay, typedDay } from './time.ts';

type Props = Omit<InputProps, 'value' | 'onChange' | 'contentAfter' | 'type'> & {
  /** As typed: `25.11.2026`, or whatever stands there. */
  value: string;
  /** The last day that the calendar offers. */
  today: string;
  onChange: (typed: string) => void;
};

/** A day to type, or to choose from the calendar. */
export function DayInput({ value, today, onChange, ...input }: Props) {
  return (
    <Input
      {...input}
      value={value}
      onChange={(_, { value: typed }) => onChange(typed)}
      contentAfter={
        <DayButton day={readDay(value)} today={today} onChoose={(day) => onChange(typedDay(day))} />
      }
    />
  );
}

type FieldProps = {
  label: string;
  value: string;
  /** The last day that the calendar offers. */
  last: string;
  /** What is wrong with it, said below. */
  error: string | undefined;
  hint?: string | undefined;
  required?: boolean;
  readOnly: boolean;
  onChange: (typed: string) => void;
};

/** A day of a form, with what is wrong with it below. */
export function DayField({ label, last, error, hint, required = false, ...input }: FieldProps) {
  return (
    <Field
      label={label}
      required={required}
      {...(error === undefined ? {} : { validationState: 'error' as const, validationMessage: error })}
      {...(hint === undefined ? {} : { hint })}
    >
      <DayInput {...input} today={last} />
    </Field>
  );
}

type ButtonProps = { day: string | null; today: string; onChoose: (day: string) => void };

function DayButton({ day, today, onChoose }: ButtonProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [field, setField] = useState<HTMLElement | null>(null);
  const hold = useCallback(
    (button: HTMLElement | null) => setField(button?.closest<HTMLElement>('.fui-Input') ?? null),
    [],
  );
  return (
    <Popover
      open={open}
      onOpenChange={(_, data) => setOpen(data.open)}
      trapFocus
      // Below the field, from its beginning: the field may end at the edge of the window.
      positioning={{
        ...{ position: 'below', align: 'start', autoSize: 'height' },
        target: field,
      }}
    >
      <PopoverTrigger disableButtonEnhancement>
        <Button
          ref={hold}
          appearance="transparent"
          size="small"
          icon={<CalendarMonth20Regular />}
          aria-label={t('common.calendar.choose')}
        />
      </PopoverTrigger>
      <PopoverSurface aria-label={t('common.calendar.choose')}>
        <Calendar
          value={day}
          today={today}
          onChoose={(chosen) => {
            onChoose(chosen);
            setOpen(false);
          }}
        />
      </PopoverSurface>
    </Popover>
  );
}
