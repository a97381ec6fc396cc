import { join } from 'node:path';
import type { FuseV1Options } from '@electron/fuses';
import type { AfterPackContext, Configuration } from 'electron-builder';

/**
 * How the program on a workstation is packed. Linux: a folder, of which `package/debian.ts` makes a deb. Windows: MSI and NSIS,
 * CONFIGURED BUT NEVER BUILT: no Windows runtime was within reach of whoever wrote this.
 */

/** Every fuse of Electron by its name; one that a later Electron adds makes the table below a type error. */
export type FuseName = keyof typeof FuseV1Options;

/**
 * SECURITY: what the executable itself can still be talked into, burnt into it after packing (@electron/fuses writes the
 * bytes, `package/fuses.ts` reads them back). Whoever may start another binary is stopped by the server, not here.
 */
export const fuses: Readonly<Record<FuseName, boolean>> = {
  // The signed program is no interpreter for somebody's script (ELECTRON_RUN_AS_NODE, child_process.fork).
  RunAsNode: false,
  // NODE_OPTIONS and NODE_EXTRA_CA_CERTS of the environment neither load code nor add an authority.
  EnableNodeOptionsEnvironmentVariable: false,
  // --inspect-brk would stop before our own first line, where switches are refused.
  EnableNodeCliInspectArguments: false,
  // Nothing is kept in cookies; were it ever, the disk would hold ciphertext.
  EnableCookieEncryption: true,
  // Code comes out of app.asar or not at all: no folder `app` beside it is looked for.
  OnlyLoadAppFromAsar: true,
  // Of effect on Windows (the hash lies in the executable); on Linux the package's owner, root, is the protection.
  EnableEmbeddedAsarIntegrityValidation: true,
  // One snapshot for all processes is what Electron ships.
  LoadBrowserProcessSpecificV8Snapshot: false,
  // The page comes by app://; file:// needs no privileges, and our session answers it with an error anyway.
  GrantFileProtocolExtraPrivileges: false,
  // Electron's own default; the page's policy lets no WebAssembly in.
  WasmTrapHandlers: true,
};

/** What is packed, out of what, and where to. All paths absolute. */
export type Packing = {
  /** Folder with package.json and out/, and nothing else. */
  app: string;
  /** Where electron-builder puts its work. */
  output: string;
  /** Folder of the runtime; its executable is called `electron`. */
  electronDist: string;
  electronVersion: string;
  executableName: string;
  /** Folder of the icons. */
  icons: string;
  /** Files that lie beside the executable: our licence, notices of third parties, the bill of materials. */
  beside: readonly { from: string; to: string }[];
  afterPack: (context: AfterPackContext) => Promise<void>;
};

/** Installs for everybody on the machine, so that a group policy can roll it out and nobody can change the program's files. */
const forTheMachine = {
  oneClick: true,
  perMachine: true,
  runAfterFinish: false,
  createDesktopShortcut: true,
};

export function builderConfig(packing: Packing): Configuration {
  return {
    appId: 'pl.odsluch.program',
    productName: 'Odsłuch',
    copyright: 'Apache-2.0',
    executableName: packing.executableName,
    directories: { app: packing.app, output: packing.output, buildResources: packing.icons },
    files: ['out/main/**', 'out/preload/**', 'out/renderer/**', 'package.json'],
    asar: true,
    electronDist: packing.electronDist,
    electronVersion: packing.electronVersion,
    electronLanguages: ['pl', 'en-US'],
    // Everything is bundled. Only this answer keeps the builder from looking for modules, rebuilding them and packing the
    // repository's own node_modules (npmRebuild: false would leave the last of these on).
    beforeBuild: () => Promise.resolve(false),
    // SECURITY: no update server, no channel. IT rolls a version out; an old one says „Wymagana jest nowsza wersja programu”.
    publish: null,
    extraFiles: [...packing.beside],
    afterPack: packing.afterPack,
    linux: { target: 'dir', icon: packing.icons, category: 'Office' },
    win: {
      target: [
        { target: 'msi', arch: 'x64' },
        { target: 'nsis', arch: 'x64' },
      ],
      icon: join(packing.icons, '256x256.png'),
      requestedExecutionLevel: 'asInvoker',
    },
    msi: {
      ...forTheMachine,
      // Names the product over all its versions, so that a newer MSI replaces an older one. Never to be changed.
      upgradeCode: 'B3C2A7D4-5E0F-4C7B-9A1E-6D2F80C4E915',
      warningsAsErrors: true,
    },
    nsis: {
      ...forTheMachine,
      guid: '7E1D9C52-0B84-4F36-8A6C-2C5D91F3B07A',
      installerLanguages: ['pl_PL'],
      language: '1045',
      deleteAppDataOnUninstall: false,
      // Blocks for delta updates; there are no updates.
      differentialPackage: false,
    },
  };
}
