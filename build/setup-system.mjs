import { existsSync, readFileSync } from 'node:fs';
import { runProgram, say } from './program.mjs';

/** A Debian package; where its name changed between releases, the names separated by `|`, newest first. */
const app = ['libgtk-3-0t64|libgtk-3-0', 'libnss3', 'libasound2t64|libasound2', 'libgbm1'];
const display = ['xvfb', 'xauth'];
const documents = ['poppler-utils', 'qpdf'];
/** For the readers beside docs/formats.md, which check what we write without our code. */
const readers = ['python3-cryptography'];
/** A screen reader's way into a program: how the packed release is watched, which lets no debugger in. */
const accessibility = ['dbus-daemon', 'at-spi2-core', 'python3-gi', 'gir1.2-atspi-2.0'];
/** A real domain controller, and what PostgreSQL 17 is linked with; only root can run the former. */
const domainController = ['samba-ad-dc', 'samba-ad-provision', 'python3-markdown'];
const postgresLibraries = ['libpq5', 'libldap2', 'libxml2', 'libicu76'];

/** What `odsluch-server backup` runs. */
const backups = ['restic', 'postgresql-client-17|postgresql-client'];

const hasDisplay = () => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** What each purpose needs of the system. `office` opens no window, `pack` only asks the runtime about itself. */
function packagesFor(purpose, isRoot) {
  switch (purpose) {
    case 'office':
      return [];
    case 'pack':
      return app;
    case 'package':
      return accessibility;
    case 'demo':
      return hasDisplay() ? app : [...app, ...display];
    case 'tour':
      return [...app, ...display];
    case 'test':
      return [
        ...app,
        ...display,
        ...documents,
        ...readers,
        ...backups,
        ...(isRoot ? [...domainController, ...postgresLibraries] : []),
      ];
    case 'calendar':
      return [...packagesFor('test', isRoot), 'libfaketime'];
    default:
      throw new Error(`unknown purpose ${purpose}`);
  }
}

/** Thrown where a person has to do something first; its message says what. */
export class SetUpStopped extends Error {}

export function isDebian() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return false;
  return /^ID(_LIKE)?=.*\bdebian\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

async function isInstalled(name) {
  try {
    const status = await runProgram('dpkg-query', ['-W', '-f=${db:Status-Status}', name]);
    return status.startsWith('installed');
  } catch {
    return false; // dpkg-query knows no such package.
  }
}

async function isOffered(name) {
  const policy = await runProgram('apt-cache', ['policy', name], { env: { LC_ALL: 'C' } });
  return /Candidate: (?!\(none\))/.test(policy);
}

/** The packages that are missing, under the names that this release has for them. */
async function missing(wanted) {
  const found = await Promise.all(
    wanted.map(async (alternatives) => {
      const names = alternatives.split('|');
      const installed = await Promise.all(names.map(isInstalled));
      return installed.some(Boolean) ? [] : [names];
    }),
  );
  return found.flat();
}

async function chosenNames(alternatives) {
  const names = [];
  for (const candidates of alternatives) {
    const offered = await Promise.all(candidates.map(isOffered));
    const name = candidates[offered.indexOf(true)];
    if (name) names.push(name);
    else say(`System: this Debian offers no ${candidates.join(' or ')}; what needs it will say so`);
  }
  return names;
}

const apt = (args) =>
  runProgram('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
  });

/** Fresh lists of what Debian offers; once per run. */
let updated = null;
export function updateLists() {
  updated ??= apt(['update']);
  return updated;
}

/** Installs the system packages that a purpose needs, or names the one command that does. */
export async function setUpSystem(purpose) {
  const isRoot = process.getuid?.() === 0;
  const wanted = packagesFor(purpose, isRoot);
  if (wanted.length === 0 || !isDebian()) return;
  const lacking = await missing(wanted);
  if (lacking.length === 0) return;
  const install = ['install', '-y', '--no-install-recommends'];
  if (!isRoot) {
    const names = await chosenNames(lacking);
    if (names.length === 0) return;
    throw new SetUpStopped(
      `Some packages of the system are missing. Run this, then start again:\n\n` +
        `  sudo sh -c 'apt-get update && apt-get ${install.join(' ')} ${names.join(' ')}'\n`,
    );
  }
  say('System: looking for packages');
  await updateLists();
  const names = await chosenNames(lacking);
  if (names.length === 0) return;
  say(`System: installing ${names.join(' ')}`);
  await apt([...install, ...names]);
}

/** On other systems nobody but the loader knows what an executable lacks; it is asked, so that the window does not just fail. */
export async function checkLibraries(executable) {
  if (process.platform !== 'linux') return;
  const listing = await runProgram('ldd', [executable]);
  const lacking = [...listing.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
  if (lacking.length > 0) {
    throw new SetUpStopped(`Electron needs libraries that this system lacks:\n\n  ${lacking.join(' ')}\n`);
  }
}
