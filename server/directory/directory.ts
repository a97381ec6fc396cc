import type { Client, Entry } from 'ldapts';
import {
  connect,
  type DirectoryOptions,
  isTrustworthy,
  type LookUp,
  reasonOf,
  stateOf,
  text,
} from '../keeper/directory.ts';
import type { ServerSettings } from '../settings.ts';

/** An account with a telephone, in the directory's own words. */
export type Account = { login: string; number: string; person: string; unit: string };
/** By login; or why the directory is away. */
export type Telephones =
  { ok: true; accounts: Account[] } | { ok: false; reason: Extract<LookUp, { state: 'away' }>['reason'] };

export type Attributes = ServerSettings['directory']['telephones'];

/** Active Directory gives at most 1,000 entries at once (MaxPageSize). */
const usualPage = 500;

/**
 * Everybody in the office's directory who has a telephone and whose account is neither disabled nor expired, read with the keeper's
 * account over one connection: one bind, whatever comes of it. Never throws for a directory that is away.
 */
export async function readTelephones(
  options: DirectoryOptions,
  attributes: Attributes,
  page = usualPage,
): Promise<Telephones> {
  if (!isTrustworthy(options)) return { ok: false, reason: 'untrusted' };
  let client: Client | null = null;
  try {
    client = await connect(options);
    const { number, person, unit } = attributes;
    const { searchEntries } = await client.search(options.baseDn, {
      scope: 'sub',
      // Whoever has no number is left out below: no setting becomes part of a filter.
      filter: '(&(objectCategory=person)(objectClass=user))',
      attributes: [
        ...['sAMAccountName', 'userAccountControl', 'accountExpires'],
        ...[...number, ...person, unit],
      ],
      paged: { pageSize: page },
    });
    const accounts = searchEntries
      .filter((entry) => stateOf(entry) === 'ok')
      .map((entry) => accountOf(entry, attributes))
      .filter((account) => account.number !== '')
      .sort((one, other) => (one.login < other.login ? -1 : 1));
    return { ok: true, accounts };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  } finally {
    await client?.unbind().catch(() => undefined); // All that was asked has been answered.
  }
}

function accountOf(entry: Entry, { number, person, unit }: Attributes): Account {
  const read = (name: string): string => textOf(entry, name);
  return {
    login: read('sAMAccountName'),
    number: number.map(read).find((value) => value !== '') ?? '',
    person: person
      .map(read)
      .filter((value) => value !== '')
      .join(' '),
    unit: read(unit),
  };
}

/** RFC 4512 2.5: the case of a name means nothing, and the directory answers in its own. */
function textOf(entry: Entry, name: string): string {
  const values = Object.entries(entry).filter(([key]) => key.toLowerCase() === name.toLowerCase());
  return values.map(([, value]) => text(value).trim()).find((value) => value !== '') ?? '';
}
