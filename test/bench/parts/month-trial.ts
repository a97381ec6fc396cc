import type { Vouched } from '../../../server/entries/recording.ts';
import { tryKey as tryFile, type Trial } from '../../../server/entries/trial.ts';
import type { Desk } from '../../../server/entries/request.ts';
import { generateRecipient } from '../../../shared/node/hpke.ts';
import { openForKeeper, sealForKeeper } from '../../../shared/node/release.ts';

/** In the place of a key's file: as before, an envelope to the keeper's pair of the month, which each request opens. */
export * from '../../../server/entries/trial.ts';

const month = generateRecipient();
const wrapped = new Map<string, Buffer>();

export function tryKey(desk: Pick<Desk, 'keys'>, manifest: Vouched | null): Trial {
  const { recording = '' } = manifest ?? {};
  const known = wrapped.get(recording);
  if (known === undefined) {
    const trial = tryFile(desk, manifest);
    if ('key' in trial) wrapped.set(recording, sealForKeeper(recording, month.publicKey, trial.key));
    return trial;
  }
  const key = openForKeeper(recording, month, known);
  return key === null ? { reason: 'key-unusable' } : { key };
}
