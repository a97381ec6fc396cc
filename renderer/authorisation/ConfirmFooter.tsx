import { Button } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Step } from '../../shared/authorisation.ts';
import { visibleLength } from '../../shared/words.ts';
import { call, failureOf } from '../api.ts';
import { useText } from '../text.ts';
import { TextAreaField } from '../ui/Field.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { refreshPapers } from './papers.ts';
import { PasswordSend } from '../PasswordSend.tsx';

type Props = {
  /** Of any row of the paper. */
  number: string;
  /** The entry that was shown. */
  waiting: Step | null;
  label: string;
  /** It may be sent back to be put right. */
  mayDiffer: boolean;
  onDone: () => void;
};

/** The end of a comparison: entry and paper agree, said with the password; or „Niezgodne…”, and in what. */
export function ConfirmFooter({ number, waiting, label, mayDiffer, onDone }: Props) {
  const t = useText();
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const [differs, setDiffers] = useState<string | null>(null);
  const confirming = useMutation({
    mutationFn: async (password: string) => {
      if (waiting === null) return;
      const { seq, hash } = waiting;
      await call('authorisation.confirm', { shown: [{ seq, hash }], password });
      await refreshPapers();
    },
    onSuccess: onDone,
    // What was entered anew meanwhile is shown, and read again.
    onError: (error) => (failureOf(error).code === 'confirm-outdated' ? refreshPapers() : undefined),
  });
  const sending = useMutation({
    mutationFn: async (words: string) => {
      const nothing = { until: null, paper: null };
      await call('authorisation.end', { number, why: 'differs', ...nothing, words: words.trim() });
      await refreshPapers();
    },
    onSuccess: onDone,
  });
  if (differs === null)
    return (
      <PasswordSend
        stacked
        label={label}
        busyLabel={t('authorisation.confirming.confirming')}
        busy={confirming.isPending}
        failure={confirming.isError ? failureOf(confirming.error) : null}
        ready={() => waiting !== null}
        onSend={confirming.mutate}
      >
        {mayDiffer && (
          <Button disabledFocusable={confirming.isPending} onClick={() => setDiffers('')}>
            {t('authorisation.confirming.differs')}
          </Button>
        )}
      </PasswordSend>
    );
  const isEmpty = visibleLength(differs) === 0;
  return (
    <Stack gap={12} ref={form}>
      {sending.isError && <FailureNotice failure={failureOf(sending.error)} />}
      <TextAreaField
        label={t('authorisation.confirming.what')}
        required
        autoFocus
        rows={3}
        maxLength={500}
        readOnly={sending.isPending}
        value={differs}
        error={asked > 0 && isEmpty ? t('authorisation.confirming.whatMissing') : undefined}
        onChange={(_, { value }) => setDiffers(value)}
      />
      <Button
        appearance="primary"
        disabledFocusable={sending.isPending}
        onClick={() => (isEmpty ? setAsked((times) => times + 1) : sending.mutate(differs))}
      >
        {t('authorisation.confirming.send')}
      </Button>
      <Button disabledFocusable={sending.isPending} onClick={() => setDiffers(null)}>
        {t('authorisation.cancel')}
      </Button>
    </Stack>
  );
}
