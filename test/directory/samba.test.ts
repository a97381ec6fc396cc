import { describe, it } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { startSamba, whyNoSamba } from '../../build/office/samba.ts';
import { directoryContract } from './directory.contract.ts';
import { seed } from './people.fixture.ts';

const reason = whyNoSamba();

if (reason) {
  it.skip(`a real Active Directory domain controller (Samba): ${reason}`);
} else {
  describe('a real Active Directory domain controller (Samba)', () => {
    directoryContract(async () => startSamba({ ...seed, certificates: await createOfficeCa() }));
  });
}
