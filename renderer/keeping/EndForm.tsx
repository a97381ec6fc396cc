import { Dropdown, Field, makeStyles, Option, tokens } from '@fluentui/react-components';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { HoldDetail, ListedHold } from '../../shared/keeping.ts';
import { endFields, holdGrounds, leastEndNote, type HoldGround } from '../../shared/ledger/hold.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call, failureOf } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { useText } from '../text.ts';
import { DayField } from '../ui/DayInput.tsx';
import { TextAreaField, TextField } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText, readDay } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { useUnsentForm } from '../unsent.ts';
import { refreshHolds } from './holds.ts';
import { useTwo } from './two.ts';

const useStyles = makeStyles({
  form: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: '16px' },
  box: { minWidth: 0, width: '100%' },
});

type Typed = { number: string; issuedOn: string; finalOn: string; document: string; note: string };
const nothing: Typed = { number: '', issuedOn: '', finalOn: '', document: '', note: '' };
type Form = { ground: HoldGround | null; typed: Typed };

type End = {
  today: string;
  ground: HoldGround | null;
  typed: Typed;
  choose: (ground: HoldGround) => void;
  type: (change: Partial<Typed>) => void;
  /** How often somebody has sent in vain: what is missing is shown. */
  asked: number;
  ready: () => boolean;
  sending: UseMutationResult<object, Error, string>;
};

/** The end of a hold as it is typed: none is preset. */
export function useEnd({ seq, number }: ListedHold, detail: HoldDetail | null, onEnded: () => void): End {
  const t = useText();
  const [kept, keep] = useUnsentForm<Form>(`hold-end ${String(seq)}`, { tab: 'holds', hold: seq });
  const { ground, typed } = kept ?? { ground: null, typed: nothing };
  const [asked, setAsked] = useState(0);
  const needed = ground === null ? [] : endFields[ground];
  const sending = useMutation({
    mutationFn: async (password: string) => {
      if (detail === null || ground === null) return {};
      const said = (field: keyof Typed): string | null =>
        needed.includes(field) ? tidy(typed[field], { lines: field === 'note' }).trim() : null;
      const day = (field: 'issuedOn' | 'finalOn'): string | null =>
        needed.includes(field) ? readDay(typed[field]) : null;
      return call('keeping.end', {
        ...{ hold: seq, ground, issuedOn: day('issuedOn'), finalOn: day('finalOn') },
        ...{ number: said('number'), document: said('document'), note: said('note'), password },
      });
    },
    onSuccess: async () => {
      keep(null, '');
      onEnded();
      await refreshHolds();
    },
  });
  const change = (form: Form): void => {
    // What was said of the end before is not said of this one.
    sending.reset();
    const isEmpty = form.ground === null && Object.values(form.typed).every((text) => text === '');
    keep(isEmpty ? null : form, `${t('keeping.end.send')}, ${number}`);
  };
  return {
    ...{ ground, typed, sending, asked },
    today: detail?.today ?? '',
    choose: (one) => change({ ground: one, typed }),
    type: (part) => change({ ground, typed: { ...typed, ...part } }),
    ready: () => {
      const ready = ground !== null && needed.every((field) => isFilled(field, typed[field]));
      if (!ready) setAsked((times) => times + 1);
      return ready;
    },
  };
}

function isFilled(field: keyof Typed, typed: string): boolean {
  if (field === 'issuedOn' || field === 'finalOn') return readDay(typed) !== null;
  return visibleLength(typed) >= (field === 'note' ? leastEndNote : 1);
}

/** What the ground asks for; all else is absent. */
export function EndFields({ end }: { end: End }) {
  const styles = { ...useStyles(), ...useTwo() };
  const t = useText();
  const { ground, typed, type, asked, sending, today } = end;
  const form = useRef<HTMLDivElement>(null);
  useFocusWrong(form, asked);
  const shown = asked > 0;
  const needed = ground === null ? [] : endFields[ground];
  const readOnly = sending.isPending;
  const wrong = (field: keyof Typed): boolean => shown && !isFilled(field, typed[field]);
  const line = (field: 'number' | 'document') =>
    needed.includes(field) && (
      <TextField
        label={t(`keeping.end.${field}`)}
        required
        maxLength={60}
        readOnly={readOnly}
        value={typed[field]}
        error={wrong(field) ? t('keeping.end.missing') : undefined}
        onChange={(_, { value }) => type({ [field]: value })}
      />
    );
  const day = (field: 'issuedOn' | 'finalOn') =>
    needed.includes(field) && (
      <DayField
        label={t(
          field === 'issuedOn' && ground === 'complaint' ? 'keeping.end.noticeOn' : `keeping.end.${field}`,
        )}
        required
        value={typed[field]}
        last={today}
        error={wrong(field) ? t('keeping.end.day') : undefined}
        readOnly={readOnly}
        onChange={(value) => type({ [field]: value })}
      />
    );
  return (
    <div className={styles.form} ref={form}>
      <Stack gap={16}>
        <Field
          label={t('keeping.end.ground')}
          required
          {...(ground === 'decision' ? { hint: t('keeping.end.decision') } : {})}
          {...(shown && ground === null
            ? { validationState: 'error' as const, validationMessage: t('keeping.end.groundMissing') }
            : {})}
        >
          <Dropdown
            className={styles.box}
            clearButton={null}
            disabled={readOnly}
            placeholder={t('keeping.end.choose')}
            value={ground === null ? '' : t(`keeping.offered.${ground}`)}
            selectedOptions={ground === null ? [] : [ground]}
            onOptionSelect={(_, { optionValue }) => {
              const chosen = holdGrounds.find((one) => one === optionValue);
              if (chosen !== undefined) end.choose(chosen);
            }}
          >
            {holdGrounds.map((one) => (
              <Option key={one} value={one}>
                {t(`keeping.offered.${one}`)}
              </Option>
            ))}
          </Dropdown>
        </Field>
        {needed.length > 0 && !needed.includes('note') && (
          <div className={styles.two}>
            {line('number')}
            {day('issuedOn')}
            {day('finalOn')}
            {line('document')}
          </div>
        )}
        {needed.includes('note') && (
          <TextAreaField
            label={t('keeping.end.note')}
            hint={t('keeping.end.noteHint')}
            required
            rows={3}
            maxLength={500}
            readOnly={readOnly}
            value={typed.note}
            error={wrong('note') ? t('keeping.end.noteHint') : undefined}
            onChange={(_, { value }) => type({ note: value })}
          />
        )}
      </Stack>
    </div>
  );
}

/** What becomes of the recording, and the password of whoever ends it. */
export function EndFooter({ detail, end }: { detail: HoldDetail; end: End }) {
  const t = useText();
  const { sending } = end;
  const day = dayText(detail.lastDay);
  return (
    <>
      <Muted size={200}>
        {detail.others.length > 0
          ? t('keeping.end.others', { numbers: detail.others.join(', ') })
          : t(detail.lastDay < detail.today ? 'keeping.end.over' : 'keeping.end.ordinary', { day })}
      </Muted>
      <PasswordSend
        label={t('keeping.end.send')}
        busyLabel={t('keeping.end.sending')}
        busy={sending.isPending}
        failure={sending.isError ? failureOf(sending.error) : null}
        ready={end.ready}
        onSend={sending.mutate}
      />
    </>
  );
}
