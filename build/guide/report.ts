import type { Client } from 'pg';
import type { Step, Walk } from './steps.ts';

type Entry = { seq: string; kind: string; reason: string | null; login: string };

/**
 * Performs steps of the tour and tells of each how many inputs it needed and what the ledger has since. `atMost`: more inputs than a step may take fail
 * the tour.
 */
export async function telling(
  { album, hand }: Walk,
  ledger: Client,
  atMost: Readonly<Record<string, number>>,
): Promise<(words: string, step: Step, walk: Walk) => Promise<void>> {
  let seen = 0;
  const newEntries = async (): Promise<Entry[]> => {
    const { rows } = await ledger.query<Entry>(
      "SELECT seq, kind, payload::jsonb ->> 'reason' AS reason, login FROM office.entry WHERE seq > $1 ORDER BY seq",
      [seen],
    );
    seen = Number(rows.at(-1)?.seq ?? seen);
    return rows;
  };
  await newEntries();
  return async (words, step, walk) => {
    const before = hand.inputs();
    await step(walk);
    const inputs = hand.inputs() - before;
    const most = atMost[words];
    if (most !== undefined && inputs > most) throw new Error(`${inputs} inputs, at most ${most} allowed`);
    album.say(`${words}\n   działania: ${inputs}${most === undefined ? '' : ` (najwyżej ${most})`}`);
    for (const { seq, kind, reason, login } of await newEntries())
      album.say(`   księga: wpis ${seq} ${kind}${reason === null ? '' : ` – ${reason}`} (${login})`);
  };
}
