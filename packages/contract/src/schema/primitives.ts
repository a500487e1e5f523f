import { z } from 'zod';

/** A UUID in lower case: two spellings of one id would be two ids to a string comparison. */
export const id = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'id');
export const idOrNull = id.nullable();
/** Hex of a SHA-256. */
export const digest = z.string().regex(/^[0-9a-f]{64}$/, 'digest');
/** Any whole amount in the safe range; may be negative where a balance or rounding may. */
export const amount = z.int();
/** An amount that money handed over or charged cannot go below. */
export const charge = z.int().nonnegative();
/** A quantity that was sold, counted or came back, in thousandths. */
export const quantity = z.int().nonnegative();
/** Hundredths of a percent. */
export const basisPoints = z.int().min(0).max(10_000);
export const currency = z.string().regex(/^[A-Z]{3}$/, 'currency');
/** Milliseconds since 1970. */
export const moment = z.int();
/** A whole number that fits a database integer. */
export const smallInt = z.int32().nonnegative();
/** Text of people; counted in UTF-16 units. */
export const text = (maxLength: number) => z.string().max(maxLength);
