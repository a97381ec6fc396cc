import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { entryFault } from '../../shared/node/ledger.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { entriesOfDatabase, type FoundEntry } from '../../server/verify/source.ts';
import { inTurns, median, timed } from './measure.ts';
import { startLongLedger } from './parts/long-ledger.ts';
import { moreIsBetter, type Bench } from './row.ts';

/** A verification takes seconds. */
const rounds = 9;
const entries = 5000;

/** The whole ledger, entry by entry: chain, hashes, signatures, words, journal, tables. */
export const verification: Bench = {
  name: 'verify',
  rows: async (context) => {
    const office = await startLongLedger(context.root, entries);
    const client = await office.superuser();
    try {
      const all = await inMemory(client);
      const key = pinnedKeeperKey(office.keeperPublicKey);
      const { journal } = office.settings;
      const verify = async (): Promise<void> => {
        const { fault, entries: seen } = await verifyLedger({
          source: client,
          journal,
          keeperKey: office.keeperPublicKey,
        });
        if (fault !== null || seen !== all.length)
          throw new Error(`the ledger does not verify: ${JSON.stringify(fault)}`);
      };
      const hashed = await inTurns(rounds, {
        ours: () => timed(verify),
        other: () => timed(() => hash(all)),
      });
      const checked = await inTurns(rounds, {
        ours: () => timed(verify),
        other: () => timed(() => all.forEach(({ entry }) => entryFault(entry, key))),
      });
      return [
        moreIsBetter(
          {
            name: `verification of ${all.length} entries ÷ SHA-256 of the same bytes`,
            unit: 'ms',
            goal: '≥ 0.45',
            stretch: '≥ 1.5',
          },
          median(hashed.ours),
          median(hashed.other),
        ),
        moreIsBetter(
          { name: 'the same ÷ hash and Ed25519 of the same entries, one core, nothing else', unit: 'ms' },
          median(checked.ours),
          median(checked.other),
        ),
      ];
    } finally {
      await client.end();
      await office.stop();
    }
  },
};

async function inMemory(client: Client): Promise<FoundEntry[]> {
  const all: FoundEntry[] = [];
  for await (const found of entriesOfDatabase(client)) all.push(found);
  return all;
}

/** What Node can do at best: each payload and its words once through SHA-256. */
function hash(all: readonly FoundEntry[]): void {
  for (const { entry, words } of all) {
    createHash('sha256').update(entry.payload).digest();
    if (words !== null) createHash('sha256').update(words.text).digest();
  }
}
