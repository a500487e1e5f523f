export * from './audit/index.ts';
export * from './staff/index.ts';
export * from './store/index.ts';
export * from './tenant/index.ts';
