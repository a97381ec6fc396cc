import { Button, Radio, Spinner, Text } from '@fluentui/react-components';
import { ArrowForward20Regular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Queue, ShownCard } from '../../shared/quality.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call, failureOf } from '../api.ts';
import { useKeeperAway } from '../connection.ts';
import { forgetDraft } from '../drafts.ts';
import { allTold, close, type Listed, showClosed } from '../player/stage.ts';
import { useText } from '../text.ts';
import { Wrong } from '../ui/Wrong.tsx';
import { RadioGroup } from '../ui/Choice.tsx';
import { TextAreaField } from '../ui/Field.tsx';
import { Hint } from '../ui/Hint.tsx';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { useUnsentForm } from '../unsent.ts';
import { refreshPlans } from './plans.ts';
import { forgetRefused } from './submitted.ts';

/** What a call is left out for on the rater's word. */
const reasons = ['not-service', 'no-conversation', 'unintelligible'] as const;
type Form = { why: (typeof reasons)[number] | null; words: string };

type Props = {
  card: ShownCard;
  listed: Listed;
  spare: Queue['spare'];
  /** Whether the next call sounds after it. */
  goesOn: boolean;
  /** With the queue as it is then. */
  onOmitted: (queue: Queue) => void;
  onBack: () => void;
};

/** „Pomiń rozmowę…”: a call without a card, and why; whoever answered it reads both. */
export function OmitPanel({ card, listed, spare, goesOn, onOmitted, onBack }: Props) {
  const t = useText();
  const away = useKeeperAway();
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const [typed, keep] = useUnsentForm<Form>(`omit ${card.recording}`);
  const { why = null, words = '' } = typed ?? {};
  const type = (next: Form): void =>
    keep(
      next.why === null && next.words === '' ? null : next,
      t('quality.omit.form', { nr: String(card.position.nr), number: card.number }),
    );
  const isUsedUp = spare.left === 0;
  const { position, recording } = card;
  const omitting = useMutation({
    mutationFn: async (chosen: (typeof reasons)[number]) => {
      const said = tidy(words, { lines: true }).trim();
      // First: what still sounds is heard.
      const told = close();
      showClosed(listed);
      await told;
      await allTold();
      const omission = { why: chosen, words: visibleLength(said) === 0 ? null : said };
      await call('quality.omit', { position, ...omission });
      keep(null, '');
      forgetDraft('card', recording);
      forgetRefused(position);
      await refreshPlans();
      return call('quality.queue', { plan: position.plan });
    },
    onSuccess: onOmitted,
  });
  const { isPending: busy } = omitting;
  const omit = (): void => {
    if (why === null) setAsked((times) => times + 1);
    else omitting.mutate(why);
  };
  return (
    <Panel
      title={t('quality.omit.title')}
      size="card"
      back={{ label: t('quality.omit.back'), onClick: onBack }}
      footer={
        !isUsedUp && (
          <>
            {omitting.isError && <FailureNotice failure={failureOf(omitting.error)} />}
            <Hint text={away}>
              <Button
                appearance="primary"
                icon={busy ? <Spinner size="tiny" /> : <ArrowForward20Regular />}
                disabledFocusable={busy || away !== null}
                onClick={omit}
              >
                {t(goesOn ? 'quality.omit.sendNext' : 'quality.omit.send')}
              </Button>
            </Hint>
          </>
        )
      }
    >
      {isUsedUp ? (
        <Notice intent="warning">{t('quality.omit.usedUp')}</Notice>
      ) : (
        <Stack gap={16} ref={form}>
          <RadioGroup
            aria-label={t('quality.omit.why')}
            required
            value={why ?? ''}
            onChange={(_, { value }) => type({ words, why: reasons.find((one) => one === value) ?? null })}
          >
            {reasons.map((one) => (
              <Radio
                key={one}
                value={one}
                label={t(`quality.omit.reasons.${one}`)}
                disabled={busy}
                aria-invalid={asked > 0 && why === null}
              />
            ))}
          </RadioGroup>
          {asked > 0 && why === null && <Wrong>{t('quality.omit.missing')}</Wrong>}
          <TextAreaField
            label={t('quality.omit.words')}
            rows={3}
            maxLength={500}
            readOnly={busy}
            value={words}
            onChange={(_, { value }) => type({ why, words: value })}
          />
          <Text>
            {t('quality.omit.seen')} {t('quality.omit.left', { n: String(spare.left), of: String(spare.of) })}
          </Text>
        </Stack>
      )}
    </Panel>
  );
}
