import { z } from 'zod';
import type { ErasedOperation, Operation } from '../operation.ts';
import { digest, id, moment } from './primitives.ts';

const lastServer = z.looseObject({
  serverMs: moment,
  wallMs: moment,
  monoMs: z.number(),
  bootId: z.string().min(1).max(64),
});

const envelopeFields = {
  opId: id,
  incarnation: id,
  type: z.string().regex(/^[a-z][a-z0-9.-]{0,39}$/, 'type'),
  v: z.int32().nonnegative(),
  seq: z.int32().positive(),
  prevHash: digest,
  hash: digest,
  wallMs: moment,
  monoMs: z.number(),
  bootId: z.string().min(1).max(64),
  lastServer: lastServer.nullable(),
};

/** An operation with its body as text; any other field is kept. */
export const operationSchema = z.looseObject({ ...envelopeFields, body: z.string() });
/** An operation whose body was erased. */
export const erasedOperationSchema = z.looseObject({
  ...envelopeFields,
  body: z.undefined().optional(),
  bodyDigest: digest,
});

export type ReadOperation =
  | { ok: true; operation: Operation | ErasedOperation }
  | { ok: false; error: string };

/**
 * Checks one envelope of a push by itself. The push door takes anything that has an opId, so that a
 * bad envelope is stored in quarantine and never holds back its neighbours.
 */
export function parseOperation(offered: unknown): ReadOperation {
  const erased = typeof offered === 'object' && offered !== null && !('body' in offered);
  const schema: z.ZodType<Operation | ErasedOperation> = erased
    ? erasedOperationSchema
    : operationSchema;
  const parsed = schema.safeParse(offered);
  if (parsed.success) return { ok: true, operation: parsed.data };
  const error = parsed.error.issues
    .slice(0, 8)
    .map((issue) => `${issue.path.map(String).join('.').slice(0, 120)}: ${issue.code}`)
    .join('; ');
  return { ok: false, error };
}
