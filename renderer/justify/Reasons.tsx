import {
  Dropdown,
  makeStyles,
  mergeClasses,
  Option,
  Radio,
  shorthands,
  tokens,
} from '@fluentui/react-components';
import { type RefObject } from 'react';
import type { Scope } from '../../shared/ledger/instrument.ts';
import { purposeWords } from '../../shared/purposes.ts';
import type { Basis, BasisField } from '../../shared/recordings.ts';
import { limits } from '../limits.ts';
import { bound, failureText, type Translate, useText } from '../text.ts';
import { RadioGroup } from '../ui/Choice.tsx';
import { TextAreaField, TextField } from '../ui/Field.tsx';
import { HelpedField } from '../ui/Help.tsx';
import { Stack } from '../ui/Stack.tsx';
import { covers } from '../WhyNot.tsx';
import { type FieldProblem, ownWords, type Problems, type Reasons } from './justification.ts';

const useStyles = makeStyles({
  radios: {
    // On a common screen both messages of a form that was left empty are seen whole.
    '& .fui-Radio__label': { paddingTop: '6px', paddingBottom: '6px' },
    '& .fui-Radio__indicator': { marginTop: '6px', marginBottom: '6px' },
  },
  // While the server decides nothing can be changed; what was chosen is still to be read.
  kept: {
    color: tokens.colorNeutralForeground1,
    '@media (forced-colors: active)': { color: 'CanvasText' },
    '& input:checked:disabled ~ .fui-Radio__label': { color: 'inherit' },
    '& input:checked:disabled ~ .fui-Radio__indicator': {
      ...shorthands.borderColor('currentcolor'),
      color: 'inherit',
      '::after': {
        backgroundColor: 'currentcolor',
        '@media (forced-colors: active)': { backgroundColor: 'CanvasText' },
      },
    },
  },
  own: { marginTop: '4px' },
  basis: { minWidth: 0 },
  // Whole, on a second line where it must be: its article stands at the end.
  basisText: { display: 'block', minWidth: 0, textAlign: 'left', whiteSpace: 'normal' },
});

type ReasonFieldsProps = {
  bases: readonly Basis[];
  basis: Basis | undefined;
  /** What the authorisation covers, as far as the database knows. */
  scope: Scope | null;
  reasons: Reasons;
  /** null until the person asked for approval: nobody is told of a mistake before making it. */
  problems: Problems | null;
  readOnly: boolean;
  first: RefObject<HTMLDivElement | null>;
  onChange: (reasons: Reasons) => void;
};

/** Basis, reason and the fields of the basis: what makes this case exceptional and lawful (§ 4 ust. 1). */
export function ReasonFields(props: ReasonFieldsProps) {
  const { bases, basis, scope, reasons, problems, readOnly, first, onChange } = props;
  const styles = useStyles();
  const t = useText();
  return (
    <Stack gap={12}>
      <div ref={basis === undefined ? first : null}>
        <HelpedField
          label={t('playback.justify.basis')}
          help="basis"
          required
          {...(basis === undefined || covers(scope, basis.purpose)
            ? error(problems?.basis === true && t('playback.justify.basisMissing'))
            : outside(t('playback.justify.basisOutside', { purpose: purposeWords[basis.purpose] })))}
        >
          <Dropdown
            clearButton={null}
            className={styles.basis}
            {...(basis === undefined
              ? {}
              : {
                  button: {
                    children: (
                      <span className={mergeClasses(styles.basisText, readOnly && styles.kept)}>
                        {bound(basis.label)}
                      </span>
                    ),
                  },
                })}
            placeholder={t('playback.justify.basisPlaceholder')}
            value={basis?.label ?? ''}
            selectedOptions={basis === undefined ? [] : [basis.code]}
            disabled={readOnly}
            onOptionSelect={(_, { optionValue }) =>
              onChange({
                ...reasons,
                basis: optionValue ?? '',
                choice: reasons.choice === ownWords ? ownWords : '',
              })
            }
          >
            {bases.map(({ code, label }) => (
              <Option key={code} value={code} text={label}>
                {bound(label)}
              </Option>
            ))}
          </Dropdown>
        </HelpedField>
      </div>
      {basis !== undefined && (
        <div ref={first}>
          <HelpedField
            label={t('playback.justify.sentence')}
            help="exceptional"
            required
            {...error(problems?.choice === true && t('playback.justify.sentenceMissing'))}
          >
            <RadioGroup
              className={mergeClasses(styles.radios, readOnly && styles.kept)}
              value={reasons.choice}
              disabled={readOnly}
              onChange={(_, { value }) => onChange({ ...reasons, choice: value })}
            >
              {basis.sentences.map(({ code, text }) => (
                <Radio key={code} value={code} label={bound(text)} />
              ))}
              <Radio value={ownWords} label={t('playback.justify.own')} />
            </RadioGroup>
          </HelpedField>
          {reasons.choice === ownWords && (
            <OwnWords
              reasons={reasons}
              count={problems?.own ?? null}
              readOnly={readOnly}
              onChange={onChange}
            />
          )}
        </div>
      )}
      {basis?.fields.map((field) => (
        <BasisValue
          key={field.code}
          field={field}
          problem={problems?.fields[field.code]}
          readOnly={readOnly}
          value={reasons.fields[field.code] ?? ''}
          onChange={(value) => onChange({ ...reasons, fields: { ...reasons.fields, [field.code]: value } })}
        />
      ))}
    </Stack>
  );
}

type BasisValueProps = {
  field: BasisField;
  problem: FieldProblem | undefined;
  readOnly: boolean;
  value: string;
  onChange: (value: string) => void;
};

/** What the basis asks for beside the reason: a number, a day, another body's number for the case. */
function BasisValue({ field, problem, readOnly, value, onChange }: BasisValueProps) {
  const t = useText();
  const { label, example, optional } = field;
  return (
    <TextField
      label={optional === true ? t('playback.justify.fieldOptional', { label }) : label}
      required={optional !== true}
      readOnly={readOnly}
      maxLength={200}
      placeholder={t('playback.justify.fieldExample', { example })}
      error={problem === undefined ? undefined : fieldProblemText(t, label, problem)}
      value={value}
      onChange={(_, data) => onChange(data.value)}
    />
  );
}

function fieldProblemText(t: Translate, label: string, problem: FieldProblem): string {
  if (problem === 'missing') return t('playback.justify.fieldMissing', { label });
  return problem === 'day' ? t('playback.justify.fieldDay') : failureText(t, { code: problem });
}

function error(message: string | false) {
  return message === false ? {} : { validationMessage: message, validationState: 'error' as const };
}

/** Nothing is kept back: it is the database's word, the keeper judges. */
function outside(message: string) {
  return { validationMessage: message, validationState: 'warning' as const };
}

type OwnWordsProps = {
  reasons: Reasons;
  count: number | null;
  readOnly: boolean;
  onChange: (reasons: Reasons) => void;
};

function OwnWords({ reasons, count, readOnly, onChange }: OwnWordsProps) {
  const styles = useStyles();
  const t = useText();
  const short = t('playback.justify.ownShort', {
    min: String(limits().words.reasonCharacters),
    count: count ?? 0,
  });
  return (
    <TextAreaField
      className={styles.own}
      label={t('playback.justify.ownLabel')}
      required
      autoFocus
      rows={3}
      maxLength={2000}
      readOnly={readOnly}
      error={count === null ? undefined : short}
      value={reasons.own}
      onChange={(_, { value }) => onChange({ ...reasons, own: value })}
    />
  );
}
