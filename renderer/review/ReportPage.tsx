import { Button, Text } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { ListedReview } from '../../shared/review.ts';
import { call, failureOf } from '../api.ts';
import { useMatters } from '../matters.ts';
import { PaperButton, PaperSaid, usePaper } from '../paper.tsx';
import { useText } from '../text.ts';
import { useCompareStyles } from '../ui/compare-styles.ts';
import { Muted } from '../ui/Muted.tsx';
import { Panel } from '../ui/Panel.tsx';
import { PdfView } from '../ui/PdfView.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Loading } from '../ui/States.tsx';
import { onEscape } from '../ui/step-back.ts';
import { StepItem } from '../ui/StepItem.tsx';
import { dateText, dayText, momentText, monthText } from '../ui/time.ts';
import { Unloaded } from '../ui/Unloaded.tsx';
import { usePrintKey } from '../ui/use-print-key.ts';
import { aboutOf, nextReview, useReview } from './reviews.ts';

type Props = {
  listed: ListedReview;
  reviews: readonly ListedReview[];
  /** It was concluded a moment ago: its report is printed by itself, once. */
  fresh: boolean;
  onBack: () => void;
};

/** Page 24: the report as it is printed, and at the right what is done and what a hand has yet to do. */
export function ReportPage({ listed, reviews, fresh, onBack }: Props) {
  const styles = useCompareStyles();
  const t = useText();
  const { review } = listed;
  const report = useQuery({
    queryKey: ['review.report', review],
    queryFn: () => call('review.report', { review }),
    // What was concluded stays as it is.
    staleTime: Infinity,
  });
  const work = usePaper();
  const { send, busy } = work;
  const asked = { paper: 'report', of: { review } } as const;
  useEffect(() => {
    if (fresh) send('print', { paper: 'report', of: { review } });
  }, [fresh, send, review]);
  usePrintKey(busy !== null ? null : () => send('print', asked));
  const buttons = { work, asked, disabledFocusable: report.data === undefined };
  return (
    <div className={styles.page} onKeyDown={onEscape(onBack)} role="presentation">
      <div className={styles.paper}>
        <PdfView
          file={report.data?.pdf}
          words={report.data?.text}
          title={t('review.report.document')}
          counted={(count) => t('protocol.finish.pages', { count })}
          unreadable={t('review.report.unreadable')}
          instead={
            report.isError ? (
              <Unloaded failure={failureOf(report.error)} onRetry={() => void report.refetch()} />
            ) : null
          }
          bar={(tools) => (
            <div className={styles.bar}>
              <Button
                appearance="subtle"
                icon={<ArrowLeft20Regular />}
                aria-label={t('review.report.back')}
                onClick={onBack}
              />
              <Text as="h1" weight="semibold" className={styles.name}>
                {report.data?.name ?? t('review.report.document')}
              </Text>
              {tools}
            </div>
          )}
        />
      </div>
      <Panel
        size="notes"
        title={t('review.report.title')}
        footer={
          <PaperButton {...buttons} way="print" appearance="primary">
            {t('review.report.print')}
          </PaperButton>
        }
      >
        <Steps listed={listed} reviews={reviews}>
          <div>
            <PaperButton {...buttons} way="save" size="small">
              {t('review.report.save')}
            </PaperButton>
          </div>
          <PaperSaid work={work} />
        </Steps>
      </Panel>
    </div>
  );
}

type StepsProps = Pick<Props, 'listed' | 'reviews'> & { children: ReactNode };

function Steps({ listed, reviews, children }: StepsProps) {
  const t = useText();
  const { data, error, refetch } = useReview(listed);
  const about = (data?.items ?? []).flatMap((item) => aboutOf(item) ?? []);
  const asked = useMatters({ show: 'all', own: false, about });
  const questions = (asked.data?.matters ?? []).filter(({ sort }) => sort === 'question');
  const concluded = data?.concluded ?? null;
  if (error !== null && data === undefined)
    return <Unloaded boxed failure={failureOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined || concluded === null) return <Loading />;
  const judged = data.items.flatMap((item) => item.judged?.at ?? []).sort();
  const [from = '', to = ''] = [judged[0], judged.at(-1)].map((at) => (at === undefined ? '' : dateText(at)));
  const days = from === to ? from : t('review.report.between', { from, to });
  const next = nextReview(reviews);
  return (
    <Stack gap={20}>
      <Stack as="ol" gap={20}>
        <StepItem
          number={1}
          done
          title={
            judged.length === 0
              ? t('review.report.nothing')
              : t('review.report.judged', { count: judged.length })
          }
        >
          {judged.length > 0 && (
            <Muted>
              {questions.length === 0
                ? days
                : t('review.report.asked', {
                    ...{ days, asked: String(questions.length) },
                    answered: String(questions.filter(({ answered }) => answered).length),
                  })}
            </Muted>
          )}
        </StepItem>
        {asked.isError && (
          <Unloaded boxed partly failure={failureOf(asked.error)} onRetry={() => void asked.refetch()} />
        )}
        <StepItem number={2} done title={t('review.report.approved', { number: concluded.number })}>
          <Muted>
            {t('review.report.entry', {
              ...{ moment: momentText(concluded.at), person: concluded.person },
              seq: String(concluded.seq),
            })}
          </Muted>
          {children}
        </StepItem>
        {/* Without a tick: the program cannot know of a pen. */}
        <StepItem number={3} done={false} title={t('review.report.sign')}>
          <Muted>{t('review.report.signText', { seq: String(concluded.seq) })}</Muted>
        </StepItem>
      </Stack>
      <Muted>{t('review.report.next', { month: monthText(next.month), day: dayText(next.opens) })}</Muted>
    </Stack>
  );
}
