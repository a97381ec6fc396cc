import { describe } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { startDirectory } from '../../build/office/directory.ts';
import { directoryContract } from './directory.contract.ts';
import { seed } from './people.fixture.ts';

describe("the demo's directory", () => {
  directoryContract(async () => startDirectory({ ...seed, certificates: await createOfficeCa() }));
});
