import type { ProblemCode } from './import-types.ts';

/** Problems that keep a row out until a person answers; the others are written with a note. */
export const HOLDING: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'name-missing',
  'price-missing',
  'price-zero',
  'price-unreadable',
  'price-ambiguous',
  'price-foreign-currency',
  'duplicate-with-other-price',
  'write-failed',
]);
