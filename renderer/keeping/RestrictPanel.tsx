import { Dropdown, Field, makeStyles, Option } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { dataRights } from '../../shared/ledger/restriction.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call, failureOf } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { useText } from '../text.ts';
import { DayField } from '../ui/DayInput.tsx';
import { TextAreaField, TextField } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { readDay } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { useUnsentForm } from '../unsent.ts';
import { CallChoice, nowhere, type Where } from './CallChoice.tsx';
import { refreshRestrictions } from './restrictions.ts';

const useStyles = makeStyles({ box: { minWidth: 0, width: '100%' } });

type Right = (typeof dataRights)[number];
type Effect = 'restricted' | 'erase';
type Form = {
  right: Right | null;
  effect: Effect;
  where: Where;
  typed: Record<'request' | 'received' | 'decision', string>;
};
const nothing: Form = {
  ...{ right: null, effect: 'restricted', where: nowhere },
  typed: { request: '', received: '', decision: '' },
};

/** §3.3: what follows from somebody's request. The officer restricts alone; that something is erased the desk says. */
export function RestrictPanel({ desk, onClose }: { desk: boolean; onClose: () => void }) {
  const styles = useStyles();
  const t = useText();
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const [chosen, choose] = useState<readonly string[]>([]);
  const [kept, keep] = useUnsentForm<Form>('restriction', { tab: 'holds' });
  const { right, effect, where, typed } = kept ?? nothing;
  const change = (part: Partial<Form>): void =>
    keep({ right, effect, where, typed, ...part }, t('keeping.restrictions.title'));
  const type = (part: Partial<typeof typed>): void => change({ typed: { ...typed, ...part } });
  const receivedOn = readDay(typed.received);
  // Whoever wants it restricted wants it kept.
  const offered: readonly Effect[] =
    desk && right !== 'restriction' ? ['restricted', 'erase'] : ['restricted'];
  const restricting = useMutation({
    mutationFn: async (password: string) => {
      if (right === null || receivedOn === null) return {};
      return call('keeping.restrict', {
        ...{ recordings: [...chosen], right, receivedOn, effect, of: null, told: null, password },
        request: tidy(typed.request).trim(),
        decision: tidy(typed.decision, { lines: true }).trim(),
      });
    },
    onSuccess: async () => {
      keep(null, '');
      onClose();
      await refreshRestrictions();
    },
  });
  const busy = restricting.isPending;
  const missing = (text: string): string | undefined =>
    asked > 0 && visibleLength(text) === 0 ? t('keeping.end.missing') : undefined;
  return (
    <Panel
      title={t('keeping.restrictions.title')}
      onClose={onClose}
      footer={
        <>
          <Muted size={200}>
            {t(effect === 'erase' ? 'keeping.restrictions.erases' : 'keeping.restrictions.keeps')}
          </Muted>
          <PasswordSend
            label={t('keeping.restrictions.send')}
            busyLabel={t('keeping.restrictions.sending')}
            busy={busy}
            failure={restricting.isError ? failureOf(restricting.error) : null}
            ready={() => {
              const words = [typed.request, typed.decision].every((text) => visibleLength(text) > 0);
              const ready = words && right !== null && receivedOn !== null && chosen.length > 0;
              if (!ready) setAsked((times) => times + 1);
              return ready;
            }}
            onSend={restricting.mutate}
          />
        </>
      }
    >
      <Stack gap={16} ref={form}>
        <TextField
          label={t('keeping.restrictions.request')}
          required
          maxLength={60}
          readOnly={busy}
          value={typed.request}
          error={missing(typed.request)}
          onChange={(_, { value }) => type({ request: value })}
        />
        <Field
          label={t('keeping.restrictions.right')}
          required
          {...(asked > 0 && right === null
            ? { validationState: 'error' as const, validationMessage: t('keeping.end.missing') }
            : {})}
        >
          <Dropdown
            className={styles.box}
            clearButton={null}
            disabled={busy}
            placeholder={t('keeping.restrictions.choose')}
            value={right === null ? '' : t(`keeping.restrictions.rights.${right}`)}
            selectedOptions={right === null ? [] : [right]}
            onOptionSelect={(_, { optionValue }) => {
              const wanted = dataRights.find((one) => one === optionValue) ?? null;
              change({ right: wanted, effect: wanted === 'restriction' ? 'restricted' : effect });
            }}
          >
            {dataRights.map((one) => (
              <Option key={one} value={one}>
                {t(`keeping.restrictions.rights.${one}`)}
              </Option>
            ))}
          </Dropdown>
        </Field>
        <DayField
          label={t('keeping.restrictions.received')}
          required
          value={typed.received}
          last={legalDay()}
          error={asked > 0 && receivedOn === null ? t('keeping.end.day') : undefined}
          readOnly={busy}
          onChange={(received) => type({ received })}
        />
        <CallChoice
          {...{ where, chosen, choose, busy, asked }}
          onWhere={(part) => change({ where: { ...where, ...part } })}
        />
        <Field label={t('keeping.restrictions.effect')}>
          <Dropdown
            className={styles.box}
            clearButton={null}
            disabled={busy}
            value={t(`keeping.restrictions.effects.${effect}`)}
            selectedOptions={[effect]}
            onOptionSelect={(_, { optionValue }) =>
              change({ effect: offered.find((one) => one === optionValue) ?? 'restricted' })
            }
          >
            {offered.map((one) => (
              <Option key={one} value={one}>
                {t(`keeping.restrictions.effects.${one}`)}
              </Option>
            ))}
          </Dropdown>
        </Field>
        <TextAreaField
          label={t('keeping.restrictions.decision')}
          required
          rows={3}
          maxLength={500}
          readOnly={busy}
          value={typed.decision}
          error={missing(typed.decision)}
          onChange={(_, { value }) => type({ decision: value })}
        />
      </Stack>
    </Panel>
  );
}
