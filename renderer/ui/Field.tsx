import {
  Field,
  type FieldProps,
  Input,
  type InputProps,
  makeStyles,
  mergeClasses,
  Textarea,
  type TextareaProps,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { locale, useText } from '../text.ts';
import { HelpedField, type HelpTopic } from './Help.tsx';

type Frame = {
  label: string;
  /** Shown in red below the field, and read out; the field keeps what was typed. */
  error?: string | undefined;
  hint?: ReactNode;
  /** Said in place of the hint, more clearly: something is not as it should be, and nothing is wrong with what was typed. */
  warning?: string | undefined;
  required?: boolean | undefined;
  /** What the mark beside the name explains. */
  help?: HelpTopic | undefined;
};

/** Said while a field is full: the browser cuts what is typed or pasted beyond its length without a word. */
export function useFull(value: string | undefined, maxLength: number | undefined): string | undefined {
  const t = useText();
  if (maxLength === undefined || (value?.length ?? 0) < maxLength) return undefined;
  return t('common.fieldFull', { most: maxLength.toLocaleString(locale()) });
}

/** The pieces of Fluent's Field that depend on the presence of an error, a warning or a hint. */
function frame({ label, error, hint, warning, required = false }: Frame, full = warning) {
  return {
    label,
    required,
    ...(error !== undefined && error !== ''
      ? { validationMessage: error, validationState: 'error' as const }
      : full !== undefined
        ? { validationMessage: full, validationState: 'warning' as const }
        : {}),
    ...(hint !== undefined ? { hint: <>{hint}</> } : {}),
  };
}

function Framed({ help, ...field }: FieldProps & Pick<Frame, 'help'>) {
  return help === undefined ? <Field {...field} /> : <HelpedField {...field} help={help} />;
}

/** A line to type in, with its name above and its error below. `ref` and the rest go to the input. */
export function TextField({ label, error, hint, required, help, ...input }: Frame & InputProps) {
  const full = useFull(input.value, input.maxLength);
  return (
    <Framed help={help} {...frame({ label, error, hint, required }, full)}>
      <Input {...input} />
    </Framed>
  );
}

const useStyles = makeStyles({
  area: {
    // Nothing that stands there is wrapped anew when a scroll bar comes.
    '& textarea': { scrollbarGutter: 'stable' },
    // In no theme taken for what somebody typed.
    '& textarea::placeholder': { fontStyle: 'italic' },
  },
});

/** Several lines to type in, with its name above and its error below. */
export function TextAreaField(props: Frame & TextareaProps) {
  const { label, error, hint, warning, required, help, className, ...area } = props;
  const styles = useStyles();
  const full = useFull(area.value, area.maxLength);
  return (
    <Framed help={help} {...frame({ label, error, hint, warning, required }, full)}>
      <Textarea {...area} onFocus={showWhole} className={mergeClasses(styles.area, className)} />
    </Framed>
  );
}

/** Chromium shows no more than the line of the cursor: the frame, which says where the focus is, may lie under a footer. */
function showWhole({ currentTarget }: { currentTarget: Element }): void {
  currentTarget.scrollIntoView({ block: 'nearest' });
}
