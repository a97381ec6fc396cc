import type { PageFault } from '../../shared/support.ts';
import { call } from '../api.ts';
import { dialogState } from '../dialog.ts';

/** Whether the data for whoever looks after the program are shown. */
export const useSupport = dialogState();

/** Writes a fault of the page into the program's log; resolves with its reference, or null where even that failed. */
export async function reportFault(error: unknown): Promise<string | null> {
  return call('support.fault', faultOf(error)).then(
    ({ reference }) => reference,
    // The page says that it is broken, with or without a number.
    () => null,
  );
}

/** The kind of an error and the places in the program's own files that its stack names; not a word of its text. */
function faultOf(error: unknown): PageFault {
  const { name, stack = '' } = error instanceof Error ? error : { name: typeof error };
  const places = [...stack.matchAll(/app:\/\/ui\/([\w./-]{1,100}:\d{1,7}:\d{1,7})/g)];
  return {
    kind: /^[A-Za-z]{1,40}$/.test(name) ? name : 'Error',
    places: places.slice(0, 20).map(([, place = '']) => place),
  };
}

/** Faults that no component caught; returns the function that stops. */
export function watchFaults(): () => void {
  const onError = ({ error }: ErrorEvent): void => void reportFault(error);
  const onRejection = ({ reason }: PromiseRejectionEvent): void => void reportFault(reason);
  window.addEventListener('error', onError);
  window.addEventListener('unhandledrejection', onRejection);
  return () => {
    window.removeEventListener('error', onError);
    window.removeEventListener('unhandledrejection', onRejection);
  };
}
