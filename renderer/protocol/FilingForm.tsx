import { Field, makeStyles, Radio } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useText } from '../text.ts';
import { Checkbox, RadioGroup } from '../ui/Choice.tsx';
import { DayInput } from '../ui/DayInput.tsx';
import { TextAreaField } from '../ui/Field.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { type Filing, type FilingProblems, type Way } from './filing.ts';

const useStyles = makeStyles({
  day: { width: '168px' },
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
  // The focus goes to the field that a tick opens, and not to one that is there when the page is.
  const [ticked, setTicked] = useState(false);
  const wrongDay = problems?.day ?? null;
  return (
    <Stack gap={12} ref={form}>
      <Field label={t('protocol.finish.way')}>
        <RadioGroup
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
        <DayInput
          className={styles.day}
          value={filing.day}
          today={today}
          readOnly={readOnly}
          onChange={(day) => onChange({ ...filing, day })}
        />
      </Field>
      <Checkbox
        label={t('protocol.finish.missingSignature')}
        checked={filing.unsigned}
        disabled={readOnly}
        onChange={(_, { checked }) => {
          setTicked(true);
          onChange({ ...filing, unsigned: checked === true });
        }}
      />
      {filing.unsigned && (
        <TextAreaField
          label={t('protocol.finish.missingReason')}
          required
          autoFocus={ticked}
          rows={3}
          maxLength={500}
          readOnly={readOnly}
          value={filing.reason}
          error={problems?.reason === true ? t('protocol.finish.missingReasonNeeded') : undefined}
          onChange={(_, { value }) => onChange({ ...filing, reason: value })}
        />
      )}
    </Stack>
  );
}
