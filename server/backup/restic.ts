import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream';
import { z } from 'zod';
import { UsageError } from '../settings.ts';

/** A repository of restic, and the file with the password that opens it. */
export type Repository = { place: string; passwordFile: string };

/** What restic ends with, where that tells more than its last line. */
const ends: Readonly<Record<number, string>> = {
  3: 'niektórych plików nie można było odczytać',
  10: 'tego repozytorium nie ma; zakłada je backup init',
  11: 'repozytorium jest zajęte przez inną kopię albo nie można w nim zapisywać',
  12: 'hasło nie pasuje do repozytorium',
};

/** Runs restic on a repository and returns what it says. `env`: for the command that it starts. Throws UsageError with a whole sentence. */
export async function restic(
  repository: Repository,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const { ended, output } = start('restic', ['--no-cache', ...args], { ...env, ...opening(repository) });
  const [said, complaint] = await Promise.all([output, ended]);
  if (complaint !== null) throw failed(`restic (${repository.place})`, complaint);
  return said;
}

/** Hands a file of a snapshot to another program, which has to take all of it. Throws UsageError. */
export async function handTo(
  repository: Repository,
  [snapshot, path]: readonly [string, string],
  [program, ...args]: readonly [string, ...string[]],
): Promise<void> {
  const from = start('restic', ['--no-cache', 'dump', snapshot, path], opening(repository), 'pipe');
  const to = start(program, args, {}, from.stdout);
  const [given, taken] = await Promise.all([from.ended, to.ended, to.output]);
  if (taken !== null) throw failed(program, taken);
  if (given !== null) throw failed(`restic (${repository.place})`, given);
}

const opening = ({ place, passwordFile }: Repository): NodeJS.ProcessEnv => ({
  RESTIC_REPOSITORY: place,
  RESTIC_PASSWORD_FILE: passwordFile,
});

const summary = z.object({ message_type: z.literal('summary'), snapshot_id: z.string() });

/** Makes a snapshot and returns its id. A command whose output is kept and that fails leaves none. */
export async function keep(
  repository: Repository,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const said = await restic(repository, ['backup', '--json', '--host', 'odsluch', ...args], env);
  for (const line of said.trimEnd().split('\n').reverse()) {
    const read = summary.safeParse(parsed(line));
    if (read.success) return read.data.snapshot_id;
  }
  throw failed(`restic (${repository.place})`, 'nie podał numeru kopii');
}

/** Paths of the files in a snapshot. */
export async function filesIn(repository: Repository, snapshot: string): Promise<string[]> {
  const said = await restic(repository, ['ls', '--json', snapshot]);
  const node = z.object({ struct_type: z.literal('node'), type: z.literal('file'), path: z.string() });
  return said.split('\n').flatMap((line) => {
    const read = node.safeParse(parsed(line));
    return read.success ? [read.data.path] : [];
  });
}

/** When each snapshot was made. */
export async function snapshotTimes(repository: Repository): Promise<Date[]> {
  const said = await restic(repository, ['snapshots', '--json']);
  return z
    .array(z.object({ time: z.coerce.date() }))
    .parse(parsed(said))
    .map(({ time }) => time);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Started = {
  stdout: NodeJS.ReadableStream;
  /** Null once it ended well; else what it complained of. */
  ended: Promise<string | null>;
  /** What it wrote; empty where that is piped on. */
  output: Promise<string>;
};

function start(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input: 'pipe' | NodeJS.ReadableStream = 'pipe',
): Started {
  const child = spawn(program, args, { env: { ...process.env, ...env } });
  const piped = input === 'pipe' && args.includes('dump');
  child.stdin.on('error', () => undefined); // It ended before it took all: its exit code says so.
  if (input === 'pipe') child.stdin.end();
  // A program that ends before it took all ends restic too, which would wait for ever; the exit codes say so.
  else pipeline(input, child.stdin, () => undefined);
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const ended = once(child, 'close').then(
    ([code]) => (code === 0 ? null : (ends[code as number] ?? lastLine(complaint))),
    (error: unknown) =>
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'tego programu nie ma na tym serwerze; należy go zainstalować'
        : String(error),
  );
  return { stdout: child.stdout, ended, output: piped ? Promise.resolve('') : allOf(child.stdout) };
}

async function allOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  stream.setEncoding('utf8');
  for await (const part of stream) text += String(part);
  return text;
}

/** SECURITY: what another program complains of may have control characters in it, which a terminal would obey. */
function lastLine(complaint: string): string {
  const last = complaint.trimEnd().split('\n').at(-1) ?? '';
  return last.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 300);
}

function failed(what: string, why: string): UsageError {
  return new UsageError(`${what}: ${why}. Kopii nie ukończono; starszych kopii nie usunięto.`);
}
