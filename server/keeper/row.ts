import { isIP } from 'node:net';
import type { Asked } from '../../shared/ledger/head.ts';
import { requestDigest, saltLength, type Signed } from '../../shared/node/request.ts';

/** What was signed, where it came signed. */
export type Signature = Signed & { salt: Buffer; signature: Buffer };

/** A row of the queue as it stands there; nothing of it is believed. */
export type Row = {
  id: string;
  kind: string;
  login: string;
  body: string;
  address: string | null;
  session: string | null;
  salt: Buffer | null;
  seen: string | null;
  signature: Buffer | null;
  sealed: Buffer | null;
  /** Through the door, in whose name. */
  claimed: string | null;
  now: Date;
};

/**
 * What a row says that was signed; null where something of it is missing, or cannot be signed.
 * SECURITY: an instant that is none would end the keeper, again after each start; under a salt of another length the same signature would
 * fit another kind.
 */
export function signatureOf({ id, session, kind, body, salt, seen, signature }: Row): Signature | null {
  if (session === null || salt === null || seen === null || signature === null) return null;
  if (salt.length !== saltLength || !Number.isSafeInteger(Number(seen))) return null;
  return { id, session, salt, signature, seen: Number(seen), digest: requestDigest({ salt, kind, body }) };
}

/**
 * Where a row came from.
 * SECURITY: it goes into what is signed and never erased: whoever answers in the server's place writes nobody's name there.
 */
export function addressOf({ address }: Pick<Row, 'address'>): string | null {
  return address !== null && isIP(address) > 0 ? address : null;
}

/** The same as the entry that answers repeats it; `session` = seq of the entry that has the key. */
export function askedOf(signed: Signature, session: number | null, password: boolean): Asked {
  const { seen, digest, signature } = signed;
  return {
    ...{ session, seen, password },
    ...{ digest: digest.toString('hex'), signature: signature.toString('base64') },
  };
}
