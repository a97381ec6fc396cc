import type { KeyObject } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../../build/office/calls/random.ts';
import { fail } from '../../electron/failed.ts';
import { beatQuery, fileQuery, type FileFacts } from '../../electron/playback/queries.ts';
import { openAnswer } from '../../electron/playback/release.ts';
import { searchQuery } from '../../electron/recordings/queries.ts';
import { Answers } from '../../electron/session/submit.ts';
import { PersonConnection } from '../../electron/session/connection.ts';
import { authenticate } from '../../electron/session/directory.ts';
import { askServer } from '../../electron/session/server.ts';
import type { Settings } from '../../electron/settings.ts';
import type { Command, CommandKind } from '../../shared/ledger/kinds.ts';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { SealedFile } from '../../shared/node/unseal.ts';
import { noFilter } from '../../shared/recordings.ts';
import { legalDay } from '../../shared/warsaw.ts';
import type { Step } from './choices.ts';
import { ground } from './ground.ts';

/** A recording that may be asked for; `day` as the search wants it. */
export type Known = { recording: string; day: string };
/** What a listener says of what happens to it. */
export type Told = {
  step?: Step;
  request?: CommandKind;
  opened?: { command: string; seq: number; hash: string };
};
export type Listener = {
  office: Settings;
  keeper: KeyObject;
  person: { login: string; password: string };
  recordings: readonly Known[];
  random: Random;
  tell: (told: Told) => void;
};

type Session = { listener: Listener; line: PersonConnection; answers: Answers };

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
  const hint = (): void => answers.hint();
  const line: PersonConnection = new PersonConnection(office.database, person.login, person.password, {
    onLine: (up) => {
      if (up) hint();
    },
    onRefused: () => undefined,
    onAnswer: hint,
  });
  const answers = new Answers((sql, params) => line.ask(sql, params));
  await line.open();
  try {
    await askServer((sql) => line.ask(sql));
    await act({ listener, line, answers });
  } finally {
    await line.close();
  }
}

async function act(session: Session): Promise<void> {
  const { recordings, random, tell } = session.listener;
  const chosen = random.shuffle(recordings).slice(0, random.whole(1, 2));
  let id: string | null = null;
  for (const one of chosen) {
    tell({ step: 'find' });
    const filter = { ...noFilter, case: ground.case, day: one.day };
    await session.line.query(searchQuery, [JSON.stringify(filter), null, null, 100]);
    id = await hear(session, one.recording, id);
    if (id === null || random.chance(0.1)) return;
  }
  if (id === null) return;
  tell({ step: 'complete' });
  const findings = 'Dzwoniący przedstawił przebieg sprawy; urząd udzielił odpowiedzi.';
  if (!(await done(session, 'complete', { act: id, findings }))) return;
  const day = legalDay(new Date());
  await done(session, 'file', { act: id, day, way: 'paper', missingSignature: null });
}

/** Opens one recording, plays its beginning, and closes it. Returns its act, or null where it goes no further. */
async function hear(session: Session, recording: string, inAct: string | null): Promise<string | null> {
  const { listener, line, answers } = session;
  const { person, tell, random, keeper } = listener;
  const pair = generateKeyPair();
  const asked: Command<'listen'> = {
    act: inAct,
    ground: inAct === null ? ground : null,
    recording,
    publicKey: pair.publicKey.toString('base64'),
    host: 'ST-14',
  };
  tell({ step: 'justify', request: 'listen' });
  const answer = await answers.submit('listen', asked);
  if (answer.state !== 'released') return null;
  const { entry, seq, key } = openAnswer(answer, asked, person.login, pair.privateKey, keeper);
  const { command } = answer;
  tell({ step: 'play', opened: { command, seq, hash: answer.hash?.toString('hex') ?? '' } });
  await play(session, recording, key, entry.cipherBytes);
  await line.ask(beatQuery, [command, '[[0,1000]]']);
  tell({ step: 'watch' });
  if (random.chance(0.1)) return null;
  const closing = { opening: command, ranges: [[0, 1000] as [number, number]], how: 'listener' as const };
  return (await done(session, 'close', { ...closing, wrongCall: false })) ? entry.act : null;
}

/** The key is the recording's: the sealed file on the share gives a WAV file with it. */
async function play({ listener, line }: Session, recording: string, key: Buffer, sealedLength: number) {
  const [facts] = await line.query<FileFacts>(fileQuery, [recording]);
  const [year = '', month = ''] = (facts?.month ?? '').split('-');
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

async function done<K extends CommandKind>(
  { listener, answers }: Session,
  kind: K,
  body: Command<K>,
): Promise<boolean> {
  listener.tell({ request: kind });
  return (await answers.submit(kind, body)).state === 'done';
}
