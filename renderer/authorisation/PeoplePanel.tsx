import {
  Button,
  Combobox,
  Field,
  Label,
  makeStyles,
  Option,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { type Account, mostAdded } from '../../shared/authorisation.ts';
import { call, failureOf } from '../api.ts';
import { useKeeperAway } from '../connection.ts';
import { useFailureText, useText } from '../text.ts';
import { Hint } from '../ui/Hint.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { PersonField } from './PersonField.tsx';
import type { Chosen } from './authorisation-draft.ts';
import { postText } from './words.ts';

const useStyles = makeStyles({
  box: { minWidth: 0, width: '100%' },
  people: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  person: { display: 'flex', alignItems: 'center', columnGap: '8px', minHeight: '44px' },
  lines: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
  second: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** „Dodaj osoby…”: persons or whole departments of the directory, who may sign in from then on and see what is their own. */
export function PeoplePanel({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const t = useText();
  const id = useId();
  const [people, setPeople] = useState<readonly Chosen[]>([]);
  /** Counts what was chosen: the field is empty again. */
  const [times, setTimes] = useState(0);
  const [asked, setAsked] = useState(false);
  const add = (chosen: readonly Chosen[]): void => {
    const known = people.map(({ guid }) => guid);
    setPeople([...people, ...chosen.filter(({ guid }) => !known.includes(guid))].slice(0, mostAdded));
    setTimes(times + 1);
    adding.reset();
  };
  const adding = useMutation({
    mutationFn: async () => {
      await call('authorisation.addPeople', { guids: people.map(({ guid }) => guid) });
      return people.length;
    },
    onSuccess: () => setPeople([]),
  });
  const away = useKeeperAway();
  const busy = adding.isPending;
  return (
    <Panel
      title={t('authorisation.people.title')}
      subtitle={t('authorisation.people.subtitle')}
      onClose={onClose}
      footer={
        <>
          {adding.isError && <FailureNotice failure={failureOf(adding.error)} />}
          <div role="status">
            {adding.isSuccess && <Text>{t('authorisation.people.added', { count: adding.data })}</Text>}
          </div>
          <Hint text={away}>
            <Button
              appearance="primary"
              disabledFocusable={busy || away !== null}
              {...(busy ? { icon: <Spinner size="tiny" /> } : {})}
              onClick={() => (people.length === 0 ? setAsked(true) : adding.mutate())}
            >
              {people.length === 0
                ? t('authorisation.people.add')
                : t('authorisation.people.addMany', { count: people.length })}
            </Button>
          </Hint>
        </>
      }
    >
      <Stack gap={16}>
        <PersonField
          key={`person ${String(times)}`}
          person={null}
          error={asked && people.length === 0 ? t('authorisation.form.personMissing') : undefined}
          hint={undefined}
          required={people.length === 0}
          readOnly={busy}
          autoFocus
          onChange={(chosen) => {
            if (chosen !== null) add([chosen]);
          }}
        />
        <DepartmentField key={`department ${String(times)}`} readOnly={busy} onChoose={add} />
        {people.length > 0 && (
          <div>
            <Label id={id}>{t('authorisation.people.chosen', { count: people.length })}</Label>
            <ul className={styles.people} aria-labelledby={id}>
              {people.map((one) => (
                <li key={one.guid} className={styles.person}>
                  <span className={styles.lines}>
                    {one.displayName}
                    <Text className={styles.second}>{postText(one)}</Text>
                  </span>
                  <Button
                    appearance="subtle"
                    size="small"
                    icon={<Dismiss16Regular />}
                    aria-label={t('authorisation.people.remove', { person: one.displayName })}
                    disabledFocusable={busy}
                    onClick={() => setPeople(people.filter(({ guid }) => guid !== one.guid))}
                  />
                </li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
    </Panel>
  );
}

type DepartmentProps = { readOnly: boolean; onChoose: (people: readonly Account[]) => void };

/** A department of the directory, by part of its name: everybody who is in it. */
function DepartmentField({ readOnly, onChoose }: DepartmentProps) {
  const styles = useStyles();
  const t = useText();
  const word = useFailureText();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const asked = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['authorisation.people', 'department', asked],
    queryFn: () => call('authorisation.people', { typed: asked.slice(0, 100), by: 'department' }),
    enabled: asked.length >= 2,
  });
  const people = asked.length >= 2 ? (found.data?.people ?? []) : [];
  const units = [...new Set(people.map(({ unit }) => unit))].sort((one, other) =>
    one.localeCompare(other, 'pl'),
  );
  const ofUnit = (name: string | undefined): Account[] => people.filter(({ unit }) => unit === name);
  const none = asked.length >= 2 && found.isSuccess && units.length === 0;
  const failed = asked.length >= 2 && found.isError ? word(failureOf(found.error)) : undefined;
  return (
    <Field
      label={t('authorisation.people.department')}
      hint={none ? t('authorisation.people.departmentNone') : t('authorisation.people.departmentHint')}
      {...(failed === undefined ? {} : { validationState: 'error' as const, validationMessage: failed })}
    >
      <Combobox
        className={styles.box}
        freeform
        autoComplete="off"
        spellCheck={false}
        expandIcon={null}
        disabled={readOnly}
        value={typed}
        // An empty list would only cover what lies below it.
        open={open && units.length > 0}
        onOpenChange={(_, data) => setOpen(data.open)}
        selectedOptions={[]}
        onChange={(event) => {
          setTyped(event.target.value.slice(0, 100));
          setOpen(true);
        }}
        onOptionSelect={(_, { optionValue }) => onChoose(ofUnit(optionValue))}
      >
        {units.map((unit) => (
          <Option key={unit} value={unit} text={unit}>
            {t('authorisation.counted', { name: unit, count: ofUnit(unit).length })}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
