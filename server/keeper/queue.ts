import { signatureFits } from '../../shared/node/request.ts';
import { publicSigningKey } from '../../shared/node/signing-key.ts';
import { commandOf, needsPassword } from '../entries/families.ts';
import { ingestLogin, keeperLogin, nothingSaid, type Desk, type Request } from '../entries/request.ts';
import { isLive } from '../entries/session.ts';
import type { LookUp, LookUpAll } from './directory.ts';
import type { KeeperDirectory } from './options.ts';
import { addressOf, askedOf, signatureOf, type Row } from './row.ts';
import type { Signing } from './signing.ts';

/** A request at the head of its sender's queue; `answered` = its entry stands already, after a crash. */
export type Waiting = Request & { answered: boolean };

export type Round = {
  requests: Waiting[];
  /** Requests behind which no session stands. */
  unsigned: Row[];
};

const columns = `c.id, c.kind, c.login, c.body, host(c.address) AS address,
      c.session, c.salt, c.seen, c.signature, c.sealed, c.claimed, clock_timestamp() AS now`;

/** The oldest request of each sender, without those in $1. A command whose row stands has not been answered yet. */
const heads = `
  SELECT DISTINCT ON (c.login) ${columns} FROM office.command c
   WHERE c.claimed IS NULL AND c.id <> ALL ($1::uuid[]) ORDER BY c.login, c.position`;

/** A few at the door. */
const atDoor = `
  SELECT ${columns} FROM office.command c
   WHERE c.claimed IS NOT NULL AND c.id <> ALL ($1::uuid[]) ORDER BY c.position LIMIT 4`;

/**
 * Fair order: one request a sender and round, the sender who was served least recently first, ingest after all people.
 * So nobody's flood delays another by more than one request.
 */
export class Queue {
  readonly #directory: KeeperDirectory;
  readonly #signing: Signing;
  readonly #served = new Map<string, number>();
  #turns = 0;

  constructor(directory: KeeperDirectory, signing: Signing) {
    this.#directory = directory;
    this.#signing = signing;
  }

  /** The next round; `except` = ids that wait for something else. The directory is asked about all senders at once. */
  async round(desk: Desk, except: readonly string[]): Promise<Round> {
    const { connection, time } = desk;
    const asked = time.own();
    const rows = await connection.run<Row>(heads, [except]);
    if (rows[0]) time.hear(rows[0].now, asked);
    const round: Round = { requests: [], unsigned: [] };
    for (const row of rows) {
      const request = this.#waiting(row, desk, desk.state.commands.has(row.id));
      if (request === null) round.unsigned.push(row);
      // SECURITY: under whichever logins the rows stand, whoever signed them has one turn.
      else if (request !== 'asking' && !round.requests.some(({ login }) => login === request.login))
        round.requests.push(request);
    }
    round.requests.sort((one, other) => this.#turnOf(one.login) - this.#turnOf(other.login));
    return round;
  }

  /** Sessions that wait to be proved, but for `except`; apart those whose entry stands already. */
  async atDoor(
    { connection, state, time }: Desk,
    except: readonly string[],
  ): Promise<{ rows: Row[]; answered: string[] }> {
    const asked = time.own();
    const rows = await connection.run<Row>(atDoor, [except]);
    if (rows[0]) time.hear(rows[0].now, asked);
    const answered = rows.map(({ id }) => id).filter((id) => state.commands.has(id));
    return { rows: rows.filter(({ id }) => !answered.includes(id)), answered };
  }

  served({ id, login }: Request): void {
    this.#signing.forget(id);
    this.#turns += 1;
    this.#served.set(login, this.#turns);
  }

  #turnOf(login: string): number {
    return login === ingestLogin ? Infinity : (this.#served.get(login) ?? 0);
  }

  /** SECURITY: who asks is told by the signature. Null where no session stands behind it, whatever the columns say. */
  #waiting(row: Row, desk: Desk, answered: boolean): Waiting | 'asking' | null {
    const { id, kind, body } = row;
    // Of one that is answered nothing counts but its id.
    const sender = answered ? { login: keeperLogin, asked: null, stands: () => true } : senderOf(row, desk);
    if (sender === null) return null;
    const { login } = sender;
    const family = answered ? null : commandOf(kind);
    const signs = family !== null && needsPassword(kind, body);
    const proof = signs ? this.#signing.outcome(desk, row, login) : null;
    if (proof === 'asking') return 'asking';
    return {
      ...{ id, kind, body, address: addressOf(row), answered, login },
      asked: sender.asked && { ...sender.asked, password: proof === 'proved' },
      stands: sender.stands,
      unproved: proof === 'proved' ? null : proof,
      salt: row.salt,
      account: family?.needsAccount === true ? this.#ask(login) : null,
      lookUp: (other) => this.#ask(other),
      lookUpAll: (guids) => this.#askAll(guids),
      about: { ...nothingSaid },
    };
  }

  /** A directory that fails in any way is away, and who is not known to be an employee is refused. */
  #ask(login: string): Promise<LookUp> {
    return this.#directory.lookUp(login).catch(() => ({ state: 'away', reason: 'unreachable' }));
  }

  #askAll(guids: readonly string[]): Promise<LookUpAll> {
    return this.#directory.lookUpAll(guids).catch(() => ({ state: 'away', reason: 'unreachable' }));
  }
}

type Sender = Pick<Request, 'login' | 'asked' | 'stands'>;

function senderOf(row: Row, { state, time, keys }: Desk): Sender | null {
  const signed = signatureOf(row);
  const session = state.sessions.get(row.session ?? '');
  if (signed === null || session === undefined) return null;
  const { login, account, publicKey } = session;
  // SECURITY: a login that was given to somebody else is not asked under by whoever had it before.
  const stands = (at: number): boolean =>
    isLive(session, at) && (account === null || account.guid === state.people.get(login)?.guid);
  if (!stands(time.now())) return null;
  const key = publicSigningKey(Buffer.from(publicKey, 'base64'));
  if (!signatureFits(signed, signed.signature, key, Buffer.from(keys.publicKey, 'base64'))) return null;
  return { login, asked: askedOf(signed, session.seq, false), stands };
}
