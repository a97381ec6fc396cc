import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bytesFromGuid } from '../../shared/object-guid.ts';
import type { OfficeCa } from './certificates.ts';
import { runToEnd, type Service, startService, waitUntilReady } from './child.ts';
import {
  type DirectorySeed,
  lockoutThreshold,
  lockoutWindow,
  type RunningDirectory,
  baseDnOf,
  namesOf,
} from './people-types.ts';
import { createAdministrator } from './samba-administrator.ts';
import { childDn, commonNames } from './ldap-entries.ts';

export interface SambaOptions extends DirectorySeed {
  certificates: OfficeCa;
  /** `samba-seed.py`, for whoever is bundled elsewhere than beside it. */
  seedScript?: string;
}

/** A domain controller, with what only its administrator's own tools can do. */
export interface SambaDirectory extends RunningDirectory {
  /** As when a person changed it at Windows. */
  setPassword(login: string, password: string): Promise<void>;
}

const besideUs = fileURLToPath(new URL('samba-seed.py', import.meta.url));
const ldapPorts = [389, 636] as const;

/** Why there can be no Samba here, in words for the line above a skipped test; `null` when there can. */
export function whyNoSamba(): string | null {
  if (process.platform !== 'linux') return 'a Samba domain controller runs on Linux only';
  if (process.getuid?.() !== 0) return 'a Samba domain controller needs root (ports 389 and 636)';
  const provisioned = existsSync('/usr/share/samba/setup/provision.ldif');
  if (!existsSync('/usr/sbin/samba') || !provisioned || !existsSync('/usr/bin/samba-tool')) {
    return 'the packages samba-ad-dc and samba-ad-provision are not installed';
  }
  return null;
}

/**
 * A real Active Directory domain controller (Samba), seeded with an office's people, on a loopback address of its own.
 * About four seconds. `stop` ends every process of it and removes its folder.
 */
export async function startSamba(options: SambaOptions): Promise<SambaDirectory> {
  const { certificates, domain = 'ad.office.test', shortDomain = 'OFFICE', seedScript = besideUs } = options;
  const folder = await mkdtemp(join(tmpdir(), 'odsluch-ad-'));
  const place: SambaPlace = { folder, address: await freeAddress(), domain, shortDomain };
  const administratorPassword = `A1-${randomBytes(18).toString('base64url')}`;
  try {
    await layOut(place, certificates);
    await runToEnd('/usr/bin/samba-tool', provisionArguments(place, administratorPassword));
    const seed = { ...options, domain, shortDomain };
    await runToEnd('/usr/bin/python3', [seedScript, `${folder}/smb.conf`], { input: seedText(seed) });
    return await open(place, options, administratorPassword);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function layOut(place: SambaPlace, certificates: OfficeCa): Promise<void> {
  const { folder, address, domain } = place;
  for (const name of ['tls', 'run', 'log']) await mkdir(join(folder, name));
  const { certificate, key } = await certificates.issue([`${controllerName}.${domain}`, address]);
  await writeFile(`${folder}/tls/ca.pem`, certificates.ca);
  await writeFile(`${folder}/tls/certificate.pem`, certificate);
  await writeFile(`${folder}/tls/key.pem`, key, { mode: 0o600 });
  await writeFile(`${folder}/smb.conf`, smbConf(place));
  await chmod(folder, 0o700);
}

async function open(
  place: SambaPlace,
  options: SambaOptions,
  administratorPassword: string,
): Promise<SambaDirectory> {
  const { folder, address, domain, shortDomain } = place;
  const url = `ldaps://${address}`;
  const { ca } = options.certificates;
  const administrator = createAdministrator({ url, ca, domain, password: administratorPassword });
  let service: Service = await startServer(place);
  const suspend = (): Promise<void> => service.stop('SIGTERM');
  const stop = async (): Promise<void> => {
    await suspend();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    for (const { login, accountState } of options.people) {
      if (accountState === 'locked') await administrator.lock(login, lockoutThreshold);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    ca,
    upnSuffix: domain,
    shortDomain,
    baseDn: administrator.baseDn,
    serviceAccount: {
      bindName: `${options.serviceAccount.login}@${domain}`,
      password: options.serviceAccount.password,
    },
    badPasswords: administrator.badPasswords,
    disable: administrator.disable,
    enable: administrator.enable,
    changePassword: administrator.changePassword,
    suspend,
    resume: async () => {
      service = await startServer(place);
    },
    // The kernel goes on taking connections for a process that stands still.
    freeze: () => void process.kill(service.pid, 'SIGSTOP'),
    thaw: () => void process.kill(service.pid, 'SIGCONT'),
    rename: administrator.rename,
    remove: (login) => userTool(folder, 'delete', login),
    add: async ({ login, password, displayName }) => {
      await userTool(folder, 'create', login, password, '--userou=OU=Uzytkownicy,OU=Urzad');
      await administrator.rename(login, { login, displayName });
      return administrator.guidOf(login);
    },
    setPassword: (login, password) => userTool(folder, 'setpassword', login, `--newpassword=${password}`),
    stop,
  };
}

async function userTool(folder: string, ...args: readonly string[]): Promise<void> {
  await runToEnd('/usr/bin/samba-tool', ['user', ...args, `--configfile=${folder}/smb.conf`]);
}

async function startServer({ folder, address }: SambaPlace): Promise<Service> {
  const log = openSync(`${folder}/log/samba.log`, 'a');
  // In the foreground Samba watches its standard input and ends with us, even if we are killed.
  const args = ['-s', `${folder}/smb.conf`, '-i', '-M', 'single', '--debug-stdout', '-d1'];
  const service = await startService('/usr/sbin/samba', args, log).finally(() => closeSync(log));
  const explain = (): string =>
    `the Samba domain controller did not start: ${readFileSync(`${folder}/log/samba.log`, 'utf8').slice(-2000)}`;
  try {
    await waitUntilReady(service, () => answers(address, 636), explain);
    return service;
  } catch (error) {
    await service.stop('SIGKILL');
    throw error;
  }
}

async function answers(address: string, port: number): Promise<boolean> {
  const socket = connect(port, address);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false; // Nobody listens yet.
  } finally {
    socket.destroy();
  }
}

/** One of the sixteen million loopback addresses on which both LDAP ports are free. */
async function freeAddress(): Promise<string> {
  for (;;) {
    const address = `127.${randomInt(1, 255)}.${randomInt(0, 255)}.${randomInt(1, 255)}`;
    const free = await Promise.all(ldapPorts.map((port) => canListen(address, port)));
    if (free.every(Boolean)) return address;
  }
}

async function canListen(address: string, port: number): Promise<boolean> {
  const server = createServer().listen(port, address);
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    // Taken: try another. Anything else (no right to the port) will not get better.
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return false;
  } finally {
    server.close();
  }
}

interface SambaPlace {
  /** Everything of this domain controller lies below it. */
  folder: string;
  /** A loopback address of its own: Samba cannot change LDAP's ports. */
  address: string;
  domain: string;
  shortDomain: string;
}

/** Host name of the domain controller. */
const controllerName = 'dc1';

/** Arguments of `samba-tool domain provision`: no DNS, no Kerberos clients, nothing outside the folder. */
function provisionArguments(place: SambaPlace, administratorPassword: string): string[] {
  const { folder, address, domain, shortDomain } = place;
  return [
    'domain',
    'provision',
    `--targetdir=${folder}/dc`,
    '--configfile=/dev/null',
    `--realm=${domain.toUpperCase()}`,
    `--domain=${shortDomain}`,
    '--server-role=dc',
    '--use-rfc2307',
    '--dns-backend=NONE',
    `--adminpass=${administratorPassword}`,
    `--host-name=${controllerName}`,
    `--host-ip=${address}`,
    '--option=interfaces=lo',
    '--option=bind interfaces only=yes',
  ];
}

/** smb.conf of a domain controller that offers LDAP and LDAPS on one address and keeps every file in its folder. */
function smbConf({ folder, address, domain, shortDomain }: SambaPlace): string {
  return `[global]
  netbios name = ${controllerName.toUpperCase()}
  realm = ${domain.toUpperCase()}
  workgroup = ${shortDomain}
  server role = active directory domain controller
  server services = ldap
  interfaces = ${address}/8
  bind interfaces only = yes
  tls keyfile = ${folder}/tls/key.pem
  tls certfile = ${folder}/tls/certificate.pem
  tls cafile = ${folder}/tls/ca.pem
  ldap server require strong auth = yes
  idmap_ldb:use rfc2307 = yes
  private dir = ${folder}/dc/private
  state directory = ${folder}/dc/state
  cache directory = ${folder}/dc
  lock directory = ${folder}/dc
  binddns dir = ${folder}/dc/bind-dns
  pid directory = ${folder}/run
  ncalrpc dir = ${folder}/run/ncalrpc
  ntp signd socket directory = ${folder}/run/ntp
  log file = ${folder}/log/%m.log
`;
}

/** What `samba-seed.py` reads: the same people, groups and distinguished names that the demo's directory shows. */
function seedText(seed: DirectorySeed & { domain: string }): string {
  const { people, serviceAccount, domain, nesting = {} } = seed;
  const baseDn = baseDnOf(domain);
  const cns = commonNames(people);
  const below = (cn: string, unit: string): string => childDn('CN', cn, `OU=${unit},${baseDn}`);
  const groupNames = new Set([
    ...people.flatMap(({ groups }) => groups),
    ...Object.entries(nesting).flatMap(([inner, outer]) => [inner, ...outer]),
  ]);
  return JSON.stringify({
    domain,
    baseDn,
    domainDn: baseDn.slice(baseDn.indexOf(',') + 1),
    lockoutThreshold,
    lockoutWindow: String(-lockoutWindow),
    serviceAccount: { ...serviceAccount, dn: below(serviceAccount.login, 'Konta-uslugowe') },
    people: people.map((person) => ({
      ...person,
      ...namesOf(person),
      dn: below(cns.get(person.login) ?? person.login, 'Uzytkownicy'),
      objectGUID: Buffer.from(bytesFromGuid(person.guid)).toString('base64'),
    })),
    groups: [...groupNames].map((name) => ({
      name,
      members: [
        ...people.filter(({ groups }) => groups.includes(name)).map(({ login }) => login),
        ...Object.keys(nesting).filter((inner) => nesting[inner]?.includes(name)),
      ],
    })),
  });
}
