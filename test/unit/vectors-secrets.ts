import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { importRecipient } from '../../shared/node/hpke.ts';
import { sha256 } from '../../shared/node/ledger.ts';

/** Every secret of the vectors comes from a word that stands in docs/formats.md: they protect nothing. */
export const secret = (name: string): Buffer => sha256(`odsluch vector: ${name}`);

/** A salt of RFC 8188 or of an entry's words. */
export const saltOf = (name: string): Buffer => secret(`salt of ${name}`).subarray(0, 16);

/** The public half of the X25519 key that a word stands for. */
export const publicKeyOf = (name: string): Buffer => importRecipient(secret(name)).publicKey;
/** The same in base64. */
export const agreementKeyOf = (name: string): string => publicKeyOf(name).toString('base64');

/** A uuid of version 4 out of a word. */
export function uuidOf(name: string): string {
  const bytes = secret(name).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** An Ed25519 key out of its 32 bytes (RFC 8410), and its public half as an office pins it. */
export function signingKeyOf(raw: Buffer): { privateKey: KeyObject; publicKey: string; pinned: string } {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), raw]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const publicKey = Buffer.from(x, 'base64url').toString('base64');
  return { privateKey, publicKey, pinned: `ed25519:${publicKey}` };
}
