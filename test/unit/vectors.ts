import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealRecording } from '../../server/ingest/one-pass.ts';
import { lineOf } from '../../server/keeper/journal.ts';
import { exportLineOf } from '../../server/verify/source.ts';
import {
  commitText,
  genesisPrev,
  parsePayload,
  payloadText,
  sealEntry,
  type SealedEntry,
} from '../../shared/node/ledger.ts';
import { signPulse } from '../../shared/node/pulse.ts';
import { keySha256 } from '../../shared/node/release.ts';
import { scannedPaper } from '../../shared/node/scan.ts';
import { uuidBytes } from '../../shared/node/uuid.ts';
import { aes256, privateKeyOf, referenceSeal } from './hpke-reference.ts';
import { askedFor, type Words } from './vectors-asking.ts';
import { chainEntries } from './vectors-chain.ts';
import { seqOf, type VectorEntry } from './vectors-head.ts';
import { keyChange } from './vectors-session.ts';
import { publicKeyOf, saltOf, secret, signingKeyOf, uuidOf } from './vectors-secrets.ts';
import { wav } from './wav-sample.ts';

export type Salting = {
  /** Told the salt that the product is about to draw: chance is all that is taken out. */
  nextSalt(salt: Buffer): void;
  /** An empty folder. */
  folder: string;
};

const recording = uuidOf('recording');
const recordingKey = secret('recording key');
/** A scanned paper: one white dot. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * Makes the files of docs/vectors anew, with the product's own code. The envelopes alone come from the second
 * implementation of HPKE: the product draws their ephemeral keys out of its reach.
 */
export async function makeVectors({ nextSalt, folder }: Salting): Promise<Map<string, Buffer>> {
  const source = join(folder, 'call.wav');
  const target = join(folder, 'share', recording);
  await mkdir(folder, { recursive: true });
  await writeFile(source, soundOfVectors());
  nextSalt(saltOf('the sound'));
  nextSalt(saltOf('the peaks'));
  const targets = { soundTarget: `${target}.rec`, peaksTarget: `${target}.peaks` };
  const facts = await sealRecording({ source, recording, key: recordingKey, ...targets });
  const ingested = envelope('odsluch-ingest-v1\0', 'door key', [uuidBytes(recording)]);
  const keeper = signingKeyOf(secret('keeper key'));
  const entries: SealedEntry[] = [];
  const hashOf = (name: string): string => entries[seqOf(name) - 1]?.hash.toString('hex') ?? '';
  nextSalt(saltOf('the scan'));
  const scan = scannedPaper(picture)?.scan;
  if (scan === undefined) throw new Error('the picture is no scan');
  const told = { facts, recording, keySha256: keySha256(recording, recordingKey) };
  const parts = { keeper: keeper.publicKey, ...told, scan, hashOf };
  const exported = sealChain(entries, chainEntries(parts), keeper, nextSalt);
  const released = entries.find(({ payload }) => payload.includes('"kind":"release"'));
  const [last] = entries.slice(-1);
  if (released === undefined || last === undefined) throw new Error('the chain has no release');
  const journal = entries.map(lineOf).join('');
  const next = signingKeyOf(secret('next keeper key'));
  const changed = sealChain(entries, keyChange(parts, next.publicKey, last), next, nextSalt);
  const former = [{ key: keeper.pinned, upTo: last.seq, hash: last.hash.toString('hex') }];
  const time = Date.parse('2026-11-25T08:00:00.000Z');
  const pulse = { time, doorEnd: time + 3_600_000, doorKey: publicKeyOf('door key') };
  const { seq, hash } = last;
  const signature = signPulse({ ...pulse, seq, hash }, keeper.privateKey).toString('base64');
  const command = uuidOf('first listening');
  const binding = [uuidBytes(command), released.hash];
  const release = envelope('odsluch-release-v1\0', 'application key', binding);
  const keys = {
    keeper: { privateKey: secret('keeper key').toString('hex'), pinned: keeper.pinned },
    changed: { privateKey: secret('next keeper key').toString('hex'), pinned: next.pinned, former },
    recording: {
      ...{ recording, key: recordingKey.toString('hex'), contentBytes: facts.sourceLength },
      ...{ contentSha256: facts.sourceSha256.toString('hex'), peaksContent: facts.peaks.toString('hex') },
    },
    ingested: { recording, ...ingested },
    pulse: {
      ...{ time, seq, hash: hash.toString('hex'), doorKey: pulse.doorKey.toString('base64') },
      ...{ doorEnd: pulse.doorEnd, signature, leastApp: '0.2.0' },
    },
    scan: { seq: seqOf('its signature'), salt: saltOf('the scan').toString('hex') },
    release: { command, seq: released.seq, entryHash: released.hash.toString('hex'), ...release },
  };
  return new Map([
    ['recording.rec', await readFile(targets.soundTarget)],
    ['recording.peaks', await readFile(targets.peaksTarget)],
    ['export.jsonl', Buffer.from(exported)],
    ['export-after-change.jsonl', Buffer.from(changed)],
    ['journal.jsonl', Buffer.from(journal)],
    ['scan.png', picture],
    ['keys.json', Buffer.from(`${JSON.stringify(keys, null, 2)}\n`)],
  ]);
}

/** Adds to the entries, each as it was asked for, and returns the lines of their export. */
function sealChain(
  entries: SealedEntry[],
  more: readonly VectorEntry[],
  keeper: ReturnType<typeof signingKeyOf>,
  nextSalt: Salting['nextSalt'],
): string {
  const lines: string[] = [];
  for (const { words: value, payload: of, erased } of more) {
    const seq = entries.length + 1;
    if (value !== null) nextSalt(saltOf(`entry ${seq}`));
    const words = value === null ? null : commitText(value);
    const payload = of(words?.commitment ?? null);
    const before = entries.map((one) => parsePayload(one.payload));
    const asked = askedFor(payload, value as Words | null, before, keeper.publicKey);
    const text = payloadText({ ...payload, asked: asked?.asked ?? null });
    const entry = sealEntry(seq, entries.at(-1)?.hash ?? genesisPrev, text, keeper.privateKey);
    entries.push(entry);
    const kept = erased === true ? null : words;
    lines.push(
      exportLineOf({ entry, words: kept, request: erased === true ? null : (asked?.request ?? null) }),
    );
  }
  return lines.join('');
}

/** The recording's key in an envelope to the key that a word stands for. */
function envelope(label: string, recipient: string, binding: readonly Buffer[]) {
  const privateKey = secret(recipient);
  const publicKey = publicKeyOf(recipient);
  const ephemeral = secret(`ephemeral key for the ${recipient}`);
  const info = Buffer.concat([Buffer.from(label, 'latin1'), ...binding]);
  const bytes = referenceSeal(aes256, privateKeyOf(ephemeral), publicKey, recordingKey, info);
  return {
    ...{ privateKey: privateKey.toString('hex'), publicKey: publicKey.toString('hex') },
    ...{ ephemeralPrivateKey: ephemeral.toString('hex'), info: info.toString('hex') },
    sealed: bytes.toString('hex'),
  };
}

/** Two seconds of two triangle waves that grow louder by steps, the second half as loud: a little more than one record. */
function soundOfVectors(): Buffer {
  const frames = 16_800;
  const data = Buffer.alloc(frames * 4);
  for (let frame = 0; frame < frames; frame += 1) {
    const loudness = 1 + (Math.floor(frame / 800) % 8);
    const triangle = Math.abs((frame % 40) - 20) - 10;
    data.writeInt16LE(triangle * loudness * 400, frame * 4);
    data.writeInt16LE(triangle * loudness * -200, frame * 4 + 2);
  }
  return wav({ channels: 2, data });
}
