const lookEveryMs = 10_000;
const touches = ['keydown', 'pointerdown', 'wheel'] as const;

/**
 * Calls `onExpire` when `isPlaying` held and nothing was touched for `limitMs`: the sound may be playing to an empty room. Typing is
 * touching. Returns the function that ends the watching.
 */
export function watchUntouched(
  page: EventTarget,
  limitMs: number,
  isPlaying: () => boolean,
  onExpire: () => void,
): () => void {
  let touchedAt = Date.now();
  const touch = (): void => {
    touchedAt = Date.now();
  };
  for (const name of touches) page.addEventListener(name, touch, { capture: true, passive: true });
  const timer = setInterval(() => {
    if (!isPlaying() || Date.now() - touchedAt < limitMs) return;
    touch();
    onExpire();
  }, lookEveryMs);
  return () => {
    clearInterval(timer);
    for (const name of touches) page.removeEventListener(name, touch, { capture: true });
  };
}
