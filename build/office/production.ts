import { startDatabase } from './database.ts';
import type { OfficeParts } from './office.ts';
import { debianPostgres17 } from './postgres-binaries.ts';
import { type SambaDirectory, startSamba, whyNoSamba } from './samba.ts';

/** Why an office as in production cannot stand here, in words for the line above a skipped test; `null` when it can. */
export function whyNoProduction(): string | null {
  if (debianPostgres17() === null) return 'PostgreSQL 17 of Debian is neither installed nor unpacked';
  return whyNoSamba();
}

/** Directory and database as an office has them: an Active Directory domain controller, and Debian’s PostgreSQL 17. */
export const productionParts: OfficeParts<SambaDirectory> = {
  startDirectory: startSamba,
  startDatabase: (certificates) => startDatabase({ certificates, postgresBin: debianPostgres17() ?? '' }),
};
