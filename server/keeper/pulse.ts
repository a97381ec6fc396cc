import type { KeyObject } from 'node:crypto';
import { generateRecipient, type Recipient } from '../../shared/node/hpke.ts';
import { signPulse, type Pulse } from '../../shared/node/pulse.ts';
import { openForKeeper } from '../../shared/node/release.ts';
import { openPassword, type Purpose } from '../../shared/node/session.ts';

/** A door key is offered for so long, and opens what was sealed to it for a little longer. Milliseconds. */
const offered = 3_600_000;
const grace = 300_000;
/** A request is signed over a pulse no older than this. Milliseconds. */
const freshness = 60_000;

type DoorKey = Recipient & { end: number };

/**
 * The keeper's signs of life, and the door key that they offer.
 * SECURITY: the door key is in memory alone and lives for an hour: no backup opens a password or the key of a recording on its way in,
 * and what was written down of either can be read by nobody afterwards.
 */
export class Pulses {
  #newest = -Infinity;
  #door: DoorKey | null = null;
  #former: DoorKey | null = null;

  /** The next pulse, dated `time` of the keeper's own clock, over the newest entry of the journal. */
  next(
    time: number,
    head: { seq: number; hash: Buffer },
    signingKey: KeyObject,
  ): Pulse & { signature: Buffer } {
    const { publicKey: doorKey, end: doorEnd } = this.#doorAt(time);
    const pulse = { time, seq: head.seq, hash: head.hash, doorKey, doorEnd };
    this.#newest = time;
    return { ...pulse, signature: signPulse(pulse, signingKey) };
  }

  /**
   * Whether whoever had seen a pulse of the instant `seen` may have asked just now.
   * SECURITY: a request that was held back, and one that was dated ahead to be held back, are not heeded.
   */
  isFresh(seen: number, now: number): boolean {
    return seen >= now - freshness && seen <= this.#newest;
  }

  /** The bytes of a password that was sealed for exactly this request; null where neither key opens it. The caller zeroes them. */
  openPassword(sealed: Buffer, purpose: Purpose, signedHash: Buffer): Buffer | null {
    return this.#open((key) => openPassword(sealed, purpose, signedHash, key));
  }

  /** The key of a recording, 32 bytes, that ingest sealed; null where neither key opens it. The caller zeroes them. */
  openRecordingKey(recording: string, sealed: Buffer): Buffer | null {
    return this.#open((key) => openForKeeper(recording, key, sealed));
  }

  #open(open: (key: Recipient) => Buffer | null): Buffer | null {
    return (this.#door && open(this.#door)) ?? (this.#former && open(this.#former));
  }

  #doorAt(now: number): DoorKey {
    if (this.#former !== null && now >= this.#former.end + grace) this.#former = null;
    if (this.#door !== null && now < this.#door.end) return this.#door;
    this.#former = this.#door;
    this.#door = { ...generateRecipient(), end: now + offered };
    return this.#door;
  }
}
