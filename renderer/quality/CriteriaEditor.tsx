import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import {
  Add20Regular,
  ArrowDown16Regular,
  ArrowUp16Regular,
  Checkmark16Regular,
  Delete16Regular,
  Edit16Regular,
} from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../text.ts';
import { DropdownField } from '../ui/DropdownField.tsx';
import { TextAreaField, TextField } from '../ui/Field.tsx';
import { focusFirst } from '../ui/focus.ts';
import { Muted } from '../ui/Muted.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { Wrong } from '../ui/Wrong.tsx';
import {
  type CriteriaProblem,
  type CriterionForm,
  fewestCriteria,
  longestLevel,
  longestName,
  mostCriteria,
  newCriterion,
  patternCriteria,
  type RowProblem,
  weights,
} from './criteria-form.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column' },
  row: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    padding: '8px 0',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  head: { display: 'flex', alignItems: 'start', justifyContent: 'space-between', columnGap: '8px' },
  name: { minWidth: 0, overflowWrap: 'anywhere', padding: '2px 0' },
  buttons: { display: 'flex', flexShrink: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', justifyContent: 'space-between' },
});

type Props = {
  criteria: readonly CriterionForm[];
  /** Null: nobody has sent the plan in vain yet. */
  problem: CriteriaProblem | null;
  subtitle: string;
  onChange: (criteria: readonly CriterionForm[]) => void;
  onBack: () => void;
};

/** What was done last and can be taken back, in words. */
type Undo = { text: string; back: (now: readonly CriterionForm[]) => readonly CriterionForm[] };
/** Where the focus goes once the list is another one: a row that went up or down keeps it on the same button. */
type Wanted = { key: string; button: 'up' | 'down' | null };

const without = (all: readonly CriterionForm[], one: CriterionForm): CriterionForm[] =>
  all.filter((other) => other !== one);
const inserted = (all: readonly CriterionForm[], at: number, one: CriterionForm): CriterionForm[] => [
  ...all.slice(0, at),
  one,
  ...all.slice(at),
];

/** The criteria of a new plan: what is looked at in a call, how much it weighs, and what each level from 0 to 3 means. */
export function CriteriaEditor({ criteria, problem, subtitle, onChange, onBack }: Props) {
  const styles = useStyles();
  const t = useText();
  const body = useRef<HTMLDivElement>(null);
  const [editing, edit] = useState<string | null>(null);
  const [undo, setUndo] = useState<Undo | null>(null);
  const [wanted, want] = useState<Wanted | null>(null);
  // What was sent in vain is in sight at once.
  useFocusWrong(body, problem === null ? 0 : 1);
  useEffect(() => {
    if (wanted === null) return;
    const row = body.current?.querySelector<HTMLElement>(`[data-key="${wanted.key}"]`) ?? null;
    const button = row?.querySelector<HTMLElement>(`[data-move="${wanted.button ?? ''}"]`);
    if (button) button.focus();
    else focusFirst(row?.querySelector<HTMLElement>('[data-fields]') ?? row);
  }, [wanted]);
  const move = (at: number, by: -1 | 1): void => {
    const one = criteria[at];
    if (one === undefined || criteria[at + by] === undefined) return;
    onChange(inserted(without(criteria, one), at + by, one));
    want({ key: one.key, button: by < 0 ? 'up' : 'down' });
  };
  const remove = (one: CriterionForm, at: number): void => {
    onChange(without(criteria, one));
    setUndo({
      text: t('quality.editor.removed', { name: one.name.trim() || t('quality.editor.unnamed') }),
      back: (now) => {
        want({ key: one.key, button: null });
        return inserted(now, at, one);
      },
    });
  };
  const add = (): void => {
    const one = newCriterion();
    onChange([...criteria, one]);
    edit(one.key);
    want({ key: one.key, button: null });
  };
  return (
    <Panel
      title={t('quality.criteria.title')}
      subtitle={subtitle}
      back={{ label: t('common.back'), onClick: onBack }}
    >
      <Stack gap={12} ref={body}>
        <Muted size={200}>{t('quality.editor.text')}</Muted>
        {undo !== null && (
          <Notice
            key={undo.text}
            intent="info"
            actions={
              <Button
                size="small"
                autoFocus
                onClick={() => {
                  setUndo(null);
                  onChange(undo.back(criteria));
                }}
              >
                {t('quality.editor.undo')}
              </Button>
            }
          >
            {undo.text}
          </Notice>
        )}
        <ol className={styles.list}>
          {criteria.map((one, at) => (
            <CriterionRow
              key={one.key}
              one={one}
              n={at + 1}
              of={criteria.length}
              problem={problem?.rows.get(one.key) ?? null}
              editing={editing === one.key}
              onEdit={(wish) => edit(wish ? one.key : null)}
              onChange={(part) =>
                onChange(criteria.map((other) => (other === one ? { ...one, ...part } : other)))
              }
              onMove={(by) => move(at, by)}
              onRemove={() => remove(one, at)}
            />
          ))}
        </ol>
        {problem?.count === true && (
          <Wrong>
            {t('quality.editor.wrong.count', { from: String(fewestCriteria), to: String(mostCriteria) })}
          </Wrong>
        )}
        <div className={styles.actions}>
          <Button
            icon={<Add20Regular />}
            disabledFocusable={criteria.length >= mostCriteria}
            data-wrong={problem?.count === true}
            onClick={add}
          >
            {t('quality.editor.add')}
          </Button>
          <Button
            appearance="subtle"
            onClick={() => {
              onChange(patternCriteria);
              edit(null);
              setUndo({ text: t('quality.editor.restored'), back: () => criteria });
            }}
          >
            {t('quality.editor.restore')}
          </Button>
        </div>
      </Stack>
    </Panel>
  );
}

type RowProps = {
  one: CriterionForm;
  n: number;
  of: number;
  problem: RowProblem | null;
  editing: boolean;
  onEdit: (wish: boolean) => void;
  onChange: (part: Partial<CriterionForm>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

/** One criterion; while it is written, or something is wrong with it, with its fields. */
function CriterionRow({ one, n, of, problem, editing, onEdit, onChange, onMove, onRemove }: RowProps) {
  const styles = useStyles();
  const t = useText();
  const name = one.name.trim() || t('quality.editor.unnamed');
  const isOpen = editing || problem !== null;
  const small = { size: 'small', appearance: 'subtle' } as const;
  return (
    <li className={styles.row} data-key={one.key}>
      <div className={styles.head}>
        <span className={styles.name}>
          <Text weight="semibold">{`${String(n)}. ${name}`}</Text>{' '}
          <Muted size={200}>{t('quality.criteria.weight', { n: String(one.weight) })}</Muted>
        </span>
        <span className={styles.buttons}>
          <Button
            {...small}
            icon={<ArrowUp16Regular />}
            data-move="up"
            aria-label={t('quality.editor.up', { name })}
            disabledFocusable={n === 1}
            onClick={() => onMove(-1)}
          />
          <Button
            {...small}
            icon={<ArrowDown16Regular />}
            data-move="down"
            aria-label={t('quality.editor.down', { name })}
            disabledFocusable={n === of}
            onClick={() => onMove(1)}
          />
          <Button
            {...small}
            icon={isOpen ? <Checkmark16Regular /> : <Edit16Regular />}
            data-back
            aria-label={t(isOpen ? 'quality.editor.done' : 'quality.editor.edit', { name })}
            aria-expanded={isOpen}
            disabledFocusable={problem !== null}
            onClick={() => onEdit(!editing)}
          />
          <Button
            {...small}
            icon={<Delete16Regular />}
            aria-label={t('quality.editor.remove', { name })}
            onClick={onRemove}
          />
        </span>
      </div>
      {isOpen && (
        // It stays while somebody writes in it, whatever was wrong before.
        <Stack gap={12} data-fields="" onFocus={() => onEdit(true)}>
          <CriterionFields {...{ one, problem, onChange }} />
        </Stack>
      )}
    </li>
  );
}

function CriterionFields({ one, problem, onChange }: Pick<RowProps, 'one' | 'problem' | 'onChange'>) {
  const t = useText();
  return (
    <>
      <TextField
        label={t('quality.editor.name')}
        required
        maxLength={longestName}
        value={one.name}
        hint={one.code === null ? undefined : t('quality.editor.nameHint')}
        error={problem?.name ? t(`quality.editor.wrong.${problem.name}`) : undefined}
        onChange={(_, { value }) => onChange({ name: value })}
      />
      <DropdownField
        label={t('quality.editor.weight')}
        hint={t('quality.editor.weightHint')}
        disabled={false}
        options={weights}
        chosen={weights[one.weight - 1] ?? null}
        textOf={(weight) => weight}
        onChoose={(weight) => onChange({ weight: Number(weight) })}
      />
      {one.levels.map((level, at) => (
        <TextAreaField
          key={at}
          label={t('quality.editor.level', { n: String(at) })}
          required
          rows={2}
          maxLength={longestLevel}
          value={level}
          error={problem?.levels[at] === true ? t('quality.editor.wrong.level') : undefined}
          onChange={(_, { value }) =>
            onChange({ levels: one.levels.map((other, n) => (n === at ? value : other)) })
          }
        />
      ))}
    </>
  );
}
