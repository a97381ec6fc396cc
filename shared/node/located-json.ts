import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { JsonProblem } from '../settings.ts';

/** Where something stands in a text file, both from 1, columns in UTF-16 units as editors count them. */
type Place = { line: number; column: number };

export type Located =
  | {
      ok: true;
      value: unknown;
      /** Where the value at `path` begins; where a key is missing, the object that lacks it. */
      at(path: readonly PropertyKey[]): Place;
      /** Where the name of the last key of `path` begins, for keys that should not be there. */
      keyAt(path: readonly PropertyKey[]): Place;
    }
  | { ok: false; problem: JsonProblem; place: Place };

/** Beyond this depth no settings file goes; a reader that calls itself must not be led further. */
const deepest = 32;
/**
 * Reads JSON (RFC 8259) and remembers where everything stood, so that a mistake in a settings file is shown by line and
 * column. Comments, trailing commas and a repeated key are mistakes. A byte order mark, as Windows editors write it, is skipped.
 */
export function parseLocated(text: string): Located {
  const body = text.replace(/^\uFEFF/, '');
  const place = (offset: number): Place => lineAndColumn(body, offset);
  const wrong = (problem: JsonProblem, offset: number): Located => ({
    ok: false,
    problem,
    place: place(offset),
  });
  if (body.trim() === '') return wrong('empty', body.length);
  const abyss = tooDeepAt(body);
  if (abyss !== null) return wrong('too-deep', abyss);
  const errors: ParseError[] = [];
  const root = parseTree(body, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (first !== undefined || root === undefined)
    return wrong(problemOf(body, first, root), first?.offset ?? 0);
  const repeated = repeatedKey(root);
  if (repeated !== null) return wrong('repeated-key', repeated.offset);
  return {
    ok: true,
    value: JSON.parse(body) as unknown,
    at: (path) => place((nearest(root, path) ?? root).offset),
    keyAt: (path) => {
      const found = findNodeAtLocation(root, segments(path))?.parent?.children?.[0] ?? nearest(root, path);
      return place((found ?? root).offset);
    },
  };
}

function problemOf(text: string, error: ParseError | undefined, root: Node | undefined): JsonProblem {
  if (error === undefined || error.offset >= text.trimEnd().length) return 'unexpected-end';
  const behind = root !== undefined && error.offset >= root.offset + root.length;
  return behind ? 'text-after-end' : 'unexpected-character';
}

/** The node at `path`, or of the longest beginning of it that exists. */
function nearest(root: Node, path: readonly PropertyKey[]): Node | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = findNodeAtLocation(root, segments(path.slice(0, length)));
    if (node !== undefined) return node;
  }
  return undefined;
}

function segments(path: readonly PropertyKey[]): (string | number)[] {
  return path.map((key) => (typeof key === 'number' ? key : String(key)));
}

/** The second of two keys of one name, anywhere; null where there is none. */
function repeatedKey(node: Node): Node | null {
  const children = node.children ?? [];
  if (node.type === 'object') {
    const keys = children.map((property) => property.children?.[0]).filter((key) => key !== undefined);
    const again = keys.find((key, index) => keys.findIndex(({ value }) => value === key.value) < index);
    if (again !== undefined) return again;
  }
  for (const child of children) {
    const found = repeatedKey(child);
    if (found !== null) return found;
  }
  return null;
}

/** Where brackets nest too deep; those inside strings only make the guess larger, which refuses nothing that people write. */
function tooDeepAt(text: string): number | null {
  let depth = 0;
  for (const [offset, character] of [...text].entries()) {
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > deepest + 1) return offset;
  }
  return null;
}

function lineAndColumn(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
