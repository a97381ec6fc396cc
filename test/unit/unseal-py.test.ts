import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { headerLength, recordPosition } from '../../shared/node/record-format.ts';
import { sealBuffer } from '../../shared/node/seal.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { vectors, written } from './exported-chain.ts';
import { findPython, noPython, runReader, type Said } from './python.ts';
import { unsealBuffer } from './sealed-sample.ts';
import { secret, uuidOf } from './vectors-secrets.ts';

/** docs/unseal.py: a recording is opened by somebody who has its key and none of our code. */
const python = findPython();
if (python === null) it.skip(`docs/unseal.py: ${noPython}`);
else unsealContract(python);

function unsealContract(command: string): void {
  const recording = uuidOf('recording');
  const key = secret('recording key');
  const sealed = readFileSync(join(vectors, 'recording.rec'));
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'odsluch-unseal-py-'))));
  afterAll(() => rmSync(folder, { recursive: true }));
  const unseal = (file: Buffer, with_: Buffer = key, more: string[] = []): Said =>
    runReader(command, 'unseal.py', [written(folder, 'file', file), '--key', with_.toString('hex'), ...more]);
  const told = (file: Buffer, content: Buffer): string =>
    `${recording} sealed: ${file.length} bytes, SHA-256 ${sha256(file).toString('hex')}\n` +
    `${recording} content: ${content.length} bytes, SHA-256 ${sha256(content).toString('hex')}`;

  it('opens the frozen recording, and tells what its entry states', async () => {
    const content = await unsealBuffer(sealed, { recording, key });
    const out = join(folder, 'call.wav');
    expect(unseal(sealed, key, ['--out', out])).toEqual({ code: 0, out: told(sealed, content), error: '' });
    expect(readFileSync(out).equals(content)).toBe(true);
  });

  it.each([0, 1, 65_518, 65_519, 65_520, 131_038])('opens what our code seals today: %i bytes', (length) => {
    const content = Buffer.alloc(length, 7);
    const file = sealBuffer(content, { recording, key });
    expect(unseal(file).out).toBe(told(file, content));
  });

  it.each<[string, Buffer, Buffer?]>([
    ["another recording's key", sealed, secret('another key')],
    ['a flipped bit', Buffer.concat([sealed.subarray(0, 30_000), Buffer.of(0), sealed.subarray(30_001)])],
    ['a cut between two records', sealed.subarray(0, recordPosition(1))],
    ['nothing but a header', sealed.subarray(0, headerLength())],
    ['nothing', Buffer.alloc(0)],
    ['a record taken out', Buffer.concat([sealed.subarray(0, 57), sealed.subarray(recordPosition(1))])],
    ['more behind its end', Buffer.concat([sealed, sealed.subarray(recordPosition(1))])],
  ])('does not open a file with %s', (_what, file, with_) => {
    const said = unseal(file, with_);
    expect([said.code, said.out, said.error.trimEnd()]).toEqual([
      1,
      '',
      "It does not open: it is damaged, or the key is another recording's.",
    ]);
  });
}
