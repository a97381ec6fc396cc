import { Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListedHold } from '../../shared/keeping.ts';
import { call, failureOf } from '../api.ts';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText } from '../ui/time.ts';
import { unsentAt } from '../unsent.ts';
import { SendButton, useWords } from '../Words.tsx';
import { useHoldCounts } from './holds.ts';

const useStyles = makeStyles({
  form: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: '16px' },
});

type Review = ReturnType<typeof useReview>;

/** „Postępowanie trwa” of a hold, „Ograniczenie trwa” of a restriction: a note, and the next review is a term later. It is begun where its words were left unsent. */
export function useReview(
  { seq, number }: Pick<ListedHold, 'seq' | 'number'>,
  words: 'panel' | 'restrictions',
  refresh: () => Promise<void>,
) {
  const t = useText();
  const place = `hold ${String(seq)}`;
  const [begun, setBegun] = useState(() => unsentAt(place));
  const { form, field, said, ready, clear } = useWords(
    {
      ...{ place, of: `${t(`keeping.${words}.lasts`)}, ${number}` },
      begin: { tab: 'holds', hold: seq, list: words === 'panel' ? 'open' : words },
    },
    t(`keeping.${words}.lastsMissing`),
    500,
  );
  const leave = (): void => {
    clear();
    setBegun(false);
  };
  const sending = useMutation({
    mutationFn: () => call('keeping.review', { of: seq, note: said }),
    onSuccess: async () => {
      leave();
      await refresh();
    },
  });
  return { words, form, field, ready, sending, begun, begin: () => setBegun(true), leave, refresh };
}

/** It stands in the place of the end of the hold: one or the other is sent. */
export function ReviewField({ review: { words, form, field, sending } }: { review: Review }) {
  const styles = useStyles();
  const t = useText();
  return (
    <div className={styles.form} ref={form}>
      <Stack gap={12}>
        <Subtitle2 as="h3">{t(`keeping.${words}.lastsTitle`)}</Subtitle2>
        {field({ label: t(`keeping.${words}.lastsNote`), autoFocus: true, readOnly: sending.isPending })}
      </Stack>
    </div>
  );
}

export function ReviewFooter({ review: { ready, sending, leave, refresh } }: { review: Review }) {
  const t = useText();
  const next = useHoldCounts().data?.nextReview;
  const cancel = (): void => {
    sending.reset();
    leave();
  };
  return (
    <>
      <Muted size={200}>
        {t('keeping.panel.lastsKept', { day: next === undefined ? t('common.none') : dayText(next) })}
      </Muted>
      {sending.isError && (
        <FailureNotice
          failure={failureOf(sending.error)}
          onReadAgain={() => {
            cancel();
            void refresh();
          }}
        />
      )}
      <Stack row gap={8}>
        <SendButton
          label={t('keeping.panel.lastsSave')}
          busy={sending.isPending}
          busyLabel={t('keeping.panel.saving')}
          onSend={() => ready() && sending.mutate()}
        />
        <Button disabledFocusable={sending.isPending} onClick={cancel}>
          {t('keeping.panel.lastsCancel')}
        </Button>
      </Stack>
    </>
  );
}
