import { app } from 'electron';
import type { Me } from '../../shared/session.ts';
import { signDraft } from '../../shared/node/draft.ts';
import type { Pulse } from '../../shared/node/pulse.ts';
import type { Signer } from '../../shared/node/request.ts';
import { loginPattern } from '../../shared/values.ts';
import { fail, Failed } from '../failed.ts';
import { keeperKeys, settings } from '../settings.ts';
import { PersonConnection } from './connection.ts';
import { begin, end, type EndReason, onEnd, type Session, signedIn } from './current.ts';
import type { People } from './directory.ts';
import { proveAtDoor } from './door.ts';
import { KeeperPulse } from './pulse.ts';
import { reader } from './reading.ts';
import { askServer, isOlder, type ServerView } from './server.ts';
import { Commands } from './submit.ts';
import { Witness, witnessFile } from './witness.ts';
import { isShareThere, tellConnection, told, watchConnection } from './watch.ts';

const directoryMs = 5_000;

/**
 * Signs a person in: the directory first (it alone can say why it refuses), then a session proved to the keeper, then the database
 * with the session's own secret, then the question who that is. Whoever was signed in before is signed out; the same person only
 * unlocks. Fails with a sign-in failure, 'directory-…', 'session-…', 'database-…' or 'program-too-old'; a wrong
 * password has then cost one bind.
 */
export async function signIn(typedLogin: string, password: string): Promise<Me> {
  const login = typedLogin.trim().toLowerCase();
  // SECURITY: refused before a byte is sent. A directory may take an empty password for an anonymous bind and say yes.
  if (password.trim() === '' || password.includes('\0')) fail('sign-in-empty-password');
  if (!loginPattern.test(login)) fail('sign-in-malformed-login');
  const people = await askDirectory(login, password);
  const standing = signedIn();
  // An unlock: the session goes on behind it.
  if (standing?.login === login) {
    standing.keepPeople(people);
    return standing.refresh();
  }
  try {
    return await openSession(login, password, people);
  } catch (error) {
    people.close();
    throw error;
  }
}

async function openSession(login: string, password: string, people: People): Promise<Me> {
  const { current: keeper } = keeperKeys();
  const version = app.getVersion();
  const { signer, secret, guid, pulse } = await proveAtDoor(settings().database, keeper, {
    login,
    password,
    version,
  });
  let hear: ((hint: string) => void) | null = null;
  const connection = new PersonConnection(settings().database, login, secret, {
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
    const [view] = await Promise.all([welcome(connection), connection.takePlace()]);
    // Only now: what somebody else mistyped must not cost the session that waits behind the lock.
    await end('signed-out');
    hear = start({ login, guid, people }, connection, { signer, pulse }, view);
    return view.me;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function askDirectory(login: string, password: string): Promise<People> {
  const { authenticate } = await import('./directory.ts');
  const { url, ca, upnSuffix } = settings().directory;
  const kept: People[] = [];
  const reached = { url, ca, upnSuffix, timeoutMs: directoryMs };
  const answer = await authenticate(reached, login, password, (people) => kept.push(people));
  if (!answer.ok) return fail(answer.failure);
  return kept[0] ?? fail('directory-unreachable');
}

async function welcome(connection: PersonConnection): Promise<ServerView> {
  const view = await askServer((sql) => connection.ask(sql));
  if (view === null) fail('sign-in-no-role');
  if (isOlder(app.getVersion(), view.leastApp)) fail('program-too-old');
  return view;
}

/** Makes the session current. Returns what wakes everybody who waits for a word of the keeper. */
function start(
  { login, guid, people: opened }: Pick<Session, 'login' | 'guid'> & { people: People },
  connection: PersonConnection,
  { signer, pulse: proved }: { signer: Signer; pulse: Pulse },
  first: ServerView,
): (hint: string) => void {
  const { current: keeper, first: firstKey } = keeperKeys();
  const ask: Session['db']['ask'] = (sql, params) => connection.ask(sql, params);
  const witness = new Witness(witnessFile(app.getPath('userData'), firstKey), keeper, {
    ask,
    tell: (ledger) => tellConnection({ ledger }),
  });
  const pulse = new KeeperPulse(ask, keeper, proved);
  const commands = new Commands({
    ...{ login, signer, ask, keeper, pulse, witness },
    onOver: () => void end('account'),
  });
  const asReader = reader(() => commands.submit('read', { what: 'register' }));
  const closed: (() => void)[] = [];
  let { me } = first;
  let people: People | null = null;
  const session: Session = {
    login,
    guid,
    id: signer.session,
    get me() {
      return me;
    },
    async refresh() {
      const view = await askServer((sql) => connection.ask(sql));
      if (view !== null) ({ me } = view);
      return me;
    },
    db: {
      query: (sql, params) => asReader(() => connection.query(sql, params)),
      ask,
      knex: () => openKnex(connection),
    },
    submit: (kind, body, options) => commands.submit(kind, body, options),
    async sign(password, kind, body, scan) {
      // A mistyped one costs one bind here, and reaches nobody: what the keeper's own bind refuses, it asks about no more for an hour.
      session.keepPeople(await askDirectory(login, password));
      return commands.sign(password, kind, body, scan);
    },
    get people() {
      return people ?? fail('directory-unbound');
    },
    keepPeople(next) {
      people?.close();
      // Nobody else looks for people; a connection that nobody uses is none that somebody else could.
      people = me.roles.includes('secretary') ? next : null;
      if (people === null) next.close();
    },
    onClosed: (tell) => void closed.push(tell),
    signDraft: (draft) => signDraft(signer, draft),
    witness,
    keeper: pulse,
    onEnd,
  };
  session.keepPeople(opened);
  onEnd(() => people?.close());
  onEnd(() => connection.close());
  onEnd((reason) => leave(commands, signer, reason));
  onEnd(
    watchConnection(
      connection,
      pulse,
      (view) => ({ me } = view),
      () => witness.heed(),
    ),
  );
  // In one word: a share that nobody asked yet would look like one that is away.
  void isShareThere(settings().share).then((share) => {
    tellConnection({ ...told(first, pulse), share });
  });
  begin(session);
  witness.heed();
  return (hint) => {
    if (hint === 'closed') closed.forEach((tell) => tell());
    commands.hint();
  };
}

/** Ends the session at the keeper too, so that its secret opens nothing more; what cannot be told now ends by itself. */
async function leave(commands: Commands, { session }: Signer, reason: EndReason): Promise<void> {
  if (reason !== 'signed-out') return;
  try {
    await commands.submit('session-end', { session }, { timeoutMs: 2_000 });
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
  }
}

async function openKnex(connection: PersonConnection): ReturnType<Session['db']['knex']> {
  const [{ default: knex }, pool] = await Promise.all([import('knex'), connection.pool()]);
  // knex borrows the person's pool and owns none: every attempt to connect passes the one gate.
  return knex({ client: 'pg', connectionPool: pool });
}
