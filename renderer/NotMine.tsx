import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf } from './api.ts';
import { enterMatter, useOwnMatters } from './matters.ts';
import { useText } from './text.ts';
import { FailureNotice } from './ui/Notice.tsx';
import { Stack } from './ui/Stack.tsx';
import { useUnsent } from './unsent.ts';
import { SendButton, useWords } from './Words.tsx';

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
  const own = useOwnMatters();
  const [kept] = useUnsent(placeOf(about));
  const [open, setOpen] = useState(false);
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
        <Button
          className={styles.button}
          size="small"
          aria-label={t(kept === '' ? 'matter.notMine.openOf' : 'matter.notMine.unsentOf', { what })}
        >
          {t(kept === '' ? 'matter.notMine.open' : 'matter.notMine.unsent')}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-labelledby="not-mine">
        <Report {...{ about, what }} onDone={() => setOpen(false)} />
      </PopoverSurface>
    </Popover>
  );
}

const placeOf = (about: number): string => `report ${String(about)}`;

function Report({ about, what, onDone }: Props & { onDone: () => void }) {
  const styles = useStyles();
  const t = useText();
  const { form, said, field, ready, clear } = useWords(
    { place: placeOf(about), of: t('matter.notMine.openOf', { what }) },
    t('matter.missing'),
  );
  const giveUp = (): void => {
    clear();
    onDone();
  };
  const reporting = useMutation({
    mutationFn: () =>
      enterMatter({
        ...{ matter: null, event: 'open', sort: 'report', letter: null, about, assignee: null, due: null },
        words: said,
      }),
    onSuccess: giveUp,
  });
  const busy = reporting.isPending;
  return (
    <Stack gap={12} ref={form}>
      <Subtitle2 as="h2" id="not-mine">
        {t('matter.notMine.title')}
      </Subtitle2>
      <Text className={styles.quiet}>{t('matter.notMine.text', { seq: String(about) })}</Text>
      {field({
        ...{ label: t('matter.notMine.words'), hint: t('matter.notMine.hint') },
        ...{ autoFocus: true, readOnly: busy },
      })}
      {reporting.isError && <FailureNotice failure={failureOf(reporting.error)} />}
      <Stack row gap={8}>
        <SendButton
          label={t('matter.notMine.send')}
          busy={busy}
          busyLabel={t('matter.sending')}
          onSend={() => ready() && reporting.mutate()}
        />
        <Button onClick={giveUp}>{t('playback.justify.cancel')}</Button>
      </Stack>
    </Stack>
  );
}
