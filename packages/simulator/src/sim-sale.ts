import type { SaleBody } from '@oson/contract';
import { completeSale, type DraftLine, ONE, receiptNumber, type Tender } from '@oson/domain';
import type { SimCatalogue } from './sim-catalogue.ts';
import { newId } from './sim-journal.ts';

export type Wanted = {
  skuId: string;
  /** Thousandths; one piece unless told. */
  quantity?: number;
  /** Tiyin a unit; the list's unless told. */
  price?: number;
};

export type SaleFrame = {
  storeCode: string;
  terminalCode: string;
  receipt: number;
  shiftId: string | null;
  staffId: string | null;
  practice: boolean;
  epoch: number;
  /** Cash handed over, tiyin; far more than due unless told. */
  given?: number | undefined;
};

/** The body of a cash sale from the pulled catalogue, with the arithmetic of packages/domain. */
export function saleBodyOf(
  catalogue: SimCatalogue,
  wanted: readonly Wanted[],
  frame: SaleFrame,
): SaleBody {
  const settings = catalogue.one('settings');
  const { cashRounding } = catalogue.one('store');
  const draft = {
    lines: wanted.map((each) => draftLine(catalogue, each)),
    discount: null,
    taxIncluded: settings.taxIncluded,
  };
  const lots = draft.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  const amount = frame.given ?? Math.max(ONE, lots);
  const sold = completeSale(draft, [cashOf(catalogue, amount)], cashRounding);
  if (!sold.ok) throw new Error(`this is no sale: ${sold.problem}`);
  return {
    ...(frame.practice ? { practice: true as const } : {}),
    saleId: newId(),
    receiptNumber: receiptNumber(
      frame.storeCode,
      frame.terminalCode,
      frame.receipt,
      frame.practice,
    ),
    shiftId: frame.shiftId,
    staffId: frame.staffId,
    customerId: null,
    currency: settings.currency,
    priceN: catalogue.cursor?.n ?? 0,
    priceEpoch: frame.epoch,
    debtApproverId: null,
    utcOffsetMin: 300,
    ...sold.sale,
  };
}

function draftLine(catalogue: SimCatalogue, wanted: Wanted): DraftLine {
  const sku = catalogue.find('sku', wanted.skuId);
  if (!sku) throw new Error(`SKU ${wanted.skuId} was not pulled`);
  const listPrice = catalogue.priceOf(wanted.skuId);
  return {
    lineId: newId(),
    skuId: wanted.skuId,
    name: sku.name,
    code: sku.code,
    unit: sku.unit,
    quantity: wanted.quantity ?? ONE,
    listPrice,
    price: wanted.price ?? listPrice,
    priceSource: wanted.price === undefined ? 'list' : 'manual',
    taxRateBp: sku.taxRateBp ?? catalogue.one('settings').taxRateBp,
    discounts: [],
  };
}

/** Cash as the store takes it. */
export function cashOf(catalogue: SimCatalogue, amount: number): Tender {
  const cash = catalogue.all('tender-type').find(({ data }) => data.kind === 'cash' && data.active);
  if (!cash) throw new Error('no cash tender type was pulled');
  const { currency } = catalogue.one('settings');
  return { tenderTypeId: cash.id, kind: 'cash', amount, currency };
}
