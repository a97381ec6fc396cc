import { Field } from '@fluentui/react-components';
import { useText } from '../text.ts';
import { DayInput } from '../ui/DayInput.tsx';
import type { DayProblem } from './wish.ts';

type Props = {
  label: string;
  value: string;
  /** The last day that the calendar offers. */
  last: string;
  problem: DayProblem | null;
  readOnly: boolean;
  onChange: (typed: string) => void;
};

/** A day of a form, with what is wrong with it below. */
export function DayField({ label, value, last, problem, readOnly, onChange }: Props) {
  const t = useText();
  return (
    <Field
      label={label}
      {...(problem === null
        ? {}
        : { validationState: 'error' as const, validationMessage: t(`authorisation.form.wrong.${problem}`) })}
    >
      <DayInput value={value} today={last} readOnly={readOnly} onChange={onChange} />
    </Field>
  );
}
