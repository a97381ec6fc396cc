import { sign, verify, type KeyObject } from 'node:crypto';
import { sha256 } from './ledger.ts';
import type { Signer } from './request.ts';
import { uuidBytes } from './uuid.ts';

/**
 * Signed drafts: what is sealed later was typed by the person, whoever owns the database. The signature is Ed25519 over
 * `"odsluch-draft-v1\0" ‖ ledger key (32) ‖ session (16) ‖ about (16) ‖ saved as int8 ‖ SHA-256(text)`.
 */
const domain = Buffer.from('odsluch-draft-v1\0', 'ascii');

/** What is typed about an act (of reasons: a recording) and not entered yet. `saved`: milliseconds since 1970; of several the newest counts. */
export type Draft = { about: string; saved: number; text: string };
export type SignedDraft = Draft & { session: string; signature: Buffer };

function draftBytes(
  { about, saved, text, session }: Omit<SignedDraft, 'signature'>,
  ledgerKey: Buffer,
): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigInt64BE(BigInt(saved));
  return Buffer.concat([domain, ledgerKey, uuidBytes(session), uuidBytes(about), time, sha256(text)]);
}

export function signDraft({ session, privateKey, ledgerKey }: Signer, draft: Draft): SignedDraft {
  const signature = sign(null, draftBytes({ ...draft, session }, ledgerKey), privateKey);
  return { ...draft, session, signature };
}

/** Whether the holder of `publicKey` wrote exactly this. */
export function draftFits(draft: SignedDraft, publicKey: KeyObject, ledgerKey: Buffer): boolean {
  return verify(null, draftBytes(draft, ledgerKey), publicKey, draft.signature);
}
