import { Button } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Step } from '../../shared/authorisation.ts';
import { call, failureOf } from '../api.ts';
import { useText } from '../text.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { Stack } from '../ui/Stack.tsx';
import type { Begin } from '../shown-page.ts';
import { unsentAt } from '../unsent.ts';
import { SendButton, useWords } from '../Words.tsx';
import { refreshPapers } from './papers.ts';
import { PasswordSend } from '../PasswordSend.tsx';

type Props = {
  what: NonNullable<Begin['papers']>['what'];
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
export function ConfirmFooter({ what, number, waiting, label, mayDiffer, onDone }: Props) {
  const t = useText();
  const place = `differs ${number}`;
  const { form, said, field, ready, clear } = useWords(
    {
      place,
      of: `${t('authorisation.confirming.what')}, ${number}`,
      begin: { papers: { what, number, show: 'all' } },
    },
    t('authorisation.confirming.whatMissing'),
    500,
  );
  const [differs, setDiffers] = useState(() => unsentAt(place));
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
    mutationFn: async () => {
      const nothing = { until: null, paper: null };
      await call('authorisation.end', { number, why: 'differs', ...nothing, words: said });
      await refreshPapers();
    },
    onSuccess: onDone,
  });
  if (!differs)
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
          <Button disabledFocusable={confirming.isPending} onClick={() => setDiffers(true)}>
            {t('authorisation.confirming.differs')}
          </Button>
        )}
      </PasswordSend>
    );
  return (
    <Stack gap={12} ref={form}>
      {sending.isError && <FailureNotice failure={failureOf(sending.error)} />}
      {field({
        label: t('authorisation.confirming.what'),
        ...{ autoFocus: true, readOnly: sending.isPending },
      })}
      <SendButton
        label={t('authorisation.confirming.send')}
        busy={sending.isPending}
        onSend={() => ready() && sending.mutate()}
      />
      <Button
        disabledFocusable={sending.isPending}
        onClick={() => {
          setDiffers(false);
          clear();
        }}
      >
        {t('authorisation.cancel')}
      </Button>
    </Stack>
  );
}
