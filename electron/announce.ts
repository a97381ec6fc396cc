import type { EventChannel } from '../shared/channels.ts';
import type { EventValue } from '../shared/contract.ts';

type Send = (channel: EventChannel, value: unknown) => void;

let send: Send | null = null;

/** Hands over the way to the page, which checks what is sent against the contract; null when the window closes. */
export function setPage(next: Send | null): void {
  send = next;
}

/** Tells the page that something happened. False without a window: nobody is told. */
export function announce<C extends EventChannel>(channel: C, value: EventValue<C>): boolean {
  send?.(channel, value);
  return send !== null;
}
