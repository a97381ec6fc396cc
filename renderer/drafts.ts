import { create } from 'zustand';
import type { Draft as AnyDraft, DraftKind, DraftWords } from '../shared/drafts.ts';
import type { Failure, FailureCode } from '../shared/failure.ts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call, failureOf, listen, queryClient } from './api.ts';
import { personal } from './memory.ts';

/** What is being typed of one kind about one thing: what stands in the window, and what the server has of it. */
export type Draft<Kind extends DraftKind = DraftKind> = {
  kind: Kind;
  about: string;
  words: DraftWords<Kind>;
  /** The words that the server has, the same object once it took them, and when it did; null before the first time. */
  saved: DraftWords<Kind> | null;
  savedAt: string | null;
  state: 'saved' | 'typed' | 'saving' | 'kept';
  /** Why the server will not take it at all; a server that is merely away is no such reason. */
  failure: Failure | null;
};

/**
 * Words that were given back and are not sent by themselves. `there`: what was saved elsewhere meanwhile (null words: given up, or entered);
 * null until that is known, or with why it cannot be.
 */
export type Contested = { draft: Draft; there: There | null; failure: Failure | null };
/** `over`: nothing can be saved any more. */
type There = { words: AnyDraft['words']; savedAt: string | null; over: boolean };

type Drafts = {
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly contested: readonly Contested[];
};

const useDrafts = personal(create<Drafts>()(() => ({ drafts: {}, contested: [] })));

/** Milliseconds from the first key that is not saved to its saving, however long the typing goes on. */
const soonMs = 1500;
const againMs = 5000;
/** How long whoever closes the window waits for a server that may be away. */
const flushMs = 2500;
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
/** What is under way: a second one would race it, and the newest must be the last to arrive. */
const sending = new Map<string, Promise<void>>();

const keyOf = (kind: DraftKind, about: string): string => `${kind} ${about}`;

function get(key: string): Draft | undefined {
  return useDrafts.getState().drafts[key];
}

function put(key: string, change: Partial<Draft>): void {
  useDrafts.setState(({ drafts }) => {
    const draft = drafts[key];
    return draft === undefined ? {} : { drafts: { ...drafts, [key]: { ...draft, ...change } } };
  });
}

export function draftOf<Kind extends DraftKind>(kind: Kind, about: string): Draft<Kind> | undefined {
  return get(keyOf(kind, about)) as Draft<Kind> | undefined;
}

export function useDraft<Kind extends DraftKind>(kind: Kind, about: string | null): Draft<Kind> | undefined {
  return useDrafts(({ drafts }) => (about === null ? undefined : drafts[keyOf(kind, about)])) as
    Draft<Kind> | undefined;
}

/** Takes over what the server has, in the place of whatever is there. */
export function takeDraft<Kind extends DraftKind>(
  kind: Kind,
  about: string,
  words: DraftWords<Kind>,
  savedAt: string | null,
): void {
  set({ kind, about, words, saved: words, savedAt, state: 'saved', failure: null });
}

function set(draft: Draft): void {
  const key = keyOf(draft.kind, draft.about);
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: draft } }));
}

/** Something was typed: it is sent soon, by itself. Null words were given up, or have served. */
export function typeDraft<Kind extends DraftKind>(kind: Kind, about: string, words: DraftWords<Kind>): void {
  const key = keyOf(kind, about);
  const before = get(key);
  if (words === null && (before === undefined || (before.savedAt === null && !sending.has(key)))) {
    forgetDraft(kind, about);
    return;
  }
  if (before === undefined)
    set({ kind, about, words, saved: null, savedAt: null, state: 'typed', failure: null });
  else put(key, { words, state: 'typed' });
  due(key, soonMs);
}

/** It was entered, or there is nothing more to write: nothing is kept here any more. */
export function forgetDraft(kind: DraftKind, about: string): void {
  const key = keyOf(kind, about);
  clearTimeout(timers.get(key));
  timers.delete(key);
  useDrafts.setState(({ drafts }) => {
    const { [key]: _gone, ...rest } = drafts;
    return { drafts: rest };
  });
}

const isDue = ({ words, saved }: Draft): boolean => words !== saved;
// What was given up and could not be taken away is no loss, nor are words that were typed again as the server has them.
const isUnsaved = (draft: Draft): boolean =>
  isDue(draft) && draft.words !== null && JSON.stringify(draft.words) !== JSON.stringify(draft.saved);

/** Words of this window that the server does not have. */
export function unsavedDrafts({ drafts, contested } = useDrafts.getState()): readonly Draft[] {
  return [...Object.values(drafts).filter(isUnsaved), ...contested.map(({ draft }) => draft)];
}

export const useUnsaved = (): readonly Draft[] => unsavedDrafts(useDrafts());

/** A change that is not sent by then goes with the next one; a timer that runs is not put off. */
function due(key: string, ms: number): void {
  if (timers.has(key)) return;
  const timer = setTimeout(() => {
    timers.delete(key);
    void save(key);
  }, ms);
  timers.set(key, timer);
}

function save(key: string): Promise<void> {
  const under = sending.get(key);
  if (under !== undefined) return under;
  const work = sendOnce(key).finally(() => sending.delete(key));
  sending.set(key, work);
  // Typed while it was under way, and its own time has come meanwhile.
  return work.then(() => (get(key)?.state === 'typed' && !timers.has(key) ? save(key) : undefined));
}

async function sendOnce(key: string): Promise<void> {
  const draft = get(key);
  if (draft === undefined) return;
  const { kind, about, words } = draft;
  put(key, { state: 'saving' });
  const failure = await send(key, { kind, about, words } as AnyDraft);
  const changed = get(key)?.words !== words;
  const away = failure !== null && passing.has(failure.code);
  if (failure !== null) put(key, { state: 'kept', failure: away ? null : failure });
  else put(key, { state: changed ? 'typed' : 'saved', failure: null });
  if (failure !== null && (changed || away)) due(key, away ? againMs : soonMs);
  if (failure === null && !changed && words === null) forgetDraft(kind, about);
}

async function send(key: string, draft: AnyDraft): Promise<Failure | null> {
  try {
    const { savedAt } = await call('protocol.saveDraft', draft);
    put(key, { saved: draft.words, savedAt });
    return null;
  } catch (error) {
    return failureOf(error);
  }
}

/** Saves at once whatever is not saved yet, and resolves with what could not be: the server is away, or will not have it. */
export async function flushDrafts(): Promise<readonly Draft[]> {
  await inTime(
    Object.keys(useDrafts.getState().drafts).map(async (key) => {
      await sending.get(key);
      const draft = get(key);
      if (draft === undefined || !isDue(draft)) return;
      clearTimeout(timers.get(key));
      timers.delete(key);
      await save(key);
    }),
  );
  return unsavedDrafts();
}

async function inTime(work: readonly Promise<void>[]): Promise<void> {
  let late: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([Promise.all(work), new Promise((resolve) => (late = setTimeout(resolve, flushMs)))]);
  clearTimeout(late);
}

const putOff = new Set<() => Promise<void>>();

/** Has something that waits to be taken back sent before the window closes, the program locks or the person leaves. */
export function whenLeaving(send: () => Promise<void>): void {
  putOff.add(send);
}

/** As `flushDrafts`; what was put off is sent, too. */
export async function flushAll(): Promise<readonly Draft[]> {
  const [unsaved] = await Promise.all([flushDrafts(), inTime([...putOff].map((send) => send()))]);
  return unsaved;
}

/** Until the person signs out, once: what is typed here after it is never replaced. What failed is fetched again when the database is back. */
const typedBefore = {
  queryKey: ['protocol.typed'],
  queryFn: async (): Promise<true> => {
    const { typed } = await call('protocol.typed', {});
    for (const { draft, savedAt } of typed)
      if (draftOf(draft.kind, draft.about) === undefined)
        takeDraft(draft.kind, draft.about, draft.words, savedAt);
    return true;
  },
  staleTime: Infinity,
  gcTime: Infinity,
};

/**
 * What was typed in this window or another and is not entered yet, apart from the texts of protocols. A form that is kept so shows nothing to
 * type into before it is here: the first key would take the place of all of it.
 */
export const useTypedBefore = (): UseQueryResult<true> => useQuery(typedBefore);

/** Fetches it, unless it is here. Rejects with a FailureError. */
export async function fetchTypedBefore(): Promise<void> {
  await queryClient.query(typedBefore);
}

/**
 * What could not be saved before the person's session ended by itself stands in the window again, and is sent, unless something else was
 * saved meanwhile: at another workstation words may have been typed that are newer. Then the person says which are to stay.
 */
export async function giveBack(left: readonly Draft[]): Promise<void> {
  useDrafts.setState({ contested: left.map((draft) => ({ draft, there: null, failure: null })) });
  await compareContested();
}

/** What the person is to decide about, or cannot yet. */
export const useContested = (): readonly Contested[] =>
  useDrafts(({ contested }) => contested).filter(({ there, failure }) => there !== null || failure !== null);

/** Finds out what was saved meanwhile of that of which it is not known. */
export async function compareContested(): Promise<void> {
  const { contested } = useDrafts.getState();
  await Promise.all(contested.filter(({ there }) => there === null).map(compare));
}

async function compare({ draft }: Contested): Promise<void> {
  try {
    const there = await thereOf(draft);
    // SECURITY: whoever has signed in meanwhile gets nothing of it.
    if (!useDrafts.getState().contested.some((one) => one.draft === draft)) return;
    // Typed anew meanwhile: neither takes the other's place by itself.
    const here = draftOf(draft.kind, draft.about);
    if (here !== undefined && isDue(here))
      weigh(draft, { words: here.words, savedAt: here.savedAt, over: false });
    else if (there.over || !isOldNews(draft, there)) weigh(draft, there);
    else keepContested(draft, there);
  } catch (error) {
    weigh(draft, null, failureOf(error));
  }
}

/** What the server has of it now; null words: nothing. */
async function thereOf({ kind, about }: Draft): Promise<There> {
  if (kind !== 'protocol') {
    const { typed } = await call('protocol.typed', {});
    const one = typed.find(({ draft }) => draft.kind === kind && draft.about === about);
    return { words: one?.draft.words ?? null, savedAt: one?.savedAt ?? null, over: false };
  }
  const detail = await call('protocol.act', { act: about });
  queryClient.setQueryData(['protocol.act', about], detail);
  const { act, findings, quotations, remarks, presentRemarks, attachments, savedAt } = detail;
  const words = { findings, quotations, remarks, presentRemarks, attachments };
  return { words, savedAt, over: act.state !== 'started' };
}

/**
 * Whether the words of the window go on from what is there: it is what they were typed over, or they themselves. Nothing saved then and now
 * tells nothing: a text may have been sealed and opened again meanwhile.
 */
const isOldNews = ({ words, saved, savedAt }: Draft, there: There): boolean =>
  (savedAt !== null && there.savedAt === savedAt) ||
  [words, saved].some((own) => JSON.stringify(own) === JSON.stringify(there.words));

function weigh(draft: Draft, there: There | null, failure: Failure | null = null): void {
  useDrafts.setState(({ contested }) => ({
    contested: contested.map((one) => (one.draft === draft ? { draft, there, failure } : one)),
  }));
}

/** The words of the window stand again, and are sent. */
export function keepContested(draft: Draft, { words, savedAt }: Pick<There, 'words' | 'savedAt'>): void {
  dropContested(draft);
  set({ ...draft, saved: words, savedAt, state: 'typed', failure: null });
  due(keyOf(draft.kind, draft.about), 0);
}

/** They are given up; what was saved stays as it is. */
export function dropContested(draft: Draft): void {
  useDrafts.setState(({ contested }) => ({ contested: contested.filter((one) => one.draft !== draft) }));
}

/** Saves what was typed whenever a field is left, and when the database is back; returns the function that stops it. */
export function watchDrafts(): () => void {
  const flush = (): void => void flushDrafts();
  document.addEventListener('focusout', flush);
  const stop = listen('connection.changed', ({ database }) => void (database && flushDrafts()));
  return () => {
    document.removeEventListener('focusout', flush);
    stop();
  };
}
