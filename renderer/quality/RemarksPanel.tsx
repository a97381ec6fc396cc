import { Button, makeStyles, Text } from '@fluentui/react-components';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { ShownCard } from '../../shared/quality.ts';
import { addDays } from '../../shared/warsaw.ts';
import { tidy } from '../../shared/words.ts';
import { call, failureOf } from '../api.ts';
import { useKeeperAway } from '../connection.ts';
import { useText } from '../text.ts';
import { Hint } from '../ui/Hint.tsx';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dateText, dayText } from '../ui/time.ts';
import { SendButton, useWords } from '../Words.tsx';
import { useUnsent } from '../unsent.ts';
import { cardKey, refreshMine, remarksPlace } from './own-cards.ts';
import { workingDays } from './plans.ts';

const useStyles = makeStyles({
  said: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', userSelect: 'text' },
});

type Props = { card: ShownCard; today: string };

/** What whoever answered the call says of its card, until when, and what was replied. */
export function RemarksPanel(props: Props) {
  const { position, standing } = props.card;
  const [typed, keep] = useUnsent(remarksPlace(position), { row: cardKey(position) });
  const clear = (): void => keep('', '');
  const saying = useMutation({
    mutationFn: (words: string | null) =>
      call('quality.remark', { position, score: standing.score ?? 0, words }),
    onSuccess: clear,
    // Where it was refused the card was changed, or its time is over.
    onSettled: refreshMine,
  });
  // What was entered while no answer came was sent.
  const isEntered = typed !== '' && props.card.remark?.words === tidy(typed, { lines: true }).trim();
  useEffect(() => {
    if (isEntered) keep('', '');
  });
  if (standing.state === 'submitted') return <Asked {...props} saying={saying} />;
  const failure = saying.isError ? failureOf(saying.error) : null;
  return <Answered card={props.card} unsent={isEntered ? '' : typed} failure={failure} onDiscard={clear} />;
}

type AskedProps = Props & { saying: UseMutationResult<unknown, Error, string | null> };

function Asked({ card, today, saying }: AskedProps) {
  const t = useText();
  const { position, standing } = card;
  const nr = String(position.nr);
  const { form, said, field, ready } = useWords(
    {
      place: remarksPlace(position),
      of: t('ownCards.remarks.draft', { nr }),
      begin: { row: cardKey(position) },
    },
    t('ownCards.remarks.missing'),
    4_000,
  );
  const away = useKeeperAway();
  const busy = saying.isPending;
  const until = standing.until ?? today;
  const left = workingDays(addDays(today, 1), until);
  return (
    <Panel
      size="notes"
      title={t('ownCards.remarks.title')}
      footer={
        <>
          {saying.isError && <FailureNotice failure={failureOf(saying.error)} />}
          <SendButton
            appearance={said === '' ? 'outline' : 'primary'}
            label={t('ownCards.remarks.send')}
            busy={busy && saying.variables !== null}
            busyLabel={t('ownCards.remarks.sending')}
            disabledFocusable={busy}
            onSend={() => ready() && saying.mutate(said)}
          />
          {/* What was typed is not thrown away by a press beside it. */}
          <Hint text={away ?? (said === '' ? null : t('ownCards.remarks.typed'))}>
            <Button
              disabledFocusable={busy || away !== null || said !== ''}
              onClick={() => saying.mutate(null)}
            >
              {t('ownCards.remarks.none')}
            </Button>
          </Hint>
        </>
      }
    >
      <Stack gap={16} ref={form}>
        <Text>
          {until === today
            ? t('ownCards.remarks.lastDay', { day: dayText(until) })
            : t('ownCards.remarks.term', { day: dayText(until), count: left })}
        </Text>
        {card.interrupted && <Notice intent="info">{t('ownCards.remarks.interrupted')}</Notice>}
        {field({
          ...{ label: t('ownCards.remarks.words'), hint: t('ownCards.remarks.hint') },
          ...{ rows: 8, required: false, readOnly: busy, resize: 'vertical' },
        })}
        <Rules card={card} />
      </Stack>
    </Panel>
  );
}

type AnsweredProps = Pick<Props, 'card'> & {
  /** What was typed and can no longer be sent; empty: nothing was. */
  unsent: string;
  failure: Failure | null;
  onDiscard: () => void;
};

function Answered({ card, unsent, failure, onDiscard }: AnsweredProps) {
  const t = useText();
  const { remark, standing, versions, interrupted } = card;
  const reply = versions.at(-1);
  const replied = reply?.words?.reply ?? null;
  return (
    <Panel size="notes" title={t('ownCards.remarks.title')}>
      <Stack gap={16}>
        <Standing card={card} />
        {unsent !== '' && (
          <>
            {failure !== null && <FailureNotice failure={failure} />}
            <Said title={t('ownCards.remarks.unsent')}>{unsent}</Said>
            <Button onClick={onDiscard}>{t('ownCards.remarks.discard')}</Button>
          </>
        )}
        {remark !== null && standing.remarked && (
          <Said title={t('ownCards.remarks.own', { day: dateText(remark.at) })}>
            {remark.words ?? t('ownCards.remarks.erased')}
          </Said>
        )}
        {replied !== null && reply !== undefined && (
          <Said title={t('ownCards.remarks.reply', { day: dateText(reply.at), seq: String(reply.seq) })}>
            {replied}
          </Said>
        )}
        {interrupted && replied === null && <Text>{t('ownCards.remarks.interrupted')}</Text>}
        <Rules card={card} />
      </Stack>
    </Panel>
  );
}

function Said({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <Stack gap={4} as="section">
      <Text weight="semibold">{title}</Text>
      <Text className={styles.said}>{children}</Text>
    </Stack>
  );
}

/** What became of the time for remarks; read out when it changes. */
function Standing({ card: { remark, standing, interrupted } }: Pick<Props, 'card'>) {
  const t = useText();
  const seq = String(remark?.seq ?? '');
  const sentence = (): string => {
    if (standing.state === 'remarked')
      return t(interrupted ? 'ownCards.remarks.savedInterrupted' : 'ownCards.remarks.saved', { seq });
    if (remark !== null && !standing.remarked) return t('ownCards.remarks.noneSaid', { seq });
    if (remark === null && standing.until !== null)
      return t('ownCards.remarks.over', { day: dayText(standing.until) });
    return t('ownCards.remarks.closed');
  };
  return <Text role="status">{sentence()}</Text>;
}

/** What a card is for, and what it is not. */
function Rules({ card }: Pick<Props, 'card'>) {
  const t = useText();
  return (
    <Stack gap={8}>
      <Muted size={200}>{t('ownCards.remarks.notPlayed')}</Muted>
      <Muted size={200}>{t('ownCards.remarks.purpose')}</Muted>
      <Muted size={200}>{t('ownCards.remarks.kept', { day: dayText(card.keptUntil) })}</Muted>
    </Stack>
  );
}
