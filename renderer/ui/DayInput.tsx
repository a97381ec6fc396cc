import {
  Button,
  Input,
  type InputProps,
  Popover,
  PopoverSurface,
  PopoverTrigger,
} from '@fluentui/react-components';
import { CalendarMonth20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
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

type ButtonProps = { day: string | null; today: string; onChoose: (day: string) => void };

function DayButton({ day, today, onChoose }: ButtonProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={(_, data) => setOpen(data.open)}
      trapFocus
      positioning={{ position: 'below', align: 'end', autoSize: 'height' }}
    >
      <PopoverTrigger disableButtonEnhancement>
        <Button
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
