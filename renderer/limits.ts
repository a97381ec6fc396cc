import { pageLimits, type PageLimits } from '../shared/limits.ts';

let current = pageLimits.parse({});

/** The limits of this office; its defaults until the main process has said them, before anybody signs in. */
export function limits(): PageLimits {
  return current;
}

/** Only the start of the page calls this. */
export function setLimits(next: PageLimits): void {
  current = next;
}
