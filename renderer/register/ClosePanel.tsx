import { Field, makeStyles, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { actLength } from '../../shared/protocol.ts';
import type { RegisterRow } from '../../shared/register.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call, failureOf, queryClient } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { TextAreaField } from '../ui/Field.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';

export type ActRow = Extract<RegisterRow, { kind: 'act' }>;
type Way = 'paper' | 'ezd';

const useStyles = makeStyles({ ways: { marginLeft: '-8px' } });
const longest = 500;

/** Whether nobody but the desk ends it any more, as far as the page can tell: the keeper decides. */
export function isAbandoned({ state, account, at }: ActRow, insteadDays: number): boolean {
  if (state !== 'started' && state !== 'completed') return false;
  return account !== 'ok' || Date.now() >= Date.parse(at) + actLength + insteadDays * 86_400_000;
}

type Props = { act: ActRow; onBack: () => void; onClosed: () => void };

/** „Zamknij i drukuj…”: the desk files the protocol of somebody who is gone, says why, and signs that. */
export function ClosePanel({ act, onBack, onClosed }: Props) {
  const styles = useStyles();
  const t = useText();
  const [reason, setReason] = useState('');
  const [way, setWay] = useState<Way>('paper');
  const [asked, setAsked] = useState(0);
  const form = useRef<HTMLDivElement>(null);
  useFocusWrong(form, asked);
  const missing = visibleLength(reason) === 0;
  const filing = useMutation({
    mutationFn: async (password: string) => {
      const said = tidy(reason, { lines: true }).trim();
      await call('protocol.fileInstead', { act: act.act, day: legalDay(), way, reason: said, password });
      const told = ['register.rows', 'register.summary', 'register.story', 'duties.list'];
      await Promise.all(told.map((name) => queryClient.invalidateQueries({ queryKey: [name] })));
    },
    onSuccess: onClosed,
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
          ready={() => {
            if (missing) setAsked((times) => times + 1);
            return !missing;
          }}
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
        <TextAreaField
          label={t('register.close.reason')}
          required
          rows={4}
          maxLength={longest}
          readOnly={busy}
          value={reason}
          error={missing && asked > 0 ? t('register.close.reasonMissing') : undefined}
          onChange={(_, { value }) => setReason(value)}
        />
        <Field label={t('protocol.finish.way')}>
          <RadioGroup
            className={styles.ways}
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
