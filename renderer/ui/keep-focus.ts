import { focusFirst } from './focus.ts';

/** What had the focus, and what stood around it: the row, then the region of the window or the dialog. */
type Place = { element: HTMLElement; row: HTMLElement | null; region: HTMLElement | null };

/** How many fields and rows are remembered as a way back. */
const most = 20;

/**
 * The focus never falls to nothing. Where what had it goes, is hidden or can no longer have it, and nobody else took it
 * meanwhile, it goes back to where the person was: in the same row; else to the field or row of the same region that had
 * it last, or that region; else to the last of the whole page, or its first. A field has its caret where it was. Whoever
 * presses beside everything left by themselves. Returns the function that stops it.
 */
export function keepFocus(): () => void {
  const stop = new AbortController();
  let last: Place | null = null;
  let visited: readonly HTMLElement[] = [];
  let frame: number | null = null;

  const settle = (): void => {
    frame = null;
    if (last === null || document.activeElement !== document.body) return;
    if (canTake(last.element)) last = null;
    else goBack(last, visited.filter(canTake));
  };
  // A frame later: a menu and a dialog that close give the focus back by themselves.
  const look = (): void => {
    if (document.activeElement === document.body) frame ??= requestAnimationFrame(settle);
  };
  const onFocus = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    last = {
      element: target,
      row: target.closest<HTMLElement>('li, [role="row"]'),
      region: target.closest<HTMLElement>('[role="dialog"], [role="alertdialog"], [data-region]'),
    };
    // What is gone is not kept: it would keep somebody's words.
    const others = visited.filter((one) => one !== target && one.isConnected);
    visited = (target.closest('main') === null ? others : [target, ...others]).slice(0, most);
  };
  document.addEventListener('focusin', onFocus, { signal: stop.signal });
  // In the next moment the document says who has it.
  document.addEventListener('focusout', () => setTimeout(look), { signal: stop.signal });
  // An element that is taken out of the document says nothing; a page that is loading has nothing to go to yet.
  const changes = new MutationObserver(look);
  changes.observe(document.body, { childList: true, subtree: true });
  return () => {
    stop.abort();
    changes.disconnect();
    if (frame !== null) cancelAnimationFrame(frame);
  };
}

function canTake(element: HTMLElement): boolean {
  return (
    element.isConnected &&
    element.checkVisibility({ checkVisibilityCSS: true }) &&
    !element.matches(':disabled, [inert] *')
  );
}

/** Where the focus goes back to; each step is taken only where the one before led nowhere. */
function goBack({ row, region }: Place, visited: readonly HTMLElement[]): void {
  const steps = [
    () => into(row),
    () => visited.find((one) => region?.contains(one) === true)?.focus(),
    () => region?.focus(),
    () => into(region),
    () => visited[0]?.focus(),
    () => into([...document.querySelectorAll<HTMLElement>('main')].find(canTake) ?? null),
  ];
  for (const step of steps) {
    step();
    if (document.activeElement !== document.body) return;
  }
}

/** Into what is still there: to the element in it that says of itself that it is the way back, else to its first control. */
function into(around: HTMLElement | null): void {
  if (around === null || !canTake(around)) return;
  const back = around.querySelector<HTMLElement>('[data-back]');
  if (back === null) focusFirst(around);
  else back.focus();
}
