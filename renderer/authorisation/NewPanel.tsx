import {
  Button,
  Checkbox,
  Dropdown,
  Field,
  Label,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { Dismiss24Regular } from '@fluentui/react-icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { purpose, purposeWords } from '../../shared/purposes.ts';
import { addMonths } from '../../shared/warsaw.ts';
import { call, failureOf } from '../api.ts';
import { useKeeperAway } from '../connection.ts';
import { useText } from '../text.ts';
import { Hint } from '../ui/Hint.tsx';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText, readDay } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { DayField } from './DayField.tsx';
import { type Appointed, confirmersOf, refreshPapers, usePapers, withOnly } from './papers.ts';
import { PasswordSend } from './PasswordSend.tsx';
import { PersonField } from './PersonField.tsx';
import { SignatureFields } from './SignatureFields.tsx';
import {
  newSignature,
  newWish,
  problemsOf,
  type Quality,
  rowOf,
  type Signature,
  signatureProblems,
  signedInput,
  useWish,
  validOf,
  type Wish,
  withQuality,
} from './wish.ts';

const useStyles = makeStyles({
  checks: { display: 'flex', flexDirection: 'column', marginLeft: '-8px' },
  label: { marginLeft: '8px' },
  wrong: { marginLeft: '8px', color: tokens.colorPaletteRedForeground1, fontSize: tokens.fontSizeBase200 },
  radios: { marginLeft: '-8px' },
  two: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    columnGap: '12px',
    // Narrower than it is by itself.
    '& .fui-Input': { minWidth: 0, width: '100%' },
  },
  box: { minWidth: 0, width: '100%' },
});

type Props = {
  today: string;
  appointments: readonly Appointed[];
  /** Of whoever fills it in. */
  ownGuid: string | null;
  /** It was entered: its number, and whether it is to be printed at once. */
  onEntered: (number: string, print: boolean) => void;
  onClose: () => void;
};

/** „Nowe upoważnienie”: five inputs, of which only the first is empty; with a paper that exists already, those of its signature. */
export function NewPanel({ today, appointments, ownGuid, onEntered, onClose }: Props) {
  const styles = useStyles();
  const t = useText();
  const form = useRef<HTMLDivElement>(null);
  const purposesId = useId();
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const wish = useWish((state) => state.wish) ?? newWish(today);
  const change = (part: Partial<Wish>): void => useWish.setState({ wish: { ...wish, ...part } });
  const [already, setAlready] = useState(false);
  const [typed, setSignature] = useState<Signature>(() => newSignature(today, 1));
  const subject = wish.person?.guid ?? null;
  const signature = withOnly(typed, appointments, [subject]);
  const problems = asked > 0 ? problemsOf(wish, today) : null;
  const row = rowOf(wish, today, already ? readDay(signature.declared[0] ?? '') : null);
  const signed = signedInput(signature, today);
  const listed = usePapers({ what: 'authorisation', show: 'valid', text: null });
  const valid = subject === null ? undefined : validOf(listed.data?.rows ?? [], subject);
  const alone = subject !== null && confirmersOf(appointments, [ownGuid, subject]).length === 0;
  const entered = async (numbers: readonly string[], print: boolean): Promise<void> => {
    useWish.setState({ wish: null });
    await refreshPapers();
    onEntered(numbers[0] ?? '', print);
  };
  const preparing = useMutation({
    mutationFn: async () =>
      row === null ? [] : (await call('authorisation.prepare', { rows: [row] })).numbers,
    onSuccess: (numbers) => entered(numbers, true),
  });
  const registering = useMutation({
    mutationFn: async (password: string) =>
      row === null || signed === null
        ? []
        : (await call('authorisation.register', { rows: [row], ...signed, password })).numbers,
    onSuccess: (numbers) => entered(numbers, false),
  });
  const busy = preparing.isPending || registering.isPending;
  const away = useKeeperAway();
  const vain = (): void => setAsked((times) => times + 1);
  return (
    <Panel
      title={
        wish.number === null
          ? t('authorisation.form.title')
          : t('authorisation.form.again', { number: wish.number })
      }
      aside={
        <Button
          appearance="subtle"
          icon={<Dismiss24Regular />}
          aria-label={t('common.close')}
          onClick={onClose}
        />
      }
      footer={
        already ? (
          <PasswordSend
            label={t('authorisation.steps.register')}
            busyLabel={t('authorisation.steps.registering')}
            busy={busy}
            failure={registering.isError ? failureOf(registering.error) : null}
            ready={() => {
              if (row !== null && signed !== null) return true;
              vain();
              return false;
            }}
            onSend={registering.mutate}
          />
        ) : (
          <>
            {preparing.isError && <FailureNotice failure={failureOf(preparing.error)} />}
            <Hint text={away}>
              <Button
                appearance="primary"
                disabledFocusable={busy || away !== null || alone}
                {...(busy ? { icon: <Spinner size="tiny" /> } : {})}
                onClick={() => (row === null ? vain() : preparing.mutate())}
              >
                {t(busy ? 'authorisation.form.preparing' : 'authorisation.form.prepare')}
              </Button>
            </Hint>
            <Button disabledFocusable={busy || alone} onClick={() => setAlready(true)}>
              {t('authorisation.form.already')}
            </Button>
          </>
        )
      }
    >
      <Stack gap={16} ref={form}>
        <PersonField
          key={wish.number}
          person={wish.person}
          error={problems?.person === true ? t('authorisation.form.personMissing') : undefined}
          hint={
            valid === undefined
              ? undefined
              : t('authorisation.form.valid', {
                  number: valid.number,
                  to: valid.to === null ? '' : dayText(valid.to),
                })
          }
          readOnly={busy}
          onChange={(person) => change({ person })}
        />
        {alone && <Notice intent="warning">{t('authorisation.steps.nobody')}</Notice>}
        <div role="group" aria-labelledby={purposesId} className={styles.checks}>
          <Label id={purposesId} className={styles.label}>
            {t('authorisation.form.purposes')}
          </Label>
          {purpose.options.map((one) => (
            <Checkbox
              key={one}
              label={purposeWords[one]}
              checked={wish.purposes.includes(one)}
              disabled={
                busy || wish.quality === 'only' || (wish.quality === 'also' && one === 'SERVICE_STANDARDS')
              }
              onChange={(_, { checked }) =>
                change({
                  purposes: purpose.options.filter((other) =>
                    other === one ? checked === true : wish.purposes.includes(other),
                  ),
                })
              }
            />
          ))}
          {problems?.purposes === true && (
            <Text role="alert" className={styles.wrong}>
              {t('authorisation.form.purposesMissing')}
            </Text>
          )}
        </div>
        <Departments
          chosen={wish.departments}
          readOnly={busy}
          onChange={(departments) => change({ departments })}
        />
        <Field label={t('authorisation.form.quality')}>
          <RadioGroup
            className={styles.radios}
            layout="horizontal"
            value={wish.quality}
            disabled={busy}
            onChange={(_, { value }) => useWish.setState({ wish: withQuality(wish, value as Quality) })}
          >
            {(['no', 'also', 'only'] as const).map((one) => (
              <Radio key={one} value={one} label={t(`authorisation.scope.quality.${one}`)} />
            ))}
          </RadioGroup>
        </Field>
        <div className={styles.two}>
          {(['from', 'to'] as const).map((one) => (
            <DayField
              key={one}
              label={t(`authorisation.form.${one}`)}
              value={wish[one]}
              last={addMonths(today, 24)}
              problem={problems?.[one] ?? null}
              readOnly={busy}
              onChange={(day) => change({ [one]: day })}
            />
          ))}
        </div>
        {already && (
          <SignatureFields
            signature={signature}
            problems={asked > 0 ? signatureProblems(signature, today) : null}
            appointments={appointments}
            people={[{ guid: subject, name: wish.person?.displayName ?? '' }]}
            today={today}
            readOnly={busy}
            onChange={setSignature}
          />
        )}
      </Stack>
    </Panel>
  );
}

type DepartmentsProps = {
  chosen: readonly string[];
  readOnly: boolean;
  onChange: (chosen: string[]) => void;
};

/** „Wydziały”: those of the extension directory, or all. */
function Departments({ chosen, readOnly, onChange }: DepartmentsProps) {
  const styles = useStyles();
  const t = useText();
  const { data } = useQuery({
    queryKey: ['authorisation.departments'],
    queryFn: () => call('authorisation.departments', {}),
  });
  // One that is chosen stays in the list, though the directory knows it no more.
  const all = [...new Set([...(data?.departments ?? []), ...chosen])];
  return (
    <Field label={t('authorisation.form.departments')}>
      <Dropdown
        className={styles.box}
        multiselect
        disabled={readOnly || all.length === 0}
        placeholder={t('authorisation.scope.everyDepartment')}
        value={chosen.join(', ')}
        selectedOptions={[...chosen]}
        onOptionSelect={(_, { selectedOptions }) => onChange(selectedOptions.slice(0, 40))}
      >
        {all.map((one) => (
          <Option key={one}>{one}</Option>
        ))}
      </Dropdown>
    </Field>
  );
}
