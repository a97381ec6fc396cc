import fc from 'fast-check';
import { z } from 'zod';

/** Cases a border: 300 within `npm test`, as many as one likes with `npm run fuzz -- --cases=N`. */
const asked = process.env['ODSLUCH_FUZZ'];
export const cases = Number(asked ?? 300);

/** The same cases at every `npm test`: what is red is red for everybody. The long run looks elsewhere each time. */
export const runs = (numRuns = cases, offset = 0): { numRuns: number; seed?: number } =>
  asked === undefined ? { numRuns, seed: 20_261_125 + offset } : { numRuns };

/** Characters that people do not type: directions, nothing at all, halves of pairs, ends of texts. */
const oddCharacters = [
  ...['\0', '\u0001', '\r\n', '\u00a0', '\u200b', '\u2060', '\u202e', '\u2066', '\ufeff', '\ud800', '\udfff'],
  ...['e\u0301', '𝟙', '٣', 'Ⅻ', '\u{e0041}', "'", '"', '\\', '%', '$', '{{', '`', '<', ';--'],
];

/** Texts that mean something to somebody: a shell, a path, SQL, HTML, a number, a property of every object. */
const famous = [
  ...[
    '',
    ' ',
    '../../etc/passwd',
    '\\\\server\\share',
    '/dev/zero',
    'file:///etc/passwd',
    'recording://x/audio',
  ],
  ...[
    "'; DROP TABLE office.entry; --",
    '$1',
    '${7*7}',
    '%s%n',
    '<img src=x onerror=alert(1)>',
    '{"a":1}',
    '[]',
  ],
  ...['__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', '-0', '1e400', '0x10', 'true'],
  ...[
    '2026-02-30',
    '9999-12-31',
    '0000-00-00',
    '2026-10-25T02:30:00',
    '00000000-0000-0000-0000-000000000000',
  ],
];

const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

/** A text as an attacker would try one, up to a million characters, well-formed or not. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...famous),
  fc.string({ unit: anyUnit, maxLength: 40 }),
  fc.string({
    unit: fc.oneof(fc.constantFrom(...oddCharacters), fc.constantFrom(...'aŻ9.-/ ')),
    maxLength: 60,
  }),
  fc
    .tuple(
      fc.constantFrom('a', 'ż', '\u202e', '9', '{', '\ud83d\ude00'),
      fc.constantFrom(41, 257, 4097, 65_537),
    )
    .map(([unit, times]) => unit.repeat(times)),
);

const abyss = (depth: number, inner: unknown): unknown =>
  depth === 0 ? inner : abyss(depth - 1, depth % 2 === 0 ? [inner] : { a: inner });

/** A value that JSON can carry and no contract asks for. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: hostileText, weight: 4 },
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 2 ** 53, -(2 ** 63), 1e308, [], {}, [[]], [null]),
  fc.integer({ min: 1, max: 400 }).map((depth) => abyss(depth, 'dno')),
  fc.integer({ min: 100, max: 3000 }).map((length) => Array.from({ length }, () => 0)),
  fc.dictionary(hostileText, fc.constantFrom<unknown>(1, null, 'x'), { maxKeys: 4, noNullPrototype: true }),
);

type JsonSchema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  pattern?: string;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
};

/** Values of the shape that a schema describes, before its refinements. */
function ofShape(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(ofShape));
  if (schema.prefixItems !== undefined) return fc.tuple(...schema.prefixItems.map(ofShape));
  const ofType: Record<string, () => fc.Arbitrary<unknown>> = {
    object: () => objectOf(schema),
    array: () =>
      fc.array(ofShape(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, 4),
      }),
    string: () =>
      schema.pattern === undefined
        ? fc.string({ maxLength: Math.min(schema.maxLength ?? 30, 60) })
        : fc.stringMatching(new RegExp(schema.pattern)),
    integer: () =>
      fc.integer({ min: Math.max(schema.minimum ?? 0, -1e9), max: Math.min(schema.maximum ?? 1e9, 1e9) }),
    number: () => fc.double({ noNaN: true }),
    boolean: () => fc.boolean(),
    null: () => fc.constant(null),
  };
  return ofType[schema.type ?? '']?.() ?? hostileValue;
}

function objectOf({ properties = {}, additionalProperties }: JsonSchema): fc.Arbitrary<unknown> {
  const known = Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, ofShape(inner)]));
  return typeof additionalProperties === 'object'
    ? fc.dictionary(fc.string({ minLength: 1, maxLength: 10 }), ofShape(additionalProperties), { maxKeys: 3 })
    : fc.record(known, { noNullPrototype: true });
}

type Change = { at: number; how: 'nothing' | 'replace' | 'remove' | 'add'; value: unknown; key: string };

/** Every object and array within a value, with the keys by which its parts are reached. */
function placesIn(value: unknown): { inside: Record<string, unknown>; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = value as Record<string, unknown>;
  return Object.keys(inside).flatMap((key) => [{ inside, key }, ...placesIn(inside[key])]);
}

function changed(value: unknown, { at, how, value: other, key }: Change): unknown {
  const whole = { value: structuredClone(value) };
  const places = placesIn(whole);
  const place = places[at % places.length];
  if (place === undefined || how === 'nothing') return whole.value;
  if (how === 'replace') place.inside[place.key] = other;
  else if (how === 'remove') Reflect.deleteProperty(place.inside, place.key);
  else
    Object.defineProperty(place.inside, key, {
      value: other,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  // JSON knows no „undefined”: a whole value that was taken away is null.
  return whole.value ?? null;
}

/** Values that are almost what `schema` asks for: right, or with one part replaced, removed or added. */
export function nearly(schema: z.ZodType): fc.Arbitrary<unknown> {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const change = fc.record({
    at: fc.nat(1000),
    how: fc.constantFrom<Change['how']>('nothing', 'replace', 'replace', 'remove', 'add'),
    value: hostileValue,
    key: hostileText.filter((text) => text.length < 100),
  });
  return fc.oneof(
    { arbitrary: fc.tuple(ofShape(shape), change).map(([value, one]) => changed(value, one)), weight: 4 },
    hostileValue,
  );
}
