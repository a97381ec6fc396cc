import type { Failure, FailureCode } from '../shared/failure.ts';

/**
 * The one exception with a meaning: a handler throws it, `answer.ts` turns it into `{ok:false, failure}`.
 * Anything else that is thrown is a fault of the program and reaches the page as 'unexpected'.
 */
export class Failed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.code, options);
    this.name = 'Failed';
    this.failure = failure;
  }
}

/** Ends the handler with a failure; `params` are harmless figures for its sentence, never personal data. */
export function fail(code: FailureCode, params?: Record<string, string | number>): never {
  throw new Failed(params === undefined ? { code } : { code, params });
}
