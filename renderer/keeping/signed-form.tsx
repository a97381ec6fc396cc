import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import type { FailureCode } from '../../shared/failure.ts';
import { visibleLength } from '../../shared/words.ts';
import { failureOf } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import type { Begin } from '../shown-page.ts';
import { useFailureText, useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { Stack } from '../ui/Stack.tsx';
import { readDay } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { useUnsentForm } from '../unsent.ts';

type Sending = UseMutationResult<object, Error, string>;
/** What is typed in lines, beside what is chosen. */
type Form = { typed: Readonly<Record<string, string>> };

type Signed<Of extends Form> = {
  /** Where it is kept while nobody has sent it, with what its page shows it, and what it is called there. */
  place: string;
  begin: Begin;
  name: string;
  first: Of;
  /** Whether everything is there that its entry needs. */
  isWhole: (form: Of) => boolean;
  send: (form: Of, password: string) => Promise<object>;
  /** Which field a refusal is about: it is said below it. */
  about?: Partial<Record<FailureCode, keyof Of['typed'] & string>>;
  onSent: () => void;
  refresh: () => Promise<void>;
};

/** A form of „Nagrania” that is sent with the password: its words outlive the page, and after a vain attempt it shows what is missing. */
export function useSigned<Of extends Form>(of: Signed<Of>) {
  const t = useText();
  const word = useFailureText();
  const [asked, setAsked] = useState(0);
  const [kept, keep] = useUnsentForm<Of>(of.place, of.begin);
  const form = kept ?? of.first;
  const sending = useSending(
    (password) => of.send(form, password),
    async () => {
      keep(null, '');
      of.onSent();
      await of.refresh();
    },
  );
  const busy = sending.isPending;
  const failure = sending.isError ? failureOf(sending.error) : null;
  const wrong = failure === null ? undefined : of.about?.[failure.code];
  const [refusedAt, setRefusedAt] = useState(0);
  // Refused for a field is sent in vain, too: the field takes the focus.
  if (wrong !== undefined && sending.submittedAt !== refusedAt) {
    setRefusedAt(sending.submittedAt);
    setAsked((times) => times + 1);
  }
  const change = (part: Partial<Of>): void => {
    // What was said of the form before is not said of this one.
    sending.reset();
    const now: Of = { ...form, ...part };
    keep(JSON.stringify(now) === JSON.stringify(of.first) ? null : now, of.name);
  };
  type Field = keyof Of['typed'] & string;
  const textOf = (field: Field): string => form.typed[field] ?? '';
  const refusalOf = (field: Field): string | undefined =>
    failure !== null && field === wrong ? word(failure) : undefined;
  const type = (field: Field, text: string): void =>
    change({ typed: { ...form.typed, [field]: text } } as Partial<Of>);
  return {
    ...{ form, asked, busy, sending, change, isTold: wrong !== undefined, refresh: of.refresh },
    /** Of what somebody else has done nothing is left to send. */
    drop: () => keep(null, ''),
    /** What a field takes that may stay empty. */
    free: (field: Field) => ({
      readOnly: busy,
      value: textOf(field),
      onChange: (_: unknown, { value }: { value: string }) => type(field, value),
    }),
    /** The same of one that may not: at least so many characters, or that is said of it. */
    needed: (field: Field, missing: string = t('keeping.end.missing'), least = 1) => ({
      required: true,
      readOnly: busy,
      value: textOf(field),
      error: asked > 0 && visibleLength(textOf(field)) < least ? missing : undefined,
      onChange: (_: unknown, { value }: { value: string }) => type(field, value),
    }),
    /** The same of a day. */
    day: (
      field: Field,
      missing: string = t('keeping.end.day'),
      isWrong = readDay(textOf(field)) === null,
    ) => ({
      required: true,
      readOnly: busy,
      value: textOf(field),
      error: asked > 0 && isWrong ? missing : refusalOf(field),
      onChange: (value: string) => type(field, value),
    }),
    ready: (): boolean => {
      const isWhole = of.isWhole(form);
      if (!isWhole) setAsked((times) => times + 1);
      return isWhole;
    },
  };
}

/** What is entered with the password, and what follows from it. */
export function useSending(
  send: (password: string) => Promise<object>,
  onSuccess: () => Promise<void>,
): Sending {
  return useMutation({ mutationFn: send, onSuccess });
}

/** Its fields: after a vain attempt the first one that is wrong takes the focus. */
export function SignedFields({ asked, children }: { asked: number; children: ReactNode }) {
  const form = useRef<HTMLDivElement>(null);
  useFocusWrong(form, asked);
  return (
    <Stack gap={16} ref={form}>
      {children}
    </Stack>
  );
}

type FooterProps = {
  /** `isTold`: what was refused stands below its field already. */
  signed: {
    sending: Sending;
    ready?: () => boolean;
    isTold?: boolean;
    refresh: () => Promise<void>;
    drop?: () => void;
  };
  /** What will be kept or lost. */
  kept: string;
  label: string;
  busyLabel: string;
};

/** The end of such a panel. */
export function SignedFooter({ signed, kept, ...labels }: FooterProps) {
  const { sending, ready = () => true, isTold = false, refresh, drop } = signed;
  const again = (): void => {
    sending.reset();
    drop?.();
    void refresh();
  };
  return (
    <>
      <Muted size={200}>{kept}</Muted>
      <PasswordSend
        {...labels}
        busy={sending.isPending}
        failure={sending.isError && !isTold ? failureOf(sending.error) : null}
        ready={ready}
        onSend={sending.mutate}
        onReadAgain={again}
      />
    </>
  );
}
