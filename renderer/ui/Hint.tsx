import { Tooltip } from '@fluentui/react-components';
import { cloneElement, type ReactElement, useState } from 'react';

type HintProps = {
  /** The button's name, where it shows an icon alone. */
  name?: string | undefined;
  /** What it does, or why it does nothing for now; null: nothing to say. */
  text: string | null;
  children: ReactElement<{ 'aria-description'?: string }>;
};

/** Says more of a button to whoever points at it, comes to it by Tab, or hears it. */
export function Hint({ name, text, children }: HintProps) {
  const [wanted, want] = useState(false);
  const content = [name, text].filter((part) => typeof part === 'string').join('. ');
  // Fluent tells changes of what it shows alone: a wish for no words would stand, and show the next ones unasked.
  if (wanted && content === '') want(false);
  return (
    // The same element with and without words: another one would take the focus away from the button.
    <Tooltip
      content={content}
      // Its own description stands in the page all the time, beside what says the same.
      relationship="inaccessible"
      visible={wanted}
      onVisibleChange={(_, { visible }) => want(visible)}
    >
      {text === null ? children : cloneElement(children, { 'aria-description': text })}
    </Tooltip>
  );
}

/** What opens by the button is told to the button, and not to this. */
Hint.isFluentTriggerComponent = true;
