import { runToEnd } from './child.ts';

/** An operating-system account. */
export interface OsAccount {
  uid: number;
  gid: number;
}

const name = 'postgres';

async function idOf(flag: '-u' | '-g'): Promise<number> {
  return Number(await runToEnd('id', [flag, name]));
}

/**
 * The account that runs PostgreSQL, which refuses to be root: `null` (ourselves) for a plain user, `postgres` for root,
 * made as a system account without a home or a shell where it is missing.
 */
export async function postgresAccount(): Promise<OsAccount | null> {
  if (process.getuid?.() !== 0) return null;
  const exists = await idOf('-u').then(
    () => true,
    () => false, // `id` knows no such account.
  );
  if (!exists) {
    const plain = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
    await runToEnd('useradd', [...plain, name]);
  }
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}
