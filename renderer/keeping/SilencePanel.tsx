import { Button, makeStyles } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { linesIn } from '../../shared/announcement.ts';
import { instantsOf, legalDay } from '../../shared/warsaw.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call, failureOf } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { useText } from '../text.ts';
import { DayField } from '../ui/DayInput.tsx';
import { TextAreaField, TextField } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { momentText, readDay, timeText, typedDay } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { useUnsentForm } from '../unsent.ts';
import { refreshUndecided, type Silence } from './announcement.ts';
import { useTwo } from './two.ts';

const useStyles = makeStyles({
  period: { justifyContent: 'flex-start', textAlign: 'left' },
});

const nothing = { lines: '', day: '', hour: '', dayTo: '', hourTo: '', note: '' };
type Typed = typeof nothing;
/** `chosen` begins where it did, to the millisecond. */
type Form = { typed: Typed; chosen: Silence | null };

/** The instant that somebody means by a day and an hour, of the hour that comes twice the `which` one; null: there is none. */
function instantOf(day: string, hour: string, which: 0 | -1): string | null {
  const [year, month, date] = (readDay(day) ?? '').split('-').map(Number);
  const [, hours, minutes] = /^(\d{1,2})[:.](\d\d)$/.exec(hour.trim()) ?? [];
  if (year === undefined || month === undefined || date === undefined || hours === undefined) return null;
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  const local = { year, month, day: date, hour: Number(hours), minute: Number(minutes), second: 0 };
  return instantsOf(local).at(which)?.toISOString() ?? null;
}

/** „Zgłoś okres bez komunikatu…”: from when until when nothing was played, on which lines (§ 3 ust. 2). One that was reported is changed by its beginning. */
export function SilencePanel({ silences, onClose }: { silences: readonly Silence[]; onClose: () => void }) {
  const styles = { ...useStyles(), ...useTwo() };
  const t = useText();
  const today = legalDay();
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const [kept, keep] = useUnsentForm<Form>('silence', { tab: 'completeness' });
  const { typed, chosen } = kept ?? { typed: nothing, chosen: null };
  const from = chosen?.from ?? instantOf(typed.day, typed.hour, 0);
  const isTakenBack = chosen !== null && typed.dayTo === typed.day && typed.hourTo === typed.hour;
  const to = isTakenBack ? chosen.from : instantOf(typed.dayTo, typed.hourTo, -1);
  const lines = chosen?.lines ?? linesIn(typed.lines);
  const sending = useMutation({
    mutationFn: async (password: string) =>
      from === null || to === null
        ? {}
        : call('keeping.silent', {
            ...{ lines, from, to, password },
            note: tidy(typed.note, { lines: true }).trim(),
          }),
    onSuccess: async () => {
      keep(null, '');
      onClose();
      await refreshUndecided();
    },
  });
  const busy = sending.isPending;
  const type = (change: Partial<Typed>, of = chosen): void => {
    sending.reset();
    keep({ typed: { ...typed, ...change }, chosen: of }, t('announcement.silence'));
  };
  const isEmpty = visibleLength(typed.note) === 0;
  const shown = asked > 0;
  const field = (name: 'day' | 'dayTo', wrong: boolean, fixed: boolean) => (
    <DayField
      label={t(`announcement.${name}`)}
      required
      value={typed[name]}
      last={today}
      error={shown && wrong ? t('announcement.momentWrong') : undefined}
      readOnly={busy || fixed}
      onChange={(value) => type({ [name]: value })}
    />
  );
  const hour = (name: 'hour' | 'hourTo', wrong: boolean, fixed: boolean) => (
    <TextField
      label={t('announcement.hour')}
      required
      maxLength={5}
      placeholder="08:15"
      readOnly={busy || fixed}
      value={typed[name]}
      error={shown && wrong ? t('announcement.hourWrong') : undefined}
      onChange={(_, { value }) => type({ [name]: value })}
    />
  );
  const periodOf = ({ lines: some, from: since, to: until }: Silence): string =>
    t('announcement.period', {
      ...{ from: momentText(since), to: momentText(until) },
      lines: some.join(', ') || t('rules.facts.allLines'),
    });
  return (
    <Panel
      title={t('announcement.silence')}
      onClose={onClose}
      footer={
        <>
          <Muted size={200}>{t('announcement.silenceKept')}</Muted>
          <PasswordSend
            label={t('announcement.report')}
            busyLabel={t('completeness.panel.sending')}
            busy={busy}
            failure={sending.isError ? failureOf(sending.error) : null}
            ready={() => {
              if (from !== null && to !== null && !isEmpty) return true;
              setAsked((times) => times + 1);
              return false;
            }}
            onSend={sending.mutate}
          />
        </>
      }
    >
      <Stack gap={16} ref={form}>
        <TextField
          label={t('rules.facts.lines')}
          hint={t('rules.form.linesHint')}
          maxLength={400}
          readOnly={busy || chosen !== null}
          value={typed.lines}
          onChange={(_, { value }) => type({ lines: value })}
        />
        <div className={styles.two}>
          {field('day', from === null, chosen !== null)}
          {hour('hour', from === null, chosen !== null)}
          {field('dayTo', to === null, false)}
          {hour('hourTo', to === null, false)}
        </div>
        <TextAreaField
          label={t('announcement.note')}
          required
          rows={3}
          maxLength={500}
          readOnly={busy}
          value={typed.note}
          error={shown && isEmpty ? t('announcement.noteMissing') : undefined}
          onChange={(_, { value }) => type({ note: value })}
        />
        {silences.length > 0 && (
          <Stack gap={8}>
            <Muted size={200}>{t('announcement.reported')}</Muted>
            {silences.map((one) => (
              <Button
                key={one.seq}
                className={styles.period}
                disabledFocusable={busy}
                onClick={() => {
                  type(
                    {
                      lines: one.lines.join(', '),
                      ...{ day: typedDay(legalDay(one.from)), hour: timeText(one.from) },
                      ...{ dayTo: typedDay(legalDay(one.to)), hourTo: timeText(one.to) },
                    },
                    one,
                  );
                }}
              >
                {periodOf(one)}
              </Button>
            ))}
          </Stack>
        )}
      </Stack>
    </Panel>
  );
}
