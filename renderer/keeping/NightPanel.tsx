import { Divider, Link } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { spokenDuration } from '../../shared/duration.ts';
import { longestCopy, type Nights } from '../../shared/keeping.ts';
import type { Role } from '../../shared/values.ts';
import { addDays } from '../../shared/warsaw.ts';
import { call, failureOf } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText } from '../ui/time.ts';
import { type AheadRow, type DoneRow, isTooMany, type NightRow, nightText, refreshNights } from './nights.ts';
import type { TabProps } from './tab.ts';

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
  const t = useText();
  const waits = row.kind === 'stopped' && !row.agreed;
  const agrees = waits && (roles.includes('secretary') || roles.includes('mayor'));
  const days = row.kind === 'stopped' ? row.days.length : (row.kind === 'done' ? row.days : row.now).length;
  return (
    <Panel
      title={t('keeping.nights.panel.title', { night: nightText(row.night) })}
      subtitle={t('keeping.nights.panel.of', {
        ...{ n: String(row.count), days: String(days), lasts: spokenDuration(row.durationMs) },
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
              {String(count)}
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
  const before = nights.done.find((one) => one.night < night);
  const left = row.now.reduce((sum, { count }) => sum + count, 0);
  const by = [...stays.by.slice(0, mostNamed), ...(stays.by.length > mostNamed ? ['…'] : [])].join(', ');
  return (
    <Facts>
      {row.kind === 'stopped' && (
        <Fact label={t('keeping.nights.panel.why')}>
          {t(isTooMany(row) ? 'keeping.nights.panel.tooMany' : 'keeping.nights.panel.fresh', {
            days: String(row.days.length),
          })}
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
        {t('keeping.nights.panel.until', { day: dayText(addDays(nights.next.night, longestCopy)) })}
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
        {row.aged
          ? t('keeping.nights.panel.aged')
          : t('keeping.nights.panel.until', { day: dayText(row.agesBy) })}
      </Fact>
    </Facts>
  );
}

/** „Zatwierdź zniszczenie”: by the password, of exactly this list. */
function Agree({ row, onDone }: { row: Extract<NightRow, { kind: 'stopped' }>; onDone: () => void }) {
  const t = useText();
  const { seq, hash } = row;
  const agreeing = useMutation({
    mutationFn: (password: string) => call('authorisation.confirm', { shown: [{ seq, hash }], password }),
    onSuccess: async () => {
      onDone();
      await refreshNights();
    },
  });
  return (
    <>
      <Muted size={200}>{t('keeping.nights.panel.irreversible')}</Muted>
      <PasswordSend
        label={t('keeping.nights.panel.send')}
        busyLabel={t('keeping.nights.panel.sending')}
        busy={agreeing.isPending}
        failure={agreeing.isError ? failureOf(agreeing.error) : null}
        ready={() => true}
        onSend={agreeing.mutate}
      />
    </>
  );
}
