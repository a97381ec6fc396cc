import { create } from 'zustand';
import type { ActDetail } from '../../shared/protocol.ts';
import { call, failureOf } from '../api.ts';
import type { Failure, FailureCode } from '../../shared/failure.ts';
import { personal } from '../memory.ts';

/** The text of one act's findings: what stands in the window, and what the server has of it. */
export type Draft = {
  text: string;
  /** The text that the server has, and when it took it; null before the first time. */
  saved: string;
  savedAt: string | null;
  state: 'saved' | 'typed' | 'saving' | 'kept';
  /** Why the server will not take it at all; a server that is merely away is no such reason. */
  failure: Failure | null;
};

type Drafts = { readonly drafts: Readonly<Record<string, Draft>> };

export const useDrafts = personal(create<Drafts>()(() => ({ drafts: {} })));

const pauseMs = 1200;
const againMs = 5000;
const passing: ReadonlySet<FailureCode> = new Set([
  'unexpected',
  'not-signed-in',
  'database-unreachable',
  'keeper-unreachable',
  'answer-late',
  'too-many-pending',
]);
const timers = new Map<string, ReturnType<typeof setTimeout>>();
/** Acts whose text is under way: a second one would race it, and the newest must be the last to arrive. */
const sending = new Set<string>();

function get(act: string): Draft | undefined {
  return useDrafts.getState().drafts[act];
}

function put(act: string, change: Partial<Draft>): void {
  useDrafts.setState(({ drafts }) => {
    const draft = drafts[act];
    return draft === undefined ? {} : { drafts: { ...drafts, [act]: { ...draft, ...change } } };
  });
}

/** Takes over what the server has; text that it does not have yet is never replaced. */
export function openDraft({ act, findings, savedAt }: ActDetail): void {
  const there = get(act.act);
  if (there !== undefined && there.text !== there.saved) return;
  const draft: Draft = { text: findings, saved: findings, savedAt, state: 'saved', failure: null };
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [act.act]: draft } }));
}

/** Something was typed: it is sent when the typing pauses. */
export function typeFindings(act: string, text: string): void {
  put(act, { text, state: 'typed' });
  later(act, pauseMs);
}

/** The text went into the protocol, or the act is over: nothing is kept here any more. */
export function forgetDraft(act: string): void {
  clearTimeout(timers.get(act));
  timers.delete(act);
  useDrafts.setState(({ drafts }) => {
    const { [act]: _gone, ...rest } = drafts;
    return { drafts: rest };
  });
}

function later(act: string, ms: number): void {
  clearTimeout(timers.get(act));
  timers.set(
    act,
    setTimeout(() => void save(act), ms),
  );
}

async function save(act: string): Promise<void> {
  const text = get(act)?.text;
  if (text === undefined || sending.has(act)) return;
  sending.add(act);
  put(act, { state: 'saving' });
  const failure = await send(act, text);
  sending.delete(act);
  const changed = get(act)?.text !== text;
  const away = failure !== null && passing.has(failure.code);
  if (failure !== null) put(act, { state: 'kept', failure: away ? null : failure });
  else put(act, { state: changed ? 'typed' : 'saved', failure: null });
  if (changed || away) later(act, away ? againMs : pauseMs);
}

async function send(act: string, text: string): Promise<Failure | null> {
  try {
    const { savedAt } = await call('protocol.saveDraft', { act, findings: text });
    put(act, { saved: text, savedAt });
    return null;
  } catch (error) {
    return failureOf(error);
  }
}
