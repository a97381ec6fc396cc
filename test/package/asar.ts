import { readFileSync } from 'node:fs';

type Node = { files: Record<string, Node> } | { size: number; offset: string };

/** What is in an asar archive, by path. Read by hand: four lengths, a JSON header, then the files' bytes. */
export function readAsar(file: string): Map<string, Buffer> {
  const archive = readFileSync(file);
  const base = 8 + archive.readUInt32LE(4);
  const header = JSON.parse(archive.toString('utf8', 16, 16 + archive.readUInt32LE(12))) as Node;
  const found = new Map<string, Buffer>();
  const walk = (node: Node, path: string): void => {
    if (!('files' in node)) {
      const start = base + Number(node.offset);
      found.set(path, archive.subarray(start, start + node.size));
      return;
    }
    for (const [name, inner] of Object.entries(node.files)) {
      walk(inner, path === '' ? name : `${path}/${name}`);
    }
  };
  walk(header, '');
  return found;
}
