import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { keeper, textOf, written, type Line } from './exported-chain.ts';

export { findPython, noPython } from './find-python.ts';

export type Said = { code: number | null; out: string; error: string };

const docs = resolve(import.meta.dirname, '../../docs');

/** Runs a reader of docs/ as somebody would who has nothing else of ours. */
export function runReader(python: string, name: 'verify.py' | 'unseal.py', args: readonly string[]): Said {
  const { status, stdout, stderr, error } = spawnSync(python, ['-I', join(docs, name), ...args], {
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  return { code: status, out: stdout.trimEnd(), error: stderr };
}

/** Starting Python takes longer than verifying a short ledger: one process of it serves every test of a worker, over two FIFOs. */
function startResident(python: string): (args: readonly string[]) => Said {
  const folder = mkdtempSync(join(tmpdir(), 'odsluch-python-'));
  const [asked, answers] = [join(folder, 'asked'), join(folder, 'answers')];
  spawnSync('mkfifo', [asked, answers]);
  const script = join(import.meta.dirname, 'resident.py');
  spawn(python, ['-I', script, asked, answers], { stdio: ['ignore', 'ignore', 'inherit'] }).unref();
  const [to, from] = [openSync(asked, 'w'), openSync(answers, 'r')];
  rmSync(folder, { recursive: true });
  const chunk = Buffer.alloc(65_536);
  return (args) => {
    writeSync(to, `${JSON.stringify([join(docs, 'verify.py'), ...args])}\n`);
    let answer = Buffer.alloc(0);
    while (answer.at(-1) !== 0x0a) {
      const length = readSync(from, chunk);
      if (length === 0) throw new Error('Python has ended');
      answer = Buffer.concat([answer, chunk.subarray(0, length)]);
    }
    return JSON.parse(answer.toString('utf8')) as Said;
  };
}

let resident: ReturnType<typeof startResident> | null = null;

export type Beside = { journal?: string; heads?: readonly string[]; pinned?: string; proof?: boolean };
export type Verify = (ledger: string | Buffer | readonly Line[], beside?: Beside) => Said;

/** docs/verify.py on a ledger, and on what lies beside it. For a file of tests: its folder is taken away after them. */
export function ledgerVerifier(python: string): Verify {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'odsluch-verify-py-'))));
  afterAll(() => rmSync(folder, { recursive: true }));
  return (ledger, { journal, heads = [], pinned = keeper.pinned, proof = false } = {}) => {
    const content = typeof ledger === 'string' || Buffer.isBuffer(ledger) ? ledger : textOf(ledger);
    const copy = journal === undefined ? [] : ['--journal', written(folder, 'journal', journal)];
    const paper = heads.flatMap((head) => ['--head', head]);
    const file = written(folder, 'ledger', content);
    const mode = proof ? ['--proof'] : [];
    resident ??= startResident(python);
    return resident([file, '--keeper', pinned, ...copy, ...paper, ...mode]);
  };
}

/** Which entry is named, and as what. Throws where nothing was found wrong. */
export function faultOf({ code, out, error }: Said): [number, string] {
  const found = /^FAULT entry (\d+): (\w+) - .+$/u.exec(out);
  if (found === null || code !== 1) throw new Error(`no fault: ${code} ${out}${error}`);
  return [Number(found[1]), found[2] ?? ''];
}
