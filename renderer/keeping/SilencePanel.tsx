import { Button, makeStyles } from '@fluentui/react-components';
import { linesIn } from '../../shared/announcement.ts';
import { instantsOf, legalDay } from '../../shared/warsaw.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call } from '../api.ts';
import { useText } from '../text.ts';
import { DayField } from '../ui/DayInput.tsx';
import { TextAreaField, TextField } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { momentText, readDay, timeText, typedDay } from '../ui/time.ts';
import { useTwoColumns } from '../ui/two-columns.ts';
import { refreshUndecided, type Silence } from './announcement.ts';
import { SignedFields, SignedFooter, useSigned } from './signed-form.tsx';

const useStyles = makeStyles({
  period: { justifyContent: 'flex-start', textAlign: 'left' },
});

/** `chosen` begins where it did, to the millisecond. */
type Form = {
  typed: Record<'lines' | 'day' | 'hour' | 'dayTo' | 'hourTo' | 'note', string>;
  chosen: Silence | null;
};
const nothing: Form = {
  typed: { lines: '', day: '', hour: '', dayTo: '', hourTo: '', note: '' },
  chosen: null,
};

/** The instant that somebody means by a day and an hour, of the hour that comes twice the `which` one; null: there is none. */
function instantOf(day: string, hour: string, which: 0 | -1): string | null {
  const [year, month, date] = (readDay(day) ?? '').split('-').map(Number);
  const [, hours, minutes] = /^(\d{1,2})[:.](\d\d)$/.exec(hour.trim()) ?? [];
  if (year === undefined || month === undefined || date === undefined || hours === undefined) return null;
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  const local = { year, month, day: date, hour: Number(hours), minute: Number(minutes), second: 0 };
  return instantsOf(local).at(which)?.toISOString() ?? null;
}

/** From when until when, as it stands in the form. */
function periodIn({ typed, chosen }: Form): { from: string | null; to: string | null } {
  const from = chosen?.from ?? instantOf(typed.day, typed.hour, 0);
  const isTakenBack = chosen !== null && typed.dayTo === typed.day && typed.hourTo === typed.hour;
  return { from, to: isTakenBack ? chosen.from : instantOf(typed.dayTo, typed.hourTo, -1) };
}

/** „Zgłoś okres bez komunikatu…”: from when until when nothing was played, on which lines (§ 3 ust. 2). One that was reported is changed by its beginning. */
export function SilencePanel({ silences, onClose }: { silences: readonly Silence[]; onClose: () => void }) {
  const styles = { ...useStyles(), ...useTwoColumns() };
  const t = useText();
  const today = legalDay();
  const signed = useSigned({
    ...{ place: 'silence', begin: { tab: 'completeness' }, name: t('announcement.silence'), first: nothing },
    isWhole: (form) => {
      const { from, to } = periodIn(form);
      return from !== null && to !== null && visibleLength(form.typed.note) > 0;
    },
    send: async (form, password) => {
      const { from, to } = periodIn(form);
      if (from === null || to === null) return {};
      return call('keeping.silent', {
        ...{ lines: form.chosen?.lines ?? linesIn(form.typed.lines), from, to, password },
        note: tidy(form.typed.note, { lines: true }).trim(),
      });
    },
    about: { 'period-reversed': 'dayTo' },
    onSent: onClose,
    refresh: refreshUndecided,
  });
  const { form, busy } = signed;
  const { from, to } = periodIn(form);
  const isFixed = form.chosen !== null;
  const day = (name: 'day' | 'dayTo', isWrong: boolean, fixed: boolean) => (
    <DayField
      label={t(`announcement.${name}`)}
      last={today}
      {...signed.day(name, t('announcement.momentWrong'), isWrong)}
      readOnly={busy || fixed}
    />
  );
  const hour = (name: 'hour' | 'hourTo', isWrong: boolean, fixed: boolean) => (
    <TextField
      label={t('announcement.hour')}
      required
      maxLength={8}
      placeholder="08:15"
      {...signed.free(name)}
      readOnly={busy || fixed}
      error={signed.asked > 0 && isWrong ? t('announcement.hourWrong') : undefined}
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
        <SignedFooter
          signed={signed}
          kept={t('announcement.silenceKept')}
          label={t('announcement.report')}
          busyLabel={t('completeness.panel.sending')}
        />
      }
    >
      <SignedFields asked={signed.asked}>
        <TextField
          label={t('rules.facts.lines')}
          hint={t('rules.form.linesHint')}
          maxLength={400}
          {...signed.free('lines')}
          readOnly={busy || isFixed}
        />
        <div className={styles.two}>
          {day('day', from === null, isFixed)}
          {hour('hour', from === null, isFixed)}
          {day('dayTo', to === null, false)}
          {hour('hourTo', to === null, false)}
        </div>
        <TextAreaField
          label={t('announcement.note')}
          rows={3}
          maxLength={500}
          {...signed.needed('note', t('announcement.noteMissing'))}
        />
        {silences.length > 0 && (
          <Stack gap={8}>
            <Muted size={200}>{t('announcement.reported')}</Muted>
            {silences.map((one) => (
              <Button
                key={one.seq}
                className={styles.period}
                disabledFocusable={busy}
                onClick={() =>
                  signed.change({
                    typed: {
                      ...{ lines: one.lines.join(', '), note: form.typed.note },
                      ...{ day: typedDay(legalDay(one.from)), hour: timeText(one.from) },
                      ...{ dayTo: typedDay(legalDay(one.to)), hourTo: timeText(one.to) },
                    },
                    chosen: one,
                  })
                }
              >
                {periodOf(one)}
              </Button>
            ))}
          </Stack>
        )}
      </SignedFields>
    </Panel>
  );
}
