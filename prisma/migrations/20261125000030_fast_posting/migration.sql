-- What a sale costs to store is its rows and, far more, its index entries and foreign keys.

-- Lines and tenders are only ever written in the statement batch that writes their sale. The check of
-- each row cost as much as the row; on a database whose first plan was made while `sale` was empty it
-- scanned the table for every line.
ALTER TABLE sale_line DROP CONSTRAINT sale_line_tenant_id_sale_id_fkey;
ALTER TABLE tender DROP CONSTRAINT tender_tenant_id_sale_id_fkey;

-- Read by nothing.
DROP INDEX sale_line_tenant_id_store_id_sold_at_idx;

-- One index for a SKU's movements in a store and in all stores, in place of two.
DROP INDEX stock_movement_tenant_id_store_id_sku_id_at_idx;
DROP INDEX stock_movement_tenant_id_sku_id_at_idx;
CREATE INDEX stock_movement_of_sku ON stock_movement (tenant_id, sku_id, store_id, at, id);

-- Most sales name no customer, and nearly every operation is posted: only the others are looked for.
DROP INDEX sale_tenant_id_customer_id_sold_at_idx;
CREATE INDEX sale_of_customer ON sale (tenant_id, customer_id, sold_at) WHERE customer_id IS NOT NULL;
DROP INDEX op_result_tenant_id_state_at_idx;
CREATE INDEX op_result_unposted ON op_result (tenant_id, state, at) WHERE state <> 'posted';

-- Room on the page for the next version of a row that every batch rewrites: no index entry then.
ALTER TABLE stock_level SET (fillfactor = 70);
ALTER TABLE sales_hourly SET (fillfactor = 50);
ALTER TABLE tenant_seq SET (fillfactor = 50);
ALTER TABLE terminal_incarnation SET (fillfactor = 50);

-- A sealed body of some kB: lz4 takes a tenth of the time. Not every build of Postgres has it.
DO $$
BEGIN
  ALTER TABLE op_log ALTER COLUMN body SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  NULL;
END $$;
