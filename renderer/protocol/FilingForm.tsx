import {
  Button,
  Checkbox,
  Field,
  Input,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Radio,
  RadioGroup,
} from '@fluentui/react-components';
import { CalendarMonth20Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { useText } from '../text.ts';
import { Calendar } from '../ui/Calendar.tsx';
import { TextAreaField } from '../ui/Field.tsx';
import { readDay, typedDay } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { type Filing, type FilingProblems, type Way } from './filing.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '16px' },
  ways: { marginLeft: '-8px' },
  day: { width: '168px' },
  unsigned: { marginLeft: '-8px' },
});

type FilingFormProps = {
  filing: Filing;
  /** How often filing was asked for in vain. */
  asked: number;
  /** null until filing was asked for. */
  problems: FilingProblems | null;
  today: string;
  readOnly: boolean;
  onChange: (filing: Filing) => void;
};

/** How, when and by whom signed the protocol lies in the case file (§ 4 ust. 3). */
export function FilingForm({ asked, filing, problems, today, readOnly, onChange }: FilingFormProps) {
  const styles = useStyles();
  const t = useText();
  const form = useRef<HTMLDivElement>(null);
  useFocusWrong(form, asked);
  const wrongDay = problems?.day ?? null;
  return (
    <div ref={form} className={styles.form}>
      <Field label={t('protocol.finish.way')}>
        <RadioGroup
          className={styles.ways}
          layout="horizontal"
          value={filing.way}
          disabled={readOnly}
          onChange={(_, { value }) => onChange({ ...filing, way: value as Way })}
        >
          <Radio value="paper" label={t('protocol.finish.paper')} />
          <Radio value="ezd" label={t('protocol.finish.ezd')} />
        </RadioGroup>
      </Field>
      <Field
        label={t('protocol.finish.day')}
        {...(wrongDay === null
          ? {}
          : { validationState: 'error' as const, validationMessage: t(`protocol.finish.${wrongDay}`) })}
      >
        <Input
          className={styles.day}
          value={filing.day}
          readOnly={readOnly}
          onChange={(_, { value }) => onChange({ ...filing, day: value })}
          contentAfter={
            <DayButton
              day={readDay(filing.day)}
              today={today}
              onChoose={(day) => onChange({ ...filing, day: typedDay(day) })}
            />
          }
        />
      </Field>
      <Checkbox
        className={styles.unsigned}
        label={t('protocol.finish.missingSignature')}
        checked={filing.unsigned}
        disabled={readOnly}
        onChange={(_, { checked }) => onChange({ ...filing, unsigned: checked === true })}
      />
      {filing.unsigned && (
        <TextAreaField
          label={t('protocol.finish.missingReason')}
          required
          autoFocus
          rows={3}
          maxLength={500}
          readOnly={readOnly}
          value={filing.reason}
          error={problems?.reason === true ? t('protocol.finish.missingReasonNeeded') : undefined}
          onChange={(_, { value }) => onChange({ ...filing, reason: value })}
        />
      )}
    </div>
  );
}

function DayButton({
  day,
  today,
  onChoose,
}: {
  day: string | null;
  today: string;
  onChoose: (day: string) => void;
}) {
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
          aria-label={t('protocol.finish.chooseDay')}
        />
      </PopoverTrigger>
      <PopoverSurface aria-label={t('protocol.finish.chooseDay')}>
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
