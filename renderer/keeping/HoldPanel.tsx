import { Button } from '@fluentui/react-components';
import type { HoldDetail, ListedHold } from '../../shared/keeping.ts';
import { may } from '../../shared/permissions.ts';
import type { Role } from '../../shared/values.ts';
import { PaperButtons } from '../paper.tsx';
import { unbroken, useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText, momentText } from '../ui/time.ts';
import { Awaited } from '../ui/Unloaded.tsx';
import { Review } from './columns.tsx';
import { EndFields, EndFooter, useEnd } from './EndForm.tsx';
import { refreshHolds, useHold } from './holds.ts';
import { ReviewField, ReviewFooter, useReview } from './ReviewForm.tsx';

type Props = {
  hold: ListedHold;
  roles: readonly Role[];
  onAgain: (detail: HoldDetail) => void;
  onClose: () => void;
};

/** A hold: what is known of it, out of checked entries, and what comes next: that the proceedings last, or their end. */
export function HoldPanel({ hold, roles, onAgain, onClose }: Props) {
  const t = useText();
  const detail = useHold(hold);
  const data = detail.data ?? null;
  const end = useEnd(hold, data, onClose);
  const review = useReview(hold, 'panel', refreshHolds);
  const mayReview = data !== null && data.ended === null && may('hold-review', roles);
  const reviews = mayReview && review.begun;
  const ends = data !== null && data.ended === null && !data.own && may('hold-end', roles);
  const again = data?.ended !== null && may('hold', roles) && hold.ended?.again === true;
  return (
    <Panel
      title={hold.number}
      {...(hold.startedAt === null
        ? {}
        : { subtitle: t('keeping.panel.of', { moment: momentText(hold.startedAt) }) })}
      onClose={onClose}
      footer={
        data === null ? undefined : reviews ? (
          <ReviewFooter review={review} />
        ) : ends ? (
          <EndFooter detail={data} end={end} />
        ) : again ? (
          <>
            <Muted size={200}>
              {t(data.lastDay < data.today ? 'keeping.panel.againOver' : 'keeping.panel.againUntil', {
                day: dayText(data.lastDay),
              })}
            </Muted>
            <Button appearance="primary" onClick={() => onAgain(data)}>
              {t('keeping.panel.again')}
            </Button>
          </>
        ) : undefined
      }
    >
      {data === null ? (
        <Awaited query={detail} label={t('keeping.loading')} />
      ) : (
        <Stack gap={16}>
          <HoldFacts detail={data} />
          <Stack gap={8}>
            <PaperButtons
              size="small"
              asked={{ paper: 'hold', of: { seq: data.seq } }}
              print={t('keeping.panel.card')}
              save={t('keeping.panel.save')}
            />
          </Stack>
          {mayReview && !reviews && (
            <div>
              <Button
                disabledFocusable={end.busy}
                onClick={() => {
                  end.sending.reset();
                  review.begin();
                }}
              >
                {t('keeping.panel.lasts')}
              </Button>
            </div>
          )}
          {reviews && <ReviewField review={review} />}
          {data.ended === null && (data.own || !ends) && (
            <Muted>{t(data.own ? 'keeping.panel.own' : 'keeping.panel.officer')}</Muted>
          )}
          {ends && !reviews && <EndFields end={end} today={data.today} />}
        </Stack>
      )}
    </Panel>
  );
}

function HoldFacts({ detail }: { detail: HoldDetail }) {
  const t = useText();
  const { ended } = detail;
  const number = detail.case ?? t('keeping.erased');
  const endedFacts = ended && [
    t(`keeping.grounds.${ended.ground}`),
    ended.number && unbroken(ended.number),
    ended.issuedOn && t('keeping.panel.issued', { day: dayText(ended.issuedOn) }),
    ended.finalOn && t('keeping.panel.final', { day: dayText(ended.finalOn) }),
    ...[ended.document, ended.note],
  ];
  return (
    <Facts>
      <Fact label={t('keeping.panel.proceedings')}>
        {[
          detail.proceedings ?? t('keeping.erased'),
          ...(detail.reference === null ? [] : [unbroken(detail.reference)]),
        ].join(', ')}
      </Fact>
      <Fact label={t('keeping.panel.case')}>
        {detail.protocol === null
          ? number
          : `${number}, ${t('keeping.panel.protocol', { protocol: detail.protocol })}`}
      </Fact>
      <Fact label={t('keeping.panel.setter')}>
        {t('keeping.panel.setterText', { person: detail.setter, day: dayText(detail.setOn) })}
      </Fact>
      {detail.order !== null && (
        <Fact label={t('keeping.panel.order')}>
          {t('keeping.panel.orderText', {
            who: t(`keeping.orders.${detail.order}`),
            paper: detail.paper ?? t('keeping.erased'),
          })}
        </Fact>
      )}
      {detail.recordings.length > 1 && (
        <Fact label={t('keeping.panel.calls')}>
          {detail.recordings.map(({ startedAt }) => momentText(startedAt)).join('; ')}
        </Fact>
      )}
      {detail.reviews.length > 0 && (
        <Fact label={t('keeping.panel.reviews')}>
          {detail.reviews
            .map(({ on, note }) =>
              t('keeping.panel.reviewText', { day: dayText(on), note: note ?? t('keeping.erased') }),
            )
            .join('; ')}
        </Fact>
      )}
      {ended === null && (
        <Fact label={t('keeping.panel.next')}>
          <Review day={detail.review} />
        </Fact>
      )}
      {detail.others.length > 0 && <Fact label={t('keeping.panel.others')}>{detail.others.join(', ')}</Fact>}
      {detail.gone.length > 0 && (
        <Fact label={t('keeping.panel.gone')}>
          {detail.gone
            .map(({ on, protocol, count }) =>
              t('keeping.panel.goneText', { day: dayText(on), protocol, n: String(count) }),
            )
            .join('; ')}
        </Fact>
      )}
      {ended !== null && (
        <Fact
          label={t('keeping.columns.ended')}
          second={t('keeping.panel.endedText', {
            day: dayText(ended.on),
            person: ended.person ?? t('keeping.panel.keeper'),
          })}
        >
          {endedFacts?.filter(Boolean).join(', ')}
        </Fact>
      )}
    </Facts>
  );
}
