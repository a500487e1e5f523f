export { listSales, type SaleFilter, type SaleRow } from './list-sales.ts';
export { type SaleDetail, saleDetail } from './sale-detail.ts';
