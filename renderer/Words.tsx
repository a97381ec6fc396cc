import { Button, Spinner, type TextareaProps } from '@fluentui/react-components';
import { type ReactNode, useRef, useState } from 'react';
import { tidy, visibleLength } from '../shared/words.ts';
import { useKeeperAway } from './connection.ts';
import { TextAreaField } from './ui/Field.tsx';
import { Hint } from './ui/Hint.tsx';
import { low, useMedia } from './ui/media.ts';
import { useFocusWrong } from './ui/use-focus-wrong.ts';
import type { Begin } from './shown-page.ts';
import { useUnsent } from './unsent.ts';

type FieldProps = TextareaProps & { label: string; hint?: string };

/**
 * The words that something is entered with, asked for once somebody sends without them. `missing` is said below their field then.
 * They are kept for `place` until they are sent or given up (`clear`), also while another page is open; `of` names the form where it is
 * not in sight, `begin` is with what its page shows it.
 */
export function useWords(
  { place, of, begin = {} }: { place: string; of?: string; begin?: Begin },
  missing: string,
  longest = 1_000,
) {
  const [typed, keep] = useUnsent(place, begin);
  const [asked, setAsked] = useState(0);
  const form = useRef<HTMLDivElement>(null);
  useFocusWrong(form, asked);
  const isLow = useMedia(low);
  const isEmpty = visibleLength(typed) === 0;
  return {
    /** Within it the first field that is wrong takes the focus. */
    form,
    /** Whether somebody has sent in vain: what is wrong is shown. */
    shown: asked > 0,
    said: tidy(typed, { lines: true }).trim(),
    field: (props: FieldProps): ReactNode => (
      <TextAreaField
        required
        maxLength={longest}
        value={typed}
        error={isEmpty && asked > 0 ? missing : undefined}
        onChange={(_, { value }) => keep(value, of ?? props['aria-label'] ?? props.label)}
        {...props}
        // Low as the window is, the field, its name and what is wrong with it are seen at once.
        rows={isLow ? Math.ceil((props.rows ?? 3) / 2) : (props.rows ?? 3)}
      />
    ),
    /** Whether all is there, beside the words what else the form asks for; if not, it is shown. */
    ready: (others = true): boolean => {
      const isReady = !isEmpty && others;
      if (!isReady) setAsked((times) => times + 1);
      return isReady;
    },
    clear: (): void => {
      keep('', '');
      setAsked(0);
    },
  };
}

type SendProps = {
  appearance?: 'primary' | 'outline';
  className?: string;
  type?: 'submit';
  'aria-label'?: string;
  disabledFocusable?: boolean;
  label: string;
  busy: boolean;
  /** In place of the label meanwhile. */
  busyLabel?: string;
  onSend?: () => void;
};

/** Has something entered. It waits where the keeper is away, and cannot be pressed twice. */
export function SendButton({ label, busy, busyLabel = label, onSend, ...button }: SendProps) {
  const away = useKeeperAway();
  return (
    <Hint text={away}>
      <Button
        appearance="primary"
        {...(busy ? { icon: <Spinner size="tiny" /> } : {})}
        {...button}
        disabledFocusable={busy || away !== null || button.disabledFocusable === true}
        {...(onSend && { onClick: onSend })}
      >
        {busy ? busyLabel : label}
      </Button>
    </Hint>
  );
}
