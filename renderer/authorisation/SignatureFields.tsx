import { Dropdown, Field, makeStyles, Option, Radio } from '@fluentui/react-components';
import type { Appointed } from '../confirmers.ts';
import { useText } from '../text.ts';
import { RadioGroup } from '../ui/Choice.tsx';
import { DayField } from '../ui/DayInput.tsx';
import { TextField } from '../ui/Field.tsx';
import { Stack } from '../ui/Stack.tsx';
import { readDay } from '../ui/time.ts';
import { signatoriesOf } from './papers.ts';
import { ScanField } from './ScanField.tsx';
import { scanProblem, type Signature, type SignatureProblems } from './authorisation-draft.ts';
import { dayWrong, officeText } from './words.ts';

const useStyles = makeStyles({
  two: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    columnGap: '12px',
    rowGap: '16px',
    // What is said below one of them moves neither.
    alignItems: 'start',
    '@media (max-width: 1099px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    // Narrower than it is by itself.
    '& .fui-Input': { minWidth: 0, width: '100%' },
  },
  box: { minWidth: 0, width: '100%' },
});

/** In the list of those who may sign: somebody else. No paper has this number. */
const other = 'outside';

type Props = {
  signature: Signature;
  /** null until it was sent in vain. */
  problems: SignatureProblems | null;
  appointments: readonly Appointed[];
  /** Whom the paper is about. */
  people: readonly { guid: string | null; name: string }[];
  /** Somebody outside the program's offices may have signed it, too: the council, an election. */
  outside: boolean;
  today: string;
  readOnly: boolean;
  onChange: (signature: Signature) => void;
};

/** How a paper was signed: by whom, when, in a binder or in the EZD, with each declaration of confidentiality. */
export function SignatureFields({
  signature,
  problems,
  appointments,
  people,
  outside,
  today,
  readOnly,
  onChange,
}: Props) {
  const styles = useStyles();
  const t = useText();
  const day = readDay(signature.signedOn);
  const able = signatoriesOf(
    appointments,
    day,
    people.map(({ guid }) => guid),
  );
  const textOf = (one: Appointed): string =>
    t('authorisation.signature.named', {
      ...{ name: one.person.displayName, office: officeText(t, one), number: one.number },
    });
  const named = signature.signatoryName !== null || (outside && able.length === 0);
  const chosen = named ? undefined : able.find(({ number }) => number === signature.signatory);
  const missing = problems?.signatory === true;
  const change = (part: Partial<Signature>): void => onChange({ ...signature, ...part });
  return (
    <Stack gap={16}>
      {(!outside || able.length > 0) && (
        <Field
          label={t('authorisation.signature.signatory')}
          required
          {...(able.length === 0
            ? {
                validationState: 'warning' as const,
                validationMessage: t('authorisation.signature.noSignatory'),
              }
            : missing && !named && chosen === undefined
              ? {
                  validationState: 'error' as const,
                  validationMessage: t('authorisation.form.personMissing'),
                }
              : {})}
        >
          <Dropdown
            className={styles.box}
            clearButton={null}
            disabled={readOnly || able.length === 0}
            value={named ? t('authorisation.signature.outside') : chosen === undefined ? '' : textOf(chosen)}
            selectedOptions={named ? [other] : chosen === undefined ? [] : [chosen.number]}
            onOptionSelect={(_, { optionValue }) =>
              change(
                optionValue === other
                  ? { signatory: null, signatoryName: signature.signatoryName ?? '' }
                  : { signatory: optionValue ?? null, signatoryName: null },
              )
            }
          >
            {able.map((one) => (
              <Option key={one.number} value={one.number}>
                {textOf(one)}
              </Option>
            ))}
            {outside && <Option value={other}>{t('authorisation.signature.outside')}</Option>}
          </Dropdown>
        </Field>
      )}
      {named && (
        <TextField
          label={t('authorisation.signature.outsideName')}
          hint={t('authorisation.signature.outsideHint')}
          required
          maxLength={200}
          readOnly={readOnly}
          value={signature.signatoryName ?? ''}
          error={missing ? t('authorisation.signature.outsideMissing') : undefined}
          onChange={(_, { value }) => change({ signatory: null, signatoryName: value })}
        />
      )}
      <div className={styles.two}>
        <DayField
          label={t('authorisation.signature.signedOn')}
          required
          value={signature.signedOn}
          last={today}
          error={dayWrong(t, problems?.signedOn ?? null)}
          readOnly={readOnly}
          onChange={(signedOn) => change({ signedOn })}
        />
        <Field label={t('authorisation.signature.way')}>
          <RadioGroup
            layout="horizontal"
            value={signature.way}
            disabled={readOnly}
            onChange={(_, { value }) => change({ way: value === 'paper' ? 'paper' : 'ezd' })}
          >
            <Radio value="paper" label={t('authorisation.signature.paper')} />
            <Radio value="ezd" label={t('authorisation.signature.ezd')} />
          </RadioGroup>
        </Field>
        {signature.declared.map((declared, place) => (
          <DayField
            key={people[place]?.guid ?? place}
            label={
              people.length < 2
                ? t('authorisation.signature.declaredOn')
                : t('authorisation.signature.declaredBy', { person: people[place]?.name ?? '' })
            }
            required
            value={declared}
            last={today}
            error={dayWrong(t, problems?.declared[place] ?? null)}
            readOnly={readOnly}
            onChange={(typed) =>
              change({ declared: signature.declared.map((one, at) => (at === place ? typed : one)) })
            }
          />
        ))}
        <TextField
          label={t('authorisation.signature.number')}
          required
          maxLength={60}
          readOnly={readOnly}
          value={signature.paper}
          error={problems?.paper === true ? t('authorisation.signature.numberMissing') : undefined}
          onChange={(_, { value }) => change({ paper: value })}
        />
      </div>
      {signature.way === 'paper' && (
        <ScanField
          scan={signature.scan}
          // What is wrong with a file is said at once; that there is none, when it was sent in vain.
          problem={signature.scan === null ? (problems?.scan ?? null) : scanProblem(signature.scan)}
          readOnly={readOnly}
          onChange={(scan) => change({ scan })}
        />
      )}
    </Stack>
  );
}
