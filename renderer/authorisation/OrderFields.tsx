import { Field, Radio } from '@fluentui/react-components';
import { useText } from '../text.ts';
import { Checkbox, RadioGroup } from '../ui/Choice.tsx';
import { DayInput } from '../ui/DayInput.tsx';
import { TextField } from '../ui/Field.tsx';
import type { OrderDraft, RuleProblems } from './rules.ts';

type Props = {
  order: OrderDraft;
  problems: RuleProblems | null;
  today: string;
  busy: boolean;
  onChange: (change: Partial<OrderDraft>) => void;
};

/** What an order to destroy names (§ 3 ust. 4): its case, one of two grounds, and what the administrator states. */
export function OrderFields({ order, problems, today, busy, onChange }: Props) {
  const t = useText();
  const archive = problems?.archive === true ? t('rules.form.archiveMissing') : undefined;
  return (
    <>
      <TextField
        label={t('rules.form.case')}
        required
        maxLength={60}
        readOnly={busy}
        value={order.case}
        error={problems?.case === true ? t('rules.form.caseWrong') : undefined}
        onChange={(_, { value }) => onChange({ case: value })}
      />
      <Field
        label={t('rules.form.archive')}
        required
        hint={t('rules.form.archiveHint')}
        {...(archive === undefined ? {} : { validationState: 'error' as const, validationMessage: archive })}
      >
        <RadioGroup
          disabled={busy}
          value={order.of ?? ''}
          onChange={(_, { value }) => onChange({ of: value === 'bc' ? 'bc' : 'general' })}
        >
          <Radio value="bc" label={t('rules.form.bc')} />
          <Radio value="general" label={t('rules.form.general')} />
        </RadioGroup>
      </Field>
      {order.of === 'bc' && (
        <TextField
          label={t('rules.form.symbol')}
          required
          maxLength={60}
          readOnly={busy}
          value={order.symbol}
          onChange={(_, { value }) => onChange({ symbol: value })}
        />
      )}
      {order.of === 'general' && (
        <>
          <TextField
            label={t('rules.form.reference')}
            required
            maxLength={60}
            readOnly={busy}
            value={order.reference}
            onChange={(_, { value }) => onChange({ reference: value })}
          />
          <Field label={t('rules.form.consentDay')} required>
            <DayInput value={order.day} today={today} readOnly={busy} onChange={(day) => onChange({ day })} />
          </Field>
        </>
      )}
      <Field
        {...(problems?.ownDisk === true
          ? { validationState: 'error' as const, validationMessage: t('rules.form.ownDiskMissing') }
          : {})}
      >
        <Checkbox
          label={t('rules.form.ownDisk')}
          required
          disabled={busy}
          checked={order.ownDisk}
          onChange={(_, { checked }) => onChange({ ownDisk: checked === true })}
        />
      </Field>
    </>
  );
}
