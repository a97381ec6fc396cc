import { Button, Label, Spinner } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { durationText } from '../../shared/duration.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { call, failureOf } from '../api.ts';
import { useText } from '../text.ts';
import { Checkbox } from '../ui/Choice.tsx';
import { DayField } from '../ui/DayInput.tsx';
import { TextField } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { readDay, timeText } from '../ui/time.ts';
import { useTwoColumns } from '../ui/two-columns.ts';
import { Wrong } from '../ui/Wrong.tsx';

/** Where calls are looked for, as it was typed. */
export type Where = Record<'day' | 'hour' | 'extension', string>;
export const nowhere: Where = { day: '', hour: '', extension: '' };

type Props = {
  where: Where;
  onWhere: (part: Partial<Where>) => void;
  chosen: readonly string[];
  choose: (recordings: readonly string[]) => void;
  busy: boolean;
  /** How often somebody has sent in vain: what is missing is shown. */
  asked: number;
};

/** Calls by day, hour and extension, without their numbers. */
export function CallChoice({ where, onWhere, chosen, choose, busy, asked }: Props) {
  const styles = useTwoColumns();
  const t = useText();
  const day = readDay(where.day);
  const hour = /^\d{1,2}$/.test(where.hour.trim()) && Number(where.hour) <= 23 ? Number(where.hour) : null;
  const looking = useMutation({
    mutationFn: async () => {
      if (day === null || hour === null) return null;
      const extension = where.extension.trim() === '' ? null : where.extension.trim();
      return call('keeping.calls', { day, hour, extension });
    },
  });
  const [clicked, setClicked] = useState(false);
  const callsMissing = asked > 0 && chosen.length === 0;
  const looked = clicked || callsMissing;
  const { calls = [], more = false } = looking.data ?? {};
  return (
    <>
      <div className={styles.two}>
        <DayField
          label={t('keeping.secure.day')}
          required
          value={where.day}
          last={legalDay()}
          error={looked && day === null ? t('keeping.end.day') : undefined}
          readOnly={busy}
          onChange={(value) => onWhere({ day: value })}
        />
        <TextField
          label={t('keeping.secure.hour')}
          required
          inputMode="numeric"
          maxLength={5}
          readOnly={busy}
          value={where.hour}
          error={looked && hour === null ? t('keeping.secure.hourWrong') : undefined}
          onChange={(_, { value }) => onWhere({ hour: value })}
        />
      </div>
      <TextField
        label={t('keeping.secure.extension')}
        maxLength={10}
        readOnly={busy}
        value={where.extension}
        onChange={(_, { value }) => onWhere({ extension: value })}
      />
      <div>
        <Button
          data-wrong={callsMissing && calls.length === 0}
          disabledFocusable={busy || looking.isPending}
          {...(looking.isPending ? { icon: <Spinner size="tiny" /> } : {})}
          onClick={() => {
            setClicked(true);
            choose([]);
            if (day !== null && hour !== null) looking.mutate();
          }}
        >
          {t(looking.isPending ? 'keeping.secure.looking' : 'keeping.secure.look')}
        </Button>
      </div>
      {looking.isError && <FailureNotice failure={failureOf(looking.error)} />}
      <div role="group" aria-label={t('keeping.secure.calls')} data-wrong={callsMissing}>
        <Label required>{t('keeping.secure.calls')}</Label>
        <div role="status">
          {looking.isIdle && <Muted>{t('keeping.secure.lookFirst')}</Muted>}
          {looking.isSuccess && calls.length === 0 && <Muted>{t('keeping.secure.noCalls')}</Muted>}
          {more && <Muted>{t('keeping.secure.moreCalls')}</Muted>}
          {calls.map((one) => {
            const said = t('keeping.secure.callText', {
              ...{ time: timeText(one.startedAt), extension: one.extension, unit: one.unit },
              length: durationText(one.durationMs),
            });
            return (
              <Checkbox
                key={one.recording}
                label={one.held ? t('keeping.secure.heldText', { call: said }) : said}
                checked={chosen.includes(one.recording)}
                disabled={busy}
                onChange={(_, { checked }) =>
                  choose(
                    checked === true
                      ? [...chosen, one.recording]
                      : chosen.filter((id) => id !== one.recording),
                  )
                }
              />
            );
          })}
        </div>
        {callsMissing && <Wrong>{t('keeping.secure.callsMissing')}</Wrong>}
      </div>
    </>
  );
}
