import { Button } from '@fluentui/react-components';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ListedRestriction } from '../../shared/restrictions.ts';
import type { Role } from '../../shared/values.ts';
import { spokenDuration } from '../../shared/duration.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call, failureOf } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { useText } from '../text.ts';
import { DayField } from '../ui/DayInput.tsx';
import { Fact, Facts } from '../ui/Facts.tsx';
import { TextAreaField } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText, momentText, readDay } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { useUnsentForm } from '../unsent.ts';
import { Review } from './columns.tsx';
import { afterwards, refreshRestrictions, stateOf } from './restrictions.ts';
import { ReviewField, ReviewFooter, useReview } from './ReviewForm.tsx';

type Props = { row: ListedRestriction; today: string; roles: readonly Role[]; onClose: () => void };

/** What somebody asked for and what follows from it, out of checked entries; the desk ends a restriction, another person agrees to an erasure. */
export function RestrictionPanel({ row, today, roles, onClose }: Props) {
  const t = useText();
  const { effect, ended, confirmed, goneOn, own } = row;
  const desk = roles.includes('secretary');
  const request = row.request ?? t('keeping.erased');
  const end = useEnd(row, onClose);
  const agreeing = useSigned(onClose, (password) =>
    call('authorisation.confirm', { shown: [{ seq: row.seq, hash: row.hash }], password }),
  );
  const review = useReview({ seq: row.seq, number: request }, 'restrictions', refreshRestrictions);
  const lasts = effect === 'restricted' && ended === null && desk;
  const waits = effect === 'erase' && confirmed === null && goneOn === null;
  return (
    <Panel
      title={t('keeping.restrictions.of', { request })}
      onClose={onClose}
      footer={
        lasts && review.begun ? (
          <ReviewFooter review={review} />
        ) : lasts ? (
          <>
            <Muted size={200}>{afterwards(t, row, today)}</Muted>
            <PasswordSend
              label={t('keeping.restrictions.end')}
              busyLabel={t('keeping.restrictions.ending')}
              busy={end.sending.isPending}
              failure={end.sending.isError ? failureOf(end.sending.error) : null}
              ready={end.ready}
              onSend={end.sending.mutate}
            />
          </>
        ) : waits && !own ? (
          <>
            <Muted size={200}>{t('keeping.restrictions.irreversible')}</Muted>
            <PasswordSend
              label={t('keeping.restrictions.confirm')}
              busyLabel={t('keeping.restrictions.confirming')}
              busy={agreeing.isPending}
              failure={agreeing.isError ? failureOf(agreeing.error) : null}
              ready={() => true}
              onSend={agreeing.mutate}
            />
          </>
        ) : undefined
      }
    >
      <Stack gap={16}>
        <RestrictionFacts row={row} />
        {lasts && !review.begun && (
          <div>
            <Button disabledFocusable={end.sending.isPending} onClick={review.begin}>
              {t('keeping.restrictions.lasts')}
            </Button>
          </div>
        )}
        {lasts && review.begun && <ReviewField review={review} />}
        {lasts && !review.begun && <EndFields end={end} today={today} />}
        {waits && own && <Muted>{t('keeping.restrictions.own')}</Muted>}
      </Stack>
    </Panel>
  );
}

/** What is signed with the password, and the list anew. */
function useSigned(
  onDone: () => void,
  mutationFn: (password: string) => Promise<object>,
): UseMutationResult<object, Error, string> {
  return useMutation({
    mutationFn,
    onSuccess: async () => {
      onDone();
      await refreshRestrictions();
    },
  });
}

type End = ReturnType<typeof useEnd>;

const nothing = { told: '', decision: '' };

/** The end of a restriction as it is typed. */
function useEnd(row: ListedRestriction, onEnded: () => void) {
  const t = useText();
  const [kept, keep] = useUnsentForm<typeof nothing>(`restriction-end ${String(row.seq)}`, { tab: 'holds' });
  const typed = kept ?? nothing;
  const [asked, setAsked] = useState(0);
  const told = readDay(typed.told);
  const done = (): void => {
    keep(null, '');
    onEnded();
  };
  const sending = useSigned(done, async (password) => {
    const { seq, calls, right, receivedOn, request } = row;
    return call('keeping.restrict', {
      ...{ recordings: calls.map(({ recording }) => recording), right, receivedOn, effect: 'free' },
      ...{ of: seq, told, request: request ?? String(seq), password },
      decision: tidy(typed.decision, { lines: true }).trim(),
    });
  });
  return {
    ...{ typed, told, asked, sending },
    type: (change: Partial<typeof typed>): void =>
      keep({ ...typed, ...change }, t('keeping.restrictions.end')),
    ready: (): boolean => {
      const ready = told !== null && visibleLength(typed.decision) > 0;
      if (!ready) setAsked((times) => times + 1);
      return ready;
    },
  };
}

function EndFields({ end: { typed, told, asked, sending, type }, today }: { end: End; today: string }) {
  const t = useText();
  const form = useRef<HTMLDivElement>(null);
  useFocusWrong(form, asked);
  return (
    <Stack gap={16} ref={form}>
      <DayField
        label={t('keeping.restrictions.told')}
        required
        value={typed.told}
        last={today}
        error={asked > 0 && told === null ? t('keeping.end.day') : undefined}
        readOnly={sending.isPending}
        onChange={(value) => type({ told: value })}
      />
      <TextAreaField
        label={t('keeping.restrictions.endDecision')}
        required
        rows={3}
        maxLength={500}
        readOnly={sending.isPending}
        value={typed.decision}
        error={asked > 0 && visibleLength(typed.decision) === 0 ? t('keeping.end.missing') : undefined}
        onChange={(_, { value }) => type({ decision: value })}
      />
    </Stack>
  );
}

function RestrictionFacts({ row }: { row: ListedRestriction }) {
  const t = useText();
  const { ended, confirmed, calls, reviews, review } = row;
  const said = (one: { person: string; on: string }): string =>
    t('keeping.restrictions.said', { person: one.person, day: dayText(one.on) });
  return (
    <Facts>
      <Fact label={t('keeping.restrictions.right')}>{t(`keeping.restrictions.rights.${row.right}`)}</Fact>
      <Fact label={t('keeping.restrictions.received')}>{dayText(row.receivedOn)}</Fact>
      <Fact label={t('keeping.restrictions.calls')}>
        {calls
          .map(({ startedAt, durationMs, unit }) =>
            [momentText(startedAt), spokenDuration(durationMs), ...(unit === '' ? [] : [unit])].join(', '),
          )
          .join('; ')}
      </Fact>
      <Fact label={t('keeping.restrictions.effect')}>{t(`keeping.restrictions.effects.${row.effect}`)}</Fact>
      <Fact label={t('keeping.restrictions.decision')}>{row.decision ?? t('keeping.erased')}</Fact>
      <Fact label={t('keeping.restrictions.entered')}>{said({ person: row.person, on: row.enteredOn })}</Fact>
      {confirmed !== null && <Fact label={t('keeping.restrictions.confirmed')}>{said(confirmed)}</Fact>}
      <Fact label={t('keeping.restrictions.stands')}>{stateOf(t, row)}</Fact>
      {reviews.length > 0 && (
        <Fact label={t('keeping.restrictions.reviews')}>
          {reviews
            .map(({ on, note }) =>
              t('keeping.panel.reviewText', { day: dayText(on), note: note ?? t('keeping.erased') }),
            )
            .join('; ')}
        </Fact>
      )}
      {review !== null && ended === null && (
        <Fact label={t('keeping.restrictions.columns.review')}>
          <Review day={review} />
        </Fact>
      )}
      {ended !== null && <Fact label={t('keeping.restrictions.told')}>{dayText(ended.told)}</Fact>}
    </Facts>
  );
}
