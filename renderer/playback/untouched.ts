/** Sound that nobody touches for so long may be playing to an empty room. */
export const untouchedLimitMs = 30 * 60_000;
const lookEveryMs = 10_000;
const touches = ['keydown', 'pointerdown', 'wheel'] as const;

/**
 * Calls `onExpire` when `isPlaying` held and nothing was touched for 30 minutes. Typing is touching. Returns the
 * function that ends the watching.
 */
export function watchUntouched(
  page: EventTarget,
  isPlaying: () => boolean,
  onExpire: () => void,
): () => void {
  let touchedAt = Date.now();
  const touch = (): void => {
    touchedAt = Date.now();
  };
  for (const name of touches) page.addEventListener(name, touch, { capture: true, passive: true });
  const timer = setInterval(() => {
    if (!isPlaying() || Date.now() - touchedAt < untouchedLimitMs) return;
    touch();
    onExpire();
  }, lookEveryMs);
  return () => {
    clearInterval(timer);
    for (const name of touches) page.removeEventListener(name, touch, { capture: true });
  };
}
