import { readFileSync } from 'node:fs';
import type { Command, CommandKind, SigningKind } from '../shared/ledger/kinds.ts';
import { isFailureCode } from '../shared/failure.ts';
import { pinnedKeeperKey } from '../shared/node/signing-key.ts';
import type { Entered } from '../shared/node/verdict.ts';
import { failures } from '../shared/text/pl/failures.ts';
import { login as loginSchema } from '../shared/values.ts';
import type { Ask } from './ask.ts';
import { personConfig, withConnection } from './database.ts';
import { proveAtDoor } from './door.ts';
import { openDirectory, type DirectoryAccount } from './keeper/directory.ts';
import { whyNobody } from './keeper-directory.ts';
import { keeperKeyOf, UsageError, type ServerSettings } from './settings.ts';
import { submit, type Refused } from './submit.ts';

/** A login as a person types it, in the one spelling. Throws UsageError. */
export function readLogin(typed: string): string {
  const checked = loginSchema.safeParse(typed.trim().toLowerCase());
  if (checked.success) return checked.data;
  throw new UsageError(
    'Login ma złą postać: litery bez polskich znaków, cyfry, kropka, „_” i „-”, 2–20 znaków.',
  );
}

/** A keeper that does not answer is not waited for again at the end. Milliseconds. */
const signOutMs = 5_000;

type LookUp = (login: string) => Promise<DirectoryAccount>;
/** Hands in a command, and gives the entry that answers, checked. Throws UsageError with the sentence of a refusal. */
type Submit = <K extends Exclude<CommandKind, SigningKind>>(kind: K, body: Command<K>) => Promise<Entered<K>>;

/**
 * Does `work` for a person whom the directory has just let in, with the password from the terminal or from standard input: one bind, as
 * the account itself. Throws UsageError with a sentence for a wrong password, and where the directory is away.
 */
export async function asBound(
  settings: ServerSettings,
  login: string,
  ask: Ask,
  work: (password: string, lookUp: LookUp) => Promise<void>,
): Promise<void> {
  const password = await ask.secret(`Hasło (${login})`);
  // SECURITY: an empty password is "no authentication" for a directory (RFC 4513 § 5.1.2), and a NUL would cut it off there; nothing is sent.
  if (password.trim() === '') throw new UsageError('Hasło jest puste.');
  if (password.includes('\0')) throw new UsageError('Hasło ma znak, którego hasło mieć nie może.');
  const directory = openDirectory(directoryOf(settings, login, password));
  const lookUp: LookUp = async (wanted) => {
    const found = await directory.lookUp(wanted);
    if ('guid' in found) return found;
    // Nobody but the account itself is bound here.
    if (found.state === 'away' && found.reason === 'service-account')
      throw new UsageError('Nieprawidłowy login lub hasło.');
    throw new UsageError(whyNobody(wanted, found));
  };
  try {
    await lookUp(login);
    await work(password, lookUp);
  } finally {
    await directory.dispose();
  }
}

/**
 * Signs in as a person of the office, does `work`, and signs out, whatever came of it. The password comes from the terminal or from
 * standard input. Throws UsageError with a sentence for a wrong password or a refusal.
 */
export async function asPerson(
  settings: ServerSettings,
  typed: string,
  ask: Ask,
  work: (submit: Submit) => Promise<void>,
): Promise<void> {
  const login = readLogin(typed);
  const keeper = pinnedKeeperKey(keeperKeyOf(settings));
  // The own bind first: a mistyped password costs one, and the keeper is not asked.
  await asBound(settings, login, ask, async (password) => {
    const { signer, secret } = await proveAtDoor(settings, keeper, login, password);
    await withConnection(personConfig(settings, login, secret), async (client) => {
      const asker = { client, keeper, signer };
      try {
        await work((kind, body) => accepted(submit(asker, kind, body)));
      } finally {
        // What came of the work is told; a session that cannot be ended now ends by itself after its day.
        await submit(asker, 'session-end', { session: signer.session }, signOutMs).catch(() => undefined);
      }
    });
  });
}

async function accepted<K extends CommandKind>(answer: Promise<Entered<K> | Refused>): Promise<Entered<K>> {
  const given = await answer;
  if (given.state === 'entered') return given;
  const { reason, seq } = given;
  const sentence = isFailureCode(reason) ? failures[reason].sentence : reason;
  throw new UsageError(`Odmowa (wpis ${seq ?? '–'}): ${sentence}`);
}

/** The directory as this person sees it: bound as the person, not with the keeper's account. */
function directoryOf(settings: ServerSettings, login: string, password: string) {
  const { url, ca, baseDn } = settings.directory;
  const domain = [...baseDn.matchAll(/DC=([^,]+)/gi)].map((found) => found[1]).join('.');
  return {
    url,
    ca: readFileSync(ca, 'utf8'),
    baseDn,
    serviceAccount: { bindName: `${login}@${domain}`, password },
  };
}
