export * from './digital-receipt.ts';
export * from './model-of-return.ts';
export {
  type ReceiptCircumstances,
  type ReceiptSale,
  receiptModelOfSale,
  type SaleReceiptInput,
} from './model-of-sale.ts';
export * from './qr-svg.ts';
export * from './receipt-css.ts';
export * from './receipt-html.ts';
export * from './receipt-model.ts';
