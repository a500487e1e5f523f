export * from './sale/sale-types.ts';
export * from './units.ts';
export * from './uuidv7.ts';
