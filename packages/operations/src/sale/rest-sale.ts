import type { SaleBody } from '@oson/contract';
import {
  type DraftLine,
  priceSale,
  receiptNumber,
  RULES_VERSION,
  settle,
  type SaleTotals,
  type Tender,
  type TenderKind,
  type Thousandths,
  type Tiyin,
} from '@oson/domain';

/** A sale as an integration sends it (REST1): money in tiyin, quantity in thousandths. */
export type RestSale = {
  idempotencyKey: string;
  clientTempId?: string | null | undefined;
  storeId: string;
  cashierId: string;
  lines: {
    /** Id, code or barcode of the SKU. */
    sku: string;
    qty: Thousandths;
    /** Of one unit, as sold. */
    price: Tiyin;
    /** On the whole line. */
    discount?: Tiyin | undefined;
    name?: string | undefined;
  }[];
  totals: Partial<SaleTotals> & { gross: Tiyin };
  payments: { paymentTypeId: string; amount: Tiyin }[];
  /** When it was sold, by the integration's clock, ms. */
  createdAt: number;
  clientTimestamp?: number | undefined;
};

/** A SKU as the catalogue has it, for one line. */
export type RestSku = {
  skuId: string;
  name: string;
  code: string | null;
  unit: string;
  taxRateBp: number | null;
  listPrice: number | null;
};

export type RestFacts = {
  saleId: string;
  storeCode: string;
  terminalCode: string;
  currency: string;
  counter: number;
  epoch: number;
  headN: number;
  taxIncluded: boolean;
  taxRateBp: number;
  cashStep: number;
  /** In the order of the lines. */
  skus: readonly RestSku[];
  kindOf: (tenderTypeId: string) => TenderKind;
};

/**
 * The body that the virtual terminal seals for an integration's sale. What the integration counted
 * stands in it; where our arithmetic differs, posting makes a flag and corrections of it.
 */
export function bodyOfRestSale(sale: RestSale, facts: RestFacts): SaleBody {
  const { taxIncluded } = facts;
  const lines = sale.lines.map((line, index) => draftLine(line, index, facts));
  const priced = priceSale({ lines, discount: null, taxIncluded });
  const tenders = sale.payments.map(
    (payment): Tender => ({
      tenderTypeId: payment.paymentTypeId,
      kind: facts.kindOf(payment.paymentTypeId),
      amount: payment.amount,
      currency: facts.currency,
    }),
  );
  const totals = { ...priced.totals, ...sale.totals };
  const { cashRounding, changeGiven } = settle(totals.gross, tenders, facts.cashStep);
  return {
    saleId: facts.saleId,
    receiptNumber: receiptNumber(facts.storeCode, facts.terminalCode, facts.counter),
    shiftId: null,
    staffId: sale.cashierId,
    customerId: null,
    currency: facts.currency,
    taxIncluded,
    rules: RULES_VERSION,
    priceN: facts.headN,
    priceEpoch: facts.epoch,
    lines: priced.lines,
    saleDiscount: null,
    totals,
    tenders,
    cashRounding,
    changeGiven,
    debtApproverId: null,
    utcOffsetMin: null,
    ...(sale.clientTempId ? { note: sale.clientTempId } : {}),
  };
}

function draftLine(line: RestSale['lines'][number], index: number, facts: RestFacts): DraftLine {
  const sku = facts.skus[index] as RestSku;
  const listPrice = sku.listPrice ?? line.price;
  return {
    lineId: String(index),
    skuId: sku.skuId,
    name: line.name ?? sku.name,
    code: sku.code,
    unit: sku.unit,
    quantity: line.qty,
    listPrice,
    price: line.price,
    priceSource: listPrice === line.price ? 'list' : 'manual',
    taxRateBp: sku.taxRateBp ?? facts.taxRateBp,
    discounts: line.discount ? [{ kind: 'amount', value: line.discount }] : [],
  };
}
