import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeBundle } from '../../build/node-bundle.ts';
import { chosen } from '../endure/main.ts';
import type { Findings } from '../endure/findings.ts';
import { endure } from '../endure/rounds.ts';
import { officeOfFile, root } from './office.ts';

const rounds = 25;
const seed = Number(process.env['ODSLUCH_ENDURE_SEED'] ?? randomInt(1, 1_000_000));

/** `npm run endure` is the long run of the same; here without a window. */
describe('an office whose parts are killed while people listen', () => {
  const office = officeOfFile({ choose: chosen });
  let folder: string;
  let findings: Findings;
  beforeAll(async () => {
    process.stdout.write(`endure: seed ${seed}\n`);
    folder = await mkdtemp(join(tmpdir(), 'odsluch-endure-'));
    await build({
      ...nodeBundle(folder, { client: join(root, 'test/endure/client.ts') }),
      ...{ root, configFile: false, logLevel: 'silent' },
    });
    const client = join(folder, 'client.mjs');
    const said: string[] = [];
    const say = (line: string): void => void said.push(line);
    findings = await endure({
      office: office.running(),
      client,
      rounds,
      seed,
      window: null,
      settle: false,
      say,
    });
    // A run that found something says how it came to it.
    if (!findings.faultless) process.stdout.write(`${said.slice(-3).join('\n')}\n`);
  }, 900_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('INV-02 after any kill of keeper, database or app every release ever readable has its entry and its journal line, and every session too', () => {
    expect(findings.faults, `seed ${seed}`).toEqual([]);
    expect([...findings.withoutEntry]).toEqual([]);
    expect([...findings.withoutLine]).toEqual([]);
    expect(findings.verifyFailures).toBe(0);
    expect(findings.rounds).toBe(rounds);
    expect(findings.readable.size).toBeGreaterThan(rounds);
    expect(findings.proved.size).toBeGreaterThan(rounds);
    expect(findings.ended.size).toBeGreaterThan(0);
  });

  it('INV-03 also for whoever has switched synchronous_commit off', () => {
    expect(findings.openedWithoutFlush).toBeGreaterThan(rounds);
  });
});
