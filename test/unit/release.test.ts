import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { describe, expect, it, vi } from 'vitest';
import {
  agreeWith,
  generateKeyPair,
  generateRecipient,
  hpkeOpen,
  hpkeSeal,
  importRecipient,
} from '../../shared/node/hpke.ts';
import {
  keySha256,
  openForKeeper,
  openRelease,
  sealForKeeper,
  sealRelease,
} from '../../shared/node/release.ts';
import { generateSigningKey } from '../../shared/node/signing-key.ts';
import { aes128, aes256, privateKeyOf, referenceOpen, referenceSeal } from './hpke-reference.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const command = '6a2f41a3-c54c-4fca-9bb1-1f0a5e2d7c33';
const recording = '0d5e1c9a-3f52-4f0e-9a51-5f1f3f6f7a10';
const entryHash = Buffer.alloc(32, 0xe1);
const recordingKey = Buffer.from(Array.from({ length: 32 }, (_, at) => at));

describe('vectors of RFC 9180', () => {
  // Base mode, kem 0x0020, kdf 0x0001, first encryption. The RFC's appendix prints this KEM with AES-128-GCM (A.1.1);
  // the same with AES-256-GCM stands in the file of vectors that was published with the RFC.
  const info = hex('4f6465206f6e2061204772656369616e2055726e');
  const aad = Buffer.from('Count-0');
  const content = Buffer.from('Beauty is truth, truth beauty');
  const own = {
    skRm: hex('497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d'),
    pkRm: hex('430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c'),
    skEm: hex('179d4b53b6365c45b600c4163b61d95cbc2f4d9e36f1695558dce265ab8bab11'),
    enc: hex('6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256'),
    ct: hex('e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a'),
  };
  const published = Buffer.concat([own.enc, own.ct]);

  it('AES-256-GCM: the product opens the published ciphertext', () => {
    expect(importRecipient(own.skRm).publicKey).toEqual(own.pkRm);
    const opened = hpkeOpen({ privateKey: own.skRm, info, additionalData: aad }, published);
    expect(opened).toEqual(content);
  });

  it('AES-256-GCM and AES-128-GCM: the second implementation of these tests gives the published bytes', () => {
    expect(referenceSeal(aes256, privateKeyOf(own.skEm), own.pkRm, content, info, aad)).toEqual(published);
    const a11 = {
      skRm: hex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8'),
      enc: hex('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431'),
      ct: hex('f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a'),
    };
    const sealed = Buffer.concat([a11.enc, a11.ct]);
    expect(referenceOpen(aes128, privateKeyOf(a11.skRm), sealed, info, aad)).toEqual(content);
  });

  it('the second implementation opens what the product seals, and the other way round', () => {
    for (let round = 0; round < 20; round += 1) {
      const { publicKey, privateKey } = generateKeyPair();
      const text = randomBytes(round);
      const sealed = hpkeSeal({ publicKey, info }, text);
      expect(referenceOpen(aes256, privateKeyOf(privateKey), sealed, info)).toEqual(text);
      const ephemeral = generateKeyPairSync('x25519').privateKey;
      const back = referenceSeal(aes256, ephemeral, publicKey, text, info);
      expect(hpkeOpen({ privateKey, info }, back)).toEqual(text);
    }
  });
});

/** What everybody else's programs use, and who opens our envelopes in twenty years. */
describe('the library @hpke/core', () => {
  const suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
  const bytes = (view: Buffer): ArrayBuffer => Uint8Array.from(view).buffer;
  const info = Buffer.from('odsluch');

  it('opens what the product seals, and the product what it seals', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { publicKey, privateKey } = generateKeyPair();
      const [text, aad] = [randomBytes(round), randomBytes(round % 3)];
      const sealed = hpkeSeal({ publicKey, info, additionalData: aad }, text);
      const recipientKey = await suite.kem.deserializePrivateKey(bytes(privateKey));
      const recipient = await suite.createRecipientContext({
        recipientKey,
        enc: bytes(sealed.subarray(0, 32)),
        info: bytes(info),
      });
      expect(Buffer.from(await recipient.open(bytes(sealed.subarray(32)), bytes(aad)))).toEqual(text);

      const recipientPublicKey = await suite.kem.deserializePublicKey(bytes(publicKey));
      const theirs = await suite.seal({ recipientPublicKey, info: bytes(info) }, bytes(text), bytes(aad));
      const envelope = Buffer.concat([Buffer.from(theirs.enc), Buffer.from(theirs.ct)]);
      expect(hpkeOpen({ privateKey, info, additionalData: aad }, envelope)).toEqual(text);
    }
  });
});

describe('a release', () => {
  it('opens for the app that asked, and is bound to its command and entry byte by byte', () => {
    const app = generateKeyPair();
    const sealed = sealRelease({ command, entryHash }, app.publicKey, recordingKey);
    expect(sealed.length).toBe(80);
    expect(openRelease({ command, entryHash }, app.privateKey, sealed)).toEqual(recordingKey);

    const info = Buffer.concat([
      Buffer.from('odsluch-release-v1\0'),
      hex('6a2f41a3c54c4fca9bb11f0a5e2d7c33'),
      entryHash,
    ]);
    expect(referenceOpen(aes256, privateKeyOf(app.privateKey), sealed, info)).toEqual(recordingKey);
  });

  it('INV-22 does not open for another app, another command, another entry, or once changed', () => {
    const app = generateKeyPair();
    const sealed = sealRelease({ command, entryHash }, app.publicKey, recordingKey);
    const open = (binding = { command, entryHash }, key = app.privateKey, bytes = sealed): Buffer =>
      openRelease(binding, key, bytes);
    expect(() => open({ command: recording, entryHash })).toThrow('key-unusable');
    expect(() => open({ command, entryHash: Buffer.alloc(32, 0xe2) })).toThrow('key-unusable');
    expect(() => open(undefined, generateKeyPair().privateKey)).toThrow('key-unusable');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => open(undefined, undefined, changed), `byte ${at}`).toThrow('key-unusable');
    }
    for (const bytes of [Buffer.alloc(0), sealed.subarray(0, 47), sealed.subarray(0, 79), Buffer.alloc(80)]) {
      expect(() => open(undefined, undefined, bytes)).toThrow('key-unusable');
    }
    expect(() => open(undefined, undefined, Buffer.concat([sealed, Buffer.alloc(1)]))).toThrow();
  });

  it('is another each time, so that two releases of one recording cannot be compared', () => {
    const { publicKey } = generateKeyPair();
    const first = sealRelease({ command, entryHash }, publicKey, recordingKey);
    expect(sealRelease({ command, entryHash }, publicKey, recordingKey)).not.toEqual(first);
  });

  it('is not made for a malformed command, entry or key', () => {
    const { publicKey } = generateKeyPair();
    const seal = (binding: { command: string; entryHash: Buffer }, key = recordingKey): Buffer =>
      sealRelease(binding, publicKey, key);
    expect(() => seal({ command: command.toUpperCase(), entryHash })).toThrow(TypeError);
    expect(() => seal({ command, entryHash: entryHash.subarray(1) })).toThrow(RangeError);
    expect(() => seal({ command, entryHash }, recordingKey.subarray(1))).toThrow(RangeError);
  });
});

describe('a recording key on its way in', () => {
  it('opens with the door key for its recording only', () => {
    const door = generateKeyPair();
    const sealed = sealForKeeper(recording, door.publicKey, recordingKey);
    expect(openForKeeper(recording, importRecipient(door.privateKey), sealed)).toEqual(recordingKey);
    const info = Buffer.concat([Buffer.from('odsluch-ingest-v1\0'), hex('0d5e1c9a3f524f0e9a515f1f3f6f7a10')]);
    expect(referenceOpen(aes256, privateKeyOf(door.privateKey), sealed, info)).toEqual(recordingKey);

    expect(openForKeeper(command, importRecipient(door.privateKey), sealed)).toBeNull();
    expect(openForKeeper(recording, generateRecipient(), sealed)).toBeNull();
  });

  it('cannot be passed off as a release', () => {
    const pair = generateKeyPair();
    const sealed = sealForKeeper(recording, pair.publicKey, recordingKey);
    expect(() => openRelease({ command: recording, entryHash }, pair.privateKey, sealed)).toThrow(
      'key-unusable',
    );
  });

  it('is nothing but a key: what has another length is none', () => {
    const door = generateRecipient();
    const info = Buffer.concat([Buffer.from('odsluch-ingest-v1\0'), hex('0d5e1c9a3f524f0e9a515f1f3f6f7a10')]);
    const sealed = hpkeSeal({ publicKey: door.publicKey, info }, recordingKey.subarray(1));
    expect(openForKeeper(recording, door, sealed)).toBeNull();
  });

  it('is told of by a hash that is another for another recording', () => {
    const bytes = Buffer.concat([
      Buffer.from('odsluch-key-v1\0'),
      hex('0d5e1c9a3f524f0e9a515f1f3f6f7a10'),
      recordingKey,
    ]);
    expect(keySha256(recording, recordingKey)).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(keySha256(command, recordingKey)).not.toBe(keySha256(recording, recordingKey));
  });
});

it('a fresh pair is read out of its DER: as a JWK, Node may wait for itself for good while it does so', () => {
  const key = generateKeyPairSync('x25519').publicKey;
  const read = vi.spyOn(Object.getPrototypeOf(key) as typeof key, 'export');
  const made = [generateKeyPair().publicKey, generateRecipient().publicKey, generateSigningKey().publicKey];
  const asked = read.mock.calls.map(([options]) => options?.format);
  read.mockRestore();
  expect(asked).toEqual(['der', 'der', 'der']);
  expect(made.map((raw) => raw.length)).toEqual([32, 32, 32]);
});

describe('INV-23 public keys', () => {
  const top = (text: string): string =>
    text.slice(0, 62) + (parseInt(text.slice(62), 16) | 0x80).toString(16);
  const lowOrder = [
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000000',
    'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
    '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  ].flatMap((text) => [text, top(text)]);

  it.each(lowOrder)('of low order are refused: %s', (text) => {
    const publicKey = hex(text);
    const refused: unknown = expect.objectContaining({ name: 'HpkeError', code: 'bad-public-key' });
    expect(() => agreeWith(publicKey)).toThrow(refused);
    expect(() => sealRelease({ command, entryHash }, publicKey, recordingKey)).toThrow(refused);
    // The same point as encapsulated key in front of a ciphertext.
    const hostile = Buffer.concat([publicKey, Buffer.alloc(48)]);
    const { privateKey } = generateKeyPair();
    expect(() => openRelease({ command, entryHash }, privateKey, hostile)).toThrow('key-unusable');
  });

  it.each([0, 1, 31, 33, 64])('of %i bytes are refused', (length) => {
    expect(() => agreeWith(Buffer.alloc(length, 9))).toThrow('bad-public-key');
    expect(() => sealRelease({ command, entryHash }, Buffer.alloc(length, 9), recordingKey)).toThrow(
      'bad-public-key',
    );
  });

  it('that a pair was made with are taken', () => {
    for (let round = 0; round < 50; round += 1) {
      const pair = generateKeyPair();
      agreeWith(pair.publicKey);
      expect(importRecipient(pair.privateKey).publicKey).toEqual(pair.publicKey);
    }
  });

  it('are not derived from a private key of another length', () => {
    expect(() => importRecipient(Buffer.alloc(31))).toThrow(RangeError);
    expect(() => openRelease({ command, entryHash }, Buffer.alloc(33), Buffer.alloc(80))).toThrow(RangeError);
  });

  it('of a private key that its owner zeroed afterwards still opened what was opened before', () => {
    const pair = generateKeyPair();
    const sealed = sealRelease({ command, entryHash }, pair.publicKey, recordingKey);
    const opened = openRelease({ command, entryHash }, pair.privateKey, sealed);
    pair.privateKey.fill(0);
    expect(opened).toEqual(recordingKey);
  });
});
