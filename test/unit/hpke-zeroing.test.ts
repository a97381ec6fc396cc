import type * as crypto from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { agreeWith, generateKeyPair, hpkeOpen, hpkeSeal } from '../../shared/node/hpke.ts';

/** Every secret that node:crypto was given, or gave, on the way into or out of an envelope: the buffers themselves. */
const secrets: Buffer[] = [];

vi.mock('node:crypto', async (importOriginal) => {
  const original = await importOriginal<typeof crypto>();
  const noting = <Made extends Buffer>(made: Made): Made => {
    secrets.push(made);
    return made;
  };
  return {
    ...original,
    diffieHellman: (...asked: Parameters<typeof crypto.diffieHellman>) =>
      noting(original.diffieHellman(...asked)),
    createHmac: (hash: string, key: Buffer) => {
      if (key.length > 0) noting(key);
      return original.createHmac(hash, key);
    },
    createCipheriv: (
      name: crypto.CipherGCMTypes,
      key: Buffer,
      nonce: Buffer,
      options: crypto.CipherGCMOptions,
    ) => original.createCipheriv(name, noting(key), nonce, options),
    createDecipheriv: (
      name: crypto.CipherGCMTypes,
      key: Buffer,
      nonce: Buffer,
      options: crypto.CipherGCMOptions,
    ) => {
      const decipher = original.createDecipheriv(name, noting(key), nonce, options);
      const update = decipher.update.bind(decipher);
      return Object.assign(decipher, { update: (sealed: Buffer) => noting(update(sealed)) });
    },
  };
});

const pair = generateKeyPair();
const info = Buffer.from('odsluch');
const content = Buffer.alloc(32, 0x5a);
const sealed = hpkeSeal({ publicKey: pair.publicKey, info }, content);
const allZero = (): boolean => secrets.every((bytes) => bytes.every((byte) => byte === 0));

describe('the secrets of an envelope are zero in memory', () => {
  beforeEach(() => {
    secrets.length = 0;
  });

  it('once it is sealed', () => {
    hpkeSeal({ publicKey: pair.publicKey, info }, content);
    // The agreement, the secrets under which labels were extracted and expanded, and the key.
    expect(secrets.length).toBeGreaterThanOrEqual(5);
    expect(allZero()).toBe(true);
  });

  it('and what was agreed on seals no second one', () => {
    const agreement = agreeWith(pair.publicKey);
    const first = hpkeSeal({ publicKey: agreement, info }, content);
    expect(hpkeOpen({ privateKey: pair.privateKey, info }, first)).toEqual(content);
    expect(() => hpkeSeal({ publicKey: agreement, info }, content)).toThrow('bad-public-key');
  });

  it('once it is opened, but for what was in it', () => {
    const opened = hpkeOpen({ privateKey: pair.privateKey, info }, sealed);
    expect(opened).toEqual(content);
    expect(secrets.splice(secrets.indexOf(opened), 1)).toEqual([content]);
    expect(secrets.length).toBeGreaterThanOrEqual(4);
    expect(allZero()).toBe(true);
  });

  it('once it was found to be damaged, what was in it included', () => {
    const damaged = Buffer.from(sealed);
    damaged[79] = (damaged[79] ?? 0) ^ 1;
    expect(() => hpkeOpen({ privateKey: pair.privateKey, info }, damaged)).toThrow('key-unusable');
    expect(secrets.length).toBeGreaterThanOrEqual(5);
    expect(allZero()).toBe(true);
  });
});
