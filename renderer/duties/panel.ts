import { create } from 'zustand';
import { personal } from '../memory.ts';

/** What stands in the place of the state: stopping and resuming, what is confirmed in an emergency, a fault of the ledger, a package for an inspection, a statement of some days, a matter by its id, and a new one, perhaps about an entry. */
export type DutyPanel =
  | 'fault'
  | 'suspend'
  | 'resume'
  | 'stop'
  | 'appointments'
  | 'package'
  | 'statement'
  | 'add'
  | `add ${number}`
  | `matter ${string}`;

/** Which panel of the page is open; the bar of the frame opens that of a fault from any page. */
export const useDutyPanel = personal(create<{ panel: DutyPanel | null }>()(() => ({ panel: null })));

export const openPanel = (panel: DutyPanel | null): void => useDutyPanel.setState({ panel });
