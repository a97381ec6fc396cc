import type { KeyboardEvent } from 'react';

/**
 * Escape is one step back, taken once: by what is nearest to whoever pressed it. To be given to the element that the step leads out
 * of; null where it has none now.
 */
export const onEscape =
  (back: (() => void) | null) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || back === null) return;
    event.preventDefault();
    back();
  };
