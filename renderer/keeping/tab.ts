import type { ReactNode } from 'react';
import type { Role } from '../../shared/values.ts';

/** What a tab is given: the head of the page, above its list; `wanted`: the hold that is shown to begin with. */
export type TabProps = { head: ReactNode; roles: readonly Role[]; wanted: number | null };
