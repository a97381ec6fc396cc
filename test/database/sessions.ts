import { sign } from 'node:crypto';
import { Client, escapeLiteral } from 'pg';
import { ingestLogin } from '../../server/entries/request.ts';
import { sessionLength } from '../../server/entries/session.ts';
import { readPulse, pulseRow, type Pulse } from '../../shared/node/pulse.ts';
import { submitStatement } from '../../shared/node/queries.ts';
import {
  requestBytes,
  requestDigest,
  signRequest,
  submitValues,
  type SignedRequest,
  type Signer,
} from '../../shared/node/request.ts';
import { newSession, sealPassword, type NewSession } from '../../shared/node/session.ts';
import { pinnedKeeperKey, rawPublicKey } from '../../shared/node/signing-key.ts';
import { officeOfLine, password, until, untilKept, type TestOffice } from './support.ts';

/** Whose pulse it is that is asked over. */
type Keeper = Pick<TestOffice, 'keeperPublicKey' | 'shift' | 'fallen'>;

/** What the door says of a session that was asked for. */
export type DoorAnswer = { state: string; reason: string | null; seq: string | null; payload: string | null };

/** A line through the door. */
export async function doorLine(office: TestOffice): Promise<Client> {
  const door = new Client({ ...office.config('odsluch_door'), password: '' });
  door.on('error', () => undefined); // The keeper ends it after ten seconds.
  await door.connect();
  return door;
}

/** Works over a line of its own that came through the door. */
export async function throughDoor<T>(office: TestOffice, work: (door: Client) => Promise<T>): Promise<T> {
  const door = await doorLine(office);
  return work(door).finally(() => door.end());
}

/** The keeper's pulse, checked, of this moment by its own clock, whatever that was before. */
export function pulseOf(office: Keeper, client: Client): Promise<Pulse> {
  return untilKept(office, 'a pulse of now', async () => {
    const { rows } = await client.query<{ pulse: unknown }>('SELECT api.pulse() AS pulse');
    const pulse = readPulse(pulseRow.parse(rows[0]?.pulse), pinnedKeeperKey(office.keeperPublicKey));
    if (pulse === null) throw new Error('the pulse is not the keeper’s');
    const age = Date.now() + office.shift.own - pulse.time;
    return age >= 0 && age < 30_000 ? pulse : null;
  });
}

/** The pinned key as requests are signed for it. */
export const ledgerKeyOf = ({ keeperPublicKey }: TestOffice): Buffer =>
  rawPublicKey(pinnedKeeperKey(keeperPublicKey));

/** A session as the app makes it; the person's lines go on with the one password of the office. */
export async function makeSession(
  office: TestOffice,
  door: Client,
  login: string,
  typed = password,
): Promise<NewSession> {
  const who = { login, password: typed, host: 'ST-14', secret: password };
  return newSession(who, await pulseOf(office, door), ledgerKeyOf(office));
}

/** Hands a request in over a line, as it is. */
export async function handIn(client: Client, request: SignedRequest): Promise<void> {
  await client.query(submitStatement, submitValues(request));
}

/** What the door answers once the keeper has looked at it. */
export function answerAtDoor(door: Client, { id }: Pick<SignedRequest, 'id'>): Promise<DoorAnswer> {
  return until('an answer at the door', async () => {
    const { rows } = await door.query<DoorAnswer>('SELECT * FROM api.door_answer($1)', [id]);
    return rows[0] && rows[0].state !== 'pending' ? rows[0] : null;
  });
}

/** Asks for a session through the door. */
export function askForSession(
  office: TestOffice,
  login: string,
  typed = password,
): Promise<DoorAnswer & { session: NewSession }> {
  return throughDoor(office, async (door) => {
    const session = await makeSession(office, door, login, typed);
    await handIn(door, session.request);
    return { session, ...(await answerAtDoor(door, session.request)) };
  });
}

/** A proved session. Throws where there is none. */
export async function openSession(office: TestOffice, login: string): Promise<Signer> {
  const { state, reason, session } = await askForSession(office, login);
  if (state !== 'done') throw new Error(`no session: ${reason}`);
  return session.signer;
}

/** The sessions of an office under which its people ask, by login; `until` by the keeper's clock. */
const sessions = new WeakMap<TestOffice, Map<string, { signer: Promise<Signer>; until: number }>>();

/** Has a person sign in, to go on asking under that session. */
export function signIn(office: TestOffice, login: string): Promise<Signer> {
  const known = sessions.get(office) ?? new Map<string, { signer: Promise<Signer>; until: number }>();
  const signer = openSession(office, login);
  sessions.set(office, known.set(login, { signer, until: nowAt(office) + sessionLength - 60_000 }));
  return signer;
}

/** The one session under which a person asks, proved where there is none, or the time has passed over it. */
export function sessionOf(office: TestOffice, login: string): Promise<Signer> {
  const known = sessions.get(office)?.get(login);
  return known && nowAt(office) < known.until ? known.signer : signIn(office, login);
}

const nowAt = ({ shift }: TestOffice): number => Date.now() + shift.own;

/** Under which session it is asked over a line that is of no TestOffice. */
const signers = new WeakMap<Client, { keeper: Keeper; signer: Signer }>();

/** `shift`: how far the keeper's clocks are led on. */
export function signsOver(
  client: Client,
  keeperPublicKey: string,
  signer: Signer,
  shift: Keeper['shift'] = { database: 0, own: 0 },
): void {
  signers.set(client, {
    keeper: { keeperPublicKey, shift, fallen: () => null },
    signer,
  });
}

/** A request as whoever has the line signs it, over the newest pulse. As text, `body` may be what is no JSON. */
export async function signedOver(
  client: Client,
  kind: string,
  body: object | string,
  scan: Buffer | null = null,
): Promise<SignedRequest> {
  const known = signers.get(client);
  if (known !== undefined) return signed(known.keeper, client, known.signer, kind, body, scan);
  const office = officeOfLine.get(client);
  if (office === undefined) throw new Error('nobody signs over this line');
  const login = client.user ?? '';
  const signer = login === ingestLogin ? office.sender : await sessionOf(office, login);
  return signed(office, client, signer, kind, body, scan);
}

/** A signing act of a person, over the newest pulse, with the password that was typed for it. */
export async function sealedAct(
  office: TestOffice,
  client: Client,
  signer: Signer,
  kind: string,
  body: object,
  typed = password,
  scan: Buffer | null = null,
): Promise<SignedRequest> {
  const { time: seen, doorKey } = await pulseOf(office, client);
  return signRequest(signer, { kind, body, seen, scan }, (hash) =>
    sealPassword(typed, 'sign', hash, doorKey),
  );
}

/** A request under a session, over the newest pulse. */
export async function signed(
  keeper: Keeper,
  client: Client,
  signer: Signer,
  kind: string,
  body: object | string,
  scan: Buffer | null = null,
): Promise<SignedRequest> {
  const { time: seen } = await pulseOf(keeper, client);
  if (typeof body !== 'string') return signRequest(signer, { kind, body, seen, scan });
  const request = { ...signRequest(signer, { kind, body: {}, seen, scan }), body };
  const bytes = requestBytes({ ...request, digest: requestDigest(request) }, signer.ledgerKey);
  return { ...request, signature: sign(null, bytes, signer.privateKey) };
}

/** The call that hands a request in, for statements that have more in them. */
export function submitCall(request: SignedRequest): string {
  const literals = submitValues(request).map((value) => {
    if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
    return value === null ? 'NULL' : escapeLiteral(String(value));
  });
  return `api.submit(${literals.join(', ')})`;
}

/** The call with what has the form of a request and is nobody's. */
export const nobodysCall = `api.submit(gen_random_uuid(), gen_random_uuid(), 'close', '{}', '\\x${'00'.repeat(16)}', 0, '\\x${'00'.repeat(64)}', NULL, NULL)`;

/** Puts a row into the queue as whoever owns the tables can, whatever it says. */
export async function putAsOwner(
  { superuser }: TestOffice,
  login: string,
  request: Partial<SignedRequest> & { claimed?: string },
): Promise<void> {
  const { id, session, kind, body, salt, seen, signature, sealed, scan, claimed } = request;
  await superuser.query(
    `INSERT INTO office.command (id, login, kind, body, session, salt, seen, signature, sealed, scan, claimed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [id, login, kind, body, session, salt, seen, signature, sealed, scan, claimed],
  );
}
