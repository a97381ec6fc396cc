import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  type MessageBarProps,
  MessageBarTitle,
} from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import type { Failure, FailureCode } from '../../shared/failure.ts';
import { useFailureText, useText } from '../text.ts';
import { useMedia, veryNarrow } from './media.ts';

const useStyles = makeStyles({
  flush: {
    flexShrink: 0,
    minHeight: '44px',
    paddingLeft: '20px',
    paddingRight: '20px',
    borderTopStyle: 'none',
    borderLeftStyle: 'none',
    borderRightStyle: 'none',
  },
});

type NoticeProps = {
  intent: NonNullable<MessageBarProps['intent']>;
  title?: string;
  children?: ReactNode;
  /** Buttons at the end of the bar. */
  actions?: ReactNode;
  /** Lies flush below a bar of the frame: no corners, no side borders. */
  flush?: boolean;
};

/** A bar that says something about the page: information, warning, error or success. It is read out when it appears. */
export function Notice({ intent, title, children, actions, flush = false }: NoticeProps) {
  const styles = useStyles();
  const id = useId();
  const tight = useMedia(veryNarrow);
  return (
    <MessageBar
      className={flush ? styles.flush : undefined}
      intent={intent}
      shape={flush ? 'square' : 'rounded'}
      // By itself it finds out whether one line is enough, and at 200 % too late.
      layout={tight ? 'multiline' : 'auto'}
      // WCAG 4.1.3: by itself it is a group, and silent.
      role="alert"
      // By itself it is named after its title alone.
      {...(title === undefined ? { 'aria-labelledby': id } : {})}
    >
      <MessageBarBody id={id}>
        {title !== undefined && <MessageBarTitle>{title}</MessageBarTitle>}
        {children}
      </MessageBarBody>
      {actions !== undefined && actions !== false && <MessageBarActions>{actions}</MessageBarActions>}
    </MessageBar>
  );
}

/** Somebody else was quicker: what was to be done is done, and the form says nothing of it yet. */
const outrun: readonly FailureCode[] = [
  'announcement-decided',
  'hold-ended',
  'gap-unknown',
  'nothing-to-confirm',
  'confirm-outdated',
];

/**
 * What failed, in a sentence that says what to do; with „Spróbuj ponownie” where trying again makes sense, and with „Odczytaj ponownie” where
 * somebody else has done it meanwhile.
 */
export function FailureNotice(props: {
  failure: Failure;
  /** What did not come about, where the sentence of the failure does not say it. */
  title?: string;
  onRetry?: () => void;
  /** A way to what is to be done first, where trying again is of no use. */
  way?: ReactNode;
  onReadAgain?: (() => void) | undefined;
  flush?: boolean;
}) {
  const t = useText();
  const word = useFailureText();
  const { failure, title, onRetry, onReadAgain, way, flush = false } = props;
  const isOutrun = onReadAgain !== undefined && outrun.includes(failure.code);
  const onPress = isOutrun ? onReadAgain : onRetry;
  return (
    <Notice
      // Another sentence, another bar: one that grows would keep its single line, and be cut.
      key={failure.code}
      intent="error"
      {...(title === undefined ? {} : { title })}
      flush={flush}
      actions={
        way ??
        (onPress && (
          <Button size="small" onClick={onPress}>
            {t(isOutrun ? 'common.readAgain' : 'common.retry')}
          </Button>
        ))
      }
    >
      {word(failure)}
    </Notice>
  );
}
