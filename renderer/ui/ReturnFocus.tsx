import { useEffect } from 'react';

/** Lives as long as the dialog that it stands in, and gives the focus back when that has gone: a key or a menu is no trigger. */
export function ReturnFocus({ to }: { to: Element | null }) {
  useEffect(
    () => () => {
      if (to instanceof HTMLElement) to.focus();
    },
    [to],
  );
  return null;
}
