import { Field, Input, type InputProps, Textarea, type TextareaProps } from '@fluentui/react-components';
import type { ReactNode } from 'react';

type Frame = {
  label: string;
  /** Shown in red below the field, and read out; the field keeps what was typed. */
  error?: string | undefined;
  hint?: ReactNode;
  required?: boolean;
};

/** The pieces of Fluent's Field that depend on the presence of an error or a hint. */
function frame({ label, error, hint, required = false }: Frame) {
  return {
    label,
    required,
    ...(error !== undefined && error !== ''
      ? { validationMessage: error, validationState: 'error' as const }
      : {}),
    ...(hint !== undefined ? { hint: <>{hint}</> } : {}),
  };
}

/** A line to type in, with its name above and its error below. `ref` and the rest go to the input. */
export function TextField({ label, error, hint, required, ...input }: Frame & InputProps) {
  return (
    <Field {...frame({ label, error, hint, ...(required === undefined ? {} : { required }) })}>
      <Input {...input} />
    </Field>
  );
}

/** Several lines to type in, with its name above and its error below. */
export function TextAreaField({ label, error, hint, required, ...area }: Frame & TextareaProps) {
  return (
    <Field {...frame({ label, error, hint, ...(required === undefined ? {} : { required }) })}>
      <Textarea {...area} />
    </Field>
  );
}
