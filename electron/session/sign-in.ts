import { app } from 'electron';
import type { Me } from '../../shared/session.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { loginPattern } from '../../shared/values.ts';
import { fail } from '../failed.ts';
import { settings } from '../settings.ts';
import { PersonConnection } from './connection.ts';
import { begin, end, onEnd, type Session, signedIn } from './current.ts';
import { askServer, isOlder, type ServerView } from './server.ts';
import { Commands } from './submit.ts';
import { Witness, witnessFile } from './witness.ts';
import { isShareThere, tellConnection, told, watchConnection } from './watch.ts';

const directoryMs = 5_000;

/**
 * Signs a person in: the directory first (it alone can say why it refuses), then the database as the same person,
 * then the question who that is. Whoever was signed in before is signed out. Fails with a sign-in failure,
 * 'directory-…', 'database-…', 'database-taken' or 'program-too-old'; a wrong password has then cost one bind.
 */
export async function signIn(typedLogin: string, password: string): Promise<Me> {
  const login = typedLogin.trim().toLowerCase();
  // SECURITY: refused before a byte is sent. A directory may take an empty password for an anonymous bind and say yes.
  if (password.trim() === '' || password.includes('\0')) fail('sign-in-empty-password');
  if (!loginPattern.test(login)) fail('sign-in-malformed-login');
  await askDirectory(login, password);
  const isUnlock = signedIn() !== null;
  let hear: ((hint: string) => void) | null = null;
  const connection = new PersonConnection(settings().database, login, password, {
    onLine: (up) => {
      if (hear === null) return;
      tellConnection({ database: up });
      if (up) hear('');
    },
    // Before that a refusal is the answer to the sign-in, and not the end of a session that waits behind a lock.
    onRefused: () => {
      if (hear !== null) void end('account');
    },
    onAnswer: (what) => hear?.(what),
  });
  await connection.open();
  try {
    // At an unlock the places are those of the session behind the lock, which ends only when all is well.
    const [view] = await Promise.all([welcome(connection), isUnlock ? undefined : connection.takePlace()]);
    // Only now: a password mistyped at an unlock must not cost the session that waits behind the lock.
    await end('signed-out');
    hear = start(login, connection, view);
    return view.me;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function askDirectory(login: string, password: string): Promise<void> {
  const { authenticate } = await import('./directory.ts');
  const { url, ca, upnSuffix } = settings().directory;
  const answer = await authenticate({ url, ca, upnSuffix, timeoutMs: directoryMs }, login, password);
  if (!answer.ok) fail(answer.failure);
}

async function welcome(connection: PersonConnection): Promise<ServerView> {
  const view = await askServer((sql) => connection.ask(sql));
  if (view === null) fail('sign-in-no-role');
  if (isOlder(app.getVersion(), view.leastApp)) fail('program-too-old');
  return view;
}

/** Makes the session current. Returns what wakes everybody who waits for a word of the keeper. */
function start(login: string, connection: PersonConnection, first: ServerView): (hint: string) => void {
  const { keeperPublicKey } = settings();
  const keeper = pinnedKeeperKey(keeperPublicKey);
  const ask: Session['db']['ask'] = (sql, params) => connection.ask(sql, params);
  const witness = new Witness(witnessFile(app.getPath('userData'), keeperPublicKey), keeper, {
    ask,
    tell: (ledger) => tellConnection({ ledger }),
  });
  const commands = new Commands({ login, ask, keeper, witness });
  const closed: (() => void)[] = [];
  let { me } = first;
  const session: Session = {
    login,
    get me() {
      return me;
    },
    async refresh() {
      const view = await askServer((sql) => connection.ask(sql));
      if (view !== null) ({ me } = view);
      return me;
    },
    db: {
      query: (sql, params) => connection.query(sql, params),
      ask,
      knex: () => openKnex(connection),
    },
    submit: (kind, body, options) => commands.submit(kind, body, options),
    onClosed: (tell) => void closed.push(tell),
    witness,
    onEnd,
  };
  onEnd(() => connection.close());
  onEnd(
    watchConnection(
      connection,
      (view) => ({ me } = view),
      () => witness.heed(),
    ),
  );
  // In one word: a share that nobody asked yet would look like one that is away.
  void isShareThere(settings().share).then((share) => {
    tellConnection({ ...told(first), share });
  });
  begin(session);
  witness.heed();
  return (hint) => {
    if (hint === 'closed') closed.forEach((tell) => tell());
    commands.hint();
  };
}

async function openKnex(connection: PersonConnection): ReturnType<Session['db']['knex']> {
  const [{ default: knex }, pool] = await Promise.all([import('knex'), connection.pool()]);
  // knex borrows the person's pool and owns none: every attempt to connect passes the one gate.
  return knex({ client: 'pg', connectionPool: pool });
}
