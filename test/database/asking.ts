import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { stubListHash, stubRows, type StubRow } from '../../server/entries/ingest.ts';
import { recordingColumns, rowDigest, type RecordingRow } from '../../server/entries/recording.ts';
import type { AppointmentRow, AuthorisationRow } from '../../shared/ledger/instrument.ts';
import type { Command, CommandKind, Payload } from '../../shared/ledger/kinds.ts';
import { generateKeyPair, type KeyPair } from '../../shared/node/hpke.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { openRelease, sealForKeeper } from '../../shared/node/release.ts';
import type { Ground } from '../../shared/playback.ts';
import { isLeading } from '../../shared/offices.ts';
import { purpose } from '../../shared/purposes.ts';
import { addMonths, legalDay } from '../../shared/warsaw.ts';
import { handIn, pulseOf, sealedAct, sessionOf, signedOver, signIn } from './sessions.ts';
import {
  accountOf,
  deputyLogin,
  mayorLogin,
  officeOfLine,
  openTestOffice,
  password,
  randomKey,
  secretaryLogin,
  until,
  untilKept,
  type TestOffice,
} from './support.ts';

export type Answer = {
  command: string;
  state: string;
  reason: string | null;
  seq: number | null;
  prev: Buffer | null;
  payload: string | null;
  hash: Buffer | null;
  signature: Buffer | null;
  sealed: Buffer | null;
};

/** Hands a command in over the given connection, signed by whoever it is of; returns its id. */
export async function submit(client: Client, kind: string, body: object | string): Promise<string> {
  const request = await signedOver(client, kind, body);
  await handIn(client, request);
  return request.id;
}

/** The answer as the client's person sees it at this moment. */
export async function answerNow(client: Client, command: string): Promise<Answer> {
  const { rows } = await client.query('SELECT * FROM api.answer($1)', [command]);
  const row = rows[0] as Omit<Answer, 'seq' | 'command'> & { seq: string | null };
  return { ...row, command, seq: row.seq === null ? null : Number(row.seq) };
}

/** Waits for the keeper's answer. */
export function answerTo(client: Client, command: string): Promise<Answer> {
  return untilKept(officeOfLine.get(client), 'an answer of the keeper', async () => {
    const answer = await answerNow(client, command);
    return answer.state === 'pending' ? null : answer;
  });
}

export async function ask<K extends CommandKind>(client: Client, kind: K, body: Command<K>): Promise<Answer> {
  return answerTo(client, await submit(client, kind, body));
}

/** A lawful ground; a test changes what it is about. */
export function groundOf(change: Partial<Ground> = {}): Ground {
  return {
    case: 'SEK.1510.7.2026',
    basis: 'KPA_SKARGA',
    sentence: { code: 'DISPUTED' },
    statement: 'Oświadczam, że skarga mnie nie dotyczy.',
    fields: { register: '14/2026' },
    present: [],
    ...change,
  };
}

export type Listening = { answer: Answer; pair: KeyPair };

/** The request for a new act, as the app makes it. */
export function listenRequest(recording: string, publicKey: Buffer): Command<'listen'> {
  const ground = groundOf();
  return { act: null, recording, ground, publicKey: publicKey.toString('base64'), host: 'ST-14' };
}

/** Asks to hear a recording, with a fresh key pair. */
export async function listen(
  client: Client,
  recording: string,
  change: Partial<Command<'listen'>> = {},
): Promise<Listening> {
  const pair = generateKeyPair();
  const body = listenRequest(recording, pair.publicKey);
  return { pair, answer: await ask(client, 'listen', { ...body, ...change }) };
}

/** The recording's key out of a release. Throws where there is none. */
export async function keyOf({ answer, pair }: Listening): Promise<Buffer> {
  if (answer.sealed === null || answer.hash === null)
    throw new Error(`nothing was released: ${answer.state}`);
  return openRelease({ command: answer.command, entryHash: answer.hash }, pair.privateKey, answer.sealed);
}

/** The payload of the entry that answers. */
export function payloadOf(answer: Answer): Record<string, unknown> {
  return JSON.parse(answer.payload ?? '{}') as Record<string, unknown>;
}

export const today = (): string => legalDay(new Date());
export type NewPerson = { authorised?: boolean; guid?: string };

/** An employee whom the desk registers and who, unless told otherwise, may listen for three months; signed in. Returns the directory's guid. */
export async function addPerson(office: TestOffice, login: string, person: NewPerson = {}): Promise<string> {
  const { authorised = true, guid = randomUUID() } = person;
  hire(office, login, guid);
  await sign(office, 'person', { guids: [guid] });
  await signIn(office, login);
  if (authorised) await authorise(office, login);
  return guid;
}

/** Somebody who administrates and is no employee, as the paper that names them says; signed in. */
export async function addOutsider(office: TestOffice, login: string): Promise<void> {
  const guid = hire(office, login, randomUUID());
  await appoint(office, guid, { employee: false });
  await signIn(office, login);
}

/** Gives somebody an account that no entry registers yet. */
function hire({ directory, accounts }: TestOffice, login: string, guid: string): string {
  directory.set(login, accountOf(login, guid));
  // The newest of its logins.
  accounts.guids.delete(login);
  accounts.guids.set(login, guid);
  return guid;
}

/** An act of the Secretary, with her password for it. Throws unless it is done. */
export function sign<K extends CommandKind>(office: TestOffice, kind: K, body: Command<K>): Promise<Answer> {
  return done(askSealed(office, secretaryLogin, kind, body));
}

/** What the desk asks for so that people listen again: the end of the stop that stands now. */
export async function resumption(
  superuser: Pick<Client, 'query'>,
  reason = 'Sprawdzono.',
): Promise<Command<'resume'>> {
  const { rows } = await superuser.query<{ seq: string; hash: string }>(
    `SELECT seq, encode(hash, 'hex') AS hash FROM api.stop()`,
  );
  return { suspension: Number(rows[0]?.seq ?? 1), hash: rows[0]?.hash ?? '0'.repeat(64), reason };
}

/** Asks over a connection of its own, with the password that was typed for exactly this. */
export async function askSealed<K extends CommandKind>(
  office: TestOffice,
  login: string,
  kind: K,
  body: Command<K>,
  typed = password,
  scan: Buffer | null = null,
): Promise<Answer> {
  const signer = await sessionOf(office, login);
  return office.fresh(login, async (client) => {
    const request = await sealedAct(office, client, signer, kind, body, typed, scan);
    await handIn(client, request);
    return answerTo(client, request.id);
  });
}

type AuthorisationAsked = Extract<Command<'instrument'>['rows'][number], { purposes: unknown }>;

/** A paper of the Mayor's by which an account may hear everything, for three months. */
export function authorisationOf(
  subjectGuid: string,
  change: Partial<AuthorisationAsked> = {},
): Command<'instrument'> {
  const row = {
    ...{ number: null, subjectGuid, purposes: [...purpose.options], departments: null },
    ...{ quality: 'no' as const, from: today(), to: addMonths(today(), 3), declaredOn: today(), ...change },
  };
  const signatory = `PF/3/${today().slice(0, 4)}`;
  const signed = {
    ...{ paper: 'OR.0052.1.2026', signatory, signatoryName: null, signedOn: today() },
    ...{ way: 'ezd' as const, scan: null },
  };
  return { what: 'authorisation', rows: [row], signed };
}

/** Authorises a person by such a paper; returns its number. */
export async function authorise(
  office: TestOffice,
  login: string,
  change: Partial<AuthorisationAsked> = {},
): Promise<string> {
  return stand(office, authorisationOf(await guidOf(office, login), change));
}

/** A person's account as the ledger knows it. */
export async function guidOf({ superuser }: TestOffice, login: string): Promise<string> {
  const sql = 'SELECT guid FROM office.person WHERE login = $1';
  const { rows } = await superuser.query<{ guid: string }>(sql, [login]);
  return rows[0]?.guid ?? '';
}

/** Has a paper of one row registered by the Secretary, and confirmed by her deputy, or by the Mayor who leads the office; returns its number once the keeper has given what it gives today. */
async function stand(office: TestOffice, paper: Command<'instrument'>): Promise<string> {
  const answer = await sign(office, 'instrument', paper);
  const confirmation = { entries: [answer.seq ?? 0], hashes: [answer.hash?.toString('hex') ?? ''] };
  const second = paper.rows.some(isLeading) ? mayorLogin : deputyLogin;
  await done(askSealed(office, second, 'confirm', confirmation));
  const [row] = (JSON.parse(answer.payload ?? '') as Payload<'instrument'>).rows;
  if (row === undefined || 'of' in row) throw new Error('the paper gives nobody anything');
  const day = legalDay(new Date(Date.now() + office.shift.own));
  if (row.from <= day && (row.to === null || day <= row.to)) await given(office, row);
  return row.number;
}

function given(office: TestOffice, row: AuthorisationRow | AppointmentRow): Promise<true> {
  const role = 'office' in row ? row.office : row.quality === 'only' ? 'quality' : 'listener';
  return untilKept(office, `${row.subject} has ${role}`, async () => {
    const { rowCount } = await office.superuser.query(
      'SELECT FROM office.person WHERE guid = $1 AND $2 = ANY (roles)',
      [row.subjectGuid, role],
    );
    return rowCount === 0 ? null : true;
  });
}

/** A paper of the council's that appoints an account to an office from today on. */
export function appointmentOf(subjectGuid: string, change: Partial<AppointmentAsked>): Command<'instrument'> {
  const row = {
    ...{ number: null, subjectGuid, name: null, office: 'administrator' as const, deputy: false },
    ...{ powers: [], employee: true, from: today(), to: null, ...change },
  };
  const signed = {
    ...{ paper: 'OR.2111.9.2026', signatory: null, signatoryName: 'Rada Miejska', signedOn: today() },
    ...{ way: 'ezd' as const, scan: null },
  };
  return { what: 'appointment', rows: [row], signed };
}
type AppointmentAsked = Extract<Command<'instrument'>['rows'][number], { office: unknown }>;

/** Appoints a person by such a paper; returns its number. */
export const appoint = (
  office: TestOffice,
  subjectGuid: string,
  change: Partial<AppointmentAsked>,
): Promise<string> => stand(office, appointmentOf(subjectGuid, change));

/** The end, at once, of an authorisation. */
export function revocation(number: string, change: Partial<Command<'revoke'>> = {}): Command<'revoke'> {
  return { number, why: 'post', until: null, paper: null, words: 'zmiana obowiązków', ...change };
}

export async function done(asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked;
  if (answer.state !== 'done') throw new Error(`not done: ${answer.state} ${answer.reason}`);
  return answer;
}

export type NewRecording = {
  startedAt?: Date;
  answeredLogin?: string | null;
  /** Parts of one call have one. */
  callGroup?: string;
  announcement?: 'yes' | 'no' | 'unknown';
  durationMs?: number;
  caller?: string;
  /** Leave it as ingest leaves it before the keeper's word. */
  pending?: boolean;
  /** What stands there as its sealed key. */
  sealed?: Buffer;
  /** SHA-256 of what it sounds like; nothing else sounds so unless told. */
  sound?: Buffer;
};

/** A recording in the catalogue, vouched for by the keeper. There is no file: the keeper never reads one. */
export async function addRecording(
  office: TestOffice,
  recording: NewRecording = {},
): Promise<{ id: string; key: Buffer }> {
  const {
    startedAt = new Date(Date.now() - 86_400_000),
    answeredLogin = 'bzych',
    callGroup = null,
    announcement = 'yes',
    durationMs = 161_000,
    caller = '+48601234567',
  } = recording;
  const ingest = await office.as('odsluch_ingest');
  const id = randomUUID();
  const key = randomKey();
  const { doorKey } = await pulseOf(office, ingest);
  const sealed = recording.sealed ?? sealForKeeper(id, doorKey, key);
  await ingest.query(
    `INSERT INTO office.recording (id, started_at, duration_ms, call_group, caller, caller_salt, line, extension, department, answered_by,
       answered_login, answered_from, announcement, channels, plain_sha256, plain_bytes, cipher_sha256, cipher_bytes, peaks_sha256,
       peaks_bytes, sealed)
     VALUES ($1, $2, $11, coalesce($9, $1::uuid::text), $12, $10, '227', '214', 'Kancelaria', 'Barbara Zych', $3, 'sidecar', $4,
       '{caller,office}', $5, 1000, $6, 1100, $7, 90, $8)`,
    [
      id,
      startedAt,
      answeredLogin,
      announcement,
      recording.sound ?? sha256(id),
      sha256(id, 'c'),
      sha256(id, 'p'),
      sealed,
      callGroup,
      randomBytes(16),
      durationMs,
      caller,
    ],
  );
  if (recording.pending !== true) await done(ask(ingest, 'ingest', await rowOf(office, id)));
  return { id, key };
}

/** The request for a recording as it stands in the catalogue now. */
export async function rowOf(
  { superuser }: Pick<TestOffice, 'superuser'>,
  id: string,
): Promise<Command<'ingest'>> {
  const { rows } = await superuser.query<RecordingRow>(
    `SELECT ${recordingColumns} FROM office.recording r LEFT JOIN office.entry e ON e.seq = r.seq
       LEFT JOIN office.entry_text t ON t.seq = r.seq WHERE r.id = $1`,
    [id],
  );
  return { recording: id, digest: (rows[0] && rowDigest(rows[0])) ?? '0'.repeat(64) };
}

/** The request for a list of destroyed calls as it stands in the catalogue now. */
export async function listOf({ superuser }: TestOffice, batch: string): Promise<Command<'stubs'>> {
  return { batch, digest: stubListHash((await superuser.query<StubRow>(stubRows, [batch])).rows) };
}

export type StoredEntry = { seq: number; kind: string; login: string; payload: Record<string, unknown> };

/** Entries after `seq`, as the superuser sees them. */
export async function entriesAfter(office: TestOffice, seq: number): Promise<StoredEntry[]> {
  const { rows } = await office.superuser.query<{
    seq: string;
    kind: string;
    login: string;
    payload: string;
  }>('SELECT seq, kind, login, payload FROM office.entry WHERE seq > $1 ORDER BY seq', [seq]);
  return rows.map((row) => ({
    ...row,
    seq: Number(row.seq),
    payload: JSON.parse(row.payload) as Record<string, unknown>,
  }));
}

export async function headSeq(office: TestOffice): Promise<number> {
  const { rows } = await office.superuser.query<{ seq: string }>(
    'SELECT coalesce(max(seq), 0) AS seq FROM office.entry',
  );
  return Number(rows[0]?.seq);
}

/** An office with a listener, her connection, and a recording that she may hear. */
export async function openListening(): Promise<{ office: TestOffice; client: Client; recording: string }> {
  const office = await openTestOffice();
  await addPerson(office, 'anowak');
  return { office, client: await office.as('anowak'), recording: (await addRecording(office)).id };
}

export function passTime({ shift }: TestOffice, ms: number): void {
  shift.database += ms;
  shift.own += ms;
}

/** Waits until the keeper has taken in all of them. */
export const takenIn = (office: TestOffice, what: 'command' | 'beat') =>
  until(`every ${what} taken in`, async () => {
    const { rowCount } = await office.superuser.query(`SELECT FROM office.${what}`);
    return rowCount === 0 ? true : null;
  });

/** Waits until an opening is noted as open and played so far: the keeper notes it after the beat itself is gone. */
export const openAndPlayed = (
  office: TestOffice,
  { command }: Pick<Answer, 'command'>,
  ranges: [number, number][],
) =>
  until('the ranges noted', async () => {
    const { rowCount } = await office.superuser.query(
      'SELECT FROM office.opening WHERE id = $1 AND closed_at IS NULL AND ranges = $2',
      [command, JSON.stringify(ranges)],
    );
    return rowCount === 1 ? true : null;
  });

/** Waits for the entry after `seq` that ended an opening. */
export const endOf = (office: TestOffice, { command, seq }: Pick<Answer, 'command' | 'seq'>) =>
  until('the end of the opening', async () => {
    const entries = await entriesAfter(office, seq ?? 0);
    return entries.find(({ payload }) => payload['opening'] === command) ?? null;
  });

/** What a listener asks for of a recording that is evidence. */
export const evidenceIn = (act: string, recording: string): Command<'hold'> => ({
  ...{ act, recordings: [recording], proceedings: 'karne, Sąd Rejonowy', reference: null },
  ...{ case: null, order: null, paper: null },
});
