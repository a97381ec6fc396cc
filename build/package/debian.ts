import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * What the program needs of the system. Where the 64-bit time change renamed a library, both names. Everything else that Electron is linked
 * with comes with libgtk-3 and libnss3 or belongs to every Debian.
 */
const depends = [
  'libc6',
  'libgtk-3-0t64 | libgtk-3-0',
  'libnss3',
  'libasound2t64 | libasound2',
  'libgbm1',
  'libdrm2',
  'libcups2t64 | libcups2',
  'libatspi2.0-0t64 | libatspi2.0-0',
  'libxcb1',
  'libxkbcommon0',
];

export type DebianInput = {
  root: string;
  /** electron-installer-debian's own file; it is no dependency of the project. */
  tool: string;
  /** The packed folder, with LICENSE (ours) in it. */
  folder: string;
  to: string;
  version: string;
  /** A sentence about the runtime, for the package's description. */
  runtime: string;
};

/**
 * Makes the deb: the program under /usr/lib/odsluch owned by root with the setuid sandbox helper, a command, an entry in the menu and icons.
 * Returns its path.
 */
export async function makeDebian({ root, tool, folder, to, version, runtime }: DebianInput): Promise<string> {
  const icons = join(root, 'build/icons');
  const sizes = readdirSync(icons).filter((name) => name.endsWith('.png'));
  const options: DebianOptions = {
    src: folder,
    dest: to,
    arch: 'amd64',
    name: 'odsluch',
    bin: 'odsluch',
    version,
    productName: 'Odsłuch',
    genericName: 'Odsłuch nagranych rozmów',
    description: 'Odsłuch nagranych rozmów z protokołem i zapisem każdego dostępu',
    productDescription: [
      'Program stanowiska pracy. Nagranie otwiera się dopiero po zapisaniu, kto, kiedy, w jakiej sprawie i na jakiej podstawie je odsłuchuje.',
      'Ustawienia urzędu: /etc/odsluch/app.json (przykład: /usr/lib/odsluch/office-settings.example.json).',
      runtime,
    ].join('\n'),
    maintainer: 'Autorzy programu Odsłuch <odsluch@odsluch.invalid>',
    section: 'misc',
    categories: ['Office'],
    icon: {
      ...Object.fromEntries(sizes.map((name) => [name.replace('.png', ''), join(icons, name)])),
      scalable: join(icons, 'odsluch.svg'),
    },
    desktopTemplate: join(icons, 'odsluch.desktop'),
    // xz takes minutes to save a fifth.
    compression: 'gzip',
    rename: (folderName) => join(folderName, `odsluch_${version}_amd64.deb`),
    logger: () => undefined,
  };
  // eslint-disable-next-line no-unsanitized/method -- the path is our own cache's, made by build/pack.mjs
  const { Installer } = (await import(pathToFileURL(tool).href)) as DebTool;
  const installer = new Installer(options);
  await installer.generateDefaults();
  // The tool's own list is of features that we do not use: trash, notifications, keyring, opening of web pages.
  Object.assign(installer.defaults, { depends, recommends: [], suggests: [] });
  installer.generateOptions();
  await installer.createStagingDir();
  await installer.createContents();
  await installer.createPackage();
  await installer.movePackage();
  const [path] = installer.options.packagePaths ?? [];
  if (path === undefined) throw new Error('dpkg-deb ended without a package');
  return path;
}

/** What we use of electron-installer-debian 4.0.0, which brings no types and is no dependency of the project (see `deb-tool/`). */
type DebTool = { Installer: new (options: DebianOptions) => Installer };

/** The options that we state; those that are left out come from the packed package.json. */
type DebianOptions = {
  src: string;
  dest: string;
  arch: string;
  name: string;
  bin: string;
  version: string;
  productName: string;
  genericName: string;
  description: string;
  productDescription: string;
  maintainer: string;
  section: string;
  categories: string[];
  icon: Record<string, string>;
  desktopTemplate: string;
  compression: 'xz' | 'gzip' | 'zstd';
  rename: (dest: string, name: string) => string;
  logger: (line: string) => void;
};

/** The steps of making a package, to be taken in this order. */
type Installer = {
  defaults: Record<string, unknown>;
  options: { packagePaths?: string[] };
  generateDefaults(): Promise<unknown>;
  generateOptions(): unknown;
  createStagingDir(): Promise<unknown>;
  createContents(): Promise<unknown>;
  createPackage(): Promise<unknown>;
  movePackage(): Promise<unknown>;
};
