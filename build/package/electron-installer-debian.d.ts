declare module 'electron-installer-debian' {
  /** What of its options we state; those that are left out come from the packed package.json. */
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
  export class Installer {
    constructor(options: DebianOptions);
    defaults: Record<string, unknown>;
    options: { packagePaths?: string[] };
    generateDefaults(): Promise<unknown>;
    generateOptions(): unknown;
    createStagingDir(): Promise<unknown>;
    createContents(): Promise<unknown>;
    createPackage(): Promise<unknown>;
    movePackage(): Promise<unknown>;
  }
}
