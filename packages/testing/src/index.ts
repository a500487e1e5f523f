export * from '@oson/db/testing';
export { aSaleBody, type SaleOptions } from './a-sale-body.ts';
export { type AJournal, aJournal, anOperation, type OperationPlace } from './an-operation.ts';
