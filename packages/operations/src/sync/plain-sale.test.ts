import { canonicalJson } from '@oson/contract';
import { BODY_SCHEMAS } from '@oson/contract/schema';
import { SAMPLE_BODIES } from '@oson/contract/fixtures';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPlainSale } from './plain-sale.ts';

type Loose = Record<string, unknown>;
const sample = () => JSON.parse(JSON.stringify(SAMPLE_BODIES.sale)) as Loose;
/** The sample without what only the schema reads: discounts, approvers. */
function plain(): Loose {
  const { lines, ...rest } = sample();
  const plainLines = (lines as Loose[]).map(({ approverId: _by, ...line }) => {
    return { ...line, discounts: [] };
  });
  return { ...rest, lines: plainLines, saleDiscount: null };
}

/** Every place of a value, as a path. */
function placesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([key, part]) => {
    return placesOf(part, [...path, Array.isArray(value) ? Number(key) : key]);
  });
  return path.length > 0 ? [path, ...inside] : inside;
}

function withValue(body: Loose, path: readonly (string | number)[], value: unknown): Loose {
  let at = body as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) at = at[step] as typeof at;
  const last = path.at(-1) as string | number;
  if (value === undefined) delete at[last];
  // A copy: a later change inside it must not reach the next body that gets the same value.
  else at[last] = structuredClone(value);
  return body;
}

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    undefined,
    null,
    -1,
    0,
    1.5,
    -0,
    2 ** 31,
    2 ** 53,
    10_001,
    '',
    true,
    [],
    {},
  ),
  fc.constantFrom('uzs', 'UZS\n', 'UZSS', 'list', 'gift', 'cash', 'cheque', '2026-11-25'),
  fc.string({ minLength: 195, maxLength: 205 }),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.uuid().map((id) => `${id}\n`),
  fc.uuid(),
);

test('[OP7] what it lets through, the schema reads and leaves as it is', () => {
  const places = placesOf(plain());
  const change = fc.tuple(fc.constantFrom(...places), odd);
  let plainOnes = 0;
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 3 }),
      fc.dictionary(fc.string(), odd),
      (changes, more) => {
        let body = { ...more, ...plain() };
        for (const [path, value] of changes) {
          try {
            body = withValue(body, path, value);
          } catch {
            return; // an earlier change took away what this one is in
          }
        }
        if (!isPlainSale(body)) return;
        plainOnes += 1;
        const read = BODY_SCHEMAS.sale.safeParse(body);
        expect(read.error?.issues).toBeUndefined();
        expect(read.data).toEqual(body);
      },
    ),
    { numRuns: 3000 },
  );
  expect(plainOnes).toBeGreaterThan(100);
});

test('an ordinary sale goes this way, one with a discount the other', () => {
  expect(isPlainSale(plain())).toBe(true);
  expect(isPlainSale(JSON.parse(canonicalJson(plain())) as Loose)).toBe(true);
  expect(isPlainSale(sample())).toBe(false);
});
