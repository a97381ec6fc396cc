import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { handTo } from '../../server/backup/restic.ts';

it('a program that takes a part of a dump and ends is said, and nothing waits for it', async () => {
  const bin = mkdtempSync(join(tmpdir(), 'odsluch-restic-'));
  onTestFinished(() => rmSync(bin, { recursive: true }));
  writeFileSync(join(bin, 'restic'), '#!/bin/sh\nexec head -c 5000000 /dev/zero\n');
  chmodSync(join(bin, 'restic'), 0o755);
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env['PATH'] ?? ''}`);
  // Many at once: in which order its end, its pipes and what is on its way are met differs from one to the next.
  const script = 'exec >&- 2>&-; head -c 1000000 >/dev/null; exit 1';
  await Promise.all(
    Array.from({ length: 100 }, () =>
      expect(
        handTo(
          { place: 'data', passwordFile: 'password' },
          ['latest', '/odsluch.dump'],
          ['sh', '-c', script],
        ),
      ).rejects.toThrow(/^sh.*Kopii nie ukończono/),
    ),
  );
}, 20_000);
