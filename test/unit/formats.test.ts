import type * as nodeCrypto from 'node:crypto';
import { verify } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ece from 'http_ece';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { parseWavHeader } from '../../server/ingest/wav.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import {
  answers,
  askingFor,
  callKinds,
  commandKinds,
  entries,
  entryKinds,
  type Payload,
  texts,
} from '../../shared/ledger/kinds.ts';
import { parsePayload, payloadText, sha256 } from '../../shared/node/ledger.ts';
import { decodePeaks } from '../../shared/node/peaks.ts';
import { importRecipient } from '../../shared/node/hpke.ts';
import { pulseRow, readPulse } from '../../shared/node/pulse.ts';
import { keySha256, openForKeeper, openRelease } from '../../shared/node/release.ts';
import { fileOfScan } from '../../shared/node/scan.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { aes256, privateKeyOf, referenceOpen } from './hpke-reference.ts';
import { unsealBuffer } from './sealed-sample.ts';
import { makeVectors } from './vectors.ts';
import { uuidOf } from './vectors-secrets.ts';

/** Salts that the product draws next, instead of chance. */
const salts = vi.hoisted((): Buffer[] => []);
vi.mock('node:crypto', async (original) => {
  const real = await original<typeof nodeCrypto>();
  return { ...real, randomBytes: (length: number) => salts.shift() ?? real.randomBytes(length) };
});

const docs = resolve(import.meta.dirname, '../../docs');
const vectors = join(docs, 'vectors');
const vector = (name: string): Buffer => readFileSync(join(vectors, name));
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const int8 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
};
const names = [
  ...['recording.rec', 'recording.peaks', 'export.jsonl', 'export-after-change.jsonl', 'journal.jsonl'],
  ...['scan.png', 'keys.json'],
];

const envelope = {
  privateKey: z.string(),
  publicKey: z.string(),
  ephemeralPrivateKey: z.string(),
  info: z.string(),
  sealed: z.string(),
};
const keysFile = z.strictObject({
  keeper: z.strictObject({ privateKey: z.string(), pinned: z.string() }),
  changed: z.strictObject({
    privateKey: z.string(),
    pinned: z.string(),
    former: z.array(z.strictObject({ key: z.string(), upTo: z.int(), hash: z.string() })),
  }),
  recording: z.strictObject({
    recording: z.string(),
    key: z.string(),
    contentBytes: z.int(),
    contentSha256: z.string(),
    peaksContent: z.string(),
  }),
  ingested: z.strictObject({ recording: z.string(), ...envelope }),
  pulse: pulseRow,
  scan: z.strictObject({ seq: z.int(), salt: z.string() }),
  release: z.strictObject({ command: z.string(), seq: z.int(), entryHash: z.string(), ...envelope }),
});
const keys = () => keysFile.parse(JSON.parse(vector('keys.json').toString('utf8')));

let folder: string;
let made: Map<string, Buffer>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'odsluch-formats-'));
  made = await makeVectors({ folder: join(folder, 'made'), nextSalt: (salt) => void salts.push(salt) });
  if (process.env['ODSLUCH_FREEZE_VECTORS'] === undefined) return;
  // What was frozen stays: a file is made, or grows at its end.
  for (const [name, bytes] of made) {
    const frozen = existsSync(join(vectors, name)) ? vector(name) : Buffer.alloc(0);
    if (bytes.subarray(0, frozen.length).equals(frozen)) writeFileSync(join(vectors, name), bytes);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('what was frozen', () => {
  it.each(names)('is written byte for byte by the code of today: %s', (name) => {
    const bytes = made.get(name);
    expect(bytes?.length).toBe(vector(name).length);
    expect(bytes?.equals(vector(name))).toBe(true);
  });

  it('has nothing that these tests do not know', () => {
    expect(
      readdirSync(vectors)
        .filter((name) => !name.startsWith('.'))
        .sort(),
    ).toEqual([...names].sort());
    expect([...made.keys()].sort()).toEqual([...names].sort());
  });
});

describe('the frozen recording', () => {
  it('is opened with its key, and is the sound that was sealed', async () => {
    const { recording, key, contentBytes, contentSha256 } = keys().recording;
    const sealed = vector('recording.rec');
    const content = await unsealBuffer(sealed, { recording, key: hex(key), sealedLength: sealed.length });
    expect(content.length).toBe(contentBytes);
    expect(sha256(content).toString('hex')).toBe(contentSha256);
    expect(parseWavHeader(content, content.length)).toMatchObject({ channels: 2, sampleRate: 8000 });
    expect(ece.decrypt(sealed, { version: 'aes128gcm', keymap: { [recording]: hex(key) } })).toEqual(content);
  });

  it('has its loudness beside it, under the same key', async () => {
    const { recording, key, peaksContent } = keys().recording;
    const content = await unsealBuffer(vector('recording.peaks'), { recording, key: hex(key) });
    expect(content.toString('hex')).toBe(peaksContent);
    const { millisecondsPerValue, channels } = decodePeaks(content);
    expect([millisecondsPerValue, ...channels.map((values) => values.length)]).toEqual([20, 105, 105]);
    // 4000 of 32768 is 15.5 of 127; the other channel is half as loud.
    expect(channels.map((values) => [values[0], values[5]])).toEqual([
      [16, 31],
      [8, 16],
    ]);
  });

  it('gives its key out of the envelope for the keeper, and out of the release', async () => {
    const { recording: about, ingested, release } = keys();
    const door = importRecipient(hex(ingested.privateKey));
    const taken = openForKeeper(ingested.recording, door, hex(ingested.sealed));
    expect(taken?.toString('hex')).toBe(about.key);
    const asked = { command: release.command, entryHash: hex(release.entryHash) };
    const released = openRelease(asked, hex(release.privateKey), hex(release.sealed));
    expect(released.toString('hex')).toBe(about.key);
    for (const { privateKey, sealed, info } of [ingested, release]) {
      const opened = referenceOpen(aes256, privateKeyOf(hex(privateKey)), hex(sealed), hex(info));
      expect(opened.toString('hex')).toBe(about.key);
    }
  });
});

describe('the frozen pulse', () => {
  it('is signed by the keeper over what docs/formats.md says, in that order, and over nothing else', () => {
    const { keeper, pulse } = keys();
    const pinned = pinnedKeeperKey(keeper.pinned);
    const fields = [int8(pulse.time), int8(pulse.seq), hex(pulse.hash)];
    const door = [Buffer.from(pulse.doorKey, 'base64'), int8(pulse.doorEnd)];
    const bytes = Buffer.concat([Buffer.from('odsluch-pulse-v1\0'), ...fields, ...door]);
    expect(verify(null, bytes, pinned, Buffer.from(pulse.signature, 'base64'))).toBe(true);
    expect(readPulse({ ...pulse, leastApp: '9.9.9' }, pinned)).toMatchObject({ seq: pulse.seq });
    const other = { hash: '0'.repeat(64), doorKey: Buffer.alloc(32).toString('base64') };
    for (const change of [
      { time: 0 },
      { seq: 1 },
      { doorEnd: 0 },
      { hash: other.hash },
      { doorKey: other.doorKey },
    ])
      expect(readPulse({ ...pulse, ...change }, pinned), Object.keys(change)[0]).toBeNull();
  });
});

describe('the frozen ledger', () => {
  const source = { file: join(vectors, 'export.jsonl') };
  const journal = join(vectors, 'journal.jsonl');
  const whole = () => Buffer.concat([vector('export.jsonl'), vector('export-after-change.jsonl')]);
  const lines = (bytes: Buffer = whole()) =>
    bytes
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) =>
        z.looseObject({ payload: z.string(), text: z.string().nullable() }).parse(JSON.parse(line)),
      );

  /** The entry whose words are not there. */
  const erased = () => lines().findIndex(({ payload }) => payload.includes(uuidOf('completing'))) + 1;

  it('has its chain whole; the words that are not in it are missed and nothing else', async () => {
    const { length } = vector('export.jsonl').toString('utf8').trimEnd().split('\n');
    const result = await verifyLedger({ source, journal, keeperKey: keys().keeper.pinned });
    expect(result).toMatchObject({
      entries: length,
      withoutWords: [erased()],
      unjournalled: 0,
      head: { seq: length },
    });
    expect(result.fault).toEqual({ seq: erased(), what: 'erased' });
  });

  it('goes on under another key, where the pins say so', async () => {
    const file = join(folder, 'whole.jsonl');
    writeFileSync(file, whole());
    const { pinned: keeperKey, former: formerKeys } = keys().changed;
    const asked = { source: { file }, journal: null, keeperKey, formerKeys };
    const result = await verifyLedger(asked);
    expect(result).toMatchObject({
      entries: lines(whole()).length,
      fault: { seq: erased(), what: 'erased' },
    });
  });

  it('names the scanned paper that lies beside it', () => {
    const { seq, salt } = keys().scan;
    const payload = parsePayload(lines()[seq - 1]?.payload ?? '');
    const scan = payload.kind === 'instrument' ? payload.signed?.scan : null;
    if (!scan) throw new Error('no scan is named');
    expect(fileOfScan(Buffer.concat([hex(salt), vector('scan.png')]), scan)).toEqual(vector('scan.png'));
  });

  it('has every kind of entry, and words of every shape', () => {
    const found = lines().map(({ payload, text }) => ({ kind: parsePayload(payload).kind, text }));
    expect([...new Set(found.map(({ kind }) => kind))].sort()).toEqual([...entryKinds].sort());
    for (const [kind, shape] of Object.entries(texts)) {
      const words = found.filter((one) => one.kind === kind).flatMap(({ text }) => text ?? []);
      expect(words.length, kind).toBeGreaterThan(0);
      for (const one of words) shape.parse(JSON.parse(one));
    }
  });

  it('has every field of every kind, those that came later included', () => {
    const found = lines().map(({ payload }) => parsePayload(payload));
    for (const kind of entryKinds) {
      const fields = found.filter((one) => one.kind === kind).flatMap((payload) => Object.keys(payload));
      expect([...new Set(fields)].sort(), kind).toEqual(Object.keys(entries[kind].shape).sort());
    }
  });

  it('has one order of fields for every kind: in another it is written in that one, and never read', () => {
    for (const { payload } of lines()) {
      const turned = Object.fromEntries(Object.entries(parsePayload(payload)).reverse()) as Payload;
      expect(payloadText(turned)).toBe(payload);
      expect(() => parsePayload(JSON.stringify(turned))).toThrow('one spelling');
    }
  });

  it('has the release that the sealed key belongs to, and vouches for the files beside it', () => {
    const { release, recording } = keys();
    const payloads = lines().map(({ payload }) => parsePayload(payload));
    expect(payloads[release.seq - 1]).toMatchObject({
      ...{ kind: 'release', command: release.command, recording: recording.recording },
      publicKey: hex(release.publicKey).toString('base64'),
    });
    expect(payloads.find(({ kind }) => kind === 'ingest')).toMatchObject({
      plainSha256: recording.contentSha256,
      cipherSha256: sha256(vector('recording.rec')).toString('hex'),
      peaksSha256: sha256(vector('recording.peaks')).toString('hex'),
      keySha256: keySha256(recording.recording, hex(recording.key)),
    });
  });
});

describe('docs/formats.md', () => {
  const section = (title: string): string =>
    readFileSync(join(docs, 'formats.md'), 'utf8')
      .split(/^#+ /mu)
      .find((part) => part.startsWith(`${title}\n`)) ?? '';
  /** The names in the first column of the table of a section. */
  const rows = (text: string): (string | undefined)[] =>
    [...text.matchAll(/^\| `([^`]+)` \|/gmu)].map(([, name]) => name);

  it.each(entryKinds)('lists the fields of `%s` in the order in which they are signed', (kind) => {
    expect(section(`\`${kind}\``)).not.toBe('');
    const head = rows(section('The head of a payload'));
    expect([...head, ...rows(section(`\`${kind}\``))]).toEqual(Object.keys(entries[kind].shape));
  });

  it.each(commandKinds)('says which kind of entry answers `%s`, and whether for the password', (command) => {
    const said = section(`\`${answers[command]}\``)
      .split('\n')
      .find((line) => line.startsWith('Answers: '));
    const { password } = askingFor(command);
    expect(said?.startsWith(`Answers: \`${command}\``)).toBe(true);
    expect(said?.endsWith(', with the password')).toBe(password === true);
    expect(said?.endsWith('with the password')).toBe(password !== undefined);
  });

  it.each(Object.entries(texts))('lists what the text of `%s` says', (kind, shape) => {
    const told = /^Text: (.*)$/mu.exec(section(`\`${kind}\``))?.[1] ?? '';
    expect([...told.matchAll(/`(\w+)`/gu)].map(([, name]) => name)).toEqual(Object.keys(shape.shape));
    // Of an `ingest` the page says it with all else that goes.
    if (kind !== 'ingest')
      expect(told.endsWith('; gone with the recording')).toBe((callKinds as string[]).includes(kind));
  });
});
