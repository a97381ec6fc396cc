import { createPublicKey, sign, verify } from 'node:crypto';
import type { Signer } from '../../shared/node/request.ts';

const domain = Buffer.from('odsluch-row-v1\0', 'ascii');
const digestLength = 32;

const signed = ({ ledgerKey }: Signer, digest: Buffer): Buffer => Buffer.concat([domain, ledgerKey, digest]);

/** Our word on a row, for the run after this one: its digest (32 bytes) ‖ Ed25519 over "odsluch-row-v1\0" ‖ ledger key ‖ digest. */
export function pledge(signer: Signer, digest: string): Buffer {
  const bytes = Buffer.from(digest, 'hex');
  return Buffer.concat([bytes, sign(null, signed(signer, bytes), signer.privateKey)]);
}

/**
 * The digest, hex, that we gave our word on; null where it is not ours, or of a key before this one.
 * SECURITY: it stands in the database, beside the row. Whoever changes both cannot sign again.
 */
export function pledged(signer: Signer, word: Buffer | null): string | null {
  const digest = word?.subarray(0, digestLength) ?? Buffer.alloc(0);
  const holds =
    word !== null &&
    verify(null, signed(signer, digest), createPublicKey(signer.privateKey), word.subarray(digestLength));
  return holds ? digest.toString('hex') : null;
}
