import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { seqOf, type Line } from './exported-chain.ts';
import { asOf, by, deputy, forged, listener, put, putRow, secretary } from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';

/** docs/verify.py on who holds an office, and what the desk alone does. */
const python = findPython();
if (python === null) it.skip(`docs/verify.py: ${noPython}`);
else verifyOffices(python);

function verifyOffices(command: string): void {
  const verify = ledgerVerifier(command);
  it.each<[string, string, (lines: Line[]) => unknown]>([
    ['Secretary and Mayor in one', 'confirmed', (all) => putRow(all, 'instrument 3', asOf(secretary))],
    [
      'an officer of a later day who listens',
      'a confirmation',
      (all) => {
        putRow(all, 'instrument 2', { to: '2026-11-30' });
        putRow(all, 'instrument 3', { office: 'protection_officer', ...asOf(deputy), from: '2026-12-01' });
        putRow(all, 'its signature', asOf(deputy));
        put(all, 'a confirmation', by(listener));
      },
    ],
  ])('INV-61 names what nobody has together: %s', (_what, where, change) => {
    const lines = forged(change, 'a revocation');
    expect(faultOf(verify(lines))).toEqual([seqOf(lines, where), 'papers']);
  });

  it('INV-76 names another share that nobody of the desk confirmed', () => {
    const lines = forged((all) => put(all, 'incident 5', by(listener)), 'incident 5');
    expect(faultOf(verify(lines))).toEqual([seqOf(lines, 'incident 5'), 'papers']);
  });

  it('INV-80 names who hears in an office that excludes it, whatever was confirmed', () => {
    const docs = resolve(import.meta.dirname, '../../docs');
    // The rule alone: a ledger that gives somebody both is named at the confirmation already.
    const script = `import sys; sys.path.insert(0, ${JSON.stringify(docs)})
import verify
office = verify.Office()
for held in ("secretary", "protection_officer", "administrator"):
    office.appointed[held] = {"subjectGuid": held, "office": held, "deputy": False, "from": "2026-01-01", "to": None}
    office.people[held] = {"guid": held}
    for kind, who in (("release", {"guid": held}), ("release", {"guid": "a", "present": [held]}), ("joined", {"guid": "a", "subjectGuid": held})):
        try:
            verify.check_together(7, {"kind": kind, "at": "2026-11-25T08:00:00.000Z", **who}, office)
        except verify.Fault as fault:
            print(held, str(fault)[:21])`;
    const { stdout } = spawnSync(command, ['-I', '-B', '-c', script], { encoding: 'utf8' });
    const named = ['protection_officer', 'administrator'].flatMap((held) =>
      Array<string>(3).fill(`${held} FAULT entry 7: rights`),
    );
    expect(stdout.trim().split('\n')).toEqual(named);
  });
}
