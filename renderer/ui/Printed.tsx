import type { ReactNode } from 'react';
import { Muted } from './Muted.tsx';
import { Wrong } from './Wrong.tsx';

/** What came of a printing that is no paper, though one was wanted. */
export const unprinted: ReadonlySet<string> = new Set(['failed', 'no-printer', 'unanswered']);

/** What came of printing or saving, in a small line: that there is no paper is said as what went wrong. */
export function Printed({ done, children }: { done: string; children: ReactNode }) {
  return unprinted.has(done) ? <Wrong>{children}</Wrong> : <Muted size={200}>{children}</Muted>;
}
