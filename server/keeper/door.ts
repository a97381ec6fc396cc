import { commands, texts, type Command } from '../../shared/ledger/kinds.ts';
import { sha256, textCommitment } from '../../shared/node/ledger.ts';
import { requestBytes, signatureFits } from '../../shared/node/request.ts';
import type { Purpose } from '../../shared/node/session.ts';
import { isSoundSigningKey, publicSigningKey } from '../../shared/node/signing-key.ts';
import type { FailureCode } from '../../shared/failure.ts';
import type { Desk, Grant, Request } from '../entries/request.ts';
import { liveSessions, mostSessions, sessionEnd, sessionGrant } from '../entries/session.ts';
import type { Proof } from './directory.ts';
import type { KeeperDirectory } from './options.ts';
import { askedOf, signatureOf, type Row, type Signature } from './queue.ts';

/** The directory is asked about so many sessions at once. */
const mostProofs = 4;
/** A refused bind keeps the next one from its kind of place for so long. Milliseconds. */
const refusalMemory = 3_600_000;
/** Addresses of a person's sessions are known for so long. Milliseconds. */
const addressMemory = 30 * 86_400_000;

/** Why a session is not made. */
export type DoorReason = Extract<
  FailureCode,
  | 'session-not-proved'
  | 'session-too-many'
  | 'sign-in-no-role'
  | 'stale-request'
  | 'directory-away'
  | 'unexpected'
>;

/** From where a password is tried. */
type Place = 'known' | 'other' | 'signing';

/** What came of a row: the session that it makes, or why it makes none. */
export type Proved = { row: Row } & (
  { request: Request; body: Command<'session'>; guid: string; pwdLastSet: string } | { reason: DoorReason }
);

/**
 * Sessions are proved here: whoever knows the directory password of a person of the ledger may ask in that person's name, under the key
 * that the same request brings.
 * SECURITY: of what the row says nothing counts that is not under its signature, and the password opens with that signature alone. Binds
 * run beside the queue, a few at a time, and after one that was refused none goes out from that kind of place for an hour: nobody
 * locks a person's account through the keeper, or guesses here unseen.
 */
export class Door {
  readonly #directory: KeeperDirectory;
  readonly #ring: () => void;
  readonly #proving = new Set<string>();
  readonly #refused = new Map<string, number>();
  #proved: Proved[] = [];

  /** `ring` is called when a proof has come. */
  constructor(directory: KeeperDirectory, ring: () => void) {
    this.#directory = directory;
    this.#ring = ring;
  }

  /** Rows that are being proved: they are not to be read again. */
  ids(): string[] {
    return [...this.#proving];
  }

  /** Begins what can be begun. */
  async take(desk: Desk, rows: readonly Row[]): Promise<void> {
    for (const row of rows) {
      if (this.#proving.size >= mostProofs) return;
      const claim = claimOf(desk, row);
      this.#proving.add(row.id);
      if (typeof claim === 'string') this.#settle({ row, reason: claim });
      else await this.#prove(desk, row, claim);
    }
  }

  /** What has come since the last time. */
  results(): Proved[] {
    const results = this.#proved;
    this.#proved = [];
    for (const { row } of results) this.#proving.delete(row.id);
    return results;
  }

  /** The line was lost: rows are read anew. What is still being proved tells nobody. */
  forget(): void {
    this.#proving.clear();
    this.#proved = [];
  }

  async #prove(desk: Desk, row: Row, { body, guid, signed }: Claim): Promise<void> {
    const { login } = body;
    const place = (await isKnownAddress(desk, login, row.address)) ? 'known' : 'other';
    const password = passwordOf(desk, row, 'session', signed);
    // eslint-disable-next-line security/detect-possible-timing-attacks -- whether there is one, not what it is
    if (password === null) {
      this.#settle({ row, reason: 'session-not-proved' });
      return;
    }
    const proof = this.proof(desk, login, guid, place, password);
    void proof.then((found) => {
      if (!this.#proving.has(row.id)) return;
      if (found.state === 'proved') {
        const { pwdLastSet } = found;
        this.#settle({ row, body, guid, pwdLastSet, request: requestOf(desk, row, login, signed) });
      } else this.#settle({ row, reason: reasonOf[found.state] });
    });
  }

  /** At most one bind; never rejects. `too-many`: none, since one of that place was refused within the hour. */
  async proof(
    { time }: Pick<Desk, 'time'>,
    login: string,
    guid: string,
    place: Place,
    password: string,
  ): Promise<Proof | { state: 'too-many' }> {
    const key = `${login} ${place}`;
    const now = time.now();
    if (now - (this.#refused.get(key) ?? -Infinity) < refusalMemory) return { state: 'too-many' };
    const found = await this.#directory
      .prove(guid, password)
      .catch((): Proof => ({ state: 'away', reason: 'unreachable' }));
    if (found.state === 'refused') this.#refused.set(key, now);
    if (found.state === 'proved') this.#refused.delete(key);
    return found;
  }

  #settle(proved: Proved): void {
    this.#proved.push(proved);
    this.#ring();
  }
}

const reasonOf = {
  refused: 'session-not-proved',
  'too-many': 'session-too-many',
  away: 'directory-away',
} as const;

type Claim = { body: Command<'session'>; guid: string; signed: Signature };

/** What a row claims, as far as it holds together; else why not. */
function claimOf({ state, time, keys, pulses }: Desk, row: Row): Claim | DoorReason {
  const signed = signatureOf(row);
  const body = parse(row);
  if (signed === null || body === null || signed.session !== row.id) return 'session-not-proved';
  if (!pulses.isFresh(signed.seen, time.own())) return 'stale-request';
  const publicKey = Buffer.from(body.publicKey, 'base64');
  if (!isSoundSigningKey(publicKey)) return 'session-not-proved';
  const ledgerKey = Buffer.from(keys.publicKey, 'base64');
  if (!signatureFits(signed, signed.signature, publicSigningKey(publicKey), ledgerKey))
    return 'session-not-proved';
  const person = state.people.get(body.login);
  return person === undefined ? 'sign-in-no-role' : { body, guid: person.guid, signed };
}

function parse({ kind, body }: Row): Command<'session'> | null {
  if (kind !== 'session') return null;
  try {
    return commands.session.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    // Not JSON: the table's owner may put anything there.
    return null;
  }
}

/**
 * The password that came sealed beside a request; null where there is none that could be one.
 * SECURITY: to an empty one a directory may say yes (RFC 4513 5.1.2), and a NUL would cut it off there.
 */
export function passwordOf(
  { keys, pulses }: Pick<Desk, 'keys' | 'pulses'>,
  { sealed }: Pick<Row, 'sealed'>,
  purpose: Purpose,
  signed: Signature,
): string | null {
  const bytes = requestBytes(signed, Buffer.from(keys.publicKey, 'base64'));
  const opened = sealed && pulses.openPassword(sealed, purpose, sha256(bytes));
  if (!opened) return null;
  try {
    const password = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(opened);
    return password.trim() === '' || password.includes('\0') ? null : password;
  } catch {
    return null; // Not UTF-8.
  } finally {
    opened.fill(0);
  }
}

/** Whether the person had a session from there within the last thirty days, by the words that its entry commits to. */
async function isKnownAddress(
  { connection, state, time }: Desk,
  login: string,
  address: string | null,
): Promise<boolean> {
  const since = time.now() - addressMemory;
  const seqs = [...state.sessions.values()]
    .filter((one) => one.login === login && one.until > since)
    .map(({ seq }) => seq);
  if (address === null || seqs.length === 0) return false;
  const rows = await connection.run<{ salt: Buffer; text: string; commitment: string }>(
    `SELECT t.salt, t.text, e.payload::jsonb ->> 'text' AS commitment
       FROM office.entry_text t JOIN office.entry e USING (seq) WHERE t.seq = ANY ($1::bigint[])`,
    [seqs],
  );
  return rows.some(
    ({ salt, text, commitment }) =>
      textCommitment(salt, text) === commitment && texts.session.parse(JSON.parse(text)).address === address,
  );
}

/** A session's request, in the name of whom it proved. */
function requestOf({ time }: Desk, row: Row, login: string, signed: Signature): Request {
  return {
    ...{ id: row.id, kind: row.kind, body: row.body, address: row.address, salt: signed.salt, login },
    asked: askedOf(signed, null, true),
    at: time.stored(row.at),
    connectedAt: time.stored(row.connected_at),
    account: null,
    lookUp: () => Promise.resolve({ state: 'absent' }),
    about: { act: null, recording: null, case: null, basis: null, host: null },
  };
}

/** The entry of a session that was proved; null where the login has passed to another account since. */
export function sessionOf(desk: Desk, result: Extract<Proved, { request: Request }>): Grant | null {
  const { request, body, guid, pwdLastSet } = result;
  const { state, time } = desk;
  if (state.people.get(request.login)?.guid !== guid) return null;
  return sessionGrant(desk, request, body, pwdLastSet, time.now());
}

/** The oldest session of a person who has too many; null where nobody's is to end. */
export function surplus({ state, time }: Desk, login: string): Grant | null {
  const now = time.now();
  const live = liveSessions(state, login, now);
  const [oldest] = live;
  return oldest && live.length > mostSessions ? sessionEnd(state, oldest, 'too-many', now) : null;
}
