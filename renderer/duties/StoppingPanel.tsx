import { Text } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Duties } from '../../shared/duties.ts';
import { call, failureOf } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { authorText, useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { momentText } from '../ui/time.ts';
import { SendButton, useWords } from '../Words.tsx';
import { refreshDuties } from './duties.ts';

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

type Suspension = NonNullable<Duties['suspension']>;

/** „Wznów…”: what stopped it, why it goes on, and the password. */
export function ResumePanel({ suspension, onClose }: { suspension: Suspension; onClose: () => void }) {
  const t = useText();
  const { form, field, ready, said: reason, clear } = useReason('resume');
  const resuming = useMutation({
    mutationFn: async (password: string) => {
      await call('duties.resume', { reason, password });
      await refreshDuties();
    },
    onSuccess: () => {
      clear();
      onClose();
    },
  });
  const busy = resuming.isPending;
  return (
    <Panel
      size="entry"
      title={t('duties.stopping.resumeTitle')}
      onClose={onClose}
      footer={
        <PasswordSend
          stacked
          label={t('duties.stopping.resume')}
          busyLabel={t('duties.stopping.sending')}
          busy={busy}
          failure={resuming.isError ? failureOf(resuming.error) : null}
          ready={() => ready()}
          onSend={(password) => resuming.mutate(password)}
        />
      }
    >
      <Stack gap={16} ref={form}>
        <SuspensionFacts suspension={suspension} />
        <Text as="p">{t('duties.stopping.resumeText')}</Text>
        {field(busy)}
      </Stack>
    </Panel>
  );
}

function SuspensionFacts({ suspension }: { suspension: Suspension }) {
  const t = useText();
  const { by, reason, at } = suspension;
  const cause =
    by === 'keeper' || by === 'schema' || by === 'checked' ? t(`duties.stopping.causes.${by}`) : reason;
  return (
    <Facts>
      <Fact label={t('duties.stopping.by')}>{authorText(t, suspension)}</Fact>
      <Fact label={t('duties.stopping.since')}>{momentText(at)}</Fact>
      <Fact label={t('duties.stopping.why')}>{cause ?? t('common.none')}</Fact>
    </Facts>
  );
}
