import { create } from 'zustand';
import type { Call } from '../../shared/recordings.ts';
import { personal } from '../memory.ts';
import { type ConditionName, type Conditions, noConditions } from './conditions.ts';

type SearchState = Conditions & {
  /** The case number as typed, right or not: typed text is kept. */
  caseText: string;
  /** The call that the panel shows; it stays there when a case number makes the list load anew. */
  selected: Call | null;
  /** The panel shows the call's facts, or the form that justifies listening to it. */
  step: 'facts' | 'justify';
  /** Whether the field was left or Enter pressed since the last typing: only then is it judged. */
  caseChecked: boolean;
  /** Grows each time that the field of the case number must get the focus. */
  caseWanted: number;
  /** Whether that is because a case is needed for going on. */
  caseMissing: boolean;
};

/** What is searched and what is selected. */
export const useSearch = personal(
  create<SearchState>()(() => ({
    ...noConditions,
    caseText: '',
    selected: null,
    step: 'facts',
    caseChecked: false,
    caseWanted: 0,
    caseMissing: false,
  })),
);

/** A changed condition makes another list: the selection goes. */
export function setConditions(change: Partial<Conditions>): void {
  useSearch.setState({ ...change, selected: null, step: 'facts' });
}

/** Takes the text of the case field and what was understood of it (null: not a case number). */
export function setCase(caseText: string, caseNumber: string | null): void {
  const { case: before } = useSearch.getState();
  useSearch.setState({ caseText, caseChecked: true, caseMissing: false });
  if (caseNumber !== before) useSearch.setState({ case: caseNumber, step: 'facts' });
}

export function removeCondition(name: ConditionName): void {
  setConditions(name === 'day' ? { day: null, dayTo: null } : { [name]: null });
}

/** Empties everything but the case number: the next call is usually one of the same case. */
export function clearConditions(): void {
  const { case: caseNumber } = useSearch.getState();
  setConditions({ ...noConditions, case: caseNumber });
}

export function select(call: Call | null): void {
  if (call?.group !== useSearch.getState().selected?.group)
    useSearch.setState({ selected: call, step: 'facts' });
}

/** Puts the focus into the field of the case number. `missing`: with the sentence that it is needed first. */
export function wantCase(missing = false): void {
  useSearch.setState((state) => ({ caseWanted: state.caseWanted + 1, caseMissing: missing }));
}
