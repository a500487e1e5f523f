import { OsonError } from '@oson/contract';
import { expect, test } from 'vitest';
import { describeFault, isMomentary, sqlStateOf } from './faults.ts';

const byDriver = (originalCode: string) =>
  Object.assign(new Error('Raw query failed'), {
    code: 'P2010',
    meta: { driverAdapterError: { cause: { originalCode, kind: 'postgres' } } },
  });

test.each(['08006', '40001', '40P01', '53300', '55P03', '57014', '57P01', '58030'])(
  '[SRV3] SQLSTATE %s is a fault of the moment',
  (code) => {
    expect(isMomentary(byDriver(code))).toBe(true);
  },
);

test.each(['22P02', '23505', '23514', '42703', 'XX000'])(
  '[SRV2] SQLSTATE %s is a fault of the operation',
  (code) => {
    expect(isMomentary(byDriver(code))).toBe(false);
    expect(sqlStateOf(byDriver(code))).toBe(code);
  },
);

test.each(['P1001', 'P2024', 'P2028', 'P2034', 'ECONNREFUSED', 'ECONNRESET'])(
  '[SRV3] %s is a fault of the moment, however deep it lies',
  (code) => {
    const inner = Object.assign(new Error('deep'), { code });
    expect(isMomentary(new Error('outer', { cause: inner }))).toBe(true);
  },
);

test('[SRV3] a connection that broke while no statement was under way is a fault of the moment', () => {
  const told = 'Client has encountered a connection error and is not queryable';
  expect(isMomentary(new Error(told))).toBe(true);
});

test('a bug of ours is no fault of the moment, and its words hold no value', () => {
  expect(isMomentary(new TypeError('undefined is not a function'))).toBe(false);
  expect(isMomentary(new OsonError('NOT_FOUND'))).toBe(false);
  expect(isMomentary('nonsense')).toBe(false);
  expect(describeFault(byDriver('23505'))).toBe('database 23505');
});
