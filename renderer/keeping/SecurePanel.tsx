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
import { CallChoice } from './CallChoice.tsx';
import { refreshHolds } from './holds.ts';
import { useTwo } from './two.ts';

const useStyles = makeStyles({
  box: { minWidth: 0, width: '100%' },
});

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
  const [order, setOrder] = useState<HoldOrder | null>(null);
  const [typed, setTyped] = useState({
    proceedings: again?.proceedings ?? '',
    reference: again?.reference ?? '',
    case: again?.case ?? '',
    paper: '',
  });
  const type = (change: Partial<typeof typed>): void => setTyped((before) => ({ ...before, ...change }));
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
      title={t('keeping.secure.title')}
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
          <CallChoice {...{ chosen, choose, busy, asked }} />
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
                setOrder(holdOrder.options.find((one) => one === optionValue) ?? null)
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
