import { loginPattern } from '../../shared/values.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { tidy } from '../../shared/words.ts';
import type { DirectoryAccount, FoundAccount } from '../keeper/directory.ts';
import type { PersonName } from '../../shared/ledger/head.ts';
import { refuse, type Content, type Request } from './request.ts';
import { accountFault } from './rights.ts';
import { registered, type LedgerState } from './state.ts';

/** Logins that would be roles of the database or of its conventions; `office.make_person` refuses them as well. */
export const reserved = /^(pg_|odsluch)|^(postgres|public|none|root|administrator)$/;

/** Somebody as the office directory has the account. */
export type Newcomer = { login: string; guid: string; employee: boolean; name: PersonName };

/**
 * Who has these accounts now, in their order: who somebody is nobody types. Refuses what is wrong with an account (`directory-away`,
 * `account-absent` and so on), and `person-unknown` for a login that nobody can have here.
 */
export async function newcomersOf(
  request: Pick<Request, 'lookUpAll'>,
  guids: readonly string[],
): Promise<Newcomer[]> {
  const found =
    guids.length === 0 ? { state: 'known' as const, accounts: [] } : await request.lookUpAll(guids);
  if (found.state === 'away') return refuse('directory-away');
  return guids.map((guid) => {
    const [account, ...more] = found.accounts.filter((one) => one.guid === guid);
    if (account === undefined || more.length > 0) return refuse('account-absent');
    const fault = accountFault(account, { guid });
    if (fault !== null) return refuse(fault);
    const { login } = account;
    if (!isPossible(login)) return refuse('person-unknown');
    return { login, guid, employee: true, name: nameIn(account) };
  });
}

/** Whether a login of the directory can be one of the database, too. */
function isPossible(login: string): boolean {
  return loginPattern.test(login) && !reserved.test(login);
}

/**
 * Whom an entry registers and the directory, which was asked about all of them, has under another login by now: one who married, say, and
 * one whose former login somebody else has already.
 */
export function renamedOf(
  state: LedgerState,
  found: ReadonlyMap<string, readonly FoundAccount[]>,
): Newcomer[] {
  return [...registered(state)].flatMap(([guid, { login: before, employee }]) => {
    const [account, ...more] = found.get(guid) ?? [];
    const isRenamed = account?.state === 'ok' && more.length === 0 && account.login !== before;
    if (!isRenamed || !isPossible(account.login)) return [];
    return [{ login: account.login, guid, employee, name: nameIn(account) }];
  });
}

/** Who somebody is, as far as the directory says it in words that can be read. */
export function nameIn({ displayName, title, department }: DirectoryAccount): PersonName {
  const words = (text: string): string => tidy(text).trim().slice(0, 200).trim();
  return { displayName: words(displayName), post: words(title), unit: words(department) };
}

/** The entry by which they may sign in. */
export function personContent(
  head: Omit<Payload<'person'>, 'people' | 'text'>,
  newcomers: readonly Newcomer[],
): Content {
  const people = newcomers.map(({ login, guid, employee }) => ({ login, guid, employee }));
  return {
    payload: (text) => ({ ...head, people, text }),
    words: { names: newcomers.map(({ name }) => name) },
  };
}
