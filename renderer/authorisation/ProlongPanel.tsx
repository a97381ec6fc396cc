import { Label, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { ListedInstrument } from '../../shared/authorisation.ts';
import { confirmersOf } from '../confirmers.ts';
import { useText } from '../text.ts';
import { Checkbox } from '../ui/Choice.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Notice } from '../ui/Notice.tsx';
import { dayText } from '../ui/time.ts';
import { Wrong } from '../ui/Wrong.tsx';
import type { Appointments } from './papers.ts';
import { type FormState, PaperForm } from './PaperForm.tsx';
import { nextTerm, prolonged, rowOf } from './authorisation-draft.ts';
import { departmentsText, purposesText, termText } from './words.ts';

const useStyles = makeStyles({
  rows: { display: 'flex', flexDirection: 'column', rowGap: '12px' },
  lines: { display: 'flex', flexDirection: 'column' },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  small: { fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  // Who cannot be ticked, and why, is to be read: the box alone is greyed.
  told: { color: tokens.colorNeutralForeground2, '@media (forced-colors: active)': { color: 'CanvasText' } },
});

type Authorised = Extract<ListedInstrument, { what: 'authorisation' }>;

type Props = {
  known: Appointments;
  rows: readonly Authorised[];
  onEntered: (number: string, print: boolean) => void;
  onClose: () => void;
};

/** „Przedłuż kończące się”: on one paper, whom it is for ticked, each as it was, from the day after its last. */
export function ProlongPanel({ known, rows, onEntered, onClose }: Props) {
  const t = useText();
  const { today, appointments, own } = known;
  const [left, leaveOut] = useState<readonly string[]>([]);
  /** Why one cannot be on the paper; null where it can. */
  const obstacle = ({ guid, account, scope }: Authorised): string | null => {
    if (account.state !== 'ok') return t(`authorisation.accounts.${account.state}`);
    return confirmersOf(appointments, [own, guid], scope).length === 0
      ? t('authorisation.steps.nobody')
      : null;
  };
  const able = rows.filter((row) => obstacle(row) === null);
  const ticked = able.filter(({ number }) => !left.includes(number));
  // Whoever compares stands nowhere on the paper.
  const alone =
    ticked.length > 0 &&
    confirmersOf(appointments, [own, ...ticked.map(({ guid }) => guid)], { purposes: [] }).length === 0;
  return (
    <PaperForm
      title={t('authorisation.prolong.title')}
      {...(ticked.length === 0 ? {} : { subtitle: t('authorisation.onOnePaper', { count: ticked.length }) })}
      today={today}
      appointments={appointments}
      people={ticked.map(({ guid, person }) => ({ guid, name: person.displayName }))}
      prints
      rowsOf={(declared) => {
        if (ticked.length === 0 || alone) return null;
        const asked = ticked.flatMap(
          (row, place) => rowOf(prolonged(row, today), today, declared[place] ?? null) ?? [],
        );
        return asked.length < ticked.length ? null : asked;
      }}
      // Why stands beside each of them.
      blocked={able.length === 0}
      fields={(state) => (
        <Rows
          {...state}
          rows={rows}
          today={today}
          ticked={ticked}
          alone={alone}
          none={able.length === 0}
          obstacle={obstacle}
          onTick={({ number }, on) => leaveOut(on ? left.filter((one) => one !== number) : [...left, number])}
        />
      )}
      onEntered={onEntered}
      onClose={onClose}
    />
  );
}

type RowsProps = FormState & {
  rows: readonly Authorised[];
  ticked: readonly Authorised[];
  today: string;
  alone: boolean;
  /** Nobody of them can be on the paper. */
  none: boolean;
  obstacle: (row: Authorised) => string | null;
  onTick: (row: Authorised, on: boolean) => void;
};

function Rows({ rows, ticked, today, alone, none, obstacle, asked, busy, already, onTick }: RowsProps) {
  const styles = useStyles();
  const t = useText();
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={styles.rows}>
      <Label id={id}>{t('authorisation.prolong.people')}</Label>
      {(already ? ticked : rows).map((row) => {
        const why = obstacle(row);
        const lines = (
          <span key={row.number} className={mergeClasses(styles.lines, why !== null && styles.told)}>
            <span className={styles.name}>{row.person.displayName}</span>
            <Muted className={styles.small}>
              {t('authorisation.prolong.former', {
                number: row.number,
                to: row.to === null ? '' : dayText(row.to),
              })}
            </Muted>
            <span className={styles.small}>
              {purposesText(t, row.scope)}, {departmentsText(t, row.scope)}
            </span>
            <span className={styles.small}>{why ?? termText(t, nextTerm(row, today))}</span>
          </span>
        );
        // Read beside the paper; the days of the declarations below stand in the order of the people.
        if (already) return lines;
        return (
          <Checkbox
            key={row.number}
            checked={ticked.includes(row)}
            disabled={busy || why !== null}
            onChange={(_, { checked }) => onTick(row, checked === true)}
            label={lines}
          />
        );
      })}
      {none && <Notice intent="warning">{t('authorisation.prolong.none')}</Notice>}
      {!none && (alone || (asked && ticked.length === 0)) && (
        <div role="alert">
          <Wrong>{t(alone ? 'authorisation.steps.nobody' : 'authorisation.prolong.nobody')}</Wrong>
        </div>
      )}
    </div>
  );
}
