/**
 * (a) The limit: hand-written SQL that writes the rows of a batch of sales in one statement, with
 * every value worked out beforehand. It reads nothing, checks nothing and decides nothing.
 */
import { createHash } from 'node:crypto';
import { canonicalJson, type Operation, type SaleBody } from '@oson/contract';
import { Prisma, rowSet, uuidv7Now } from '@oson/db';
import { businessDate, businessHour } from '@oson/domain';
import type { Till } from '../sales.ts';

export type LimitUnit = { begin: string; text: string; values: unknown[] };

const ZONE_MIN = 300;
const AT = { receivedAt: 'timestamptz', soldAt: 'timestamptz', date: 'date' } as const;

const OP = {
  op_id: 'uuid',
  seq: 'int',
  prev_hash: 'text',
  hash: 'text',
  envelope: 'text',
  body_hash: 'text',
  body: 'text',
  at: 'timestamptz',
} as const;
const SALE = {
  id: 'uuid',
  op_id: 'uuid',
  number: 'text',
  gross: 'bigint',
  net: 'bigint',
  tax: 'bigint',
  n: 'bigint',
  hour: 'int',
  ...AT,
} as const;
const LINE = {
  sale_id: 'uuid',
  op_id: 'uuid',
  line: 'int',
  sku_id: 'uuid',
  movement_id: 'uuid',
  name: 'text',
  price: 'bigint',
  net: 'bigint',
  tax: 'bigint',
  gross: 'bigint',
  cost: 'bigint',
  ...AT,
} as const;
const TENDER = {
  sale_id: 'uuid',
  position: 'int',
  type_id: 'uuid',
  kind: 'text',
  amount: 'bigint',
  date: 'date',
} as const;
const FLAG = {
  id: 'uuid',
  job: 'uuid',
  op_id: 'uuid',
  sale_id: 'uuid',
  sku_id: 'uuid',
  details: 'jsonb',
} as const;
const LEVEL = { sku_id: 'uuid', sold: 'bigint' } as const;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

type Rows = Record<'ops' | 'sales' | 'lines' | 'tenders' | 'flags' | 'levels', object[]>;

export function limitUnit(till: Till, ops: readonly Operation[]): LimitUnit {
  const rows = rowsOf(ops);
  const { text, values } = statementOf(till, ops, rows);
  const { tenantId } = till.shop;
  return { begin: `select set_config('app.tenant_id', '${tenantId}', false)`, text, values };
}

function rowsOf(ops: readonly Operation[]): Rows {
  const rows: Rows = { ops: [], sales: [], lines: [], tenders: [], flags: [], levels: [] };
  const sold = new Map<string, number>();
  for (const op of ops) {
    const sale = JSON.parse(op.body) as SaleBody;
    const at = op.wallMs;
    const { hash: _hash, body: _body, ...envelope } = op;
    const date = businessDate(at, ZONE_MIN, 0);
    const when = { soldAt: at, receivedAt: at, date };
    rows.ops.push({
      op_id: op.opId,
      seq: op.seq,
      prev_hash: op.prevHash,
      hash: op.hash,
      envelope: canonicalJson(envelope),
      body_hash: sha256(op.body),
      body: op.body,
      at,
    });
    rows.sales.push({
      id: sale.saleId,
      op_id: op.opId,
      number: sale.receiptNumber,
      ...sale.totals,
      n: sale.priceN,
      hour: businessHour(at, ZONE_MIN),
      ...when,
    });
    const saleRow = { sale_id: sale.saleId, op_id: op.opId };
    for (const [line, sku] of sale.lines.entries()) {
      sold.set(sku.skuId, (sold.get(sku.skuId) ?? 0) + sku.quantity);
      const { skuId: sku_id, ...figures } = sku;
      const movement = { movement_id: uuidv7Now(), cost: Math.trunc(sku.price / 2) };
      rows.lines.push({ ...saleRow, line, sku_id, ...movement, ...figures, ...when });
      // The price that the load generator has set by hand is a whole so'm above the list.
      if (sku.price % 50_000 !== 0) {
        const details = { line, skuId: sku_id, name: sku.name, sent: sku.price, atN: sku.price };
        rows.flags.push({ id: uuidv7Now(), job: uuidv7Now(), ...saleRow, sku_id, details });
      }
    }
    for (const [position, { tenderTypeId: type_id, ...tender }] of sale.tenders.entries()) {
      rows.tenders.push({ sale_id: sale.saleId, position, type_id, ...tender, date });
    }
  }
  rows.levels = [...sold].map(([sku_id, quantity]) => ({ sku_id, sold: quantity }));
  return rows;
}

function statementOf(till: Till, ops: readonly Operation[], rows: Rows): Prisma.Sql {
  const { tenantId, storeId } = till.shop;
  const { terminalId, incarnationId } = till.terminal;
  const t = Prisma.sql`${tenantId}::uuid`;
  const store = Prisma.sql`${storeId}::uuid`;
  const terminal = Prisma.sql`${terminalId}::uuid`;
  const staff = Prisma.sql`${till.shop.staffId}::uuid`;
  const last = ops.at(-1) as Operation;
  const held = JSON.stringify([{ from: 1, to: last.seq, hash: last.hash }]);
  const incarnation = Prisma.sql`${incarnationId}::uuid`;
  return Prisma.sql`with seq as (
      insert into tenant_seq as s (tenant_id, n) values (${t}, 1)
      on conflict (tenant_id) do update set n = s.n + 1 returning n),
    raw as (insert into op_log (tenant_id, op_id, incarnation_id, terminal_id, store_id, seq, type,
        v, prev_hash, hash, envelope, body_hash, body, sold_at, received_at)
      select ${t}, op_id, ${incarnation}, ${terminal}, ${store}, seq, 'sale', 1, prev_hash, hash,
        envelope, body_hash, body, at, at from ${rowSet(OP, rows.ops)}),
    held as (update terminal_incarnation set held = ${held}::jsonb, last_seq = ${last.seq},
        last_hash = ${last.hash}, max_seq = ${last.seq}, last_push_at = now()
      where tenant_id = ${t} and id = ${incarnation}),
    s as (insert into sale (tenant_id, id, op_id, store_id, terminal_id, incarnation_id, staff_id,
        receipt_number, currency, gross, discount, net, tax, cash_rounding, change_given,
        line_count, business_date, hour, sold_at, received_at, price_n, rules)
      select ${t}, id, op_id, ${store}, ${terminal}, ${incarnation}, ${staff}, number, 'UZS', gross,
        0, net, tax, 0, 0, 8, date, hour, "soldAt", "receivedAt", n, 1 from ${rowSet(SALE, rows.sales)}),
    line as materialized (select * from ${rowSet(LINE, rows.lines)}),
    l as (insert into sale_line (tenant_id, sale_id, line, store_id, sku_id, name, unit, quantity,
        list_price, price, price_source, discount, tax_rate_bp, net, tax, gross, cost_at_sale,
        sold_at, business_date)
      select ${t}, sale_id, line, ${store}, sku_id, name, 'dona', 1000, price, price, 'list', 0,
        1200, net, tax, gross, cost, "soldAt", date from line),
    m as (insert into stock_movement (tenant_id, id, store_id, sku_id, kind, quantity, unit_cost,
        op_id, sale_id, staff_id, at, business_date)
      select ${t}, movement_id, ${store}, sku_id, 'sale', -1000, cost, op_id, sale_id, ${staff},
        "soldAt", date from line),
    y as (insert into tender (tenant_id, sale_id, position, tender_type_id, kind, currency, amount,
        store_id, business_date)
      select ${t}, sale_id, position, type_id, kind, 'UZS', amount, ${store}, date
      from ${rowSet(TENDER, rows.tenders)}),
    h as (insert into sales_hourly as h (tenant_id, store_id, business_date, hour, sale_count,
        gross, tax, discount)
      select ${t}, ${store}, date, hour, count(*), sum(gross), sum(tax), 0
      from ${rowSet(SALE, rows.sales)} group by date, hour
      on conflict (tenant_id, store_id, business_date, hour) do update set
        sale_count = h.sale_count + excluded.sale_count, gross = h.gross + excluded.gross,
        tax = h.tax + excluded.tax),
    levels as (update stock_level l set quantity = l.quantity - r.sold, n = seq.n,
        updated_at = now()
      from seq, ${rowSet(LEVEL, rows.levels)}
      where l.tenant_id = ${t} and l.store_id = ${store} and l.sku_id = r.sku_id),
    ${flagParts(till, rows)},
    res as (insert into op_result (tenant_id, op_id, attempt, state, n, flags)
      select ${t}, r.op_id, 1, 'posted', seq.n,
        case when flag.id is null then '[]'::jsonb else '["price-changed"]' end
      from seq, ${rowSet({ op_id: 'uuid' }, rows.ops)} left join flag on flag.op_id = r.op_id),
    c as (insert into change (tenant_id, n, "check") select ${t}, n, '\\x0102030405060708' from seq)
    insert into change_row (tenant_id, n, line, kind, row_id, store_id)
    select ${t}, seq.n, row_number() over (), 'stock', r.sku_id::text, ${store}
    from seq, ${rowSet(LEVEL, rows.levels)}`;
}

function flagParts({ shop, terminal: till }: Till, rows: Rows): Prisma.Sql {
  const t = Prisma.sql`${shop.tenantId}::uuid`;
  const store = Prisma.sql`${shop.storeId}::uuid`;
  const terminal = Prisma.sql`${till.terminalId}::uuid`;
  return Prisma.sql`flag as materialized (select * from ${rowSet(FLAG, rows.flags)}),
    f as (insert into sale_flag (tenant_id, id, kind, store_id, sale_id, op_id, sku_id,
        terminal_id, details)
      select ${t}, id, 'price-changed', ${store}, sale_id, op_id, sku_id, ${terminal}, details
      from flag),
    fs as (insert into sale_flag_sale (tenant_id, flag_id, sale_id)
      select ${t}, id, sale_id from flag),
    j as (insert into job_outbox (tenant_id, id, name, data, sent_at)
      select ${t}, job, 'sale/flagged', jsonb_build_object('flagId', id), now() from flag)`;
}
