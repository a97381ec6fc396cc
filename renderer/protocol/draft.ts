import { create } from 'zustand';
import {
  longestQuotations,
  mostQuotations,
  type ActDetail,
  type ProtocolWords,
  type Quotation,
} from '../../shared/protocol.ts';
import { changedQuotation, type QuotationChange } from '../../shared/protocol-words.ts';
import { call, failureOf } from '../api.ts';
import type { Failure, FailureCode } from '../../shared/failure.ts';
import { personal } from '../memory.ts';

/** What is written of one act: what stands in the window, and what the server has of it. */
export type Draft = {
  words: ProtocolWords;
  /** The words that the server has, the same object once it took them, and when it did; null before the first time. */
  saved: ProtocolWords;
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
  'database-taken',
  'keeper-unreachable',
  'answer-late',
  'too-many-pending',
]);
const timers = new Map<string, ReturnType<typeof setTimeout>>();
/** Acts whose words are under way: a second one would race it, and the newest must be the last to arrive. */
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

/** Takes over what the server has; words that it does not have yet, or had not when it answered, are never replaced. */
export function openDraft(detail: ActDetail): void {
  const { act, findings, quotations, remarks, presentRemarks, attachments, savedAt } = detail;
  const there = get(act.act);
  // What the server has is not what was saved: it gets the words of this window again.
  if (detail.setAside && there !== undefined && there.savedAt !== null && there.words === there.saved)
    type(act.act, { ...there.words });
  if (
    there !== undefined &&
    (there.words !== there.saved || detail.setAside || isNewer(there.savedAt, savedAt))
  )
    return;
  const words = { findings, quotations, remarks, presentRemarks, attachments };
  const draft: Draft = { words, saved: words, savedAt, state: 'saved', failure: null };
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [act.act]: draft } }));
}

function isNewer(here: string | null, there: string | null): boolean {
  return here !== null && (there === null || here > there);
}

/** Findings or remarks were typed: they are sent when the typing pauses. */
export function typeWords(act: string, change: Partial<Omit<ProtocolWords, 'quotations'>>): void {
  const words = get(act)?.words;
  if (words !== undefined) type(act, { ...words, ...change });
}

/**
 * Adds a quotation or a mark, whose words are typed later; a mark in the same place counts once. False where the protocol has
 * no room for another, or the act's words are not here.
 */
export function addQuotation(act: string, quotation: Quotation): boolean {
  const words = get(act)?.words;
  if (words === undefined) return false;
  const { quotations } = words;
  if (quotations.some((one) => samePlace(one, quotation))) return true;
  const added = [...quotations, quotation];
  if (!fits(added)) return false;
  type(act, { ...words, quotations: added });
  return true;
}

/** Other words or another speaker for the quotation in the place of this one; null takes it away. False where they do not fit. */
export function changeQuotation(act: string, quotation: Quotation, change: QuotationChange | null): boolean {
  const words = get(act)?.words;
  if (words === undefined) return false;
  const quotations = words.quotations.flatMap((one) =>
    !samePlace(one, quotation) ? one : change === null ? [] : changedQuotation(one, change),
  );
  if (!fits(quotations)) return false;
  type(act, { ...words, quotations });
  return true;
}

/** The quotations of one recording in the order of its sound. */
export function quotationsOf(quotations: readonly Quotation[], recording: string): Quotation[] {
  return quotations.filter((one) => one.recording === recording).sort((one, other) => one.from - other.from);
}

const samePlace = (one: Quotation, other: Quotation): boolean =>
  one.recording === other.recording && one.from === other.from;

function fits(quotations: readonly Quotation[]): boolean {
  const length = quotations.reduce((sum, { text }) => sum + text.length, 0);
  return quotations.length <= mostQuotations && length <= longestQuotations;
}

function type(act: string, words: ProtocolWords): void {
  put(act, { words, state: 'typed' });
  later(act, pauseMs);
}

/** The words went into the protocol, or the act is over: nothing is kept here any more. */
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
  const words = get(act)?.words;
  if (words === undefined || sending.has(act)) return;
  sending.add(act);
  put(act, { state: 'saving' });
  const failure = await send(act, words);
  sending.delete(act);
  const changed = get(act)?.words !== words;
  const away = failure !== null && passing.has(failure.code);
  if (failure !== null) put(act, { state: 'kept', failure: away ? null : failure });
  else put(act, { state: changed ? 'typed' : 'saved', failure: null });
  if (changed || away) later(act, away ? againMs : pauseMs);
}

async function send(act: string, words: ProtocolWords): Promise<Failure | null> {
  try {
    const { savedAt } = await call('protocol.saveDraft', { act, ...words });
    put(act, { saved: words, savedAt });
    return null;
  } catch (error) {
    return failureOf(error);
  }
}
