import type { ReactNode } from 'react';
import type { Plans, Queued, ShownPlan } from '../../shared/quality.ts';
import type { Role } from '../../shared/values.ts';

/** What the tabs of „Jakość” are given. */
export type TabProps = {
  /** Tabs and what is wrong, below the head of the page. */
  below: ReactNode;
  data: Plans;
  roles: readonly Role[];
  /** Departments that the authorisation of whoever asks covers; null: all. */
  covered: readonly string[] | null;
  leads: {
    /** A call sounds: to the page of its act. */
    onListen: () => void;
    /** To the card of a call that was opened, whose sound rests. */
    onCard: (plan: ShownPlan, one: Queued) => void;
    /** To the protocol of an own plan. */
    onAct: (act: string, state: ShownPlan['state']) => void;
    /** To the rules that allow reviews; null for whoever may see none. */
    onBasis: (() => void) | null;
  };
};
