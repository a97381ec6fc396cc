import { useState } from 'react';
import { create } from 'zustand';
import type { Failure } from '../../shared/failure.ts';
import type { Employee } from '../../shared/protocol.ts';
import { call, failureOf } from '../api.ts';
import { personal } from '../memory.ts';
import { holdBack } from '../player/prepared.ts';
import { refreshAct, useActDetail } from '../open-act.ts';
import { loginOf, nobodyNamed, type Named, useEmployees } from '../EmployeeField.tsx';
import { playerOf, useStage } from '../player/stage.ts';

/** Whether the list of who is present stands open: by its button, or where the sound stopped because of one of them. */
export const usePresentList = personal(create<{ open: boolean }>()(() => ({ open: false })));

/** SECURITY: nobody hears on while it is not settled who hears it, nor what is just being opened. */
export function pauseSound(): void {
  playerOf(useStage.getState().stage)?.pause();
  holdBack();
}

type Adding = {
  employees: readonly Employee[];
  named: Named;
  busy: boolean;
  /** What keeps the person from being sent, or the keeper's answer and whom it is about; null while there is nothing to say. */
  wrong: 'unnamed' | { failure: Failure; person: string } | null;
  /** How often it was asked in vain: the field takes the focus again. */
  vain: number;
  change(named: Named): void;
  /** Asks the keeper to admit the person; resolves with whether they are present now. */
  send(): Promise<boolean>;
};

/** Naming somebody who is present; what was typed stays until they are admitted. */
export function useAdding(act: string): Adding {
  // Also one that is closed: whoever comes is to hear it as soon as it is opened.
  const shown = useStage(({ stage }) => (stage.kind === 'empty' ? null : stage.listed.recording));
  const { purpose = null, present = [] } = useActDetail(act).data ?? {};
  const there = present.filter(({ to }) => to === null);
  const employees = useEmployees(shown === null ? [] : [shown], purpose, there);
  const [named, setNamed] = useState(nobodyNamed);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Adding['wrong']>(null);
  const [vain, setVain] = useState(0);
  const fail = (why: NonNullable<Adding['wrong']>): false => {
    setWrong(why);
    setVain((times) => times + 1);
    return false;
  };
  const send = async (): Promise<boolean> => {
    const person = loginOf(named, employees);
    if (person === null) return fail('unnamed');
    setBusy(true);
    try {
      await call('protocol.join', { act, person });
      await refreshAct(act);
      setNamed(nobodyNamed);
      return true;
    } catch (error) {
      const failure = failureOf(error);
      return fail({ failure, person: (await refusedPerson(failure)) ?? named.text });
    } finally {
      setBusy(false);
    }
  };
  const change = (next: Named): void => {
    setNamed(next);
    setWrong(null);
  };
  return { employees, named, busy, wrong, vain, change, send };
}

/** Whom a refusal is about, by name: who may not be present stands on no list, and was typed by login. Null where nobody tells. */
async function refusedPerson({ params = {} }: Failure): Promise<string | null> {
  const { because, seq: entry } = params;
  if (because === undefined) return null;
  try {
    const { refusals } = await call('protocol.refusals', {});
    return refusals.find(({ seq }) => seq === entry)?.subject ?? null;
  } catch {
    // What was typed says it as well.
    return null;
  }
}

/** Ends somebody's presence. Rejects with a FailureError. */
export async function leave(act: string, person: string): Promise<void> {
  await call('protocol.leave', { act, person });
  await refreshAct(act);
}
