import type { ReactNode } from 'react';
import type { HoldsList } from '../../shared/keeping.ts';
import type { Role } from '../../shared/values.ts';

/** The tabs of the page. */
export type TabName = 'completeness' | 'holds' | 'nights';

/** What a tab is given: the head of the page, above its list; `wanted`: the hold, `gap`: the gap that is shown to begin with, `show`: in which list. */
export type TabProps = {
  head: ReactNode;
  roles: readonly Role[];
  wanted: number | null;
  gap: string | null;
  show: HoldsList;
  /** To the order to destroy of that number, or (null) to where one is entered; null for whoever may see none. */
  onOrder: ((number: string | null) => void) | null;
};
