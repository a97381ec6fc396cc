import { useEffect } from 'react';

/** WCAG 2.4.2: what Windows, and a reader of the screen on arriving, say of the window. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
