import { z } from 'zod';

type Leaf = {
  type?: string;
  anyOf?: Leaf[];
  properties?: Record<string, Leaf>;
  required?: string[];
  default?: string | number | boolean;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  description?: string;
};

/** The rows of a table of docs/operations.md: every setting of a schema with its default, its bounds and its meaning. */
export function settingRows(schema: z.ZodType): string[] {
  return rowsOf(z.toJSONSchema(schema, { io: 'input' }) as Leaf, '', true);
}

function rowsOf(leaf: Leaf, path: string, needed: boolean): string[] {
  if (leaf.properties !== undefined && !path.startsWith('demo')) {
    return Object.entries(leaf.properties).flatMap(([name, inner]) =>
      rowsOf(inner, path === '' ? name : `${path}.${name}`, leaf.required?.includes(name) === true),
    );
  }
  const byDefault =
    leaf.default === undefined ? (needed ? 'needed' : 'absent') : `\`${String(leaf.default)}\``;
  return [`| \`${path}\` | ${byDefault} | ${boundsOf(leaf)} | ${leaf.description ?? ''} |`];
}

function boundsOf({ type, anyOf, minimum, maximum, pattern }: Leaf): string {
  if (anyOf !== undefined) return anyOf.map(boundsOf).join(' or ');
  if (type === 'integer') return `${String(minimum)}–${String(maximum)}`;
  if (type === 'null') return '`null`';
  if (pattern !== undefined) return `\`${pattern}\``;
  return type === 'string' ? 'text' : 'list';
}
