/** What we use of electron-installer-debian 4.0.0, which brings no types and is no dependency of the project (see `deb-tool/`). */
export type DebTool = { Installer: new (options: DebianOptions) => Installer };

/** The options that we state; those that are left out come from the packed package.json. */
export type DebianOptions = {
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
export type Installer = {
  defaults: Record<string, unknown>;
  options: { packagePaths?: string[] };
  generateDefaults(): Promise<unknown>;
  generateOptions(): unknown;
  createStagingDir(): Promise<unknown>;
  createContents(): Promise<unknown>;
  createPackage(): Promise<unknown>;
  movePackage(): Promise<unknown>;
};
