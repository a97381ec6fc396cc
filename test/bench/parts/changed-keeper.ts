import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { nodeBundle } from '../../../build/node-bundle.ts';
import { startKeeperProcess } from '../../../build/office/keeper.ts';
import { startOffice, type OfficeOptions, type RunningOffice } from '../../../build/office/office.ts';

/** A module of the keeper that has another in its place where `importer` asks for it; ends of paths, `by` a part of the bench. */
type Change = { module: string; importer: string; by: string };

/** Builds the shipped program with that change into a folder. */
export async function buildChanged(root: string, folder: string, change: Change): Promise<void> {
  const { module, importer, by } = change;
  const changed: Plugin = {
    name: 'odsluch-changed',
    enforce: 'pre',
    resolveId: (source, from) =>
      source.endsWith(module) && from?.endsWith(importer) === true
        ? join(root, 'test/bench/parts', by)
        : null,
  };
  await build({
    ...nodeBundle(join(folder, 'out/server'), { 'odsluch-server': join(root, 'server/main.ts') }),
    ...{ root, configFile: false, logLevel: 'silent', plugins: [changed] },
  });
}

/** An office whose keeper is the program of that folder, once `prepare` is done with it. */
export async function startWith(
  program: string,
  options: OfficeOptions,
  prepare: (office: RunningOffice) => Promise<void> = () => Promise.resolve(),
): Promise<{ office: RunningOffice; stop(): Promise<void> }> {
  const office = await startOffice(options);
  try {
    await prepare(office);
    await office.keeper.stop();
    const keeper = await startKeeperProcess(program, office.serverSettingsFile);
    const stop = async (): Promise<void> => {
      await keeper.stop();
      await office.stop();
    };
    return { office, stop };
  } catch (error) {
    await office.stop();
    throw error;
  }
}
