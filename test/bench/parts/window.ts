import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkstation, type Workstation } from '../../../build/window/program.ts';

/**
 * A workstation with our program and those that it is measured against (`test/bench/players`). All run under the same account, sandboxed, with the
 * same runtime, each start with a new profile: what differs is the program.
 */
export type BenchWorkstation = Workstation & { player(name: string): string };

export async function startWorkstation(root: string, runtime: string): Promise<BenchWorkstation> {
  const workstation = await openWorkstation({ root, runtime });
  const players = join(workstation.folder, '../players');
  cpSync(join(root, 'test/bench/players'), players, { recursive: true });
  cpSync(join(root, 'node_modules/wavesurfer.js/dist'), join(players, 'wavesurfer/lib'), { recursive: true });
  return { ...workstation, player: (name) => join(players, name) };
}
