import { createHash, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { entryHash } from '../../shared/node/ledger.ts';
import { secret, signingKeyOf, uuidOf } from './vectors-secrets.ts';

/** The frozen export as somebody would change it who has the file, and perhaps a key. */
export type Line = {
  seq: number;
  prev: string;
  payload: string;
  hash: string;
  signature: string;
  salt: string | null;
  text: string | null;
  requestSalt: string | null;
  request: string | null;
};

export const vectors = resolve(import.meta.dirname, '../../docs/vectors');
export const exportText = readFileSync(join(vectors, 'export.jsonl'), 'utf8');
export const journalText = readFileSync(join(vectors, 'journal.jsonl'), 'utf8');
export const keeper = signingKeyOf(secret('keeper key'));
export const stranger = signingKeyOf(secret('key of a stranger'));

/** The frozen lines anew, to be changed. */
export function frozenLines(): Line[] {
  return linesIn(exportText).map((line) => JSON.parse(line) as Line);
}

/** Without their line feeds. */
export function linesIn(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

export function textOf(lines: readonly Line[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The journal that goes with lines of an export. */
export function journalOf(lines: readonly Line[]): string {
  return lines
    .map(({ seq, prev, payload, hash, signature }) => ({ seq, prev, payload, hash, signature }))
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
}

/** Line `seq` out of `lines`. */
export function at(lines: readonly Line[], seq: number): Line {
  const line = lines[seq - 1];
  if (line === undefined) throw new Error(`no line ${seq}`);
  return line;
}

/**
 * Number that a line has among `lines`, by the name of the request that it answers (the vectors name them), or by its kind: the first of
 * it, or as many (`instrument 2`). What is inserted, or moved, is found all the same.
 */
export function seqOf(lines: readonly Line[], name: string): number {
  const command = `"command":"${uuidOf(name)}"`;
  const answer = lines.findIndex(({ payload }) => payload.includes(command));
  if (answer >= 0) return answer + 1;
  const [kind = '', count = '1'] = name.split(' ');
  const ofKind = lines.filter(({ payload }) => payload.includes(`"kind":"${kind}","at":`));
  const line = ofKind[Number(count) - 1];
  if (line === undefined) throw new Error(`no entry is called ${name}`);
  return lines.indexOf(line) + 1;
}

/** The same of the frozen lines. */
export const frozenSeq = (name: string): number => seqOf(frozenLines(), name);

/** The line of that name. */
export function find(lines: readonly Line[], name: string): Line {
  return at(lines, seqOf(lines, name));
}

/** The frozen lines after a change. */
export function changed(change: (lines: Line[]) => unknown): Line[] {
  const lines = frozenLines();
  change(lines);
  return lines;
}

/** Changes a payload and nothing that depends on it; throws where nothing was changed. */
export function edit(line: Line, from: string | RegExp, to: string): void {
  const payload = line.payload.replace(from, to);
  if (payload === line.payload) throw new Error('nothing was edited');
  line.payload = payload;
}

/** Makes numbers, `prev` and hashes fit again from line `from` on, and signs anew where a key is given. */
export function relink(lines: Line[], from: number, key?: typeof keeper): Line[] {
  for (let seq = from; seq <= lines.length; seq += 1) relinkOne(lines, seq, key);
  return lines;
}

/** The same of one line. */
export function relinkOne(lines: readonly Line[], seq: number, key?: typeof keeper): void {
  const line = at(lines, seq);
  line.seq = seq;
  line.prev = seq === 1 ? '00'.repeat(32) : at(lines, seq - 1).hash;
  const hash = entryHash(seq, Buffer.from(line.prev, 'hex'), line.payload);
  line.hash = hash.toString('hex');
  if (key) line.signature = sign(null, hash, key.privateKey).toString('base64');
}

/** Another text, and a commitment in the payload that fits it. */
export function recommit(line: Line, text: string): void {
  const before = commitmentOf(line);
  line.text = text;
  line.payload = line.payload.replace(before, commitmentOf(line));
}

function commitmentOf({ salt, text }: Line): string {
  return createHash('sha256')
    .update(Buffer.from(salt ?? '', 'hex'))
    .update(text ?? '', 'utf8')
    .digest('hex');
}

/** Writes a file and answers its path. */
export function written(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
