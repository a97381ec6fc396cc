import {
  Button,
  Dropdown,
  Field,
  type InputProps,
  Label,
  makeStyles,
  Option,
  Spinner,
} from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { durationText } from '../../shared/duration.ts';
import type { HoldDetail } from '../../shared/keeping.ts';
import { holdOrder, type HoldOrder } from '../../shared/ledger/hold.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call, failureOf } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { useText } from '../text.ts';
import { Checkbox } from '../ui/Choice.tsx';
import { DayField } from '../ui/DayInput.tsx';
import { TextField } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { momentText, readDay, timeText } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { unsentForm, useUnsentForm } from '../unsent.ts';
import { Wrong } from '../ui/Wrong.tsx';
import { refreshHolds } from './holds.ts';

const useStyles = makeStyles({
  two: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '16px 12px',
    alignItems: 'start',
    '& .fui-Input': { minWidth: 0, width: '100%' },
    '@media (max-width: 379px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  box: { minWidth: 0, width: '100%' },
});

/** All that is typed in it; which calls are meant is looked up and ticked anew. */
type Form = {
  again: HoldDetail | null;
  where: Record<'day' | 'hour' | 'extension', string>;
  order: HoldOrder | null;
  typed: Record<'proceedings' | 'reference' | 'case' | 'paper', string>;
};

const placeOf = (hold: number | null): string => (hold === null ? 'secure' : `secure ${String(hold)}`);

/** The form that was left unsent, for new calls or for those of a hold that ended. */
export const leftSecure = (hold: number | null): Pick<Form, 'again'> | null =>
  unsentForm(placeOf(hold)) as Form | null;

type Props = {
  /** A hold that ended, whose recordings are held anew. */
  again: HoldDetail | null;
  onClose: () => void;
};

/** The desk holds what a letter names by day, hour and extension: calls without their numbers. */
export function SecurePanel({ again, onClose }: Props) {
  const styles = useStyles();
  const t = useText();
  const today = legalDay();
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const [chosen, choose] = useState<readonly string[]>(again?.recordings.map((one) => one.recording) ?? []);
  const first: Form = {
    again,
    where: { day: '', hour: '', extension: '' },
    order: null,
    typed: {
      proceedings: again?.proceedings ?? '',
      reference: again?.reference ?? '',
      case: again?.case ?? '',
      paper: '',
    },
  };
  const hold = again?.seq ?? null;
  const [kept, keep] = useUnsentForm<Form>(placeOf(hold), { tab: 'holds', hold });
  const { where, order, typed } = kept ?? first;
  const title = t('keeping.secure.title');
  const change = (part: Partial<Form>): void => {
    const now = { ...first, where, order, typed, ...part };
    const isFirst = JSON.stringify(now) === JSON.stringify(first);
    keep(isFirst ? null : now, again === null ? title : `${title}, ${again.number}`);
  };
  const setWhere = (part: Partial<Form['where']>): void => change({ where: { ...where, ...part } });
  const type = (part: Partial<typeof typed>): void => change({ typed: { ...typed, ...part } });
  const day = readDay(where.day);
  const hour = /^\d{1,2}$/.test(where.hour.trim()) && Number(where.hour) <= 23 ? Number(where.hour) : null;
  const looking = useMutation({
    mutationFn: async () => {
      if (day === null || hour === null) return null;
      const extension = where.extension.trim() === '' ? null : where.extension.trim();
      return call('keeping.calls', { day, hour, extension });
    },
  });
  const [looked, setLooked] = useState(false);
  const securing = useMutation({
    mutationFn: (password: string) => {
      const said = (text: string): string => tidy(text).trim();
      return call('keeping.secure', {
        ...{ recordings: [...chosen], proceedings: said(typed.proceedings), order, password },
        reference: said(typed.reference) || null,
        case: said(typed.case) || null,
        paper: order === null ? null : said(typed.paper) || null,
      });
    },
    onSuccess: async () => {
      keep(null, '');
      onClose();
      await refreshHolds();
    },
  });
  const busy = securing.isPending;
  const needed = ['proceedings', 'case', ...(order === null ? [] : ['paper' as const])] as const;
  const isMissing = (field: keyof typeof typed): boolean => visibleLength(typed[field]) === 0;
  const line = (field: keyof typeof typed, required: boolean, input: InputProps = {}) => (
    <TextField
      label={t(`keeping.secure.${field}`)}
      required={required}
      maxLength={60}
      readOnly={busy}
      value={typed[field]}
      error={required && asked > 0 && isMissing(field) ? t('keeping.end.missing') : undefined}
      onChange={(_, { value }) => type({ [field]: value })}
      {...input}
    />
  );
  const { calls = [], more = false } = looking.data ?? {};
  const callsMissing = asked > 0 && chosen.length === 0;
  return (
    <Panel
      title={title}
      {...(again === null ? {} : { subtitle: again.number })}
      onClose={onClose}
      footer={
        <>
          <Muted size={200}>{t('keeping.secure.hint')}</Muted>
          <PasswordSend
            label={t('keeping.secure.send')}
            busyLabel={t('keeping.secure.sending')}
            busy={busy}
            failure={securing.isError ? failureOf(securing.error) : null}
            ready={() => {
              const ready = chosen.length > 0 && needed.every((field) => !isMissing(field));
              if (!ready) {
                setLooked(true);
                setAsked((times) => times + 1);
              }
              return ready;
            }}
            onSend={securing.mutate}
          />
        </>
      }
    >
      <Stack gap={16} ref={form}>
        {again === null ? (
          <>
            <div className={styles.two}>
              <DayField
                label={t('keeping.secure.day')}
                required
                value={where.day}
                last={today}
                error={looked && day === null ? t('keeping.end.day') : undefined}
                readOnly={busy}
                onChange={(value) => setWhere({ day: value })}
              />
              <TextField
                label={t('keeping.secure.hour')}
                required
                inputMode="numeric"
                maxLength={5}
                readOnly={busy}
                value={where.hour}
                error={looked && hour === null ? t('keeping.secure.hourWrong') : undefined}
                onChange={(_, { value }) => setWhere({ hour: value })}
              />
            </div>
            <TextField
              label={t('keeping.secure.extension')}
              maxLength={10}
              readOnly={busy}
              value={where.extension}
              onChange={(_, { value }) => setWhere({ extension: value })}
            />
            <div>
              <Button
                data-wrong={callsMissing && calls.length === 0}
                disabledFocusable={busy || looking.isPending}
                {...(looking.isPending ? { icon: <Spinner size="tiny" /> } : {})}
                onClick={() => {
                  setLooked(true);
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
        ) : (
          <Muted>{again.recordings.map(({ startedAt }) => momentText(startedAt)).join('; ')}</Muted>
        )}
        {line('proceedings', true, { maxLength: 500, placeholder: t('keeping.secure.proceedingsExample') })}
        {line('reference', false)}
        <div className={styles.two}>
          {line('case', true)}
          <Field label={t('keeping.secure.order')}>
            <Dropdown
              className={styles.box}
              clearButton={null}
              disabled={busy}
              value={t(`keeping.orders.${order ?? 'none'}`)}
              selectedOptions={[order ?? 'none']}
              onOptionSelect={(_, { optionValue }) =>
                change({ order: holdOrder.options.find((one) => one === optionValue) ?? null })
              }
            >
              {(['none', ...holdOrder.options] as const).map((one) => (
                <Option key={one} value={one}>
                  {t(`keeping.orders.${one}`)}
                </Option>
              ))}
            </Dropdown>
          </Field>
        </div>
        {order !== null && line('paper', true)}
      </Stack>
    </Panel>
  );
}
