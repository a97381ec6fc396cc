import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkPublicKey, generateKeyPair, hpkeOpen, hpkeSeal, publicKeyOf } from '../../shared/node/hpke.ts';
import { openRelease, sealRelease, unwrapRecordingKey, wrapRecordingKey } from '../../shared/node/release.ts';
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

  it('AES-256-GCM: the product opens the published ciphertext', async () => {
    expect(publicKeyOf(own.skRm)).toEqual(own.pkRm);
    const opened = await hpkeOpen({ privateKey: own.skRm, info, additionalData: aad }, published);
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

  it('the second implementation opens what the product seals, and the other way round', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { publicKey, privateKey } = generateKeyPair();
      const text = randomBytes(round);
      const sealed = await hpkeSeal({ publicKey, info }, text);
      expect(referenceOpen(aes256, privateKeyOf(privateKey), sealed, info)).toEqual(text);
      const ephemeral = generateKeyPairSync('x25519').privateKey;
      const back = referenceSeal(aes256, ephemeral, publicKey, text, info);
      expect(await hpkeOpen({ privateKey, info }, back)).toEqual(text);
    }
  });
});

describe('a release', () => {
  it('opens for the app that asked, and is bound to its command and entry byte by byte', async () => {
    const app = generateKeyPair();
    const sealed = await sealRelease({ command, entryHash }, app.publicKey, recordingKey);
    expect(sealed.length).toBe(80);
    expect(await openRelease({ command, entryHash }, app.privateKey, sealed)).toEqual(recordingKey);

    const info = Buffer.concat([
      Buffer.from('odsluch-release-v1\0'),
      hex('6a2f41a3c54c4fca9bb11f0a5e2d7c33'),
      entryHash,
    ]);
    expect(referenceOpen(aes256, privateKeyOf(app.privateKey), sealed, info)).toEqual(recordingKey);
  });

  it('does not open for another app, another command, another entry, or once changed', async () => {
    const app = generateKeyPair();
    const sealed = await sealRelease({ command, entryHash }, app.publicKey, recordingKey);
    const open = (binding = { command, entryHash }, key = app.privateKey, bytes = sealed): Promise<Buffer> =>
      openRelease(binding, key, bytes);
    await expect(open({ command: recording, entryHash })).rejects.toThrow('key-unusable');
    await expect(open({ command, entryHash: Buffer.alloc(32, 0xe2) })).rejects.toThrow('key-unusable');
    await expect(open(undefined, generateKeyPair().privateKey)).rejects.toThrow('key-unusable');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(open(undefined, undefined, changed), `byte ${at}`).rejects.toThrow('key-unusable');
    }
    for (const bytes of [Buffer.alloc(0), sealed.subarray(0, 47), sealed.subarray(0, 79), Buffer.alloc(80)]) {
      await expect(open(undefined, undefined, bytes)).rejects.toThrow('key-unusable');
    }
    await expect(open(undefined, undefined, Buffer.concat([sealed, Buffer.alloc(1)]))).rejects.toThrow();
  });

  it('is another each time, so that two releases of one recording cannot be compared', async () => {
    const { publicKey } = generateKeyPair();
    const first = await sealRelease({ command, entryHash }, publicKey, recordingKey);
    expect(await sealRelease({ command, entryHash }, publicKey, recordingKey)).not.toEqual(first);
  });

  it('is not made for a malformed command, entry or key', async () => {
    const { publicKey } = generateKeyPair();
    const seal = (binding: { command: string; entryHash: Buffer }, key = recordingKey): Promise<Buffer> =>
      sealRelease(binding, publicKey, key);
    await expect(seal({ command: command.toUpperCase(), entryHash })).rejects.toThrow(TypeError);
    await expect(seal({ command, entryHash: entryHash.subarray(1) })).rejects.toThrow(RangeError);
    await expect(seal({ command, entryHash }, recordingKey.subarray(1))).rejects.toThrow(RangeError);
  });
});

describe('a wrapped recording key', () => {
  const binding = { recording, wrappingKeyId: '2026-11' };

  it('opens with its wrapping key for its recording and month only', async () => {
    const wrapping = generateKeyPair();
    const wrapped = await wrapRecordingKey(binding, wrapping.publicKey, recordingKey);
    expect(await unwrapRecordingKey(binding, wrapping.privateKey, wrapped)).toEqual(recordingKey);
    const info = Buffer.concat([
      Buffer.from('odsluch-wrap-v1\0'),
      hex('0d5e1c9a3f524f0e9a515f1f3f6f7a10'),
      Buffer.from('2026-11'),
    ]);
    expect(referenceOpen(aes256, privateKeyOf(wrapping.privateKey), wrapped, info)).toEqual(recordingKey);

    const unwrap = (other: Partial<typeof binding>): Promise<Buffer> =>
      unwrapRecordingKey({ ...binding, ...other }, wrapping.privateKey, wrapped);
    await expect(unwrap({ recording: command })).rejects.toThrow('key-unusable');
    await expect(unwrap({ wrappingKeyId: '2026-12' })).rejects.toThrow('key-unusable');
  });

  it('cannot be passed off as a release', async () => {
    const pair = generateKeyPair();
    const wrapped = await wrapRecordingKey(binding, pair.publicKey, recordingKey);
    await expect(openRelease({ command: recording, entryHash }, pair.privateKey, wrapped)).rejects.toThrow(
      'key-unusable',
    );
  });
});

describe('public keys', () => {
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

  it.each(lowOrder)('of low order are refused: %s', async (text) => {
    const publicKey = hex(text);
    const refused: unknown = expect.objectContaining({ name: 'HpkeError', code: 'bad-public-key' });
    expect(() => checkPublicKey(publicKey)).toThrow(refused);
    await expect(sealRelease({ command, entryHash }, publicKey, recordingKey)).rejects.toEqual(refused);
    // The same point as encapsulated key in front of a ciphertext.
    const hostile = Buffer.concat([publicKey, Buffer.alloc(48)]);
    const { privateKey } = generateKeyPair();
    await expect(openRelease({ command, entryHash }, privateKey, hostile)).rejects.toThrow('key-unusable');
  });

  it.each([0, 1, 31, 33, 64])('of %i bytes are refused', async (length) => {
    expect(() => checkPublicKey(Buffer.alloc(length, 9))).toThrow('bad-public-key');
    await expect(sealRelease({ command, entryHash }, Buffer.alloc(length, 9), recordingKey)).rejects.toThrow(
      'bad-public-key',
    );
  });

  it('that a pair was made with are taken', () => {
    for (let round = 0; round < 50; round += 1) {
      const pair = generateKeyPair();
      checkPublicKey(pair.publicKey);
      expect(publicKeyOf(pair.privateKey)).toEqual(pair.publicKey);
    }
  });

  it('are not derived from a private key of another length', async () => {
    expect(() => publicKeyOf(Buffer.alloc(31))).toThrow(RangeError);
    await expect(openRelease({ command, entryHash }, Buffer.alloc(33), Buffer.alloc(80))).rejects.toThrow(
      RangeError,
    );
  });

  it('of a private key that its owner zeroed afterwards still opened what was opened before', async () => {
    const pair = generateKeyPair();
    const sealed = await sealRelease({ command, entryHash }, pair.publicKey, recordingKey);
    const opening = openRelease({ command, entryHash }, pair.privateKey, sealed);
    const opened = await opening;
    pair.privateKey.fill(0);
    expect(opened).toEqual(recordingKey);
  });
});
