import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quarantineFolder, type Plan } from './plan.ts';

/** Moves a file that cannot become a recording, with its description, into `quarantine/`, and writes the reason beside it. */
export async function quarantine(folder: string, plan: Extract<Plan, { kind: 'quarantine' }>): Promise<void> {
  const target = join(folder, quarantineFolder);
  await mkdir(target, { recursive: true, mode: 0o700 });
  await writeFile(join(target, `${plan.name}.reason.txt`), `${plan.sentence}\n`, { mode: 0o600 });
  await rename(join(folder, plan.name), join(target, plan.name));
  if (plan.sidecar !== null) await rename(join(folder, plan.sidecar), join(target, plan.sidecar));
}
