import type { BodyOf } from '../bodies/body-of.ts';
import { BODY_VERSIONS } from '../bodies/body-versions.ts';
import { upCastsBetween } from '../bodies/up-cast.ts';
import { OPERATION_TYPES, type OperationType } from '../operation.ts';
import { BODY_SCHEMAS } from './body-schemas.ts';

/**
 * Why a body cannot be read. `type-unknown` and `version-unknown` come from a newer app and can be
 * read after the next deploy; the other two never can without a repair.
 */
export type BodyFault = {
  cause: 'type-unknown' | 'version-unknown' | 'not-json' | 'shape';
  /** A later version of this side may read it. */
  readableLater: boolean;
  /** Paths and rules, never a value: it may be logged. */
  message: string;
};

export type ReadBody<T extends OperationType = OperationType> =
  | { [K in T]: { ok: true; type: K; body: BodyOf[K] } }[T]
  | { ok: false; error: BodyFault };

const isKnown = (type: string): type is OperationType =>
  (OPERATION_TYPES as readonly string[]).includes(type);

function fault(cause: BodyFault['cause'], message: string): { ok: false; error: BodyFault } {
  const readableLater = cause === 'type-unknown' || cause === 'version-unknown';
  return { ok: false, error: { cause, readableLater, message } };
}

function parseJsonObject(text: string): Record<string, unknown> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : null;
}

/**
 * Reads the body of an operation in its newest version, up-casting an older one. Unknown fields are
 * kept. Never throws: a fault is data, because the operation is stored all the same.
 */
export function parseBody<T extends OperationType>(type: T, v: number, text: string): ReadBody<T>;
export function parseBody(type: string, v: number, text: string): ReadBody;
export function parseBody(type: string, v: number, text: string): ReadBody {
  if (!isKnown(type)) return fault('type-unknown', type);
  const steps = v > BODY_VERSIONS[type] ? null : upCastsBetween(type, v, BODY_VERSIONS[type]);
  if (!steps) return fault('version-unknown', `${type} v${v}`);
  const raw = parseJsonObject(text);
  if (!raw) return fault('not-json', type);
  const newest = steps.reduce((body, step) => step(body), raw);
  const parsed = BODY_SCHEMAS[type].safeParse(newest);
  if (parsed.success) return { ok: true, type, body: parsed.data } as ReadBody;
  const places = parsed.error.issues.slice(0, 8).map((issue) => {
    const path = issue.path.map(String).join('.').slice(0, 120);
    return `${path}: ${issue.code}`;
  });
  return fault('shape', places.join('; '));
}
