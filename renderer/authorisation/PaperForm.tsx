import { Button, Spinner } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import type { AskedRows } from '../../shared/authorisation.ts';
import { call, failureOf } from '../api.ts';
import type { Appointed } from '../confirmers.ts';
import { useKeeperAway } from '../connection.ts';
import { useText } from '../text.ts';
import { focusFirst } from '../ui/focus.ts';
import { Hint } from '../ui/Hint.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { readDay } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { refreshPapers, withOnly } from './papers.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { SignatureFields } from './SignatureFields.tsx';
import { newSignature, signatureProblems, signedInput } from './authorisation-draft.ts';

/** What the fields of a form are told: whether it was sent in vain, may not be changed now, or has those of a signature below. */
export type FormState = { asked: boolean; busy: boolean; already: boolean };

type Props = {
  title: string;
  subtitle?: string;
  today: string;
  appointments: readonly Appointed[];
  /** Whom the paper is about, in the order of its rows. */
  people: readonly { guid: string | null; name: string }[];
  /** An appointment: nobody declares anything, and somebody outside the program's offices may have signed. */
  appoints?: boolean;
  /** The program prints it; a paper that it does not print exists already. */
  prints: boolean;
  /** What is asked for, with the day of each declaration where the paper exists already; null while something is wrong. */
  rowsOf: (declared: readonly (string | null)[]) => AskedRows | null;
  /** It cannot be entered: the fields say why, in place of the others. */
  blocked: boolean;
  fields: (state: FormState) => ReactNode;
  /** It was entered: its first number, and whether it is to be printed at once. */
  onEntered: (number: string, print: boolean) => void;
  onClose: () => void;
};

/** A new paper in the panel: prepared and printed, or, where it exists already, entered with its signature. */
export function PaperForm(props: Props) {
  const {
    title,
    subtitle,
    today,
    appointments,
    people,
    appoints = false,
    prints,
    rowsOf,
    blocked,
    fields,
  } = props;
  const t = useText();
  const form = useRef<HTMLDivElement>(null);
  const signing = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const [chosen, setAlready] = useState(false);
  const already = chosen || !prints;
  const declarations = appoints ? [] : people.map(() => today);
  const [typed, setSignature] = useState(() => newSignature(today, declarations));
  const fresh = newSignature(today, declarations);
  const fitting = {
    ...typed,
    declared: fresh.declared.map((day, place) => typed.declared[place] ?? day),
  };
  const signature = withOnly(
    fitting,
    appointments,
    people.map(({ guid }) => guid),
  );
  const rows = rowsOf(signature.declared.map((day) => (already ? readDay(day) : null)));
  const signed = signedInput(signature, today);
  const entered = async (numbers: readonly string[], print: boolean): Promise<void> => {
    await refreshPapers();
    props.onEntered(numbers[0] ?? '', print);
  };
  const preparing = useMutation({
    mutationFn: async () => (rows === null ? [] : (await call('authorisation.prepare', { rows })).numbers),
    onSuccess: (numbers) => entered(numbers, true),
  });
  const registering = useMutation({
    mutationFn: async (password: string) =>
      rows === null || signed === null
        ? []
        : (await call('authorisation.register', { rows, ...signed, password })).numbers,
    onSuccess: (numbers) => entered(numbers, false),
  });
  const busy = preparing.isPending || registering.isPending;
  const away = useKeeperAway();
  const vain = (): void => setAsked((times) => times + 1);
  const send = already ? (
    <PasswordSend
      label={t('authorisation.steps.register')}
      busyLabel={t('authorisation.steps.registering')}
      busy={busy}
      failure={registering.isError ? failureOf(registering.error) : null}
      ready={() => {
        if (rows !== null && signed !== null) return true;
        vain();
        return false;
      }}
      onSend={registering.mutate}
    />
  ) : (
    <>
      {preparing.isError && <FailureNotice failure={failureOf(preparing.error)} />}
      <Hint text={away}>
        <Button
          appearance="primary"
          disabledFocusable={busy || away !== null}
          {...(busy ? { icon: <Spinner size="tiny" /> } : {})}
          onClick={() => (rows === null ? vain() : preparing.mutate())}
        >
          {t(busy ? 'authorisation.form.preparing' : 'authorisation.form.prepare')}
        </Button>
      </Hint>
      <Button
        disabledFocusable={busy}
        onClick={() => {
          setAlready(true);
          requestAnimationFrame(() => focusFirst(signing.current));
        }}
      >
        {t('authorisation.form.already')}
      </Button>
    </>
  );
  return (
    <Panel title={title} subtitle={subtitle} onClose={props.onClose} footer={!blocked && send}>
      <Stack gap={16} ref={form}>
        {fields({ asked: asked > 0, busy, already })}
        {already && !blocked && (
          <div ref={signing}>
            <SignatureFields
              signature={signature}
              problems={asked > 0 ? signatureProblems(signature, today) : null}
              appointments={appointments}
              people={people}
              outside={appoints}
              today={today}
              readOnly={busy}
              onChange={setSignature}
            />
          </div>
        )}
      </Stack>
    </Panel>
  );
}
