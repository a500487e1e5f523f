import superjson, { type SuperJSONResult } from 'superjson';

/** As deep as any answer of ours; deeper is left to superjson. */
const DEPTH_MAX = 12;

/** Names that superjson sends for nobody: a careless reader's prototypes would change. */
const REFUSED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether JSON alone carries a value as it is: then superjson has nothing to note about it. */
export function isPlainJson(value: unknown, depth = 0): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object':
      return value === null || (depth < DEPTH_MAX && isPlainParts(value, depth + 1));
    default:
      return false;
  }
}

function isPlainParts(value: object, depth: number): boolean {
  if (Array.isArray(value)) {
    for (const part of value) if (!isPlainJson(part, depth)) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key in value) {
    if (REFUSED.has(key)) return false;
    if (!isPlainJson((value as Record<string, unknown>)[key], depth)) return false;
  }
  return Object.getOwnPropertySymbols(value).length === 0;
}

/**
 * superjson, which walks every value with a path to each part; an answer that is plain JSON anyway,
 * as those to terminals are, goes as it is. The bytes are the same.
 */
export const transformer = {
  serialize: (value: unknown): SuperJSONResult =>
    isPlainJson(value) ? { json: value as SuperJSONResult['json'] } : superjson.serialize(value),
  deserialize: (value: SuperJSONResult): unknown =>
    value.meta === undefined ? value.json : superjson.deserialize(value),
};
