import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkWith } from '../../server/run-keeper.ts';

it('ends a nightly check that waits for ever, so that the next one can begin', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'odsluch-check-'));
  try {
    const program = join(folder, 'waits.mjs');
    await writeFile(program, 'setInterval(() => {}, 1000);');
    const check = checkWith(program, join(folder, 'server.json'), 300);
    await expect(check(new AbortController().signal)).rejects.toMatchObject({ killed: true });
  } finally {
    await rm(folder, { recursive: true });
  }
});
