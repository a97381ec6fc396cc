import { Field, Radio, Text } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ListedInstrument } from '../../shared/authorisation.ts';
import type { Role } from '../../shared/values.ts';
import { addMonths } from '../../shared/warsaw.ts';
import { visibleLength } from '../../shared/words.ts';
import { call, failureOf } from '../api.ts';
import { confirmersOf } from '../confirmers.ts';
import { useText } from '../text.ts';
import { RadioGroup } from '../ui/Choice.tsx';
import { DayField } from '../ui/DayInput.tsx';
import { TextAreaField, TextField } from '../ui/Field.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { readDay, typedDay } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { useUnsent } from '../unsent.ts';
import { SendButton } from '../Words.tsx';
import { type Appointments, refreshPapers } from './papers.ts';
import type { DayProblem } from './authorisation-draft.ts';
import { comparesText, dayWrong } from './words.ts';

const reasons = ['mayor', 'employment', 'post', 'mistake'] as const;
type Reason = (typeof reasons)[number];

type Props = {
  row: ListedInstrument;
  subtitle: string;
  known: Appointments;
  roles: readonly Role[];
  onBack: () => void;
  onEnded: () => void;
};

/** „Zakończ…”: why, and from when on. It takes no password: what stops somebody is never held up. */
export function EndPanel({ row, subtitle, known, roles, onBack, onEnded }: Props) {
  const t = useText();
  const { today, own, appointments } = known;
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const [why, setWhy] = useState<Reason | null>(null);
  const [paper, setPaper] = useState('');
  const [words, keepWords] = useUnsent(`end ${row.number}`, {
    papers: { what: row.what, number: row.number, show: 'all' },
  });
  // Kept from before: shown before there is a reason, and not taken away when somebody empties the field.
  const [hadWords] = useState(words !== '');
  const [last, setLast] = useState<string | null>(null);
  const until = last === null ? null : readDay(last);
  const problems = {
    why: why === null,
    paper: why === 'mayor' && visibleLength(paper) === 0,
    words: why === 'mistake' && visibleLength(words) === 0,
    last: last === null ? null : wrongDay(until, row, today),
  };
  const ending = useMutation({
    mutationFn: async () => {
      if (why === null) return;
      await call('authorisation.end', {
        ...{ number: row.number, why, until },
        paper: why === 'mayor' ? paper.trim() : null,
        words: why === 'mayor' || visibleLength(words) === 0 ? null : words.trim(),
      });
      await refreshPapers();
    },
    onSuccess: () => {
      keepWords('', '');
      onEnded();
    },
  });
  const busy = ending.isPending;
  const shown = asked > 0;
  const isOffice = row.what === 'appointment';
  const title = t(isOffice ? 'authorisation.ending.titleOffice' : 'authorisation.ending.title');
  const able = confirmersOf(appointments, [own]);
  return (
    <Panel
      title={title}
      subtitle={subtitle}
      back={{ label: t('common.back'), onClick: onBack }}
      footer={
        <>
          {ending.isError && <FailureNotice failure={failureOf(ending.error)} />}
          <SendButton
            label={t('authorisation.ending.send')}
            busy={busy}
            busyLabel={t('authorisation.ending.sending')}
            onSend={() =>
              Object.values(problems).some(Boolean) ? setAsked((times) => times + 1) : ending.mutate()
            }
          />
        </>
      }
    >
      <Stack gap={16} ref={form}>
        <Field
          label={t('authorisation.ending.why')}
          required
          {...(shown && problems.why
            ? { validationState: 'error' as const, validationMessage: t('authorisation.ending.whyMissing') }
            : {})}
        >
          <RadioGroup value={why ?? ''} disabled={busy} onChange={(_, { value }) => setWhy(value as Reason)}>
            {reasons.map((one) => (
              <Radio key={one} value={one} label={t(`authorisation.ending.whys.${one}`)} />
            ))}
          </RadioGroup>
        </Field>
        {why === 'mayor' && (
          <TextField
            label={t('authorisation.ending.paper')}
            required
            maxLength={60}
            readOnly={busy}
            value={paper}
            error={shown && problems.paper ? t('authorisation.ending.paperMissing') : undefined}
            onChange={(_, { value }) => setPaper(value)}
          />
        )}
        {(why === null ? hadWords : why !== 'mayor') && (
          <TextAreaField
            label={t('authorisation.ending.words')}
            required={why === 'mistake'}
            rows={3}
            maxLength={500}
            readOnly={busy}
            value={words}
            error={shown && problems.words ? t('authorisation.ending.wordsMissing') : undefined}
            onChange={(_, { value }) => keepWords(value, `${title}, ${row.number}`)}
          />
        )}
        <Field label={t('authorisation.ending.when')}>
          <RadioGroup
            value={last === null ? 'now' : 'last'}
            disabled={busy}
            onChange={(_, { value }) => setLast(value === 'now' ? null : typedDay(today))}
          >
            <Radio value="now" label={t('authorisation.ending.now')} />
            <Radio value="last" label={t('authorisation.ending.last')} />
          </RadioGroup>
        </Field>
        {last !== null && (
          <DayField
            label={t('authorisation.ending.lastDay')}
            value={last}
            last={row.to ?? addMonths(today, 24)}
            error={dayWrong(t, shown ? problems.last : null)}
            readOnly={busy}
            onChange={setLast}
          />
        )}
        {row.what === 'appointment' && (
          <Text as="p">
            {row.guid === own || roles.includes('mayor') || row.office === 'administrator'
              ? t('authorisation.ending.alone')
              : able.length === 0
                ? t('authorisation.steps.nobody')
                : `${t('authorisation.ending.second')} ${comparesText(t, able)}`}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

/** What is wrong with a last day: it ends nothing that is over by then. */
function wrongDay(until: string | null, { to }: ListedInstrument, today: string): DayProblem | null {
  if (until === null) return 'day';
  if (until < today) return 'past';
  return to !== null && until > to ? 'over' : null;
}

type WithdrawProps = Pick<Props, 'subtitle' | 'onBack' | 'onEnded'> & {
  row: Pick<ListedInstrument, 'number'>;
  /** Of an order to destroy whether it holds, or is to. */
  ofOrder?: 'valid' | 'future' | null;
};

/** „Wycofaj…”: the whole paper, before anybody confirmed it; „Cofnij polecenie…”: at once, and alone. */
export function WithdrawPanel({ row, subtitle, ofOrder = null, onBack, onEnded }: WithdrawProps) {
  const t = useText();
  // For as long as it is open: what it is said of may be gone by then.
  const [words] = useState(
    ofOrder === null ? ('authorisation.ending.withdrawal' as const) : (`rules.takeBack.${ofOrder}` as const),
  );
  const withdrawing = useMutation({
    mutationFn: async () => {
      const nothing = { until: null, paper: null, words: null };
      await call('authorisation.end', { number: row.number, why: 'withdrawn', ...nothing });
      await refreshPapers();
    },
    onSuccess: onEnded,
  });
  const busy = withdrawing.isPending;
  return (
    <Panel
      title={t(`${words}.title`)}
      subtitle={subtitle}
      back={{ label: t('common.back'), onClick: onBack }}
      footer={
        <>
          {withdrawing.isError && <FailureNotice failure={failureOf(withdrawing.error)} />}
          <SendButton
            label={t(`${words}.send`)}
            busy={busy}
            busyLabel={t('authorisation.ending.sending')}
            onSend={() => withdrawing.mutate()}
          />
        </>
      }
    >
      <Text as="p">{t(`${words}.text`)}</Text>
    </Panel>
  );
}
