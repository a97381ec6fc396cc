import { Text } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import type { Emergency } from '../../shared/duties.ts';
import { call, failureOf } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { useText } from '../text.ts';
import { Fact, Facts, Second } from '../ui/Facts.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Loading } from '../ui/States.tsx';
import { dayText, momentText } from '../ui/time.ts';
import { Unloaded } from '../ui/Unloaded.tsx';
import { refreshDuties, useEmergency } from './duties.ts';

type Props = { what: 'stop' | 'appointments'; onClose: () => void };

/** What somebody confirms after an emergency: the stop, before another person resumes; or whom the keeper appointed by itself. */
export function EmergencyPanel({ what, onClose }: Props) {
  const t = useText();
  const { data, isError, error, refetch } = useEmergency();
  const confirming = useMutation({
    mutationFn: async ({ shown, password }: { shown: { seq: number; hash: string }[]; password: string }) => {
      await call('authorisation.confirm', { shown, password });
      await refreshDuties();
    },
    onSuccess: onClose,
  });
  const shown = shownOf(data, what);
  return (
    <Panel
      size="entry"
      title={t(what === 'stop' ? 'duties.emergency.stopTitle' : 'duties.emergency.title')}
      onClose={onClose}
      footer={
        shown.length > 0 && (
          <PasswordSend
            stacked
            label={t('duties.emergency.confirm')}
            busyLabel={t('duties.stopping.sending')}
            busy={confirming.isPending}
            failure={confirming.isError ? failureOf(confirming.error) : null}
            ready={() => true}
            onSend={(password) => confirming.mutate({ shown, password })}
          />
        )
      }
    >
      {isError && <Unloaded boxed failure={failureOf(error)} onRetry={() => void refetch()} />}
      {data === undefined && !isError && <Loading />}
      {data !== undefined && <Shown data={data} what={what} />}
    </Panel>
  );
}

/** Entries as they are confirmed. */
function shownOf(data: Emergency | undefined, what: Props['what']): { seq: number; hash: string }[] {
  const entries = what === 'stop' ? [data?.stop ?? null] : (data?.appointments ?? []);
  return entries.flatMap((one) => (one === null ? [] : [{ seq: one.seq, hash: one.hash }]));
}

function Shown({ data, what }: { data: Emergency; what: Props['what'] }) {
  const t = useText();
  const { stop, appointments } = data;
  if (what === 'stop')
    return stop === null ? (
      <Text as="p">{t('duties.emergency.none')}</Text>
    ) : (
      <Stack gap={16}>
        <Text as="p">{t('duties.emergency.stopText')}</Text>
        <Facts>
          <Fact label={t('duties.emergency.entry')}>{stop.seq}</Fact>
          <Fact label={t('duties.stopping.since')}>{momentText(stop.at)}</Fact>
          <Fact label={t('duties.stopping.why')}>{stop.reason ?? causeOf(t, stop.by)}</Fact>
        </Facts>
      </Stack>
    );
  if (appointments.length === 0) return <Text as="p">{t('duties.emergency.none')}</Text>;
  return (
    <Stack gap={16}>
      <Text as="p">{t('duties.emergency.text')}</Text>
      {appointments.map(({ seq, number, person, deputy, paper, from }) => (
        <div key={number}>
          {t('duties.emergency.row', {
            person,
            office: t(deputy ? 'duties.emergency.deputy' : 'duties.emergency.secretary'),
          })}
          <Second>
            {t('duties.emergency.paper', { number, paper, from: dayText(from), seq: String(seq) })}
          </Second>
        </div>
      ))}
    </Stack>
  );
}

type Stop = NonNullable<Emergency['stop']>;

function causeOf(t: ReturnType<typeof useText>, by: Stop['by']): string {
  return by === 'schema' || by === 'checked' || by === 'incident' || by === 'keeper'
    ? t(`duties.stopping.causes.${by}`)
    : t('common.none');
}
