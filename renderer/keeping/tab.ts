import type { ReactNode } from 'react';
import type { Role } from '../../shared/values.ts';

/** What a tab is given: the head of the page, above its list. */
export type TabProps = { head: ReactNode; roles: readonly Role[] };
