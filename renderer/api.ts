import { QueryClient } from '@tanstack/react-query';
import type { CallChannel, EventChannel } from '../shared/channels.ts';
import type { Bridge, EventValue, Input, Output } from '../shared/contract.ts';
import type { Failure, FailureCode } from '../shared/failure.ts';

declare global {
  interface Window {
    /** Set by the preload; this file is its only user. */
    readonly office: Bridge;
  }
}

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: FailureError;
  }
}

/** What a call failed with: a code and harmless figures, never a sentence; `useFailureText` words it. */
class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'FailureError';
    this.failure = failure;
  }

  get code(): FailureCode {
    return this.failure.code;
  }
}

/**
 * Asks the main process. Resolves with the checked value, rejects with a FailureError and with nothing else.
 */
export async function call<C extends CallChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
  const result = await window.office.call(channel, input).catch(() => unexpected);
  if (!result.ok) throw new FailureError(result.failure);
  return result.value;
}

const unexpected = { ok: false, failure: { code: 'unexpected' } } as const satisfies {
  ok: false;
  failure: Failure;
};

/** Hears what the main process announces; returns the function that stops hearing (an effect's clean-up). */
export function listen<C extends EventChannel>(
  channel: C,
  listener: (value: EventValue<C>) => void,
): () => void {
  return window.office.on(channel, listener);
}

/** A rejection of whatever origin as a failure with a code. */
export function failureOf(error: unknown): Failure {
  return error instanceof FailureError ? error.failure : { code: 'unexpected' };
}

/**
 * Answers of the server, kept while the person is signed in. The calls go through the main process: whether the
 * browser thinks that it is online says nothing (`always`). A refusal is not tried again by itself; a database that was away at that
 * moment is asked once more, for it may be back while the answer was still awaited.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: (failures, { code }) => code === 'database-unreachable' && failures === 0,
      refetchOnWindowFocus: false,
      staleTime: 30_000,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** How often a page that stands open looks by itself for what others entered. Milliseconds. */
export const lookEvery = 30_000;

/** F5: asks anew for what of these the page shows. */
export async function readAgain(names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => queryClient.refetchQueries({ queryKey: [name], type: 'active' })));
}
