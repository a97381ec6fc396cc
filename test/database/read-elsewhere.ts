import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { exportLedger } from '../../server/verify/export.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { FoundFault } from '../../server/verify/result.ts';
import { findPython, runReader } from '../unit/python.ts';
import type { TestOffice } from './support.ts';

/** What our verification finds in the ledger of an office; null: nothing. */
export async function faultIn({
  superuser,
  options,
  keeperPublicKey,
}: TestOffice): Promise<FoundFault | null> {
  const asked = { source: superuser, journal: options.journal, quick: false, keeperKey: keeperPublicKey };
  return (await verifyLedger(asked)).fault;
}

/** What `docs/verify.py` says of its export: somebody who has nothing of ours; „OK” where there is no Python. */
export async function readElsewhere({ folder, superuser, keeperPublicKey }: TestOffice): Promise<string> {
  const file = join(folder, `export-${randomUUID()}`);
  await exportLedger(superuser, file);
  const python = findPython();
  if (python === null) return 'OK';
  const { out, error } = runReader(python, 'verify.py', [file, '--keeper', keeperPublicKey]);
  return out + error;
}
