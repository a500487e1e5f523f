/** (d) The natural way: one Prisma interactive transaction a sale, nested creates, an update a line. */
import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson, type Operation, type SaleBody } from '@oson/contract';
import { type Database, type TenantTx, uuidv7Now } from '@oson/db';
import { businessDate, businessHour } from '@oson/domain';
import type { Till } from '../sales.ts';

const ZONE_MIN = 300;

export function naturalSale(db: Database, till: Till, op: Operation): Promise<void> {
  return db.inTenant(till.shop.tenantId, async (tx) => {
    const { tenantId } = tx;
    const known = await tx.opLog.findUnique({
      where: { tenantId_opId: { tenantId, opId: op.opId } },
    });
    if (known) return;
    const sale = JSON.parse(op.body) as SaleBody;
    await keepRaw(tx, till, op);
    await createSale(tx, till, op, sale);
    await moveStock(tx, till, op, sale);
    await finish(tx, till, op, sale);
  });
}

async function keepRaw(tx: TenantTx, till: Till, op: Operation): Promise<void> {
  const { tenantId } = tx;
  const { hash, body, ...envelope } = op;
  const { opId, seq, type, v, prevHash } = op;
  await tx.opLog.create({
    data: {
      tenantId,
      opId,
      seq,
      type,
      v,
      prevHash,
      hash,
      body,
      incarnationId: till.terminal.incarnationId,
      terminalId: till.terminal.terminalId,
      storeId: till.shop.storeId,
      envelope: canonicalJson(envelope),
      bodyHash: createHash('sha256').update(body).digest('hex'),
      soldAt: new Date(op.wallMs),
    },
  });
  await tx.terminalIncarnation.updateMany({
    where: { id: op.incarnation },
    data: { lastSeq: seq, lastHash: hash, maxSeq: seq, held: [{ from: 1, to: seq, hash }] },
  });
}

const momentOf = (op: Operation) => ({
  soldAt: new Date(op.wallMs),
  businessDate: new Date(businessDate(op.wallMs, ZONE_MIN, 0)),
});

async function createSale(tx: TenantTx, till: Till, op: Operation, sale: SaleBody): Promise<void> {
  const { storeId, staffId } = till.shop;
  const { soldAt, businessDate: date } = momentOf(op);
  await tx.sale.create({
    data: {
      tenantId: tx.tenantId,
      id: sale.saleId,
      opId: op.opId,
      storeId,
      staffId,
      terminalId: till.terminal.terminalId,
      incarnationId: till.terminal.incarnationId,
      receiptNumber: sale.receiptNumber,
      currency: 'UZS',
      ...sale.totals,
      cashRounding: 0,
      changeGiven: 0,
      lineCount: sale.lines.length,
      businessDate: date,
      hour: businessHour(op.wallMs, ZONE_MIN),
      soldAt,
      receivedAt: new Date(),
      priceN: sale.priceN,
      rules: 1,
      lines: {
        create: sale.lines.map(({ discounts: _none, ...line }, at) => ({
          ...line,
          line: at,
          storeId,
          soldAt,
          businessDate: date,
        })),
      },
      tenders: {
        create: sale.tenders.map((tender, position) => ({
          ...tender,
          position,
          storeId,
          businessDate: date,
        })),
      },
    },
  });
}

async function moveStock(tx: TenantTx, till: Till, op: Operation, sale: SaleBody): Promise<void> {
  const { tenantId } = tx;
  const { storeId, staffId } = till.shop;
  const { soldAt: at, businessDate: date } = momentOf(op);
  const lines = [...sale.lines].sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
  for (const { skuId, quantity, price } of lines) {
    await tx.stockLevel.update({
      where: { tenantId_storeId_skuId: { tenantId, storeId, skuId } },
      data: { quantity: { decrement: quantity } },
    });
    await tx.stockMovement.create({
      data: {
        tenantId,
        storeId,
        skuId,
        staffId,
        at,
        id: uuidv7Now(),
        kind: 'sale',
        quantity: -quantity,
        unitCost: Math.trunc(price / 2),
        opId: op.opId,
        saleId: sale.saleId,
        businessDate: date,
      },
    });
  }
}

async function finish(tx: TenantTx, till: Till, op: Operation, sale: SaleBody): Promise<void> {
  const { tenantId } = tx;
  const { storeId } = till.shop;
  const { businessDate: date } = momentOf(op);
  const { gross, tax } = sale.totals;
  const hour = businessHour(op.wallMs, ZONE_MIN);
  const key = { tenantId, storeId, businessDate: date, hour };
  await tx.salesHourly.upsert({
    where: { tenantId_storeId_businessDate_hour: key },
    create: { ...key, saleCount: 1, gross, tax, discount: 0 },
    update: {
      saleCount: { increment: 1 },
      gross: { increment: gross },
      tax: { increment: tax },
    },
  });
  const { n } = await tx.tenantSeq.update({ where: { tenantId }, data: { n: { increment: 1 } } });
  await tx.change.create({ data: { tenantId, n, check: randomBytes(8) } });
  await tx.changeRow.createMany({
    data: sale.lines.map(({ skuId }, line) => {
      return { tenantId, n, line, storeId, kind: 'stock', rowId: skuId };
    }),
  });
  await tx.opResult.create({
    data: { tenantId, opId: op.opId, attempt: 1, state: 'posted', n },
  });
}
