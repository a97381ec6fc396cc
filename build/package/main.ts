import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { buildApp, type BuiltApp, readManifest } from './app.ts';
import { billOfMaterials } from './bill.ts';
import { makeDebian } from './debian.ts';
import { packDirectory, type PackedDirectory } from './directory.ts';
import type { FuseReading } from './fuses.ts';
import { licenceOf, noticesText } from './licences.ts';

export type PackInput = {
  root: string;
  runtime: Runtime;
  /** Emptied, then filled. */
  to: string;
  /** A second folder for tests that drive the program (see `DirectoryOptions.inspectable`). */
  inspectable: boolean;
  /** What makes the deb; null where none is made. */
  debTool: string | null;
  say: (line: string) => void;
};

export type Packed = {
  version: string;
  release: PackedDirectory;
  inspectable: PackedDirectory | null;
  deb: string | null;
  bill: string;
  notices: string;
};

/**
 * Makes the package of the workstation's program: a folder, on Linux a deb of it, the bill of materials, the notices of third parties, a record
 * of what was made of what, and checksums. Needs no network.
 */
export async function pack({ root, runtime, to, inspectable, debTool, say }: PackInput): Promise<Packed> {
  const supported = runtime.version === pinnedElectron(root);
  const { version: ours } = readManifest(root);
  // `~` sorts before the release, so that one with the supported runtime replaces it.
  const version = supported ? ours : `${ours}~electron${runtime.version}`;
  const system = `${process.platform}-${process.arch}`;
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  mkdirSync(join(root, '.cache'), { recursive: true });
  const work = mkdtempSync(join(root, '.cache/pack-'));
  try {
    const app = join(work, 'app');
    const built = await buildApp(root, app);
    const papers = writePapers(root, to, version, built, runtime);
    const one = (kind: string, forTests: boolean) =>
      packDirectory({
        root,
        app,
        work: join(work, kind),
        to: join(to, `${kind}-${system}`),
        electron: runtime,
        beside: besides(root, papers),
        inspectable: forTests,
      });
    const release = await one('odsluch', false);
    const driven = inspectable ? await one('inspectable', true) : null;
    const deb =
      debTool === null ? null : await debian(root, debTool, to, version, release, runtime, supported);
    const installers = release.installers.map((path) => moved(path, to));
    const record = join(to, `odsluch_${version}.json`);
    writeFileSync(record, recordOf({ version, runtime, supported, fuses: release.fuses }));
    const files = [papers.bill, papers.notices, record, ...installers, ...(deb === null ? [] : [deb])];
    await writeChecksums(to, files);
    tell(say, release.fuses, runtime, supported);
    return { version, release, inspectable: driven, deb, ...papers };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

type Papers = { bill: string; notices: string };

function writePapers(root: string, to: string, version: string, built: BuiltApp, runtime: Runtime): Papers {
  const licences = new Map(built.packages.map((one) => [one.path, licenceOf(root, one)]));
  const bill = join(to, `odsluch_${version}.cdx.json`);
  const notices = join(to, 'THIRD-PARTY-NOTICES.txt');
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string }>;
  };
  const content = billOfMaterials({
    manifest: readManifest(root),
    packages: built.packages,
    ownUses: built.ownUses,
    runtime: { ...runtime, versions: versionsOf(runtime) },
    licenceOf: ({ path, name }) => licences.get(path)?.expression ?? unknownLicence(name),
    integrityOf: (path) => lock.packages[path]?.integrity,
    at: new Date().toISOString(),
  });
  writeFileSync(bill, `${JSON.stringify(content, null, 2)}\n`);
  writeFileSync(notices, noticesText([...licences.values()], dirname(runtime.path), runtime.version));
  return { bill, notices };
}

function unknownLicence(name: string): never {
  throw new Error(`nobody looked up the licence of ${name}`);
}

/** Licence and notices have to go with every copy; an administrator finds an example of the settings. */
function besides(root: string, { bill, notices }: Papers): { from: string; to: string }[] {
  return [
    { from: join(root, 'LICENSE'), to: 'LICENSE' },
    { from: notices, to: 'THIRD-PARTY-NOTICES.txt' },
    { from: bill, to: 'odsluch.cdx.json' },
    { from: join(root, 'build/office-settings.example.json'), to: 'office-settings.example.json' },
  ];
}

function debian(
  root: string,
  tool: string,
  to: string,
  version: string,
  { folder }: PackedDirectory,
  runtime: Runtime,
  supported: boolean,
): Promise<string> {
  const about = supported
    ? `Zawiera Electron ${runtime.version}.`
    : `Wydanie próbne: zawiera Electron ${runtime.version}, bez poprawek bezpieczeństwa. Nie do pracy w urzędzie.`;
  return makeDebian({ root, tool, folder, to, version, runtime: about });
}

function recordOf(made: {
  version: string;
  runtime: Runtime;
  supported: boolean;
  fuses: FuseReading;
}): string {
  const { version, runtime, supported, fuses } = made;
  const electron = { version: runtime.version, from: runtime.source, supported };
  return `${JSON.stringify({ name: 'odsluch', version, electron, fuses }, null, 2)}\n`;
}

function moved(path: string, to: string): string {
  const target = join(to, basename(path));
  copyFileSync(path, target);
  return target;
}

/** As `sha256sum --check` reads it. */
async function writeChecksums(to: string, files: readonly string[]): Promise<void> {
  const lines: string[] = [];
  for (const file of files) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(file), hash);
    lines.push(`${hash.digest('hex')}  ${basename(file)}\n`);
  }
  writeFileSync(join(to, 'SHA256SUMS'), lines.join(''));
}

function tell(say: (line: string) => void, fuses: FuseReading, runtime: Runtime, supported: boolean): void {
  for (const [name, state] of Object.entries(fuses)) say(`fuse ${name}: ${state}`);
  say('Windows: MSI and NSIS are configured and were never built (no Windows runtime was at hand)');
  if (supported) return;
  say(
    `Electron ${runtime.version} (${runtime.source}) is not the supported version: for tests, not for an office`,
  );
}

/** A runtime as `runtime.mjs` chose it. */
type Runtime = { path: string; version: string; source: string };

/** The version that the program is built for; any other makes a package for tests. */
function pinnedElectron(root: string): string {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const version = devDependencies['electron'];
  if (version === undefined) throw new Error('package.json pins no Electron');
  return version;
}

/**
 * What a runtime is made of, by the names of `process.versions` (`node`, `v8`, …), asked of it before the fuse that allows it is
 * off. Chromium's version is known to a running browser only; it is read out of the user agent in the binary.
 */
function versionsOf({ path }: Runtime): Record<string, string> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const printed = execFileSync(path, ['-p', 'JSON.stringify(process.versions)'], { env, encoding: 'utf8' });
  const versions = JSON.parse(printed) as Record<string, string>;
  const chrome = chromiumIn(path);
  if (chrome === null) throw new Error(`${path} does not say which Chromium it is; the bill needs it`);
  return { ...versions, chrome };
}

function chromiumIn(path: string): string | null {
  const binary = readFileSync(path);
  const mark = 'Chrome/';
  for (let at = binary.indexOf(mark); at !== -1; at = binary.indexOf(mark, at + 1)) {
    const found = /^Chrome\/(\d+(?:\.\d+){3})/.exec(binary.toString('latin1', at, at + 40));
    if (found?.[1] !== undefined) return found[1];
  }
  return null;
}
