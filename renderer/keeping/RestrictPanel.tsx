import { useState } from 'react';
import { dataRights } from '../../shared/ledger/restriction.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call } from '../api.ts';
import { useText } from '../text.ts';
import { DayField } from '../ui/DayInput.tsx';
import { DropdownField } from '../ui/DropdownField.tsx';
import { TextAreaField, TextField } from '../ui/Field.tsx';
import { Panel } from '../ui/Panel.tsx';
import { readDay } from '../ui/time.ts';
import { unsentAt } from '../unsent.ts';
import { CallChoice, nowhere, type Where } from './CallChoice.tsx';
import { refreshRestrictions } from './restrictions.ts';
import { SignedFields, SignedFooter, useSigned } from './signed-form.tsx';

type Effect = 'restricted' | 'erase';
type Form = {
  right: (typeof dataRights)[number] | null;
  effect: Effect;
  where: Where;
  typed: Record<'request' | 'received' | 'decision', string>;
};
const nothing: Form = {
  ...{ right: null, effect: 'restricted', where: nowhere },
  typed: { request: '', received: '', decision: '' },
};

const place = 'restriction';

/** Whether the form was left unsent: then it is there again. */
export const leftRestriction = (): { again: null } | null => (unsentAt(place) ? { again: null } : null);

/** §3.3: what follows from somebody's request. The officer restricts alone; that something is erased the desk says. */
export function RestrictPanel({ desk, onClose }: { desk: boolean; onClose: () => void }) {
  const t = useText();
  const [chosen, choose] = useState<readonly string[]>([]);
  const title = t('keeping.restrictions.title');
  const signed = useSigned({
    ...{ place, begin: { tab: 'holds', list: 'restrictions' }, name: title, first: nothing },
    isWhole: ({ right, typed }) =>
      right !== null &&
      readDay(typed.received) !== null &&
      chosen.length > 0 &&
      [typed.request, typed.decision].every((text) => visibleLength(text) > 0),
    send: async ({ right, effect, typed }, password) => {
      const receivedOn = readDay(typed.received);
      if (right === null || receivedOn === null) return {};
      return call('keeping.restrict', {
        ...{ recordings: [...chosen], right, receivedOn, effect, of: null, told: null, password },
        request: tidy(typed.request).trim(),
        decision: tidy(typed.decision, { lines: true }).trim(),
      });
    },
    about: { 'final-day-in-future': 'received' },
    onSent: onClose,
    refresh: refreshRestrictions,
  });
  const { asked, busy, change } = signed;
  const { right, effect, where } = signed.form;
  const erases = effect === 'erase';
  // Whoever wants it restricted wants it kept.
  const offered: readonly Effect[] =
    desk && right !== 'restriction' ? ['restricted', 'erase'] : ['restricted'];
  return (
    <Panel
      title={erases ? t('keeping.restrictions.titleErase') : title}
      onClose={onClose}
      footer={
        <SignedFooter
          signed={signed}
          kept={t(erases ? 'keeping.restrictions.erases' : 'keeping.restrictions.keeps')}
          label={t(erases ? 'keeping.restrictions.sendErase' : 'keeping.restrictions.send')}
          busyLabel={t('keeping.restrictions.sending')}
        />
      }
    >
      <SignedFields asked={signed.asked}>
        <TextField label={t('keeping.restrictions.request')} maxLength={60} {...signed.needed('request')} />
        <DropdownField
          label={t('keeping.restrictions.right')}
          required
          error={asked > 0 && right === null ? t('keeping.end.missing') : undefined}
          disabled={busy}
          placeholder={t('keeping.restrictions.choose')}
          options={dataRights}
          chosen={right}
          textOf={(one) => t(`keeping.restrictions.rights.${one}`)}
          onChoose={(one) => change({ right: one, effect: one === 'restriction' ? 'restricted' : effect })}
        />
        <DayField label={t('keeping.restrictions.received')} last={legalDay()} {...signed.day('received')} />
        <CallChoice
          {...{ where, chosen, choose, busy, asked }}
          onWhere={(part) => change({ where: { ...where, ...part } })}
        />
        <DropdownField
          label={t('keeping.restrictions.effect')}
          disabled={busy}
          options={offered}
          chosen={effect}
          textOf={(one) => t(`keeping.restrictions.effects.${one}`)}
          onChoose={(one) => change({ effect: one })}
        />
        <TextAreaField
          label={t('keeping.restrictions.decision')}
          rows={3}
          maxLength={500}
          {...signed.needed('decision')}
        />
      </SignedFields>
    </Panel>
  );
}
