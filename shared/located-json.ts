/** Where something stands in a text file, both from 1, columns in UTF-16 units as editors count them. */
export type Place = { line: number; column: number };

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

/** What a person would call the mistake. */
export type JsonProblem =
  'empty' | 'unexpected-character' | 'unexpected-end' | 'text-after-end' | 'repeated-key' | 'too-deep';

type Marks = { value: Map<string, number>; key: Map<string, number> };

class Mistake extends Error {
  readonly problem: JsonProblem;
  readonly offset: number;
  constructor(problem: JsonProblem, offset: number) {
    super(problem);
    this.problem = problem;
    this.offset = offset;
  }
}

const deepest = 32;
/** RFC 8259 §6 and §7; sticky, so that each match begins exactly where the reader stands. */
const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// eslint-disable-next-line no-control-regex -- the control characters are what RFC 8259 §7 forbids inside a string
const stringToken = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const wordToken = /true|false|null/y;
const space = /[ \t\n\r]*/y;

/**
 * Reads JSON (RFC 8259) and remembers where everything stood, which JSON.parse cannot tell, so that a mistake in
 * a settings file is shown by line and column. Stricter than JSON.parse: a repeated key is a mistake. A byte order
 * mark, as Windows editors write it, is skipped.
 */
export function parseLocated(text: string): Located {
  const place = (offset: number): Place => placeOf(text, offset);
  try {
    const { value, marks } = new Reader(text).document();
    const lookUp = (map: Map<string, number>, path: readonly PropertyKey[]): Place => {
      for (let length = path.length; length >= 0; length -= 1) {
        const offset =
          map.get(pointer(path.slice(0, length))) ?? marks.value.get(pointer(path.slice(0, length)));
        if (offset !== undefined) return place(offset);
      }
      return place(0);
    };
    return {
      ok: true,
      value,
      at: (path) => lookUp(marks.value, path),
      keyAt: (path) => lookUp(marks.key, path),
    };
  } catch (mistake) {
    if (mistake instanceof Mistake)
      return { ok: false, problem: mistake.problem, place: place(mistake.offset) };
    throw mistake;
  }
}

function pointer(path: readonly PropertyKey[]): string {
  return JSON.stringify(path.map(String));
}

function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  const mark = line === 1 && text.startsWith('\uFEFF') ? 1 : 0;
  return { line, column: Math.max(1, offset - lineStart + 1 - mark) };
}

class Reader {
  readonly #text: string;
  readonly #marks: Marks = { value: new Map(), key: new Map() };
  #offset: number;

  constructor(text: string) {
    this.#text = text;
    this.#offset = text.startsWith('\uFEFF') ? 1 : 0;
  }

  document(): { value: unknown; marks: Marks } {
    this.#take(space);
    if (this.#offset === this.#text.length) throw new Mistake('empty', this.#offset);
    const value = this.#value([]);
    this.#take(space);
    if (this.#offset < this.#text.length) throw new Mistake('text-after-end', this.#offset);
    return { value, marks: this.#marks };
  }

  #value(path: readonly PropertyKey[]): unknown {
    if (path.length > deepest) throw new Mistake('too-deep', this.#offset);
    this.#take(space);
    this.#marks.value.set(pointer(path), this.#offset);
    const first = this.#text[this.#offset];
    if (first === '{') return this.#object(path);
    if (first === '[') return this.#array(path);
    const token = this.#take(stringToken) ?? this.#take(numberToken) ?? this.#take(wordToken);
    return token === null ? this.#wrong() : (JSON.parse(token) as unknown);
  }

  #object(path: readonly PropertyKey[]): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    this.#items('}', () => {
      const start = this.#offset;
      const token = this.#take(stringToken) ?? this.#wrong();
      const key = JSON.parse(token) as string;
      if (entries.has(key)) throw new Mistake('repeated-key', start);
      const here = [...path, key];
      this.#marks.key.set(pointer(here), start);
      this.#take(space);
      this.#expect(':');
      entries.set(key, this.#value(here));
    });
    return Object.fromEntries(entries);
  }

  #array(path: readonly PropertyKey[]): unknown[] {
    const items: unknown[] = [];
    this.#items(']', () => items.push(this.#value([...path, items.length])));
    return items;
  }

  /** What stands between an opening bracket, commas and `close`. */
  #items(close: '}' | ']', item: () => void): void {
    this.#offset += 1;
    this.#take(space);
    if (this.#text[this.#offset] === close) {
      this.#offset += 1;
      return;
    }
    for (;;) {
      this.#take(space);
      item();
      this.#take(space);
      if (this.#text[this.#offset] === close) break;
      this.#expect(',');
    }
    this.#offset += 1;
  }

  #expect(character: string): void {
    if (this.#text[this.#offset] !== character) this.#wrong();
    this.#offset += 1;
  }

  #take(token: RegExp): string | null {
    token.lastIndex = this.#offset;
    const found = token.exec(this.#text)?.[0] ?? null;
    this.#offset += found?.length ?? 0;
    return found;
  }

  #wrong(): never {
    const problem = this.#offset >= this.#text.length ? 'unexpected-end' : 'unexpected-character';
    throw new Mistake(problem, this.#offset);
  }
}
