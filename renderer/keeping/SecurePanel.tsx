import type { InputProps } from '@fluentui/react-components';
import { useState } from 'react';
import type { HoldDetail } from '../../shared/keeping.ts';
import { holdOrder, type HoldOrder } from '../../shared/ledger/hold.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call } from '../api.ts';
import { useText } from '../text.ts';
import { DropdownField } from '../ui/DropdownField.tsx';
import { TextField } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Panel } from '../ui/Panel.tsx';
import { momentText } from '../ui/time.ts';
import { useTwoColumns } from '../ui/two-columns.ts';
import { unsentForm } from '../unsent.ts';
import { CallChoice, nowhere, type Where } from './CallChoice.tsx';
import { refreshHolds } from './holds.ts';
import { SignedFields, SignedFooter, useSigned } from './signed-form.tsx';

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
  const styles = useTwoColumns();
  const t = useText();
  const [chosen, choose] = useState<readonly string[]>(again?.recordings.map((one) => one.recording) ?? []);
  const hold = again?.seq ?? null;
  const title = t('keeping.secure.title');
  const signed = useSigned<Form>({
    ...{ place: placeOf(hold), begin: { tab: 'holds', hold } },
    name: again === null ? title : `${title}, ${again.number}`,
    first: {
      ...{ again, where: nowhere, order: null },
      typed: {
        proceedings: again?.proceedings ?? '',
        reference: again?.reference ?? '',
        case: again?.case ?? '',
        paper: '',
      },
    },
    isWhole: ({ order, typed }) =>
      chosen.length > 0 &&
      [typed.proceedings, typed.case, ...(order === null ? [] : [typed.paper])].every(
        (text) => visibleLength(text) > 0,
      ),
    send: ({ order, typed }, password) => {
      const said = (text: string): string => tidy(text).trim();
      return call('keeping.secure', {
        ...{ recordings: [...chosen], proceedings: said(typed.proceedings), order, password },
        reference: said(typed.reference) || null,
        case: said(typed.case) || null,
        paper: order === null ? null : said(typed.paper) || null,
      });
    },
    onSent: onClose,
    refresh: refreshHolds,
  });
  const { asked, busy, change } = signed;
  const { where, order } = signed.form;
  const line = (field: keyof Form['typed'], input: InputProps = {}) => (
    <TextField
      label={t(`keeping.secure.${field}`)}
      maxLength={60}
      {...(field === 'reference' ? signed.free(field) : signed.needed(field))}
      {...input}
    />
  );
  return (
    <Panel
      title={title}
      {...(again === null ? {} : { subtitle: again.number })}
      onClose={onClose}
      footer={
        <SignedFooter
          signed={signed}
          kept={t('keeping.secure.hint')}
          label={t('keeping.secure.send')}
          busyLabel={t('keeping.secure.sending')}
        />
      }
    >
      <SignedFields asked={signed.asked}>
        {again === null ? (
          <CallChoice
            {...{ where, chosen, choose, busy, asked }}
            onWhere={(part) => change({ where: { ...where, ...part } })}
          />
        ) : (
          <Muted>{again.recordings.map(({ startedAt }) => momentText(startedAt)).join('; ')}</Muted>
        )}
        {line('proceedings', { maxLength: 500, placeholder: t('keeping.secure.proceedingsExample') })}
        {line('reference')}
        <div className={styles.two}>
          {line('case')}
          <DropdownField
            label={t('keeping.secure.order')}
            disabled={busy}
            options={['none', ...holdOrder.options]}
            chosen={order ?? 'none'}
            textOf={(one) => t(`keeping.orders.${one}`)}
            onChoose={(one) => change({ order: one === 'none' ? null : one })}
          />
        </div>
        {order !== null && line('paper')}
      </SignedFields>
    </Panel>
  );
}
