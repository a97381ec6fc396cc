import { randomBytes, randomUUID, sign, verify, type KeyObject } from 'node:crypto';
import { sha256 } from './ledger.ts';
import { uuidBytes } from './uuid.ts';

/**
 * Signed requests: whoever owns the database asks in nobody else's name.
 * `digest = SHA-256(salt ‖ kind ‖ 0 ‖ body)`; the signature is Ed25519 over
 * `"odsluch-request-v1\0" ‖ ledger key (32) ‖ session (16) ‖ id (16) ‖ seen as int8 ‖ digest`.
 */
const domain = Buffer.from('odsluch-request-v1\0', 'ascii');
export const saltLength = 16;

/** A request as it goes into the queue. */
export type SignedRequest = {
  /** Made by the sender; the entry that answers it has it as its command. */
  id: string;
  /** The `session` (of a program: the `sender`) under whose key it is signed: that one's own id. */
  session: string;
  kind: string;
  /** JSON. */
  body: string;
  salt: Buffer;
  /** Time of the newest pulse that the sender had verified, milliseconds since 1970. */
  seen: number;
  signature: Buffer;
  /** A password, sealed to the keeper's door key for exactly this request; null where none is asked for. */
  sealed: Buffer | null;
  /** A scanned paper with its salt before it, of which the body names the hash (`scannedPaper`); null where there is none. */
  scan: Buffer | null;
};

/** Who signs, and for which ledger. */
export type Signer = {
  session: string;
  privateKey: KeyObject;
  /** Raw public key of the pinned keeper, 32 bytes: a request that was made for one office means nothing in another. */
  ledgerKey: Buffer;
};

/** What of a request is signed. */
export type Signed = Pick<SignedRequest, 'session' | 'id' | 'seen'> & { digest: Buffer };

/** The commitment to what is asked: with the salt erased it tells nothing. */
export function requestDigest({ salt, kind, body }: Pick<SignedRequest, 'salt' | 'kind' | 'body'>): Buffer {
  return sha256(salt, kind, '\0', body);
}

/** The bytes under a request's signature. Throws TypeError for a malformed uuid. */
export function requestBytes({ session, id, seen, digest }: Signed, ledgerKey: Buffer): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigInt64BE(BigInt(seen));
  return Buffer.concat([domain, ledgerKey, uuidBytes(session), uuidBytes(id), time, digest]);
}

/**
 * Signs what `signer` asks for now. `seal` is given the SHA-256 of the signed bytes, to bind to them what goes beside them.
 * `id` is made here unless the request founds its own session.
 */
export function signRequest(
  { session, privateKey, ledgerKey }: Signer,
  {
    kind,
    body,
    seen,
    id = randomUUID(),
    scan = null,
  }: Pick<SignedRequest, 'kind' | 'seen'> & { body: object; id?: string; scan?: Buffer | null | undefined },
  seal: ((signedHash: Buffer) => Buffer) | null = null,
): SignedRequest {
  const asked = { id, session, kind, body: JSON.stringify(body), salt: randomBytes(saltLength), seen };
  const bytes = requestBytes({ ...asked, digest: requestDigest(asked) }, ledgerKey);
  return { ...asked, signature: sign(null, bytes, privateKey), sealed: seal && seal(sha256(bytes)), scan };
}

/** Whether the holder of `publicKey` asked for exactly this, of this ledger. */
export function signatureFits(
  signed: Signed,
  signature: Buffer,
  publicKey: KeyObject,
  ledgerKey: Buffer,
): boolean {
  return verify(null, requestBytes(signed, ledgerKey), publicKey, signature);
}

/** A request as the values of `submitStatement`. */
export function submitValues(request: SignedRequest): (string | number | Buffer | null)[] {
  const { id, session, kind, body, salt, seen, signature, sealed, scan } = request;
  return [id, session, kind, body, salt, seen, signature, sealed, scan];
}
