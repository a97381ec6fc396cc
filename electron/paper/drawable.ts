import { readFile } from 'node:fs/promises';

/** Code points that a font draws. */
type Drawn = ReadonlySet<number>;

/** Of a TrueType font: format 4 of its `cmap` (OpenType 1.9), which every font of ours has. Throws where there is none. */
export async function drawnBy(file: string): Promise<Drawn> {
  const font = await readFile(file);
  const cmap = tableOf(font, 'cmap');
  for (let at = 0; at < cmap.readUInt16BE(2); at += 1) {
    const map = cmap.subarray(cmap.readUInt32BE(8 + at * 8));
    if (map.readUInt16BE(0) === 4) return pointsOf(map);
  }
  throw new Error('a font without a map of characters');
}

function tableOf(font: Buffer, tag: string): Buffer {
  for (let at = 0; at < font.readUInt16BE(4); at += 1) {
    const record = font.subarray(12 + at * 16);
    if (record.toString('latin1', 0, 4) === tag) return font.subarray(record.readUInt32BE(8));
  }
  throw new Error(`a font without ${tag}`);
}

/** Segments of characters that follow each other; glyph 0 draws nothing. */
function pointsOf(map: Buffer): Drawn {
  const twice = map.readUInt16BE(6);
  const points = new Set<number>();
  for (let segment = 0; segment < twice; segment += 2) {
    const [end, start] = [map.readUInt16BE(14 + segment), map.readUInt16BE(16 + twice + segment)];
    const delta = map.readUInt16BE(16 + 2 * twice + segment);
    const place = 16 + 3 * twice + segment;
    const offset = map.readUInt16BE(place);
    for (let point = start; point <= end && point < 0xffff; point += 1) {
      const glyph = offset === 0 ? point + delta : map.readUInt16BE(place + offset + 2 * (point - start));
      if (glyph % 0x10000 !== 0) points.add(point);
    }
  }
  return points;
}

/**
 * The same document, with the number of each character that the font does not draw in its place: „[U+1F600]”. Left alone it would leave
 * a gap on paper, and the reader of the paper and the reader of the sealed words would not read the same.
 */
export function legible<Part>(part: Part, drawn: Drawn): Part {
  return mapped(part, drawn) as Part;
}

function mapped(part: unknown, drawn: Drawn): unknown {
  if (typeof part === 'string') return part.replace(/[^\s\x20-\x7e]/gu, (sign) => named(sign, drawn));
  if (typeof part === 'function')
    return (...given: unknown[]) => mapped((part as (...all: unknown[]) => unknown)(...given), drawn);
  if (Array.isArray(part)) return part.map((one) => mapped(one, drawn));
  if (part === null || typeof part !== 'object' || Object.getPrototypeOf(part) !== Object.prototype)
    return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, mapped(value, drawn)]));
}

function named(sign: string, drawn: Drawn): string {
  const point = sign.codePointAt(0) ?? 0;
  return drawn.has(point) ? sign : `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`;
}
