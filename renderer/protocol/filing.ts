import { create } from 'zustand';
import type { Input } from '../../shared/contract.ts';
import type { DraftWords } from '../../shared/drafts.ts';
import type { Act } from '../../shared/protocol.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { personal } from '../memory.ts';
import { readDay } from '../ui/time.ts';
import { call, queryClient } from '../api.ts';
import { forgetDraft, typeDraft, useDraft } from '../drafts.ts';

export type Way = 'paper' | 'ezd';

type Remembered = { way: Way; choose(way: Way): void };

/** How the person files protocols: remembered until they sign out. */
export const useWay = personal(
  create<Remembered>()((set) => ({
    way: 'paper',
    choose: (way) => set({ way }),
  })),
);

/** What the form of the second step holds as it was typed. */
export type Filing = NonNullable<DraftWords<'filing'>>;

export type FilingProblems = { day: 'dayMissing' | 'dayFuture' | 'dayEarly' | null; reason: boolean };

/** What keeps the protocol from being filed; the keeper checks the same again. `today` is a legal day. */
export function problemsOf(filing: Filing, act: Pick<Act, 'completedAt'>, today: string): FilingProblems {
  const day = readDay(filing.day);
  const from = act.completedAt === null ? null : legalDay(act.completedAt);
  const wrongDay =
    day === null ? 'dayMissing' : day > today ? 'dayFuture' : from !== null && day < from ? 'dayEarly' : null;
  return { day: wrongDay, reason: filing.unsigned && visibleLength(filing.reason) === 0 };
}

/** What is sent once nothing is missing; null until then. */
export function fileInput(filing: Filing, act: Act, today: string): Input<'protocol.file'> | null {
  const day = readDay(filing.day);
  const problems = problemsOf(filing, act, today);
  if (day === null || problems.day !== null || problems.reason) return null;
  return {
    act: act.act,
    day,
    way: filing.way,
    missingSignature: filing.unsigned ? tidy(filing.reason, { lines: true }).trim() : null,
  };
}

/** What was filled in about filing an act: another page, a server that is away, or another start of the program costs no typed word. */
export function useKeptFiling(act: string): Filing | null {
  return useDraft('filing', act)?.words ?? null;
}

export function keepFiling(act: string, filing: Filing): void {
  typeDraft('filing', act, filing);
}

/**
 * Files a protocol. What was filled in is done with then: a protocol that is corrected afterwards is filed on another day. Rejects
 * with a FailureError, and keeps it.
 */
export async function fileProtocol(input: Input<'protocol.file'>): Promise<void> {
  await call('protocol.file', input);
  // The paper says from now on whose signature is missing.
  if (input.missingSignature !== null)
    await queryClient.invalidateQueries({ queryKey: ['protocol.document', input.act] });
  forgetDraft('filing', input.act);
}
