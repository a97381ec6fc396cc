import { useEffect, useRef } from 'react';
import type { Scored } from '../../shared/drafts.ts';
import { usePreferences } from '../preferences.ts';
import { kindOfTarget } from '../player/keys.ts';

/** What a criterion can be given, in the order of its buttons. */
export const levels = [0, 1, 2, 3, 'nd'] as const satisfies readonly Scored[];

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** What a key does while the card has the focus. `by`: to the next (1) or the one before (-1). */
type CardAction =
  | { does: 'level'; level: (typeof levels)[number] }
  | { does: 'step' | 'move'; by: 1 | -1 }
  | { does: 'comment' };

const isModified = ({ ctrlKey, altKey, metaKey }: Pressed): boolean => ctrlKey || altKey || metaKey;

const moves: Readonly<Record<string, CardAction>> = {
  ArrowLeft: { does: 'step', by: -1 },
  ArrowRight: { does: 'step', by: 1 },
  ArrowUp: { does: 'move', by: -1 },
  ArrowDown: { does: 'move', by: 1 },
  c: { does: 'comment' },
};

/** 0–3 and X, arrows and C: within the card, outside of its text fields. */
export function cardKey(press: Pressed): CardAction | null {
  if (isModified(press) || press.shiftKey) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const level = levelOf(/^[0-3]$/.test(key) ? `Digit${key}` : key === 'x' ? 'KeyX' : '');
  return level === null ? (moves[key] ?? null) : { does: 'level', level };
}

/** Shift+0–3 and Shift+X by the place of the key, whatever it writes: the number pad moves the cursor then. */
export function shiftedLevel(press: Pressed): (typeof levels)[number] | null {
  return press.shiftKey && !isModified(press) ? levelOf(press.code) : null;
}

function levelOf(code: string): (typeof levels)[number] | null {
  if (code === 'KeyX') return 'nd';
  const digit = /^Digit([0-3])$/.exec(code)?.[1];
  return digit === undefined ? null : (levels[Number(digit)] ?? null);
}

/** The next level in a direction of those that may be given; from none the first or the last. */
export function steppedLevel(from: Scored, by: 1 | -1, allowed: readonly Scored[]): Scored {
  const at = from === null ? (by === 1 ? -1 : allowed.length) : allowed.indexOf(from);
  return allowed[Math.min(Math.max(0, at + by), allowed.length - 1)] ?? from;
}

type PageActs = { level(level: (typeof levels)[number]): void; find(): void; submit(): void };

/** Keys that work wherever the focus is on the page: levels of the current criterion, F3, Ctrl+Enter. */
export function useCardPageKeys(acts: PageActs): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { target, key } = event;
      // A form above the page has keys of its own.
      if (event.defaultPrevented || event.repeat) return;
      if (target instanceof Element && target.closest('[role=dialog]') !== null) return;
      const level = kindOfTarget(target) === 'text' ? null : shiftedLevel(event);
      if (level !== null && usePreferences.getState().scoreKeys === 'on') latest.current.level(level);
      else if (key === 'F3' && !isModified(event) && !event.shiftKey) latest.current.find();
      else if (key === 'Enter' && event.ctrlKey && !event.altKey && !event.shiftKey) latest.current.submit();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
