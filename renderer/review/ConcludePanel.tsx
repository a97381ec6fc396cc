import { Button } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Verdict } from '../../shared/ledger/review.ts';
import type { ReviewDetail } from '../../shared/review.ts';
import { visibleLength } from '../../shared/words.ts';
import { call, failureOf } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { useText } from '../text.ts';
import { TextAreaField } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { monthText } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { useUnsent } from '../unsent.ts';
import { refreshReviews } from './reviews.ts';

type Props = {
  detail: ReviewDetail;
  /** The newest verdict that was on the screen when the end was begun. */
  seen: number | null;
  onConcluded: () => void;
  /** Null: there are no items to go back to. */
  onBack: (() => void) | null;
};

/** The end of a review: conclusions, and the password of whoever answers for it. What was judged after it was begun is looked at first. */
export function ConcludePanel({ detail, seen, onConcluded, onBack }: Props) {
  const t = useText();
  // They stay while items are looked at again.
  const [words, keepWords] = useUnsent(`conclude ${detail.review}`, { about: null });
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const count = (verdict: Verdict): number =>
    detail.items.filter(({ judged }) => judged?.verdict === verdict).length;
  // Whoever was refused did nothing that could be in order.
  const explained = detail.items.filter(
    ({ what, judged }) => what !== 'act' && judged?.verdict === 'ok',
  ).length;
  const missing = count('irregular') > 0 && visibleLength(words) === 0;
  const concluding = useMutation({
    mutationFn: (password: string) =>
      call('review.conclude', { review: detail.review, last: seen, words: words.trim() || null, password }),
    onSuccess: async () => {
      keepWords('', '');
      onConcluded();
      await refreshReviews();
    },
    // What somebody else has judged meanwhile is shown.
    onError: refreshReviews,
  });
  const failure = concluding.isError ? failureOf(concluding.error) : null;
  const isOutdated = detail.last !== seen;
  return (
    <Panel
      size="entry"
      title={t('review.conclude.title')}
      subtitle={monthText(detail.from)}
      {...(onBack && { back: { label: t('review.conclude.back'), onClick: onBack } })}
      footer={
        isOutdated && onBack !== null ? (
          <Button appearance="primary" onClick={onBack}>
            {t('review.conclude.back')}
          </Button>
        ) : (
          <PasswordSend
            stacked
            label={t('review.foot.approve')}
            busyLabel={t('review.conclude.approving')}
            busy={concluding.isPending}
            failure={failure}
            ready={() => {
              if (missing) setAsked((times) => times + 1);
              return !missing;
            }}
            onSend={concluding.mutate}
          />
        )
      }
    >
      <Stack gap={16} ref={form}>
        {isOutdated && <Notice intent="warning">{t('review.conclude.outdated')}</Notice>}
        <Muted>
          {detail.items.length === 0
            ? t('review.noActs')
            : t('review.conclude.counts', {
                ok: String(count('ok') - explained),
                explained: String(explained),
                irregular: String(count('irregular')),
                referred: String(count('referred')),
              })}
        </Muted>
        <TextAreaField
          label={t('review.conclude.words')}
          hint={t('review.conclude.hint')}
          autoFocus={onBack !== null}
          rows={6}
          maxLength={3_000}
          readOnly={concluding.isPending}
          value={words}
          error={asked > 0 && missing ? t('review.conclude.missing') : undefined}
          onChange={(_, { value }) =>
            keepWords(value, `${t('review.conclude.title')}, ${monthText(detail.from)}`)
          }
        />
      </Stack>
    </Panel>
  );
}
