import type { PullKind } from '@oson/contract';
import { byId, idsOf, type RowReader } from './pull-row-reader.ts';

type Row = { id: string; gone: boolean; data: object };

const settings: RowReader = async (tx) => {
  const rows = await tx.$queryRaw<Row[]>`
    select tenant_id as id, false as gone, jsonb_build_object('chainName', name, 'status', status,
      'currency', currency, 'locale', locale, 'usdRate', usd_rate,
      'lowStockThreshold', low_stock_threshold, 'receiptHeader', receipt_header,
      'receiptFooter', receipt_footer, 'taxIncluded', tax_included,
      'taxRateBp', tax_rate_bp) as data
    from tenant_settings where tenant_id = ${tx.tenantId}::uuid`;
  return byId(rows);
};

const store: RowReader = async (tx, sender) => {
  const rows = await tx.$queryRaw<Row[]>`
    select id, false as gone, jsonb_build_object('code', code, 'name', name,
      'timeZone', time_zone, 'utcOffsetMin', utc_offset_min, 'cutoverHour', cutover_hour,
      'currency', currency, 'legalName', legal_name, 'tin', tin, 'address', address,
      'phone', phone, 'cashRounding', cash_rounding, 'paperMm', paper_mm) as data
    from store where tenant_id = ${tx.tenantId}::uuid and id = ${sender.storeId}::uuid`;
  return byId(rows);
};

const tenderType: RowReader = async (tx, _sender, pointers) => {
  const rows = await tx.$queryRaw<Row[]>`
    select id, archived_at is not null as gone, jsonb_build_object('name', name, 'names', names,
      'kind', kind, 'position', position, 'active', active) as data
    from tender_type
    where tenant_id = ${tx.tenantId}::uuid and id = any(${idsOf(pointers)}::uuid[])`;
  return byId(rows);
};

const taxRate: RowReader = async (tx, _sender, pointers) => {
  const rows = await tx.$queryRaw<Row[]>`
    select id, false as gone, jsonb_build_object('name', name, 'rateBp', rate_bp,
      'from', (extract(epoch from "from") * 1000)::bigint, 'n', n) as data
    from tax_rate
    where tenant_id = ${tx.tenantId}::uuid and id = any(${idsOf(pointers)}::uuid[])`;
  return byId(rows);
};

/** Owners work everywhere, others in the stores they are named in. */
const staff: RowReader = async (tx, sender, pointers) => {
  const rows = await tx.$queryRaw<Row[]>`
    select s.id,
      s.archived_at is not null or (s.role <> 'owner' and not exists (select from staff_store w
        where w.tenant_id = s.tenant_id and w.staff_id = s.id
          and w.store_id = ${sender.storeId}::uuid)) as gone,
      jsonb_build_object('name', s.name, 'role', s.role,
        'pin', case when s.pin_hash is not null and s.pin_salt is not null then
          jsonb_build_object('salt', s.pin_salt, 'hash', s.pin_hash, 'params', s.pin_params)
        end) as data
    from staff s
    where s.tenant_id = ${tx.tenantId}::uuid and s.id = any(${idsOf(pointers)}::uuid[])`;
  return byId(rows);
};

/** By incarnation: any terminal of the chain may check another's receipts without a network. */
const terminal: RowReader = async (tx, _sender, pointers) => {
  const rows = await tx.$queryRaw<Row[]>`
    select i.id, false as gone, jsonb_build_object('name', t.name, 'code', i.code,
      'incarnation', i.id, 'publicKey', i.public_key,
      'revoked', t.revoked_at is not null or t.state = 'revoked') as data
    from terminal_incarnation i
    join terminal t on t.tenant_id = i.tenant_id and t.id = i.terminal_id
    where i.tenant_id = ${tx.tenantId}::uuid and i.id = any(${idsOf(pointers)}::uuid[])`;
  return byId(rows);
};

/** Customers used in this store in 90 days: one debt or payment here, or made or changed here. */
const customer: RowReader = async (tx, sender, pointers) => {
  const ofStore = pointers.filter(({ isOfStore }) => isOfStore).map(({ id }) => id);
  const rows = await tx.$queryRaw<Row[]>`
    select c.id, c.archived_at is not null as gone, jsonb_build_object('name', c.name,
      'phone', c.phone, 'debtLimit', c.debt_limit,
      'balance', (select coalesce(sum(d.amount), 0) from debt_entry d
        where d.tenant_id = c.tenant_id and d.customer_id = c.id)) as data
    from customer c
    where c.tenant_id = ${tx.tenantId}::uuid and c.id = any(${idsOf(pointers)}::uuid[])
      -- Who is gone, is gone from every till: one may have read the name by another change.
      and (c.archived_at is not null or c.id = any(${ofStore}::uuid[]) and exists (select from change_row r
          join change g on g.tenant_id = r.tenant_id and g.n = r.n
          where r.tenant_id = c.tenant_id and r.kind = 'customer' and r.row_id = c.id::text
            and r.n = any(${pointers.map(({ n }) => n)}::bigint[])
            and g.at > now() - interval '90 days')
        or exists (select from debt_entry d where d.tenant_id = c.tenant_id
          and d.customer_id = c.id and d.store_id = ${sender.storeId}::uuid
          and d.at > now() - interval '90 days'))`;
  return byId(rows);
};

/** What became of this terminal's own operations after their push. */
const outcome: RowReader = async (tx, sender, pointers) => {
  const rows = await tx.$queryRaw<Row[]>`
    select o.op_id as id, false as gone, jsonb_build_object('opId', o.op_id, 'is', r.state,
      'n', coalesce(r.n, 0), 'flags', r.flags) as data
    from op_log o
    join lateral (select state, n, flags from op_result x
      where x.tenant_id = o.tenant_id and x.op_id = o.op_id order by x.attempt desc limit 1) r
      on true
    where o.tenant_id = ${tx.tenantId}::uuid and o.op_id = any(${idsOf(pointers)}::uuid[])
      and o.terminal_id = ${sender.terminalId}::uuid`;
  return byId(rows);
};

/** Rows of the chain: who, where, by what rules. */
export const CHAIN_READERS: Partial<Record<PullKind, RowReader>> = {
  settings,
  store,
  'tender-type': tenderType,
  'tax-rate': taxRate,
  staff,
  terminal,
  customer,
  outcome,
};
