import { OsonError } from '@oson/contract';
import { type TenantTx, toNumber } from '@oson/db';

export type SaleDetail = Awaited<ReturnType<typeof saleDetail>>;

/** One sale with all that belongs to it. Throws NOT_FOUND. */
export async function saleDetail(tx: TenantTx, saleId: string) {
  const { tenantId } = tx;
  const sale = await tx.sale.findUnique({
    where: { tenantId_id: { tenantId, id: saleId } },
    include: { lines: { orderBy: { line: 'asc' } }, tenders: { orderBy: { position: 'asc' } } },
  });
  if (!sale) throw new OsonError('NOT_FOUND');
  return {
    id: sale.id,
    receiptNumber: sale.receiptNumber,
    soldAt: sale.soldAt.getTime(),
    receivedAt: sale.receivedAt.getTime(),
    source: sale.source,
    currency: sale.currency,
    note: sale.note,
    totals: {
      gross: toNumber(sale.gross),
      discount: toNumber(sale.discount),
      net: toNumber(sale.net),
      tax: toNumber(sale.tax),
    },
    cashRounding: toNumber(sale.cashRounding),
    changeGiven: toNumber(sale.changeGiven),
    ...(await namesOf(tx, sale)),
    lines: sale.lines.map((line) => ({
      line: line.line,
      skuId: line.skuId,
      name: line.name,
      code: line.code,
      unit: line.unit,
      quantity: toNumber(line.quantity),
      price: toNumber(line.price),
      listPrice: toNumber(line.listPrice),
      discount: toNumber(line.discount),
      tax: toNumber(line.tax),
      gross: toNumber(line.gross),
    })),
    tenders: await tendersOf(tx, sale.tenders),
    flags: await flagsOf(tx, saleId),
    returns: await returnsOf(tx, saleId),
    voided: await voidOf(tx, saleId),
  };
}

type Named = {
  storeId: string;
  terminalId: string;
  staffId: string | null;
  customerId: string | null;
};

async function namesOf(tx: TenantTx, sale: Named) {
  const at = (id: string) => ({ where: { tenantId_id: { tenantId: tx.tenantId, id } } });
  const store = await tx.store.findUnique(at(sale.storeId));
  const terminal = await tx.terminal.findUnique(at(sale.terminalId));
  const staff = sale.staffId ? await tx.staff.findUnique(at(sale.staffId)) : null;
  const customer = sale.customerId ? await tx.customer.findUnique(at(sale.customerId)) : null;
  return {
    storeName: store?.name ?? '',
    terminalName: terminal?.name ?? '',
    staffName: staff?.name ?? null,
    customer: customer ? { id: customer.id, name: customer.name } : null,
  };
}

type TenderRow = { tenderTypeId: string; kind: string; amount: bigint };

async function tendersOf(tx: TenantTx, tenders: TenderRow[]) {
  const types = await tx.tenderType.findMany({
    where: { id: { in: tenders.map((tender) => tender.tenderTypeId) } },
  });
  const names = new Map(types.map((type) => [type.id, type.name]));
  return tenders.map((tender) => ({
    kind: tender.kind,
    name: names.get(tender.tenderTypeId) ?? tender.kind,
    amount: toNumber(tender.amount),
  }));
}

async function flagsOf(tx: TenantTx, saleId: string) {
  const links = await tx.saleFlagSale.findMany({ where: { saleId }, include: { flag: true } });
  return links.map(({ flag }) => ({
    id: flag.id,
    kind: flag.kind,
    status: flag.status,
    details: flag.details,
    resolution: flag.resolution,
    createdAt: flag.createdAt.getTime(),
  }));
}

async function returnsOf(tx: TenantTx, saleId: string) {
  const returns = await tx.saleReturn.findMany({
    where: { saleId },
    include: { lines: { orderBy: { line: 'asc' } } },
    orderBy: { at: 'asc' },
  });
  return returns.map((row) => ({
    id: row.id,
    receiptNumber: row.receiptNumber,
    at: row.at.getTime(),
    refund: toNumber(row.refund),
    reason: row.reason,
    lines: row.lines.map((line) => ({
      name: line.name,
      quantity: toNumber(line.quantity),
      gross: toNumber(line.gross),
    })),
  }));
}

async function voidOf(tx: TenantTx, saleId: string) {
  const row = await tx.saleVoid.findFirst({ where: { saleId } });
  return row ? { at: row.at.getTime(), reason: row.reason } : null;
}
