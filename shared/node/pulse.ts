import { sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { key32 } from '../ledger/head.ts';
import { hex32 } from '../values.ts';

/**
 * The keeper's sign of life, each five seconds: Ed25519 over
 * `"odsluch-pulse-v1\0" ‖ time as int8 ‖ seq as int8 ‖ hash (32) ‖ door key (32) ‖ end of the door key as int8`.
 */
const domain = Buffer.from('odsluch-pulse-v1\0', 'ascii');

export type Pulse = {
  /** The keeper's own clock, milliseconds since 1970. */
  time: number;
  /** The newest entry in the keeper's journal. */
  seq: number;
  hash: Buffer;
  /** X25519, raw; passwords are sealed to it. New each hour, in the keeper's memory alone. */
  doorKey: Buffer;
  /** From then on nothing is sealed to it any more; milliseconds since 1970. */
  doorEnd: number;
};

/** What `api.pulse()` answers. */
export const pulseRow = z.strictObject({
  time: z.int(),
  seq: z.int().min(1),
  hash: hex32,
  doorKey: key32,
  doorEnd: z.int(),
  signature: z.base64(),
  /** The least version of the program that may sign in. */
  leastApp: z.string(),
});
type PulseRow = z.infer<typeof pulseRow>;

export function signPulse(pulse: Pulse, privateKey: KeyObject): Buffer {
  return sign(null, pulseBytes(pulse), privateKey);
}

/**
 * The pulse in an answer of the database; null unless the keeper signed it.
 * SECURITY: without it the database could hand out a door key of its own, and read every password.
 */
export function readPulse({ hash, doorKey, signature, ...row }: PulseRow, keeper: KeyObject): Pulse | null {
  const { time, seq, doorEnd } = row;
  const pulse = {
    ...{ time, seq, doorEnd },
    hash: Buffer.from(hash, 'hex'),
    doorKey: Buffer.from(doorKey, 'base64'),
  };
  return verify(null, pulseBytes(pulse), keeper, Buffer.from(signature, 'base64')) ? pulse : null;
}

function pulseBytes({ time, seq, hash, doorKey, doorEnd }: Pulse): Buffer {
  return Buffer.concat([domain, int8(time), int8(seq), hash, doorKey, int8(doorEnd)]);
}

function int8(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}
