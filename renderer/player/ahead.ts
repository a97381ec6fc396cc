import { abandon, type Attempt, prepare } from './prepared.ts';

/**
 * The opening that is prepared for the call on show, while its act is open and one click would play it. As with the
 * panel of reasons nothing is asked of the keeper, and nothing secret is held; at most one at a time.
 */
let ahead: { recording: string; attempt: Promise<Attempt> } | null = null;

/** A selection that moves on prepares nothing. Milliseconds. */
const restsFor = 150;

/** Prepares a recording unless the selection moves on at once. Returns the function that gives up what was not taken. */
export function prepareAhead(recording: string, durationMs: number): () => void {
  let mine: typeof ahead = null;
  const begin = setTimeout(() => {
    const made = { recording, attempt: prepare(recording, durationMs) };
    ahead = mine = made;
    // Out of reach for now: the click tries again and says what is the matter.
    made.attempt.catch(() => (ahead = ahead === made ? null : ahead));
  }, restsFor);
  return () => {
    clearTimeout(begin);
    if (mine === null || ahead !== mine) return;
    ahead = null;
    mine.attempt.then(abandon, () => undefined);
  };
}

/** Hands over what was prepared for a recording, with the duty to end it; null where nothing was. */
export function takeAhead(recording: string): Promise<Attempt> | null {
  if (ahead?.recording !== recording) return null;
  const { attempt } = ahead;
  ahead = null;
  return attempt;
}
