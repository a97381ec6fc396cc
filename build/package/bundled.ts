import { readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';

/** An npm package of which something is in the program. */
export type Bundled = {
  name: string;
  version: string;
  /** As its package.json declares it; `null` where it does not. */
  licence: string | null;
  /** Where it lies, relative to the repository: `node_modules/knex/node_modules/debug`. */
  path: string;
  /** Which bundles it is in. */
  parts: Part[];
  /** Paths of the packages that it imports from. */
  uses: string[];
};
export type Part = 'main' | 'preload' | 'renderer';

/** Stands for our own code among the importers. */
const own = '';
const modules = `${sep}node_modules${sep}`;

const font = 'node_modules/@expo-google-fonts/open-sans';
/**
 * Files that the build copies beside the main bundle without the bundler's knowledge, and whose they are. Documents embed our
 * font; a package for an inspection carries what checks its proof.
 */
export const copied: readonly { from: string; to: string; whose: string }[] = [
  ...['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'].map((face) => ({
    from: `${font}/${face}/OpenSans_${face}.ttf`,
    to: `fonts/OpenSans_${face}.ttf`,
    whose: font,
  })),
  ...['verify.py', 'formats.md'].map((file) => ({
    from: `docs/${file}`,
    to: `inspection/${file}`,
    whose: own,
  })),
];

export type Recorder = { plugin: Plugin; packages(): Bundled[]; ownUses(): string[] };

/**
 * Asks the bundler itself which packages went into the program: what was shaken out is not among them, and whether npm calls
 * a package a dependency or a development dependency does not matter.
 */
export function recordBundled(root: string): Recorder {
  const parts = new Map<string, Set<Part>>();
  const uses = new Map<string, Set<string>>();
  const packageOf = (id: string): string => packagePath(root, id);
  const plugin: Plugin = {
    name: 'odsluch-bundled-packages',
    writeBundle({ dir = '' }, bundle) {
      const part = partOf(dir);
      const add = (path: string): void => {
        if (path !== own) entry(parts, path).add(part);
      };
      const link = (from: string, to: string): void => {
        if (from !== to && to !== own) entry(uses, from).add(to);
      };
      for (const file of Object.values(bundle)) {
        for (const path of file.type === 'asset' ? assetPackages(file.originalFileNames, part) : []) {
          add(path);
          link(own, path);
        }
        if (file.type === 'asset') continue;
        for (const [id, { renderedLength }] of Object.entries(file.modules)) {
          if (renderedLength > 0) add(packageOf(id));
        }
      }
      for (const id of this.getModuleIds()) {
        const info = this.getModuleInfo(id);
        for (const other of [...(info?.importedIds ?? []), ...(info?.dynamicallyImportedIds ?? [])]) {
          link(packageOf(id), packageOf(other));
        }
      }
      if (part !== 'main') return;
      for (const { whose: path } of copied) {
        add(path);
        link(own, path);
      }
    },
  };
  /** What a package imports from; one of which nothing is left in the program stands for what it imports itself. */
  const shippedUses = (from: string, seen = new Set([from])): string[] =>
    [...(uses.get(from) ?? [])].flatMap((path) => {
      if (seen.has(path)) return [];
      seen.add(path);
      return parts.has(path) ? [path] : shippedUses(path, seen);
    });
  return {
    plugin,
    ownUses: () => shippedUses(own).sort(),
    packages: () =>
      [...parts.keys()].sort().map((path) => ({
        ...describe(root, path),
        path,
        parts: [...(parts.get(path) ?? [])].sort(),
        uses: shippedUses(path).sort(),
      })),
  };
  function assetPackages(names: readonly string[], part: Part): string[] {
    return names.map((name) => packageOf(join(root, part, name)));
  }
}

/** Whether a file, named from the folder of the main bundle, was copied there on purpose. */
export function isCopied(name: string): boolean {
  return copied.some(({ to }) => to === name.replaceAll(sep, '/'));
}

function entry<Value>(map: Map<string, Set<Value>>, key: string): Set<Value> {
  const found = map.get(key) ?? new Set<Value>();
  map.set(key, found);
  return found;
}

function partOf(dir: string): Part {
  const name = basename(dir);
  if (name === 'main' || name === 'preload' || name === 'renderer') return name;
  throw new Error(`a bundle was written to ${dir}, which is no part of the program`);
}

/** `node_modules/@scope/name` of a module, `''` of our own. Virtual modules belong to the tool that wrote them. */
function packagePath(root: string, id: string): string {
  const tool = /^\0(rolldown|vite)\//.exec(id)?.[1];
  if (tool !== undefined) return `node_modules/${tool}`;
  const file = id.replace(/^\0/, '').replace(/\?.*$/, '');
  const at = file.lastIndexOf(modules);
  if (at !== -1) {
    const [first = '', second = ''] = file.slice(at + modules.length).split(sep);
    const name = first.startsWith('@') ? join(first, second) : first;
    return relative(root, join(file.slice(0, at), modules, name)).replaceAll(sep, '/');
  }
  if (file.startsWith(root)) return own;
  // Node's and Electron's own modules are part of the runtime.
  if (!id.startsWith('\0')) return own;
  throw new Error(`the bundle holds ${JSON.stringify(id)}, of which nobody knows whose it is`);
}

function describe(root: string, path: string): Pick<Bundled, 'name' | 'version' | 'licence'> {
  const manifest = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  return { name: manifest.name, version: manifest.version, licence: manifest.license ?? null };
}
