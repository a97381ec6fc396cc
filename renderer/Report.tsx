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
import { type ReactElement, useId, useState } from 'react';
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
});

type Said = {
  /** The name of the form where it is not in sight. */
  of: string;
  title: string;
  text: string;
  words: string;
  hint?: string;
};

type Props = {
  /** An entry in one's own name. */
  about: number;
  said: Said;
  /** The button that opens the form; `unsent`: whether words wait in it. */
  button: (unsent: boolean) => ReactElement;
};

/** Reports to the desk something about an entry in one's own name. Once said it stands there by its number. */
export function Report({ about, said, button }: Props) {
  const styles = useStyles();
  const t = useText();
  const title = useId();
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
      <PopoverTrigger disableButtonEnhancement>{button(kept !== '')}</PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-labelledby={title}>
        <Form {...{ about, said, title }} onDone={() => setOpen(false)} />
      </PopoverSurface>
    </Popover>
  );
}

const placeOf = (about: number): string => `report ${String(about)}`;

type FormProps = Pick<Props, 'about' | 'said'> & { title: string; onDone: () => void };

function Form({ about, said: { of, ...said }, title, onDone }: FormProps) {
  const styles = useStyles();
  const t = useText();
  const {
    form,
    said: words,
    field,
    ready,
    clear,
  } = useWords({ place: placeOf(about), of }, t('matter.missing'));
  const giveUp = (): void => {
    clear();
    onDone();
  };
  const reporting = useMutation({
    mutationFn: () =>
      enterMatter({
        ...{ matter: null, event: 'open', sort: 'report', letter: null, about, assignee: null, due: null },
        words,
      }),
    onSuccess: giveUp,
  });
  const busy = reporting.isPending;
  return (
    <Stack gap={12} ref={form}>
      <Subtitle2 as="h2" id={title}>
        {said.title}
      </Subtitle2>
      <Text className={styles.quiet}>{said.text}</Text>
      {field({
        label: said.words,
        ...(said.hint === undefined ? {} : { hint: said.hint }),
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
