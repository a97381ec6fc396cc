import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Verdict } from '../../shared/ledger/review.ts';
import type { ReviewItem } from '../../shared/review.ts';
import type { Role } from '../../shared/values.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call, failureOf } from '../api.ts';
import { useKeeperAway } from '../connection.ts';
import { enterMatter } from '../matters.ts';
import { useText } from '../text.ts';
import { TextAreaField } from '../ui/Field.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { mayDo, refreshReviews } from './reviews.ts';

type Props = { item: ReviewItem; review: string; roles: readonly Role[]; onJudged: () => void };
/** A verdict that needs words, or a question to the listener. */
type Written = { what: Exclude<Verdict, 'ok'> | 'question'; words: string };
type Said = Written | { what: 'ok'; words: null };

const useStyles = makeStyles({
  others: { display: 'grid', gridAutoFlow: 'column', gridAutoColumns: 'minmax(0, 1fr)', columnGap: '12px' },
});
const labels = {
  irregular: 'review.judge.what',
  referred: 'review.judge.why',
  question: 'review.judge.question',
} as const;

/** „W porządku” has the focus and goes on to the next; whatever else is said needs words. */
export function Judging({ item, review, roles, onJudged }: Props) {
  const styles = useStyles();
  const t = useText();
  const away = useKeeperAway();
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const [written, write] = useState<Written | null>(null);
  const may = mayDo(item, roles);
  const judging = useMutation({
    mutationFn: async (said: Said) => {
      if (said.what !== 'question') {
        await call('review.judge', { review, item: item.item, verdict: said.what, words: said.words });
        return;
      }
      await enterMatter({
        ...{ matter: null, event: 'open', sort: 'question', letter: null, assignee: null, due: null },
        ...{ about: item.what === 'act' ? item.about : null, words: said.words },
      });
    },
    onSuccess: async () => {
      onJudged();
      await refreshReviews();
    },
  });
  const busy = judging.isPending;
  const icon = busy ? { icon: <Spinner size="tiny" /> } : {};
  // It is asked for once, however long the key is held.
  const judge = (said: Said): void => {
    if (!busy && away === null) judging.mutate(said);
  };
  const failed = judging.isError && <FailureNotice failure={failureOf(judging.error)} />;
  if (may === 'nothing')
    return <Muted>{t(item.ofDesk ? 'review.judge.ofDesk' : 'review.judge.ofOthers')}</Muted>;
  if (written !== null) {
    const isEmpty = visibleLength(written.words) === 0;
    return (
      <Stack gap={12} ref={form}>
        {failed}
        <TextAreaField
          label={t(labels[written.what])}
          required
          autoFocus
          rows={3}
          maxLength={1_000}
          readOnly={busy}
          value={written.words}
          error={asked > 0 && isEmpty ? t('review.judge.missing') : undefined}
          onChange={(_, { value }) => write({ ...written, words: value })}
        />
        <Hint text={away}>
          <Button
            appearance="primary"
            {...icon}
            disabledFocusable={busy || away !== null}
            onClick={() => {
              if (isEmpty) setAsked((times) => times + 1);
              else judge({ ...written, words: tidy(written.words, { lines: true }).trim() });
            }}
          >
            {t(written.what === 'question' ? 'review.judge.send' : 'review.judge.save')}
          </Button>
        </Hint>
        <Button disabledFocusable={busy} onClick={() => write(null)}>
          {t('review.judge.cancel')}
        </Button>
      </Stack>
    );
  }
  const refers = may === 'refer';
  return (
    <Stack gap={12}>
      {failed}
      {refers && <Muted>{t('review.judge.ofDesk')}</Muted>}
      <Hint text={away}>
        <Button
          data-judge
          appearance="primary"
          {...icon}
          disabledFocusable={busy || away !== null}
          onKeyDown={(event) => {
            // A key that is held down judges once.
            if (event.repeat) event.preventDefault();
          }}
          onClick={() => {
            if (refers) write({ what: 'referred', words: '' });
            else judge({ what: 'ok', words: null });
          }}
        >
          {t(
            refers
              ? 'review.judge.refer'
              : item.what === 'act'
                ? 'review.judge.ok'
                : 'review.judge.explained',
          )}
        </Button>
      </Hint>
      {!refers && (
        <>
          <div className={styles.others}>
            {item.what === 'act' && (
              <Button disabledFocusable={busy} onClick={() => write({ what: 'question', words: '' })}>
                {t('review.judge.ask')}
              </Button>
            )}
            <Button disabledFocusable={busy} onClick={() => write({ what: 'irregular', words: '' })}>
              {t('review.judge.irregular')}
            </Button>
          </div>
          <Muted size={200}>{t('review.judge.next')}</Muted>
        </>
      )}
    </Stack>
  );
}
