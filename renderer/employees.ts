import { useQuery } from '@tanstack/react-query';
import type { Employee } from '../shared/protocol.ts';
import { loginPattern } from '../shared/values.ts';
import { call } from './api.ts';

/** What stands in a field that names a person: what was typed, or whom the list gave. */
export type Named = { text: string; login: string | null };
export const nobodyNamed: Named = { text: '', login: null };

/** The office's employees as far as the program knows them; the keeper judges who of them may be present. */
export function useEmployees(): readonly Employee[] {
  const { data } = useQuery({
    queryKey: ['protocol.employees'],
    queryFn: () => call('protocol.employees', {}),
  });
  return data?.employees ?? [];
}

/** Those whose name or login has each of the typed words, in their order. */
export function matching(employees: readonly Employee[], typed: string): Employee[] {
  const words = typed.toLocaleLowerCase('pl').split(/\s+/);
  return employees.filter(({ displayName, login }) => {
    const name = `${displayName} ${login}`.toLocaleLowerCase('pl');
    return words.every((word) => name.includes(word));
  });
}

/**
 * Whom a field names: the one of the list, or the only one of the typed name; else the text itself where it may be a
 * login. Null for anything else, two people of the same name among it.
 */
export function loginOf({ text, login }: Named, employees: readonly Employee[]): string | null {
  if (login !== null) return login;
  const typed = text.trim().toLocaleLowerCase('pl');
  const named = employees.filter(
    (one) => one.login === typed || one.displayName.toLocaleLowerCase('pl') === typed,
  );
  if (named.length > 0) return named.length === 1 ? (named[0]?.login ?? null) : null;
  return loginPattern.test(typed) ? typed : null;
}
