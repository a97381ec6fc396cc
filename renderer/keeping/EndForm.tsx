import { makeStyles, tokens } from '@fluentui/react-components';
import type { HoldDetail, ListedHold } from '../../shared/keeping.ts';
import { endFields, holdGrounds, leastEndNote, type HoldGround } from '../../shared/ledger/hold.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call } from '../api.ts';
import { useText } from '../text.ts';
import { DayField } from '../ui/DayInput.tsx';
import { DropdownField } from '../ui/DropdownField.tsx';
import { TextAreaField, TextField } from '../ui/Field.tsx';
import { dayText, readDay } from '../ui/time.ts';
import { useTwoColumns } from '../ui/two-columns.ts';
import { refreshHolds } from './holds.ts';
import { SignedFields, SignedFooter, useSigned } from './signed-form.tsx';

const useStyles = makeStyles({
  form: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: '16px' },
});

type Typed = Record<'number' | 'issuedOn' | 'finalOn' | 'document' | 'note', string>;
type Form = { ground: HoldGround | null; typed: Typed };
const nothing: Form = {
  ground: null,
  typed: { number: '', issuedOn: '', finalOn: '', document: '', note: '' },
};

type End = ReturnType<typeof useEnd>;

const neededFor = (ground: HoldGround | null): readonly (keyof Typed)[] =>
  ground === null ? [] : endFields[ground];

/** The end of a hold as it is typed: none is preset. */
export function useEnd({ seq, number }: ListedHold, detail: HoldDetail | null, onEnded: () => void) {
  const t = useText();
  return useSigned<Form>({
    ...{ place: `hold-end ${String(seq)}`, begin: { tab: 'holds', hold: seq }, first: nothing },
    name: `${t('keeping.end.send')}, ${number}`,
    isWhole: ({ ground, typed }) =>
      ground !== null && neededFor(ground).every((field) => isFilled(field, typed[field])),
    send: async ({ ground, typed }, password) => {
      if (detail === null || ground === null) return {};
      const needed = neededFor(ground);
      const said = (field: keyof Typed): string | null =>
        needed.includes(field) ? tidy(typed[field], { lines: field === 'note' }).trim() : null;
      const day = (field: 'issuedOn' | 'finalOn'): string | null =>
        needed.includes(field) ? readDay(typed[field]) : null;
      return call('keeping.end', {
        ...{ hold: seq, ground, issuedOn: day('issuedOn'), finalOn: day('finalOn') },
        ...{ number: said('number'), document: said('document'), note: said('note'), password },
      });
    },
    about: {
      ...{ 'final-before-ruling': 'finalOn', 'final-day-in-future': 'finalOn' },
      'notice-too-recent': 'issuedOn',
    },
    onSent: onEnded,
    refresh: refreshHolds,
  });
}

function isFilled(field: keyof Typed, typed: string): boolean {
  if (field === 'issuedOn' || field === 'finalOn') return readDay(typed) !== null;
  return visibleLength(typed) >= (field === 'note' ? leastEndNote : 1);
}

/** What the ground asks for; all else is absent. */
export function EndFields({ end, today }: { end: End; today: string }) {
  const styles = { ...useStyles(), ...useTwoColumns() };
  const t = useText();
  const { ground } = end.form;
  const needed = neededFor(ground);
  const line = (field: 'number' | 'document') =>
    needed.includes(field) && (
      <TextField
        label={t(field === 'number' && ground === 'decision' ? 'keeping.end.sign' : `keeping.end.${field}`)}
        maxLength={60}
        {...end.needed(field)}
      />
    );
  const day = (field: 'issuedOn' | 'finalOn') =>
    needed.includes(field) && (
      <DayField
        label={t(
          field === 'issuedOn' && ground === 'complaint' ? 'keeping.end.noticeOn' : `keeping.end.${field}`,
        )}
        last={today}
        {...end.day(field)}
      />
    );
  return (
    <div className={styles.form}>
      <SignedFields asked={end.asked}>
        <DropdownField
          label={t('keeping.end.ground')}
          required
          hint={ground === 'decision' ? t('keeping.end.decision') : undefined}
          error={end.asked > 0 && ground === null ? t('keeping.end.groundMissing') : undefined}
          disabled={end.busy}
          placeholder={t('keeping.end.choose')}
          options={holdGrounds}
          chosen={ground}
          textOf={(one) => t(`keeping.offered.${one}`)}
          onChoose={(one) => end.change({ ground: one })}
        />
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
            rows={3}
            maxLength={500}
            {...end.needed('note', t('keeping.end.noteHint'), leastEndNote)}
          />
        )}
      </SignedFields>
    </div>
  );
}

/** What becomes of the recording, and the password of whoever ends it. */
export function EndFooter({ detail, end }: { detail: HoldDetail; end: End }) {
  const t = useText();
  const day = dayText(detail.lastDay);
  return (
    <SignedFooter
      signed={end}
      kept={
        detail.others.length > 0
          ? t('keeping.end.others', { numbers: detail.others.join(', ') })
          : t(detail.lastDay < detail.today ? 'keeping.end.over' : 'keeping.end.ordinary', { day })
      }
      label={t('keeping.end.send')}
      busyLabel={t('keeping.end.sending')}
    />
  );
}
