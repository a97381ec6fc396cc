import { useEffect } from 'react';
import { usePreferences } from '../preferences.ts';
import { kindOfTarget } from '../player/keys.ts';
import { annotate, annotateCurrent, moveEdge } from './annotate.ts';
import { choose, filledCard } from './card.ts';

type AnnotationKey =
  { does: 'annotate'; at: number | null } | { does: 'current' | 'unchoose' } | { does: 'edge'; byMs: number };

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

const edgeMs = 200;

/** The digit of a key that writes one without any other; null for other keys. */
export function digitOf({ key, shiftKey, ctrlKey, altKey, metaKey }: Press): number | null {
  return /^\d$/.test(key) && !shiftKey && !ctrlKey && !altKey && !metaKey ? Number(key) : null;
}

/** The criterion of a digit, by its place from 0; null: none of them. */
export const criterionOf = (digit: number): number | null => (digit === 0 ? null : digit - 1);

/** What a key means beside a call that is annotated. `where`: what has the focus, `chosen` a row of the list that is; `digits`: whether digits are keys. */
export function annotationKey(
  press: Press,
  where: { text: boolean; player: boolean; chosen: boolean },
  digits: boolean,
): AnnotationKey | null {
  const { key, shiftKey: shift, ctrlKey: control, altKey: alt, metaKey: meta } = press;
  if (key === 'F4' && !shift && !control && !alt && !meta) return { does: 'current' };
  if (where.text || meta) return null;
  if (!where.player || shift || control) return null;
  if (alt && key === 'ArrowLeft') return { does: 'edge', byMs: -edgeMs };
  if (alt && key === 'ArrowRight') return { does: 'edge', byMs: edgeMs };
  if (key === 'Escape' && !alt) return { does: 'unchoose' };
  // Of a chosen row they change the criterion.
  const digit = digits && !where.chosen ? digitOf(press) : null;
  return digit === null ? null : { does: 'annotate', at: criterionOf(digit) };
}

/** Player and list, as one region for who hears the page: digits are keys there. */
export const annotatingRegion = { role: 'application', 'data-annotates': '' } as const;

/** Keys that annotate, while the page is there. `locked`: nothing may be changed. */
export function useAnnotationKeys(locked: boolean): void {
  const digits = usePreferences((state) => state.scoreKeys) === 'on';
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.defaultPrevented || locked || !(target instanceof Element)) return;
      // A form above the page has keys of its own.
      if (target.closest('[role=dialog]') !== null) return;
      const kind = kindOfTarget(target);
      // Who has pressed nothing yet, or something that went away, is with the player.
      const player = target === document.body || target.closest('[data-annotates]') !== null;
      const chosen = target.closest('[data-annotates] [role=row][aria-selected=true]') !== null;
      const action = annotationKey(
        event,
        { text: kind === 'text', player: player && kind !== 'arrows', chosen },
        digits,
      );
      if (action === null || (action.does === 'unchoose' && (filledCard()?.chosen ?? null) === null)) return;
      event.preventDefault();
      if (event.repeat && action.does !== 'edge') return;
      act(action);
    };
    // Before the bar of the act, whose key F4 has nothing to mark in what was drawn.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [digits, locked]);
}

function act(action: AnnotationKey): void {
  if (action.does === 'edge') moveEdge(action.byMs);
  else if (action.does === 'annotate') annotate(action.at);
  else if (action.does === 'current') annotateCurrent();
  else choose(null);
}
