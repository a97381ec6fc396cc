import { useEffect, useRef } from 'react';

/** Ctrl+P prints what the page shows, wherever the focus is; null: there is nothing to print. */
export function usePrintKey(print: (() => void) | null): void {
  const now = useRef(print);
  useEffect(() => {
    now.current = print;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.ctrlKey || event.altKey || event.shiftKey || event.key !== 'p') return;
      event.preventDefault();
      if (!event.repeat) now.current?.();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
