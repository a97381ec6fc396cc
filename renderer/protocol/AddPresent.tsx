import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Spinner,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { PersonAdd20Regular } from '@fluentui/react-icons';
import { type SyntheticEvent, useRef, useState } from 'react';
import { useKeeperAway, useListeningAway } from '../connection.ts';
import { notAdmittedText, useText } from '../text.ts';
import { Hint } from '../ui/Hint.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { EmployeeField } from '../EmployeeField.tsx';
import { pauseSound, useAdding } from './present.ts';

const useStyles = makeStyles({
  // Its words stay whole: the names beside it and the basis give way.
  keep: { flexShrink: 0, whiteSpace: 'nowrap' },
  surface: { width: '340px', maxWidth: 'calc(100vw - 32px)' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** „Dodaj osobę obecną”: the sound pauses, and the keeper decides whether the person may hear it. */
export function AddPresent({ act, small }: { act: string; small: boolean }) {
  const styles = useStyles();
  const t = useText();
  const [open, setOpen] = useState(false);
  const away = useListeningAway();
  const label = t('playback.present.add');
  return (
    <Popover
      open={open}
      onOpenChange={(_, data) => {
        if (data.open) pauseSound();
        setOpen(data.open);
      }}
      trapFocus
      positioning={{ position: 'below', align: 'end' }}
    >
      <PopoverTrigger disableButtonEnhancement>
        <Hint name={small ? label : undefined} text={away}>
          <Button
            className={styles.keep}
            appearance="transparent"
            size="small"
            icon={<PersonAdd20Regular />}
            disabledFocusable={away !== null}
            {...(small ? { 'aria-label': label } : {})}
          >
            {small ? undefined : label}
          </Button>
        </Hint>
      </PopoverTrigger>
      <Surface act={act} onDone={() => setOpen(false)} />
    </Popover>
  );
}

function Surface({ act, onDone }: { act: string; onDone: () => void }) {
  const styles = useStyles();
  return (
    <PopoverSurface className={styles.surface} aria-labelledby="add-present">
      <AddingForm act={act} onDone={onDone} />
    </PopoverSurface>
  );
}

function AddingForm({ act, onDone }: { act: string; onDone: () => void }) {
  const styles = useStyles();
  const t = useText();
  const adding = useAdding(act);
  const away = useKeeperAway();
  const form = useRef<HTMLFormElement>(null);
  useFocusWrong(form, adding.vain);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!adding.busy && away === null) void adding.send().then((present) => present && onDone());
  };
  const { wrong } = adding;
  const error =
    wrong === null
      ? undefined
      : wrong === 'unnamed'
        ? t('playback.present.unnamed')
        : notAdmittedText(t, wrong.failure, wrong.person);
  return (
    <Stack as="form" gap={12} ref={form} onSubmit={submit} noValidate>
      <Subtitle2 as="h2" id="add-present">
        {t('playback.present.add')}
      </Subtitle2>
      <Text className={styles.quiet}>{t('playback.present.paused')}</Text>
      <EmployeeField
        employees={adding.employees}
        named={adding.named}
        error={error}
        readOnly={adding.busy}
        onChange={adding.change}
      />
      {away !== null && (
        <Notice intent="warning" title={away}>
          {t('playback.checks.byItself')}
        </Notice>
      )}
      <Stack row gap={8}>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={adding.busy || away !== null}
          {...(adding.busy ? { icon: <Spinner size="tiny" /> } : {})}
        >
          {t('playback.present.admit')}
        </Button>
        <Button onClick={onDone}>{t('playback.justify.cancel')}</Button>
      </Stack>
    </Stack>
  );
}
