import { useEffect } from 'react';
import { focusFirst, focusRow, regions } from '../ui/focus.ts';

/** F6 goes to the next region of the window, Shift+F6 to the one before; a list takes the focus at its selected row. */
export function useRegionKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      const all = regions();
      const at = all.findIndex((region) => region.contains(document.activeElement));
      const next = all[(at + (event.shiftKey ? -1 : 1) + all.length) % all.length];
      if (next !== undefined && !focusRow(next)) focusFirst(next);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}
