import { type RefObject, useLayoutEffect, useState } from 'react';

const stops = 'a[href], button, input, select, textarea, [tabindex="0"]';

/**
 * WCAG 2.1.1: 0 for a region that scrolls and has nothing in it to stop at, so that the keyboard can scroll it; otherwise
 * undefined, no stop. Looked at again whenever its size or content changes.
 */
export function useScrollStop(region: RefObject<HTMLElement | null>): 0 | undefined {
  const [stop, setStop] = useState(false);
  useLayoutEffect(() => {
    const element = region.current;
    if (element === null) return undefined;
    const look = (): void =>
      setStop(element.scrollHeight > element.clientHeight && element.querySelector(stops) === null);
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    const changed = new MutationObserver(look);
    changed.observe(element, { childList: true, subtree: true });
    return () => {
      resized.disconnect();
      changed.disconnect();
    };
  }, [region]);
  return stop ? 0 : undefined;
}
