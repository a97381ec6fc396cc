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
import { useMutation } from '@tanstack/react-query';
import { type SyntheticEvent, useRef, useState } from 'react';
import { tidy, visibleLength } from '../shared/words.ts';
import { failureOf } from './api.ts';
import { useKeeperAway } from './connection.ts';
import { enterMatter, useOwnMatters } from './matters.ts';
import { useText } from './text.ts';
import { TextAreaField } from './ui/Field.tsx';
import { Hint } from './ui/Hint.tsx';
import { FailureNotice } from './ui/Notice.tsx';
import { Stack } from './ui/Stack.tsx';
import { useFocusWrong } from './ui/use-focus-wrong.ts';

const useStyles = makeStyles({
  surface: { width: '340px', maxWidth: 'calc(100vw - 32px)' },
  quiet: { color: tokens.colorNeutralForeground2 },
  button: { whiteSpace: 'nowrap' },
});

type Props = {
  /** The entry that is in one's name: a session, or the first of an act. */
  about: number;
  /** What it is, for those who hear the page. */
  what: string;
};

/** „To nie ja…”: says that an entry in one's own name was somebody else's. Once said it stands there by its number. */
export function NotMine({ about, what }: Props) {
  const styles = useStyles();
  const t = useText();
  const [open, setOpen] = useState(false);
  const own = useOwnMatters();
  const reported = own.data?.matters.find((one) => one.sort === 'report' && one.about === about);
  if (reported !== undefined) return <>{t('matter.notMine.reported', { number: reported.number })}</>;
  return (
    <Popover
      open={open}
      onOpenChange={(_, data) => setOpen(data.open)}
      trapFocus
      positioning={{ position: 'below', align: 'end' }}
    >
      <PopoverTrigger disableButtonEnhancement>
        <Button className={styles.button} size="small" aria-label={t('matter.notMine.openOf', { what })}>
          {t('matter.notMine.open')}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-labelledby="not-mine">
        <Report about={about} onDone={() => setOpen(false)} />
      </PopoverSurface>
    </Popover>
  );
}

function Report({ about, onDone }: { about: number; onDone: () => void }) {
  const styles = useStyles();
  const t = useText();
  const away = useKeeperAway();
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useFocusWrong(form, asked);
  const missing = visibleLength(words) === 0;
  const reporting = useMutation({
    mutationFn: () =>
      enterMatter({
        ...{ matter: null, event: 'open', sort: 'report', letter: null, about, assignee: null, due: null },
        words: tidy(words, { lines: true }).trim(),
      }),
    onSuccess: onDone,
  });
  const busy = reporting.isPending;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (busy || away !== null) return;
    if (missing) setAsked((times) => times + 1);
    else reporting.mutate();
  };
  return (
    <Stack as="form" gap={12} ref={form} onSubmit={submit} noValidate>
      <Subtitle2 as="h2" id="not-mine">
        {t('matter.notMine.title')}
      </Subtitle2>
      <Text className={styles.quiet}>{t('matter.notMine.text', { seq: String(about) })}</Text>
      <TextAreaField
        label={t('matter.notMine.words')}
        hint={t('matter.notMine.hint')}
        required
        autoFocus
        rows={3}
        maxLength={1_000}
        readOnly={busy}
        value={words}
        error={missing && asked > 0 ? t('matter.missing') : undefined}
        onChange={(_, { value }) => setWords(value)}
      />
      {reporting.isError && <FailureNotice failure={failureOf(reporting.error)} />}
      <Stack row gap={8}>
        <Hint text={away}>
          <Button
            type="submit"
            appearance="primary"
            disabledFocusable={busy || away !== null}
            {...(busy ? { icon: <Spinner size="tiny" /> } : {})}
          >
            {t(busy ? 'matter.sending' : 'matter.notMine.send')}
          </Button>
        </Hint>
        <Button onClick={onDone}>{t('playback.justify.cancel')}</Button>
      </Stack>
    </Stack>
  );
}
