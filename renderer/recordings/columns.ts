import { useQuery } from '@tanstack/react-query';
import { type ColumnChoice, columnWidth, type ListColumn } from '../../shared/recordings.ts';
import { call, queryClient } from '../api.ts';

const usual: ColumnChoice = { hidden: [], widths: {} };
const queryKey = ['recordings.columns'];

/** Pixels of the columns that have a width of their own; who answered takes what is left. */
const usualWidths = { caller: 124, extension: 76, duration: 60, state: 132 } as const;
type SizedColumn = keyof typeof usualWidths;

export const isSized = (column: string): column is SizedColumn => Object.hasOwn(usualWidths, column);

/** Which columns the person chose and how wide; the usual ones until that is known. */
export function useColumnChoice(): ColumnChoice {
  const { data } = useQuery({
    queryKey,
    queryFn: () => call('recordings.columns', {}),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return data?.choice ?? usual;
}

export function widthOf({ widths }: ColumnChoice, column: SizedColumn): number {
  return widths[column] ?? usualWidths[column];
}

/** The choice with a column shown or hidden. */
export function shown({ hidden, widths }: ColumnChoice, column: ListColumn, visible: boolean): ColumnChoice {
  const others = hidden.filter((one) => one !== column);
  return { hidden: visible ? others : [...others, column], widths };
}

/** The choice with a column as wide as wanted, within bounds. */
export function sized({ hidden, widths }: ColumnChoice, column: SizedColumn, wanted: number): ColumnChoice {
  const width = Math.round(Math.min(columnWidth.most, Math.max(columnWidth.least, wanted)));
  return { hidden, widths: { ...widths, [column]: width } };
}

/** Takes the choice at once and keeps it for the person; `usual` again without one. */
export function choose(choice: ColumnChoice = usual): void {
  queryClient.setQueryData(queryKey, { choice });
  // A profile that cannot be written keeps nothing; until signing out the list stays as it was chosen.
  void call('recordings.keepColumns', choice).catch(() => undefined);
}
