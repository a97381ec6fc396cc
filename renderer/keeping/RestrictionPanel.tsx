import { Button } from '@fluentui/react-components';
import type { ListedRestriction } from '../../shared/restrictions.ts';
import type { Role } from '../../shared/values.ts';
import { spokenDuration } from '../../shared/duration.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call } from '../api.ts';
import { useText } from '../text.ts';
import { DayField } from '../ui/DayInput.tsx';
import { Fact, Facts } from '../ui/Facts.tsx';
import { TextAreaField } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText, momentText, readDay } from '../ui/time.ts';
import { Review } from './columns.tsx';
import { afterwards, awaitsSecond, refreshRestrictions, stateOf } from './restrictions.ts';
import { ReviewField, ReviewFooter, useReview } from './ReviewForm.tsx';
import { SignedFields, SignedFooter, useSending, useSigned } from './signed-form.tsx';

type Props = { row: ListedRestriction; today: string; roles: readonly Role[]; onClose: () => void };

/** What somebody asked for and what follows from it, out of checked entries; the desk ends a restriction, another person agrees to an erasure. */
export function RestrictionPanel({ row, today, roles, onClose }: Props) {
  const t = useText();
  const { effect, ended, own } = row;
  const desk = roles.includes('secretary');
  const request = row.request ?? t('keeping.erased');
  const end = useEnd(row, onClose);
  const agreeing = useSending(
    (password) => call('authorisation.confirm', { shown: [{ seq: row.seq, hash: row.hash }], password }),
    async () => {
      onClose();
      await refreshRestrictions();
    },
  );
  const review = useReview({ seq: row.seq, number: request }, 'restrictions', refreshRestrictions);
  const lasts = effect === 'restricted' && ended === null && desk;
  const waits = awaitsSecond(row);
  return (
    <Panel
      title={t('keeping.restrictions.of', { request })}
      onClose={onClose}
      footer={
        lasts && review.begun ? (
          <ReviewFooter review={review} />
        ) : lasts ? (
          <SignedFooter
            signed={end}
            kept={afterwards(t, row, today)}
            label={t('keeping.restrictions.end')}
            busyLabel={t('keeping.restrictions.ending')}
          />
        ) : waits && !own ? (
          <SignedFooter
            signed={{ sending: agreeing, refresh: refreshRestrictions }}
            kept={t('keeping.restrictions.irreversible')}
            label={t('keeping.restrictions.confirm')}
            busyLabel={t('keeping.restrictions.confirming')}
          />
        ) : undefined
      }
    >
      <Stack gap={16}>
        <RestrictionFacts row={row} />
        {lasts && !review.begun && (
          <div>
            <Button disabledFocusable={end.busy} onClick={review.begin}>
              {t('keeping.restrictions.lasts')}
            </Button>
          </div>
        )}
        {lasts && review.begun && <ReviewField review={review} />}
        {lasts && !review.begun && (
          <SignedFields asked={end.asked}>
            <DayField label={t('keeping.restrictions.told')} last={today} {...end.day('told')} />
            <TextAreaField
              label={t('keeping.restrictions.endDecision')}
              rows={3}
              maxLength={500}
              {...end.needed('decision')}
            />
          </SignedFields>
        )}
        {waits && own && <Muted>{t('keeping.restrictions.own')}</Muted>}
      </Stack>
    </Panel>
  );
}

const nothing = { typed: { told: '', decision: '' } };

/** The end of a restriction as it is typed. */
function useEnd({ seq, calls, right, receivedOn, request }: ListedRestriction, onEnded: () => void) {
  const t = useText();
  return useSigned({
    place: `restriction-end ${String(seq)}`,
    begin: { tab: 'holds', list: 'restrictions', hold: seq },
    ...{ name: t('keeping.restrictions.end'), first: nothing },
    isWhole: ({ typed }) => readDay(typed.told) !== null && visibleLength(typed.decision) > 0,
    send: ({ typed }, password) =>
      call('keeping.restrict', {
        ...{ recordings: calls.map(({ recording }) => recording), right, receivedOn, effect: 'free' },
        ...{ of: seq, told: readDay(typed.told), request: request ?? String(seq), password },
        decision: tidy(typed.decision, { lines: true }).trim(),
      }),
    about: { 'final-day-in-future': 'told' },
    onSent: onEnded,
    refresh: refreshRestrictions,
  });
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
      {ended !== null && (
        <>
          <Fact label={t('keeping.restrictions.endedBy')}>{said(ended)}</Fact>
          <Fact label={t('keeping.restrictions.endedWhy')}>{ended.why ?? t('keeping.erased')}</Fact>
          <Fact label={t('keeping.restrictions.told')}>{dayText(ended.told)}</Fact>
        </>
      )}
    </Facts>
  );
}
