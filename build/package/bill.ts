import { createHash } from 'node:crypto';
import type { Bundled } from './bundled.ts';
import type { Manifest } from './app.ts';

/** The runtime's own account of itself (`process.versions`) and where it came from. */
export type RuntimeFacts = { version: string; source: string; versions: Readonly<Record<string, string>> };

export type BillInput = {
  manifest: Manifest;
  packages: readonly Bundled[];
  ownUses: readonly string[];
  runtime: RuntimeFacts;
  /** SPDX expression of a package. */
  licenceOf: (bundled: Bundled) => string;
  /** npm's `sha512-…` of a package's archive by its path, from package-lock.json. */
  integrityOf: (path: string) => string | undefined;
  /** ISO 8601. */
  at: string;
};

type Component = Record<string, unknown> & { 'bom-ref': string };

/**
 * The bill of materials in CycloneDX 1.6: what is in the package that people get, as the bundler saw it, and the runtime with the parts that
 * vulnerability lists name. Tools of the build are not in it, the server room's programs neither.
 */
export function billOfMaterials(input: BillInput): Record<string, unknown> {
  const { manifest, ownUses, runtime } = input;
  const refs = new Map(input.packages.map((one) => [one.path, purl(one.name, one.version)]));
  const refsOf = (paths: readonly string[]): string[] => [
    ...new Set(paths.map((path) => refs.get(path) ?? path)),
  ];
  const packages = merged(input.packages);
  const program = `pkg:generic/${manifest.name}@${manifest.version}`;
  const electron = electronComponent(runtime);
  const components = [...packages.map((bundled) => npmComponent(bundled, input)), electron];
  const content = {
    metadata: {
      timestamp: input.at,
      lifecycles: [{ phase: 'build' }],
      component: {
        type: 'application',
        'bom-ref': program,
        name: manifest.name,
        version: manifest.version,
        description: manifest.description,
        purl: program,
        licenses: licences(manifest.license),
      },
    },
    components,
    dependencies: [
      { ref: program, dependsOn: [...refsOf(ownUses), electron['bom-ref']] },
      ...packages.map(({ name, version, uses }) => ({ ref: purl(name, version), dependsOn: refsOf(uses) })),
      { ref: electron['bom-ref'], dependsOn: [] },
    ],
  };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(content))}`,
    version: 1,
    ...content,
  };
}

/** npm may lay the same version down in two places; it is one component. */
function merged(packages: readonly Bundled[]): Bundled[] {
  const found = new Map<string, Bundled>();
  for (const one of packages) {
    const key = purl(one.name, one.version);
    const other = found.get(key);
    const both = <Value>(a: readonly Value[], b: readonly Value[] = []): Value[] => [
      ...new Set([...b, ...a]),
    ];
    found.set(key, { ...one, parts: both(one.parts, other?.parts), uses: both(one.uses, other?.uses) });
  }
  return [...found.values()];
}

function npmComponent(bundled: Bundled, { licenceOf, integrityOf }: BillInput): Component {
  const { name, version, parts, path } = bundled;
  const ref = purl(name, version);
  const integrity = integrityOf(path);
  return {
    type: 'library',
    'bom-ref': ref,
    name,
    version,
    scope: 'required',
    purl: ref,
    licenses: licences(licenceOf(bundled)),
    ...(integrity === undefined ? {} : { externalReferences: [distribution(name, version, integrity)] }),
    properties: parts.map((part) => ({ name: 'odsluch:bundle', value: part })),
  };
}

/** npm's registry knows the archive by this address and this hash. */
function distribution(name: string, version: string, integrity: string) {
  const file = `${name.replace(/^@[^/]*\//, '')}-${version}.tgz`;
  const [algorithm, hash] = integrity.split('-', 2);
  if (algorithm !== 'sha512' || hash === undefined) throw new Error(`${name}: ${integrity} is no SHA-512`);
  return {
    type: 'distribution',
    url: `https://registry.npmjs.org/${name}/-/${file}`,
    hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }],
  };
}

function electronComponent({ version, source, versions }: RuntimeFacts): Component {
  const inner = { chrome: 'chromium', node: 'nodejs', v8: 'v8' } as const;
  return {
    type: 'framework',
    'bom-ref': purl('electron', version),
    name: 'electron',
    version,
    scope: 'required',
    purl: purl('electron', version),
    cpe: cpe('electronjs', 'electron', version),
    licenses: licences('MIT'),
    components: Object.entries(inner).flatMap(([key, name]) => {
      const found = versions[key];
      return found === undefined
        ? []
        : [{ type: 'library', 'bom-ref': `${name}@${found}`, name, version: found, ...cpeOf(name, found) }];
    }),
    properties: [{ name: 'odsluch:runtime-source', value: source }],
  };
}

function cpeOf(name: string, version: string): { cpe?: string } {
  if (name === 'chromium') return { cpe: cpe('google', 'chrome', version) };
  return name === 'nodejs' ? { cpe: cpe('nodejs', 'node.js', version) } : {};
}

const cpe = (vendor: string, product: string, version: string): string =>
  `cpe:2.3:a:${vendor}:${product}:${version}:*:*:*:*:*:*:*`;
const purl = (name: string, version: string): string => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

function licences(expression: string) {
  return / (AND|OR|WITH) /.test(expression) ? [{ expression }] : [{ license: { id: expression } }];
}

/** A name-based UUID (RFC 9562, version 8): the same bill has the same number. */
function uuidOf(content: string): string {
  const bytes = createHash('sha256').update(content).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
