import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Output } from '../shared/contract.ts';
import type { Act } from '../shared/protocol.ts';
import type { Call } from '../shared/recordings.ts';
import { call } from './api.ts';
import { prepareAhead } from './player/ahead.ts';
import { closeCurrent } from './player/closing.ts';
import { offer, openInAct } from './player/opening.ts';
import { partsOf, useStage } from './player/stage.ts';
import { watch } from './player/interruptions.ts';

/** Milliseconds until the server is asked anew for what the keeper is about to enter by itself. */
const soonMs = 1000;

/** Whether a recording that the basis secures has no entry of it yet: the keeper enters it after the release. */
function isHoldDue({ keeps, holds, act }: Output<'protocol.act'>): boolean {
  return keeps && act.recordings.some(({ recording }) => !holds.some((one) => one.recording === recording));
}

/** The act as the server has it: its recordings, findings and state. */
export function useActDetail(act: string | null) {
  return useQuery({
    queryKey: ['protocol.act', act],
    queryFn: act === null ? () => Promise.reject(new Error('no act')) : () => call('protocol.act', { act }),
    enabled: act !== null,
    refetchInterval: ({ state: { data } }) => (data !== undefined && isHoldDue(data) ? soonMs : false),
  });
}

/** The act that is open, and what the other pages may do with it. */
export type OpenAct = {
  /** Its id at once; `act` follows from the server. */
  id: string | null;
  act: Act | null;
  /** Opens a call in this act and plays: one click, no form. Its other parts join the list of the act. */
  addRecording(from: Call, recording?: string): Promise<void>;
  /** Prepares a call that may be added, so that its sound follows the click. */
  prepareCall(from: Call): () => void;
  /** Goes on with an unfinished act; no sound until a recording is asked for. */
  continueAct(act: string): void;
  /** Leaves the act unfinished: closes what plays. It stays among „Niezakończone odsłuchania”. */
  leaveAct(): void;
};

async function addRecording(from: Call, recording?: string): Promise<void> {
  const { act } = useStage.getState();
  const parts = partsOf(from);
  const listed = parts.find((part) => part.recording === recording) ?? parts[0];
  if (act === null || listed === undefined) return;
  offer(act, parts);
  await openInAct(act, listed);
}

/** Prepares what one click would open. Returns the function that gives it up. */
function prepareCall(from: Call): () => void {
  const [first] = partsOf(from);
  return first === undefined ? () => undefined : prepareAhead(first.recording, first.durationMs);
}

function continueAct(act: string): void {
  if (useStage.getState().act === act) return;
  void closeCurrent();
  useStage.setState({ act, asking: false });
}

function leaveAct(): void {
  void closeCurrent();
  useStage.setState({ act: null, asking: false });
}

/** Usable on every page after sign-in; while one component uses it, stops and idle play are watched. */
export function useOpenAct(): OpenAct {
  useEffect(watch, []);
  const id = useStage((state) => state.act);
  const detail = useActDetail(id);
  const filed = detail.data?.act.state === 'filed';
  useEffect(() => {
    if (filed) leaveAct();
  }, [filed]);
  return { id, act: detail.data?.act ?? null, addRecording, prepareCall, continueAct, leaveAct };
}
