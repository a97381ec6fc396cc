import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as recordCipher from '../../shared/node/record-cipher.ts';
import { Sealer, sealBuffer } from '../../shared/node/seal.ts';
import { SealedFile } from '../../shared/node/unseal.ts';
import { unsealBuffer } from './sealed-sample.ts';

type RecordKeys = recordCipher.RecordKeys;

/** Every pair of keys that was derived, so that its bytes can be looked at after its owner let go of it. */
const derived: RecordKeys[] = [];

vi.mock('../../shared/node/record-cipher.ts', async (importOriginal) => {
  const original = await importOriginal<typeof recordCipher>();
  return {
    ...original,
    deriveRecordKeys: (material: Buffer, salt: Buffer): RecordKeys => {
      const keys = original.deriveRecordKeys(material, salt);
      derived.push(keys);
      return keys;
    },
  };
});

const recording = '0d5e1c9a-3f52-4f0e-9a51-5f1f3f6f7a10';
const key = Buffer.alloc(32, 0x5a);
const isZero = (keys: RecordKeys): boolean => [...keys.key, ...keys.nonce].every((byte) => byte === 0);

/** The one pair of keys that was derived since the test began. */
function onlyKeys(): RecordKeys {
  const [keys] = derived;
  if (keys === undefined || derived.length !== 1) throw new Error('one pair of keys was expected');
  return keys;
}

describe('derived keys are zero in memory', () => {
  beforeEach(() => {
    derived.length = 0;
  });

  it('once a file is sealed, or given up', () => {
    sealBuffer(Buffer.from('sound'), { recording, key });
    expect(isZero(onlyKeys())).toBe(true);
    derived.length = 0;
    const sealer = new Sealer({ recording, key });
    expect(isZero(onlyKeys())).toBe(false);
    sealer.dispose();
    expect(isZero(onlyKeys())).toBe(true);
  });

  it('once a reader is disposed of', async () => {
    const sealed = sealBuffer(Buffer.from('sound'), { recording, key });
    derived.length = 0;
    const source = { length: sealed.length, readAt: () => Promise.resolve(sealed) };
    const reader = (await SealedFile.open({ source, recording })).unlock({ key });
    expect(isZero(onlyKeys())).toBe(false);
    reader.dispose();
    expect(isZero(onlyKeys())).toBe(true);
  });

  it('once a file in memory was opened, also when it was damaged', async () => {
    const sealed = sealBuffer(Buffer.from('sound'), { recording, key });
    derived.length = 0;
    await unsealBuffer(sealed, { recording, key });
    expect(isZero(onlyKeys())).toBe(true);
    derived.length = 0;
    sealed[60] = (sealed[60] ?? 0) ^ 1;
    await expect(unsealBuffer(sealed, { recording, key })).rejects.toThrow('recording-damaged');
    expect(isZero(onlyKeys())).toBe(true);
  });
});
