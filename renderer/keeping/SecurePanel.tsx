import { Dropdown, Field, type InputProps, makeStyles, Option } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { HoldDetail } from '../../shared/keeping.ts';
import { holdOrder, type HoldOrder } from '../../shared/ledger/hold.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call, failureOf } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { useText } from '../text.ts';
import { TextField } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { momentText } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { unsentForm, useUnsentForm } from '../unsent.ts';
import { CallChoice, nowhere, type Where } from './CallChoice.tsx';
import { refreshHolds } from './holds.ts';
import { useTwo } from './two.ts';

const useStyles = makeStyles({
  box: { minWidth: 0, width: '100%' },
});

/** All that is typed in it; which calls are meant is looked up and ticked anew. */
type Form = {
  again: HoldDetail | null;
  where: Where;
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
  const styles = { ...useStyles(), ...useTwo() };
  const t = useText();
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const [chosen, choose] = useState<readonly string[]>(again?.recordings.map((one) => one.recording) ?? []);
  const first: Form = {
    again,
    where: nowhere,
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
  const setWhere = (part: Partial<Where>): void => change({ where: { ...where, ...part } });
  const type = (part: Partial<typeof typed>): void => change({ typed: { ...typed, ...part } });
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
              if (!ready) setAsked((times) => times + 1);
              return ready;
            }}
            onSend={securing.mutate}
          />
        </>
      }
    >
      <Stack gap={16} ref={form}>
        {again === null ? (
          <CallChoice {...{ where, chosen, choose, busy, asked }} onWhere={setWhere} />
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
