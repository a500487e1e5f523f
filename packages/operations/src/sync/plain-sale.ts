import { SALE_LIMITS } from '@oson/domain';

/**
 * Whether a parsed body is a sale as nearly all are: every field of the newest version in its plain
 * shape. It says yes only to what `saleBodySchema` of the contract reads without changing it (a
 * property test holds it to that); to everything else it says no, and the schema judges. It takes a
 * tenth of the time, and the body is parsed for every sale of every terminal.
 */
export function isPlainSale(body: Loose): boolean {
  return (
    body.practice === undefined &&
    body.debtDueDate === undefined &&
    body.saleDiscount === null &&
    isId(body.saleId) &&
    isText(body.receiptNumber, SALE_LIMITS.text) &&
    isIdOrNull(body.shiftId) &&
    isIdOrNull(body.staffId) &&
    isIdOrNull(body.customerId) &&
    isCurrency(body.currency) &&
    typeof body.taxIncluded === 'boolean' &&
    isSmall(body.rules) &&
    isCharge(body.priceN) &&
    isSmall(body.priceEpoch) &&
    isList(body.lines, 1, SALE_LIMITS.lines, isPlainLine) &&
    hasCharges(body.totals, TOTALS) &&
    isList(body.tenders, 0, SALE_LIMITS.tenders, isPlainTender) &&
    Number.isSafeInteger(body.cashRounding) &&
    isCharge(body.changeGiven) &&
    isIdOrNull(body.debtApproverId) &&
    isUtcOffset(body.utcOffsetMin) &&
    (body.note === undefined || isText(body.note, SALE_LIMITS.text))
  );
}

type Loose = Readonly<Record<string, unknown>>;

const TOTALS = ['gross', 'discount', 'net', 'tax'] as const;
const LINE_CHARGES = ['quantity', 'listPrice', 'price', 'discount', 'net', 'tax', 'gross'] as const;
const SMALL_MAX = 2 ** 31 - 1;
const BASIS_POINTS_MAX = 10_000;
const UTC_OFFSET_MAX_MIN = 14 * 60;
const SOURCES: ReadonlySet<unknown> = new Set(['list', 'manual', 'code', 'open']);
const KINDS: ReadonlySet<unknown> = new Set([
  'cash',
  'card',
  'transfer',
  'payme',
  'click',
  'uzum',
  'debt',
  'credit',
]);

function isPlainLine(line: Loose): boolean {
  return (
    isId(line.skuId) &&
    isText(line.name, SALE_LIMITS.text) &&
    (line.code === null || isText(line.code, SALE_LIMITS.code)) &&
    isText(line.unit, SALE_LIMITS.text) &&
    hasCharges(line, LINE_CHARGES) &&
    SOURCES.has(line.priceSource) &&
    isCharge(line.taxRateBp) &&
    (line.taxRateBp as number) <= BASIS_POINTS_MAX &&
    line.approverId === undefined &&
    (line.note === undefined || isText(line.note, SALE_LIMITS.text)) &&
    // A discount has a shape for each kind: the schema knows them.
    Array.isArray(line.discounts) &&
    line.discounts.length === 0
  );
}

function isPlainTender(tender: Loose): boolean {
  return (
    isId(tender.tenderTypeId) &&
    KINDS.has(tender.kind) &&
    isCharge(tender.amount) &&
    isCurrency(tender.currency) &&
    (tender.foreignAmount === undefined || isCharge(tender.foreignAmount)) &&
    (tender.rate === undefined || isCharge(tender.rate))
  );
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CURRENCY = /^[A-Z]{3}$/;

const isId = (value: unknown) => typeof value === 'string' && value.length === 36 && ID.test(value);
const isIdOrNull = (value: unknown) => value === null || isId(value);
const isText = (value: unknown, max: number) => typeof value === 'string' && value.length <= max;
const isCurrency = (value: unknown) => typeof value === 'string' && CURRENCY.test(value);
const isCharge = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const isUtcOffset = (value: unknown) =>
  value === null ||
  (Number.isSafeInteger(value) && Math.abs(value as number) <= UTC_OFFSET_MAX_MIN);
const isSmall = (value: unknown) => isCharge(value) && (value as number) <= SMALL_MAX;

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasCharges(value: unknown, names: readonly string[]): boolean {
  return isObject(value) && names.every((name) => isCharge(value[name]));
}

function isList(
  value: unknown,
  least: number,
  most: number,
  isPlain: (part: Loose) => boolean,
): boolean {
  if (!Array.isArray(value) || value.length < least || value.length > most) return false;
  for (const part of value) if (!isObject(part) || !isPlain(part)) return false;
  return true;
}
