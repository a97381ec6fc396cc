import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Output } from '../../shared/contract.ts';
import type { ActDetail } from '../../shared/protocol.ts';
import { call, failureOf, queryClient } from '../api.ts';
import { refreshAct } from '../open-act.ts';

/** The entry that sealed a text; `print` while the document that it made has not been sent to the printer. */
type Sealed = { seq: number; hash: string; print: boolean };

const sealedKey = (act: string) => ['protocol.sealed', act];

/** Number and hash of the entry that sealed the protocol; null where the program was not told. */
export function sealedOf({ act, sealed }: ActDetail): { seq: number; hash: string } | null {
  return sealed ?? queryClient.getQueryData<Sealed>(sealedKey(act.act)) ?? null;
}

type Printed = Output<'paper.print'>['done'];

type Step<Done> =
  { kind: 'rest' } | { kind: 'busy' } | { kind: 'done'; value: Done } | { kind: 'failed'; failure: Failure };

/** One thing that a button does: at rest, under way, done, or failed with a reason. */
export function useStep<Done>(work: () => Promise<Done>): [Step<Done>, () => Promise<void>] {
  const [step, setStep] = useState<Step<Done>>({ kind: 'rest' });
  const start = useCallback(async () => {
    setStep({ kind: 'busy' });
    try {
      setStep({ kind: 'done', value: await work() });
    } catch (error) {
      setStep({ kind: 'failed', failure: failureOf(error) });
    }
  }, [work]);
  return [step, start];
}

/** Carries something out and reads the act anew; where no answer came as well, for nobody knows then what was entered. */
export async function carryOut(act: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (failureOf(error).code === 'answer-late') void refreshAct(act);
    throw error;
  }
  await refreshAct(act);
}

/** Sends a document to paper or into a file. One that counts no more stays on the page until the protocol is opened again. */
export async function sendDocument<Done>(act: string, send: () => Promise<Done>): Promise<Done> {
  try {
    return await send();
  } catch (error) {
    if (failureOf(error).code === 'document-outdated') await refreshAct(act, 'none');
    throw error;
  }
}

/** Printing of the document made of the entry `sealed`. A text that was sealed a moment ago prints by itself, once. */
export function usePrint(act: string, sealed: number | null): [Step<Printed>, () => Promise<void>] {
  const print = useCallback(
    async () =>
      sealed === null
        ? 'cancelled'
        : (await sendDocument(act, () => call('paper.print', { paper: 'protocol', of: { act, sealed } })))
            .done,
    [act, sealed],
  );
  const [step, start] = useStep(print);
  useEffect(() => {
    const fresh = queryClient.getQueryData<Sealed>(sealedKey(act));
    if (fresh?.print !== true || fresh.seq !== sealed) return;
    queryClient.setQueryData(sealedKey(act), { ...fresh, print: false });
    void start();
  }, [act, sealed, start]);
  return [step, start];
}
