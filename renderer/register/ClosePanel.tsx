import { Field, Radio, Text } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RegisterRow } from '../../shared/register.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { call, failureOf, queryClient } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { useText } from '../text.ts';
import { RadioGroup } from '../ui/Choice.tsx';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useWords } from '../Words.tsx';

export type ActRow = Extract<RegisterRow, { kind: 'act' }>;
type Way = 'paper' | 'ezd';

/** Whether nobody but the desk ends it any more, as far as the page can tell: the keeper decides. */
export function isAbandoned({ state, account, overAt }: ActRow, insteadDays: number): boolean {
  if (state !== 'started' && state !== 'completed') return false;
  return account !== 'ok' || Date.now() >= Date.parse(overAt) + insteadDays * 86_400_000;
}

type Props = { act: ActRow; onBack: () => void; onClosed: () => void };

/** „Zamknij i drukuj…”: the desk files the protocol of somebody who is gone, says why, and signs that. */
export function ClosePanel({ act, onBack, onClosed }: Props) {
  const t = useText();
  const { form, said, field, ready, clear } = useWords(
    {
      place: `close ${act.number}`,
      of: `${t('register.close.title')} ${act.number}`,
      begin: { filter: { case: act.case }, closing: act.act },
    },
    t('register.close.reasonMissing'),
    500,
  );
  const [way, setWay] = useState<Way>('paper');
  const filing = useMutation({
    mutationFn: async (password: string) => {
      const { number, person, case: ofCase, state } = act;
      const listed = { number, person, case: ofCase, state };
      const filed = { act: act.act, listed, day: legalDay(), way, reason: said, password };
      await call('protocol.fileInstead', filed);
      const told = ['register.rows', 'register.summary', 'register.story', 'duties.list'];
      await Promise.all(told.map((name) => queryClient.invalidateQueries({ queryKey: [name] })));
    },
    onSuccess: () => {
      clear();
      onClosed();
    },
  });
  const busy = filing.isPending;
  return (
    <Panel
      size="entry"
      title={t('register.close.title')}
      subtitle={act.number}
      back={{ label: t('register.panel.back'), onClick: onBack }}
      footer={
        <PasswordSend
          stacked
          label={t('register.close.send')}
          busyLabel={t('register.close.sending')}
          busy={busy}
          failure={filing.isError ? failureOf(filing.error) : null}
          ready={() => ready()}
          onSend={(password) => filing.mutate(password)}
        />
      }
    >
      <Stack gap={16} ref={form}>
        <Facts>
          <Fact label={t('register.personShort')}>{act.person}</Fact>
          <Fact label={t('register.case')}>{act.case}</Fact>
        </Facts>
        <Text as="p">
          {t(act.state === 'started' ? 'register.close.unfinished' : 'register.close.completed')}
        </Text>
        {field({ label: t('register.close.reason'), rows: 4, readOnly: busy })}
        <Field label={t('protocol.finish.way')}>
          <RadioGroup
            layout="horizontal"
            value={way}
            disabled={busy}
            onChange={(_, { value }) => setWay(value as Way)}
          >
            <Radio value="paper" label={t('protocol.finish.paper')} />
            <Radio value="ezd" label={t('protocol.finish.ezd')} />
          </RadioGroup>
        </Field>
      </Stack>
    </Panel>
  );
}
