import { spawnSync } from 'node:child_process';

/** Why a reader in Python cannot be run here, in one sentence for the report. */
export const noPython =
  'neither /usr/bin/python3 nor python3 has the package cryptography (Debian: python3-cryptography)';

/** A Python that has what docs/verify.py and docs/unseal.py need; null where there is none. */
export function findPython(): string | null {
  const imports = 'from cryptography.hazmat.primitives.asymmetric import ed25519';
  const found = ['/usr/bin/python3', 'python3'].find(
    (command) => spawnSync(command, ['-I', '-c', imports]).status === 0,
  );
  return found ?? null;
}
