import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Verdict } from '../../shared/ledger/review.ts';
import type { ReviewItem } from '../../shared/review.ts';
import type { Role } from '../../shared/values.ts';
import { call, failureOf } from '../api.ts';
import { useKeeperAway } from '../connection.ts';
import { enterMatter } from '../matters.ts';
import { useText } from '../text.ts';
import { Checkbox } from '../ui/Choice.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Stack } from '../ui/Stack.tsx';
import { unsentAt } from '../unsent.ts';
import { SendButton, useWords } from '../Words.tsx';
import { aboutOf, mayDo, refreshReviews } from './reviews.ts';
import { itemText } from './words.ts';

type Props = {
  item: ReviewItem;
  review: string;
  roles: readonly Role[];
  /** Whether the officer has a matter about it already. */
  isPassed: boolean;
  onJudged: () => void;
};
/** A verdict that needs words, or a question to the listener. */
type Written = Exclude<Verdict, 'ok'> | 'question';

const useStyles = makeStyles({
  others: { display: 'grid', gridAutoFlow: 'column', gridAutoColumns: 'minmax(0, 1fr)', columnGap: '12px' },
});
const labels = {
  irregular: 'review.judge.what',
  referred: 'review.judge.why',
  question: 'review.judge.question',
} as const;
const writings: readonly Written[] = ['irregular', 'referred', 'question'];

/** „W porządku” has the focus and goes on to the next; whatever else is said needs words. */
export function Judging({ item, review, roles, isPassed, onJudged }: Props) {
  const styles = useStyles();
  const t = useText();
  const away = useKeeperAway();
  const placeOf = (what: Written): string => `${what} ${review} ${item.item}`;
  const [written, setWritten] = useState(() => writings.find((what) => unsentAt(placeOf(what))) ?? null);
  const { form, said, field, ready, clear } = useWords(
    {
      place: placeOf(written ?? 'question'),
      of: `${t(labels[written ?? 'question'])}, ${itemText(t, item)}`,
      begin: { about: aboutOf(item) },
    },
    t('review.judge.missing'),
  );
  const [passes, setPasses] = useState(true);
  const write = (what: Written | null): void => {
    clear();
    setWritten(what);
  };
  const may = mayDo(item, roles);
  const mayPass = !isPassed && !roles.includes('protection_officer');
  const judging = useMutation({
    mutationFn: async (what: Written | 'ok') => {
      const opens = { matter: null, event: 'open', letter: null, assignee: null, due: null } as const;
      const words = { about: aboutOf(item), words: said };
      if (what === 'question') {
        await enterMatter({ ...opens, ...words, sort: 'question' });
        return;
      }
      const verdict = { verdict: what, words: what === 'ok' ? null : said };
      await call('review.judge', { review, item: item.item, ...verdict });
      if (what === 'irregular' && mayPass && passes)
        await enterMatter({ ...opens, ...words, sort: 'irregularity' });
    },
    onSuccess: async () => {
      clear();
      onJudged();
      await refreshReviews();
    },
  });
  const busy = judging.isPending;
  const icon = busy ? { icon: <Spinner size="tiny" /> } : {};
  // It is asked for once, however long the key is held.
  const judge = (what: Written | 'ok'): void => {
    if (!busy && away === null) judging.mutate(what);
  };
  const failed = judging.isError && <FailureNotice failure={failureOf(judging.error)} />;
  if (may === 'nothing')
    return <Muted>{t(item.ofDesk ? 'review.judge.ofDesk' : 'review.judge.ofOthers')}</Muted>;
  if (written !== null)
    return (
      <Stack gap={12} ref={form}>
        {failed}
        {field({ label: t(labels[written]), autoFocus: true, readOnly: busy })}
        {written === 'irregular' && mayPass && (
          <Checkbox
            label={t('review.judge.pass')}
            checked={passes}
            disabled={busy}
            onChange={(_, { checked }) => setPasses(checked === true)}
          />
        )}
        <SendButton
          label={t(written === 'question' ? 'review.judge.send' : 'review.judge.save')}
          busy={busy}
          onSend={() => ready() && judge(written)}
        />
        <Button disabledFocusable={busy} onClick={() => write(null)}>
          {t('review.judge.cancel')}
        </Button>
      </Stack>
    );
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
            if (refers) write('referred');
            else judge('ok');
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
              <Button disabledFocusable={busy} onClick={() => write('question')}>
                {t('review.judge.ask')}
              </Button>
            )}
            <Button disabledFocusable={busy} onClick={() => write('irregular')}>
              {t('review.judge.irregular')}
            </Button>
          </div>
          <Muted size={200}>{t('review.judge.next')}</Muted>
        </>
      )}
    </Stack>
  );
}
