import { useQuery } from '@tanstack/react-query';
import type { ColumnChoice, ListColumn } from '../../shared/recordings.ts';
import { call, queryClient } from '../api.ts';

const usual: ColumnChoice = { hidden: [] };
const queryKey = ['recordings.columns'];

/** Which columns the person chose; the usual ones until that is known. */
export function useColumnChoice(): ColumnChoice {
  const { data } = useQuery({
    queryKey,
    queryFn: () => call('recordings.columns', {}),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return data?.choice ?? usual;
}

/** The choice with a column shown or hidden. */
export function shown({ hidden }: ColumnChoice, column: ListColumn, visible: boolean): ColumnChoice {
  const others = hidden.filter((one) => one !== column);
  return { hidden: visible ? others : [...others, column] };
}

/** Takes the choice at once and keeps it for the person; `usual` again without one. */
export function choose(choice: ColumnChoice = usual): void {
  queryClient.setQueryData(queryKey, { choice });
  // A profile that cannot be written keeps nothing; until signing out the list stays as it was chosen.
  void call('recordings.keepColumns', choice).catch(() => undefined);
}
