import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { billOfMaterials } from '../../build/package/bill.ts';
import type { Bundled } from '../../build/package/bundled.ts';
import { licenceOf } from '../../build/package/licences.ts';

/** What the package says of others: the bill of materials, and the licences that have to go with it. */

const one = (name: string, more: Partial<Bundled> = {}): Bundled => ({
  name,
  version: '1.2.3',
  licence: 'MIT',
  path: `node_modules/${name}`,
  parts: ['main'],
  uses: [],
  ...more,
});

type Bill = {
  serialNumber: string;
  components: (Record<string, unknown> & { name: string })[];
  dependencies: { ref: string; dependsOn: string[] }[];
};

const billOf = (packages: Bundled[]): Bill =>
  billOfMaterials({
    manifest: {
      name: 'odsluch',
      version: '0.1.0',
      description: 'd',
      license: 'Apache-2.0',
      type: 'module',
      main: 'm',
    },
    packages,
    ownUses: ['node_modules/knex'],
    runtime: { version: '45.4.1', source: 'electron', versions: { chrome: '156.0.1.2', node: '24.1.0' } },
    licenceOf: ({ licence }) => licence ?? 'ISC',
    integrityOf: () => `sha512-${Buffer.alloc(64, 1).toString('base64')}`,
    at: '2026-11-25T12:00:00.000Z',
  }) as Bill;

describe('bill of materials', () => {
  const debug = one('debug', { path: 'node_modules/knex/node_modules/debug', parts: ['renderer'] });
  const packages = [one('knex', { uses: [debug.path] }), debug, one('debug'), one('@hpke/core')];

  test('names each version once, by its address and archive hash, with the bundles it is in', () => {
    const { components } = billOf(packages);
    expect(components.map(({ name }) => name)).toEqual(['knex', 'debug', '@hpke/core', 'electron']);
    expect(components[1]).toMatchObject({
      purl: 'pkg:npm/debug@1.2.3',
      properties: [
        { name: 'odsluch:bundle', value: 'renderer' },
        { name: 'odsluch:bundle', value: 'main' },
      ],
    });
    expect(components[2]).toMatchObject({
      purl: 'pkg:npm/%40hpke/core@1.2.3',
      externalReferences: [
        {
          url: 'https://registry.npmjs.org/@hpke/core/-/core-1.2.3.tgz',
          hashes: [{ alg: 'SHA-512', content: '01'.repeat(64) }],
        },
      ],
    });
  });

  test('names the runtime and its browser as lists of vulnerabilities do', () => {
    const electron = billOf(packages).components.at(-1);
    expect(electron).toMatchObject({
      cpe: 'cpe:2.3:a:electronjs:electron:45.4.1:*:*:*:*:*:*:*',
      components: [{ cpe: 'cpe:2.3:a:google:chrome:156.0.1.2:*:*:*:*:*:*:*' }, { version: '24.1.0' }],
    });
  });

  test('says who uses whom, and every name in it is one of the bill', () => {
    const { dependencies } = billOf(packages);
    expect(dependencies[0]).toEqual({
      ref: 'pkg:generic/odsluch@0.1.0',
      dependsOn: ['pkg:npm/knex@1.2.3', 'pkg:npm/electron@45.4.1'],
    });
    expect(dependencies[1]?.dependsOn).toEqual(['pkg:npm/debug@1.2.3']);
    const refs = new Set(dependencies.map(({ ref }) => ref));
    expect(refs.size).toBe(dependencies.length);
    expect(dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([]);
  });

  test('has a number of its own for each content', () => {
    const number = billOf(packages).serialNumber;
    expect(number).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(billOf(packages).serialNumber).toBe(number);
    expect(billOf(packages.slice(1)).serialNumber).not.toBe(number);
  });
});

describe('licence', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'odsluch-licences-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function put(name: string, files: Record<string, string>): Bundled {
    const bundled = one(name);
    mkdirSync(join(root, bundled.path), { recursive: true });
    for (const [file, text] of Object.entries({ 'package.json': '{}', ...files })) {
      writeFileSync(join(root, bundled.path, file), text);
    }
    return bundled;
  }

  test('all licence files of a package, in either spelling', () => {
    const bundled = put('two', { LICENSE: 'first words\r\n', 'LICENCE-fonts.txt': 'second words' });
    expect(licenceOf(root, bundled).text).toBe('first words\n\n\nsecond words');
  });

  test('else the section of its README, if the words are there', () => {
    const bundled = put('readme', { 'README.md': '# readme\n## License\nCopyright (c) Ktoś\n\nwords' });
    expect(licenceOf(root, bundled).text).toBe('Copyright (c) Ktoś\n\nwords');
  });

  test('else the standard words of MIT with the author, who has to be known', () => {
    const bundled = put('plain', {
      'README.md': '## License\nMIT',
      'package.json': '{"author":{"name":"Ktoś"}}',
    });
    expect(licenceOf(root, bundled).text).toMatch(/^MIT License\n\nCopyright \(c\) Ktoś\n[\s\S]+AS IS/);
    expect(() => licenceOf(root, put('nobody', {}))).toThrow('nobody has no licence file');
  });

  test('a package that declares none, and words that would have to be guessed, stop the packing', () => {
    const silent = { ...put('silent', { LICENSE: 'words' }), licence: null };
    expect(() => licenceOf(root, silent)).toThrow('declares no licence');
    const apache = { ...put('apache', { 'package.json': '{"author":"Ktoś"}' }), licence: 'Apache-2.0' };
    expect(() => licenceOf(root, apache)).toThrow('find its words');
  });
});
