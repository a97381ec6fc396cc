import { useSyncExternalStore } from 'react';

/** Below 1100 CSS pixels (a 200 % screen): the rail shows icons, chips fold, panels narrow. */
export const narrow = '(max-width: 1099px)';

/** Below 800 CSS pixels (1280 pixels at 200 %): one column, the panel of the selected item covers the list. */
export const veryNarrow = '(max-width: 799px)';

/** Below 600 CSS pixels (a screen of 1080 lines at 200 %): a footer says in a line what it says in a paragraph elsewhere. */
export const low = '(max-height: 599px)';

/** Whether a media query matches now; redraws when that changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Whether a list has no room for all its columns: beside a panel in a narrow window, and always in a very narrow one. */
export function useIsClose(hasPanel: boolean): boolean {
  const isNarrow = useMedia(narrow);
  const isTight = useMedia(veryNarrow);
  return isTight || (isNarrow && hasPanel);
}
