import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { hostname } from 'node:os';
import type { Command, Payload } from '../../shared/ledger/kinds.ts';
import { reportedHost } from '../../shared/host-name.ts';
import { commitText, genesisPrev, payloadText, sealEntry, textCommitment } from '../../shared/node/ledger.ts';
import { generateSigningKey } from '../../shared/node/signing-key.ts';
import { sealRelease } from '../../shared/node/release.ts';
import { sealBuffer } from '../../shared/node/seal.ts';
import type { Session } from '../../electron/session/current.ts';
import { Commands } from '../../electron/session/submit.ts';
import { contentOf, key, recording } from './sealed-sample.ts';

/** The server's side of a listening: what the app's playback asks of it, and a keeper that signs. */

const login = 'anna.nowak';
export const keeper = generateKeyPairSync('ed25519');
const content = contentOf(400_000);
export const sealed = sealBuffer(content, { recording, key });

/** A server that releases what is asked for, holds back what a test tells it to hold, and breaks what it tells it to break. */
export function startServer() {
  const commands: { kind: string; body: Record<string, unknown> }[] = [];
  const beats: string[] = [];
  const held = new Map<string, Promise<void>>();
  /** What the entry of a release says otherwise, and whose key signs it; the recording's key comes all the same. */
  const forged: Forged = { says: {}, by: keeper.privateKey };
  const beatRow = { state: 'open', reason: null as string | null };
  /** Milliseconds since the keeper was seen. */
  const seen = { age: 0, look: () => Promise.resolve() };
  /** For what it marks nothing as a wrong call; null: it does. */
  const unmarked = { reason: null as string | null };
  /** What the database was asked. */
  const questions: string[] = [];
  const told = {
    /** Whether the act is of a plan: then it tells the entry, and neither words nor number. */
    drawn: false,
    words: {
      ...{ callerTail: '567', line: '227', extension: '214', answeredBy: '' },
      callGroup: 'g',
      channels: ['mixed'],
    },
    caller: { salt: callerSalt.toString('hex'), number },
  };
  const query = async (sql: string, params: unknown[]): Promise<object[]> => {
    questions.push(sql);
    if (sql.includes('recording_entry')) return [{ told: taken(told) }];
    if (sql.includes('beat')) {
      beats.push(String(params[0]));
      await held.get('beat');
      return [beatRow];
    }
    await held.get('description');
    const entry = told.drawn ? { ...taken(told), salt: null, text: null } : null;
    const caller = told.drawn ? null : told.caller;
    return [{ told: { caller, entry, channels: ['caller', 'office'], part: 1, parts: 1 } }];
  };
  const asked = new Map<string, (typeof commands)[number]>();
  const ask = async (sql: string, params: readonly unknown[]): Promise<object[]> => {
    const [first, , kindAsked, bodyAsked] = params.map(String);
    if (sql.includes('api.submit')) {
      const body = JSON.parse(bodyAsked ?? '') as Record<string, unknown>;
      const command = { kind: kindAsked ?? '', body };
      commands.push(command);
      asked.set(first ?? '', command);
      // The keeper is quicker than the question.
      door.hint();
      return [];
    }
    if (!sql.includes('api.answer')) return query(sql, [...params]);
    const { kind, body } = asked.get(first ?? '') ?? { kind: '', body: {} };
    await held.get(kind);
    return [answerTo(first ?? '', kind, body, forged, unmarked.reason)];
  };
  const witness = {
    look: () => held.get('look') ?? Promise.resolve(),
    confirm: () => held.get('confirm') ?? Promise.resolve(),
    heed: () => undefined,
  };
  const signer = {
    session: randomUUID(),
    privateKey: generateSigningKey().privateKey,
    ledgerKey: Buffer.alloc(32),
  };
  const newest = { time: 0, seq: 1, hash: Buffer.alloc(32), doorKey: Buffer.alloc(32), doorEnd: 0 };
  const pulse = { newest: () => Promise.resolve(newest), next: () => Promise.resolve(newest) };
  const door = new Commands({
    ...{ login, witness, keeper: keeper.publicKey, signer, pulse, onOver: () => undefined },
    ask: ask as unknown as Session['db']['ask'],
  });
  let sayClosed = (): void => undefined;
  const onClosed = (tell: () => void): void => void (sayClosed = tell);
  const session = {
    login,
    db: { query, ask },
    submit: door.submit.bind(door),
    keeper: seen,
    witness,
    onClosed,
    onEnd: () => () => undefined,
  };
  return {
    beats,
    questions,
    forged,
    unmarked,
    /** The hint that the keeper may have closed something by itself. */
    sayClosed: () => sayClosed(),
    /** What it answers to a beat. */
    beatRow,
    seen,
    /** What it tells of the recording. */
    told,
    commands,
    session: session as unknown as Session,
    /** Holds back answers of this kind until one of the returned functions is called. */
    hold: (what: string) => {
      let ends = { go: (): void => undefined, fail: (): void => undefined };
      const answer = new Promise<void>((resolve, reject) => {
        ends = { go: resolve, fail: () => reject(new Error('the server is away')) };
      });
      // It may be told to fail before anybody asks.
      answer.catch(() => undefined);
      held.set(what, answer);
      return ends;
    },
    closings: () =>
      commands.flatMap(({ kind, body }) =>
        kind === 'close' ? [{ opening: body['opening'], how: body['how'] }] : [],
      ),
  };
}

const callerSalt = Buffer.alloc(16, 7);
const number = '+48601234567';

/** The recording as the keeper entered it. */
function taken({ words }: { words: object }): object {
  const hex = '0'.repeat(64);
  const { salt, text, commitment } = commitText(words);
  const payload = payloadText({
    ...{
      v: 1,
      kind: 'ingest',
      at: '2026-11-25T09:00:00.000Z',
      command: randomUUID(),
      login: 'odsluch_ingest',
    },
    ...{ guid: null, asked: null, recording, call: recording, startedAt: '2026-11-25T08:00:00.000Z' },
    ...{ durationMs: 50_000, department: 'Kancelaria', answeredLogin: null, answeredFrom: null },
    ...{ announcement: 'yes', keySha256: hex, plainSha256: hex },
    ...{ plainBytes: content.length, cipherSha256: hex, cipherBytes: sealed.length, peaksSha256: hex },
    ...{ peaksBytes: 1, caller: textCommitment(callerSalt, JSON.stringify(number)), text: commitment },
  });
  const { hash, prev, signature } = sealEntry(1, genesisPrev, payload, keeper.privateKey);
  const hexes = {
    prev: prev.toString('hex'),
    hash: hash.toString('hex'),
    signature: signature.toString('hex'),
  };
  return { seq: 1, payload, text, ...hexes, salt: salt.toString('hex') };
}

type Forged = { says: object; by: KeyObject };

function answerTo(
  command: string,
  kind: string,
  body: object,
  forged: Forged,
  unmarked: string | null,
): object {
  const head = {
    v: 1 as const,
    at: '2026-11-25T10:00:00.000Z',
    command,
    login,
    guid: randomUUID(),
    asked: null,
  };
  if (kind === 'listen') return released(head, body as Command<'listen'>, forged);
  const entered = (payload: Payload) => ({
    state: 'done',
    ...sealEntry(1, genesisPrev, payloadText(payload), keeper.privateKey),
    sealed: null,
  });
  const { wrongCall } = body as Command<'close'>;
  if (wrongCall && unmarked !== null)
    return entered({
      ...{ ...head, kind: 'refusal', request: 'close', reason: unmarked, count: 1, text: null },
      ...{ act: null, recording: null, case: null, basis: null, host: null, address: null },
      ...{ subject: null, subjectGuid: null, because: null },
    });
  return entered({ ...head, kind: 'closed', act: randomUUID(), ...(body as Command<'close'>) });
}

function released(
  head: { v: 1; at: string; command: string; login: string; guid: string; asked: null },
  { publicKey, act, position }: Command<'listen'>,
  { says, by }: Forged,
): object {
  const payload = payloadText({
    ...{ ...head, kind: 'release', act: act ?? randomUUID(), protocol: 'PO/1/2026', recording },
    ...{
      case: 'SEK.1510.7.2026',
      basis: 'KPA_SKARGA',
      sentence: null,
      statement: null,
      purpose: 'SAFETY',
      authorisation: 'UO/1',
    },
    ...{ present: [], publicKey, cipherSha256: '0'.repeat(64), cipherBytes: sealed.length },
    ...{ plainBytes: content.length, host: reportedHost(hostname()), address: null, text: null },
    ...(position && { position }),
    ...says,
  });
  const entry = sealEntry(1, genesisPrev, payload, by);
  const binding = { command: head.command, entryHash: entry.hash };
  const box = sealRelease(binding, Buffer.from(publicKey, 'base64'), key);
  return { state: 'released', ...entry, sealed: box };
}
