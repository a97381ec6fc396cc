import { type KeyObject, randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../../build/office/calls/random.ts';
import { fail } from '../../electron/failed.ts';
import { beatQuery, recordingQuery } from '../../electron/playback/queries.ts';
import { noteQuery, searchQuery } from '../../electron/recordings/queries.ts';
import { PersonConnection } from '../../electron/session/connection.ts';
import { proveAtDoor } from '../../electron/session/door.ts';
import { KeeperPulse } from '../../electron/session/pulse.ts';
import type { Ask } from '../../shared/node/door.ts';
import { parsePayload } from '../../shared/node/ledger.ts';
import { authenticate } from '../../electron/session/directory.ts';
import { askServer } from '../../electron/session/server.ts';
import { Commands, Refused } from '../../electron/session/submit.ts';
import type { Settings } from '../../electron/settings.ts';
import type { Command, CommandKind } from '../../shared/ledger/kinds.ts';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { openRelease } from '../../shared/node/release.ts';
import { SealedFile } from '../../shared/node/unseal.ts';
import type { Entered } from '../../shared/node/verdict.ts';
import { noFilter } from '../../shared/recordings.ts';
import { legalDay, legalMonth } from '../../shared/warsaw.ts';
import type { Step } from './choices.ts';
import { ground } from './ground.ts';

/** A recording that may be asked for; `day` as the search wants it. */
export type Known = { recording: string; day: string };
/** What a listener says of what happens to it. */
export type Told = {
  step?: Step;
  request?: CommandKind;
  opened?: { command: string; seq: number; hash: string };
  /** The session that the keeper proved, and then the one that it ended. */
  proved?: string;
  ended?: string;
};
export type Listener = {
  office: Settings;
  keeper: KeyObject;
  person: { login: string; password: string };
  recordings: readonly Known[];
  random: Random;
  tell: (told: Told) => void;
};

type Session = { listener: Listener; line: PersonConnection; commands: Commands };

/**
 * One listening from the sign-in to the case file, over the code that the app itself uses: directory, line, questions,
 * and the check of the release. Leaves early now and then, as people do. Throws Failed as the app's handlers do.
 */
export async function listenOnce(listener: Listener): Promise<void> {
  const { office, person, tell } = listener;
  tell({ step: 'sign-in' });
  const { url, ca, upnSuffix } = office.directory;
  const known = await authenticate({ url, ca, upnSuffix }, person.login, person.password);
  if (!known.ok) fail(known.failure);
  const hint = (): void => commands.hint();
  const { keeper } = listener;
  const { signer, secret } = await proveAtDoor(office.database, keeper, { ...person, version: '9.9.9' });
  tell({ proved: signer.session });
  const line: PersonConnection = new PersonConnection(office.database, person.login, secret, {
    onLine: (up) => {
      if (up) hint();
    },
    onRefused: () => undefined,
    onAnswer: hint,
  });
  const ask: Ask = (sql, values) => line.ask(sql, values);
  const commands = new Commands({
    ...{
      login: person.login,
      signer,
      ask,
      keeper,
      pulse: new KeeperPulse(ask, keeper),
      onOver: () => undefined,
    },
    // A workstation that remembers nothing; what the chain is worth is looked at when all is over.
    witness: { confirm: () => Promise.resolve(), heed: () => undefined },
  });
  await line.open();
  try {
    await askServer((sql) => line.ask(sql));
    await act({ listener, line, commands });
    // Others leave by closing the program: their session goes on, and the ninth of a person ends the oldest.
    if (listener.random.chance(0.5)) await signOut({ listener, line, commands }, signer.session);
  } finally {
    await line.close();
  }
}

async function signOut(session: Session, id: string): Promise<void> {
  if ((await entered(session, 'session-end', { session: id })) !== null) session.listener.tell({ ended: id });
}

async function act(session: Session): Promise<void> {
  const { recordings, random, tell } = session.listener;
  const chosen = random.shuffle(recordings).slice(0, random.whole(1, 2));
  let id: string | null = null;
  for (const one of chosen) {
    tell({ step: 'find' });
    const filter = { ...noFilter, case: ground.case, day: one.day };
    const search = [JSON.stringify(filter), randomUUID()];
    await session.line.query(noteQuery, ['list', ...search]);
    await session.line.query(searchQuery, [...search, 'newest', null, null, null, 100]);
    id = await hear(session, one.recording, id);
    if (id === null || random.chance(0.1)) return;
  }
  if (id === null) return;
  tell({ step: 'complete' });
  const findings = 'Dzwoniący przedstawił przebieg sprawy; urząd udzielił odpowiedzi.';
  if ((await entered(session, 'complete', { act: id, findings })) === null) return;
  const day = legalDay(new Date());
  await entered(session, 'file', { act: id, day, way: 'paper', missingSignature: null });
}

/** Opens one recording, plays its beginning, and closes it. Returns its act, or null where it goes no further. */
async function hear(session: Session, recording: string, inAct: string | null): Promise<string | null> {
  const { listener, line } = session;
  const { tell, random } = listener;
  const pair = generateKeyPair();
  const asked: Command<'listen'> = {
    act: inAct,
    ground: inAct === null ? ground : null,
    recording,
    publicKey: pair.publicKey.toString('base64'),
    host: 'ST-14',
  };
  tell({ step: 'justify' });
  const release = await entered(session, 'listen', asked);
  if (release === null || release.sealed === null) return null;
  const { command, seq, hash, payload } = release;
  const key = openRelease({ command, entryHash: hash }, pair.privateKey, release.sealed);
  tell({ step: 'play', opened: { command, seq, hash: hash.toString('hex') } });
  await play(session, recording, key, payload.cipherBytes);
  await line.ask(beatQuery, [command, '[[0,1000]]']);
  tell({ step: 'watch' });
  if (random.chance(0.1)) return null;
  const closing = { opening: command, ranges: [[0, 1000] as [number, number]], how: 'listener' as const };
  return (await entered(session, 'close', { ...closing, wrongCall: false }))?.payload.act ?? null;
}

/** The key is the recording's: the sealed file on the share gives a WAV file with it. */
async function play({ listener, line }: Session, recording: string, key: Buffer, sealedLength: number) {
  const [row] = await line.query<{ recording_entry: { payload: string } }>(recordingQuery, [recording]);
  const taken = parsePayload(row?.recording_entry.payload ?? '');
  const [year = '', month = ''] = (
    taken.kind === 'ingest' ? legalMonth(new Date(taken.startedAt)) : ''
  ).split('-');
  const handle = await open(join(listener.office.share, year, month, `${recording}.rec`));
  try {
    const { size: length } = await handle.stat();
    const readAt = async (position: number, bytes: number): Promise<Buffer> => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, position);
      return buffer.subarray(0, bytesRead);
    };
    const file = await SealedFile.open({ source: { length, readAt }, recording });
    const reader = file.unlock({ key, sealedLength });
    const start = await reader.read(0, 4);
    reader.dispose();
    if (start.toString('latin1') !== 'RIFF') throw new Error('the released key opens something else');
  } finally {
    key.fill(0);
    await handle.close();
  }
}

/** The entry that answers; null where the keeper refused. */
async function entered<K extends CommandKind>(
  { listener, commands }: Session,
  kind: K,
  body: Command<K>,
): Promise<Entered<K> | null> {
  listener.tell({ request: kind });
  try {
    return await commands.submit(kind, body);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
