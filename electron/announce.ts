import type { EventChannel } from '../shared/channels.ts';
import { events, type EventValue } from '../shared/contract.ts';

type Send = (channel: EventChannel, value: unknown) => void;

let send: Send | null = null;

/** The window hands over its way to the page when it opens, and null when it closes. */
export function setPage(next: Send | null): void {
  send = next;
}

/** Tells the page that something happened, checked against the contract; without a window nobody is told. */
export function announce<C extends EventChannel>(channel: C, value: EventValue<C>): void {
  send?.(channel, events[channel].parse(value));
}
