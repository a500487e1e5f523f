import type { SaleBody } from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import type { ASku, ATenant } from '@oson/db/testing';
import { completeSale, type Discount, type DraftLine, ONE, receiptNumber } from '@oson/domain';

export type SaleOptions = {
  /** What is sold; one piece of the tenant's first SKU unless told. */
  lines?: { sku: ASku; quantity?: number; price?: number; discounts?: Discount[] }[];
  discount?: Discount | null;
  /** Fields of the body that should be something else. */
  over?: Partial<SaleBody>;
};

let receipts = 0;

/** The body of a cash sale, exactly paid, with the arithmetic of packages/domain. */
export function aSaleBody(tenant: ATenant, options: SaleOptions = {}): SaleBody {
  const wanted = options.lines ?? [{ sku: tenant.skus[0] as ASku }];
  const draft = {
    lines: wanted.map((line) => draftLine(line)),
    discount: options.discount ?? null,
    taxIncluded: true,
  };
  const cash = (amount: number) => [
    { tenderTypeId: tenant.tenderTypes.cash, kind: 'cash' as const, amount, currency: 'UZS' },
  ];
  const lots = draft.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  const offered = completeSale(draft, cash(lots), 0);
  if (!offered.ok) throw new Error(`this is no sale: ${offered.problem}`);
  const { sale } = offered;
  return {
    saleId: uuidv7Now(),
    receiptNumber: receiptNumber(tenant.storeCode, tenant.terminal.code, ++receipts),
    shiftId: null,
    staffId: tenant.staff.cashier,
    customerId: null,
    currency: 'UZS',
    priceN: tenant.n,
    priceEpoch: 1,
    debtApproverId: null,
    utcOffsetMin: 300,
    ...sale,
    tenders: cash(sale.totals.gross),
    changeGiven: 0,
    ...options.over,
  };
}

function draftLine(line: NonNullable<SaleOptions['lines']>[number]): DraftLine {
  const { sku } = line;
  return {
    lineId: uuidv7Now(),
    skuId: sku.skuId,
    name: sku.name,
    code: sku.code,
    unit: sku.unit,
    quantity: line.quantity ?? ONE,
    listPrice: sku.price,
    price: line.price ?? sku.price,
    priceSource: line.price === undefined ? 'list' : 'manual',
    taxRateBp: 1200,
    discounts: line.discounts ?? [],
  };
}
