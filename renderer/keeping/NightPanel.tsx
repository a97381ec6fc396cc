import { Divider, Link, makeStyles } from '@fluentui/react-components';
import { longestCopy, type Nights } from '../../shared/keeping.ts';
import { mayLetDestroy } from '../../shared/permissions.ts';
import type { Role } from '../../shared/values.ts';
import { addDays } from '../../shared/warsaw.ts';
import { call } from '../api.ts';
import { useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Muted } from '../ui/Muted.tsx';
import { countText } from '../ui/number.ts';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText, nightText } from '../ui/time.ts';
import { Awaited } from '../ui/Unloaded.tsx';
import { SameList } from './NightList.tsx';
import {
  type AheadRow,
  type DoneRow,
  lengthOf,
  type NightRow,
  numbersOf,
  reasonsOf,
  refreshNights,
  useNightList,
} from './nights.ts';
import { SignedFooter, useSending } from './signed-form.tsx';
import type { TabProps } from './tab.ts';

const useStyles = makeStyles({
  count: { display: 'block', textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
});

type Props = Pick<TabProps, 'onOrder'> & {
  row: NightRow;
  nights: Nights;
  roles: readonly Role[];
  /** To every call of its list. */
  onList: () => void;
  onClose: () => void;
};

/** A night: which days of calls, and of one that was stopped, why; the desk or the Mayor agrees to that with the password. */
export function NightPanel({ row, nights, roles, onOrder, onList, onClose }: Props) {
  const styles = useStyles();
  const t = useText();
  const waits = row.kind === 'stopped' && !row.agreed;
  const agrees = waits && mayLetDestroy(roles);
  const days = row.kind === 'stopped' ? row.days.length : (row.kind === 'done' ? row.days : row.now).length;
  return (
    <Panel
      title={t('keeping.nights.panel.title', { night: nightText(row.night) })}
      subtitle={t('keeping.nights.panel.of', {
        ...{ n: countText(row.count), days: countText(days), lasts: lengthOf(row) },
      })}
      onClose={onClose}
      footer={agrees ? <Agree row={row} onDone={onClose} /> : undefined}
    >
      <Stack gap={16}>
        {row.kind === 'done' ? (
          <DoneFacts row={row} onOrder={onOrder} />
        ) : (
          <AheadFacts row={row} nights={nights} />
        )}
        <Divider />
        <Facts>
          {(row.kind === 'done' ? row.days : row.now).map(({ day, count }) => (
            <Fact key={day} label={dayText(day)}>
              <span className={styles.count}>{countText(count)}</span>
            </Fact>
          ))}
        </Facts>
        {row.kind !== 'done' && (
          <div>
            <Link as="button" inline onClick={onList}>
              {t('keeping.nights.list.title')}
            </Link>
          </div>
        )}
        {row.kind === 'stopped' && row.agreed && <Muted>{t('keeping.nights.panel.agreed')}</Muted>}
        {waits && !agrees && <Muted>{t('keeping.nights.panel.officer')}</Muted>}
      </Stack>
    </Panel>
  );
}

/** So many cards and protocols are named. */
const mostNamed = 5;

function AheadFacts({ row, nights }: { row: AheadRow; nights: Nights }) {
  const t = useText();
  const { stays, night } = row;
  // Of another month it would be the last one of that month.
  const before = nights.done.find((one) => one.night < night && one.night.slice(0, 7) === night.slice(0, 7));
  const left = row.now.reduce((sum, { count }) => sum + count, 0);
  const by = [...stays.by.slice(0, mostNamed), ...(stays.by.length > mostNamed ? ['…'] : [])].join(', ');
  return (
    <Facts>
      {row.kind === 'stopped' && !row.agreed && (
        <Fact label={t('keeping.nights.panel.why')}>
          {reasonsOf(row)
            .map((why) => t(`keeping.nights.panel.${why}`, numbersOf(row)))
            .join('; ')}
        </Fact>
      )}
      {row.kind === 'next' && row.asks && (
        <Fact label={t('keeping.nights.columns.state')}>{t('keeping.nights.panel.asks')}</Fact>
      )}
      {row.kind === 'next' && row.ended > 0 && (
        <Fact label={t('keeping.nights.panel.ended')}>
          {t('keeping.nights.panel.endedText', { n: String(row.ended) })}
        </Fact>
      )}
      {row.kind === 'stopped' && left !== row.count && (
        <Fact label={t('keeping.nights.panel.now')}>
          {t('keeping.nights.panel.nowText', { n: String(left) })}
        </Fact>
      )}
      {before !== undefined && (
        <Fact label={t('keeping.nights.panel.before')}>{nightText(before.night)}</Fact>
      )}
      <Fact label={t('keeping.nights.panel.stays')}>
        {stays.count === 0
          ? t('keeping.nights.panel.nothing')
          : t('keeping.nights.panel.kept', { n: String(stays.count), by })}
      </Fact>
      <Fact label={t('keeping.nights.panel.copies')}>
        {nights.aging
          ? t('keeping.nights.panel.ages', { day: dayText(addDays(nights.next.night, longestCopy)) })
          : t('keeping.nights.panel.notAging')}
      </Fact>
    </Facts>
  );
}

function DoneFacts({ row, onOrder }: Pick<Props, 'onOrder'> & { row: DoneRow }) {
  const t = useText();
  return (
    <Facts>
      <Fact label={t('keeping.nights.columns.protocol')}>{row.protocol}</Fact>
      <Fact label={t('keeping.nights.panel.order')}>
        {row.order}
        {onOrder !== null && (
          <>
            {' '}
            <Link as="button" inline onClick={() => onOrder(row.order)}>
              {t('keeping.nights.showOrder')}
            </Link>
          </>
        )}
      </Fact>
      <Fact label={t('keeping.nights.panel.files')}>
        {t(row.removed ? 'keeping.nights.panel.filesGone' : 'keeping.nights.panel.filesLeft')}
      </Fact>
      <Fact label={t('keeping.nights.panel.copies')}>
        {row.copies === 'kept'
          ? t('keeping.nights.panel.notAging')
          : t(`keeping.nights.panel.${row.copies}`, { day: dayText(row.agesBy) })}
      </Fact>
    </Facts>
  );
}

/**
 * „Zatwierdź zniszczenie”: by the password, of exactly this list.
 * SECURITY: nobody agrees to a list that the database does not show as its entry states it.
 */
function Agree({ row, onDone }: { row: Extract<NightRow, { kind: 'stopped' }>; onDone: () => void }) {
  const t = useText();
  const { seq, hash } = row;
  const list = useNightList(seq);
  const agreeing = useSending(
    (password) => call('authorisation.confirm', { shown: [{ seq, hash }], password }),
    async () => {
      onDone();
      await refreshNights();
    },
  );
  if (list.data === undefined)
    return <Awaited query={list} boxed label={t('keeping.nights.list.comparing')} />;
  const same = list.data.same === true;
  return (
    <>
      <SameList seq={seq} same={same} />
      {same && (
        <SignedFooter
          signed={{ sending: agreeing, refresh: refreshNights }}
          kept={t('keeping.nights.panel.irreversible')}
          label={t('keeping.nights.panel.send')}
          busyLabel={t('keeping.nights.panel.sending')}
        />
      )}
    </>
  );
}
