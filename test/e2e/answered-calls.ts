import { randomBytes } from 'node:crypto';
import { record } from './exchange.ts';
import { entriesOf } from './ledger.ts';
import { expect, type RunningOffice } from './office.ts';

export const department = 'Kancelaria Ogólna';
const seconds = 10;

/** Three calls of each clerk, who was registered before they began: a call of somebody whom nobody knew then is drawn for nothing. */
export async function answeredCalls(office: RunningOffice, clerks: readonly string[]): Promise<void> {
  const known = await entriesOf(office, 'person');
  const since = Math.max(...known.map(({ payload }) => Date.parse(payload.at)));
  await expect.poll(() => Date.now() - since, { timeout: 30_000 }).toBeGreaterThan((seconds + 2) * 1000);
  for (const [place, login] of clerks.entries())
    for (const nth of [1, 2, 3]) {
      const at = Date.now() - (seconds + 1) * 1000;
      const { displayName: answeredBy } = office.person(login);
      const call = {
        startedAt: new Date(at).toISOString(),
        callGroup: `${Math.floor(at / 1000)}.${place}${nth}`,
      };
      const facts = { ...call, department, answeredBy, answeredLogin: login };
      await record(office, facts, randomBytes(seconds * 8_000));
    }
}
