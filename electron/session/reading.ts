import { fail, Failed } from '../failed.ts';
import { logFault } from '../log.ts';

/**
 * Makes what asks for a list that tells of others: where the database wants it in the ledger first that this person reads it, that is
 * entered, once for all who wait for it, and asked again. Fails with 'reading-not-entered' where it did not come about.
 */
export function reader(enter: () => Promise<unknown>): <T>(ask: () => Promise<T>) => Promise<T> {
  let entering: Promise<unknown> | null = null;
  const entered = (): Promise<unknown> => (entering ??= enter().finally(() => (entering = null)));
  return async (ask) => {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Failed) || error.failure.code !== 'reading-not-entered') throw error;
    }
    try {
      await entered();
    } catch (error) {
      logFault('the register was not opened', error);
      fail('reading-not-entered');
    }
    return ask();
  };
}
