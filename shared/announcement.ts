import { z } from 'zod';
import { announcement } from './ledger/announcement.ts';
import { longestSignIn } from './session.ts';
import { day, instant, uuid } from './values.ts';

/** Lines as somebody types them, as they are entered: each once, in order. */
export function linesIn(typed: string): string[] {
  return [...new Set(typed.split(/[\s,;]+/).filter((line) => line !== ''))].sort();
}

/** A call without the announcement of which nobody has said whether it may be heard. */
const undecidedCall = z.strictObject({
  recording: uuid,
  startedAt: instant,
  durationMs: z.int(),
  line: z.string(),
  extension: z.string(),
  unit: z.string(),
  /** By a period that was reported; else by the recording's own word. */
  silent: z.boolean(),
  /** When it was asked for last, and refused. */
  refused: day.nullable(),
  /** By which entry somebody else of the desk said that it may not be heard; null: nobody has said anything. */
  denied: z.strictObject({ seq: z.int().min(1), on: day }).nullable(),
});

/** What waits for the desk, or for another person of it, and the periods that were reported (§ 3 ust. 2): the database's word. `count`: of all that waits, also where not all are told. */
export const undecidedTold = z.strictObject({
  count: z.int(),
  calls: z.array(undecidedCall),
  silences: z.array(z.strictObject({ seq: z.int(), lines: z.array(z.string()), from: instant, to: instant })),
});

/** By the desk, with the directory password for this one act. */
const password = z.string().min(1).max(longestSignIn);
export const admitInput = announcement.admitted.asks.safeExtend({
  password,
  /** What the page shows of the call. */
  shown: undecidedCall.pick({ startedAt: true, durationMs: true, unit: true, silent: true }),
});
export const silentInput = z.strictObject({ ...announcement.silent.asks.shape, password });
