import { z } from 'zod';

/** The part of JSON Schema that our inputs use. */
type Shape = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Shape[];
  oneOf?: Shape[];
  format?: string;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
};

/** Ids of the chain that is attacked, by the name an input calls them, and a text of its own. */
export type Loot = { ids: Record<string, string>; canary: string };

/** Texts that must look like something; by the name of the field. */
const BY_NAME: Record<string, string> = {
  tin: '123456789',
  pin: '246810',
  code: 'AB12CD34',
  locale: 'uz-Latn',
  email: 'begona@example.uz',
  colour: '#112233',
  hash: 'a'.repeat(64),
  lastHash: 'a'.repeat(64),
  publicKey: 'A'.repeat(120),
  terminalCode: 'Q9',
};
const SHORT_CODE = 'Q9';
/** Left out where they may be: a page mark of another list is no attack, only a wrong mark. */
const LEFT_OUT = new Set(['cursor', 'limit']);
const UUID = /^\^?.*\[0-9a-f/i;

/**
 * An input that fits a procedure's schema and names rows of another chain wherever it can: what a
 * curious owner would send. Made from the schema, so that a new procedure is attacked by itself.
 */
export function attackInput(schema: z.ZodType, path: string, loot: Loot): unknown {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
  return valueOf(shape, path, path, loot);
}

function valueOf(shape: Shape, name: string, path: string, loot: Loot): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  const branches = shape.anyOf ?? shape.oneOf;
  if (branches) {
    const branch = branches.find((each) => each.type !== 'null') ?? branches[0];
    return branch ? valueOf(branch, name, path, loot) : null;
  }
  switch (Array.isArray(shape.type) ? shape.type[0] : shape.type) {
    case 'string':
      return textOf(shape, name, path, loot);
    case 'integer':
    case 'number':
      return Math.min(Math.max(1, shape.minimum ?? 1), shape.maximum ?? 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'array':
      return shape.items ? [valueOf(shape.items, name, path, loot)] : [];
    case 'object':
      return objectOf(shape, path, loot);
    default:
      return {};
  }
}

function objectOf(shape: Shape, path: string, loot: Loot): Record<string, unknown> {
  const fields = Object.entries(shape.properties ?? {}).filter(
    ([name]) => !LEFT_OUT.has(name) || shape.required?.includes(name),
  );
  return Object.fromEntries(
    fields.map(([name, field]) => [name, valueOf(field, name, path, loot)]),
  );
}

function textOf(shape: Shape, name: string, path: string, loot: Loot): string {
  const pattern = new RegExp(shape.pattern ?? '', 'u');
  const known = [BY_NAME[name], SHORT_CODE].find((text) => text && pattern.test(text));
  if (known && BY_NAME[name] && shape.format !== 'uuid') return known;
  const isId = shape.format === 'uuid' || (shape.pattern !== undefined && UUID.test(shape.pattern));
  if (isId) return idOf(name, path, loot);
  if (shape.format === 'date') return '2026-11-24';
  if (shape.format === 'email') return 'begona@example.uz';
  if (name === 'search') return loot.canary;
  return 'begona'.padEnd(shape.minLength ?? 0, 'x');
}

/** `id` alone means what its area is about; `skuIds` means SKUs. */
function idOf(name: string, path: string, loot: Loot): string {
  const single = name.replace(/s$/, '');
  const area = path.split('.').slice(0, -1).join('.');
  const found = loot.ids[name] ?? loot.ids[single] ?? loot.ids[`${area}.id`];
  if (!found) throw new Error(`the wall test has no foreign id for ${path}: ${name}`);
  return found;
}
