import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type AfterPackContext, build, Platform } from 'electron-builder';
import { builderConfig } from '../electron-builder.ts';
import { type FuseReading, setFuses } from './fuses.ts';

export type DirectoryOptions = {
  root: string;
  /** The built app: package.json and out/. */
  app: string;
  /** For electron-builder's own files; the caller removes it. */
  work: string;
  /** Where the finished folder is put. */
  to: string;
  /** Path of the runtime's executable, and its version. */
  electron: { path: string; version: string };
  beside: readonly { from: string; to: string }[];
  /**
   * For tests that drive the program: the inspect fuse is left on, and the executable keeps the name `electron`, by which Electron tells a
   * program under test from an installed one (`app.isPackaged`), so that the switches of the driver are not refused. Nothing else differs.
   */
  inspectable: boolean;
};

export type PackedDirectory = {
  folder: string;
  executable: string;
  fuses: FuseReading;
  /** Installers (Windows only). */
  installers: string[];
};

/** Packs the app with its runtime into a folder, on Windows into installers too, and burns the fuses in. */
export async function packDirectory(options: DirectoryOptions): Promise<PackedDirectory> {
  const { root, app, work, to, electron, inspectable } = options;
  const electronDist = dirname(electron.path);
  if (basename(electron.path).replace(/\.exe$/i, '') !== 'electron') {
    throw new Error(`${electron.path} is not called electron; a package is made of an unpacked Electron`);
  }
  const packed: { folder: string; executable: string; fuses: FuseReading }[] = [];
  const config = builderConfig({
    app,
    output: work,
    electronDist,
    electronVersion: electron.version,
    executableName: inspectable ? 'electron' : 'odsluch',
    icons: join(root, 'build/icons'),
    beside: options.beside,
    afterPack: async (context) => {
      const executable = executableOf(context);
      // What a runtime has there to be started by hand; with OnlyLoadAppFromAsar nobody would load it.
      rmSync(join(context.appOutDir, 'resources/app'), { recursive: true, force: true });
      rmSync(join(context.appOutDir, 'resources/default_app.asar'), { force: true });
      const fuses = await setFuses(executable, inspectable ? { EnableNodeCliInspectArguments: true } : {});
      packed.push({ folder: context.appOutDir, executable, fuses });
    },
  });
  const platform = process.platform === 'win32' ? Platform.WINDOWS : Platform.LINUX;
  const artifacts = await build({ projectDir: root, targets: platform.createTarget(), config });
  const [one] = packed;
  if (one === undefined) throw new Error('electron-builder ended without a package');
  mkdirSync(dirname(to), { recursive: true });
  renameSync(one.folder, to);
  return {
    folder: to,
    executable: join(to, basename(one.executable)),
    fuses: one.fuses,
    installers: artifacts.filter((path) => existsSync(path) && /\.(msi|exe)$/.test(path)),
  };
}

function executableOf({ appOutDir, packager, electronPlatformName }: AfterPackContext): string {
  const { executableName } = packager.config;
  const name = executableName ?? packager.appInfo.productFilename;
  return join(appOutDir, electronPlatformName === 'win32' ? `${packager.appInfo.productFilename}.exe` : name);
}
