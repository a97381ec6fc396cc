import { Client } from 'ldapts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import type { RunningDirectory } from '../../build/office/people-types.ts';
import { startSamba, whyNoSamba } from '../../build/office/samba.ts';
import { openDirectory } from '../../server/keeper/directory.ts';
import { directoryContract } from './directory.contract.ts';
import { personOf, seed } from './people.fixture.ts';

const name = 'a real Active Directory domain controller (Samba)';
const reason = whyNoSamba();
const start = async (): Promise<RunningDirectory> =>
  startSamba({ ...seed, certificates: await createOfficeCa() });

function twoAtOnce(): void {
  let both: RunningDirectory[] = [];
  beforeAll(async () => {
    both = await Promise.all([start(), start()]);
  });
  afterAll(async () => {
    await Promise.all(both.map((one) => one.stop()));
  });

  it('have addresses of their own and know people by the same objectGUID, as the directory itself reads it', async () => {
    expect(new Set(both.map(({ url }) => url)).size).toBe(2);
    for (const { url, ca, serviceAccount } of both) {
      const client = new Client({ url, tlsOptions: { ca: [ca] } });
      await client.bind(serviceAccount.bindName, serviceAccount.password);
      const base = `<GUID=${personOf('jkowalska').guid}>`;
      const { searchEntries } = await client.search(base, { scope: 'base', attributes: ['sAMAccountName'] });
      expect(searchEntries.map((entry) => entry['sAMAccountName'])).toEqual(['jkowalska']);
      await client.unbind();
    }
  });

  it('do not pass the domain’s lockout settings for those of an account, which an ordinary account may not read', async () => {
    const [running] = both;
    const directory = openDirectory(running as RunningDirectory);
    expect(await directory.tries(personOf('hstarohaslo').guid)).toMatchObject({ threshold: null });
    await directory.dispose();
  });
}

if (reason) {
  it.skip(`${name}: ${reason}`);
} else {
  describe(name, () => directoryContract(start));
  describe('two domain controllers at once', twoAtOnce);
}
