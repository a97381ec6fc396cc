import { generateKeyPairSync, verify } from 'node:crypto';
import { drawnOffice } from '../unit/drawn-office.ts';
import { inTurns, median, timed, usualRounds } from './measure.ts';
import { lessIsBetter, type Bench } from './row.ts';

const calls = 10_000;
const size = 24;

/** Calls are drawn for a review of quality, each held against its entry and its words, against checking the signatures of the same entries. */
export const drawing: Bench = {
  name: 'draw',
  rows: async ({ say }) => {
    say(`${calls} calls are taken in …`);
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const office = drawnOffice('a large office', calls, privateKey);
    const change = {
      size,
      perPerson: 10,
      shortestS: 0,
      longestMin: 60,
      departments: ['Kancelaria', 'Podatki'],
    };
    const draw = office.approve(1, change);
    const check = async (): Promise<void> => {
      await Promise.resolve();
      for (const [at, hash] of office.hashes.entries())
        if (!verify(null, hash, publicKey, office.signatures[at] ?? hash))
          throw new Error('a false signature');
    };
    const { ours, other } = await inTurns(usualRounds, {
      ours: () => timed(draw),
      other: () => timed(check),
    });
    const name = `a draw of ${size} from ${calls} calls ÷ checking their signatures`;
    return [lessIsBetter({ name, unit: 'ms', goal: '≤ 1.5' }, median(ours), median(other))];
  },
};
