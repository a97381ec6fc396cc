import { makeStyles, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Matter } from '../shared/matter.ts';
import { failureOf } from './api.ts';
import { enterMatter, standingOf } from './matters.ts';
import { authorText, useText } from './text.ts';
import { FailureNotice } from './ui/Notice.tsx';
import { Stack } from './ui/Stack.tsx';
import { momentText } from './ui/time.ts';
import { SendButton, useWords } from './Words.tsx';

const useStyles = makeStyles({
  said: { display: 'grid', rowGap: '8px', margin: 0, padding: 0, listStyleType: 'none' },
  words: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  second: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** What was said of a matter, oldest first; words that stand above as its title are not repeated. */
export function MatterSaid({ events, title }: Pick<Matter, 'events'> & { title: string }) {
  const styles = useStyles();
  const t = useText();
  return (
    <ol className={styles.said}>
      {events.map(({ seq, at, event, login, person, words }) => (
        <li key={seq}>
          {words !== title && <div className={styles.words}>{words ?? t('matter.erased')}</div>}
          <div className={styles.second}>
            {`${t(`matter.events.${event}`)} ${t('matter.said', { moment: momentText(at), person: authorText(t, { login, person }) })}`}
          </div>
        </li>
      ))}
    </ol>
  );
}

export type Framing = (fields: ReactNode, buttons: ReactNode) => ReactNode;

type Props = {
  one: Matter;
  /** The name of the field, and of the first button. */
  label: string;
  send: string;
  /** Whether there is a button that closes it beside the first; an answer to a question closes it by itself. */
  closes: boolean;
  primary: boolean;
  /** What else is changed by what is sent; null where something of it is missing. */
  change?: () => Partial<Pick<Matter, 'assignee' | 'due'>> | null;
  onSent: () => void;
  /** Puts fields and buttons where they belong; else these stand below those. */
  frame?: Framing;
  children?: ReactNode;
};

const below: Framing = (fields, buttons) => (
  <Stack gap={12}>
    {fields}
    {buttons}
  </Stack>
);

/** Goes on with a matter: words, and the button that enters them. */
export function MatterWords(props: Props) {
  const { one, label, send, closes, primary, change, onSent, frame = below, children } = props;
  const styles = useStyles();
  const t = useText();
  const { form, said, field, ready, clear } = useWords(
    { place: `matter ${one.matter}`, begin: { panel: `matter ${one.matter}` } },
    t('matter.missing'),
  );
  const entering = useMutation({
    mutationFn: ({ event, changed }: { event: 'note' | 'close'; changed: object }) =>
      enterMatter({ ...standingOf(one), ...changed, event, words: said }),
    onSuccess: () => {
      clear();
      onSent();
    },
  });
  const busy = entering.isPending;
  const { number } = one;
  const button = (event: 'note' | 'close', text: string, name: string, filled: boolean): ReactNode => (
    <SendButton
      appearance={filled ? 'primary' : 'outline'}
      label={text}
      aria-label={name}
      busy={busy && entering.variables.event === event}
      disabledFocusable={busy}
      onSend={() => {
        const changed = change === undefined ? {} : change();
        if (ready(changed !== null) && changed !== null) entering.mutate({ event, changed });
      }}
    />
  );
  return frame(
    <Stack gap={12} ref={form}>
      {children}
      {field({ label, 'aria-label': `${label}, ${number}`, readOnly: busy })}
    </Stack>,
    <>
      {entering.isError && <FailureNotice failure={failureOf(entering.error)} />}
      <div className={styles.buttons}>
        {button(one.sort === 'question' && one.own ? 'close' : 'note', send, `${send}, ${number}`, primary)}
        {closes && button('close', t('matter.close'), t('matter.closeOf', { number }), false)}
      </div>
    </>,
  );
}
