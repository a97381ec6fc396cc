import { Text } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Emergency } from '../../shared/duties.ts';
import { call, failureOf } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { authorText, useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Loading } from '../ui/States.tsx';
import { momentText } from '../ui/time.ts';
import { Unloaded } from '../ui/Unloaded.tsx';
import { SendButton, useWords } from '../Words.tsx';
import { refreshDuties, useEmergency } from './duties.ts';

/** „Powód”, without which nothing is sent. */
function useReason(place: 'suspend' | 'resume') {
  const t = useText();
  const { field: words, ...form } = useWords(
    {
      place,
      of: t(`duties.stopping.${place === 'suspend' ? 'title' : 'resumeTitle'}`),
      begin: { panel: place },
    },
    t('duties.stopping.reasonMissing'),
    500,
  );
  const field = (readOnly: boolean): ReactNode =>
    words({ label: t('duties.stopping.reason'), rows: 4, readOnly });
  return { ...form, field };
}

/** „Wstrzymaj odsłuchiwanie…”: the reason alone. It takes no password: what stops listening is never held up. */
export function SuspendPanel({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { form, field, ready, said: reason, clear } = useReason('suspend');
  const stopping = useMutation({
    mutationFn: async () => {
      await call('duties.suspend', { reason });
      await refreshDuties();
    },
    onSuccess: () => {
      clear();
      onClose();
    },
  });
  const busy = stopping.isPending;
  return (
    <Panel
      size="entry"
      title={t('duties.stopping.title')}
      onClose={onClose}
      footer={
        <>
          {stopping.isError && <FailureNotice failure={failureOf(stopping.error)} />}
          <SendButton
            label={t('duties.stopping.send')}
            busy={busy}
            busyLabel={t('duties.stopping.sending')}
            onSend={() => ready() && stopping.mutate()}
          />
        </>
      }
    >
      <Stack gap={16} ref={form}>
        <Text as="p">{t('duties.stopping.text')}</Text>
        {field(busy)}
      </Stack>
    </Panel>
  );
}

type Stop = NonNullable<Emergency['stop']>;

/** „Wznów…”: what stopped it, why it goes on, and the password. */
export function ResumePanel({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { data, isError, error, refetch } = useEmergency();
  const { form, field, ready, said: reason, clear } = useReason('resume');
  const resuming = useMutation({
    mutationFn: async ({ stop: { seq, hash }, password }: { stop: Stop; password: string }) => {
      await call('duties.resume', { suspension: seq, hash, reason, password });
      await refreshDuties();
    },
    onSuccess: () => {
      clear();
      onClose();
    },
    // Something else has stopped it since.
    onError: (failed) => (failureOf(failed).code === 'confirm-outdated' ? refreshDuties() : undefined),
  });
  const busy = resuming.isPending;
  const stop = data?.stop ?? null;
  return (
    <Panel
      size="entry"
      title={t('duties.stopping.resumeTitle')}
      onClose={onClose}
      footer={
        stop !== null && (
          <PasswordSend
            stacked
            label={t('duties.stopping.resume')}
            busyLabel={t('duties.stopping.sending')}
            busy={busy}
            failure={resuming.isError ? failureOf(resuming.error) : null}
            ready={() => ready()}
            onSend={(password) => resuming.mutate({ stop, password })}
          />
        )
      }
    >
      {isError && <Unloaded boxed failure={failureOf(error)} onRetry={() => void refetch()} />}
      {data === undefined && !isError && <Loading />}
      {data !== undefined && stop === null && <FailureNotice failure={{ code: 'listening-not-suspended' }} />}
      {stop !== null && (
        <Stack gap={16} ref={form}>
          <StopFacts stop={stop} />
          {stop.restored && <Text as="p">{t('duties.stopping.restoredText')}</Text>}
          <Text as="p">{t('duties.stopping.resumeText')}</Text>
          {field(busy)}
        </Stack>
      )}
    </Panel>
  );
}

function StopFacts({ stop }: { stop: Stop }) {
  const t = useText();
  const { by, reason, at, seq } = stop;
  const cause =
    by === 'keeper' || by === 'schema' || by === 'checked' || by === 'incident'
      ? t(`duties.stopping.causes.${by}`)
      : reason;
  return (
    <Facts>
      <Fact label={t('duties.stopping.by')}>{authorText(t, stop)}</Fact>
      <Fact label={t('duties.stopping.since')}>{momentText(at)}</Fact>
      <Fact label={t('duties.stopping.why')}>{cause ?? t('common.none')}</Fact>
      <Fact label={t('duties.emergency.entry')}>{seq}</Fact>
    </Facts>
  );
}
