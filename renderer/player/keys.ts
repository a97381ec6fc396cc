import { useEffect, useRef } from 'react';

export type KeyAction =
  | 'toggle'
  | 'back5'
  | 'forward5'
  | 'back15'
  | 'forward15'
  | 'slower'
  | 'faster'
  | 'closer'
  | 'wider'
  | 'mark'
  | 'from'
  | 'to'
  | 'repeat'
  | 'nextTurn'
  | 'nextSound'
  | 'keys';

/** What decides about a key press: the key, its modifiers, and what kind of element has the focus. */
export type KeyPress = {
  key: string;
  shift: boolean;
  control: boolean;
  alt: boolean;
  meta: boolean;
  target: 'text' | 'control' | 'arrows' | 'none';
};

const functionKeys: Readonly<Record<string, KeyAction>> = {
  F8: 'toggle',
  F7: 'back5',
  F9: 'forward5',
  F4: 'mark',
};

// Nothing is bound to Control or Alt: AltGr (Control+Alt) writes Polish letters.
function modified(press: KeyPress): boolean {
  return press.control || press.alt || press.meta;
}

/** F7 to F9 and F4: on every page and in text fields too, so that one can type and listen. */
export function functionKey(press: KeyPress): KeyAction | null {
  return modified(press) || press.shift ? null : (functionKeys[press.key] ?? null);
}

/** F1: the list of keys. */
export function helpKey(press: KeyPress): KeyAction | null {
  return press.key === 'F1' && !modified(press) && !press.shift ? 'keys' : null;
}

const letters: Readonly<Record<string, KeyAction>> = {
  k: 'toggle',
  m: 'mark',
  a: 'from',
  b: 'to',
  l: 'repeat',
  n: 'nextTurn',
  s: 'nextSound',
};
/** Signs as they are written, with Shift or without it. */
const signs: Readonly<Record<string, KeyAction>> = {
  '<': 'slower',
  '>': 'faster',
  '+': 'closer',
  '=': 'closer',
  '-': 'wider',
};

/**
 * Letters, signs, Space and arrows: on the player's page, where the element with the focus has no use of its own for them.
 * For whoever switched on the keys that write (WCAG 2.1.4).
 */
export function playerKey(press: KeyPress): KeyAction | null {
  if (modified(press) || press.target === 'text') return null;
  const letter = press.shift ? undefined : letters[press.key.toLowerCase()];
  if (press.key === ' ' && press.target === 'none') return 'toggle';
  return letter ?? signs[press.key] ?? plainKey(press);
}

/** The arrows alone, as long as nobody switched on the rest: a sentence typed beside its field starts and marks nothing. */
export function plainKey(press: KeyPress): KeyAction | null {
  if (modified(press) || press.target === 'text' || press.target === 'arrows') return null;
  if (press.key === 'ArrowLeft') return press.shift ? 'back15' : 'back5';
  if (press.key === 'ArrowRight') return press.shift ? 'forward15' : 'forward5';
  return null;
}

const textFields =
  'input:not([type=range],[type=radio],[type=checkbox]), textarea, select, [contenteditable=true]';
const ownArrows =
  'input, [role=combobox], [role=listbox], [role=option], [role=menu], [role=menuitem], [role=radio], [role=tab], [role=dialog]';
const ownSpace = 'button, a, summary, [role=button], [role=row], [role=checkbox], [role=switch]';

/** The element that has the focus, as `keyAction` asks for it. */
export function kindOfTarget(target: EventTarget | null): KeyPress['target'] {
  if (!(target instanceof Element)) return 'none';
  if (target.matches(textFields)) return 'text';
  if (target.closest(ownArrows) !== null) return 'arrows';
  return target.closest(ownSpace) === null ? 'none' : 'control';
}

/**
 * Listens to the whole window while mounted. `read` picks the keys, `act` may change between renders. A held key
 * goes on stepping, but plays or pauses once.
 */
export function useKeys(read: (press: KeyPress) => KeyAction | null, act: (action: KeyAction) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const action = event.defaultPrevented ? null : read(pressOf(event));
      if (action === null) return;
      event.preventDefault();
      if (!event.repeat || action.startsWith('back') || action.startsWith('forward')) latest.current(action);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [read]);
}

function pressOf(event: KeyboardEvent): KeyPress {
  const { key, shiftKey: shift, ctrlKey: control, altKey: alt, metaKey: meta } = event;
  return { key, shift, control, alt, meta, target: kindOfTarget(event.target) };
}

/**
 * The media keys of a keyboard, a headset or a pedal that sends them, also while another program is in front: play, pause,
 * stop, and back and forward, which go five seconds as F7 and F9 do. Returns the function that lets go of them.
 */
export function watchMediaKeys(
  session: MediaSession,
  isPlaying: () => boolean,
  act: (action: KeyAction) => void,
): () => void {
  const stop = (): void => {
    if (isPlaying()) act('toggle');
  };
  const handlers: Partial<Record<MediaSessionAction, () => void>> = {
    play: () => {
      if (!isPlaying()) act('toggle');
    },
    pause: stop,
    stop,
    previoustrack: () => act('back5'),
    nexttrack: () => act('forward5'),
    seekbackward: () => act('back5'),
    seekforward: () => act('forward5'),
  };
  const actions = Object.keys(handlers) as MediaSessionAction[];
  for (const action of actions) session.setActionHandler(action, handlers[action] ?? null);
  // SECURITY: the system shows this beside its own play button, also on a locked screen; without it, it would show the
  // title of the window, in which the case stands.
  session.metadata = new MediaMetadata({ title: 'Odsłuch' });
  return () => {
    for (const action of actions) session.setActionHandler(action, null);
    session.metadata = null;
  };
}
