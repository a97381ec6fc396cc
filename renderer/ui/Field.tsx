import { Field, Input, type InputProps, Textarea, type TextareaProps } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { type HelpTopic, labelled } from './Help.tsx';

type Frame = {
  label: string;
  /** Shown in red below the field, and read out; the field keeps what was typed. */
  error?: string | undefined;
  hint?: ReactNode;
  required?: boolean | undefined;
  /** What the mark beside the name explains. */
  help?: HelpTopic | undefined;
};

/** The pieces of Fluent's Field that depend on the presence of an error or a hint. */
function frame({ label, error, hint, required = false, help }: Frame) {
  return {
    label: help === undefined ? label : labelled(label, help),
    required,
    ...(error !== undefined && error !== ''
      ? { validationMessage: error, validationState: 'error' as const }
      : {}),
    ...(hint !== undefined ? { hint: <>{hint}</> } : {}),
  };
}

/** A line to type in, with its name above and its error below. `ref` and the rest go to the input. */
export function TextField({ label, error, hint, required, help, ...input }: Frame & InputProps) {
  return (
    <Field {...frame({ label, error, hint, required, help })}>
      <Input {...input} />
    </Field>
  );
}

/** Several lines to type in, with its name above and its error below. */
export function TextAreaField({ label, error, hint, required, help, ...area }: Frame & TextareaProps) {
  return (
    <Field {...frame({ label, error, hint, required, help })}>
      <Textarea {...area} />
    </Field>
  );
}
