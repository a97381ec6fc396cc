import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Call, ListSort } from '../../shared/recordings.ts';
import { personal } from '../memory.ts';
import {
  type ConditionName,
  type Conditions,
  isSet,
  conditionNames,
  noConditions,
  without,
} from './conditions.ts';

type SearchState = Conditions & {
  sort: ListSort;
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
  /** The next time that the page is opened, the selected row takes the focus, not the field. */
  rowWanted: boolean;
  /** How far the list of these conditions was scrolled when it was last on the page, in pixels. */
  scrolled: { of: string; top: number } | null;
  /** Whether that is because a case is needed for going on. */
  caseMissing: boolean;
  /** The control that asked for the form of the day, which opens beside it; null while nobody did. */
  dayWanted: HTMLElement | null;
  /** Where the person was when the list, once it is there, had to get the focus; null while nobody waits for it. */
  listWanted: Element | null;
  /** What was searched before „Inne rozmowy z tego numeru”, and the call that it was pressed for: the way back. */
  before: { conditions: Conditions; call: Call } | null;
};

/** What is searched and what is selected. */
export const useSearch = personal(
  create<SearchState>()(() => ({
    ...noConditions,
    sort: 'newest',
    caseText: '',
    selected: null,
    step: 'facts',
    caseChecked: false,
    caseWanted: 0,
    rowWanted: false,
    scrolled: null,
    caseMissing: false,
    dayWanted: null,
    listWanted: null,
    before: null,
  })),
);

const conditionFields = Object.keys(noConditions) as (keyof Conditions)[];

/** The conditions out of what this store holds. */
export function useConditions(): Conditions {
  return useSearch(useShallow(conditionsOf));
}

function conditionsOf(state: SearchState): Conditions {
  return Object.fromEntries(conditionFields.map((field) => [field, state[field]])) as Conditions;
}

/** Whether nothing is looked for yet: no condition. A case number alone is none, and is taken on leaving its field. */
export function useAsksNothing(): boolean {
  return useSearch((state) => !conditionNames.some((name) => isSet(state, name)));
}

/** A changed condition makes another list: the selection goes. */
export function setConditions(change: Partial<Conditions>): void {
  useSearch.setState({ ...change, selected: null, step: 'facts', before: null });
}

/** Takes the text of the case field and what was understood of it (null: not a case number). */
export function setCase(caseText: string, caseNumber: string | null): void {
  const { case: before } = useSearch.getState();
  useSearch.setState({ caseText, caseChecked: true, caseMissing: false });
  if (caseNumber !== before) useSearch.setState({ case: caseNumber, step: 'facts' });
}

export function removeCondition(name: ConditionName): void {
  setConditions(without(name));
}

/** All calls of the number that a call came from, on whatever day; `backToCall` undoes it. The focus goes with it. */
export function searchSameNumber(call: Call): void {
  const conditions = conditionsOf(useSearch.getState());
  const [first] = call.legs;
  if (first === undefined) return;
  setConditions({ ...noConditions, case: conditions.case, sameNumberAs: first.recording });
  useSearch.setState({ before: { conditions, call } });
  wantList();
}

/** Back from the other calls of a number to the list and the call that they were asked from; the case stays as it is now. */
export function backToCall(): void {
  const { before, case: caseNumber } = useSearch.getState();
  if (before === null) return;
  setConditions({ ...before.conditions, case: caseNumber });
  select(before.call);
  wantList();
}

/** Empties everything but the case number: the next call is usually one of the same case. */
export function clearConditions(): void {
  const { case: caseNumber } = useSearch.getState();
  setConditions({ ...noConditions, case: caseNumber });
}

/** Another case begins with nothing of the one before. */
export function beginAnotherCase(): void {
  setConditions(noConditions);
  useSearch.setState({ caseText: '', caseChecked: false });
  wantCase();
}

/** The orders of a column, the one of its first press first. */
const orders = {
  time: ['newest', 'oldest'],
  caller: ['caller-up', 'caller-down'],
  duration: ['longest', 'shortest'],
} as const satisfies Record<string, readonly ListSort[]>;
export type SortedColumn = keyof typeof orders;

/** Puts the list into the order of a column; where it is in that, the other way round. */
export function sortBy(column: SortedColumn): void {
  const [first, other] = orders[column];
  useSearch.setState(({ sort }) => ({ sort: sort === first ? other : first }));
}

/** Which way the order of a column goes; undefined where the list is in that of another. */
export function orderOf(column: SortedColumn, sort: ListSort): 'ascending' | 'descending' | undefined {
  if (!(orders[column] as readonly ListSort[]).includes(sort)) return undefined;
  return sort === 'oldest' || sort === 'shortest' || sort === 'caller-up' ? 'ascending' : 'descending';
}

export function select(call: Call | null): void {
  if (call?.group !== useSearch.getState().selected?.group)
    useSearch.setState({ selected: call, step: 'facts' });
}

/** Puts the focus into the list as soon as it is there, at the row where it was or the first, unless the person has gone elsewhere meanwhile. */
export function wantList(): void {
  useSearch.setState({ listWanted: document.activeElement });
}

/** Whether the list still has to get the focus; asked once. */
export function takesFocus(): boolean {
  const { listWanted } = useSearch.getState();
  if (listWanted === null) return false;
  useSearch.setState({ listWanted: null });
  const { activeElement } = document;
  return activeElement === document.body || activeElement === listWanted || !listWanted.isConnected;
}

/** Opens the form of the day beside what asked for it. */
export function wantDay(from: HTMLElement | null): void {
  useSearch.setState({ dayWanted: from });
}

/** Puts the focus into the field of the case number. `missing`: with the sentence that it is needed first. */
export function wantCase(missing = false): void {
  useSearch.setState((state) => ({ caseWanted: state.caseWanted + 1, caseMissing: missing }));
}

/** The page that is opened next leaves the focus to the row that is selected. */
export function wantRow(): void {
  useSearch.setState({ rowWanted: true });
}
