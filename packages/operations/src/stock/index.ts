export { countStock, type StockCount } from './count-stock.ts';
export { listMovements, type MovementFilter, type MovementRow } from './list-movements.ts';
export { listStock, type StockFilter, type StockRow } from './list-stock.ts';
export { type GoodsReceipt, receiveGoods, writeOffStock } from './receive-goods.ts';
