import type { OperationType } from '../operation.ts';
import { BODY_VERSIONS } from './body-versions.ts';

export type LooseBody = Record<string, unknown>;
/** Makes a body of version v into one of version v + 1; gets what JSON.parse gave. */
export type UpCast = (body: LooseBody) => LooseBody;

/**
 * Version 0 of a sale was sealed by pilots only: it named the cashier and the discount otherwise,
 * always had tax in its prices and knew one set of rules and one epoch.
 */
function saleFromVersion0(body: LooseBody): LooseBody {
  const { cashierId, discount, ...rest } = body;
  return {
    taxIncluded: true,
    rules: 1,
    priceEpoch: 1,
    ...rest,
    staffId: cashierId ?? null,
    saleDiscount: discount ?? null,
  };
}

/** Version 1 forgot who had allowed a debt above the limit: that stood in an approval of its own. */
const saleFromVersion1: UpCast = (body) => ({ debtApproverId: null, ...body });

/** Version 2 did not say by which clock its paper was printed: the store's zone has to do. */
const saleFromVersion2: UpCast = (body) => ({ utcOffsetMin: null, ...body });

/** One step for each old version that may still lie in a journal. */
const UP_CASTS: Partial<Record<OperationType, Readonly<Record<number, UpCast>>>> = {
  sale: { 0: saleFromVersion0, 1: saleFromVersion1, 2: saleFromVersion2 },
};

/** The steps from version `from` to `to`, or null when one is missing. */
export function upCastsBetween(type: OperationType, from: number, to: number): UpCast[] | null {
  const steps: UpCast[] = [];
  for (let version = from; version < to; version++) {
    const step = UP_CASTS[type]?.[version];
    if (!step) return null;
    steps.push(step);
  }
  return steps;
}

/**
 * A body of an older version as the newest one, unchecked: for a device that reads its own journal.
 * What no step leads from is left as it is.
 */
export function newestBody(type: OperationType, from: number, body: LooseBody): LooseBody {
  const steps = upCastsBetween(type, from, BODY_VERSIONS[type]) ?? [];
  return steps.reduce((older, step) => step(older), body);
}
