import type { KeyObject } from 'node:crypto';
import type { Command } from '../../shared/ledger/kinds.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { entryFault, parsePayload } from '../../shared/node/ledger.ts';
import { openRelease } from '../../shared/node/release.ts';
import { fail } from '../failed.ts';
import type { Answer } from '../session/current.ts';

export type Release = {
  entry: Payload<'release'>;
  seq: number;
  /** The entry's place in the chain. */
  sealed: { seq: number; prev: Buffer; hash: Buffer };
  key: Buffer;
};

/**
 * Opens the keeper's answer to one's own request. The caller zeroes `key`. Fails with 'answer-untrusted' for anything that the pinned
 * keeper did not sign for exactly this request, with 'answer-late' where the key's sixty seconds have passed.
 * SECURITY: hash, signature and content are checked before the key is used: a database that hands out other people's
 * answers, or its own, gets no further than here.
 */
export function openAnswer(
  answer: Answer,
  asked: Command<'listen'>,
  login: string,
  privateKey: Buffer,
  keeper: KeyObject,
): Release {
  const { seq, prev, payload, hash, signature, sealed } = answer;
  if (seq === null || prev === null || payload === null || hash === null || signature === null)
    fail('answer-untrusted');
  if (entryFault({ seq, prev, payload, hash, signature }, keeper) !== null) fail('answer-untrusted');
  const entry = parsePayload(payload);
  if (!isOwn(entry, answer.command, asked, login)) fail('answer-untrusted');
  if (sealed === null) fail('answer-late');
  const key = openRelease({ command: answer.command, entryHash: hash }, privateKey, sealed);
  return { entry, seq, sealed: { seq, prev, hash }, key };
}

function isOwn(
  entry: Payload,
  command: string,
  asked: Command<'listen'>,
  login: string,
): entry is Payload<'release'> {
  return (
    entry.kind === 'release' &&
    entry.command === command &&
    entry.login === login &&
    entry.recording === asked.recording &&
    entry.publicKey === asked.publicKey &&
    (asked.act === null || entry.act === asked.act) &&
    (asked.ground === null || entry.case === asked.ground.case)
  );
}
