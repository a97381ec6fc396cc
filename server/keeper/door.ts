import { commands, texts, type Command } from '../../shared/ledger/kinds.ts';
import { wordsHold } from '../../shared/node/ledger.ts';
import { signatureFits } from '../../shared/node/request.ts';
import { isSoundSigningKey, publicSigningKey } from '../../shared/node/signing-key.ts';
import type { FailureCode } from '../../shared/failure.ts';
import { nothingSaid, type Desk, type Grant, type Request } from '../entries/request.ts';
import { liveSessions, mostSessions, sessionEnd, sessionGrant, sessionLength } from '../entries/session.ts';
import { passwordOf, type Proofs } from './proofs.ts';
import { addressOf, askedOf, signatureOf, type Row, type Signature } from './row.ts';

/** The directory is asked about so many sessions at once. */
const mostProofs = 4;
/** Addresses of a person's newest sessions are known: of so many, for so long. Milliseconds. */
const addressMemory = { sessions: 50, time: 30 * 86_400_000 };
/** Sessions of a person are counted over an hour. */
const signInWindow = 3_600_000;

/** Why a session is not made. */
export type DoorReason = Extract<
  FailureCode,
  | 'session-not-proved'
  | 'session-too-many'
  | 'session-too-often'
  | 'sign-in-no-role'
  | 'stale-request'
  | 'directory-away'
  | 'unexpected'
>;

/** What came of a row: the session that it makes, or why it makes none. */
export type Proved = { row: Row } & (
  { request: Request; body: Command<'session'>; guid: string; pwdLastSet: string } | { reason: DoorReason }
);

/**
 * Sessions are proved here: whoever knows the directory password of a person of the ledger may ask in that person's name, under the key
 * that the same request brings.
 * SECURITY: of what the row says nothing counts that is not under its signature, and the password opens with that signature alone. Binds
 * run beside the queue, a few at a time.
 */
export class Door {
  readonly #proofs: Proofs;
  readonly #ring: () => void;
  #proving = new Set<string>();
  /** By row, while it is fresh. A row that is read again, over a new line say, costs no second bind. */
  readonly #asked = new Map<string, { signed: Signature; proof: ReturnType<Proofs['prove']> }>();
  #proved: Proved[] = [];

  /** `ring` is called when a proof has come. */
  constructor(proofs: Proofs, ring: () => void) {
    this.#proofs = proofs;
    this.#ring = ring;
  }

  /** Rows that are being proved: they are not to be read again. */
  ids(): string[] {
    return [...this.#proving];
  }

  /** Begins what can be begun. */
  async take(desk: Desk, rows: readonly Row[]): Promise<void> {
    for (const [id, { signed }] of this.#asked)
      if (!desk.pulses.isFresh(signed.seen, desk.time.own())) this.#asked.delete(id);
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

  /** The line was lost: rows are read again. */
  forget(): void {
    this.#proving = new Set();
    this.#proved = [];
  }

  async #prove(desk: Desk, row: Row, { body, guid, signed }: Claim): Promise<void> {
    const { login } = body;
    const address = addressOf(row);
    const unknown = (await isKnownAddress(desk, guid, address)) ? null : (address ?? '');
    const password = passwordOf(desk, row, 'session', signed);
    // eslint-disable-next-line security/detect-possible-timing-attacks -- whether there is one, not what it is
    if (password === null) {
      this.#settle({ row, reason: 'session-not-proved' });
      return;
    }
    const asked = this.#asked.get(row.id);
    const isSame = asked?.signed.signature.equals(signed.signature) === true;
    const proof = isSame ? asked.proof : this.#proofs.prove(guid, unknown, password);
    this.#asked.set(row.id, { signed, proof });
    const proving = this.#proving;
    void proof.then((found) => {
      if (proving !== this.#proving) return; // The row has been read again.
      if (found.state === 'proved') {
        const { pwdLastSet } = found;
        this.#settle({ row, body, guid, pwdLastSet, request: requestOf(row, login, signed) });
      } else this.#settle({ row, reason: reasonOf[found.state] });
    });
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

/** Whether one of the person's newest sessions of thirty days was from there, by the words that its folded entry commits to. */
async function isKnownAddress(
  { connection, state, time }: Desk,
  guid: string,
  address: string | null,
): Promise<boolean> {
  const since = time.now() - addressMemory.time;
  const commitments = new Map(
    [...state.sessions.values()]
      .filter(({ account, until }) => account?.guid === guid && until > since)
      .slice(-addressMemory.sessions)
      .map(({ seq, text }) => [seq, text]),
  );
  if (address === null || commitments.size === 0) return false;
  const rows = await connection.run<{ seq: string; salt: Buffer; text: string }>(
    `SELECT seq, salt, text FROM office.entry_text WHERE seq = ANY ($1::bigint[])`,
    [[...commitments.keys()]],
  );
  return rows.some(
    ({ seq, salt, text }) =>
      wordsHold({ salt, text }, commitments.get(Number(seq)) ?? null) &&
      texts.session.parse(JSON.parse(text)).address === address,
  );
}

/** A session's request, in the name of whom it proved. */
function requestOf(row: Row, login: string, signed: Signature): Request {
  return {
    ...{ id: row.id, kind: row.kind, body: row.body, address: addressOf(row), salt: signed.salt, login },
    asked: askedOf(signed, null, true),
    stands: () => true,
    unproved: null,
    account: null,
    lookUp: () => Promise.resolve({ state: 'absent' }),
    lookUpAll: () => Promise.resolve({ state: 'known', accounts: [] }),
    about: { ...nothingSaid },
  };
}

/** The entry of a session that was proved; else why there is none: the login may have passed to another account since. */
export function sessionOf(desk: Desk, result: Extract<Proved, { request: Request }>): Grant | DoorReason {
  const { request, body, guid, pwdLastSet } = result;
  const { state, time, signInsAnHour } = desk;
  const now = time.now();
  if (state.people.get(request.login)?.guid !== guid) return 'session-not-proved';
  // SECURITY: entries last for ever; nobody fills the ledger by signing in. Only what was proved with this very password counts: nobody shuts
  // out another, nor does whoever knew a former password.
  const since = now + sessionLength - signInWindow;
  const recent = [...state.sessions.values()].filter(
    ({ account, until }) => account?.guid === guid && account.pwdLastSet === pwdLastSet && until > since,
  );
  if (recent.length >= signInsAnHour) return 'session-too-often';
  return sessionGrant(desk, request, body, pwdLastSet, now);
}

/** The oldest session of a person who has too many; null where nobody's is to end. */
export function surplus({ state, time }: Desk, login: string): Grant | null {
  const now = time.now();
  const live = liveSessions(state, login, now);
  const [oldest] = live;
  return oldest && live.length > mostSessions ? sessionEnd(state, oldest, 'too-many', now) : null;
}
