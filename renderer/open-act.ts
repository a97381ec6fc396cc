import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Output } from '../shared/contract.ts';
import type { Position } from '../shared/ledger/quality.ts';
import type { OpenRecording } from '../shared/playback.ts';
import type { Act } from '../shared/protocol.ts';
import type { Call } from '../shared/recordings.ts';
import { call, queryClient } from './api.ts';
import { personal } from './memory.ts';
import { prepare, takeAhead, type Wanted } from './player/prepared.ts';
import {
  allTold,
  close,
  type Listed,
  openListed,
  openPrepared,
  partsOf,
  type Refusal,
  type Stage,
  useStage,
} from './player/stage.ts';

type OpenActState = {
  /** Null when no act is open. */
  act: string | null;
  /** Parts of transferred calls that may join an act by one click, by act. */
  offered: Readonly<Record<string, readonly Listed[]>>;
};

/** The act that is open. */
export const useOpenActState = personal(create<OpenActState>()(() => ({ act: null, offered: {} })));

/** Whether the seven days of an act have passed. */
export function isOver({ until }: Pick<Act, 'until'>, now: Date = new Date()): boolean {
  return Date.parse(until) <= now.getTime();
}

/**
 * Whether nothing more is heard in the act that is open: its days have passed, or the keeper has just said so, whatever the clock of
 * the workstation says. Its text can be completed and filed as before.
 */
export function useIsOver(act: Act | null): boolean {
  const stage = useStage((state) => state.stage);
  return act !== null && (isOver(act) || saysOver(stage, act.act));
}

function saysOver(stage: Stage, act: string): boolean {
  if (stage.kind === 'refused') return ['act-over', 'plan-not-open'].includes(stage.refusal.reason);
  return stage.kind === 'stopped' && stage.reason === 'act-over' && stage.player.open.act === act;
}

/** Milliseconds until the server is asked anew for what the keeper is about to enter by itself, and for how long. */
const soonMs = 1000;
const atMostMs = 20_000;
let openedAt = -Infinity;

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
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && isHoldDue(data) && performance.now() - openedAt < atMostMs ? soonMs : false,
  });
}

type When = 'active' | 'none';

/** Asks the server anew for an act and for the list of acts: resolves when those on the page are there; `none`: each when it is opened again. */
export async function refreshAct(act: string, when: When = 'active'): Promise<void> {
  await readAnew([['protocol.act', act], ['protocol.acts']], when);
}

async function readAnew(keys: readonly string[][], refetchType: When = 'active'): Promise<void> {
  // A first answer that is still on its way may be older than what has just happened, and would be taken for the new one.
  await Promise.all(keys.map((queryKey) => queryClient.cancelQueries({ queryKey })));
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey, refetchType })));
}

/** The act that is open, and what the other pages may do with it. */
export type OpenAct = {
  /** Its id at once; `act` follows from the server. */
  id: string | null;
  act: Act | null;
  /** Opens a part of a call in this act and plays: one click, no form. Its other parts join the list of the act. */
  addRecording(from: Call, first: Listed): Promise<void>;
  /** Goes on with an unfinished act; no sound until a recording is asked for. */
  continueAct(act: string): void;
};

/** Usable on every page after sign-in. */
export function useOpenAct(): OpenAct {
  const id = useOpenActState((state) => state.act);
  const detail = useActDetail(id);
  const filed = detail.data?.act.state === 'filed' || detail.data?.act.state === 'unfinished';
  useEffect(() => {
    if (filed) setAct(null);
  }, [filed]);
  return { id, act: detail.data?.act ?? null, addRecording, continueAct };
}

async function addRecording(from: Call, first: Listed): Promise<void> {
  const { act } = useOpenActState.getState();
  if (act === null) return;
  offer(act, partsOf(from));
  await openInAct(first);
}

function continueAct(act: string): void {
  if (useOpenActState.getState().act !== act) setAct(act);
}

/** Another act, or none: what plays ends, and the act of before is unfinished. */
function setAct(act: string | null): void {
  const before = useOpenActState.getState().act;
  const told = close();
  if (before !== null) void told.then(() => refreshAct(before));
  enter(act);
}

function enter(act: string | null): void {
  useOpenActState.setState({ act });
  useStage.setState({ openAgain: act === null ? null : openInAct, asking: false });
}

/** The first recording of a new act plays: the act is open from now on. */
export function beginAct({ act }: OpenRecording, from: Call): void {
  offer(act, partsOf(from));
  // The new act is read by whoever shows it.
  begin(act, []);
}

function begin(act: string, known: readonly string[]): void {
  const before = useOpenActState.getState().act;
  enter(act);
  openedAt = performance.now();
  const changed = new Set(before === null ? known : [...known, before]);
  void allTold().then(() =>
    readAnew([['protocol.acts'], ...[...changed].map((one) => ['protocol.act', one])]),
  );
}

/** What a list shows of a call that was drawn: neither number nor extension nor whose it is. */
type Drawn = Pick<Listed, 'recording' | 'startedAt' | 'durationMs' | 'department'>;

/** What is asked for with it: nothing is heard where its signed entry says something else. */
export function wantedDrawn({ recording, startedAt, durationMs, department }: Drawn): Wanted {
  return { recording, drawn: { startedAt, durationMs, department } };
}

/**
 * Opens what was drawn for a plan, in its one act, which is the open one from then on. Gives back why it is refused, null once it sounds.
 * Rejects with a FailureError.
 */
export async function openDrawn(position: Position, drawn: Drawn): Promise<Refusal | null> {
  const prepared = await (takeAhead(drawn.recording) ?? prepare(wantedDrawn(drawn)));
  // An act that was there already was read without it.
  const answer = await openPrepared(prepared, { position }, ({ act }) => begin(act, [act]));
  return answer.state === 'refused' ? answer : null;
}

/** Another recording, another part, or the same again, in the act that is open; what was drawn for a plan by its place in the draw. */
export async function openInAct(listed: Listed): Promise<void> {
  const { act } = useOpenActState.getState();
  if (act === null) return;
  const { position } = listed;
  await openListed(listed, position === undefined ? { act } : { position });
  openedAt = performance.now();
  // Read once, and only now: what a page draws while the sound is being opened holds it up.
  void allTold().then(() => refreshAct(act));
}

/** Parts of a call become offers of the act, those that it holds already included: the list joins them. */
export function offer(act: string, parts: readonly Listed[]): void {
  useOpenActState.setState(({ offered }) => {
    const there = offered[act] ?? [];
    const added = parts.filter((part) => !there.some(({ recording }) => recording === part.recording));
    return { offered: { ...offered, [act]: [...there, ...added] } };
  });
}

// The act tells of a stop once the keeper was told what was heard.
useStage.subscribe(({ stage }, before) => {
  if (stage.kind !== 'stopped' || before.stage.kind === 'stopped') return;
  const { act } = stage.player.open;
  void allTold().then(() => refreshAct(act));
});
